"""The value axis of upright bars: what a height means."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from statistics import median
from typing import Final, NamedTuple

from irp.parser.charts.model import Chart, ChartLabel, Terms
from irp.record.spans import Box

_ALIGNED: Final = 0.08
"""Of a step: how far a label may be from its place on the axis."""
_SNAP: Final = 0.3
"""Of a step: how far from its label a tick or a line of the grid may be."""
_HALF: Final = 0.12
"""Of a step: how far from the middle between two labels a line may be that parts two bands."""


class Scale(NamedTuple):
    """A value for each height: ``origin`` is where 0 is, ``step`` how far 1 goes up.

    ``banded``: labels name the bands between lines, not the lines.
    """

    origin: float
    step: float
    banded: bool = False

    def value(self, y: float) -> float:
        """The value at a height."""
        return (self.origin - y) / self.step - (0.5 if self.banded else 0.0)


def scale_of(
    chart: Chart, labels: Sequence[ChartLabel], bars: Box, value: Callable[[Terms], int | None]
) -> Scale | None:
    """The scale beside the bars, or None.

    Args:
        chart: the chart, bars upright.
        labels: those that may be the axis'.
        bars: around all bars.
        value: the value that a label gives.
    """
    beside: tuple[list[ChartLabel], list[ChartLabel]] = ([], [])
    for label in labels:
        if value(label.terms) is None:
            continue
        if label.box.x1 <= bars.x0 + chart.slack:
            beside[0].append(label)
        elif label.box.x0 >= bars.x1 - chart.slack:
            beside[1].append(label)
    for side in sorted(beside, key=len, reverse=True):
        points = {v: _middle(one) for one in side if (v := value(one.terms)) is not None}
        if len(points) == len(side) > 1 and (fitted := _fit(points, chart.slack)):
            return _on_lines(fitted, points, chart)
    return None


def _middle(label: ChartLabel) -> float:
    return (label.box.top + label.box.bottom) / 2


def _fit(points: dict[int, float], slack: float) -> Scale | None:
    """The straight line through values and heights; None where one is off, or it goes down."""
    count = len(points)
    mean_v = sum(points) / count
    mean_y = sum(points.values()) / count
    spread = sum((v - mean_v) ** 2 for v in points)
    step = -sum((v - mean_v) * (y - mean_y) for v, y in points.items()) / spread
    if step <= 0:
        return None
    scale = Scale(mean_y + step * mean_v, step)
    ticks = min(b - a for a, b in pairwise(sorted(points)))
    most = max(2 * slack, _ALIGNED * step * ticks)
    if any(abs(y - (scale.origin - v * step)) > most for v, y in points.items()):
        return None
    return scale


def _on_lines(scale: Scale, points: dict[int, float], chart: Chart) -> Scale:
    """The scale moved from the labels' middles to the ticks or lines that they name."""
    ticks = min(b - a for a, b in pairwise(sorted(points))) * scale.step
    lines = [(rule.top + rule.bottom) / 2 for rule in chart.rules if rule.width > rule.height]
    nearest = {
        value: min(lines, key=lambda y: abs(y - place), default=None)
        for value, place in points.items()
    }
    named = {
        v: y for v, y in nearest.items() if y is not None and abs(y - points[v]) < _SNAP * ticks
    }
    if len(named) > 1 and len(set(named.values())) == len(named):
        moved = median(y - points[v] for v, y in named.items())
        if all(abs(y - points[v] - moved) <= 2 * chart.slack for v, y in named.items()):
            return _fit(named, chart.slack) or scale
    between = [y for y in lines if _is_between(scale.value(y))]
    parted = len({round(scale.value(y)) for y in between})
    return scale._replace(banded=not named and parted > 1)


def _is_between(value: float) -> bool:
    return abs(value % 1 - 0.5) <= _HALF
