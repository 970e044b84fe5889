"""Charts as vector drawings with text labels, for the reportlab producer."""

from __future__ import annotations

from reportlab.graphics.charts.barcharts import HorizontalBarChart, VerticalBarChart
from reportlab.graphics.charts.piecharts import Pie
from reportlab.graphics.shapes import Drawing, Line, Rect, String
from reportlab.lib import colors

from ..document import Chart
from .base import colour_of


def _colour(rgb: tuple[int, int, int]) -> colors.Color:
    return colors.Color(*(c / 255 for c in rgb))


def _square(x: float, y: float, colour: colors.Color) -> Rect:
    square = Rect(x, y, 10, 10)
    square.fillColor, square.strokeColor = colour, None
    return square


_SERIES = (_colour((157, 180, 209)), _colour((31, 56, 100)))


def _pie(chart: Chart) -> Drawing:
    drawing, values = Drawing(440, 170), chart.series[0].values
    pie = Pie()
    pie.x, pie.y, pie.width, pie.height = 40, 10, 150, 150
    pie.data = list(values)
    pie.labels = [str(v) for v in values]
    pie.slices.labelRadius = 0.6
    pie.slices.fontName, pie.slices.fontSize = "Helvetica-Bold", 12
    pie.slices.fontColor, pie.slices.strokeColor = colors.white, colors.white
    for index, label in enumerate(chart.labels):
        pie.slices[index].fillColor = _colour(colour_of(label))
    drawing.add(pie)
    for index, label in enumerate(chart.labels):
        y = 110 - 22 * index
        drawing.add(_square(230, y, _colour(colour_of(label))))
        drawing.add(String(247, y + 1, label, fontName="Helvetica", fontSize=10))
    return drawing


def _outcomes(chart: Chart) -> Drawing:
    """Groups of bars, one for each test, with a named grade on the axis."""
    drawing, bars = Drawing(450, 190), VerticalBarChart()
    bars.x, bars.y, bars.width, bars.height = 120, 45, 320, 125
    bars.data = [series.values for series in chart.series]
    bars.valueAxis.valueMin, bars.valueAxis.valueMax, bars.valueAxis.valueStep = 0, 4, 1
    bars.valueAxis.visible = 0
    bars.categoryAxis.visible = 0
    bars.groupSpacing, bars.barSpacing = 14, 2
    for index, _ in enumerate(chart.series):
        bars.bars[index].fillColor = _SERIES[index % 2]
        bars.bars[index].strokeColor = None
    for grade, name in enumerate(chart.axis, 1):
        y = 45 + grade * 125 / 4
        drawing.add(Line(120, y, 440, y, strokeColor=colors.lightgrey, strokeWidth=0.5))
        drawing.add(String(112, y - 3, name, fontName="Helvetica", fontSize=8, textAnchor="end"))
    drawing.add(bars)
    step = 320 / len(chart.labels)
    for index, label in enumerate(chart.labels):
        words, x = label.split(), 120 + step * (index + 0.5)
        lines = [label] if len(words) < 4 else [" ".join(words[:2]), " ".join(words[2:])]
        for number, line in enumerate(lines):
            drawing.add(
                String(
                    x, 33 - 9 * number, line, fontName="Helvetica", fontSize=8, textAnchor="middle"
                )
            )
    for index, series in enumerate(chart.series):
        x = 200 + 90 * index
        drawing.add(_square(x, 4, _SERIES[index % 2]))
        drawing.add(String(x + 14, 5, series.name, fontName="Helvetica", fontSize=9))
    return drawing


def _bars(chart: Chart) -> Drawing:
    """One horizontal bar for each judgement."""
    height = 30 * len(chart.labels) + 20
    drawing, bars = Drawing(450, height), HorizontalBarChart()
    bars.x, bars.y, bars.width, bars.height = 150, 10, 270, height - 20
    bars.data = [tuple(reversed(chart.series[0].values))]
    bars.categoryAxis.categoryNames = list(reversed(chart.labels))
    bars.valueAxis.valueMin, bars.valueAxis.visible = 0, 0
    bars.barLabelFormat, bars.barLabels.boxAnchor = "%d", "w"
    bars.barLabels.nudge = 8
    for index, label in enumerate(reversed(chart.labels)):
        bars.bars[(0, index)].fillColor = _colour(colour_of(label))
    drawing.add(bars)
    return drawing


def _columns(chart: Chart) -> Drawing:
    """One column for each judgement, named below."""
    drawing, bars = Drawing(450, 190), VerticalBarChart()
    width = 105 * len(chart.labels)
    bars.x, bars.y, bars.width, bars.height = 20, 30, width, 140
    bars.data = [chart.series[0].values]
    bars.valueAxis.valueMin, bars.valueAxis.visible = 0, 0
    bars.categoryAxis.visible = 0
    bars.groupSpacing = 30
    bars.barLabelFormat, bars.barLabels.nudge = "%d", 8
    for index, label in enumerate(chart.labels):
        bars.bars[(0, index)].fillColor = _colour(colour_of(label))
        words, x = label.split(), 20 + 105 * (index + 0.5)
        for number, line in enumerate((" ".join(words[:-1]), words[-1])):
            y = 18 - 10 * number
            drawing.add(String(x, y, line, fontName="Helvetica", fontSize=8, textAnchor="middle"))
    drawing.add(bars)
    return drawing


def drawing(chart: Chart) -> Drawing:
    """The chart as a drawing."""
    if chart.kind == "pie":
        return _pie(chart)
    if chart.kind == "column":
        return _columns(chart)
    return _outcomes(chart) if chart.axis else _bars(chart)
