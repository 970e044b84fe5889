"""Pages of the house style: cover, running head and foot, footnotes; building the document."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate

from .. import document as doc
from . import reportlab_styles as st
from .base import footer, footnotes, header

_NOTES = 46  # points kept free for footnotes at the foot of each page, where there are any


@dataclass
class Pages:
    """What is known of the pages while they are drawn."""

    report: doc.Report
    starts: dict[str, int] = field(default_factory=dict)  # first pages of the sections
    section: str = ""
    notes: list[str] = field(default_factory=list)  # marks on the page that is being drawn

    def on_cover(self, canvas: Any, _: Any) -> None:
        canvas.setFillColor(st.BLUE)
        canvas.rect(0, A4[1] - 120, A4[0], 120, stroke=0, fill=1)
        canvas.rect(0, 0, A4[0], 26, stroke=0, fill=1)
        canvas.setFillColor(st.PALE)
        canvas.rect(0, A4[1] - 132, A4[0], 6, stroke=0, fill=1)

    def on_start(self, canvas: Any, _: Any) -> None:
        """Marks of footnotes call back when they are drawn."""
        self.notes = []
        canvas.setNamedCB("footnote", lambda _canvas, _kind, mark: self.notes.append(mark))

    def on_end(self, canvas: Any, _: Any) -> None:
        running = self.report.running
        left, right = footer(running, canvas.getPageNumber())
        canvas.setFont("Helvetica", 9)
        canvas.setFillColor(st.DIM)
        canvas.drawString(st.MARGIN, 34, left)
        canvas.drawRightString(A4[0] - st.MARGIN, 34, right)
        head = header(running, self.section)
        if head:
            canvas.drawString(st.MARGIN, A4[1] - 40, head)
        if self.notes:
            self._draw_notes(canvas)

    def _draw_notes(self, canvas: Any) -> None:
        texts, lines = footnotes(self.report), list[tuple[str, str]]()
        for mark in self.notes:
            for index, line in enumerate(_wrapped(texts[mark], st.WIDTH - 12)):
                lines.append((mark if index == 0 else "", line))
        y = 62.0 + 10 * (len(lines) - 1)
        canvas.setStrokeColor(st.DIM)
        canvas.line(st.MARGIN, y + 13, st.MARGIN + 120, y + 13)
        canvas.setFillColor(colors.black)
        for mark, line in lines:
            canvas.setFont("Helvetica", 5.5)
            canvas.drawString(st.MARGIN, y + 3, mark)
            canvas.setFont("Helvetica", 8)
            canvas.drawString(st.MARGIN + 6, y, line)
            y -= 10


def _wrapped(text: str, width: float) -> list[str]:
    lines = [""]
    for word in text.split():
        if stringWidth(f"{lines[-1]} {word}", "Helvetica", 8) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def build(
    report: doc.Report, flowables: Callable[[Pages], Iterable[Flowable]]
) -> tuple[bytes, dict[str, int]]:
    """The document, and the pages on which its sections start."""
    out, pages = io.BytesIO(), Pages(report)
    document = BaseDocTemplate(
        out,
        pagesize=A4,
        invariant=1,
        title=report.title,
        author="Invented for tests",
        subject="An invented report",
        creator="hmip-irp tests",
    )
    kept = _NOTES if footnotes(report) else 0
    width = st.WIDTH - report.style.narrow
    cover = Frame(st.MARGIN, 62, st.WIDTH, A4[1] - 132, 0, 0, 0, 0)
    body = Frame(st.MARGIN, 62 + kept, width, A4[1] - 132 - kept, 0, 0, 0, 0)
    document.addPageTemplates(
        [
            PageTemplate("cover", [cover], onPage=pages.on_cover),
            PageTemplate("body", [body], onPage=pages.on_start, onPageEnd=pages.on_end),
        ]
    )
    document.build(list(flowables(pages)))
    return out.getvalue(), pages.starts
