"""The house style with reportlab: A4, Helvetica, blue headings, boxes, vector charts."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import singledispatchmethod
from typing import Any

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import (
    CondPageBreak,
    Flowable,
    Image,
    KeepTogether,
    NextPageTemplate,
    Paragraph,
    Spacer,
    Table,
)
from reportlab.platypus import PageBreak as NewPage

from .. import document as doc
from ..pictures import jpeg
from . import reportlab_styles as st
from .base import Producer, sections
from .reportlab_charts import drawing
from .reportlab_flow import ContentsLines, Mark, Markup
from .reportlab_page import Pages, build

_FLUSH = [("LEFTPADDING", (0, 0), (-1, -1), 0), ("BOTTOMPADDING", (0, 0), (-1, -1), 0)]
Flow = Iterator[Flowable]


class House:
    """Turns the elements of one report into flowables."""

    def __init__(self, report: doc.Report, known: dict[str, int], pages: Pages) -> None:
        self.report, self.known, self.pages = report, known, pages
        self.wishes = report.style
        self.width = st.WIDTH - report.style.narrow
        self.markup = Markup(report.style, report.seed)

    def text(self, text: str, style: ParagraphStyle, bullet: str | None = None) -> Paragraph:
        """A paragraph; reportlab loses hyphens at the ends of lines in several runs."""
        markup = self.markup(text, plain=style.textColor != st.BODY.textColor)
        if "<" in markup:
            style = style.clone("runs", embeddedHyphenation=0)
        return Paragraph(markup, style, bulletText=bullet)

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
        yield self.text(cover.title, st.TITLE)
        yield self.text(cover.establishment, st.TITLE)
        yield Spacer(1, 10)
        yield self.text(cover.by, st.BY)
        if cover.dates:
            yield self.text(cover.dates, st.DATES)
        yield NextPageTemplate("body")
        yield NewPage()

    @one.register
    def _(self, contents: doc.Contents) -> Flow:
        yield Paragraph(contents.heading, st.SECTION)
        yield ContentsLines(list(sections(self.report)), self.known)

    @one.register
    def _(self, heading: doc.Heading) -> Flow:
        if heading.new_page:
            yield NewPage()
        if heading.level > 1:
            yield CondPageBreak(90)
            yield self.text(heading.text, st.HEADINGS[heading.level])
            return
        yield Mark(heading, self.pages)
        hang = stringWidth(heading.label, "Helvetica-Bold", 20) + 12 if heading.label else 0
        hang = 0 if heading.broken else hang
        # Lines of headings stay long enough for their longest word.
        shorter = max(0, min(self.wishes.headings, int(self.width - hang) - 190))
        style = st.SECTION.clone("hanging", leftIndent=hang, rightIndent=shorter)
        if heading.broken:
            yield Paragraph(f"{heading.label}<br/>{self.markup(heading.text, plain=True)}", style)
        else:
            yield self.text(heading.text, style, heading.label or None)

    @one.register
    def _(self, part: doc.Numbered) -> Flow:
        style = st.LEAD if part.bullets else st.NUMBERED
        yield self.text(part.text, style, part.number)
        yield from self.bullets(part.bullets, st.BULLET)
        if part.tail:
            yield self.text(part.tail, st.NUMBERED)

    @one.register
    def _(self, part: doc.Continued) -> Flow:
        yield self.text(part.text, st.NUMBERED)

    @one.register
    def _(self, part: doc.Plain) -> Flow:
        if part.style == "small heading":
            yield NewPage()
        yield self.text(part.text, st.PLAIN[part.style])

    @one.register
    def _(self, part: doc.Bullets) -> Flow:
        yield from self.bullets(part.items, st.OUTER_BULLET)

    @one.register
    def _(self, box: doc.Box) -> Flow:
        if box.cells:
            cells = [
                [
                    Paragraph(self.box_part(replace(part, text="", references="")), st.FLAT),
                    Paragraph(self.box_part(replace(part, label="")), st.FLAT),
                ]
                for part in box.parts
            ]
            ruled: list[Any] = [
                ("GRID", (0, 0), (-1, -1), 0.5, st.BLUE),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ]
            yield Table(cells, [124, self.width - 124], style=ruled, splitInRow=1, hAlign="LEFT")
            yield Spacer(1, 14)
            return
        texts = [self.box_part(part) for part in box.parts]
        if self.wishes.boxes == "none":
            yield from (Paragraph(text, st.OPEN) for text in texts)
            return
        style: list[Any] = [
            ("TOPPADDING", (0, 0), (-1, -1), 5),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 7),
        ]
        if self.wishes.boxes == "rules":
            style += [(f"LINE{side}", (0, 0), (-1, -1), 1, st.BLUE) for side in ("ABOVE", "BELOW")]
        else:
            style = [
                ("BACKGROUND", (0, 0), (-1, -1), st.PALE),
                ("BOX", (0, 0), (-1, -1), 1, st.BLUE),
                *style,
            ]
        rows = [[Paragraph(text, st.FLAT)] for text in texts]
        yield Table(rows, [self.width], style=style, splitInRow=1, hAlign="LEFT")
        yield Spacer(1, 14)

    def box_part(self, part: doc.BoxPart) -> str:
        text = f"{self.markup(part.text)} {part.references}".strip()
        label = part.label if self.wishes.plain_labels or not part.label else f"<b>{part.label}</b>"
        words = f"<b>{part.label} {text}</b>" if part.bold else f"{label} {text}"
        return words.replace("<b> ", "<b>").strip()

    @one.register
    def _(self, caption: doc.Caption) -> Flow:
        yield self.text(f"{caption.label} {caption.text}", st.CAPTION)

    @one.register
    def _(self, chart: doc.Chart) -> Flow:
        yield drawing(chart)
        yield Spacer(1, 8)

    @one.register
    def _(self, picture: doc.Picture) -> Flow:
        image = Image(io.BytesIO(jpeg(picture.scene, picture.seed)), 300, 200, hAlign="LEFT")
        row = Table([["", image]], colWidths=[st.INDENT, None], hAlign="LEFT", style=_FLUSH)
        yield KeepTogether([row, Spacer(1, 5), self.text(picture.caption, st.PHOTO)])

    @one.register
    def _(self, entry: doc.Entry) -> Flow:
        words = f"{entry.label} {entry.text}".strip()
        yield KeepTogether([self.text(words, st.TIGHT), Paragraph(entry.judgement, st.STRONG)])
        yield Spacer(1, 14)

    @one.register
    def _(self, part: doc.Definition) -> Flow:
        yield KeepTogether([Paragraph(part.title, st.STRONG), self.text(part.text, st.BODY)])

    @one.register
    def _(self, part: doc.Term) -> Flow:
        style = st.TIGHT if part.bullets else st.BODY
        texts: list[Flowable] = [
            self.text(part.term, st.STRONG),
            self.text(part.text, style),
        ]
        yield KeepTogether(texts)
        yield from self.bullets(part.bullets, st.OUTER_BULLET)

    @one.register
    def _(self, team: doc.Team) -> Flow:
        yield self.table(team.rows, [170, None], ruled=False)

    @one.register
    def _(self, signature: doc.Signature) -> Flow:
        yield Spacer(1, 18)
        yield KeepTogether([self.text(line, st.FLAT) for line in signature.lines])

    @one.register
    def _(self, table: doc.EntryTable) -> Flow:
        right = (104, 150)[self.report.seed % 2]
        rows: list[list[Any]] = [[self.cell(f"<b>{name}</b>") for name in table.columns]]
        style: list[Any] = [
            ("VALIGN", (0, 0), (0, -1), "TOP"),
            ("VALIGN", (1, 0), (1, -1), table.align.upper()),
        ]
        for entry in table.entries:
            if isinstance(entry, str):
                style.append(("SPAN", (0, len(rows)), (1, len(rows))))
                rows.append([self.cell(f"<b>{self.markup(entry)}</b>"), ""])
            else:
                words = self.markup(f"{entry.label} {entry.text}".strip())
                rows.append([self.cell(words), self.cell(entry.judgement)])
        if table.ruled:
            style.append(("GRID", (0, 0), (-1, -1), 0.5, st.BLUE))
        else:
            style.append(("LEFTPADDING", (0, 0), (0, -1), 0))
            style.append(("BOTTOMPADDING", (0, 0), (-1, -1), 12))
        widths = [self.width - right, right]
        yield Table(rows, widths, style=style, hAlign="LEFT", repeatRows=1)
        yield Spacer(1, 12)

    def cell(self, markup: str) -> Paragraph:
        return Paragraph(markup, st.FLAT)

    @one.register
    def _(self, table: doc.Table) -> Flow:
        if table.caption:
            yield self.text(table.caption, st.CAPTION)
        yield self.table(table.rows, None, ruled=True)
        yield Spacer(1, 12)

    @one.register
    def _(self, note: doc.Footnote) -> Flow:
        yield from ()  # the page draws it where its mark stands

    @one.register
    def _(self, _break: doc.PageBreak) -> Flow:
        yield NewPage()

    @one.register
    def _(self, gap: doc.Gap) -> Flow:
        yield Spacer(1, gap.points)

    def bullets(self, items: tuple[str, ...], style: ParagraphStyle) -> Flow:
        last = style.clone("last", spaceAfter=12)
        for number, item in enumerate(items, 1):
            yield self.text(item, last if number == len(items) else style, "•")

    def table(self, rows: Iterable[tuple[str, ...]], widths: Any, *, ruled: bool) -> Table:
        cells = [[self.text(cell, st.FLAT) for cell in row] for row in rows]
        style: list[Any] = [("VALIGN", (0, 0), (-1, -1), "TOP")]
        if ruled:
            style.append(("GRID", (0, 0), (-1, -1), 0.5, st.BLUE))
        else:
            style.append(("LEFTPADDING", (0, 0), (-1, -1), 0))
        return Table(cells, widths, style=style, hAlign="LEFT", repeatRows=1 if ruled else 0)


def render(report: doc.Report) -> bytes:
    """The report as PDF; built twice, since the contents need the page numbers."""
    _, starts = build(report, lambda pages: House(report, {}, pages).flowables())
    return build(report, lambda pages: House(report, starts, pages).flowables())[0]


PRODUCER = Producer("reportlab", "pdf", render)
