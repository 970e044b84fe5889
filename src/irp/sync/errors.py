"""Exceptions of a nightly run, in irp's tree of errors."""

from __future__ import annotations

from irp.errors import IrpError, OutputError


class SettingsError(IrpError):
    """A setting is wrong or missing; the message names it and says what to do."""

    code = "bad_settings"


class StateError(OutputError):
    """The state is damaged, or a newer version of irp wrote it; it is left as it is."""

    code = "bad_store"


class FetchError(IrpError):
    """A page or PDF could not be downloaded.

    Attributes:
        url: the address requested.
        retryable: whether the same request may succeed if repeated soon.
        retry_after: seconds that the server asks to wait, or None.
        status: the HTTP status, or None if there was no answer.
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
    """An address that irp does not request: host not listed, private address, or not https."""

    code = "host_not_allowed"


class CooldownError(FetchError):
    """The site asked us to wait (429), or an earlier wait is not over."""

    code = "told_to_wait"


class SiteFailedError(IrpError):
    """Too many requests failed in a row; the run stops fetching."""

    code = "site_failed"
