"""Pies and rings: which areas are slices, how large each is, and what it is about."""

from __future__ import annotations

from cmath import phase
from math import pi
from typing import Final, NamedTuple

from irp.parser.charts.bars import areas, is_rectangle, merged
from irp.parser.charts.legend import Legend
from irp.parser.charts.model import Chart, ChartLabel, DoubtfulChartError, Terms, UnreadChartError
from irp.parser.text.engines.pdfium.artwork import Patch
from irp.record.spans import Box

_LEAST: Final = 20.0
"""Points; the least width of a pie."""
_ROUND: Final = 0.15
"""How much wider than high a pie may be; slices may be pulled out of it."""
_FULL: Final = (0.2, 0.86)
"""Of its box: the least area of a ring and the greatest of a pie (π/4 is .785)."""
_BESIDE: Final = 0.35
"""Of the pie's width: how far outside the pie a slice's label may begin."""

_COLUMN: Final = 2.0
"""Points; labels beside a pie that begin so much alike are a legend."""


class Slice(NamedTuple):
    """A slice: its box, what it is about, its share of the pie and its own labels' number."""

    box: Box
    names: Terms
    share: float
    number: int | None
    percent: float | None


class Pie(NamedTuple):
    """A pie: its slices, and all that it or its legend names."""

    slices: tuple[Slice, ...]
    named: tuple[ChartLabel, ...]


def read_pie(chart: Chart, legend: Legend) -> Pie | None:
    """The slices of a pie; None where the chart is not one.

    Raises:
        DoubtfulChartError: a slice is named in two ways that contradict each other.
    """
    slices = areas(chart, legend)
    if not slices:
        return None
    slices = [p for p in slices if p.area >= 0.001 * max(s.area for s in slices)]
    around = Box.around(patch.box for patch in slices)
    area = sum(patch.area for patch in slices)
    size = around.width * around.height
    is_round = abs(around.width / max(around.height, 0.01) - 1) <= _ROUND
    if not is_round or around.width < _LEAST or not _FULL[0] <= area / size <= _FULL[1]:
        return None
    whole = pi / 4 * size
    if len(slices) > 1 and area < 0.97 * whole and all(map(is_rectangle, slices)):
        return None
    keyed = [label for _, label in legend.entries]
    free = [label for label in chart.labels if label not in keyed]
    own = _own_labels(slices, free, around)
    made = tuple(
        _slice(patch, patch.area / area, own[i], legend, chart) for i, patch in enumerate(slices)
    )
    return Pie(made, (*keyed, *(label for labels in own for label in labels)))


def _slice(
    patch: Patch, share: float, own: list[ChartLabel], legend: Legend, chart: Chart
) -> Slice:
    key = legend.label(patch.colour, chart.shades)
    names = [label.terms for label in own] + ([key.terms] if key else [])
    numbers = {t.number for t in names if t.number is not None}
    percents = {t.percent for t in names if t.percent is not None}
    if len(numbers) > 1 or len(percents) > 1:
        raise DoubtfulChartError("one of its slices has two numbers")
    return Slice(
        patch.box,
        merged([t._replace(grade=None) for t in names], None),
        share,
        next(iter(numbers), None),
        next(iter(percents), None),
    )


def _own_labels(
    slices: list[Patch], labels: list[ChartLabel], around: Box
) -> list[list[ChartLabel]]:
    """The labels in or next to each slice, by the direction in which they lie from the centre."""
    own: list[list[ChartLabel]] = [[] for _ in slices]
    centre = complex((around.x0 + around.x1) / 2, (around.top + around.bottom) / 2)
    total = sum(patch.area for patch in slices)
    outside = []
    for label in labels:
        if label.terms == Terms() or label.box.gap(around) > _BESIDE * around.width:
            continue
        middle = complex((label.box.x0 + label.box.x1) / 2, (label.box.top + label.box.bottom) / 2)
        turns = [
            abs(phase((middle - centre) / (complex(*patch.centre) - centre or 1)))
            / (pi * max(patch.area / total, 0.001))
            for patch in slices
        ]
        own[min(range(len(slices)), key=lambda index: turns[index])].append(label)
        if label.terms.judgement and label.box.x0 >= around.x1:
            outside.append(label.box.x0)
    if len(outside) > 1 and max(outside) - min(outside) < _COLUMN:
        raise UnreadChartError("its legend has no areas of colour")
    return own
