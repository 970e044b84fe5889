"""Recognises the labels that introduce the parts of a follow-up: "Concern:", "Theme 1"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from irp.parser.layouts.base import Label
from irp.parser.layouts.labels import RANKED
from irp.parser.patterns import Pattern
from irp.parser.segment.patterns import HEAD_ROW, compiled, complete
from irp.parser.text.model import Line
from irp.parser.text.passage import EMPTY, Passage, Piece

_LABEL_LINES = 4
"""The maximum number of lines of a label: it may say to whom a recommendation is addressed."""
_SAME = 0.2
_EDGE_SLACK = 2.0
"""The most by which the left edges of one column may differ, in points."""
_LEAST_WRAPPED = 2
_OFTEN = 3
"""Lines set alike that show how a report prints its labels."""
_DASHES = tuple("–—-:")
"""What ends a label is no cell of its own."""
_WORD, _WIDE = Pattern(r"\S+"), Pattern(r"\t|\s{2,}")


class FoundLabel(NamedTuple):
    """A follow-up's label: its words, what follows them in their lines, the lines they take."""

    label: Label
    words: Passage
    rest: tuple[Piece, ...]
    lines: int


for _known in RANKED:  # all labels; at import, so that they are kept with the other patterns
    compiled(_known.pattern)


class LabelStarts:
    """Finds the labels of one section.

    Args:
        lines: the section's lines.
        labels: the labels to look for.
        number: whether a line opens with a paragraph number.
    """

    def __init__(
        self, lines: Sequence[Line], labels: Sequence[Label], number: Callable[[int], object]
    ) -> None:
        self._lines = lines
        self._labels = [(label, compiled(label.pattern)) for label in labels]
        self._number = number

    def at(self, position: int) -> FoundLabel | None:
        """The label a line opens with, if any; it may be wrapped.

        A line that starts with one, in a capital letter and with its colon or dash, needs no space
        above.
        """
        first = self._lines[position]
        if not first.text[:1].isupper() or not self._begins(first.text.split(" ", 1)[0]):
            return None
        if HEAD_ROW.fullmatch(first.text):
            return None
        lines = self._box(position)
        return self._in_bold_cell(lines) or self._in_cell(lines) or self._in_text(position)

    def _in_text(self, position: int) -> FoundLabel | None:
        """The label that ends with a colon or dash, or that stands out."""
        passage, alone = EMPTY, None
        for count, line in enumerate(self._lines[position : position + _LABEL_LINES], 1):
            if passage and line.apart:
                break
            passage = passage.plus(Passage.of_lines([line]))
            text, begun = passage.text, False
            for label, pattern in self._labels:
                match = pattern.match(text, partial=":" not in text)
                begun = begun or match is not None
                if match is None or match.partial:
                    continue
                found = FoundLabel(label, *_cut(passage, match.end()), count)
                if match["alone"] is None:
                    return found
                if alone is None and self._stands_out(position, count, match.end(), len(text)):
                    alone = found
            if not begun:
                break
        return alone

    def _begins(self, text: str) -> bool:
        """Whether a text begins as a label does, which may go on in the next line."""
        return text != "" and any(p.match(text, partial=True) for _, p in self._labels)

    def _in_bold_cell(self, lines: Sequence[Line]) -> FoundLabel | None:
        """The label in a cell that is bold, beside a text that is not, over two lines or more."""
        cuts = [len(line.text) if line.bold else line.bold_until for line in lines]
        end = next((n for n, cut in enumerate(cuts) if not cut), len(cuts))
        if end < _LEAST_WRAPPED or lines[0].bold:
            return None
        return self._made_of(lines[:end], cuts[:end])

    def _made_of(self, lines: Sequence[Line], cuts: Sequence[int]) -> FoundLabel | None:
        pieces = zip(lines, cuts, strict=True)
        words = Passage.of(Piece(line, 0, cut) for line, cut in pieces)
        rest = tuple(
            Piece(line, cut, len(line.text)) for line, cut in zip(lines, cuts, strict=True)
        )
        label = next((one for one, pattern in self._labels if pattern.fullmatch(words.text)), None)
        return FoundLabel(label, words, rest, len(lines)) if label else None

    def _in_cell(self, lines: Sequence[Line]) -> FoundLabel | None:
        """The label that the first cells of some lines make together: "Priority", "concern 4"."""
        column = next(filter(None, map(second_column, lines)), self._column)
        if (found := self._before(column, lines)) or column is not None:
            return found
        aligned = (self._before(one, lines) for one in _aligned(lines))
        return next((found for found in aligned if found and found.lines > 1), None)

    def _before(self, column: float | None, lines: Sequence[Line]) -> FoundLabel | None:
        """The label that ends where a column begins, or before a wide space."""
        cuts = list[int]()
        found = None
        for count, line in enumerate(lines, 1):
            cell = first_cell(line) or _end_before(column, line)
            cell = 0 if line.text[cell : cell + 1] in _DASHES else cell
            whole = count > 1 and (line.text.isdigit() or _is_before(column, line))
            cut = len(line.text) if whole else cell or line.bold_until
            if not (0 < cut < len(line.text) or whole):
                break
            cuts.append(cut)
            if count > 1 or cell:
                found = self._made_of(lines[:count], cuts) or found
        return found

    def _box(self, position: int) -> Sequence[Line]:
        """The lines from one on that a label may take: set alike, with no space between."""
        lines = self._lines[position : position + _LABEL_LINES]
        first = lines[0]
        end = 1
        while end < len(lines) and not (lines[end].apart or lines[end].first_on_page):
            if lines[end].size != first.size or lines[end].italic != first.italic:
                break
            end += 1
        return lines[:end]

    @cached_property
    def _on_lines_alone(self) -> int:
        """How many lines are a label and no more."""
        return sum(any(p.fullmatch(line.text) for _, p in self._labels) for line in self._lines)

    @cached_property
    def _open_lines(self) -> int:
        """How many lines begin with a label that goes straight on with a sentence."""
        matches = (
            (line, pattern.match(line.text)) for line in self._lines for _, pattern in self._labels
        )
        return len(
            {
                line.index
                for line, match in matches
                if match and match["alone"] is not None
                if not goes_on_small(line.text[match.end() :].strip())
            }
        )

    @cached_property
    def _column(self) -> float | None:
        """Where the cells beside labels begin, as far as wide space shows them."""
        edges = Counter(
            round(edge, 1)
            for line in self._lines
            if (edge := second_column(line)) and self._begins(line.text[: first_cell(line)].strip())
        )
        return max(edges, key=lambda edge: edges[edge], default=None)

    def _stands_out(self, position: int, count: int, end: int, length: int) -> bool:
        """Whether the first words of some lines are set as a label: on lines alone, or in bold."""
        line = self._lines[position]
        if end < length:
            # Where other labels have cells of their own, this one may fill its cell.
            in_cell = self._column is not None and stands_alone(self._lines, position)
            dumped = line.box is None and self._open_lines >= _OFTEN
            small = goes_on_small(line.text[end:].strip())
            bold = end <= line.bold_until <= end + 1 < len(line.text)
            return bold or ((in_cell or dumped) and count == 1 and not small)
        alone = stands_alone(self._lines, position) or bool(line.bold)
        alone = alone or (count == 1 and self._on_lines_alone >= _OFTEN)
        below = position + count
        if not (alone or may_end(self._lines, position)) or below >= len(self._lines):
            return False
        goes_on = self._lines[below].text.lstrip("‘“'\"(")[:1].islower()
        return not (goes_on or self._number(below))


def first_cell(line: Line) -> int:
    """Where a line's first cell ends, by the wide space after it; 0 where there is none."""
    if line.cells or line.box:
        return line.cells[0] if line.cells else 0
    wide = _WIDE.search(line.raw.strip())
    return len(" ".join(line.raw.strip()[: wide.start()].split())) + 1 if wide else 0


def second_column(line: Line) -> float | None:
    """Where a line's second cell begins; None where it has none."""
    cell = first_cell(line)
    return next((edge for at, edge in _edges(line) if at == cell), None) if cell else None


def _aligned(lines: Sequence[Line]) -> list[float]:
    """Where words of the first two of some lines begin at the same place."""
    if len(lines) == 1 or not lines[0].box:
        return []
    first, second = ([edge for at, edge in _edges(line) if at] for line in lines[:2])
    return [one for one in first if any(abs(one - other) <= _SAME for other in second)]


def _end_before(column: float | None, line: Line) -> int:
    """Where a line's first cell ends if a word begins where the column does; 0 if none does."""
    slack = _EDGE_SLACK if line.box else 0.0
    edges = (at for at, edge in _edges(line) if at and abs(edge - (column or 0.0)) <= slack)
    return next(edges, 0)


def _is_before(column: float | None, line: Line) -> bool:
    """Whether a line ends before a column begins."""
    return line.box is not None and line.box.x1 < (column or 0.0)


def _edges(line: Line) -> Iterator[tuple[int, float]]:
    """Where each word of a line begins: in its text, and in points (a dump: in characters)."""
    if line.box:
        yield from ((word.start, word.x0) for word in line.words)
        return
    text, raw = _WORD.finditer(line.text), list(_WORD.finditer(line.raw.expandtabs()))
    if len(raw) == line.text.count(" ") + 1:
        yield from ((at.start(), float(word.start())) for at, word in zip(text, raw, strict=True))


def _cut(passage: Passage, end: int) -> tuple[Passage, tuple[Piece, ...]]:
    """The first characters of a passage of lines, and what is left of the last one."""
    line, start, stop = passage.pieces[-1]
    return passage.slice(0, end), (Piece(line, start + end - passage.starts[-1], stop),)


def stands_alone(lines: Sequence[Line], position: int) -> bool:
    """Whether a line is set apart from what is above it, or is the first of its page."""
    line = lines[position]
    return line.apart or line.first_on_page or position == 0


def may_end(lines: Sequence[Line], position: int) -> bool:
    """Whether the line above may be the last of its paragraph."""
    previous = lines[position - 1]
    return previous.in_figure or complete(previous.text)


def goes_on_small(text: str) -> bool:
    """Whether a line begins as one in the middle of a sentence may: not with a capital letter."""
    return not text.lstrip("‘“'\"(")[:1].isupper()
