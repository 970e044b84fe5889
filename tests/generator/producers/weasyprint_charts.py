"""Charts as SVG with text labels, for WeasyPrint and LibreOffice."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from html import escape
from math import cos, pi, sin

from ..document import Chart, Picture
from ..pictures import jpeg
from .base import colour_of

_SERIES = ((176, 196, 180), (36, 80, 47))
Colour = tuple[int, int, int]


def _rgb(colour: Colour) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)


def _text(x: float, y: float, words: str, size: float = 9, anchor: str = "start") -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}" '
        f'font-family="Liberation Sans">{escape(words)}</text>'
    )


def _rect(x: float, y: float, width: float, height: float, colour: Colour) -> str:
    box = f'x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"'
    return f'<rect {box} fill="{_rgb(colour)}"/>'


def _svg(width: float, height: float, parts: Iterator[str]) -> str:
    size = f'width="{width}pt" height="{height}pt" viewBox="0 0 {width} {height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{"".join(parts)}</svg>'


def _wedge(start: float, end: float, colour: Colour) -> str:
    """A share of a disc of radius 58 around (75, 66), from one turn to another."""
    if end - start > 0.999:
        return f'<circle cx="75" cy="66" r="58" fill="{_rgb(colour)}"/>'
    (x0, y0), (x1, y1) = (
        (75 + 58 * sin(2 * pi * turn), 66 - 58 * cos(2 * pi * turn)) for turn in (start, end)
    )
    large = int(end - start > 0.5)
    path = f"M75 66 L{x0:.2f} {y0:.2f} A58 58 0 {large} 1 {x1:.2f} {y1:.2f} Z"
    return f'<path d="{path}" fill="{_rgb(colour)}" stroke="white"/>'


def _pie(chart: Chart) -> Iterator[str]:
    values = chart.series[0].values
    total, at = sum(values) or 1, 0
    for index, (label, value) in enumerate(zip(chart.labels, values, strict=True)):
        yield _wedge(at / total, (at + value) / total, colour_of(label))
        at += value
        y = 30 + 20 * index
        yield _rect(190, y - 8, 9, 9, colour_of(label))
        yield _text(206, y, f"{label} – {value}", 10)


def _bars(chart: Chart) -> Iterator[str]:
    values = chart.series[0].values
    for index, (label, value) in enumerate(zip(chart.labels, values, strict=True)):
        y, length = 6 + 26 * index, 230 * value / max(*values, 1)
        yield _text(138, y + 13, label, 9, "end")
        yield _rect(146, y, length, 18, colour_of(label))
        yield _text(152 + length, y + 13, str(value))


def _columns(chart: Chart) -> Iterator[str]:
    values = chart.series[0].values
    step = 440 / len(chart.labels)
    for index, (label, value) in enumerate(zip(chart.labels, values, strict=True)):
        x, height = 10 + step * index, 96 * value / max(*values, 1)
        yield _text(x + step / 2, 112 - height, str(value), 9, "middle")
        yield _rect(x + step / 2 - 22, 116 - height, 44, height, colour_of(label))
        yield _text(x + step / 2, 130, label, 8, "middle")


def _groups(chart: Chart) -> Iterator[str]:
    """Groups of upright bars, one for each test, beside an axis of named grades."""
    base, step = 118.0, 330 / len(chart.labels)
    for grade, name in enumerate(chart.axis, 1):
        yield _text(104, base - 26 * grade + 3, name, 8, "end")
    for index, label in enumerate(chart.labels):
        for number, series in enumerate(chart.series):
            height = 26 * series.values[index]
            x = 122 + step * index + 24 * number
            yield _rect(x, base - height, 20, height, _SERIES[number % 2])
        words = label.split()
        half = len(words) // 2 if len(label) > 16 else len(words)
        for row, line in enumerate((words[:half], words[half:])):
            yield _text(144 + step * index, base + 12 + 10 * row, " ".join(line), 8, "middle")
    for number, series in enumerate(chart.series):
        yield _rect(180 + 90 * number, base + 34, 9, 9, _SERIES[number % 2])
        yield _text(194 + 90 * number, base + 42, series.name)


def svg(chart: Chart) -> str:
    """The chart as a drawing."""
    if chart.kind == "pie":
        return _svg(450, 136, _pie(chart))
    if chart.axis:
        return _svg(460, 166, _groups(chart))
    if chart.kind == "column":
        return _svg(460, 138, _columns(chart))
    return _svg(450, 26 * len(chart.labels) + 10, _bars(chart))


def picture(photograph: Picture) -> str:
    """The JPEG file of a photograph, for use inside a text file."""
    return b64encode(jpeg(photograph.scene, photograph.seed)).decode()


def svg_base64(chart: Chart) -> tuple[str, float, float]:
    """The drawing of a chart for use inside a text file, with its width and height in points."""
    drawing = svg(chart)
    width, height = (float(part.split("pt")[0]) for part in drawing.split('="')[2:4])
    return b64encode(drawing.encode()).decode(), width, height
