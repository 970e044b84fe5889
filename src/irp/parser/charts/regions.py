"""Where the chart of a figure is: below its caption and above the text that follows.

Where nothing is drawn there, it is on the top of the next page, or above the caption.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from irp.parser.segment.model import FigureBlock
from irp.parser.text.model import Document, Line, Page
from irp.record.spans import Box

_LEAST: Final = 30.0
"""Points; the least height of a chart."""


class Region(NamedTuple):
    """A part of a page."""

    page: int
    box: Box


def regions_of(figure: FigureBlock, document: Document) -> Iterator[Region]:
    """Where a figure's chart may be, the likeliest place first."""
    caption = (figure.caption or figure.words).pieces
    first, last = figure.words.pieces[0].line, caption[-1].line
    own = {p.line.index for p in (*figure.words.pieces, *caption)}
    labels = {p.line.index for label in figure.labels for p in label.pieces}
    if first.box is None or last.box is None:
        return
    page = document.pages[last.page - 1]
    text = [line for line in page.lines if _is_text(line) and line.index not in labels | own]
    below = [line.box.top for line in text if line.box and line.index > last.index]
    yield from _region(page, last.box.bottom, min(below, default=page.height or 0.0))
    if not below and last.page < len(document.pages):
        following = document.pages[last.page]
        tops = [
            n.box.top for n in following.lines if n.box and _is_text(n) and n.index not in labels
        ]
        yield from _region(following, 0.0, min(tops, default=following.height or 0.0))
    above = [line.box.bottom for line in text if line.box and line.index < first.index]
    yield from _region(page, max(above, default=0.0), first.box.top)


def _is_text(line: Line) -> bool:
    return line.furniture is None and not line.in_figure


def _region(page: Page, top: float, bottom: float) -> Iterator[Region]:
    if page.width and bottom - top >= _LEAST and _is_drawn_on(page, top, bottom):
        yield Region(page.number, Box(0.0, top, page.width, bottom))


def _is_drawn_on(page: Page, top: float, bottom: float) -> bool:
    """Whether the middle of a photograph or drawing is there."""
    return any(top <= (p.box.top + p.box.bottom) / 2 <= bottom for p in page.pictures)
