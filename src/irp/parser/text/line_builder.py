"""Lines that are being built, and how finished lines become a document's pages.

The text stage builds ``Draft`` lines, marks furniture on them, measures gaps, and freezes them
once, at the very end, into ``Line``: so that no line is ever copied for a change of one field.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from irp.parser.text.model import Furniture, Line, Page, Picture, Placed
from irp.record.spans import Box


@dataclass(slots=True)
class Draft:
    """One line before its place in the document is known, with the fields of ``Line`` and more.

    Attributes:
        blanks: blank lines above it on its page (a text dump).
        baseline: in points from the page's top (a PDF).
        family: the family of the font that most of it is set in (a PDF).
    """

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
    blanks: int = 0
    baseline: float = 0.0
    family: str = ""


@dataclass(slots=True)
class DraftPage:
    """One page before its lines are frozen. Fields as in ``Page``."""

    number: int
    lines: list[Draft]
    width: float | None = None
    height: float | None = None
    rotation: int = 0
    pictures: tuple[Picture, ...] = ()


def freeze(pages: Iterable[DraftPage]) -> tuple[Page, ...]:
    """Number the lines, count their offsets and freeze everything."""
    frozen: list[Page] = []
    index = 0
    for page in pages:
        lines: list[Line] = []
        start = 0
        for draft in page.lines:
            lines.append(_line(draft, page.number, index, start))
            start += len(draft.text) + 1
            index += 1
        frozen.append(
            Page(
                page.number,
                tuple(lines),
                page.width,
                page.height,
                page.rotation,
                page.pictures,
            )
        )
    return tuple(frozen)


def _line(draft: Draft, page: int, index: int, start: int) -> Line:
    return Line(
        page,
        index,
        start,
        draft.text,
        draft.raw,
        draft.gap,
        draft.cells,
        draft.box,
        draft.size,
        draft.bold,
        draft.bold_until,
        draft.italic,
        draft.below_picture,
        draft.in_figure,
        draft.furniture,
        draft.words,
    )
