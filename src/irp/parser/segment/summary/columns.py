"""Reads a two-column table of judgements by the position of its words on the page.

The left cells are cut into rows where the space between their lines is more than usual; at a
page break both are tried, a row that goes on and a new one. A judgement belongs to the row
beside it. A cut is right when every judgement has one row, and every row without one is a
heading over both columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, product
from typing import NamedTuple

from irp.parser.segment.patterns import complete, ends_text
from irp.parser.text.model import Line
from irp.parser.text.passage import EMPTY, Passage, Piece

_ROW_SPACE = 1.07
"""Share of the usual line distance from which two lines are in different rows."""
_LEADING = 1.2
"""Of the type size: the usual distance where the table does not show it."""
_LOOSEST = 1.45
"""Of the type size: the greatest distance between lines of one cell."""
_SLACK = 3.0
"""Points by which a judgement may be outside its row's lines."""
MOST_PAGE_BREAKS = 6
"""Page breaks at which both are tried: a row that goes on, and a new one."""
_MOST_SPANNING = 80
"""The maximum length of a heading over both columns, in characters."""


class Cell(NamedTuple):
    """One line of a table: its left and its right cell, either may be empty."""

    line: Line
    left: Piece | None
    right: Piece | None


class Judged(NamedTuple):
    """A judgement of the right column and the lines (of the table) it is on."""

    text: Passage
    first: int
    last: int


class _Row(NamedTuple):
    """The left cells of a row, by their position in the table."""

    cells: tuple[int, ...]


def read_columns(
    cells: Sequence[Cell], judged: Sequence[Judged]
) -> list[tuple[Passage, Passage]] | None:
    """Each row's text with its judgement (empty for a heading over both columns), in order.

    None where no cut into rows fits the judgements, or the source has no geometry.
    """
    left = [i for i, cell in enumerate(cells) if cell.left]
    if not left or any(cell.line.box is None for cell in cells):
        return None
    for rows in _cuts(cells, left):
        paired = _paired(cells, rows, judged)
        if paired is not None:
            return paired
    return None


def _cuts(cells: Sequence[Cell], left: Sequence[int]) -> Iterator[list[_Row]]:
    """The ways to cut the left cells into rows, the likeliest first."""
    usual = _usual_distance(cells, left)
    breaks: list[int] = []
    starts = {left[0]}
    for above, below in pairwise(left):
        if cells[above].line.page != cells[below].line.page:
            breaks.append(below)
        elif _top(cells[below]) - _top(cells[above]) > _ROW_SPACE * usual:
            starts.add(below)
    likely = [_ends(cells, left, position) for position in breaks]
    for flips in product((False, True), repeat=min(len(breaks), MOST_PAGE_BREAKS)):
        new = {
            position
            for position, ends, flip in zip(breaks, likely, flips, strict=False)
            if ends is not flip
        }
        yield _rows(left, starts | new)


def _ends(cells: Sequence[Cell], left: Sequence[int], position: int) -> bool:
    """Whether the left cell above a page break ends as a text does."""
    above = cells[left[left.index(position) - 1]].left
    return above is not None and ends_text(above.text.strip())


def _rows(left: Sequence[int], starts: set[int]) -> list[_Row]:
    rows: list[list[int]] = []
    for position in left:
        if position in starts or not rows:
            rows.append([])
        rows[-1].append(position)
    return [_Row(tuple(row)) for row in rows]


def _usual_distance(cells: Sequence[Cell], left: Sequence[int]) -> float:
    """The distance between two lines of one cell: the smallest, unless rows have one line."""
    size = max((cells[i].line.size or 0.0 for i in left), default=0.0)
    distances = [
        _top(cells[below]) - _top(cells[above])
        for above, below in pairwise(left)
        if cells[above].line.page == cells[below].line.page
    ]
    least = min((d for d in distances if d > 0), default=0.0)
    return least if 0 < least <= _LOOSEST * size else _LEADING * size


def _paired(
    cells: Sequence[Cell], rows: Sequence[_Row], judged: Sequence[Judged]
) -> list[tuple[Passage, Passage]] | None:
    beside: dict[int, Judged] = {}
    for item in judged:
        found = _row_beside(cells, rows, item)
        if found is None or found in beside:
            return None
        beside[found] = item
    paired: list[tuple[Passage, Passage]] = []
    for number, row in enumerate(rows):
        text = Passage.of(cell.left for cell in (cells[i] for i in row.cells) if cell.left)
        if number in beside:
            paired.append((text, beside[number].text))
        elif len(text.text) <= _MOST_SPANNING and not complete(text.text):
            paired.append((text, EMPTY))
        else:
            return None
    return paired


def _row_beside(cells: Sequence[Cell], rows: Sequence[_Row], judged: Judged) -> int | None:
    """The row whose lines a judgement is beside; the nearest on its page within a line."""
    page = cells[judged.first].line.page
    middle = _middle(cells, judged)
    best: tuple[float, int] | None = None
    for number, row in enumerate(rows):
        on_page = [i for i in row.cells if cells[i].line.page == page]
        if not on_page:
            continue
        top, bottom = _top(cells[on_page[0]]), _bottom(cells[on_page[-1]])
        away = max(top - middle, middle - bottom, 0.0)
        if best is None or away < best[0]:
            best = (away, number)
    if best is None:
        return None
    size = cells[judged.first].line.size or 0.0
    return best[1] if best[0] <= size + _SLACK else None


def _middle(cells: Sequence[Cell], judged: Judged) -> float:
    """The height of a judgement: the middle of its lines on its first page."""
    page = cells[judged.first].line.page
    lines = [
        i
        for i in range(judged.first, judged.last + 1)
        if cells[i].right and cells[i].line.page == page
    ]
    return (_top(cells[lines[0]]) + _bottom(cells[lines[-1]])) / 2


def _top(cell: Cell) -> float:
    return cell.line.box.top if cell.line.box else 0.0


def _bottom(cell: Cell) -> float:
    return cell.line.box.bottom if cell.line.box else 0.0
