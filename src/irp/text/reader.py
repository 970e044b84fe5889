"""The text stage's entry: a source to a document, whatever the source is."""

from __future__ import annotations

from dataclasses import dataclass

from irp import source as kinds
from irp.errors import SourceError
from irp.source import SourceFile
from irp.text.draft import freeze
from irp.text.model import Document
from irp.text.plain import read_plain


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """What a source may hold before it is refused as too large."""

    pages: int = 400
    characters: int = 5_000_000


def read_document(
    source: SourceFile, engine: str = "pdfplumber", limits: ReadLimits | None = None
) -> Document:
    """Read a source into pages, lines and words, page furniture marked.

    Raises:
        SourceError: it cannot be read; the code says why.
    """
    limits = limits or ReadLimits()
    if source.media_type == kinds.TEXT:
        return _read_text(source, limits)
    raise SourceError("PDF reading is not there yet")


def _read_text(source: SourceFile, limits: ReadLimits) -> Document:
    text = source.text()
    pages = read_plain(text)
    return Document(kinds.TEXT, freeze(pages), "text", "1")
