"""Styles, fonts and colours of the house style with reportlab."""

from __future__ import annotations

from typing import Any

from reportlab.lib import colors
from reportlab.lib.fonts import addMapping
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import Font, registerFont

from .base import DARK_BLUE, GREY, LIGHT_BLUE

MARGIN, INDENT, WIDTH = 71.0, 42.0, A4[0] - 142.0
BLUE = colors.Color(*(c / 255 for c in DARK_BLUE))
PALE = colors.Color(*(c / 255 for c in LIGHT_BLUE))
DIM = colors.Color(*(c / 255 for c in GREY))
# reportlab writes WinAnsi bullets as 0x7f, which not every reader knows; MacRoman has one code.
registerFont(Font("Bullets", "Helvetica", "MacRomanEncoding"))
registerFont(Font("BulletsBold", "Helvetica-Bold", "MacRomanEncoding"))
addMapping("Bullets", 0, 0, "Bullets")
addMapping("Bullets", 1, 0, "BulletsBold")
BOLD = {"fontName": "Helvetica-Bold", "bulletFontName": "Helvetica-Bold"}


def style(name: str, **more: Any) -> ParagraphStyle:
    """A style of the body's size unless it says otherwise."""
    wanted: dict[str, Any] = {
        "fontName": "Helvetica",
        "fontSize": 12,
        "leading": 14.4,
        "spaceAfter": 12,
        "embeddedHyphenation": 1,
        "splitLongWords": 0,
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
# reportlab loses hyphens at line ends when it divides a table or a text in several runs, so no
# line of these ends in one.
FLAT = style("flat", spaceAfter=0, embeddedHyphenation=0)
OPEN = style("open", embeddedHyphenation=0)
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
