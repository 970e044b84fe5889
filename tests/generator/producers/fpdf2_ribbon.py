"""A style of its own with fpdf2: Vera, teal headings, boxes with a bar, lines in several runs.

Page furniture is drawn first and paragraph numbers last, so that the order of drawing is not the
order of reading, and each line is drawn in several runs that may end inside a word.
"""

from __future__ import annotations

import io
from functools import singledispatchmethod

from .. import document as doc
from ..pictures import jpeg
from .base import Producer, sections
from .fpdf2_figures import Figures
from .fpdf2_page import INDENT, LEFT, PAGE, PALE, TEAL, TOP, WIDTH, Line


class Setter(Figures):
    """Sets one report, element by element."""

    def __init__(self, report: doc.Report, known: dict[str, int]) -> None:
        super().__init__(report)
        self.known = known
        self.starts: dict[str, int] = {}

    @singledispatchmethod
    def put(self, element: doc.Element) -> None:
        raise TypeError(f"no style for {type(element).__name__}")

    @put.register
    def _(self, cover: doc.Cover) -> None:
        self.new_page()
        self.rect(0, 0, 46, PAGE[1], TEAL)
        self.y = 230
        self.paragraph([(cover.title, "B")], x=90, size=24, after=4, colour=TEAL)
        self.paragraph([(cover.establishment, "B")], x=90, size=24, after=18, colour=TEAL)
        self.paragraph([(cover.by, "B")], x=90, size=12)
        if cover.dates:
            self.paragraph(cover.dates, x=90, size=12)
        self.y = PAGE[1]  # the page is full

    @put.register
    def _(self, contents: doc.Contents) -> None:
        if self.y > TOP:
            self.new_page()
        self.paragraph([(contents.heading, "B")], size=18, after=16, colour=TEAL)
        for section in sections(self.report):
            lines = self.lines([(section.text, "")], WIDTH - 140, 10)
            self.ink(section.label, LEFT, self.y + 14, 10)
            for line in lines:
                self.y += 14
                self.line(line, LEFT + 76, self.y, 10)
            page = str(self.known.get(section.key, 0))
            start = LEFT + 80 + self.width(lines[-1][0][0])
            dots = "." * int((LEFT + WIDTH - 20 - start) / self.width("."))
            self.ink(dots, start, self.y, 10)
            self.ink(page, LEFT + WIDTH - self.width(page), self.y, 10)
            self.y += 8

    @put.register
    def _(self, heading: doc.Heading) -> None:
        if heading.level == 1:
            self.section = heading.text
        if heading.new_page:
            self.new_page()
        if heading.level == 1:
            self.starts[heading.key] = self.pdf.page_no()
            words = f"{heading.label}  {heading.text}".strip()
            width = 400 - self.wishes.headings
            if heading.broken:
                self.paragraph([(heading.label, "B")], size=18, after=0, colour=TEAL)
                words = heading.text
            self.paragraph([(words, "B")], size=18, after=16, colour=TEAL, width=width)
            return
        self.room(90)
        size = 12.5 if heading.level == 2 else 10.5
        self.paragraph([(heading.text, "B")], size=size, after=7, colour=TEAL)

    @put.register
    def _(self, part: doc.Numbered) -> None:
        after = 4 if part.bullets else 10
        self.paragraph(part.text, x=LEFT + INDENT, number=part.number, after=after)
        self.bullets(part.bullets, LEFT + INDENT)
        if part.tail:
            self.paragraph(part.tail, x=LEFT + INDENT)

    @put.register
    def _(self, part: doc.Continued) -> None:
        self.paragraph(part.text, x=LEFT + INDENT)

    @put.register
    def _(self, part: doc.Plain) -> None:
        if part.style == "small heading":
            self.new_page()
        size = 10 if part.style == "body" else 8.5
        self.paragraph([(part.text, "B" if part.style.startswith("small ") else "")], size=size)

    @put.register
    def _(self, part: doc.Bullets) -> None:
        self.bullets(part.items, LEFT)

    @put.register
    def _(self, box: doc.Box) -> None:
        """Text on a pale ground with a bar at the left; the ground is drawn before the text."""
        if box.cells:
            texts = ((p.label, f"{p.text} {p.references}".strip()) for p in box.parts)
            self.rows(texts, (150, self.wide - 150))
            return
        todo: list[Line] = []
        for part in box.parts:
            words = f"{part.text} {part.references}".strip()
            bold = "B" if part.bold else ""
            label = [(part.label, bold if self.wishes.plain_labels else "B")] if part.label else []
            runs = [*label, (f" {words}" if label else words, bold)] if words else label
            if self.wishes.boxes == "none":
                self.paragraph(runs)
            todo += [*self.lines(runs, self.wide - 28, 10), []]
        if self.wishes.boxes == "none":
            return
        self.room(60)
        while todo:
            fits = max(1, int((PAGE[1] - self.bottom - self.y - 14) / 13.8))
            now, todo = todo[:fits], todo[fits:]
            now = now if now[-1] else now[:-1]
            height = 13.8 * len(now) + 12
            if self.wishes.boxes == "house":
                self.rect(LEFT, self.y, self.wide, height, PALE)
            self.rect(LEFT, self.y, 4, height, TEAL)
            for index, line in enumerate(now, 1):
                self.line(line, LEFT + 14, self.y + 13.8 * index, 10)
            self.y += height + 10
            if todo:
                self.new_page()

    @put.register
    def _(self, caption: doc.Caption) -> None:
        self.room(180)
        self.paragraph([(f"{caption.label} {caption.text}", "B")], size=9, after=8, colour=TEAL)

    @put.register
    def _(self, chart: doc.Chart) -> None:
        self.chart(chart)

    @put.register
    def _(self, picture: doc.Picture) -> None:
        self.room(215)
        image = io.BytesIO(jpeg(picture.scene, picture.seed))
        self.pdf.image(image, LEFT + INDENT, self.y, 270, 180)
        self.y += 184
        caption = [(picture.caption, "B")]
        self.paragraph(caption, x=LEFT + INDENT, size=8.5, after=12, colour=TEAL)

    @put.register
    def _(self, entry: doc.Entry) -> None:
        self.room(56)
        self.paragraph(f"{entry.label} {entry.text}".strip(), after=1)
        self.paragraph([(entry.judgement, "B")], after=12)

    @put.register
    def _(self, part: doc.Definition) -> None:
        self.room(46)
        self.paragraph([(part.title, "B")], after=1)
        self.paragraph(part.text)

    @put.register
    def _(self, part: doc.Term) -> None:
        self.room(46)
        self.paragraph([(part.term, "B")], after=1)
        self.paragraph(part.text, after=3 if part.bullets else 10)
        self.bullets(part.bullets, LEFT)

    @put.register
    def _(self, team: doc.Team) -> None:
        self.rows(team.rows, (200, WIDTH - 200))

    @put.register
    def _(self, signature: doc.Signature) -> None:
        self.y += 14
        self.room(14 * len(signature.lines))
        for line in signature.lines:
            self.paragraph(line, after=0)

    @put.register
    def _(self, table: doc.EntryTable) -> None:
        self.entries(table)

    @put.register
    def _(self, table: doc.Table) -> None:
        if table.caption:
            self.paragraph([(table.caption, "B")], size=9, colour=TEAL)
        self.rows(table.rows, (WIDTH / len(table.rows[0]),) * len(table.rows[0]))

    @put.register
    def _(self, _note: doc.Footnote) -> None:
        """The page draws it where its mark stands."""

    @put.register
    def _(self, _break: doc.PageBreak) -> None:
        self.new_page()

    @put.register
    def _(self, gap: doc.Gap) -> None:
        self.y += gap.points

    def bullets(self, items: tuple[str, ...], x: float) -> None:
        for index, item in enumerate(items, 1):
            self.room(28)
            self.ink("•", x, self.y + 13.8, 10)
            self.paragraph(item, x=x + 14, after=9 if index == len(items) else 3)


def _set(report: doc.Report, known: dict[str, int]) -> Setter:
    setter = Setter(report, known)
    for element in report.elements:
        setter.put(element)
    setter.end_page()
    return setter


def render(report: doc.Report) -> bytes:
    """The report as PDF; set twice for the contents."""
    first = _set(report, {})
    second = _set(report, first.starts)
    file = bytes(second.pdf.output())
    first.close()
    second.close()
    return file


PRODUCER = Producer("fpdf2", "pdf", render, names_grades=True)
