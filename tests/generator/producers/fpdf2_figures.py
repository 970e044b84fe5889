"""Charts and tables of the fpdf2 producer."""

from __future__ import annotations

from collections.abc import Iterable

from .. import document as doc
from .base import colour_of
from .fpdf2_page import LEFT, PAGE, TEAL, Canvas, Line

_LEADING = 13.8


class Figures(Canvas):
    """Draws charts and tables on the pages."""

    def rows(self, rows: Iterable[tuple[str, ...]], widths: tuple[float, ...]) -> None:
        for row in rows:
            cells = [self.lines([(c, "")], w - 8, 10) for c, w in zip(row, widths, strict=True)]
            self.room(13.8 * max(map(len, cells)))
            x = LEFT
            for cell, width in zip(cells, widths, strict=True):
                for index, line in enumerate(cell, 1):
                    self.line(line, x, self.y + 13.8 * index, 10)
                x += width
            self.y += 13.8 * max(map(len, cells)) + 6

    def entries(self, table: doc.EntryTable) -> None:
        """A summary of judgements; the names of the columns stand on each of its pages."""
        right = (96.0, 140.0)[self.report.seed % 2]
        widths = (self.wide - right, right)
        self.room(60)
        self.names_of_columns(table, widths)
        for entry in table.entries:
            if isinstance(entry, str):
                self.fits(table, widths, 3 * _LEADING)
                self.row(table, widths, self.lines([(entry, "B")], self.wide - 10, 10), [])
                continue
            words = f"{entry.label} {entry.text}".strip()
            left = self.lines([(words, "")], widths[0] - 10, 10)
            judged = self.lines([(entry.judgement, "")], right - 10, 10)
            self.fits(table, widths, _LEADING * max(len(left), len(judged)) + 6)
            self.row(table, widths, left, judged)
        self.y += 12

    def fits(self, table: doc.EntryTable, widths: tuple[float, float], height: float) -> None:
        """A new page with the names of the columns where a row does not fit."""
        if self.y + height > PAGE[1] - self.bottom:
            self.new_page()
            self.names_of_columns(table, widths)

    def names_of_columns(self, table: doc.EntryTable, widths: tuple[float, float]) -> None:
        first, second = ([[(name, "B")]] for name in table.columns)
        self.row(table, widths, first, second)

    def row(
        self,
        table: doc.EntryTable,
        widths: tuple[float, float],
        left: list[Line],
        right: list[Line],
    ) -> None:
        """One row; rules are drawn around it or not."""
        height = _LEADING * max(len(left), len(right)) + 6
        free = max(0, len(left) - len(right))
        drop = {"top": 0.0, "middle": free / 2, "bottom": float(free)}[table.align]
        for index, line in enumerate(left, 1):
            self.line(line, LEFT + 5, self.y + _LEADING * index, 10)
        for index, line in enumerate(right, 1):
            self.line(line, LEFT + widths[0] + 5, self.y + _LEADING * (index + drop), 10)
        if table.ruled:
            self.pdf.set_draw_color(*TEAL)
            self.pdf.rect(LEFT, self.y, widths[0] if right else sum(widths), height)
            if right:
                self.pdf.rect(LEFT + widths[0], self.y, widths[1], height)
        self.y += height if table.ruled else height + 4

    def chart(self, chart: doc.Chart) -> None:
        self.room(150)
        if chart.axis:
            self.groups(chart)
        elif chart.kind == "bar":
            self.bars(chart)
        elif chart.kind == "column":
            self.columns(chart)
        else:
            self.pie(chart)

    def pie(self, chart: doc.Chart) -> None:
        values, angle = chart.series[0].values, 90.0
        for label, value in zip(chart.labels, values, strict=True):
            sweep = 360 * value / sum(values)
            self.pdf.set_fill_color(*colour_of(label))
            if len(values) == 1:
                self.pdf.ellipse(LEFT + 60, self.y, 120, 120, style="F")
            else:
                self.pdf.solid_arc(LEFT + 60, self.y, 120, angle, angle + sweep, style="F")
            angle += sweep
        for index, (label, value) in enumerate(zip(chart.labels, values, strict=True)):
            y = self.y + 30 + 20 * index
            self.rect(LEFT + 220, y - 8, 9, 9, colour_of(label))
            self.ink(f"{label} ({value})", LEFT + 236, y, 9)
        self.y += 134

    def bars(self, chart: doc.Chart) -> None:
        values = chart.series[0].values
        for label, value in zip(chart.labels, values, strict=True):
            self.ink(label, LEFT, self.y + 13, 9)
            length = 260 * value / max(*values, 1)
            self.rect(LEFT + 140, self.y, length, 18, colour_of(label))
            self.ink(str(value), LEFT + 146 + length, self.y + 13, 9, "B")
            self.y += 26
        self.y += 8

    def groups(self, chart: doc.Chart) -> None:
        for index, label in enumerate(chart.labels):
            self.ink(label, LEFT, self.y + 14, 8)
            for number, series in enumerate(chart.series):
                value, y = series.values[index], self.y + 12 * number
                colour = TEAL if number else (150, 190, 190)
                self.rect(LEFT + 170, y, 45 * value, 10, colour)
                words = f"{chart.axis[value - 1]} ({series.name})"
                self.ink(words, LEFT + 176 + 45 * value, y + 8, 7)
            self.y += 32
        self.y += 6

    def columns(self, chart: doc.Chart) -> None:
        values = chart.series[0].values
        for index, (label, value) in enumerate(zip(chart.labels, values, strict=True)):
            x, height = LEFT + 20 + 105 * index, 90 * value / max(*values, 1)
            self.rect(x, self.y + 104 - height, 46, height, colour_of(label))
            self.ink(str(value), x + 20, self.y + 100 - height, 9, "B")
            *first, last = label.split()
            self.ink(" ".join(first), x - 4, self.y + 116, 8)
            self.ink(last, x - 4, self.y + 126, 8)
        self.y += 142
