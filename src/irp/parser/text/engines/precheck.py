"""Cheap checks before a PDF is parsed: page count, encryption, amount of text.

pdfium counts the characters of a page in milliseconds, where pdfminer decodes every picture: an
image-only file takes it seventeen seconds. A file that pdfium cannot open is passed to the engine.
"""

from __future__ import annotations

import re
from contextlib import closing
from threading import RLock
from typing import Final, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from irp.errors import SourceError
from irp.options import Limits

LOCK: Final = RLock()
"""Must be held while calling pdfium."""

_END: Final = re.compile(rb"%%EOF|startxref\s+\d+")
_OBJECT: Final = re.compile(rb"\bendobj\b|\d \d obj\b|\bendstream\b")
_COVER_PAGES: Final = 3
"""The most pages of a PDF that consists of its attachments."""
_ENOUGH: Final = 200
"""A file with at least this many characters has text, whatever else is in it."""
_FEW: Final = 10
"""Characters a page below which a file with pictures is a scan with a stamp on it."""


class Facts(NamedTuple):
    """What the checks found. All None where pdfium cannot open the file.

    Attributes:
        pages: number of pages.
        title, producer: the PDF's own metadata.
    """

    pages: int | None = None
    title: str | None = None
    producer: str | None = None


def look(data: bytes, limits: Limits, *, for_text: bool = True) -> Facts:
    """Check a PDF.

    Args:
        data: the PDF.
        limits: the most pages and characters it may have.
        for_text: whether to look for text as well, which pdfium itself does quickly.

    Raises:
        SourceError: truncated, encrypted, too_large, image_only or no_text.
    """
    _check_end(data)
    with LOCK:
        return _look(data, limits, for_text=for_text)


def _look(data: bytes, limits: Limits, *, for_text: bool) -> Facts:
    try:
        document = open_document(data)
    except SourceError as error:
        if error.code == "encrypted":
            raise
        return Facts()
    with closing(document):
        pages = len(document)
        check_pages(pages, limits)
        _check_attachments(document, pages)
        if for_text:
            _look_for_text(document, pages)
        metadata = document.get_metadata_dict()
        title, producer = metadata["Title"].strip(), metadata["Producer"].strip()
        return Facts(pages, title or None, producer or None)


def _check_attachments(document: pypdfium2.PdfDocument, pages: int) -> None:
    # Some mail programs save reports as attachments of a cover page.
    names = [document.get_attachment(i).get_name() for i in range(document.count_attachments())]
    reports = [name for name in names if name.lower().endswith(".pdf")]
    if reports and pages <= _COVER_PAGES:
        listed = ", ".join(f"“{name}”" for name in reports)
        raise SourceError(
            f"the PDF is a portfolio: save its attachment and read that one: {listed}",
            code="portfolio",
        )


def open_document(data: bytes) -> pypdfium2.PdfDocument:
    """Open a PDF with pdfium.

    Raises:
        SourceError: encrypted or not_a_pdf.
    """
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD:
            raise encrypted() from error
        raise SourceError(f"the file is damaged: {error}", code="not_a_pdf") from error


def encrypted() -> SourceError:
    """The error for a file that requires a password."""
    return SourceError(
        "the PDF is protected with a password: save a copy without one", code="encrypted"
    )


def check_pages(pages: int, limits: Limits) -> None:
    """Refuse a file with more pages than the limits allow."""
    if pages > limits.pages:
        raise SourceError(
            f"the PDF has {pages} pages, the limit is {limits.pages}", code="too_large"
        )


def _check_end(data: bytes) -> None:
    # Engines repair a truncated file as well as they can and return half a report, or the one
    # before an update. A complete PDF has an end mark; what follows is not part of it.
    last = _END.match(data, max(0, data.rfind(b"%%EOF"), data.rfind(b"startxref")))
    if last is None or _OBJECT.search(data, last.end()):
        raise SourceError(
            "the PDF is truncated: its end is missing, fetch it again", code="truncated"
        )


def check_text(characters: int, pages: int, *, pictures: bool) -> None:
    """Refuse a file that has no text, or almost none apart from its pictures."""
    if pictures and characters < min(_ENOUGH, _FEW * pages):
        raise SourceError(
            "the PDF holds pictures of pages and no text: it needs OCR first", code="image_only"
        )
    if not characters:
        raise SourceError("the PDF has no text", code="no_text")


def _look_for_text(document: pypdfium2.PdfDocument, pages: int) -> None:
    characters = 0
    pictures = False
    for number in range(pages):
        # A page that pdfium cannot load may be one that the engine can.
        try:
            page = document[number]
        except pypdfium2.PdfiumError:
            return
        with closing(page):
            with closing(page.get_textpage()) as text:
                characters += text.count_chars()
            if characters >= _ENOUGH:
                return
            pictures = pictures or _has_pictures(page)
    check_text(characters, pages, pictures=pictures)


def _has_pictures(page: pypdfium2.PdfPage) -> bool:
    return any(True for _ in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]))
