"""A style of its own with fpdf2: Vera, teal headings, boxes with a bar, lines in several runs.

Page furniture is drawn first and paragraph numbers last, so that the order of drawing is not the
order of reading, and each line is drawn in several runs that may end inside a word.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterable
from importlib.resources import as_file, files
from random import Random

from fpdf import FPDF

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
    Gap,
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
from ..pictures import jpeg
from .base import Producer, colour_of, footer, sections

TEAL, PALE, BLACK = (0, 92, 102), (232, 241, 241), (20, 20, 20)
LEFT, INDENT, RIGHT, TOP, BOTTOM = 64.0, 44.0, 60.0, 70.0, 74.0
PAGE = (595.28, 841.89)
WIDTH = PAGE[0] - LEFT - RIGHT
Run = tuple[str, str]  # text, font style: "" or "B"
Line = list[Run]
Colour = tuple[int, int, int]


class Setter:
    """Sets one report, line by line."""

    def __init__(self, report: Report, known: dict[str, int]) -> None:
        self.report, self.known = report, known
        self.starts: dict[str, int] = {}
        self.rng = Random(f"fpdf2/{report.seed}")
        self.pdf = FPDF(unit="pt", format="A4")
        self.pdf.set_auto_page_break(False)
        self.pdf.set_creation_date(dt.datetime(2022, 1, 1, tzinfo=dt.UTC))
        self.pdf.set_title(report.title)
        self.pdf.set_subject("An invented report")
        fonts = files("reportlab").joinpath("fonts")
        for style, name in (("", "Vera.ttf"), ("B", "VeraBd.ttf")):
            with as_file(fonts.joinpath(name)) as path:
                self.pdf.add_font("vera", style, path)
        self.y = 0.0
        self.numbers: list[tuple[float, str]] = []

    # pages

    def new_page(self) -> None:
        self.end_page()
        self.pdf.add_page()
        self.y = TOP
        page = self.pdf.page_no()
        if page == 1:
            return
        left, right = footer(self.report.running, page)
        self.ink(left, LEFT, PAGE[1] - 40, 8, "", TEAL)
        self.font(8, "")
        self.ink(right, PAGE[0] - RIGHT - self.pdf.get_string_width(right), PAGE[1] - 40, 8, "B")
        self.pdf.set_draw_color(*TEAL)
        self.pdf.line(LEFT, PAGE[1] - 52, PAGE[0] - RIGHT, PAGE[1] - 52)
        if self.report.running.header:
            self.ink(self.report.running.header, LEFT, 40, 8, "", TEAL)

    def end_page(self) -> None:
        for y, number in self.numbers:
            self.ink(number, LEFT, y, 10, "")
        self.numbers = []

    def room(self, height: float) -> None:
        """Start a page if so much does not fit on this one."""
        if self.y + height > PAGE[1] - BOTTOM and self.y > TOP:
            self.new_page()

    # ink

    def font(self, size: float, style: str) -> None:
        self.pdf.set_font("vera", style, size)

    def ink(
        self, text: str, x: float, y: float, size: float, style: str, colour: Colour = BLACK
    ) -> None:
        self.font(size, style)
        self.pdf.set_text_color(*colour)
        self.pdf.text(x, y, text)

    def rect(self, x: float, y: float, w: float, h: float, colour: Colour) -> None:
        self.pdf.set_fill_color(*colour)
        self.pdf.rect(x, y, w, h, style="F")

    def line(self, line: Line, x: float, y: float, size: float, colour: Colour) -> None:
        """One line in several runs, each at its exact place."""
        for text, style in line:
            cuts = sorted(self.rng.sample(range(1, len(text)), min(2, len(text) - 1)))
            self.font(size, style)
            start = 0
            for cut in (*cuts, len(text)):
                piece = text[start:cut]
                self.ink(piece, x, y, size, style, colour)
                x += self.pdf.get_string_width(piece)
                start = cut

    def lines(self, runs: Iterable[Run], width: float, size: float) -> list[Line]:
        """Break runs into lines at spaces and after hyphens."""
        result: list[Line] = [[]]
        used = 0.0
        for text, style in runs:
            self.font(size, style)
            for word in re.findall(r"\s*(?:[^\s-]*-+(?=\w)|\S+)", text):
                extent = self.pdf.get_string_width(word)
                if used + extent > width and result[-1]:
                    result.append([])
                    word = word.lstrip()
                    used, extent = 0.0, self.pdf.get_string_width(word)
                if not result[-1]:
                    word = word.lstrip()
                if result[-1] and result[-1][-1][1] == style:
                    word = result[-1].pop()[0] + word
                result[-1].append((word, style))
                used += extent
        return result

    def paragraph(
        self,
        runs: Iterable[Run] | str,
        *,
        x: float = LEFT,
        size: float = 10,
        after: float = 10,
        colour: Colour = BLACK,
        number: str = "",
        width: float | None = None,
        keep: int = 2,
    ) -> None:
        runs = [(runs, "")] if isinstance(runs, str) else runs
        width = (LEFT + WIDTH if width is None else x + width) - x
        lines, leading = self.lines(runs, width, size), size * 1.38
        self.room(leading * min(keep, len(lines)))
        for index, line in enumerate(lines):
            self.room(leading)
            self.y += leading
            if number and index == 0:
                self.numbers.append((self.y, number))
            self.line(line, x, self.y, size, colour)
        self.y += after

    # elements

    def bullets(self, items: tuple[str, ...], x: float) -> None:
        for index, item in enumerate(items, 1):
            self.room(28)
            self.ink("•", x, self.y + 13.8, 10, "")
            self.paragraph(item, x=x + 14, after=9 if index == len(items) else 3)

    def cover(self, cover: Cover) -> None:
        self.new_page()
        self.rect(0, 0, 46, PAGE[1], TEAL)
        self.y = 230
        self.paragraph([(cover.title, "B")], x=90, size=24, after=4, colour=TEAL)
        self.paragraph([(cover.establishment, "B")], x=90, size=24, after=18, colour=TEAL)
        self.paragraph([(cover.by, "B")], x=90, size=12)
        if cover.dates:
            self.paragraph(cover.dates, x=90, size=12)

    def contents(self, heading: str) -> None:
        self.new_page()
        self.paragraph([(heading, "B")], size=18, after=16, colour=TEAL)
        for section in sections(self.report):
            lines = self.lines([(section.text, "")], WIDTH - 140, 10)
            self.ink(section.label, LEFT, self.y + 14, 10, "")
            for line in lines:
                self.y += 14
                self.line(line, LEFT + 76, self.y, 10, BLACK)
            page = str(self.known.get(section.label, 0))
            start = LEFT + 80 + self.pdf.get_string_width(lines[-1][0][0])
            dots = "." * int((LEFT + WIDTH - 20 - start) / self.pdf.get_string_width("."))
            self.ink(dots, start, self.y, 10, "")
            self.ink(page, LEFT + WIDTH - self.pdf.get_string_width(page), self.y, 10, "")
            self.y += 8

    def heading(self, heading: Heading) -> None:
        if heading.new_page:
            self.new_page()
        if heading.label:
            self.starts[heading.label] = self.pdf.page_no()
            words = f"{heading.label}  {heading.text}"
            self.paragraph([(words, "B")], size=18, after=16, colour=TEAL, width=400)
            return
        self.room(90)
        size = 12.5 if heading.level == 2 else 10.5
        self.paragraph([(heading.text, "B")], size=size, after=7, colour=TEAL)

    def box(self, box: Box) -> None:
        """Text on a pale ground with a bar at the left; the ground is drawn before the text."""
        todo: list[Line] = []
        for part in box.parts:
            style = "B" if part.bold else ""
            words = f"{part.text} {part.references}".strip()
            todo += [*self.lines([(part.label, "B"), (" " + words, style)], WIDTH - 28, 10), []]
        self.room(60)
        while todo:
            fits = max(1, int((PAGE[1] - BOTTOM - self.y - 14) / 13.8))
            now, todo = todo[:fits], todo[fits:]
            now = now[:-1] if not now[-1] else now
            height = 13.8 * len(now) + 12
            self.rect(LEFT, self.y, WIDTH, height, PALE)
            self.rect(LEFT, self.y, 4, height, TEAL)
            for index, line in enumerate(now):
                self.line(line, LEFT + 14, self.y + 13.8 * (index + 1), 10, BLACK)
            self.y += height + 10
            if todo:
                self.new_page()

    def chart(self, chart: Chart) -> None:
        self.room(150)
        if chart.axis:
            self.groups(chart)
        else:
            self.bars(chart) if chart.kind == "bar" else self.pie(chart)

    def pie(self, chart: Chart) -> None:
        values, angle = chart.series[0].values, 90.0
        for label, value in zip(chart.labels, values, strict=True):
            sweep = 360 * value / sum(values)
            self.pdf.set_fill_color(*colour_of(label))
            if len(values) == 1:
                self.pdf.ellipse(LEFT + 60, self.y, 120, 120, style="F")
            else:
                self.pdf.solid_arc(LEFT + 60, self.y, 120, angle, angle + sweep, style="F")
            angle += sweep
        for index, (label, value) in enumerate(zip(chart.labels, values, strict=True)):
            y = self.y + 30 + 20 * index
            self.rect(LEFT + 220, y - 8, 9, 9, colour_of(label))
            self.ink(f"{label} ({value})", LEFT + 236, y, 9, "")
        self.y += 134

    def bars(self, chart: Chart) -> None:
        values = chart.series[0].values
        for label, value in zip(chart.labels, values, strict=True):
            self.ink(label, LEFT, self.y + 13, 9, "")
            length = 260 * value / max(values)
            self.rect(LEFT + 140, self.y, length, 18, colour_of(label))
            self.ink(str(value), LEFT + 146 + length, self.y + 13, 9, "B")
            self.y += 26
        self.y += 8

    def groups(self, chart: Chart) -> None:
        for index, label in enumerate(chart.labels):
            self.ink(label, LEFT, self.y + 14, 8, "")
            for number, series in enumerate(chart.series):
                value, y = series.values[index], self.y + 12 * number
                colour = TEAL if number else (150, 190, 190)
                self.rect(LEFT + 170, y, 45 * value, 10, colour)
                words = f"{chart.axis[value - 1]} ({series.name})"
                self.ink(words, LEFT + 176 + 45 * value, y + 8, 7, "")
            self.y += 32
        self.y += 6

    def picture(self, picture: Picture) -> None:
        self.room(215)
        self.pdf.image(
            io.BytesIO(jpeg(picture.scene, picture.seed)), LEFT + INDENT, self.y, 270, 180
        )
        self.y += 184
        self.paragraph([(picture.caption, "B")], x=LEFT + INDENT, size=8.5, after=12, colour=TEAL)

    def rows(self, rows: Iterable[tuple[str, ...]], widths: tuple[float, ...]) -> None:
        for row in rows:
            cells = [self.lines([(c, "")], w - 8, 10) for c, w in zip(row, widths, strict=True)]
            self.room(13.8 * max(map(len, cells)))
            x = LEFT
            for cell, width in zip(cells, widths, strict=True):
                for index, line in enumerate(cell):
                    self.line(line, x, self.y + 13.8 * (index + 1), 10, BLACK)
                x += width
            self.y += 13.8 * max(map(len, cells)) + 6

    def put(self, element: Element) -> None:
        match element:
            case Cover():
                self.cover(element)
            case Contents(heading):
                self.contents(heading)
            case Heading():
                self.heading(element)
            case Numbered(number, text, bullets, tail):
                self.paragraph(text, x=LEFT + INDENT, number=number, after=4 if bullets else 10)
                self.bullets(bullets, LEFT + INDENT)
                if tail:
                    self.paragraph(tail, x=LEFT + INDENT)
            case Continued(text):
                self.paragraph(text, x=LEFT + INDENT)
            case Plain(text, style):
                if style == "small heading":
                    self.new_page()
                bold = "B" if style == "small heading" else ""
                self.paragraph([(text, bold)], size=10 if style == "body" else 8.5)
            case Bullets(items):
                self.bullets(items, LEFT)
            case Box():
                self.box(element)
            case Caption(label, text):
                self.room(180)
                self.paragraph([(f"{label} {text}", "B")], size=9, after=8, colour=TEAL)
            case Chart():
                self.chart(element)
            case Picture():
                self.picture(element)
            case Entry(text, judgement, label):
                self.room(56)
                self.paragraph(f"{label} {text}".strip(), after=1)
                self.paragraph([(judgement, "B")], after=12)
            case Definition(title, text) | Term(title, text):
                self.room(46)
                self.paragraph([(title, "B")], after=1)
                bullets = element.bullets if isinstance(element, Term) else ()
                self.paragraph(text, after=3 if bullets else 10)
                self.bullets(bullets, LEFT)
            case Team(rows):
                self.rows(rows, (200, WIDTH - 200))
            case Signature(lines):
                self.y += 14
                self.room(14 * len(lines))
                for line in lines:
                    self.paragraph(line, after=0)
            case EntryTable(columns, entries):
                cells = [(f"{e.label} {e.text}".strip(), e.judgement) for e in entries]
                self.rows([columns, *cells], (WIDTH - 150, 150))
            case Table(caption, rows):
                self.paragraph([(caption, "B")], size=9, colour=TEAL)
                self.rows(rows, (WIDTH / len(rows[0]),) * len(rows[0]))
            case Footnote(number, text):
                self.paragraph(f"{number} {text}", size=8)
            case PageBreak():
                self.new_page()
            case Gap(points):
                self.y += points


def _set(report: Report, known: dict[str, int]) -> Setter:
    setter = Setter(report, known)
    for element in report.elements:
        setter.put(element)
    setter.end_page()
    return setter


def render(report: Report) -> bytes:
    """The report as PDF; set twice for the contents."""
    first = _set(report, {})
    return bytes(_set(report, first.starts).pdf.output())


PRODUCER = Producer("fpdf2", "pdf", render)
