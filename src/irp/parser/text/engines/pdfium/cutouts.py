"""The part of a page that pictures take, as it is seen: pixels."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from math import ceil
from typing import Final, NamedTuple

from irp.parser.text.engines.orientation import PageFrame
from irp.parser.text.engines.pdfium import calls
from irp.parser.text.engines.pdfium.calls import Handle
from irp.parser.text.engines.pdfium.objects import Thing
from irp.record.spans import Box

_MOST_PIXELS: Final = 12_000_000
"""A picture of half an A4 page at 300 dpi has 4,300,000."""
_FINEST: Final = 160 / 72
"""Pixels for each point: what is finer is drawn so. Letters of 7 points are 11 pixels high."""
_SMALLEST: Final = 40.0
"""Points; the least width and height of a picture of a chart."""
_WHITE: Final = b"\xff"


class Pixels(NamedTuple):
    """Pictures as they are seen on the page, with all that is drawn on them.

    Attributes:
        box: around them, in points from the page's top left.
        scale: pixels for each point.
        width, height: in pixels.
        data: row by row, a byte each for red, green and blue.
    """

    box: Box
    scale: float
    width: int
    height: int
    data: bytes


def is_large(box: Box) -> bool:
    """Whether a picture is large enough for a chart."""
    return min(box.width, box.height) >= _SMALLEST


def cut_out(
    page: Handle, frame: PageFrame, images: Sequence[tuple[Thing, Box]]
) -> tuple[Pixels | None, str]:
    """The part of a page that images take, drawn, or why there are no pixels.

    Args:
        page: the page.
        frame: its coordinates.
        images: the images and their boxes.
    """
    images = [(thing, box) for thing, box in images if is_large(box)]
    if not images:
        return None, ""
    finest = 1.0
    for thing, box in images:
        across, down = _size(thing)
        if across * down > _MOST_PIXELS:
            return None, f"it is a picture of more than {_MOST_PIXELS:,} pixels"
        finest = max(finest, across / box.width, down / box.height)
    # As fine as the image, or a whole part of it, so that edges stay sharp.
    scale = finest / ceil(finest / _FINEST)
    pixels = _drawn(page, frame, Box.around(box for _, box in images), scale)
    return pixels, "" if pixels else "its picture could not be drawn"


def _size(thing: Thing) -> tuple[int, int]:
    width, height = ctypes.c_uint(), ctypes.c_uint()
    calls.size_of_image(thing.handle, ctypes.byref(width), ctypes.byref(height))
    return width.value, height.value


def _drawn(page: Handle, frame: PageFrame, box: Box, scale: float) -> Pixels | None:
    """A part of a page as it is seen."""
    turns = (frame.turn // 90 - calls.rotation_of_page(page)) % 4
    left, top = round(box.x0 * scale), round(box.top * scale)
    across, down = round(box.x1 * scale) - left, round(box.bottom * scale) - top
    whole = (round(frame.width * scale), round(frame.height * scale))
    if min(across, down) < 1 or across * down > _MOST_PIXELS:
        return None
    stride = 4 * across
    pixels = bytearray(_WHITE * (stride * down))
    room = (ctypes.c_char * len(pixels)).from_buffer(pixels)
    bitmap = calls.new_bitmap(across, down, calls.COLOUR, ctypes.byref(room), stride)
    if not bitmap.value:
        return None
    calls.render_page(bitmap, page, -left, -top, *whole, turns, 0)
    calls.destroy_bitmap(bitmap)
    rgb = bytearray(3 * across * down)
    for channel in range(3):  # pdfium has blue first
        rgb[channel::3] = pixels[2 - channel :: 4]
    at = Box(left / scale, top / scale, (left + across) / scale, (top + down) / scale)
    return Pixels(at, scale, across, down, bytes(rgb))
