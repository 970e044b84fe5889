"""Pages, ink and line breaking for the fpdf2 producer."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from importlib.resources import as_file, files
from random import Random

from fpdf import FPDF

from ..document import Report
from .base import footer

TEAL, PALE, BLACK = (0, 92, 102), (232, 241, 241), (20, 20, 20)
LEFT, INDENT, RIGHT, TOP, BOTTOM = 64.0, 44.0, 60.0, 70.0, 74.0
PAGE = (595.28, 841.89)
WIDTH = PAGE[0] - LEFT - RIGHT
Run = tuple[str, str]  # text, font style: "" or "B"
Line = list[Run]
Colour = tuple[int, int, int]


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
        if self.report.running.header:
            self.ink(self.report.running.header, LEFT, 40, 8, colour=TEAL)

    def end_page(self) -> None:
        for y, number in self.numbers:
            self.ink(number, LEFT, y, 10)
        self.numbers = []

    def room(self, height: float) -> None:
        """Start a page if so much does not fit on this one."""
        if self.y + height > PAGE[1] - BOTTOM and self.y > TOP:
            self.new_page()

    def font(self, size: float, style: str = "") -> None:
        self.pdf.set_font("vera", style, size)

    def width(self, text: str) -> float:
        """The width of a text in the font that was set last."""
        return float(self.pdf.get_string_width(text))

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
            cuts = sorted(self.rng.sample(range(1, len(text)), min(2, len(text) - 1)))
            start = 0
            for cut in (*cuts, len(text)):
                piece = text[start:cut]
                self.ink(piece, x, y, size, style, colour)
                x += self.width(piece)
                start = cut

    def lines(self, runs: Iterable[Run], width: float, size: float) -> list[Line]:
        """Break runs into lines at spaces and after hyphens."""
        result: list[Line] = [[]]
        used = 0.0
        for text, style in runs:
            self.font(size, style)
            for piece in re.findall(r"\s*(?:[^\s-]*-+(?=\w)|\S+)", text):
                if used + self.width(piece) > width and result[-1]:
                    result.append([])
                    used = 0.0
                word = piece if result[-1] else piece.lstrip()
                used += self.width(word)
                if result[-1] and result[-1][-1][1] == style:
                    word = result[-1].pop()[0] + word
                result[-1].append((word, style))
        return result

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
        lines, leading = self.lines(runs, width or LEFT + WIDTH - x, size), size * 1.38
        self.room(leading * min(2, len(lines)))
        for index, line in enumerate(lines):
            self.room(leading)
            self.y += leading
            if number and index == 0:
                self.numbers.append((self.y, number))
            self.line(line, x, self.y, size, colour)
        self.y += after
