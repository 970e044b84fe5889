"""The fast engine: pdfium, through pypdfium2.

It reads a report in a twentieth of the time that pdfplumber takes. The words are cut in
``words``; ``drawn`` and ``tags`` read what else is on a page. pdfium aborts
the process if it gets no memory, so files from outside are read in a process of their own
(``irp.isolation``).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import closing
from typing import Final, NamedTuple

from pypdfium2.version import PYPDFIUM_INFO

from irp.errors import SourceError
from irp.options import Limits
from irp.parser.text.engines.orientation import Turn
from irp.parser.text.engines.pdfium import calls
from irp.parser.text.engines.pdfium.calls import Handle
from irp.parser.text.engines.pdfium.drawn import read_drawn
from irp.parser.text.engines.pdfium.hyphens import read_hyphens
from irp.parser.text.engines.pdfium.objects import PageObjects
from irp.parser.text.engines.pdfium.pages import loaded_page, visible_part_of
from irp.parser.text.engines.pdfium.pictures import draw
from irp.parser.text.engines.pdfium.tags import read_figures
from irp.parser.text.engines.pdfium.text import FIRST_MARK, Advances, PageText
from irp.parser.text.engines.pdfium.words import PageWords, read_words
from irp.parser.text.engines.precheck import LOCK, check_pages, open_document
from irp.parser.text.engines.raw import RawPage, may_be_figures
from irp.parser.text.model import Word

_TURNS: Final[tuple[Turn, ...]] = (0, 90, 180, 270)


class PdfiumEngine:
    """The ``PdfReader`` that uses pdfium."""

    name: Final = "pdfium"
    version: Final = str(PYPDFIUM_INFO)

    def read(
        self, data: bytes, limits: Limits, pages: Collection[int] | None = None
    ) -> Iterator[RawPage]:
        """Read the pages. See ``PdfReader.read``; the first is returned when all are read."""
        with LOCK, closing(open_document(data)) as document:
            count = len(document)
            check_pages(count, limits)
            handle = calls.handle_of(document.raw)
            advances: Advances = {}
            chosen = [i for i in range(count) if pages is None or i + 1 in pages]
            return iter([_read_page(handle, index, advances) for index in chosen])


def _read_page(document: Handle, index: int, advances: Advances) -> RawPage:
    with loaded_page(document, index) as page:
        return _read(document, page, index + 1, advances)


def _read(document: Handle, page: Handle, number: int, advances: Advances) -> RawPage:
    upright = _TURNS[calls.rotation_of_page(page) % 4]
    objects = PageObjects(page)
    found = _read_text(page, number, objects, advances)
    if objects.replaced:
        objects.keep_own_text()
        found = _read_text(page, number, objects, advances)
    (frame, words, turned), hyphened, unmapped = found
    drawn = read_drawn(objects, frame)
    tagged, figures = calls.is_tagged(document) == 1, None
    if may_be_figures(drawn.shapes, drawn.images, frame.width):
        figures = read_figures(page, frame, boxes=upright == 0)
        tagged = figures is not None
    turns = (frame.turn - upright) // 90 % 4
    picture = draw(page, objects, drawn, [*words, *turned], turns)
    if hyphened:  # takes objects from the page, which has to be drawn by then
        table = _table(read_hyphens(document, page, hyphened, objects))
        words, turned = _translated(words, table), _translated(turned, table)
    return RawPage(
        number,
        frame.width,
        frame.height,
        frame.turn,
        words,
        turned,
        drawn.shapes,
        drawn.images,
        figures or (),
        tagged=tagged,
        unmapped=unmapped,
        picture=picture,
    )


class _TextFound(NamedTuple):
    """A page's words, the text objects that end with marked hyphens, and unmapped fonts."""

    words: PageWords
    hyphened: list[int | None]
    unmapped: frozenset[str]


def _read_text(page: Handle, number: int, objects: PageObjects, advances: Advances) -> _TextFound:
    text_page = calls.load_text(page)
    if not text_page.value:
        raise SourceError(f"page {number} is damaged: pdfium finds no text", code="not_a_pdf")
    try:
        text = PageText(text_page, objects, advances)
        upright = _TURNS[calls.rotation_of_page(page) % 4]
        words = read_words(text, visible_part_of(page), upright)
        return _TextFound(words, text.hyphened(), frozenset(text.unmapped))
    finally:
        calls.close_text(text_page)


def _table(hyphens: Sequence[str]) -> dict[int, str]:
    return {ord(FIRST_MARK) + position: hyphen for position, hyphen in enumerate(hyphens)}


def _translated(words: list[Word], table: dict[int, str]) -> list[Word]:
    """The words with the hyphens that the marks at their ends replace."""
    return [
        word._replace(text=word.text.translate(table)) if word.text[-1] >= FIRST_MARK else word
        for word in words
    ]
