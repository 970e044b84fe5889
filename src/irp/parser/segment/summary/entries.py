"""The report's own summary of judgements: a list, or a table of two columns.

In a list each text is followed by its judgement on a line of its own. A table has the judgements in
a column at the right, where a cell may be wrapped, set at the top, in the middle or at the foot
of its row, and where rows run over pages under repeated heads. The position of the judgements
shows which of the two it is, for each group of entries by itself.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

from irp.parser.patterns import Pattern
from irp.parser.segment.patterns import (
    BODY_HEADING,
    GRADE_ALONE,
    GRADE_LINE,
    HEAD_ROW,
    RANK_HEADING,
    complete,
)
from irp.parser.segment.summary.lists import JUDGED_AHEAD, Summarised, is_judgement, read_list
from irp.parser.segment.summary.repeated import read_repeated
from irp.parser.segment.summary.tables import cell_of, read_table, right_edge
from irp.parser.text.model import Line
from irp.parser.text.passage import EMPTY, Passage
from irp.record.vocabulary import JUDGEMENT_PATTERN

_ENTRY_LINE = Pattern(
    rf"(?:^|[.)\s])(?i:{JUDGEMENT_PATTERN}|meaningful progress)[)\]]?\.?$"
    rf"|^(?!\p{{Ll}})(?i:{GRADE_ALONE})$|^{JUDGED_AHEAD.pattern}"
)
"""A line that a judgement ends, as it ends an entry or a row; or that begins with it."""
_ROW_NUMBER = Pattern(r"\(?(?:R|C|T|KC|KR)?(\d{1,2})[.):]?\s+(?=[\p{Lu}‘“])")
_LEAST_NUMBERED = 2
_MOST_HEADING_LINES = 3


def ends_entry(line: Line) -> bool:
    """Whether a judgement ends a line, as it ends an entry or a row; or begins it."""
    cell = line.text[line.cells[-1] :] if line.cells else ""
    return bool(_ENTRY_LINE.search(line.text) or GRADE_LINE.fullmatch(cell))


def build_summary(
    lines: Sequence[Line],
    areas: Collection[str] = (),
    texts: Sequence[Sequence[str]] = (),
) -> Summarised:
    """The entries of a summary of judgements, whether it is a list or a table.

    Args:
        lines: the summary's.
        areas: the headings of the report's areas, which may be above the entries.
        texts: of each follow-up, the texts that an entry may repeat, the likeliest first.
    """
    if repeated := read_repeated(lines, texts, areas):
        return repeated
    known = frozenset(text.casefold() for same in texts for text in same)
    found = Summarised([], [], [], frozenset(areas), known)
    edge = right_edge(lines)
    heading = EMPTY
    group: list[Line] = []
    position = 0
    while position < len(lines):
        line = lines[position]
        starts = not group or _starts_anew(group[-1], line)
        head = _head_row(lines, position)
        over = head or (_known_heading(lines, position, found.areas) if starts else 0)
        if over:
            found.marks.append(Passage.of_lines(lines[position : position + over]))
            position += over - 1
        if over and not head:
            _group(heading, group, found, edge)
            group, heading = [], EMPTY
        elif over:
            pass  # Rows go on under the heads of columns that are repeated on a new page.
        elif starts and RANK_HEADING.fullmatch(line.text):
            _group(heading, group, found, edge)
            group = []
            found.marks.append(Passage.of_lines([line]))
        elif starts and BODY_HEADING.fullmatch(line.text):
            _group(heading, group, found, edge)
            group, heading = [], Passage.of_lines([line])
        else:
            group.append(line)
        position += 1
    _group(heading, group, found, edge)
    _cut_row_numbers(found)
    return found


def _cut_row_numbers(found: Summarised) -> None:
    """Removes the row numbers, 1 and so on, from the entries; they may restart."""
    cut = [_ROW_NUMBER.match(entry.text.text) for entry in found.entries]
    numbers = [int(match[1]) for match in cut if match]
    runs = [number in (1, above + 1) for above, number in pairwise([0, *numbers])]
    if len(numbers) < len(found.entries) or len(numbers) < _LEAST_NUMBERED or not all(runs):
        return
    for position, (entry, match) in enumerate(zip(found.entries, cut, strict=True)):
        if match:
            found.marks.append(entry.text.slice(0, match.end()))
            found.entries[position] = entry._replace(text=entry.text.slice(match.end()))


def _starts_anew(above: Line, line: Line) -> bool:
    """Whether a line may be a heading, judged by its position below the one above."""
    apart = line.apart or line.first_on_page or bool(line.bold)
    return apart or complete(above.text) or is_judgement(above)


def _head_row(lines: Sequence[Line], position: int) -> int:
    """How many lines from a position name the columns of a table (a cell may be wrapped)."""
    for count in (2, 1):
        if HEAD_ROW.fullmatch(Passage.of_lines(lines[position : position + count]).text):
            return count
    return 0


def _known_heading(lines: Sequence[Line], position: int, areas: Collection[str]) -> int:
    """How many lines from a position are the heading of an area of the report; 0 for none."""
    for count in range(1, _MOST_HEADING_LINES + 1):
        if Passage.of_lines(lines[position : position + count]).text in areas:
            return count
    return 0


def _group(heading: Passage, lines: Sequence[Line], found: Summarised, usual: float | None) -> None:
    """Reads one group; the whole summary's ``usual`` edge is used if its only text is too wide."""
    if not lines:
        return
    edge = right_edge(lines)
    edge = usual if edge is None else edge
    cells = [cell_of(line, edge) for line in lines]
    in_table = sum(1 for cell in cells if cell.right and (cell.left or edge is not None))
    alone = sum(1 for cell in cells if cell.left and is_judgement(cell.line))
    if in_table and in_table >= alone:
        read_table(heading, cells, found)
    else:
        read_list(heading, lines, found)
