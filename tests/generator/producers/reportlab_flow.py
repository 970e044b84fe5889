"""Small flowables and the markup of texts for the reportlab producer."""

from __future__ import annotations

import re
from itertools import pairwise
from random import Random
from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable

from ..document import Heading, Style
from .base import marked
from .reportlab_page import Pages


class Markup:
    """Turns texts into reportlab's markup: marks of footnotes, and what a style wishes for."""

    def __init__(self, wishes: Style, seed: int) -> None:
        self.wishes = wishes
        self.rng = Random(f"reportlab/{seed}")

    def __call__(self, text: str, *, plain: bool = False) -> str:
        """The markup; plain: in one run, since it has a colour of its own."""
        return "".join(
            self._mark(piece) if is_mark else self._words(piece, plain)
            for piece, is_mark in marked(text)
        )

    def _mark(self, mark: str) -> str:
        return f'<super>{mark}</super><onDraw name="footnote" label="{mark}"/>'

    def _words(self, text: str, plain: bool) -> str:
        pieces = [text]
        if self.wishes.split_runs and len(text) > 30 and not plain:
            number = min(len(text) // 15, 40)
            cuts = sorted(self.rng.sample(range(1, len(text)), number))
            pieces = [text[a:b] for a, b in pairwise((0, *cuts, len(text)))]
        shades = ("#000000", "#000100")  # two runs of the same look
        made = [self._ligated(escape(piece)) for piece in pieces]
        if len(made) == 1:
            return made[0]
        return "".join(f'<font color="{shades[i % 2]}">{p}</font>' for i, p in enumerate(made))

    def _ligated(self, text: str) -> str:
        if not self.wishes.ligatures:
            return text
        text = text.replace("fi", "ﬁ").replace("fl", "ﬂ")
        return re.sub("[ﬁﬂ]", r'<font name="Bullets">\g<0></font>', text)


class ContentsLines(Flowable):
    """Sections with dotted leaders and page numbers; long titles wrap."""

    def __init__(self, headings: list[Heading], pages: dict[str, int]) -> None:
        super().__init__()
        self.headings, self.pages = headings, pages

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803
        self.width = aW
        return aW, 24.0 * len(self.headings) + 30

    def draw(self) -> None:
        canvas, y = self.canv, 24.0 * len(self.headings) + 10
        canvas.setFont("Helvetica", 12)
        for heading in self.headings:
            canvas.drawString(0, y, heading.label)
            page, lines = str(self.pages.get(heading.key, 0)), [""]
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


class Mark(Flowable):
    """Remembers the page on which a section starts."""

    def __init__(self, heading: Heading, pages: Pages) -> None:
        super().__init__()
        self.heading, self.pages = heading, pages

    def wrap(self, aW: float, aH: float) -> tuple[float, float]:  # noqa: N803
        return 0, 0

    def draw(self) -> None:
        self.pages.starts[self.heading.key] = self.canv.getPageNumber()
        self.pages.section = self.heading.text
