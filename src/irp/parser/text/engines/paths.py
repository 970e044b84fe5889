"""Outlines: distinguishes rules and boxes from curved or slanted shapes, for every engine."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from irp.parser.text.engines.orientation import Corners

Point = tuple[float, float]
_STRAIGHT: Final = 0.5
"""Share of an outline that lies on its box where it is a box with rounded corners."""
_SAME: Final = 0.1
"""Edges that differ by no more than this, in points, are the same."""


def bounds(points: Sequence[Point]) -> Corners:
    """The box around points."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def is_curved(points: Sequence[Point], box: Corners, *, bent: bool) -> bool:
    """Whether an outline is not a rectangle, not even one with rounded corners.

    Args:
        points: where its segments end.
        box: the box around it.
        bent: it has segments that are not straight.
    """
    if not bent and len(set(points)) < 3:  # a line, whatever its angle
        return False
    x0, y0, x1, y1 = box
    straight = 0.0
    for (ax, ay), (bx, by) in pairwise([*points, points[0]]):
        if abs(ax - bx) < _SAME and min(abs(ax - x0), abs(ax - x1)) < _SAME:
            straight += abs(ay - by)
        elif abs(ay - by) < _SAME and min(abs(ay - y0), abs(ay - y1)) < _SAME:
            straight += abs(ax - bx)
        elif abs(ax - bx) >= _SAME and abs(ay - by) >= _SAME:
            bent = True
    return bent and straight < _STRAIGHT * 2 * (x1 - x0 + y1 - y0)
