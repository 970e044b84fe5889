"""Recognises lines that start a new item (number, label, figure), with look-ahead."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto

import regex

from irp.parser.layouts.base import Label
from irp.parser.patterns import Pattern
from irp.parser.segment.label_starts import (
    FoundLabel,
    LabelStarts,
    goes_on_small,
    may_end,
    stands_alone,
)
from irp.parser.segment.patterns import FIGURE, LONGEST_LOOSE, compiled, complete
from irp.parser.text.model import Line
from irp.parser.text.passage import Passage

_INDENT_TOLERANCE = 8.0
"""The most by which the left edges of a section's paragraph numbers may differ, in points."""
_LOOK_AHEAD = 25
"""Lines to look ahead for a label: an area's notes are shorter."""
_FULL = 0.8
"""Share of the longest line's characters from which a wrapped line counts as full."""
_FULL_IN_SENTENCE = 0.6
"""The same where the line does not end a sentence: columns differ in width."""
_LAST_DIGITS = Pattern(r"\d+$")
_SIZE_STEP = 0.8
"""The least by which a heading's or caption's size differs from the body's, in points."""


class Join(Enum):
    """Where a block of text may go on although its next line is set apart."""

    NOTHING = auto()
    PAGES = auto()
    """Over a page break, in the middle of a sentence, before a lower-case letter."""
    PAGES_ANYHOW = auto()
    """The same, before a capital letter too."""
    SPACES = auto()
    """Also over a space, as a text dump may leave one in a sentence."""


class Openers:
    """Finds the lines of one section that start something new.

    Args:
        lines: the section's lines.
        numbering: pattern of its paragraph numbers, None where it has none.
        labels: the layout's labels of follow-ups; empty outside the progress section.
    """

    def __init__(
        self, lines: Sequence[Line], numbering: str | None, labels: Sequence[Label]
    ) -> None:
        self.lines = lines
        self._labels = LabelStarts(lines, labels, self.number) if labels else None
        self._number: Pattern | None = (
            compiled(rf"(?P<number>{numbering})(?:[.:)])?(?:\s+(?P<text>\S.*)|$)")
            if numbering
            else None
        )
        self._last = ""
        self._ends: dict[Join, tuple[int, int, str]] = {}
        self._edge: float | None = None
        self._width = max((len(line.text) for line in lines), default=0)

    @property
    def has_labels(self) -> bool:
        """Whether follow-ups are looked for."""
        return self._labels is not None

    def accept_number(self, number: str, line: Line) -> None:
        """Records an accepted number, so that the next one can be distinguished from a figure."""
        self._last = number
        if self._edge is None and line.box:
            self._edge = line.box.x0

    def stands_alone(self, position: int) -> bool:
        """Whether a line is set apart from what is above it, or is the first of its page."""
        return stands_alone(self.lines, position)

    def number(self, position: int, *, anywhere: bool = False) -> regex.Match[str] | None:
        """The paragraph number a line opens with, if it is one.

        Args:
            position: the line.
            anywhere: accept any number that starts a paragraph, whatever came before.

        A number in a wrapped line ("4.5 hours unlocked") is recognised by its section, order and
        place. One that starts a paragraph but is out of order is kept: a check reports it.
        """
        if self._number is None:
            return None
        line = self.lines[position]
        match = self._number.match(line.text)
        if match is None or self._closes_bracket(position, match.end("number")):
            return None
        follows = anywhere or _follows(self._last, match["number"])
        if match["text"] is None:
            return match if follows and self._at_edge(line) else None
        # The very next number starts a paragraph even without a space, if not in lower case.
        starts = may_end(self.lines, position) or not match["text"][:1].islower()
        if self.stands_alone(position):
            # After a page break too a sentence may go on with a figure: "to" + "3.3 days".
            new = (position == 0 or starts) and self._at_edge(line)
            return match if follows or new else None
        return match if follows and starts and self._at_edge(line) else None

    def _closes_bracket(self, position: int, end: int) -> bool:
        """Whether a number is the end of references that a line above began: "(S42," + "S43)"."""
        if self.lines[position].text[end : end + 1] != ")":
            return False
        above = " ".join(line.text for line in self.lines[max(0, position - 2) : position])
        return above.rfind("(") > above.rfind(")")

    def _at_edge(self, line: Line) -> bool:
        if self._edge is None or line.box is None:
            return True
        return abs(line.box.x0 - self._edge) <= _INDENT_TOLERANCE

    def label(self, position: int) -> FoundLabel | None:
        """The follow-up label a line opens with, if any; it may be wrapped."""
        return self._labels.at(position) if self._labels else None

    def figure(self, position: int) -> regex.Match[str] | None:
        """The "Figure 2:" a line opens with, if any."""
        text = self.lines[position].text
        match = FIGURE.match(text) if text.startswith("Figure") else None
        if match and (self.stands_alone(position) or may_end(self.lines, position)):
            return match
        return None

    def opens(self, position: int) -> bool:
        """Whether a line opens anything."""
        return bool(
            self.lines[position].in_figure
            or self.number(position)
            or self.label(position)
            or self.figure(position)
        )

    def breaks_off(self, position: int, *, heads: bool = False) -> bool:
        """Whether the line above was ended before it was full, in a source without geometry.

        The next word would have fitted, so the line break is intended: the end of a paragraph, or a
        heading. In dumps without blank lines it replaces the space above.

        Args:
            position: the line.
            heads: above and below are no sentences, but headings or captions.
        """
        if position == 0 or self.lines[position].size is not None:
            return False
        line, above = self.lines[position], self.lines[position - 1]
        room = len(above.text) + 1 + len(line.text.split(" ", 1)[0])
        share = _FULL if heads or complete(above.text) else _FULL_IN_SENTENCE
        return line.text[:1].isupper() and room < share * self._width

    def block(self, position: int, join: Join = Join.PAGES) -> str:
        """The folded text from a line to the next that is set apart, opens or changes type.

        Of a text that is longer than ``LONGEST_LOOSE`` only the end, which is longer too.

        Args:
            position: the first line.
            join: where the text may go on nevertheless.
        """
        start = end = self._end_of_block(position, join)
        length = 0
        while start > position and length <= LONGEST_LOOSE:
            start -= 1
            length += len(self.lines[start].text) - 1  # a soft hyphen is removed
        return Passage.of_lines(self.lines[start:end]).text

    def _end_of_block(self, position: int, join: Join) -> int:
        """The line after a block; what is known of it holds from any of its lines on."""
        first, end, number = self._ends.get(join, (0, 0, ""))
        if first <= position < end and number == self._last:
            return end
        end = position + 1
        while end < len(self.lines) and self._continues(end, join):
            end += 1
        self._ends[join] = position, end, self._last
        return end

    def _continues(self, position: int, join: Join) -> bool:
        """Whether a line belongs to the block of the line above."""
        line, last = self.lines[position], self.lines[position - 1]
        if self.opens(position) or changes(last, line):
            return False
        stands_alone = line.apart or line.first_on_page or self.breaks_off(position)
        return not stands_alone or self._joins(last, line, join)

    def _joins(self, last: Line, line: Line, join: Join) -> bool:
        """Whether a sentence goes on over a space or a page break."""
        if join is Join.NOTHING or complete(last.text) or _resized(last, line):
            return False
        if line.first_on_page and join is Join.PAGES_ANYHOW:
            return True
        return goes_on_small(line.text) and (line.first_on_page or join is Join.SPACES)

    def label_follows(self, position: int) -> bool:
        """Whether the next thing that opens after a line is a label, on the same page."""
        page = self.lines[position].page
        for offset in range(position + 1, min(len(self.lines), position + _LOOK_AHEAD)):
            if self.lines[offset].page != page:
                return False
            if self.label(offset):
                return not self.lines[position].first_on_page
            if self.number(offset) or self.figure(offset):
                return False
        return False


def _follows(last: str, number: str) -> bool:
    """Whether a paragraph number is the next one: 3.9 → 3.10, S1 → S2, nothing → …1."""
    digits, before = _LAST_DIGITS.search(number), _LAST_DIGITS.search(last)
    if digits is None:
        return False
    return int(digits[0]) == (int(before[0]) + 1 if before else 1)


def changes(previous: Line, line: Line) -> bool:
    """Whether the type changes between two lines as between a heading and its text.

    A caption or heading that is wrapped may change type in the middle, but then goes on in
    lower case or with a bracket.
    """
    if previous.size is None or line.size is None or not line.text[:1].isupper():
        return False
    if previous.bold and line.bold and previous.size - line.size > _SIZE_STEP:
        return True
    return previous.bold is not line.bold and (
        abs(previous.size - line.size) > _SIZE_STEP or (bool(previous.bold) and not line.bold_until)
    )


def _resized(previous: Line, line: Line) -> bool:
    """Whether two lines differ in size."""
    if previous.size is None or line.size is None:
        return False
    return abs(previous.size - line.size) > _SIZE_STEP


def smaller(line: Line, body: Line) -> bool:
    """Whether a line is set in smaller type than another, as a caption is."""
    if line.size is None or body.size is None:
        return False
    return line.size < body.size - _SIZE_STEP


def stands_out(line: Line, body: Line) -> bool:
    """Whether a line is set in other type than the text above: bold, italic, or another size."""
    if line.size is None or body.size is None:
        return False
    bold, italic = (line.bold and not body.bold), (line.italic and not body.italic)
    return bool(bold or italic) or _resized(body, line)
