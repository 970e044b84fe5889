"""Text beside the report's own: a box or quotation that it flows round, a comment.

Such a block shares baselines with the lines beside it, and would be read as part of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final, Literal, NamedTuple

from irp.parser.text.line_builder import Draft, DraftPage
from irp.parser.text.model import Furniture, Placed, TextProblem, Word
from irp.parser.text.seen.columns import is_level
from irp.record.spans import Box, Span

_ALIGNED: Final = 3.0
"""The most by which the left edges of a block's lines may differ, in points."""
_STEP: Final = 1.7
"""Of the size: a greater distance to the next line is the space between two paragraphs."""
_ACROSS: Final = 2.0
"""Of the size: the least by which a line extends beyond the place where a block starts."""
_WIDER: Final = 1.25
"""Times the next widest: the least width of a space that parts a line from a block beside it."""
_MOST_ROWS: Final = 30
_LEAST_ROWS: Final = 2
_NEARLY_ALL: Final = 0.98
_LETTERS: Final = re.compile(r"\w+")


class _Region(NamedTuple):
    """Lines of a page [first, last) that have a block beside them.

    Attributes:
        first, last: positions of the lines.
        x: where what is on the right starts.
        sides: where the block may be; on the left only if the words on the right are set as the
            line after the region is, and, unless it must be there, its own are not.
    """

    first: int
    last: int
    x: float
    sides: Literal["right", "left", "either"] = "right"


def words_beside(words: Sequence[Word], lines: Sequence[Draft], edge: float) -> set[int]:
    """The indexes of words of a page that are beside its text.

    Args:
        words: the page's words.
        lines: the lines made of them, from top to bottom.
        edge: where the document's text ends on the right.
    """
    regions = [
        found for i, line in enumerate(lines) for found in [_region(lines, i, line)] if found
    ]
    beyond = [
        (_Region(i, i + 1, word.x0), line.text[word.start :])
        for i, line in enumerate(lines)
        for word in _first_words(line)
        if word.x0 > edge + (line.size or 0)
    ]
    if any(character.isalpha() for _, text in beyond for character in text):
        regions += [region for region, _ in beyond]  # else the page numbers of a table of contents
    return {index for region in regions for index in _block(region, words, lines)}


def _block(region: _Region, words: Sequence[Word], lines: Sequence[Draft]) -> list[int]:
    """The words of a region that are the block: those on the right, or on the left of the text."""
    rows = lines[region.first : region.last]
    level = [index for index, word in enumerate(words) if is_level(word, rows)]
    right = [index for index in level if words[index].x0 >= region.x - _ALIGNED]
    if region.sides == "right":
        return right
    after = [word for word in words if is_level(word, lines[region.last : region.last + 1])]
    style, edge = _style(after), min(word.x0 for word in after)  # numbers are further left
    left = [i for i in level if i not in right and words[i].x0 >= edge - _ALIGNED]
    told_apart = region.sides == "left" or _style([words[i] for i in left]) != style
    if told_apart and _style([words[i] for i in right]) == style:
        return left
    return right if region.sides == "either" else []


def _style(words: Sequence[Word]) -> tuple[float, str] | None:
    """The size and the font of most words."""
    styles = Counter((round(word.size, 1), word.font) for word in words)
    return max(styles, key=styles.__getitem__, default=None)


def right_edge(pages: Iterable[Sequence[Draft]]) -> float:
    """Where a document's text ends on the right: nearly all lines in the usual type end there."""
    boxes = [(line.size, line.box.x1) for lines in pages for line in lines if line.box]
    usual = Counter(size for size, _ in boxes).most_common(1)
    ends = sorted(x1 for size, x1 in boxes if usual and size == usual[0][0])
    return ends[int(_NEARLY_ALL * (len(ends) - 1))] if ends else 0.0


def not_in_the_text(page: DraftPage) -> Iterator[TextProblem]:
    """A problem for each block beside a page's text whose words the text does not repeat.

    A quotation repeated from the text says nothing new.
    """
    blocks = _blocks(line for line in page.lines if line.furniture is Furniture.BESIDE)
    if not blocks:
        return
    text = " ".join(_folded(line) for line in page.lines if line.furniture is None)
    for block in blocks:
        words = " ".join(map(_folded, block)).split()
        half = (len(words) + 1) // 2
        runs = (" ".join(words[i : i + half]) for i in range(len(words) - half + 1))
        if not any(run in text for run in runs):
            edges = Box.around([line.box for line in block if line.box])
            box = Box(*(round(edge, 1) for edge in edges))
            message = f"page {page.number} has text beside the report’s own that was not read"
            yield TextProblem("text_beside", message, Span(page.number, 0, 0, box))


def _blocks(lines: Iterable[Draft]) -> list[list[Draft]]:
    """Lines that follow each other with no space between."""
    blocks: list[list[Draft]] = []
    for line in lines:
        if blocks and not _is_apart(blocks[-1][-1], line):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return blocks


def _folded(line: Draft) -> str:
    return " ".join(_LETTERS.findall(line.text.casefold()))


def _region(lines: Sequence[Draft], first: int, line: Draft) -> _Region | None:
    """The lines from one on that have a block beside them, where text flows round it."""
    x = _starts(line)[-1] if line.words else 0.0
    above = lines[first - 1] if first else None
    if not line.cells and (above is None or above.box is None or above.box.x1 > x):
        return None
    while first and _starts_at(lines[first - 1], x) and not _is_apart(lines[first - 1], line):
        first, line = first - 1, lines[first - 1]
    rows, last, size = 0, first, None
    for position in range(first, min(len(lines), first + _MOST_ROWS)):
        row = lines[position]
        if row.box is None or (position > first and _is_apart(lines[position - 1], row)):
            return None
        if _starts_at(row, x) or _is_parted_at(row, x):
            rows, last = rows + 1, position + 1
            size = row.size if row.cells else size
        elif row.box.x1 > x + _ACROSS * (row.size or 0):
            lefts = [each.box.x0 for each in lines[first:last] if each.box]
            flows = row.text[:1].islower() and size in (None, row.size)
            if not flows or rows < _LEAST_ROWS:
                return None
            # A cell of a table that goes on starts where none of the rows does.
            if any(abs(row.box.x0 - left) <= _ALIGNED for left in lefts):
                return _Region(first, last, x, "either")
            return _Region(first, last, x, "left") if row.box.x0 < max(lefts) else None
        else:
            size = row.size
    return None


def _starts(line: Draft) -> list[float]:
    """Where a line and its columns start."""
    return [word.x0 for word in _first_words(line)]


def _first_words(line: Draft) -> list[Placed]:
    """The first words of a line and of its columns."""
    if not line.cells:
        return [*line.words[:1]]
    starts = {0, *line.cells}
    return [word for word in line.words if word.start in starts]


def _starts_at(line: Draft, x: float) -> bool:
    return any(abs(start - x) <= _ALIGNED for start in _starts(line))


def _is_parted_at(line: Draft, x: float) -> bool:
    """Whether the widest space of a line, by far, is before a word that starts at a place.

    A block may be so near to the text that a long line of it makes one cell with the block.
    """
    gaps = {right.x0: right.x0 - left.x1 for left, right in pairwise(line.words)}
    here = [start for start in gaps if abs(start - x) <= _ALIGNED]
    others = [gap for start, gap in gaps.items() if start not in here]
    return bool(here and others) and gaps[here[0]] > _WIDER * max(others)


def _is_apart(above: Draft, line: Draft) -> bool:
    return line.baseline - above.baseline > _STEP * max(line.size or 0, above.size or 0)
