"""The text stage's result: a document of pages, lines and words, all frozen.

A line's ``text`` is final: Unicode NFC, single spaces, ligatures and private-use bullets
repaired, no soft hyphen but at its end or at the end of a column. A page's ``text`` is its lines
joined by line breaks, so an offset into a page's text is a line's ``start`` plus an offset into
that line's text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any, NamedTuple

from irp.record.spans import Box, Span


class Furniture(StrEnum):
    """Why a line is not part of the report's own words."""

    RUNNING_HEAD = "running_head"
    FOOTER = "footer"
    PAGE_NUMBER = "page_number"
    CONTENTS = "contents"
    BESIDE = "beside_the_text"
    STAMP = "stamp"


class Word(NamedTuple):
    """One word as returned by an engine; all engines return the same fields.

    Attributes:
        text: the characters as the PDF has them (before repair).
        x0, x1: left and right edge, in points from the page's left.
        baseline: in points from the page's top.
        size: font size in points.
        font: the font's name without its subset prefix.
        tag: the innermost marked-content tag, such as "P", "Artifact", or None.
        mcid: the marked-content id on its page, or None.
    """

    text: str
    x0: float
    x1: float
    baseline: float
    size: float
    font: str
    tag: str | None
    mcid: int | None


class Placed(NamedTuple):
    """A word's place inside its line's text: characters [start, end) and its edges."""

    start: int
    end: int
    x0: float
    x1: float


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line.

    Attributes:
        page: the page, counted from 1.
        index: position of the line in ``Document.lines``.
        start: offset of the line's first character in the page's text.
        text: the line's words, repaired, with single spaces.
        raw: the line before repair.
        gap: extra space above, in line heights (a text dump: blank lines above);
            0 for a line that follows directly, None for the first line of a page.
        cells: offsets into ``text`` at which a new column begins after a wide space (tab, two or
            more blanks in a dump, a wide gap on a page); empty for an ordinary line.
        box: the line's box, None in a text dump.
        size: the font size that most characters have, None in a text dump.
        bold: every word is bold; None in a text dump.
        bold_until: number of characters at the line's start that are bold (0 where none or
            unknown).
        italic: every word is italic; None in a text dump.
        below_picture: there is a photograph or drawing between the previous line and this one (a
            text dump: three or more blank lines).
        in_figure: the words are inside a drawing (a chart's labels).
        furniture: why the line is page furniture, or None.
        words: places of the words; empty in a text dump.
    """

    page: int
    index: int
    start: int
    text: str
    raw: str
    gap: float | None = 0.0
    cells: tuple[int, ...] = ()
    box: Box | None = None
    size: float | None = None
    bold: bool | None = None
    bold_until: int = 0
    italic: bool | None = None
    below_picture: bool = False
    in_figure: bool = False
    furniture: Furniture | None = None
    words: tuple[Placed, ...] = ()

    @property
    def end(self) -> int:
        """Offset after the line's last character in the page's text."""
        return self.start + len(self.text)

    @property
    def apart(self) -> bool:
        """Whether there is extra space between the line and the one above it on its page."""
        return self.gap is not None and self.gap > 0.35

    @property
    def first_on_page(self) -> bool:
        """Whether there is nothing but furniture above the line on its page."""
        return self.gap is None

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """The place of characters [start, end) of this line's text."""
        length = len(self.text)
        end = length if end is None else end
        whole = start <= 0 and end >= length
        box = self.box if whole else self._box(start, end)
        first = self.start
        return Span(self.page, first + start, first + end, box)

    def _box(self, start: int, end: int) -> Box | None:
        """The box around the words of which some characters are among [start, end)."""
        if self.box is None or not self.words:
            return self.box
        left = right = None
        for first, last, x0, x1 in self.words:
            if first < end and last > start:
                if left is None or right is None:
                    left, right = x0, x1
                elif x1 > right:
                    right = x1
        if left is None or right is None:
            return self.box
        return Box(left, self.box.top, right, self.box.bottom)


class Picture(NamedTuple):
    """A photograph or drawing on a page, with its alternative text where the PDF has one."""

    page: int
    box: Box
    alt_text: str | None = None


class Page(NamedTuple):
    """One page: its size in points (None in a text dump), its lines in reading order, pictures."""

    number: int
    lines: tuple[Line, ...]
    width: float | None = None
    height: float | None = None
    rotation: int = 0
    pictures: tuple[Picture, ...] = ()

    @property
    def text(self) -> str:
        """The page's text: what spans count characters of."""
        return "\n".join(line.text for line in self.lines)


class TextProblem(NamedTuple):
    """Something unusual that a stage found and that a person may need to know."""

    code: str
    message: str
    place: Span | None = None


class Sighting(NamedTuple):
    """The result of comparing a document's words with the pictures of its pages.

    Attributes:
        pages: how many pages were drawn.
        left_out: how many words were left out because they are not visible.
        contradictions: where words and picture disagree, so that a person has to check.
    """

    pages: int
    left_out: int
    contradictions: tuple[Span, ...]


class SecondEngine(NamedTuple):
    """The other engine that read some of the pages, and the numbers of those pages."""

    name: str
    version: str
    pages: tuple[int, ...]


@dataclass(frozen=True)
class Document:
    """A source as text: the input of the segmenter.

    Attributes:
        media_type: "application/pdf" or "text/plain".
        pages: the pages in order.
        engine, engine_version: the reader ("pdfplumber", "0.11.10"; "text" for a dump).
        title, producer: the PDF's own metadata, which is often wrong; None in a text dump.
        problems: what a person may need to know about the text.
        sighting: the words compared with the pages' pictures; None in a text dump.
        second: the other engine that read some of the pages, or None.
        compared: the pages as the engines returned them, compared with their pictures
            (``seen.witness.ComparedPage``); empty in a dump.
    """

    media_type: str
    pages: tuple[Page, ...]
    engine: str
    engine_version: str
    title: str | None = None
    producer: str | None = None
    problems: tuple[TextProblem, ...] = field(default=())
    sighting: Sighting | None = None
    second: SecondEngine | None = None
    compared: tuple[Any, ...] = field(default=(), repr=False, compare=False)

    @property
    def raw(self) -> list[Any]:
        """The pages as the engines returned them (``engines.raw.RawPage``)."""
        return [page.raw for page in self.compared]

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """All lines of all pages, in reading order; ``line.index`` is the position here."""
        return tuple(line for page in self.pages for line in page.lines)

    @cached_property
    def body(self) -> tuple[Line, ...]:
        """The lines that are not page furniture."""
        return tuple(line for line in self.lines if line.furniture is None)
