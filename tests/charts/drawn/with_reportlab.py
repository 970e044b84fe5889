"""Charts drawn by hand on a page, as an office program draws them."""

from __future__ import annotations

from math import cos, pi, sin

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from .facts import Facts, Style, grade_name, value_words

FONT = "Helvetica"
_ROOM = 10.0


class Drawer:
    """Draws one chart into a box of a canvas.

    Args:
        canvas: the canvas.
        box: left, bottom, width and height.
    """

    def __init__(
        self, canvas: Canvas, box: tuple[float, float, float, float], facts: Facts, style: Style
    ) -> None:
        self.canvas, self.facts, self.style = canvas, facts, style
        self.left, self.bottom, self.width, self.height = box

    def draw(self) -> None:
        self._legend()
        if self.style.kind in ("pie", "ring"):
            self._pie()
        else:
            self._bars()

    # -- words --------------------------------------------------------------------------------

    def _text(self, x: float, y: float, words: str, anchor: str = "start") -> None:
        self.canvas.setFillColor("#202020")
        self.canvas.setFont(FONT, self.style.size)
        draw = {
            "start": self.canvas.drawString,
            "middle": self.canvas.drawCentredString,
            "end": self.canvas.drawRightString,
        }[anchor]
        draw(x, y, words)

    def _wrapped(self, x: float, top: float, words: str, width: float) -> None:
        """Words centred below a height, on as many lines as they need."""
        lines = [""]
        for word in words.split():
            longer = f"{lines[-1]} {word}".strip()
            if lines[-1] and stringWidth(longer, FONT, self.style.size) > width:
                lines.append(word)
            else:
                lines[-1] = longer
        for row, line in enumerate(lines):
            self._text(x, top - self.style.size * (1 + 1.15 * row), line, "middle")

    def _entries(self) -> list[str]:
        outcomes = self.facts.about == "outcomes"
        return [name for name, _ in self.facts.series] if outcomes else list(self.facts.names)

    def _legend(self) -> None:
        size, style = self.style.size, self.style
        if style.legend == "none":
            return
        entries = self._entries()
        widths = [stringWidth(name, FONT, size) + 3 * size for name in entries]
        if style.legend == "right" or sum(widths) > self.width:
            self.width -= max(widths) + _ROOM
            x, y = self.left + self.width + _ROOM, self.bottom + self.height / 2
            for row, name in enumerate(entries):
                self._key(x, y - 1.8 * size * row, row, name)
            return
        x = self.left + (self.width - sum(widths)) / 2
        if style.legend == "top":
            self.height -= 2.5 * size
            y = self.bottom + self.height + size
        else:
            y = self.bottom
            self.bottom += 2.5 * size
            self.height -= 2.5 * size
        for index, name in enumerate(entries):
            self._key(x, y, index, name)
            x += widths[index]

    def _key(self, x: float, y: float, index: int, name: str) -> None:
        size = self.style.size
        self._fill(self.style.colours[index])
        self.canvas.rect(x, y, 0.8 * size, 0.8 * size, stroke=0, fill=1)
        self._text(x + 1.2 * size, y, name)

    def _fill(self, colour: str) -> None:
        self.canvas.setFillColor(colour)

    # -- bars ---------------------------------------------------------------------------------

    def _bars(self) -> None:
        style, facts, size = self.style, self.facts, self.style.size
        outcomes = facts.about == "outcomes"
        rows = style.kind == "rows"
        most = 4 if outcomes else max(*facts.series[0][1], 1) + 1
        grades = max(stringWidth(grade_name(g), FONT, size) for g in range(1, 5))
        names = max(stringWidth(name, FONT, size) for name in facts.names)
        before = (names if rows else grades if style.axis and outcomes else 3 * size) + _ROOM
        below = 4 * size
        x0, y0 = self.left + before, self.bottom + below
        across, up = self.width - before - (8 * size if rows else 0), self.height - below - 2 * size
        if rows:
            x0, y0, across, up = y0, x0, up, across  # the same with x and y exchanged
        self._plot(x0, y0, across, up, most, rows=rows, outcomes=outcomes)

    def _plot(
        self,
        x0: float,
        y0: float,
        across: float,
        up: float,
        most: int,
        *,
        rows: bool,
        outcomes: bool,
    ) -> None:
        style, facts, size = self.style, self.facts, self.style.size
        self._fill(style.ground)
        self._rect(x0, y0, across, up, rows=rows)
        self.canvas.setStrokeColor("#bfbfbf")
        self.canvas.setLineWidth(0.6)
        for value in range(most + 1):
            y = y0 + up * value / most
            if style.grid and value:
                self._line(x0, y, x0 + across, y, rows=rows)
            if style.axis and (value or not outcomes):
                words = grade_name(value) if outcomes else str(value)
                if rows:
                    self._wrapped(y, x0 - 0.3 * size, words, up / most - 4)
                else:
                    self._text(x0 - 4, y - 0.35 * size, words, "end")
        step = across / len(facts.names)
        count = len(facts.series)
        thick = 0.7 * step / count
        for index, name in enumerate(facts.names):
            place = len(facts.names) - 1 - index if rows else index
            start = x0 + step * place + 0.15 * step
            for number in range(count):
                turn = count - 1 - number if rows else number
                self._bar(index, number, start + thick * turn, (y0, up / most, thick), rows=rows)
            middle = x0 + step * (place + 0.5)
            if rows:
                self._text(y0 - 5, middle - 0.35 * size, name, "end")
            else:
                self._wrapped(middle, y0 - 2, name, 0.88 * step)
        if not style.grid:
            self.canvas.setStrokeColor("#404040")
        self._line(x0, y0, x0 + across, y0, rows=rows)

    def _bar(
        self, index: int, number: int, at: float, plot: tuple[float, float, float], *, rows: bool
    ) -> None:
        """One bar: ``plot`` is where 0 is, how far 1 goes, and the room of a bar."""
        style, facts = self.style, self.facts
        foot, unit, thick = plot
        value = facts.series[number][1][index]
        if len(facts.series) > 1:
            colour = number
        else:
            colour = index if style.legend != "none" and facts.about == "progress" else 0
        self._fill(style.colours[colour])
        if value:
            self._rect(at, foot, 0.92 * thick, unit * value, rows=rows)
        if style.labels == "numbers":
            words = value_words(value, facts, style)
            self._value(at + 0.46 * thick, foot + unit * value, words, rows=rows)

    def _value(self, at: float, top: float, words: str, *, rows: bool) -> None:
        size = self.style.size
        if rows:
            self._text(top + 3, at - 0.35 * size, words)
        else:
            self._text(at, top + 3, words, "middle")

    def _rect(self, x: float, y: float, width: float, height: float, *, rows: bool) -> None:
        if rows:
            x, y, width, height = y, x, height, width
        self.canvas.rect(x, y, width, height, stroke=0, fill=1)

    def _line(self, x0: float, y0: float, x1: float, y1: float, *, rows: bool) -> None:
        if rows:
            x0, y0, x1, y1 = y0, x0, y1, x1
        self.canvas.line(x0, y0, x1, y1)

    # -- pies ---------------------------------------------------------------------------------

    def _pie(self) -> None:
        names, counts = self.facts.names, self.facts.series[0][1]
        radius = min(self.width, self.height) / 2 - 2.4 * self.style.size
        x, y = self.left + self.width / 2, self.bottom + self.height / 2
        at, total = 90.0, sum(counts)
        self.canvas.setStrokeColor("#ffffff")
        for index, (name, count) in enumerate(zip(names, counts, strict=True)):
            if not count:
                continue
            sweep = 360 * count / total
            self._fill(self.style.colours[index])
            if count == total:
                self.canvas.circle(x, y, radius, stroke=0, fill=1)
            else:
                self.canvas.wedge(
                    x - radius,
                    y - radius,
                    x + radius,
                    y + radius,
                    at - sweep,
                    sweep,
                    stroke=1,
                    fill=1,
                )
            self._slice_words(x, y, radius, at - sweep / 2, name, count)
            at -= sweep
        if self.style.kind == "ring":
            self._fill("#ffffff")
            self.canvas.circle(x, y, 0.45 * radius, stroke=0, fill=1)

    def _slice_words(
        self, x: float, y: float, radius: float, angle: float, name: str, count: int
    ) -> None:
        style = self.style
        turn = pi * angle / 180
        words = {
            "none": "",
            "numbers": str(count),
            "percent": f"{100 * count / self.facts.n:.0f}%",
        }[style.labels]
        if style.legend == "none":
            words = f"{name} {words}".strip()
            anchor = "start" if cos(turn) >= 0 else "end"
            self._text(
                x + 1.08 * radius * cos(turn), y + 1.12 * radius * sin(turn) - 3, words, anchor
            )
        elif words:
            self._text(
                x + 0.72 * radius * cos(turn), y + 0.72 * radius * sin(turn) - 3, words, "middle"
            )
