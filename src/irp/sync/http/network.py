"""What went wrong on the network, as one of irp's errors; and how long a server asks to wait."""

from __future__ import annotations

import email.utils
import ssl
from datetime import UTC, datetime
from typing import Final
from urllib.parse import urlsplit

import httpx2

from irp.sync.errors import FetchError, RefusedAddressError
from irp.sync.http.addresses import refused_within
from irp.sync.http.transport import TOO_LONG

_LONGEST_WAIT: Final = 86_400.0
"""Seconds; a Retry-After beyond that is cut."""


def retry_after(text: str | None, now: datetime) -> float | None:
    """Seconds from a Retry-After header, which holds seconds or a date; None where it says none."""
    if not text:
        return None
    text = text.strip()
    if text.isdigit():
        return min(float(text[:9]), _LONGEST_WAIT)
    try:
        when = email.utils.parsedate_to_datetime(text)
    except (ValueError, TypeError):
        return None
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    return min(max(0.0, (when - now).total_seconds()), _LONGEST_WAIT)


def explained(error: Exception, url: str) -> FetchError:
    """A network error as one of ours, with what to make of it."""
    refused = refused_within(error)
    if refused:
        return refused
    if isinstance(error, httpx2.InvalidURL):
        return RefusedAddressError(f"this is no address: {error}", url=url)
    host = urlsplit(url).hostname or url
    if _is_of_tls(error):
        message = f"the certificate or the encryption of {host} is bad: {error}"
        return FetchError(message, url=url, code="bad_certificate")
    if isinstance(error, httpx2.TimeoutException):
        # What has had all its time once is not given it again in the same run.
        again = not str(error).startswith(TOO_LONG)
        return FetchError(f"too slow: {error}", url=url, code="too_slow", retryable=again)
    if isinstance(error, httpx2.RemoteProtocolError) and "complete message" in str(error):
        message = f"the answer ended before its end: {error}"
        return FetchError(message, url=url, code="truncated", retryable=True)
    kind = type(error).__name__
    return FetchError(f"no answer from {host}: {kind}: {error}", url=url, retryable=True)


def _is_of_tls(error: BaseException) -> bool:
    """Whether a TLS error is at the bottom of it."""
    cause: BaseException | None = error
    while cause:
        if isinstance(cause, ssl.SSLError):
            return True
        cause = cause.__cause__ or cause.__context__
    return False
