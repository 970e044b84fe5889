"""Small tables inside the findings: lines of cells between two paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from irp.parser.patterns import Pattern
from irp.parser.segment.label_starts import goes_on_small
from irp.parser.segment.line_starts import smaller
from irp.parser.segment.model import Item, Labelled, Loose, Numbered, TableBlock
from irp.parser.segment.patterns import complete
from irp.parser.text.model import Line
from irp.parser.text.passage import EMPTY, Passage, Piece
from irp.parser.wording.captions import TABLE

_NOTE = Pattern(
    r"(?:Sources?|Notes?|Data(?: source)?|Figures)\b\s*(?::|[–—-]|are\b|is\b|from\b)|\*"
)
"""How small print under a table begins."""
_LEAST_ROWS = 2
_LEAST_COLUMNS = 2
_MOST_LINES = 300
"""The maximum number of lines of a table: small tables have far fewer."""
_EDGE_SLACK = 6.0
"""The most by which words may begin left of their column's usual edge, in points."""


def take_tables(items: Sequence[Item]) -> tuple[list[Item], list[TableBlock]]:
    """Removes the tables, with their captions, from a section's items."""
    kept: list[Item] = []
    tables: list[TableBlock] = []
    number = EMPTY
    position = 0
    while position < len(items):
        item = items[position]
        if isinstance(item, Numbered):
            number = item.number
        end = _table_end(items, position)
        if end == position and (end := _end_without_columns(items, position)) > position:
            position = end
            continue
        if end == position:
            kept.append(item)
            position += 1
            continue
        lines = [
            line for row in items[position:end] if isinstance(row, Loose) for line in _lines(row)
        ]
        caption = EMPTY
        last = kept[-1] if kept else None
        if isinstance(last, Loose) and not complete(last.text.text) and not last.below_picture:
            caption = last.text
            kept.pop()
        rows = next((n for n, line in enumerate(lines) if _is_note(line)), len(lines))
        note = Passage.of_lines(lines[rows:])
        after = items[end] if end < len(items) else None
        if not note and isinstance(after, Loose) and _is_below(after, lines[-1]):
            note, end = after.text, end + 1
        again = [
            n for n in range(1, rows) if lines[n].first_on_page and lines[n].text == lines[0].text
        ]
        heads = tuple(Passage.of_lines([lines[n]]) for n in again)
        body = [line for n, line in enumerate(lines[:rows]) if n not in again]
        tables.append(TableBlock(caption, table_rows(body), number, note, heads))
        position = end
    return kept, tables


def _end_without_columns(items: Sequence[Item], start: int) -> int:
    """The position after a table whose columns a dump has lost: its lines stay unclaimed."""
    first = items[start]
    if not isinstance(first, Loose) or first.first.size is not None:
        return start
    if not TABLE.match(first.text.text):
        return start
    end = start
    while end < len(items) and isinstance(row := items[end], Loose):
        if tabular(row):
            return start
        end += 1
    label = end < len(items) and isinstance(items[end], Labelled)
    return max(end - 1, start + 1) if label else end


def _is_below(item: Loose, row: Line) -> bool:
    """Whether text below a table's last row is its note: no photograph's caption, no heading."""
    sentence = complete(item.text.text) or smaller(item.first, row)
    return _is_note(item.first) or (sentence and not item.below_picture)


def _is_note(line: Line) -> bool:
    return not line.cells and _NOTE.match(line.text) is not None


def _table_end(items: Sequence[Item], start: int) -> int:
    """The position after a table's rows that begin at an item; the item's own where none do.

    Rows with space between them are items of their own; the first may be a head without cells.
    """
    lines: list[Line] = []
    ends: list[int] = []  # how many lines there are after each item
    for item in items[start : start + _MOST_LINES]:
        if not isinstance(item, Loose) or len(lines) >= _MOST_LINES or item.below_picture:
            break
        rows = _lines(item)
        if lines and not any(line.cells for line in rows):
            break
        lines += rows
        ends.append(len(lines))
    # The longest first: where all are rows of one table, no other need be looked at.
    whole = (count for count in range(len(ends), 0, -1) if _is_table(lines[: ends[count - 1]]))
    return start + next(whole, 0)


def _lines(item: Loose) -> list[Line]:
    return [piece.line for piece in item.text.pieces]


def _is_table(lines: Sequence[Line]) -> bool:
    with_cells = sum(1 for line in lines if line.cells)
    rows = len(lines) - _wrapped(lines)
    if with_cells < _LEAST_ROWS or with_cells < rows - 1:
        return False
    first, second = lines[:2]
    # A head may be set too close to show its cells; a caption is set in other type than the rows.
    alike = first.size is not None and (first.size, first.bold) == (second.size, second.bold)
    return bool(first.cells) or alike


def _wrapped(lines: Sequence[Line]) -> int:
    """How many lines have only the rest of one cell: close below a row, in one column.

    Only where rows are set apart, and only on a page: a dump does not show the columns.
    """
    edges = columns_of(lines)
    if len(edges) < _LEAST_COLUMNS or not any(line.apart for line in lines[1:]):
        return 0
    return sum(
        1
        for line in lines[1:]
        if line.gap == 0.0 and not line.cells and sum(map(bool, row_of(line, edges))) == 1
    )


def tabular(item: Loose) -> bool:
    """Whether loose text has columns, as a row of a table has and no heading."""
    return any(piece.line.cells for piece in item.text.pieces)


def table_rows(lines: Sequence[Line]) -> tuple[tuple[Passage, ...], ...]:
    """The cells of a table's lines, row by row; a wrapped cell is joined."""
    edges = columns_of(lines)
    spaced = any(line.apart for line in lines[1:])
    rows: list[tuple[Passage, ...]] = []
    for line in lines:
        row = row_of(line, edges)
        filled = [cell for cell in row if cell]
        small = bool(rows) and all(goes_on_small(cell.text) for cell in filled)
        close = spaced and line.gap == 0.0 and not any(c.text[:1].isdigit() for c in filled)
        if small and len(row) > 1 and (len(filled) == 1 or close):
            # Wrapped cells: more of the row above. Several occur only where rows are set apart.
            rows[-1] = tuple(a.plus(b) for a, b in zip(rows[-1], row, strict=True))
        else:
            rows.append(row)
    return tuple(rows)


def columns_of(lines: Sequence[Line]) -> list[float]:
    """Where the columns begin, in points; empty where the source has no geometry."""
    widest = max(lines, key=lambda line: len(line.cells))
    if not widest.words:
        return []
    starts = {0, *widest.cells}
    return sorted(word.x0 for word in widest.words if word.start in starts)


def row_of(line: Line, edges: Sequence[float]) -> tuple[Passage, ...]:
    """A line's cells by where the columns begin; by its wide spaces where nothing has a place."""
    if not edges:
        cuts = [0, *line.cells, len(line.text)]
        return tuple(Passage.of([Piece(line, a, b)]) for a, b in pairwise(cuts))
    cells: list[list[Piece]] = [[] for _ in edges]
    for word in line.words:
        column = sum(1 for edge in edges[1:] if word.x0 >= edge - _EDGE_SLACK)
        cells[column].append(Piece(line, word.start, word.end))
    return tuple(
        Passage.of([Piece(line, cell[0].start, cell[-1].end)]) if cell else EMPTY for cell in cells
    )
