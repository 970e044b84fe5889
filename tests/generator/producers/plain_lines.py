"""Lines of plain text: how each element of a document is written on one kind of paper."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache, singledispatchmethod
from itertools import zip_longest

from .. import document as doc


@dataclass(frozen=True)
class Paper:
    """Widths and heights of a style, in characters and lines."""

    height: int
    body: int
    wide: int
    heading: int
    indent: int  # of the text of numbered paragraphs; 0: the number is part of the first line
    cells: tuple[int, int]  # widths of the columns of a table; 0: one cell below the other


PAGES = Paper(height=50, body=74, wide=82, heading=60, indent=8, cells=(56, 23))
DUMP = Paper(height=44, body=72, wide=78, heading=46, indent=0, cells=(64, 0))
_NUMBER = re.compile(r"[£(]?\d+\.\d")


def wrapped(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    """Lines of a text; words break at their own hyphens only."""
    return list(_wrapped(text, width, first, rest))


@lru_cache(5000)  # pages are filled twice
def _wrapped(text: str, width: int, first: str, rest: str) -> tuple[str, ...]:
    lines = textwrap.wrap(
        text,
        width,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=True,
    )
    return tuple(lines)


def before_numbers(text: str, width: int, first: str, rest: str) -> list[str]:
    """The same, but lines rather end early than before a number with a decimal point."""
    lines, line = [], first
    for word in text.split():
        full = len(line) + len(word) > width
        early = len(line) > 0.62 * width and _NUMBER.match(word)
        if (full or early) and line.strip():
            lines.append(line.rstrip())
            line = rest
        line += f"{word} "
    return [*lines, line.rstrip()]


class Lines:
    """The lines of elements on one kind of paper, paragraph by paragraph."""

    def __init__(self, paper: Paper, wishes: doc.Style | None = None) -> None:
        self.paper = paper
        self.wishes = wishes or doc.Style()
        self.pad = " " * paper.indent

    def wrapped(self, text: str, width: int, first: str = "", rest: str = "") -> list[str]:
        """Lines of a text as the style wishes for them."""
        width = max(30, width - self.wishes.narrow // 6)
        if self.wishes.ligatures:
            text = text.replace("fi", "ﬁ").replace("fl", "ﬂ")
        if self.wishes.numbers_first:
            return before_numbers(text, width, first, rest)
        return wrapped(text, width, first, rest)

    @singledispatchmethod
    def of(self, _element: doc.Element) -> Iterator[list[str]]:
        """Nothing stands for elements that a text cannot show."""
        yield from ()

    @of.register
    def _(self, heading: doc.Heading) -> Iterator[list[str]]:
        section = heading.level == 1
        width = self.paper.heading - self.wishes.headings // 8 if section else self.paper.wide
        if heading.broken:
            yield [heading.label, *self.wrapped(heading.text, width)]
        else:
            yield self.wrapped(f"{heading.label} {heading.text}".strip(), width)

    @of.register
    def _(self, part: doc.Numbered) -> Iterator[list[str]]:
        indent, width = self.paper.indent, self.paper.body
        first = part.number.ljust(indent) if indent else f"{part.number} "
        yield self.wrapped(part.text, width, first, self.pad)
        for bullet in part.bullets:
            yield self.wrapped(bullet, width, f"{self.pad}• ", self.pad)
        if part.tail:
            yield self.wrapped(part.tail, width, self.pad, self.pad)

    @of.register
    def _(self, part: doc.Continued) -> Iterator[list[str]]:
        yield self.wrapped(part.text, self.paper.body, self.pad, self.pad)

    @of.register
    def _(self, part: doc.Plain) -> Iterator[list[str]]:
        yield self.wrapped(part.text, self.paper.wide)

    @of.register
    def _(self, part: doc.Bullets) -> Iterator[list[str]]:
        yield from (self.wrapped(item, self.paper.wide, "• ") for item in part.items)

    @of.register
    def _(self, box: doc.Box) -> Iterator[list[str]]:
        for part in box.parts:
            text = f"{part.text} {part.references}".strip()
            if not box.cells:
                yield self.wrapped(f"{part.label} {text}".strip(), self.paper.body + 3)
            elif self.paper.indent:
                lines = self.wrapped(text, self.paper.body - 30)
                yield [
                    f"{word:<34}{line}"
                    for word, line in zip_longest(self.wrapped(part.label, 28), lines, fillvalue="")
                ]
            else:
                yield [part.label, *self.wrapped(text, self.paper.body)]

    @of.register
    def _(self, caption: doc.Caption) -> Iterator[list[str]]:
        yield self.wrapped(f"{caption.label} {caption.text}", self.paper.wide)

    @of.register
    def _(self, entry: doc.Entry) -> Iterator[list[str]]:
        words = f"{entry.label} {entry.text}".strip()
        yield [*self.wrapped(words, self.paper.wide), entry.judgement]

    @of.register
    def _(self, table: doc.EntryTable) -> Iterator[list[str]]:
        side_by_side = self.paper.cells[1]
        yield self.row(*table.columns, "top") if side_by_side else [" ".join(table.columns)]
        for entry in table.entries:
            if isinstance(entry, str):
                yield [entry]
            else:
                words = f"{entry.label} {entry.text}".strip()
                yield self.row(words, entry.judgement, table.align)

    def row(self, left: str, right: str, align: str) -> list[str]:
        """The lines of a row of two cells, side by side or one below the other."""
        wide, narrow = self.paper.cells
        first = self.wrapped(left, wide)
        if not narrow:
            return [*first, *wrapped(right, 23)]
        second = wrapped(right, narrow)
        free = max(0, len(first) - len(second))
        drop = {"top": 0, "middle": free // 2, "bottom": free}[align]
        pairs = zip_longest(first, [*[""] * drop, *second], fillvalue="")
        return [f"{one:<{wide + 3}}{other}".rstrip() for one, other in pairs]

    @of.register
    def _(self, part: doc.Definition) -> Iterator[list[str]]:
        yield [part.title, *self.wrapped(part.text, self.paper.body)]

    @of.register
    def _(self, part: doc.Term) -> Iterator[list[str]]:
        yield [*self.wrapped(part.term, self.paper.wide), *self.wrapped(part.text, self.paper.wide)]
        yield from (self.wrapped(bullet, self.paper.wide, "• ") for bullet in part.bullets)

    @of.register
    def _(self, team: doc.Team) -> Iterator[list[str]]:
        between = 28 if self.paper.indent else 0
        yield [f"{name + '  ':<{between}}{role}" for name, role in team.rows]

    @of.register
    def _(self, signature: doc.Signature) -> Iterator[list[str]]:
        yield list(signature.lines)

    @of.register
    def _(self, picture: doc.Picture) -> Iterator[list[str]]:
        yield self.wrapped(picture.caption, self.paper.wide, self.pad, self.pad)

    @of.register
    def _(self, table: doc.Table) -> Iterator[list[str]]:
        if table.caption:
            yield self.wrapped(table.caption, self.paper.wide)
        if not self.paper.indent:
            yield ["  ".join(row).strip() for row in table.rows]
            return
        widths = [max(map(len, column)) + 4 for column in zip(*table.rows, strict=True)]
        yield [
            "".join(f"{cell:<{w}}" for cell, w in zip(row, widths, strict=True)).rstrip()
            for row in table.rows
        ]

    @of.register
    def _(self, _note: doc.Footnote) -> Iterator[list[str]]:
        """Notes stand at the foot of the page, see `notes`."""
        yield from ()

    def note(self, mark: str, text: str) -> list[str]:
        return self.wrapped(f"{mark} {text}", self.paper.wide)
