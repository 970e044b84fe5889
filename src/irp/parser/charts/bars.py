"""Bars: which areas are bars, what each is about, and how high it reaches.

Bars that lie are turned upright first, so that there is one way to read them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from irp.parser.charts.axis import Scale, scale_of
from irp.parser.charts.legend import Legend
from irp.parser.charts.model import Chart, ChartLabel, DoubtfulChartError, Terms
from irp.parser.text.engines.pdfium.artwork import Patch
from irp.record.spans import Box

_RECTANGLE: Final = 0.94
"""Of its box: the least area of a rectangle."""
_WHITE: Final = 247
_PITCH: Final = 0.55
"""Of the space between two labels: how far from its label a bar may be."""
_NEAR_TOP: Final = 2.2
"""Of its height: how far above a bar its own label may be."""


class Bar(NamedTuple):
    """A bar, upright.

    Attributes:
        box: as on the page.
        names: what it is about, by its place, its colour and its own label.
        reaches: its value by the axis, None where there is none.
        label: its own label, None where it has none.
        height: its length, in points.
    """

    box: Box
    names: Terms
    reaches: float | None
    label: ChartLabel | None
    height: float


class Bars(NamedTuple):
    """The bars of a chart.

    Attributes:
        bars: the bars.
        foot: the value at their foot; None without an axis.
        named: the labels of places and of the legend.
    """

    bars: tuple[Bar, ...]
    foot: float | None
    named: tuple[ChartLabel, ...]


def turned(chart: Chart) -> Chart:
    """A chart with lying bars turned upright; a second time turns it back."""
    return chart._replace(
        box=_turned(chart.box),
        patches=tuple(patch._replace(box=_turned(patch.box)) for patch in chart.patches),
        rules=tuple(_turned(rule) for rule in chart.rules),
        labels=tuple(label._replace(box=_turned(label.box)) for label in chart.labels),
    )


def _turned(box: Box) -> Box:
    return Box(box.top, -box.x1, box.bottom, -box.x0)


def _back(box: Box) -> Box:
    return Box(-box.bottom, box.x0, -box.top, box.x1)


def areas(chart: Chart, legend: Legend) -> list[Patch]:
    """The areas of a chart that may be values: no key, no background, nothing white."""
    seen: dict[Box, Patch] = {}
    for patch in chart.patches:
        if patch not in legend.keys and min(patch.colour) < _WHITE:
            seen[patch.box] = patch
    found = [*seen.values()]
    return [patch for patch in found if not _is_background(patch, found, chart.slack)]


def _is_background(patch: Patch, others: Sequence[Patch], slack: float) -> bool:
    """Whether a rectangle has other areas on it, as the plot's own has."""
    held = sum(_holds(patch.box, other.box, slack) for other in others)
    return held > 1 and is_rectangle(patch)


def is_rectangle(patch: Patch) -> bool:
    """Whether an area fills its box."""
    return patch.area >= _RECTANGLE * patch.box.width * patch.box.height


def _holds(outer: Box, inner: Box, slack: float) -> bool:
    return (
        outer.x0 - slack <= inner.x0
        and inner.x1 <= outer.x1 + slack
        and outer.top - slack <= inner.top
        and inner.bottom <= outer.bottom + slack
    )


def read_bars(chart: Chart, legend: Legend, value: Callable[[Terms], int | None]) -> Bars | None:
    """The bars of a chart; None where it has none.

    Args:
        chart: the chart.
        legend: its legend.
        value: what a label of the axis, or of a bar, gives as its value.

    Raises:
        DoubtfulChartError: a bar is named in two ways that contradict each other.
    """
    found = areas(chart, legend)
    patches = [patch for patch in found if is_rectangle(patch)]
    if 2 * sum(patch.area for patch in patches) <= sum(patch.area for patch in found):
        return None  # most of what is drawn are no bars
    lying = chart._replace(patches=tuple(patches))
    ways = [(lying, False), (turned(lying), True)]
    stood = [(_standing(way.patches, way.slack), way, is_turned) for way, is_turned in ways]
    standing, upright, is_turned = max(stood, key=lambda one: _order(one[0], one[1]))
    if len(standing) < len(patches):
        raise DoubtfulChartError("some of its areas do not begin where the others do")
    read = _Upright(upright, legend, standing, value, turned=is_turned)
    return read.read()


def _order(standing: Sequence[Patch], chart: Chart) -> tuple[int, int]:
    """How well bars fit a direction: how many have one foot, how many labels are below it."""
    foot = standing[0].box.bottom
    named = [one for one in chart.labels if one.terms.test or one.terms.judgement]
    return len(standing), sum(_middle(one.box)[1] > foot for one in named)


def _standing(patches: Sequence[Patch], slack: float) -> list[Patch]:
    """The patches with the commonest foot."""
    groups = [
        [p for p in patches if abs(p.box.bottom - one.box.bottom) <= slack] for one in patches
    ]
    return max(groups, key=len)


def _middle(box: Box) -> tuple[float, float]:
    return (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2


class _Upright:
    """Reads bars that stand on one foot."""

    def __init__(
        self,
        chart: Chart,
        legend: Legend,
        patches: Sequence[Patch],
        value: Callable[[Terms], int | None],
        *,
        turned: bool,
    ) -> None:
        self._chart, self._legend, self._value = chart, legend, value
        self._patches = sorted(patches, key=lambda patch: patch.box.x0)
        self._around = Box.around(patch.box for patch in patches)
        self._turned = turned
        entries = [label.terms for _, label in legend.entries]
        used = [label.text for _, label in legend.entries]
        self._free = [
            label for label in chart.labels if not (label.terms in entries and label.text in used)
        ]

    def read(self) -> Bars:
        below = [
            label for label in self._free if label.box.top >= self._foot - self._tolerance(label)
        ]
        rest = [label for label in self._free if label not in below]
        places = {kind: self._places(below, kind) for kind in ("test", "judgement", "year")}
        scale = scale_of(self._chart, self._free, self._around, self._value)
        own = self._own_labels(rest)
        bars = tuple(self._bar(patch, places, scale, own.get(patch)) for patch in self._patches)
        named = [label for labels in places.values() for label in labels]
        named += [label for _, label in self._legend.entries]
        if self._turned:
            named = [label._replace(box=_back(label.box)) for label in named]
        foot = scale.value(self._foot) if scale else None
        return Bars(bars, foot, tuple(named))

    @property
    def _foot(self) -> float:
        return self._around.bottom

    def _tolerance(self, label: ChartLabel) -> float:
        return 0.5 * label.box.height if not self._turned else self._chart.slack

    def _places(self, below: Iterable[ChartLabel], kind: str) -> list[ChartLabel]:
        """The labels of one kind that name places along the foot."""
        return [label for label in below if getattr(label.terms, kind) is not None]

    def _own_labels(self, labels: Sequence[ChartLabel]) -> dict[Patch, ChartLabel]:
        """The label in or on top of each bar; none is for two bars."""
        own: dict[Patch, ChartLabel] = {}
        for patch in self._patches:
            box = patch.box
            found = [
                label
                for label in labels
                if self._names_value(label)
                and box.x0 - self._chart.slack < _middle(label.box)[0] < box.x1 + self._chart.slack
                and box.top - _NEAR_TOP * self._size(label) < label.box.bottom
                and label.box.bottom <= box.bottom + self._chart.slack
            ]
            if found:
                own[patch] = min(found, key=lambda one: abs(one.box.bottom - box.top))
        if len({id(label) for label in own.values()}) < len(own):
            raise DoubtfulChartError("one of its numbers is at two bars")
        return own

    def _names_value(self, label: ChartLabel) -> bool:
        return self._value(label.terms) is not None or label.terms.percent is not None

    def _size(self, label: ChartLabel) -> float:
        return min(label.box.height, label.box.width)

    def _bar(
        self,
        patch: Patch,
        places: dict[str, list[ChartLabel]],
        scale: Scale | None,
        own: ChartLabel | None,
    ) -> Bar:
        names = [self._nearest(patch, labels) for labels in places.values()]
        names.append(self._legend.label(patch.colour, self._chart.shades))
        box = patch.box
        return Bar(
            _back(box) if self._turned else box,
            merged([label.terms for label in names if label], own),
            scale.value(box.top) if scale else None,
            own,
            box.height,
        )

    def _nearest(self, patch: Patch, labels: Sequence[ChartLabel]) -> ChartLabel | None:
        """The label at whose place a bar is."""
        if not labels:
            return None
        x, _ = _middle(patch.box)
        nearest = min(labels, key=lambda label: abs(_middle(label.box)[0] - x))
        centres = sorted(_middle(label.box)[0] for label in labels)
        pitch = min((b - a for a, b in pairwise(centres)), default=None)
        away = abs(_middle(nearest.box)[0] - x)
        if pitch is None:
            across = min(nearest.box.x1, patch.box.x1) - max(nearest.box.x0, patch.box.x0)
            return nearest if across > 0 else None
        return nearest if away <= _PITCH * pitch else None


def merged(names: Iterable[Terms], own: ChartLabel | None) -> Terms:
    """What several labels name together.

    Raises:
        DoubtfulChartError: two name different things.
    """
    found: dict[str, object] = {}
    of_value = own.terms._replace(number=None, percent=None, grade=None) if own else Terms()
    if own and own.terms.grade:  # "good" on a bar is its grade
        of_value = of_value._replace(judgement=None)
    for terms in (*names, of_value):
        for kind in ("test", "judgement", "year"):
            name = getattr(terms, kind)
            if name is not None and found.setdefault(kind, name) != name:
                raise DoubtfulChartError(f"one of its bars is both {found[kind]} and {name}")
    return Terms(**found)  # type: ignore[arg-type]
