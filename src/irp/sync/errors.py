"""What can go wrong in a nightly run, as exceptions of irp's one tree."""

from __future__ import annotations

from irp.errors import IrpError


class SettingsError(IrpError):
    """The settings are wrong or lack something; the message says which and what to do."""

    code = "bad_settings"


class FetchError(IrpError):
    """A page or a PDF could not be had.

    Attributes:
        url: what was asked for.
        retryable: whether the same request may succeed in a moment.
        retry_after: seconds that the server asks to wait, or None.
        status: the HTTP status, or None where there was no answer.
    """

    code = "network_failed"

    def __init__(
        self,
        message: str,
        *,
        url: str,
        code: str | None = None,
        retryable: bool = False,
        retry_after: float | None = None,
        status: int | None = None,
    ) -> None:
        super().__init__(message, code=code)
        self.url = url
        self.retryable = retryable
        self.retry_after = retry_after
        self.status = status


class RefusedAddressError(FetchError):
    """An address that irp does not ask: not on the list of hosts, private, not https."""

    code = "host_not_allowed"


class CooldownError(FetchError):
    """The site asked for silence (429), or a silence asked for earlier is not over."""

    code = "told_to_wait"


class SiteFailedError(IrpError):
    """So much failed that there is no sense in asking on."""

    code = "site_failed"
