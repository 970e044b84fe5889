"""A source: bytes with a name, their hash, and the kind of file.

The kind is decided by content, never by name: a web server's error page often ends in ``.pdf``.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Final, Literal

from irp.errors import SourceError
from irp.plain_words import reason_of

MediaType = Literal["application/pdf", "text/plain"]
PDF: Final = "application/pdf"
TEXT: Final = "text/plain"
SIZE_LIMIT: Final = 50_000_000
"""Bytes; the largest report seen has about 5 MB."""

_PDF_MARK: Final = b"%PDF-"
_PDF_MARK_WITHIN: Final = 65_536
"""Bytes that may precede a PDF, such as the head of the answer that it came with."""
_PDF_END: Final = b"%%EOF"
_START: Final = 1024
"""First bytes that identify other kinds of file."""
_BAD_SHARE: Final = 0.25
"""As a share of the non-ASCII characters: more invalid UTF-8 means another encoding."""
_TEXT_CONTROLS: Final = frozenset("\t\n\v\f\r")
_OTHER_KINDS: Final = (
    (b"PK\x03\x04", "a zip archive or a Word file"),
    (b"\xd0\xcf\x11\xe0", "an old Word file"),
    (b"{\\rtf", "a rich text file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One source: its bytes and what is known about their origin.

    Attributes:
        data: the bytes.
        name: the file's name, for people.
        sha256: of the bytes, in hexadecimal.
        media_type: "application/pdf" or "text/plain".
        url: where it was fetched from, or None.
        retrieved_at: when it was fetched, or None.
    """

    data: bytes
    name: str
    sha256: str
    media_type: MediaType
    url: str | None = None
    retrieved_at: datetime | None = None

    @property
    def size(self) -> int:
        """Number of bytes."""
        return len(self.data)

    @classmethod
    def from_bytes(
        cls,
        data: bytes,
        name: str = "(bytes)",
        *,
        url: str | None = None,
        retrieved_at: datetime | None = None,
        limit: int = SIZE_LIMIT,
    ) -> SourceFile:
        """Take bytes as a source.

        Raises:
            SourceError: too_large, or not_a_pdf where they are neither a PDF nor text.
        """
        _check_size(len(data), limit)
        media_type = _media_type(data)
        digest = hashlib.sha256(data).hexdigest()
        return cls(data, name, digest, media_type, url, retrieved_at)

    @classmethod
    def from_path(cls, path: str | Path, *, limit: int = SIZE_LIMIT) -> SourceFile:
        """Read a file.

        Raises:
            SourceError: the file cannot be opened, or as for ``from_bytes``.
        """
        path = Path(path)
        try:
            if path.is_dir():
                raise SourceError("this is a directory, not a file")
            with path.open("rb") as file:
                return cls.from_file(file, path.name, limit=limit)
        except OSError as error:
            raise SourceError(f"the file cannot be read: {reason_of(error)}") from error

    @classmethod
    def from_file(
        cls, file: IO[bytes], name: str | None = None, *, limit: int = SIZE_LIMIT
    ) -> SourceFile:
        """Read an open binary file, such as standard input; at most ``limit`` bytes of it.

        Raises:
            SourceError: as for ``from_bytes``.
        """
        if name is None:
            own = getattr(file, "name", None)
            name = Path(own).name if isinstance(own, str) else "(file)"
        # One byte more than allowed shows that there is more, without reading all of it.
        return cls.from_bytes(file.read(limit + 1), name, limit=limit)

    @property
    def pdf(self) -> bytes:
        """The PDF without what precedes and follows it in the file."""
        start, end = max(self.data.find(_PDF_MARK), 0), self.data.rfind(_PDF_END)
        if end < start or b" obj" in self.data[end:]:  # cut short
            return self.data[start:]
        return self.data[start : end + len(_PDF_END)]

    def text(self) -> str:
        """The characters of a text source.

        Raises:
            SourceError: the source is not text.
        """
        text = decode_text(self.data)
        if text is None:
            raise SourceError("the file is not text", code="not_a_pdf")
        return text


def decode_text(data: bytes) -> str | None:
    """Decode a text file; None if the bytes are not text.

    UTF-8 with or without a byte order mark, where single bytes may be damaged (they become
    U+FFFD); UTF-16 with a byte order mark; else Windows-1252 as long as no
    control character suggests that it is not text.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decoded(data, "utf-16")
    text = _decoded(data, "utf-8-sig")
    if text is not None:
        return None if "\0" in text else text
    patched = data.decode("utf-8-sig", "replace")
    bad = patched.count("\ufffd")
    if bad <= _BAD_SHARE * sum(not char.isascii() for char in patched):
        return None if "\0" in patched else patched
    text = _decoded(data, "cp1252")
    if text is None or any(c < " " and c not in _TEXT_CONTROLS for c in set(text)):
        return None
    return text


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _check_size(size: int, limit: int) -> None:
    if size > limit:
        raise SourceError(
            f"the file has more than {limit:,} bytes, the limit for one source", code="too_large"
        )


def _media_type(data: bytes) -> MediaType:
    if not data:
        raise SourceError("the file is empty", code="not_a_pdf")
    mark = data.find(_PDF_MARK, 0, _PDF_MARK_WITHIN)
    if 0 <= mark < _START or (mark > 0 and b" obj" in data[mark:]):
        return PDF
    for first, kind in _OTHER_KINDS:
        if data.startswith(first):
            raise SourceError(f"the file is {kind}, not a PDF", code="not_a_pdf")
    start = data[:_START].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html")):
        raise SourceError("the file is a web page, not a PDF", code="not_a_pdf")
    if decode_text(data) is None:
        raise SourceError("the file is neither a PDF nor text", code="not_a_pdf")
    return TEXT
