"""What is drawn in some places of a PDF, in full: filled outlines with colours, and pictures.

The pages are read by then; only those that show a figure are opened again, so that a document
without figures costs nothing.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from itertools import pairwise
from typing import Final, NamedTuple

from irp.parser.text.engines.orientation import PageFrame, Turn
from irp.parser.text.engines.paths import Point, bounds
from irp.parser.text.engines.pdfium import calls
from irp.parser.text.engines.pdfium.calls import Handle
from irp.parser.text.engines.pdfium.cutouts import Pixels, cut_out
from irp.parser.text.engines.pdfium.objects import PageObjects, Thing, moved, transform
from irp.parser.text.engines.pdfium.pages import loaded_page, visible_part_of
from irp.parser.text.engines.precheck import LOCK, open_document
from irp.record.spans import Box

Colour = tuple[int, int, int]
"""Red, green and blue, 0 to 255, as seen on white paper."""

_MOST_PATHS: Final = 2000
"""A page with more has a map or a plan."""
_MOST_POINTS: Final = 4000
_STEPS: Final = 8
"""Straight parts in place of one curve."""
_FAINT: Final = 20


class Patch(NamedTuple):
    """A filled area of one colour.

    Attributes:
        box: around what is seen of it, in points from the page's top left.
        colour: as seen on white paper.
        area: in square points.
        centre: the middle of the area.
    """

    box: Box
    colour: Colour
    area: float
    centre: Point


class Rule(NamedTuple):
    """A straight line along the page's edges, filled or stroked: an axis, a tick, the grid."""

    box: Box


class Artwork(NamedTuple):
    """What is drawn in one place.

    Attributes:
        box: the place.
        patches: areas of one colour, in drawing order.
        rules: straight lines.
        pixels: the pictures there.
        unread: why there are pictures, but no pixels.
    """

    box: Box
    patches: tuple[Patch, ...]
    rules: tuple[Rule, ...]
    pixels: Pixels | None = None
    unread: str = ""


def read_artwork(
    data: bytes, turns: Mapping[int, Turn], places: Mapping[int, Sequence[Box]]
) -> dict[int, list[Artwork]]:
    """Read what is drawn in some places.

    Args:
        data: the PDF.
        turns: how each page was turned to be upright (``RawPage.rotation``).
        places: page number to boxes on it, in points from the top left.

    Raises:
        SourceError: pdfium cannot open the PDF or load a page.
    """
    found: dict[int, list[Artwork]] = {}
    with LOCK, closing(open_document(data)) as document:
        handle = calls.handle_of(document.raw)
        for number, boxes in places.items():
            with loaded_page(handle, number - 1) as page:
                found[number] = _read_page(page, turns[number], boxes)
    return found


def _read_page(page: Handle, turn: Turn, boxes: Sequence[Box]) -> list[Artwork]:
    frame = PageFrame(turn, visible_part_of(page))
    things = PageObjects(page).drawn
    paths = [thing for thing in things if thing.kind == calls.OBJECT_PATH]
    drawn = [one for path in paths for one in _outlines(path, frame)]
    if len(paths) > _MOST_PATHS:
        drawn = []
    images = [thing for thing in things if thing.kind == calls.OBJECT_IMAGE]
    placed = [(thing, box) for thing in images if (box := _box_of_image(thing, frame))]
    return [
        Artwork(
            around,
            tuple(one for one in drawn if isinstance(one, Patch) and _within(one.box, around)),
            tuple(one for one in drawn if isinstance(one, Rule) and _within(one.box, around)),
            *cut_out(page, frame, [p for p in placed if _within(p[1], around)]),
        )
        for around in boxes
    ]


def _within(box: Box, around: Box) -> bool:
    return around.holds((box.x0 + box.x1) / 2, (box.top + box.bottom) / 2)


# ------------------------------------------------------------------ paths


_numbers: Final = tuple(ctypes.c_uint() for _ in range(4))  # red, green, blue, alpha
_numbers_at: Final = tuple(map(ctypes.byref, _numbers))
_fill, _stroke = ctypes.c_int(), ctypes.c_int()
_mode_at: Final = (ctypes.byref(_fill), ctypes.byref(_stroke))
_x, _y = ctypes.c_float(), ctypes.c_float()
_point_at: Final = (ctypes.byref(_x), ctypes.byref(_y))
_THIN: Final = 2.0
"""Points; anything thinner is a rule."""


def _outlines(path: Thing, frame: PageFrame) -> Iterator[Patch | Rule]:
    """The patches and rules of a path; a part of it that is cut off is not seen."""
    calls.draw_mode(path.handle, *_mode_at)
    filled, stroked = bool(_fill.value), bool(_stroke.value)
    count = calls.count_segments(path.handle)
    if not (filled or stroked) or count > _MOST_POINTS:
        return
    by = transform(path)
    colour = _colour(path.handle) if filled else None
    clip = _clip(path, frame)
    segments = [calls.segment_of_path(path.handle, index) for index in range(count)]
    for points in _flattened(segments, by):
        box = frame.clipped(bounds(points))
        seen = box and _cut(box, clip)
        if box is None or seen is None:
            continue
        if min(seen.width, seen.height) < _THIN:
            yield Rule(seen)
        elif colour:
            yield _patch(points, box, seen, colour, frame)
        elif stroked and len(points) > 2:  # a frame: each side of it may be an axis
            yield from (Rule(side) for side in _sides(seen))


def _patch(points: list[Point], box: Box, seen: Box, colour: Colour, frame: PageFrame) -> Patch:
    """A patch with its area and middle, as a polygon has them; one that is cut off is a box."""
    if seen != box:
        middle = ((seen.x0 + seen.x1) / 2, (seen.top + seen.bottom) / 2)
        share = _area(points)[0] / (box.width * box.height)
        return Patch(seen, colour, share * seen.width * seen.height, middle)
    area, x, y = _area(points)
    return Patch(seen, colour, area, frame.point(x, y) if area else (seen.x0, seen.top))


def _area(points: list[Point]) -> tuple[float, float, float]:
    """The area of a polygon and its middle."""
    twice = x = y = 0.0
    ox, oy = points[0]  # numbers stay small
    for (ax, ay), (bx, by) in pairwise([*points, points[0]]):
        cross = (ax - ox) * (by - oy) - (bx - ox) * (ay - oy)
        twice += cross
        x += (ax + bx - 2 * ox) * cross
        y += (ay + by - 2 * oy) * cross
    if not twice:
        return 0.0, ox, oy
    return abs(twice) / 2, ox + x / (3 * twice), oy + y / (3 * twice)


def _sides(box: Box) -> Iterator[Box]:
    yield Box(box.x0, box.top, box.x1, box.top)
    yield Box(box.x0, box.bottom, box.x1, box.bottom)
    yield Box(box.x0, box.top, box.x0, box.bottom)
    yield Box(box.x1, box.top, box.x1, box.bottom)


def _flattened(segments: Sequence[Handle], by: tuple[float, ...]) -> Iterator[list[Point]]:
    """The parts of a path as polygons, curves as short straight lines."""
    points: list[Point] = []
    controls: list[Point] = []
    for segment in segments:
        calls.point_of_segment(segment, *_point_at)
        point = moved(_x.value, _y.value, by)  # type: ignore[arg-type]
        kind = calls.type_of_segment(segment)
        if kind == calls.SEGMENT_MOVE:
            if len(points) > 1:
                yield points
            points = [point]
        elif kind == calls.SEGMENT_CURVE:
            controls.append(point)
            if len(controls) == 3:
                points += _curve(points[-1] if points else point, *controls)
                controls = []
        else:
            points.append(point)
    if len(points) > 1:
        yield points


_WEIGHTS: Final = tuple(
    (u**3, 3 * u * u * t, 3 * u * t * t, t**3)
    for t, u in ((step / _STEPS, 1 - step / _STEPS) for step in range(1, _STEPS + 1))
)


def _curve(start: Point, first: Point, second: Point, end: Point) -> list[Point]:
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = start, first, second, end
    return [
        (a * ax + b * bx + c * cx + d * dx, a * ay + b * by + c * cy + d * dy)
        for a, b, c, d in _WEIGHTS
    ]


def _colour(thing: Handle) -> Colour | None:
    """The fill colour on white; None where it is next to invisible or a pattern."""
    if not calls.fill_colour(thing, *_numbers_at):
        return None
    *colour, alpha = (number.value for number in _numbers)
    if alpha < _FAINT:
        return None
    red, green, blue = (round((c * alpha + 255 * (255 - alpha)) / 255) for c in colour)
    return red, green, blue


def _clip(path: Thing, frame: PageFrame) -> Box | None:
    """The box that a path is cut off by, or None."""
    clip = calls.clip_of_object(path.handle)
    boxes = []
    for index in range(max(0, calls.count_clips(clip)) if clip.value else 0):
        count = min(calls.count_clip_segments(clip, index), _MOST_POINTS)
        segments = [calls.segment_of_clip(clip, index, at) for at in range(count)]
        points = [point for part in _flattened(segments, path.around) for point in part]
        if points:
            boxes.append(frame.box(bounds(points)))
    if not boxes:
        return None
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Box(max(lefts), max(tops), min(rights), min(bottoms))


def _cut(box: Box, clip: Box | None) -> Box | None:
    if clip is None:
        return box
    seen = Box(
        max(box.x0, clip.x0),
        max(box.top, clip.top),
        min(box.x1, clip.x1),
        min(box.bottom, clip.bottom),
    )
    return seen if seen.x0 <= seen.x1 and seen.top <= seen.bottom else None


# ------------------------------------------------------------------ images


def _box_of_image(thing: Thing, frame: PageFrame) -> Box | None:
    by = transform(thing)
    corners = [moved(x, y, by) for x, y in ((0.0, 0.0), (1.0, 0.0), (0.0, 1.0), (1.0, 1.0))]
    return frame.clipped(bounds(corners))
