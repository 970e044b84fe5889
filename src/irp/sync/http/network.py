"""Network errors as ``FetchError``, and the time a server asks to wait."""

from __future__ import annotations

import contextlib
import email.utils
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final
from urllib.parse import urlsplit

import httpx2

from irp.errors import IrpError
from irp.sync.errors import FetchError, RefusedAddressError
from irp.sync.http.addresses import refused_within
from irp.sync.http.transport import TOO_LONG

_LONGEST_WAIT: Final = 86_400.0
"""Seconds; a longer Retry-After is shortened to this."""


def retry_after(text: str | None, now: datetime) -> float | None:
    """Seconds to wait by a Retry-After header (seconds or a date); None if it names no time."""
    if not text:
        return None
    text = text.strip()
    if text.isascii() and text.isdecimal():
        return min(float(text[:9]), _LONGEST_WAIT)
    try:
        when = email.utils.parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    return min(max(0.0, (when - now).total_seconds()), _LONGEST_WAIT)


def explained(error: Exception, url: str) -> FetchError:
    """Turn what a request raised into a ``FetchError``; an unknown error is a bad answer."""
    refused = refused_within(error)
    if refused:
        return refused
    if not isinstance(error, (httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError, OSError)):
        message = f"the answer cannot be used: {type(error).__name__}: {error}"
        return FetchError(message, url=url, code="bad_answer")
    if isinstance(error, httpx2.InvalidURL):
        return RefusedAddressError(f"this is not a valid address: {error}", url=url)
    host = urlsplit(url).hostname or url
    if _is_of_tls(error):
        message = f"the certificate or the encryption of {host} is bad: {error}"
        return FetchError(message, url=url, code="bad_certificate")
    if isinstance(error, httpx2.TimeoutException):
        # A request that used all its time is not repeated in the same run.
        again = not str(error).startswith(TOO_LONG)
        return FetchError(f"too slow: {error}", url=url, code="too_slow", retryable=again)
    if isinstance(error, httpx2.RemoteProtocolError) and "complete message" in str(error):
        message = f"the answer ended before its end: {error}"
        return FetchError(message, url=url, code="truncated", retryable=True)
    kind = type(error).__name__
    return FetchError(f"no answer from {host}: {kind}: {error}", url=url, retryable=True)


@contextlib.contextmanager
def failing_alone(url: str) -> Iterator[None]:
    """Turn any exception from handling one address into that address's ``FetchError``.

    irp's own errors pass: they say that the disk or the state failed, not the address.
    """
    try:
        yield
    except IrpError:
        raise
    except Exception as error:
        raise explained(error, url) from error


def _is_of_tls(error: BaseException) -> bool:
    """Whether a TLS error caused it."""
    cause: BaseException | None = error
    while cause:
        if isinstance(cause, ssl.SSLError):
            return True
        cause = cause.__cause__ or cause.__context__
    return False
