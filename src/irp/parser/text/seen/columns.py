"""Newspaper text: two columns side by side, of which the second continues the first.

A table has columns too, but what its second column says first is not the rest of a sentence that
its first column has begun.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from statistics import mean
from typing import Final

from irp.parser.text.line_builder import Draft
from irp.parser.text.model import Word

_ALIGNED: Final = 3.0
"""The most by which the left edges of a column's lines may differ, in points."""
_LEAST_ROWS: Final = 3
_PROSE: Final = 20
"""The least mean of characters on a line of a column."""
_ENDS: Final = (".", "?", "!", ":", ";")
_QUOTES: Final = "’”\"')"


def newspaper_columns(lines: Sequence[Draft]) -> Iterator[tuple[Sequence[Draft], float]]:
    """The lines of each part that is set in two columns, and where the second column starts."""
    position = 0
    while position < len(lines):
        x = _second(lines[position])
        end = position + 1
        while x and end < len(lines) and _goes_on(lines[end - 1], lines[end], x):
            end += 1
        rows = lines[position:end]
        if x and len(rows) >= _LEAST_ROWS and _continues(rows):
            yield rows, x - _ALIGNED
        position = end


def is_level(word: Word, lines: Iterable[Draft]) -> bool:
    """Whether a word is at the height of one of these lines."""
    return any(line.box and line.box.top < word.baseline <= line.box.bottom for line in lines)


def _second(line: Draft) -> float:
    """Where the last column of a line starts; 0 where it has one column."""
    return next((w.x0 for w in line.words if line.cells and w.start == line.cells[-1]), 0.0)


def _goes_on(above: Draft, line: Draft, x: float) -> bool:
    """Whether a line continues two columns: the second may have ended."""
    if line.box is None or line.baseline - above.baseline > 1.7 * (line.size or 0):
        return False
    return abs(_second(line) - x) <= _ALIGNED or (not line.cells and line.box.x1 < x)


def _continues(rows: Sequence[Draft]) -> bool:
    """Whether the first column breaks off in a sentence that the second one continues."""
    first = [line.text[: line.cells[-1]] if line.cells else line.text for line in rows]
    second = [line.text[line.cells[-1] :] for line in rows if line.cells]
    broken = not first[-1].strip().rstrip(_QUOTES).endswith(_ENDS)
    prose = min(mean(map(len, first)), mean(map(len, second))) >= _PROSE
    return broken and prose and second[0][:1].islower()
