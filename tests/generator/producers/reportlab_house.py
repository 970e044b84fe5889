"""The house style with reportlab: A4, Helvetica, blue headings, boxes, vector charts."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    Image,
    KeepTogether,
    NextPageTemplate,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)
from reportlab.platypus import PageBreak as NewPage

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
    Team,
    Term,
)
from ..document import Table as SmallTable
from ..pictures import jpeg
from .base import DARK_BLUE, GREY, LIGHT_BLUE, Producer, footer, sections
from .reportlab_charts import drawing

MARGIN, INDENT, WIDTH = 71.0, 42.0, A4[0] - 142.0
BLUE = colors.Color(*(c / 255 for c in DARK_BLUE))
PALE = colors.Color(*(c / 255 for c in LIGHT_BLUE))
DIM = colors.Color(*(c / 255 for c in GREY))


def _style(name: str, **more: Any) -> ParagraphStyle:
    wanted: dict[str, Any] = {
        "fontName": "Helvetica",
        "fontSize": 12,
        "leading": 14.4,
        "spaceAfter": 12,
        "embeddedHyphenation": 1,
        "allowWidows": 0,
        "allowOrphans": 0,
        "bulletFontName": "Helvetica",
        "bulletFontSize": 12,
    }
    return ParagraphStyle(name, **{**wanted, **more})


BOLD = {"fontName": "Helvetica-Bold", "bulletFontName": "Helvetica-Bold"}
BODY = _style("body")
NUMBERED = _style("numbered", leftIndent=INDENT)
BULLET = _style("bullet", leftIndent=INDENT + 18, bulletIndent=INDENT, spaceAfter=4)
OUTER_BULLET = _style("outer bullet", leftIndent=18, spaceAfter=4)
HEADINGS = {
    1: _style(
        "h1",
        **BOLD,
        fontSize=20,
        bulletFontSize=20,
        leading=24,
        textColor=BLUE,
        bulletColor=BLUE,
        spaceAfter=20,
    ),
    2: _style("h2", **BOLD, fontSize=14, leading=17, textColor=BLUE, spaceBefore=8, keepWithNext=1),
    3: _style(
        "h3",
        fontName="Helvetica-BoldOblique",
        fontSize=12,
        spaceBefore=4,
        spaceAfter=8,
        keepWithNext=1,
    ),
}
CAPTION = _style(
    "caption", **BOLD, fontSize=10, leading=12, textColor=BLUE, spaceAfter=6, keepWithNext=1
)
PHOTO = _style("photo", **BOLD, fontSize=9, leading=11, textColor=BLUE, leftIndent=INDENT)
NOTE = _style("note", fontSize=9, leading=11)
SMALL = _style("small", fontSize=9, leading=11, spaceAfter=9)
BOX = _style("box", spaceAfter=0)
TIGHT = _style("tight", spaceAfter=0, keepWithNext=1)
STRONG = _style("strong", **BOLD, spaceAfter=0, keepWithNext=1)
PLAIN = {
    "body": BODY,
    "note": NOTE,
    "small": SMALL,
    "small heading": _style("small heading", **BOLD, fontSize=10),
}


class ContentsLines(Flowable):  # type: ignore[misc]
    """Sections with dotted leaders and page numbers; long titles wrap."""

    def __init__(self, headings: list[Heading], pages: dict[str, int]) -> None:
        super().__init__()
        self.headings, self.pages = headings, pages

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width = width
        return width, 24.0 * len(self.headings) + 30

    def draw(self) -> None:
        canvas, y = self.canv, 24.0 * len(self.headings) + 10
        canvas.setFont("Helvetica", 12)
        for heading in self.headings:
            canvas.drawString(0, y, heading.label)
            page, lines = str(self.pages.get(heading.label, 0)), [""]
            for word in heading.text.split():
                if stringWidth(f"{lines[-1]} {word}", "Helvetica", 12) > self.width - 130:
                    lines.append("")
                lines[-1] = f"{lines[-1]} {word}".strip()
            for number, line in enumerate(lines):
                if number:
                    y -= 14.4
                canvas.drawString(78, y, line)
            start = 78 + stringWidth(lines[-1], "Helvetica", 12)
            room = self.width - stringWidth(page, "Helvetica", 12) - start
            dots = "." * int(room / stringWidth(".", "Helvetica", 12))
            canvas.drawString(start, y, dots)
            canvas.drawRightString(self.width, y, page)
            y -= 24.0


class Mark(Flowable):  # type: ignore[misc]
    """Remembers the page on which a section starts."""

    def __init__(self, label: str, pages: dict[str, int]) -> None:
        super().__init__()
        self.label, self.pages = label, pages

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return 0, 0

    def draw(self) -> None:
        self.pages[self.label] = self.canv.getPageNumber()


class House:
    """Turns the elements of one report into flowables."""

    def __init__(self, report: Report, known: dict[str, int]) -> None:
        self.report, self.known = report, known
        self.pages: dict[str, int] = {}

    def flowables(self) -> Iterator[Flowable]:
        pending: list[Flowable] = []
        for element in self.report.elements:
            made = list(self.one(element))
            if isinstance(element, Caption):
                pending += made
            elif pending and isinstance(element, Chart):
                yield KeepTogether([*pending, *made])
                pending = []
            else:
                yield from (*pending, *made)
                pending = []
        yield from pending

    def one(self, element: Element) -> Iterator[Flowable]:
        match element:
            case Cover():
                yield from self.cover(element)
            case Contents(heading):
                yield Paragraph(heading, HEADINGS[1])
                yield ContentsLines(list(sections(self.report)), self.known)
            case Heading():
                yield from self.heading(element)
            case Numbered(number, text, bullets, tail):
                style = NUMBERED if not bullets else NUMBERED.clone("lead", spaceAfter=4)
                yield Paragraph(escape(text), style, bulletText=number)
                yield from self.bullets(bullets, BULLET)
                if tail:
                    yield Paragraph(escape(tail), NUMBERED)
            case Continued(text):
                yield Paragraph(escape(text), NUMBERED)
            case Plain(text, style_name):
                if style_name == "small heading":
                    yield NewPage()
                yield Paragraph(escape(text), PLAIN[style_name])
            case Bullets(items):
                yield from self.bullets(items, OUTER_BULLET)
            case Box():
                yield from self.box(element)
            case Caption(label, text):
                yield Paragraph(escape(f"{label} {text}"), CAPTION)
            case Chart():
                yield drawing(element)
                yield Spacer(1, 8)
            case Picture(caption, scene, seed):
                image = Image(io.BytesIO(jpeg(scene, seed)), 300, 200, hAlign="LEFT")
                row = Table([["", image]], colWidths=[INDENT, None], hAlign="LEFT", style=FLUSH)
                yield KeepTogether([row, Spacer(1, 5), Paragraph(escape(caption), PHOTO)])
            case Entry(text, judgement, label):
                words = escape(f"{label} {text}".strip())
                yield KeepTogether([Paragraph(words, TIGHT), Paragraph(judgement, STRONG)])
                yield Spacer(1, 14)
            case Definition(title, text):
                yield KeepTogether([Paragraph(title, STRONG), Paragraph(escape(text), BODY)])
            case Term(term, text, bullets):
                style = BODY if not bullets else TIGHT
                yield KeepTogether(
                    [Paragraph(escape(term), STRONG), Paragraph(escape(text), style)]
                )
                yield from self.bullets(bullets, OUTER_BULLET)
            case Team(rows):
                yield self.table([[name, role] for name, role in rows], [170, None], ruled=False)
            case Signature(lines):
                yield Spacer(1, 18)
                yield KeepTogether([Paragraph(escape(line), BOX) for line in lines])
            case EntryTable(columns, entries):
                rows = [[f"<b>{c}</b>" for c in columns]]
                rows += [[escape(f"{e.label} {e.text}".strip()), e.judgement] for e in entries]
                yield self.table(rows, [330, None], ruled=True)
            case SmallTable(caption, cells):
                yield Paragraph(escape(caption), CAPTION)
                yield self.table([list(row) for row in cells], None, ruled=True)
                yield Spacer(1, 12)
            case Footnote(number, text):
                yield Paragraph(f"<super>{number}</super> {escape(text)}", NOTE)
            case PageBreak():
                yield NewPage()
            case Gap(points):
                yield Spacer(1, points)

    def cover(self, cover: Cover) -> Iterator[Flowable]:
        big = _style("title", **BOLD, fontSize=28, leading=34, textColor=BLUE)
        yield Spacer(1, 170)
        yield Paragraph(escape(cover.title), big)
        yield Paragraph(escape(cover.establishment), big)
        yield Spacer(1, 10)
        yield Paragraph(escape(cover.by), _style("by", **BOLD, fontSize=14, leading=18))
        if cover.dates:
            yield Paragraph(escape(cover.dates), _style("dates", fontSize=14, leading=18))
        yield NextPageTemplate("body")
        yield NewPage()

    def heading(self, heading: Heading) -> Iterator[Flowable]:
        if heading.new_page:
            yield NewPage()
        if not heading.label:
            yield CondPageBreak(90)
            yield Paragraph(escape(heading.text), HEADINGS[heading.level])
            return
        yield Mark(heading.label, self.pages)
        hang = stringWidth(heading.label, "Helvetica-Bold", 20) + 12
        style = HEADINGS[1].clone("section", leftIndent=hang)
        yield Paragraph(escape(heading.text), style, bulletText=heading.label)

    def bullets(self, items: tuple[str, ...], style: ParagraphStyle) -> Iterator[Flowable]:
        for number, item in enumerate(items, 1):
            last = style.clone("last", spaceAfter=12)
            yield Paragraph(escape(item), last if number == len(items) else style, bulletText="•")

    def box(self, box: Box) -> Iterator[Flowable]:
        rows = []
        for part in box.parts:
            text = f"{escape(part.text)} {part.references}".strip()
            text = f"<b>{part.label} {text}</b>" if part.bold else f"<b>{part.label}</b> {text}"
            rows.append([Paragraph(text, BOX)])
        style = [
            ("BACKGROUND", (0, 0), (-1, -1), PALE),
            ("BOX", (0, 0), (-1, -1), 1, BLUE),
            ("TOPPADDING", (0, 0), (-1, -1), 5),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 7),
        ]
        yield Table(rows, [WIDTH], style=style, splitInRow=1, hAlign="LEFT")
        yield Spacer(1, 14)

    def table(self, rows: list[list[str]], widths: Any, *, ruled: bool) -> Table:
        cells = [[Paragraph(cell, BOX) for cell in row] for row in rows]
        style = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0)]
        if ruled:
            style = [style[0], ("GRID", (0, 0), (-1, -1), 0.5, BLUE)]
        return Table(cells, widths, style=style, hAlign="LEFT", repeatRows=1 if ruled else 0)


FLUSH = [("LEFTPADDING", (0, 0), (-1, -1), 0), ("BOTTOMPADDING", (0, 0), (-1, -1), 0)]


def _build(report: Report, known: dict[str, int]) -> tuple[bytes, dict[str, int]]:
    out, house = io.BytesIO(), House(report, known)

    def on_cover(canvas: Any, _: Any) -> None:
        canvas.setFillColor(BLUE)
        canvas.rect(0, A4[1] - 120, A4[0], 120, stroke=0, fill=1)
        canvas.rect(0, 0, A4[0], 26, stroke=0, fill=1)
        canvas.setFillColor(PALE)
        canvas.rect(0, A4[1] - 132, A4[0], 6, stroke=0, fill=1)

    def on_page(canvas: Any, _: Any) -> None:
        left, right = footer(report.running, canvas.getPageNumber())
        canvas.setFont("Helvetica", 9)
        canvas.setFillColor(DIM)
        canvas.drawString(MARGIN, 34, left)
        canvas.drawRightString(A4[0] - MARGIN, 34, right)
        if report.running.header:
            canvas.drawString(MARGIN, A4[1] - 40, report.running.header)

    document = BaseDocTemplate(
        out,
        pagesize=A4,
        invariant=1,
        title=report.title,
        author="Invented for tests",
        subject="An invented report",
        creator="hmip-irp tests",
    )
    frame = Frame(MARGIN, 62, WIDTH, A4[1] - 132, 0, 0, 0, 0)
    document.addPageTemplates(
        [
            PageTemplate("cover", [frame], onPage=on_cover),
            PageTemplate("body", [frame], onPageEnd=on_page),
        ]
    )
    document.build(list(house.flowables()))
    return out.getvalue(), house.pages


def render(report: Report) -> bytes:
    """The report as PDF; built twice, since the contents need the page numbers."""
    _, pages = _build(report, {})
    return _build(report, pages)[0]


PRODUCER = Producer("reportlab", "pdf", render)
