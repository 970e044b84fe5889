"""What a producer is, and what several of them share."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ..document import Footnote, Heading, Report, Running

DARK_BLUE = (31, 56, 100)
LIGHT_BLUE = (222, 232, 243)
GREY = (90, 90, 90)
PIE = ((0, 112, 60), (120, 162, 47), (222, 150, 30), (178, 44, 46))


@dataclass(frozen=True)
class Producer:
    """A way to set a report.

    Text dumps have no cover, so nobody can read a visit from them. Some producers keep the
    alternative texts of charts.
    """

    name: str
    suffix: str
    render: Callable[[Report], bytes]
    prints_cover: bool = True
    keeps_alt_texts: bool = False
    names_grades: bool = False  # beside the columns of a chart of outcomes


def sections(report: Report) -> Iterator[Heading]:
    """The headings that stand in the contents."""
    for element in report.elements:
        if isinstance(element, Heading) and element.level == 1:
            yield element


SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_MARK = re.compile(f"([{SUPERSCRIPTS}]+)")
DIGITS = str.maketrans(SUPERSCRIPTS, "0123456789")


def marked(text: str) -> Iterator[tuple[str, bool]]:
    """A text in pieces, each with whether it is the mark of a footnote (as plain digits)."""
    for index, piece in enumerate(_MARK.split(text)):
        if piece:
            yield (piece.translate(DIGITS), True) if index % 2 else (piece, False)


def footnotes(report: Report) -> dict[str, str]:
    """The footnotes of a report by their marks."""
    return {str(e.number): e.text for e in report.elements if isinstance(e, Footnote)}


def header(running: Running, section: str) -> str:
    """The head of a page in a section; nothing before the first section."""
    if "{section}" in running.header and not section:
        return ""
    return running.header.replace("{section}", section)


def footer(running: Running, page: int) -> tuple[str, str]:
    """Left and right of the foot of a page."""
    left, right = running.footer_left, running.footer_right
    if page % 2 == 0 and running.even_left is not None:
        left, right = running.even_left, running.even_right or ""
    return left.replace("{page}", str(page)), right.replace("{page}", str(page))


def colour_of(label: str) -> tuple[int, int, int]:
    """The colour of a judgement or grade in charts."""
    words = ("good", "reasonable", "insufficient", "no meaningful")
    lower = label.lower()
    return next((PIE[i] for i, w in enumerate(words) if lower.startswith(w)), PIE[0])
