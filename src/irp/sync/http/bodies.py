"""Reading the bodies of answers: unpacked here, up to a limit.

A few kilobytes of gzip can unpack to gigabytes, so the limit holds for the unpacked bytes, and
each step unpacks only a little.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from typing import Final, Protocol

import httpx2

from irp.sync.errors import FetchError

PDF_TYPES: Final = frozenset(
    {
        "",
        "application/pdf",
        "application/x-pdf",
        "application/octet-stream",
        "binary/octet-stream",
        "application/download",
        "application/force-download",
    }
)
"""Content types that servers give PDFs, such as the "octet-stream" of object stores."""
_MARK: Final = b"%PDF-"
_MARK_WITHIN: Final = 1024
_END: Final = b"%%EOF"
_END_WITHIN: Final = 4096
_STEP: Final = 65_536
_CHARSETS: Final = frozenset(
    {"utf-8", "utf8", "us-ascii", "ascii", "iso-8859-1", "latin-1", "iso-8859-15", "windows-1252"}
)
"""What a page may name as its encoding. Others are read as UTF-8: Python also has codecs that
raise (``undefined``), take quadratic time (``punycode``) or are no text encodings (``hex``)."""


class Sink(Protocol):
    """Receives a PDF's bytes."""

    def write(self, data: bytes, /) -> object:
        """Add bytes."""
        ...


def pieces(response: httpx2.Response, *, limit: int) -> Iterator[bytes]:
    """Yield the unpacked body in pieces, never more than the limit.

    Raises:
        FetchError: there is more than that, or it is packed in a way that was not requested.
    """
    url = str(response.request.url)
    length = response.headers.get("content-length", "")
    if length.isascii() and length.isdecimal() and int(length[:20]) > limit:
        raise _too_large(url, limit)
    size = 0
    for piece in _unpacked(response, url):
        size += len(piece)
        if size > limit:
            raise _too_large(url, limit)
        yield piece


def page_text(response: httpx2.Response, *, limit: int) -> str:
    """A page's text.

    Raises:
        FetchError: it is not a page, or it is too large.
    """
    body = b"".join(pieces(response, limit=limit))
    if body.startswith(_MARK):
        url = str(response.request.url)
        raise FetchError("a PDF in place of a page", url=url, code="not_a_page")
    charset = (response.charset_encoding or "utf-8").lower()
    return body.decode(charset if charset in _CHARSETS else "utf-8", "replace")


def read_to_end(response: httpx2.Response, *, limit: int) -> None:
    """Read a body that nobody needs: the site's firewall counts aborted downloads.

    Raises:
        FetchError: as for ``pieces``.
    """
    for _ in pieces(response, limit=limit):
        pass


def take_pdf(response: httpx2.Response, sink: Sink, *, limit: int) -> None:
    """Read a PDF, and refuse anything else.

    An error page is still read to its end: the site's firewall counts aborted downloads.

    Raises:
        FetchError: not_a_pdf, truncated or too_large.
    """
    url = str(response.request.url)
    start, tail, reason = b"", b"", _wrong_type(response)
    for piece in pieces(response, limit=limit):
        if len(start) < _MARK_WITHIN:
            start = (start + piece)[:_MARK_WITHIN]
        tail = (tail + piece)[-_END_WITHIN:]
        if reason is None and len(start) == _MARK_WITHIN and _MARK not in start:
            reason = "it does not begin with %PDF-"
        if reason is None:
            sink.write(piece)
    if reason is None and _MARK not in start:
        reason = "it does not begin with %PDF-" if start else "it is empty"
    if reason:
        excerpt = " ".join(start[:200].decode("utf-8", "replace").split())
        raise FetchError(f"no PDF: {reason}; it begins: {excerpt!r}", url=url, code="not_a_pdf")
    if _END not in tail:
        raise FetchError(
            "the PDF has no end (%%EOF): the download was cut short", url=url, code="truncated"
        )


def _wrong_type(response: httpx2.Response) -> str | None:
    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    return None if kind in PDF_TYPES else f"the server calls it {kind!r}"


def _unpacked(response: httpx2.Response, url: str) -> Iterable[bytes]:
    packing = response.headers.get("content-encoding", "identity").strip().lower()
    if packing in ("", "identity"):
        return response.iter_raw(_STEP)
    if packing not in ("gzip", "x-gzip", "deflate"):
        raise FetchError(f"the body is packed as {packing!r}", url=url, code="bad_packing")
    return _inflated(response.iter_raw(_STEP), url)


def _inflated(packed: Iterable[bytes], url: str) -> Iterator[bytes]:
    inflater = zlib.decompressobj(zlib.MAX_WBITS | 32)  # gzip or zlib, as the bytes say
    try:
        for piece in packed:
            left = piece
            while left:
                yield inflater.decompress(left, _STEP)
                left = inflater.unconsumed_tail
    except zlib.error as error:
        raise FetchError(
            f"the body cannot be unpacked: {error}", url=url, code="bad_packing"
        ) from (error)
    if not inflater.eof:
        raise FetchError("the packed body has no end", url=url, code="truncated", retryable=True)


def _too_large(url: str, limit: int) -> FetchError:
    return FetchError(f"more than {limit:,} bytes, the limit", url=url, code="too_large")
