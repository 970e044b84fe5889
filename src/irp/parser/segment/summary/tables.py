"""A summary of judgements as a table: its cells, and each row with its judgement."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise, product

import regex

from irp.parser.patterns import Pattern
from irp.parser.segment.model import SummaryItem
from irp.parser.segment.patterns import (
    BODY_HEADING,
    GRADE_LINE,
    JUDGEMENT_LINE,
    complete,
    ends_text,
)
from irp.parser.segment.summary.columns import MOST_PAGE_BREAKS, Cell, Judged, read_columns
from irp.parser.segment.summary.lists import Summarised
from irp.parser.text.model import Line
from irp.parser.text.passage import EMPTY, Passage, Piece

_FRAGMENT = Pattern(
    r"(?:no|no meaningful|meaningful|insufficient|reasonable|good|significant)?"
    r"(?:(?:^| )(?:meaningful )?progress)?\.?",
    regex.IGNORECASE,
)
_EDGE_SLACK = 2.0
"""The most by which the left edges of one column may differ, in points."""
_COLUMN = 120.0
"""The least distance of the judgements' column to the right of the texts, in points."""
_MOST_SPANNING = 80
"""The maximum length of a heading over both columns, in characters."""


def right_edge(lines: Sequence[Line]) -> float | None:
    """The left edge of the column of judgements, where the source has geometry and such a column.

    It is where the words of judgements begin well to the right of the other lines.
    """
    placed = [line for line in lines if line.box]
    if not placed:
        return None
    left = min(line.box.x0 for line in placed if line.box)
    edges = [
        word.x0
        for line in placed
        if line.cells and _FRAGMENT.fullmatch(line.text[line.cells[-1] :].strip())
        for word in line.words
        if word.start == line.cells[-1]
    ]
    edges += [
        line.box.x0
        for line in placed
        if line.box and line.box.x0 > left + _COLUMN and _FRAGMENT.fullmatch(line.text)
    ]
    return min(edges, default=None)


def cell_of(line: Line, edge: float | None) -> Cell:
    """The cells of a line, by its wide space or by where the column of judgements begins."""
    text = line.text
    if line.cells and _FRAGMENT.fullmatch(text[line.cells[-1] :].strip()):
        cut = line.cells[-1]
        return Cell(line, Piece(line, 0, cut), Piece(line, cut, len(text)))
    if (at_edge := _cut_at(line, edge)) is not None:
        return Cell(line, Piece(line, 0, at_edge), Piece(line, at_edge, len(text)))
    whole = Piece(line, 0, len(text))
    if line.box is None:
        at_right = not text[:1].isupper()
    else:
        at_right = edge is not None and line.box.x0 > edge - 6
    if at_right and _FRAGMENT.fullmatch(text):
        return Cell(line, None, whole)
    return Cell(line, whole, None)


def _cut_at(line: Line, edge: float | None) -> int | None:
    """Where the right cell begins on a line whose left cell reaches close to it."""
    if edge is None:
        return None
    for word in line.words:
        if word.start and abs(word.x0 - edge) <= _EDGE_SLACK:
            return word.start if _FRAGMENT.fullmatch(line.text[word.start :]) else None
    return None


def read_table(heading: Passage, cells: Sequence[Cell], found: Summarised) -> None:
    """Adds the entries of a table: each row with its judgement."""
    judged = _judgements(cells)
    paired = read_columns(cells, judged)
    if paired is not None:
        _add(heading, paired, found)
        return
    for split in (_by_space, _by_top, _by_sentence):
        for starts in split(cells, judged):
            paired = _pair(_rows(cells, starts), cells, judged)
            if paired is not None:
                _add(heading, paired, found)
                return
    # No way of cutting the rows gives each its judgement. Where space clearly separates them, one
    # lacks it; else nothing is paired. A check reports either.
    ways = list(_by_space(cells, judged))
    rows = _rows(cells, ways[0])
    beside = _in_one_place(rows, judged) if len(ways) == 1 else None
    for number, row in enumerate(rows):
        text = _text(cells, row)
        if text:
            judgement = beside[number].text if beside and number in beside else EMPTY
            found.entries.append(SummaryItem(heading, text, judgement))


def _in_one_place(rows: Sequence[range], judged: Sequence[Judged]) -> dict[int, Judged] | None:
    """The judgement of each row that has one, if all are at the same place in their rows.

    That is the first line of each, or the last; most rows must have one. None otherwise.
    """
    beside: dict[int, Judged] = {}
    for item in judged:
        number = next((n for n, row in enumerate(rows) if item.first in row), None)
        if number is None or number in beside:
            return None
        beside[number] = item
    at_top = all(item.first == rows[n].start for n, item in beside.items())
    at_foot = all(item.last == rows[n].stop - 1 for n, item in beside.items())
    most = 2 * len(beside) > len(rows)
    return beside if most and (at_top or at_foot) else None


def _add(heading: Passage, paired: Sequence[tuple[Passage, Passage]], found: Summarised) -> None:
    """Adds a table's rows: entries, and headings over both columns, which may name a body."""
    for text, judgement in paired:
        if judgement:
            found.entries.append(SummaryItem(heading, text, judgement))
        else:
            found.marks.append(text)
            heading = text if BODY_HEADING.fullmatch(text.text) else heading


def _judgements(cells: Sequence[Cell]) -> list[Judged]:
    """The judgements of the right column; wrapped cells are joined."""
    judged: list[Judged] = []
    pieces: list[Piece] = []
    first = 0
    for position, cell in enumerate(cells):
        if cell.right is None:
            continue
        if not pieces:
            first = position
        pieces.append(cell.right)
        passage = Passage.of(pieces)
        after = next((other.right.text for other in cells[position + 1 :] if other.right), "")
        graded = GRADE_LINE.fullmatch(passage.text) and not after[:1].islower()
        if graded or JUDGEMENT_LINE.fullmatch(passage.text):
            judged.append(Judged(passage, first, position))
            pieces = []
    return judged


Split = Callable[[Sequence[Cell], Sequence[Judged]], Iterator[list[int]]]
"""Gives the positions at which rows begin; more than once where there are several ways."""


def _by_space(cells: Sequence[Cell], judged: Sequence[Judged]) -> Iterator[list[int]]:  # noqa: ARG001
    """Rows are separated by space; at a page break one may go on, or a new one begin.

    A row likely ends there where its text ends as a sentence does, or with its references.
    """
    starts = [0]
    breaks: list[tuple[int, bool]] = []
    above = ""
    for position, cell in enumerate(cells):
        if cell.left is None:
            continue
        text = cell.left.text.strip()
        if position and cell.line.first_on_page:
            breaks.append((position, ends_text(above) and text[:1].isupper()))
        elif position and cell.line.apart:
            starts.append(position)
        above = text
    for flips in product((False, True), repeat=min(len(breaks), MOST_PAGE_BREAKS)):
        flipped = {at for (at, _), flip in zip(breaks, flips, strict=False) if flip}
        yield sorted([*starts, *(at for at, likely in breaks if likely is not (at in flipped))])


def _by_top(cells: Sequence[Cell], judged: Sequence[Judged]) -> Iterator[list[int]]:  # noqa: ARG001
    """Each judgement is at the top of its row."""
    yield [item.first for item in judged] if judged and judged[0].first == 0 else [0]


def _by_sentence(cells: Sequence[Cell], judged: Sequence[Judged]) -> Iterator[list[int]]:
    """Rows end with a sentence, and each has one judgement beside it."""
    ends = [
        position
        for position, cell in enumerate(cells)
        if cell.left and complete(cell.left.text.strip())
    ]
    starts = [0]
    for before, after in pairwise(judged):
        between = [end for end in ends if before.last <= end < after.first]
        if len(between) != 1:
            yield [0]
            return
        starts.append(between[0] + 1)
    yield starts


def _rows(cells: Sequence[Cell], starts: Sequence[int]) -> list[range]:
    ends = [*starts[1:], len(cells)]
    return [range(start, end) for start, end in zip(starts, ends, strict=True)]


def _text(cells: Sequence[Cell], row: range) -> Passage:
    return Passage.of(cell.left for cell in (cells[i] for i in row) if cell.left)


def _pair(
    rows: Sequence[range], cells: Sequence[Cell], judged: Sequence[Judged]
) -> list[tuple[Passage, Passage]] | None:
    """Each row with its judgement; headings over both columns with none; None if that fails."""
    paired: list[tuple[Passage, Passage]] = []
    used = 0
    for row in rows:
        beside = [item for item in judged if item.first in row]
        text = _text(cells, row)
        if len(beside) > 1 or (beside and not text):
            return None
        if not beside:
            if len(text.text) > _MOST_SPANNING or complete(text.text):
                return None
            paired.append((text, EMPTY))
            continue
        paired.append((text, beside[0].text))
        used += 1
    return paired if used == len(judged) else None
