"""Lines of plain text: how each element of a document is written on one kind of paper."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from functools import singledispatchmethod

from .. import document as doc


@dataclass(frozen=True)
class Paper:
    """Widths and heights of a style, in characters and lines."""

    height: int
    body: int
    wide: int
    heading: int
    indent: int  # of the text of numbered paragraphs; 0: the number is part of the first line


PAGES = Paper(height=50, body=74, wide=82, heading=60, indent=8)
DUMP = Paper(height=44, body=72, wide=78, heading=46, indent=0)


def wrapped(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    """Lines of a text; words break at their own hyphens only."""
    return textwrap.wrap(
        text,
        width,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=True,
    )


class Lines:
    """The lines of elements on one kind of paper, paragraph by paragraph."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.pad = " " * paper.indent

    @singledispatchmethod
    def of(self, _element: doc.Element) -> Iterator[list[str]]:
        """Nothing stands for elements that a text cannot show."""
        yield from ()

    @of.register
    def _(self, heading: doc.Heading) -> Iterator[list[str]]:
        width = self.paper.heading if heading.label else self.paper.wide
        yield wrapped(f"{heading.label} {heading.text}".strip(), width)

    @of.register
    def _(self, part: doc.Numbered) -> Iterator[list[str]]:
        indent, width = self.paper.indent, self.paper.body
        first = part.number.ljust(indent) if indent else f"{part.number} "
        yield wrapped(part.text, width, first, self.pad)
        for bullet in part.bullets:
            yield wrapped(bullet, width, f"{self.pad}• ", self.pad)
        if part.tail:
            yield wrapped(part.tail, width, self.pad, self.pad)

    @of.register
    def _(self, part: doc.Continued) -> Iterator[list[str]]:
        yield wrapped(part.text, self.paper.body, self.pad, self.pad)

    @of.register
    def _(self, part: doc.Plain) -> Iterator[list[str]]:
        yield wrapped(part.text, self.paper.wide)

    @of.register
    def _(self, part: doc.Bullets) -> Iterator[list[str]]:
        yield from (wrapped(item, self.paper.wide, "• ") for item in part.items)

    @of.register
    def _(self, box: doc.Box) -> Iterator[list[str]]:
        for part in box.parts:
            words = f"{part.label} {part.text} {part.references}".strip()
            yield wrapped(words, self.paper.body + 3)

    @of.register
    def _(self, caption: doc.Caption) -> Iterator[list[str]]:
        yield wrapped(f"{caption.label} {caption.text}", self.paper.wide)

    @of.register
    def _(self, entry: doc.Entry) -> Iterator[list[str]]:
        words = f"{entry.label} {entry.text}".strip()
        yield [*wrapped(words, self.paper.wide), entry.judgement]

    @of.register
    def _(self, table: doc.EntryTable) -> Iterator[list[str]]:
        yield ["  ".join(table.columns)]
        for entry in table.entries:
            words = f"{entry.label} {entry.text} {entry.judgement}".strip()
            yield wrapped(words, self.paper.wide)

    @of.register
    def _(self, part: doc.Definition) -> Iterator[list[str]]:
        yield [part.title, *wrapped(part.text, self.paper.body)]

    @of.register
    def _(self, part: doc.Term) -> Iterator[list[str]]:
        yield [*wrapped(part.term, self.paper.wide), *wrapped(part.text, self.paper.wide)]
        yield from (wrapped(bullet, self.paper.wide, "• ") for bullet in part.bullets)

    @of.register
    def _(self, team: doc.Team) -> Iterator[list[str]]:
        between = 28 if self.paper.indent else 0
        yield [f"{name + '  ':<{between}}{role}" for name, role in team.rows]

    @of.register
    def _(self, signature: doc.Signature) -> Iterator[list[str]]:
        yield list(signature.lines)

    @of.register
    def _(self, picture: doc.Picture) -> Iterator[list[str]]:
        yield wrapped(picture.caption, self.paper.wide, self.pad, self.pad)

    @of.register
    def _(self, table: doc.Table) -> Iterator[list[str]]:
        rows = ("  ".join(row) for row in table.rows)
        yield [*wrapped(table.caption, self.paper.wide), *rows]

    @of.register
    def _(self, note: doc.Footnote) -> Iterator[list[str]]:
        yield wrapped(f"{note.number} {note.text}", self.paper.wide)
