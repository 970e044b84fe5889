"""The house style with reportlab: A4, Helvetica, blue headings, boxes, vector charts."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from functools import singledispatchmethod
from typing import Any
from xml.sax.saxutils import escape

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

from .. import document as doc
from ..pictures import jpeg
from . import reportlab_styles as st
from .base import Producer, footer, sections
from .reportlab_charts import drawing

_FLUSH = [("LEFTPADDING", (0, 0), (-1, -1), 0), ("BOTTOMPADDING", (0, 0), (-1, -1), 0)]
Flow = Iterator[Flowable]


class House:
    """Turns the elements of one report into flowables."""

    def __init__(self, report: doc.Report, known: dict[str, int]) -> None:
        self.report, self.known = report, known
        self.pages: dict[str, int] = {}

    def flowables(self) -> Flow:
        pending: list[Flowable] = []  # a caption waits for its chart
        for element in self.report.elements:
            made = list(self.one(element))
            if isinstance(element, doc.Caption):
                pending += made
            elif pending and isinstance(element, doc.Chart):
                yield KeepTogether([*pending, *made])
                pending = []
            else:
                yield from (*pending, *made)
                pending = []
        yield from pending

    @singledispatchmethod
    def one(self, element: doc.Element) -> Flow:
        raise TypeError(f"no style for {type(element).__name__}")

    @one.register
    def _(self, cover: doc.Cover) -> Flow:
        yield Spacer(1, 170)
        yield Paragraph(escape(cover.title), st.TITLE)
        yield Paragraph(escape(cover.establishment), st.TITLE)
        yield Spacer(1, 10)
        yield Paragraph(escape(cover.by), st.BY)
        if cover.dates:
            yield Paragraph(escape(cover.dates), st.DATES)
        yield NextPageTemplate("body")
        yield NewPage()

    @one.register
    def _(self, contents: doc.Contents) -> Flow:
        yield Paragraph(contents.heading, st.SECTION)
        yield st.ContentsLines(list(sections(self.report)), self.known)

    @one.register
    def _(self, heading: doc.Heading) -> Flow:
        if heading.new_page:
            yield NewPage()
        if not heading.label:
            yield CondPageBreak(90)
            yield Paragraph(escape(heading.text), st.HEADINGS[heading.level])
            return
        yield st.Mark(heading.label, self.pages)
        hang = stringWidth(heading.label, "Helvetica-Bold", 20) + 12
        style = st.SECTION.clone("hanging", leftIndent=hang)
        yield Paragraph(escape(heading.text), style, bulletText=heading.label)

    @one.register
    def _(self, part: doc.Numbered) -> Flow:
        style = st.LEAD if part.bullets else st.NUMBERED
        yield Paragraph(escape(part.text), style, bulletText=part.number)
        yield from self.bullets(part.bullets, st.BULLET)
        if part.tail:
            yield Paragraph(escape(part.tail), st.NUMBERED)

    @one.register
    def _(self, part: doc.Continued) -> Flow:
        yield Paragraph(escape(part.text), st.NUMBERED)

    @one.register
    def _(self, part: doc.Plain) -> Flow:
        if part.style == "small heading":
            yield NewPage()
        yield Paragraph(escape(part.text), st.PLAIN[part.style])

    @one.register
    def _(self, part: doc.Bullets) -> Flow:
        yield from self.bullets(part.items, st.OUTER_BULLET)

    @one.register
    def _(self, box: doc.Box) -> Flow:
        rows = []
        for part in box.parts:
            text = f"{escape(part.text)} {part.references}".strip()
            text = f"<b>{part.label} {text}</b>" if part.bold else f"<b>{part.label}</b> {text}"
            rows.append([Paragraph(text, st.FLAT)])
        style: list[Any] = [
            ("BACKGROUND", (0, 0), (-1, -1), st.PALE),
            ("BOX", (0, 0), (-1, -1), 1, st.BLUE),
            ("TOPPADDING", (0, 0), (-1, -1), 5),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 7),
        ]
        yield Table(rows, [st.WIDTH], style=style, splitInRow=1, hAlign="LEFT")
        yield Spacer(1, 14)

    @one.register
    def _(self, caption: doc.Caption) -> Flow:
        yield Paragraph(escape(f"{caption.label} {caption.text}"), st.CAPTION)

    @one.register
    def _(self, chart: doc.Chart) -> Flow:
        yield drawing(chart)
        yield Spacer(1, 8)

    @one.register
    def _(self, picture: doc.Picture) -> Flow:
        image = Image(io.BytesIO(jpeg(picture.scene, picture.seed)), 300, 200, hAlign="LEFT")
        row = Table([["", image]], colWidths=[st.INDENT, None], hAlign="LEFT", style=_FLUSH)
        yield KeepTogether([row, Spacer(1, 5), Paragraph(escape(picture.caption), st.PHOTO)])

    @one.register
    def _(self, entry: doc.Entry) -> Flow:
        words = escape(f"{entry.label} {entry.text}".strip())
        yield KeepTogether([Paragraph(words, st.TIGHT), Paragraph(entry.judgement, st.STRONG)])
        yield Spacer(1, 14)

    @one.register
    def _(self, part: doc.Definition) -> Flow:
        yield KeepTogether(
            [Paragraph(part.title, st.STRONG), Paragraph(escape(part.text), st.BODY)]
        )

    @one.register
    def _(self, part: doc.Term) -> Flow:
        style = st.TIGHT if part.bullets else st.BODY
        texts: list[Flowable] = [
            Paragraph(escape(part.term), st.STRONG),
            Paragraph(escape(part.text), style),
        ]
        yield KeepTogether(texts)
        yield from self.bullets(part.bullets, st.OUTER_BULLET)

    @one.register
    def _(self, team: doc.Team) -> Flow:
        yield self.table(team.rows, [170, None], ruled=False)

    @one.register
    def _(self, signature: doc.Signature) -> Flow:
        yield Spacer(1, 18)
        yield KeepTogether([Paragraph(escape(line), st.FLAT) for line in signature.lines])

    @one.register
    def _(self, table: doc.EntryTable) -> Flow:
        rows = [(f"{e.label} {e.text}".strip(), e.judgement) for e in table.entries]
        yield self.table([table.columns, *rows], [330, None], ruled=True)

    @one.register
    def _(self, table: doc.Table) -> Flow:
        yield Paragraph(escape(table.caption), st.CAPTION)
        yield self.table(table.rows, None, ruled=True)
        yield Spacer(1, 12)

    @one.register
    def _(self, note: doc.Footnote) -> Flow:
        yield Paragraph(f"<super>{note.number}</super> {escape(note.text)}", st.NOTE)

    @one.register
    def _(self, _break: doc.PageBreak) -> Flow:
        yield NewPage()

    @one.register
    def _(self, gap: doc.Gap) -> Flow:
        yield Spacer(1, gap.points)

    def bullets(self, items: tuple[str, ...], style: ParagraphStyle) -> Flow:
        last = style.clone("last", spaceAfter=12)
        for number, item in enumerate(items, 1):
            yield Paragraph(escape(item), last if number == len(items) else style, bulletText="•")

    def table(self, rows: Iterable[tuple[str, ...]], widths: Any, *, ruled: bool) -> Table:
        cells = [[Paragraph(escape(cell), st.FLAT) for cell in row] for row in rows]
        style: list[Any] = [("VALIGN", (0, 0), (-1, -1), "TOP")]
        if ruled:
            style.append(("GRID", (0, 0), (-1, -1), 0.5, st.BLUE))
        else:
            style.append(("LEFTPADDING", (0, 0), (-1, -1), 0))
        return Table(cells, widths, style=style, hAlign="LEFT", repeatRows=1 if ruled else 0)


def _on_cover(canvas: Any, _: Any) -> None:
    canvas.setFillColor(st.BLUE)
    canvas.rect(0, A4[1] - 120, A4[0], 120, stroke=0, fill=1)
    canvas.rect(0, 0, A4[0], 26, stroke=0, fill=1)
    canvas.setFillColor(st.PALE)
    canvas.rect(0, A4[1] - 132, A4[0], 6, stroke=0, fill=1)


def _build(report: doc.Report, known: dict[str, int]) -> tuple[bytes, dict[str, int]]:
    out, house = io.BytesIO(), House(report, known)

    def on_page(canvas: Any, _: Any) -> None:
        left, right = footer(report.running, canvas.getPageNumber())
        canvas.setFont("Helvetica", 9)
        canvas.setFillColor(st.DIM)
        canvas.drawString(st.MARGIN, 34, left)
        canvas.drawRightString(A4[0] - st.MARGIN, 34, right)
        if report.running.header:
            canvas.drawString(st.MARGIN, A4[1] - 40, report.running.header)

    document = BaseDocTemplate(
        out,
        pagesize=A4,
        invariant=1,
        title=report.title,
        author="Invented for tests",
        subject="An invented report",
        creator="hmip-irp tests",
    )
    frame = Frame(st.MARGIN, 62, st.WIDTH, A4[1] - 132, 0, 0, 0, 0)
    document.addPageTemplates(
        [
            PageTemplate("cover", [frame], onPage=_on_cover),
            PageTemplate("body", [frame], onPageEnd=on_page),
        ]
    )
    document.build(list(house.flowables()))
    return out.getvalue(), house.pages


def render(report: doc.Report) -> bytes:
    """The report as PDF; built twice, since the contents need the page numbers."""
    _, pages = _build(report, {})
    return _build(report, pages)[0]


PRODUCER = Producer("reportlab", "pdf", render)
