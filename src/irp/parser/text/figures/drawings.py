"""Drawings among the shapes of a page: clusters of curves, bars on a common line.

Geometry alone; which words are part of a drawing is decided in ``irp.parser.text.figures.find``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from irp.parser.text.engines.raw import DrawnShape
from irp.record.spans import Box

LEAST: Final = 15.0
"""Points; the least width and height of a drawing or a photograph."""
_NEAR: Final = 15.0
"""Points between curves of one drawing."""
_RULE: Final = 2.0
"""Points; anything thinner is a rule."""
_AXES: Final = 3
_AXIS_FACTOR: Final = 3.0
"""How much longer than the drawing an axis may be; a longer line is a rule of the page."""
_GRID: Final = 60.0
"""Points between lines of one grid."""
_BARS: Final = 160.0
"""Points between bars of one chart."""
_PARTED: Final = 3.0
"""Points between bars of one length."""
_MOST_SHAPES: Final = 2000
"""A page with more has a map or a plan, of which only the tags are read."""


class _Way(NamedTuple):
    """The indexes of a box's edges that are a bar's foot and top, and its sides."""

    foot: int
    top: int
    start: int
    end: int


_WAYS: Final = (_Way(foot=3, top=1, start=0, end=2), _Way(foot=0, top=2, start=1, end=3))


def find_drawings(shapes: Sequence[DrawnShape], lettered: Callable[[Box], bool]) -> list[Box]:
    """The boxes of what may be drawings.

    Args:
        shapes: a page's shapes.
        lettered: whether there are words in a box; a bar has at most its value.
    """
    if not shapes or len(shapes) > _MOST_SHAPES:
        return []
    curves = [shape.box for shape in shapes if shape.curved]
    lines = [shape.box for shape in shapes if _is_thin(shape.box)]
    blocks = [s.box for s in shapes if s.filled and not s.curved and not _is_thin(s.box)]
    blocks = [box for box in blocks if not lettered(box)]
    large = {box for box in curves if is_large(box)}
    clusters = [cluster for cluster in _clusters([*curves, *blocks]) if large & set(cluster)]
    clusters += _bars(blocks, lines)
    return [_with_axes(Box.around(cluster), lines) for cluster in clusters]


def is_large(box: Box) -> bool:
    """Whether a box is large enough for a drawing or a photograph."""
    return min(box.width, box.height) >= LEAST


def _is_thin(box: Box) -> bool:
    return min(box.width, box.height) < _RULE


def _with_axes(drawing: Box, lines: Sequence[Box]) -> Box:
    """A drawing with its axes and grid: foot first, then what touches it, then similar lines."""
    for _ in range(_AXES):
        touching = [
            line
            for line in lines
            if line.gap(drawing) < _RULE and line.width <= _AXIS_FACTOR * drawing.width
        ]
        drawing = Box.around([drawing, *touching])
        lengths = {(round(line.x0), round(line.x1)) for line in touching}
        grid = [line for line in lines if (round(line.x0), round(line.x1)) in lengths]
        drawing = Box.around([drawing, *(line for line in grid if line.gap(drawing) < _GRID)])
    return drawing


def _bars(blocks: Iterable[Box], lines: Sequence[Box]) -> list[list[Box]]:
    """Bars of charts: rectangles with one foot line, upright or lying."""
    charts: list[list[Box]] = []
    blocks = list(blocks)
    for way in _WAYS:
        feet: dict[int, list[Box]] = {}
        for box in blocks:
            feet.setdefault(round(box[way.foot]), []).append(box)
        for standing in feet.values():
            standing.sort(key=lambda box: box[way.start])
            groups = _cut(standing, way.start, way.end, _BARS)
            charts.extend(group for group in groups if _is_chart(group, way, lines))
    return charts


def _is_chart(group: list[Box], way: _Way, lines: Sequence[Box]) -> bool:
    lengths = {round(abs(box[way.top] - box[way.foot])) for box in group}
    if len(group) < 2 or max(lengths) < group[0][way.end] - group[0][way.start]:
        return False  # a single box, or the coloured edges of boxes
    if len(lengths) > 1:
        return True
    # Bars of one length could be shaded cells of a table, but those touch each other.
    parted = all(b[way.start] - a[way.end] >= _PARTED for a, b in pairwise(group))
    return parted and any(line.gap(group[0]) < _RULE for line in lines)


def _clusters(boxes: Iterable[Box]) -> list[list[Box]]:
    """Boxes near each other: cut into bands from top to bottom, then across."""
    clusters: list[list[Box]] = []
    for band in _cut(sorted(boxes, key=lambda box: box.top), 1, 3, _NEAR):
        clusters += _cut(sorted(band), 0, 2, _NEAR)
    return clusters


def _cut(boxes: Iterable[Box], start: int, end: int, near: float) -> list[list[Box]]:
    """Boxes in the order of their starts, cut where more space than this is left free."""
    groups: list[list[Box]] = []
    reached = 0.0
    for box in boxes:
        if not groups or box[start] > reached + near:
            groups.append([])
            reached = box[end]
        groups[-1].append(box)
        reached = max(reached, box[end])
    return groups
