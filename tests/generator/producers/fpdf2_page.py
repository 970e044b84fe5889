"""Pages, ink and line breaking for the fpdf2 producer."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from importlib.resources import as_file, files
from random import Random

from fpdf import FPDF
from fpdf.fonts import TTFFont

from ..document import Report
from .base import SUPERSCRIPTS, footer, footnotes, header, marked

TEAL, PALE, BLACK = (0, 92, 102), (232, 241, 241), (20, 20, 20)
LEFT, INDENT, RIGHT, TOP, BOTTOM = 64.0, 44.0, 60.0, 70.0, 74.0
PAGE = (595.28, 841.89)
WIDTH = PAGE[0] - LEFT - RIGHT
Run = tuple[str, str]  # text, font style: "" or "B"
Line = list[Run]
Colour = tuple[int, int, int]
_NOTES = 46.0  # kept free for footnotes at the foot of each page, where there are any
_SPACE = re.compile(r"\s*(?:[^\s-]*-+(?=\w)|\S+)")
_NUMBER = re.compile(r"\s*[£(]?\d+\.\d")


_WIDTHS: dict[tuple[str, float, str], float] = {}
"""Widths by style, size and text: the same words stand in all reports, in the same font."""


class Canvas:
    """Puts lines on pages: furniture first, paragraph numbers last, each line in several runs."""

    def __init__(self, report: Report) -> None:
        self.report = report
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
        self.wishes = report.style
        self.wide = WIDTH - report.style.narrow
        self.notes = footnotes(report)
        self.bottom = BOTTOM + (_NOTES if self.notes else 0)
        self.marks: list[str] = []  # of footnotes on this page
        self.section = ""

    def close(self) -> None:
        """Close the files of the fonts, which fpdf2 leaves open."""
        for font in self.pdf.fonts.values():
            if isinstance(font, TTFFont):
                font.ttfont.close()

    def new_page(self) -> None:
        self.end_page()
        self.pdf.add_page()
        self.y = TOP
        page = self.pdf.page_no()
        if page == 1:
            return
        left, right = footer(self.report.running, page)
        self.ink(left, LEFT, PAGE[1] - 40, 8, colour=TEAL)
        self.font(8, "B")
        self.ink(right, PAGE[0] - RIGHT - self.width(right), PAGE[1] - 40, 8, "B")
        self.pdf.set_draw_color(*TEAL)
        self.pdf.line(LEFT, PAGE[1] - 52, PAGE[0] - RIGHT, PAGE[1] - 52)
        head = header(self.report.running, self.section)
        if head:
            self.ink(head, LEFT, 40, 8, colour=TEAL)

    def end_page(self) -> None:
        for y, number in self.numbers:
            self.ink(number, LEFT, y, 10)
        self.numbers = []
        y = PAGE[1] - self.bottom + 14
        for mark in self.marks:
            for index, line in enumerate(self.lines([(self.notes[mark], "")], WIDTH - 10, 7.5)):
                if index == 0:
                    self.ink(mark, LEFT, y - 3, 5.5)
                self.line(line, LEFT + 7, y, 7.5)
                y += 9.5
        self.marks = []

    def room(self, height: float) -> None:
        """Start a page if so much does not fit on this one."""
        if self.y + height > PAGE[1] - self.bottom and self.y > TOP:
            self.new_page()

    def font(self, size: float, style: str = "") -> None:
        self.pdf.set_font("vera", style, size)

    def width(self, text: str) -> float:
        """The width of a text in the font that was set last."""
        key = (self.pdf.font_style, self.pdf.font_size_pt, text)
        if key not in _WIDTHS:
            _WIDTHS[key] = float(self.pdf.get_string_width(text))
        return _WIDTHS[key]

    def ink(
        self,
        text: str,
        x: float,
        y: float,
        size: float,
        style: str = "",
        colour: Colour = BLACK,
    ) -> None:
        self.font(size, style)
        self.pdf.set_text_color(*colour)
        self.pdf.text(x, y, text)

    def rect(self, x: float, y: float, w: float, h: float, colour: Colour) -> None:
        self.pdf.set_fill_color(*colour)
        self.pdf.rect(x, y, w, h, style="F")

    def line(self, line: Line, x: float, y: float, size: float, colour: Colour = BLACK) -> None:
        """One line in several runs, each at its exact place."""
        for text, style in line:
            for piece, is_mark in marked(self.ligated(text)):
                if is_mark:
                    self.marks.append(piece)
                    self.ink(piece, x, y - size * 0.35, size * 0.6, style, colour)
                    x += self.width(piece)
                else:
                    x = self.runs(piece, style, x, y, size, colour)

    def runs(self, text: str, style: str, x: float, y: float, size: float, colour: Colour) -> float:
        """A text in up to three runs (more if asked); where its end is."""
        number = len(text) // 8 if self.wishes.split_runs else 2
        cuts = sorted(self.rng.sample(range(1, len(text)), min(max(number, 2), len(text) - 1)))
        start = 0
        for cut in (*cuts, len(text)):
            piece = text[start:cut]
            self.ink(piece, x, y, size, style, colour)
            x += self.width(piece)
            start = cut
        return x

    def ligated(self, text: str) -> str:
        if not self.wishes.ligatures:
            return text
        return text.replace("fi", "ﬁ").replace("fl", "ﬂ")

    def lines(self, runs: Iterable[Run], width: float, size: float) -> list[Line]:
        """Break runs into lines at spaces and after hyphens."""
        result: list[Line] = [[]]
        used = 0.0
        for text, style in runs:
            self.font(size, style)
            for found in _SPACE.findall(text):
                piece = found
                wide = self.width(piece.rstrip(SUPERSCRIPTS))
                early = self.wishes.numbers_first and used > 0.62 * width and _NUMBER.match(piece)
                if (used + wide > width or early) and result[-1]:
                    first, piece = self.divided(piece, width - used) if width > 250 else ("", piece)
                    if first:
                        result[-1].append((first, style))
                    result.append([])
                    used = 0.0
                word = piece if result[-1] else piece.lstrip()
                used += self.width(word)
                if result[-1] and result[-1][-1][1] == style:
                    word = result[-1].pop()[0] + word
                result[-1].append((word, style))
        return result

    def divided(self, word: str, room: float) -> tuple[str, str]:
        """A long word in two where lines may end in soft hyphens; else "" and the word."""
        heading = self.pdf.font_size_pt > 11
        if heading or not self.wishes.soft_hyphens or not re.fullmatch(r"\s*[a-z]{8,}[.,;]?", word):
            return "", word
        for cut in range(len(word) - 4, 4, -1):
            if self.width(word[:cut] + "-") <= room:
                return f"{word[:cut]}\u00ad", word[cut:]
        return "", word

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
    ) -> None:
        """A paragraph over as many pages as it needs; its first two lines stay together."""
        runs = [(runs, "")] if isinstance(runs, str) else runs
        lines, leading = self.lines(runs, width or LEFT + self.wide - x, size), size * 1.38
        self.room(leading * min(2, len(lines)))
        for index, line in enumerate(lines):
            self.room(leading)
            self.y += leading
            if number and index == 0:
                self.numbers.append((self.y, number))
            self.line(line, x, self.y, size, colour)
        self.y += after
