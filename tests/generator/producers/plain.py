"""Plain text in two styles: pages with form feeds, and a dump without any furniture.

Pages: indented paragraphs, cover, contents, footers, the labels of charts. Dump: what is left
when somebody has copied the text out of a viewer: no cover, contents, footers or charts; a page
break shows only as a space at the start of a page's first line; stray blank lines by photographs.
"""

from __future__ import annotations

from random import Random

from .. import document as doc
from .base import DIGITS, Producer, footer, footnotes, header, marked, sections
from .plain_lines import DUMP, PAGES, Lines, wrapped


def _cover(element: doc.Cover) -> list[str]:
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


def _chart(element: doc.Chart) -> list[str]:
    values = [
        ", ".join(str(series.values[i]) for series in element.series)
        for i in range(len(element.labels))
    ]
    labels = [f"{label}  {value}" for label, value in zip(element.labels, values, strict=True)]
    return [f"          {line}" for line in (labels if not element.axis else element.labels)]


def marks_in(line: str) -> list[str]:
    """The marks of footnotes in a line."""
    return [piece for piece, is_mark in marked(line) if is_mark]


def starts_page(element: doc.Element) -> bool:
    if isinstance(element, doc.Heading):
        return element.new_page
    return isinstance(element, doc.Plain) and element.style == "small heading"


class _Pages:
    """Fills pages of text with heads, footnotes and footers."""

    def __init__(self, report: doc.Report, known: dict[str, int]) -> None:
        self.report, self.known = report, known
        self.lines = Lines(PAGES, report.style)
        self.pages: list[list[str]] = [[]]
        self.notes: list[list[str]] = [[]]  # at the foot of each page
        self.heads: list[str] = [""]  # the section each page ends in
        self.texts = footnotes(report)
        self.starts: dict[str, int] = {}

    def break_page(self) -> None:
        self.pages.append([])
        self.notes.append([])
        self.heads.append(self.heads[-1])

    def full(self) -> bool:
        return len(self.pages[-1]) + len(self.notes[-1]) >= PAGES.height

    def put(self, lines: list[str]) -> None:
        """Lines of a paragraph and a blank one; the page may break between any two."""
        for line in lines:
            if self.full():
                self.break_page()
            self.pages[-1].append(line)
            for mark in marks_in(line):
                self.notes[-1] += ["", *self.lines.note(mark, self.texts[mark])]
        if self.pages[-1] and not self.full():
            self.pages[-1].append("")

    def contents(self) -> list[str]:
        lines = []
        for heading in sections(self.report):
            parts = wrapped(heading.text, 62)
            parts[-1] = f"{parts[-1]} ".ljust(66, ".") + str(self.known.get(heading.key, 0))
            indent = 13 if heading.label else 0
            lines.append(f"{heading.label:<{indent}}{parts[0]}")
            lines += [" " * indent + part for part in parts[1:]]
        return lines

    def fill(self) -> None:
        for element in self.report.elements:
            match element:
                case doc.Cover():
                    self.put(_cover(element))
                    self.break_page()
                case doc.Contents(heading):
                    self.put([heading])
                    self.put(self.contents())
                case doc.PageBreak():
                    self.break_page()
                case doc.Chart():
                    self.put(_chart(element))
                case _:
                    self.start(element)
                    for lines in self.lines.of(element):
                        self.put(lines)

    def start(self, element: doc.Element) -> None:
        """A new page where an element asks for one; notes where sections start."""
        if starts_page(element):
            self.break_page()
        if isinstance(element, doc.Heading) and element.level == 1:
            self.starts[element.key] = len(self.pages)
            self.heads[-1] = element.text

    def text(self) -> str:
        result = []
        for number, (lines, notes) in enumerate(zip(self.pages, self.notes, strict=True), 1):
            foot = [""] * (PAGES.height + 1 - len(lines) - len(notes)) + notes
            head = []
            if number > 1:
                left, right = footer(self.report.running, number)
                foot.append(f"{left + '   ':<{max(0, PAGES.wide - len(right))}}{right}")
                top = header(self.report.running, self.heads[number - 1])
                head = [top, ""] if top else []
            result.append("\n".join([*head, *lines, *foot]))
        return "\n\f".join(result).translate(DIGITS) + "\n"


def render_pages(report: doc.Report) -> bytes:
    """Pages with form feeds between them; filled twice for the contents."""
    first = _Pages(report, {})
    first.fill()
    second = _Pages(report, first.starts)
    second.fill()
    return second.text().encode()


class _Dump:
    """Fills a dump, counting lines to know where pages broke."""

    def __init__(self, report: doc.Report) -> None:
        self.rng = Random(f"dump/{report.seed}")
        self.setter = Lines(DUMP, report.style)
        self.texts = footnotes(report)
        self.notes: list[str] = []  # that stand at the foot of this page
        self.lines: list[str] = []
        self.height = 0
        self.top = True  # the next line starts a page

    def _line(self, line: str) -> None:
        end = "" if line.endswith("-") else " "
        self.lines.append((" " if self.top else "") + line + end)
        self.top = False
        self.height += 1
        for mark in marks_in(line):
            self.notes += self.setter.note(mark, self.texts[mark])
        if self.height + len(self.notes) >= DUMP.height:
            self.break_page()

    def foot(self) -> None:
        """The footnotes of the page."""
        if self.notes:
            self.lines += ["", *(f"{note} " for note in self.notes)]
            self.notes = []

    def break_page(self) -> None:
        self.foot()
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

    def fill(self, report: doc.Report) -> None:
        torn = False  # the paragraph after a photograph has a blank line after its first
        for element in report.elements:
            match element:
                case doc.Cover() | doc.Contents() | doc.Chart():
                    continue
                case doc.PageBreak():
                    self.break_page()
                case doc.Picture():
                    for lines in self.setter.of(element):
                        self.picture(lines)
                case _:
                    if starts_page(element):
                        self.break_page()
                    for number, lines in enumerate(self.setter.of(element)):
                        listed = lines[0].startswith("• ")
                        self.put(lines, torn=listed or (torn and number == 0))
            torn = isinstance(element, doc.Picture) and self.rng.random() < 0.7


def render_dump(report: doc.Report) -> bytes:
    """The dump, as one text."""
    dump = _Dump(report)
    dump.fill(report)
    dump.foot()
    return ("\n".join(dump.lines) + "\n ").translate(DIGITS).encode()


PRODUCERS = (
    Producer("text-pages", "txt", render_pages),
    Producer("text-dump", "txt", render_dump, prints_cover=False),
)
