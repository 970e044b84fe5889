"""What is drawn on a page beside its text, as pdfium tells it: shapes and images."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Final, NamedTuple

from irp.text import pdfium_calls as calls
from irp.text.engine import Image, Shape
from irp.text.paths import Point, bounds, is_curved
from irp.text.turning import Frame

_NESTED: Final = 20
"""Forms within forms; pdfium itself stops at about as many."""

Transform = tuple[float, float, float, float, float, float]
_IDENTITY: Final[Transform] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Drawn(NamedTuple):
    """What is drawn on a page, and the forms in which text objects stand, by their addresses."""

    shapes: list[Shape]
    images: list[Image]
    forms: dict[int, int]


class _Thing(NamedTuple):
    """A page object, its type, and what turns its coordinates into the page's."""

    address: int
    kind: int
    form: int
    transform: Transform


def read_drawn(page: int, frame: Frame) -> Drawn:
    """Read the shapes and images of a page, those inside forms included."""
    drawn = Drawn([], [], {})
    for thing in _things(page):
        if thing.kind == calls.OBJECT_PATH:
            drawn.shapes.extend(_shapes(thing, frame))
        elif thing.kind == calls.OBJECT_IMAGE:
            unit = ((0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0))
            box = frame.clipped(bounds([_moved(x, y, thing.transform) for x, y in unit]))
            if box is not None:
                drawn.images.append(Image(box, _mcid(thing.address)))
        elif thing.kind == calls.OBJECT_TEXT:
            drawn.forms[thing.address] = thing.form
    return drawn


def _things(page: int) -> Iterator[_Thing]:
    """The page's paths and images, and the text objects that stand in forms."""
    for index in range(calls.count_objects(page)):
        address = calls.object_of_page(page, index)
        kind = calls.type_of_object(address)
        if kind == calls.OBJECT_FORM:
            yield from _things_of_form(address, _IDENTITY, 0)
        elif kind in (calls.OBJECT_PATH, calls.OBJECT_IMAGE):
            yield _Thing(address, kind, 0, _transform(address, _IDENTITY))


def _things_of_form(form: int, around: Transform, depth: int) -> Iterator[_Thing]:
    inner = _transform(form, around)
    for index in range(calls.count_form_objects(form)):
        address = calls.object_of_form(form, index)
        kind = calls.type_of_object(address)
        if kind == calls.OBJECT_FORM:
            if depth < _NESTED:
                yield from _things_of_form(address, inner, depth + 1)
        elif kind == calls.OBJECT_TEXT:
            yield _Thing(address, kind, form, inner)
        else:
            yield _Thing(address, kind, form, _transform(address, inner))


_matrix: Final = calls.Matrix()
_matrix_at: Final = ctypes.addressof(_matrix)


def _transform(thing: int, around: Transform) -> Transform:
    """What turns an object's coordinates into those of the page."""
    if not calls.matrix_of_object(thing, _matrix_at):
        return around
    m = _matrix
    own = (m.a, m.b, m.c, m.d, m.e, m.f)
    return own if around is _IDENTITY else _product(own, around)


def _product(first: Transform, then: Transform) -> Transform:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def _moved(x: float, y: float, transform: Transform) -> Point:
    a, b, c, d, e, f = transform
    return a * x + c * y + e, b * x + d * y + f


def _mcid(thing: int) -> int | None:
    mcid: int = calls.mcid_of_object(thing)
    return mcid if mcid >= 0 else None


# ------------------------------------------------------------------ paths


_fill: Final = ctypes.c_int()
_stroke: Final = ctypes.c_int()
_draw_mode_at: Final = (ctypes.addressof(_fill), ctypes.addressof(_stroke))
_x: Final = ctypes.c_float()
_y: Final = ctypes.c_float()
_point_at: Final = (ctypes.addressof(_x), ctypes.addressof(_y))


def _shapes(path: _Thing, frame: Frame) -> Iterator[Shape]:
    """A shape for each part of a path."""
    calls.draw_mode(path.address, *_draw_mode_at)
    if not (_fill.value or _stroke.value):
        return
    filled, mcid = _fill.value != 0, _mcid(path.address)
    for points, bent in _parts(path):
        corners = bounds(points)
        box = frame.clipped(corners)
        if box is not None:
            yield Shape(box, is_curved(points, corners, bent=bent), filled, mcid)


def _parts(path: _Thing) -> Iterator[tuple[list[Point], bool]]:
    """The points at which the segments of each part end, and whether some are curves."""
    points: list[Point] = []
    bent = False
    controls = 0
    for index in range(calls.count_segments(path.address)):
        segment = calls.segment_of_path(path.address, index)
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
        points.append(_moved(_x.value, _y.value, path.transform))
    if len(points) > 1:
        yield points, bent
