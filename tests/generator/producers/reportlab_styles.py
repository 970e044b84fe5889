"""Styles, colours and small flowables of the house style with reportlab."""

from __future__ import annotations

import re
from itertools import pairwise
from random import Random
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.fonts import addMapping
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import Font, registerFont, stringWidth
from reportlab.platypus import Flowable

from ..document import Heading, Style
from .base import DARK_BLUE, GREY, LIGHT_BLUE, marked

MARGIN, INDENT, WIDTH = 71.0, 42.0, A4[0] - 142.0
BLUE = colors.Color(*(c / 255 for c in DARK_BLUE))
PALE = colors.Color(*(c / 255 for c in LIGHT_BLUE))
DIM = colors.Color(*(c / 255 for c in GREY))
# reportlab writes WinAnsi bullets as 0x7f, which not every reader knows; MacRoman has one code.
registerFont(Font("Bullets", "Helvetica", "MacRomanEncoding"))
registerFont(Font("BulletsBold", "Helvetica-Bold", "MacRomanEncoding"))
for bold, name in ((0, "Bullets"), (1, "BulletsBold")):
    for italic in (0, 1):
        addMapping("Bullets", bold, italic, name)
BOLD = {"fontName": "Helvetica-Bold", "bulletFontName": "Helvetica-Bold"}


def style(name: str, **more: Any) -> ParagraphStyle:
    """A style of the body's size unless it says otherwise."""
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


BODY = style("body")
NUMBERED = style("numbered", leftIndent=INDENT)
LEAD = style("lead", leftIndent=INDENT, spaceAfter=4)
_LISTED = {"spaceAfter": 4, "bulletFontName": "Bullets"}
BULLET = style("bullet", **_LISTED, leftIndent=INDENT + 18, bulletIndent=INDENT)
OUTER_BULLET = style("outer bullet", **_LISTED, leftIndent=18)
CAPTION = style(
    "caption", **BOLD, fontSize=10, leading=12, textColor=BLUE, spaceAfter=6, keepWithNext=1
)
PHOTO = style("photo", **BOLD, fontSize=9, leading=11, textColor=BLUE, leftIndent=INDENT)
NOTE = style("note", fontSize=9, leading=11)
SMALL = style("small", fontSize=9, leading=11, spaceAfter=9)
SMALL_HEADING = style("small heading", **BOLD, fontSize=10)
# reportlab loses hyphens at line ends when it divides a table, so no line of a box ends in one.
FLAT = style("flat", spaceAfter=0, embeddedHyphenation=0)
TIGHT = style("tight", spaceAfter=0, keepWithNext=1)
STRONG = style("strong", **BOLD, spaceAfter=0, keepWithNext=1)
TITLE = style("title", **BOLD, fontSize=28, leading=34, textColor=BLUE)
BY = style("by", **BOLD, fontSize=14, leading=18)
DATES = style("dates", fontSize=14, leading=18)
SECTION = style(
    "section",
    **BOLD,
    fontSize=20,
    bulletFontSize=20,
    leading=24,
    textColor=BLUE,
    bulletColor=BLUE,
    spaceAfter=20,
)
AREA = style("area", **BOLD, fontSize=14, leading=17, textColor=BLUE, spaceBefore=8, keepWithNext=1)
MINOR = style(
    "minor", fontName="Helvetica-BoldOblique", spaceBefore=4, spaceAfter=8, keepWithNext=1
)
HEADINGS = {1: SECTION, 2: AREA, 3: MINOR}
PLAIN = {
    "body": BODY,
    "note": NOTE,
    "small": SMALL,
    "small title": SMALL_HEADING,
    "small heading": SMALL_HEADING,
}


class Markup:
    """Turns texts into reportlab's markup: marks of footnotes, and what a style wishes for."""

    def __init__(self, wishes: Style, seed: int) -> None:
        self.wishes = wishes
        self.rng = Random(f"reportlab/{seed}")

    def __call__(self, text: str) -> str:
        return "".join(self._mark(p) if is_mark else self._words(p) for p, is_mark in marked(text))

    def _mark(self, mark: str) -> str:
        return f'<super>{mark}</super><onDraw name="footnote" label="{mark}"/>'

    def _words(self, text: str) -> str:
        pieces = [text]
        if self.wishes.split_runs and len(text) > 30:
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
