"""What is drawn on a page apart from its text, read by pdfium: shapes and images."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Final, NamedTuple

from irp.parser.text.engines.orientation import PageFrame
from irp.parser.text.engines.paths import Point, bounds, is_curved
from irp.parser.text.engines.pdfium import calls
from irp.parser.text.engines.pdfium.calls import Handle
from irp.parser.text.engines.pdfium.objects import PageObjects, Thing, mark_of, moved, transform
from irp.parser.text.engines.raw import DrawnShape, Image

_UNIT_SQUARE: Final = ((0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0))
"""What an image is drawn in, before it is transformed."""


class Drawn(NamedTuple):
    """What is drawn on a page apart from its text; for images, pdfium's handles as well."""

    shapes: list[DrawnShape]
    images: list[Image]
    handles: list[Handle]


def read_drawn(objects: PageObjects, frame: PageFrame) -> Drawn:
    """Read the shapes and images of a page, those inside forms included."""
    drawn = Drawn([], [], [])
    for thing in objects.drawn:
        if thing.kind == calls.OBJECT_PATH:
            drawn.shapes.extend(_shapes(thing, frame))
        elif thing.kind == calls.OBJECT_IMAGE:
            by = transform(thing)
            box = frame.clipped(bounds([moved(x, y, by) for x, y in _UNIT_SQUARE]))
            if box is not None:
                drawn.images.append(Image(box, mark_of(thing.handle, thing.mark).mcid))
                drawn.handles.append(thing.handle)
    return drawn


# ------------------------------------------------------------------ paths


_fill: Final = ctypes.c_int()
_stroke: Final = ctypes.c_int()
_draw_mode_at: Final = (ctypes.byref(_fill), ctypes.byref(_stroke))
_x: Final = ctypes.c_float()
_y: Final = ctypes.c_float()
_point_at: Final = (ctypes.byref(_x), ctypes.byref(_y))


def _shapes(path: Thing, frame: PageFrame) -> Iterator[DrawnShape]:
    """A shape for each part of a path."""
    calls.draw_mode(path.handle, *_draw_mode_at)
    if not (_fill.value or _stroke.value):
        return
    filled, mcid = _fill.value != 0, mark_of(path.handle, path.mark).mcid
    for points, bent in _parts(path):
        corners = bounds(points)
        box = frame.clipped(corners)
        if box is not None:
            yield DrawnShape(box, is_curved(points, corners, bent=bent), filled, mcid)


def _parts(path: Thing) -> Iterator[tuple[list[Point], bool]]:
    """The points at which the segments of each part end, and whether some are curves."""
    points: list[Point] = []
    bent = False
    controls = 0
    by = transform(path)
    for index in range(calls.count_segments(path.handle)):
        segment = calls.segment_of_path(path.handle, index)
        kind = calls.type_of_segment(segment)
        if kind == calls.SEGMENT_CURVE:
            bent = True
            controls += 1
            if controls % 3:
                continue
        calls.point_of_segment(segment, *_point_at)
        if kind == calls.SEGMENT_MOVE:
            if len(points) > 1:
                yield points, bent
            points, bent, controls = [], False, 0
        points.append(moved(_x.value, _y.value, by))
    if len(points) > 1:
        yield points, bent
