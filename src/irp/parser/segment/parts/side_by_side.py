"""Text side by side on lines: columns of cells, from left to right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from irp.parser.patterns import Pattern
from irp.parser.text.model import Line
from irp.parser.text.passage import Piece

_RAW_CELL = Pattern(r"\S+(?: \S+)*")
_TAB = 8

Column = list[Piece]


def cells_of(line: Line) -> list[Piece]:
    """A line cut where a new column begins."""
    return [Piece(line, a, b) for a, b in pairwise([0, *line.cells, len(line.text)])]


def cell_columns(lines: Iterable[Line]) -> list[Column]:
    """The cells of lines by their columns: cells above each other belong together."""
    cells = [(place, cell) for line in lines for place, cell in _placed(cells_of(line))]
    columns: list[Column] = []
    end = 0.0
    for (x0, x1), cell in sorted(cells, key=lambda placed: placed[0]):
        if columns and x0 < end:
            columns[-1].append(cell)
            end = max(end, x1)
        else:
            columns.append([cell])
            end = x1
    for column in columns:
        column.sort(key=lambda cell: cell.line.index)
    return columns


def _placed(cells: Sequence[Piece]) -> Iterable[tuple[tuple[float, float], Piece]]:
    """Cells of a line with their edges: in points, or in characters of a text dump."""
    line = cells[0].line
    raw = [match.span() for match in _RAW_CELL.finditer(line.raw.expandtabs(_TAB))]
    for number, cell in enumerate(cells):
        box = line.span(cell.start, cell.end).box
        if box is not None:
            yield (box.x0, box.x1), cell
        elif len(raw) == len(cells):
            yield raw[number], cell
        else:
            yield (cell.start, cell.end), cell
