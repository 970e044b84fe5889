"""Plain text in two styles: pages with form feeds, and a dump without any furniture.

Pages: indented paragraphs, cover, contents, footers, the labels of charts. Dump: what is left
when somebody has copied the text out of a viewer: no cover, contents, footers or charts; a page
break shows only as a space at the start of a page's first line; stray blank lines by photographs.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from ..document import (
    Box,
    Bullets,
    Caption,
    Chart,
    Contents,
    Continued,
    Cover,
    Definition,
    Element,
    Entry,
    EntryTable,
    Footnote,
    Heading,
    Numbered,
    PageBreak,
    Picture,
    Plain,
    Report,
    Signature,
    Table,
    Team,
    Term,
)
from .base import Producer, footer, sections


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


def paragraphs(paper: Paper, element: Element) -> Iterator[list[str]]:
    """The lines of an element, paragraph by paragraph."""
    pad = " " * paper.indent
    match element:
        case Heading(text, _, label):
            yield wrapped(f"{label} {text}".strip(), paper.heading if label else paper.wide)
        case Numbered(number, text, bullets, tail):
            first = number.ljust(paper.indent) if paper.indent else f"{number} "
            yield wrapped(text, paper.body, first, pad)
            for bullet in bullets:
                yield wrapped(bullet, paper.body, f"{pad}• ", pad)
            if tail:
                yield wrapped(tail, paper.body, pad, pad)
        case Continued(text):
            yield wrapped(text, paper.body, pad, pad)
        case Plain(text, _):
            yield wrapped(text, paper.wide)
        case Bullets(items):
            for item in items:
                yield wrapped(item, paper.wide, "• ")
        case Box(parts):
            for part in parts:
                words = f"{part.label} {part.text} {part.references}".strip()
                yield wrapped(words, paper.body + 3)
        case Caption(label, text):
            yield wrapped(f"{label} {text}", paper.wide)
        case Entry(text, judgement, label):
            yield [*wrapped(f"{label} {text}".strip(), paper.wide), judgement]
        case EntryTable(columns, entries):
            yield ["  ".join(columns)]
            for e in entries:
                yield wrapped(f"{e.label} {e.text} {e.judgement}".strip(), paper.wide)
        case Definition(title, text):
            yield [title, *wrapped(text, paper.body)]
        case Term(term, text, bullets):
            yield [*wrapped(term, paper.wide), *wrapped(text, paper.wide)]
            for bullet in bullets:
                yield wrapped(bullet, paper.wide, "• ")
        case Team(rows):
            yield [_member(paper, name, role) for name, role in rows]
        case Signature(lines):
            yield list(lines)
        case Picture(caption, _, _):
            yield wrapped(caption, paper.wide, pad, pad)
        case Table(caption, rows):
            yield [*wrapped(caption, paper.wide), *("  ".join(row) for row in rows)]
        case Footnote(number, text):
            yield wrapped(f"{number} {text}", paper.wide)
        case _:
            return


def _member(paper: Paper, name: str, role: str) -> str:
    return f"{name:<28}{role}" if paper.indent else f"{name}  {role}"


def _cover(element: Cover) -> list[str]:
    return [
        "",
        "",
        "",
        *wrapped(element.title, 40),
        element.establishment,
        "",
        element.by,
        "",
        element.dates,
    ]


def _chart(element: Chart) -> list[str]:
    values = [
        ", ".join(str(series.values[i]) for series in element.series)
        for i in range(len(element.labels))
    ]
    labels = [f"{label}  {value}" for label, value in zip(element.labels, values, strict=True)]
    return [f"          {line}" for line in (labels if not element.axis else element.labels)]


class _Pages:
    """Fills pages of text with footers."""

    def __init__(self, report: Report, known: dict[str, int]) -> None:
        self.report, self.known = report, known
        self.pages: list[list[str]] = [[]]
        self.starts: dict[str, int] = {}

    def break_page(self) -> None:
        self.pages.append([])

    def put(self, lines: list[str]) -> None:
        """Lines of a paragraph and a blank one; the page may break between any two."""
        for line in lines:
            if len(self.pages[-1]) >= PAGES.height:
                self.break_page()
            self.pages[-1].append(line)
        if self.pages[-1] and len(self.pages[-1]) < PAGES.height:
            self.pages[-1].append("")

    def contents(self) -> list[str]:
        lines = []
        for heading in sections(self.report):
            parts = wrapped(heading.text, 62)
            parts[-1] = f"{parts[-1]} ".ljust(66, ".") + str(self.known.get(heading.label, 0))
            lines.append(f"{heading.label:<13}{parts[0]}")
            lines += [" " * 13 + part for part in parts[1:]]
        return lines

    def fill(self) -> None:
        for element in self.report.elements:
            match element:
                case Cover():
                    self.put(_cover(element))
                    self.break_page()
                case Contents(heading):
                    self.put([heading])
                    self.put(self.contents())
                case PageBreak():
                    self.break_page()
                case Chart():
                    self.put(_chart(element))
                case _:
                    if isinstance(element, Heading):
                        if element.new_page:
                            self.break_page()
                        self.starts[element.label] = len(self.pages)
                    if isinstance(element, Plain) and element.style == "small heading":
                        self.break_page()
                    for lines in paragraphs(PAGES, element):
                        self.put(lines)

    def text(self) -> str:
        result = []
        for number, lines in enumerate(self.pages, 1):
            foot = [""] * (PAGES.height + 1 - len(lines))
            if number > 1:
                left, right = footer(self.report.running, number)
                foot.append(f"{left:<{PAGES.wide - len(right)}}{right}")
            result.append("\n".join([*lines, *foot]))
        return "\n\f".join(result) + "\n"


def render_pages(report: Report) -> bytes:
    """Pages with form feeds between them; filled twice for the contents."""
    first = _Pages(report, {})
    first.fill()
    second = _Pages(report, first.starts)
    second.fill()
    return second.text().encode()


class _Dump:
    """Fills a dump, counting lines to know where pages broke."""

    def __init__(self, report: Report) -> None:
        self.rng = Random(f"dump/{report.seed}")
        self.lines: list[str] = []
        self.height = 0
        self.top = True  # the next line starts a page

    def _line(self, line: str) -> None:
        end = "" if line.endswith("-") else " "
        self.lines.append((" " if self.top else "") + line + end)
        self.top = False
        self.height += 1
        if self.height >= DUMP.height:
            self.break_page()

    def break_page(self) -> None:
        while self.lines and self.lines[-1] == "":
            self.lines.pop()
        self.top, self.height = True, 0

    def blank(self, line: str = "") -> None:
        if not self.top:
            self.lines.append(line)
            self.height += 1

    def put(self, lines: list[str], *, torn: bool = False) -> None:
        for number, line in enumerate(lines):
            last = number == len(lines) - 1
            self._line(line + (" " if last and self.rng.random() < 0.3 else ""))
            if torn and number == 0 and len(lines) > 1:
                self.blank()
        self.blank()

    def picture(self, lines: list[str]) -> None:
        self.height += 14
        if self.height >= DUMP.height - 4:
            self.break_page()
        for _ in range(self.rng.choice((1, 1, 2))):
            self.blank(" ")
            self.blank()
        self.put(lines)
        self.blank(" ")

    def fill(self, report: Report) -> None:
        torn = False  # the paragraph after a photograph has a blank line after its first
        for element in report.elements:
            match element:
                case Cover() | Contents() | Chart():
                    continue
                case PageBreak():
                    self.break_page()
                case Picture():
                    for lines in paragraphs(DUMP, element):
                        self.picture(lines)
                case _:
                    new_page = isinstance(element, Heading) and element.new_page
                    if new_page or (
                        isinstance(element, Plain) and element.style == "small heading"
                    ):
                        self.break_page()
                    for number, lines in enumerate(paragraphs(DUMP, element)):
                        listed = lines[0].startswith("• ")
                        self.put(lines, torn=listed or (torn and number == 0))
            torn = isinstance(element, Picture) and self.rng.random() < 0.7


def render_dump(report: Report) -> bytes:
    """The dump, as one text."""
    dump = _Dump(report)
    dump.fill(report)
    return ("\n".join(dump.lines) + "\n ").encode()


PRODUCERS = (
    Producer("text-pages", "txt", render_pages),
    Producer("text-dump", "txt", render_dump, prints_cover=False),
)
