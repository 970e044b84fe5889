"""A page drawn small and in grey, to find out which of its words are visible.

Photographs without words on them take most of the time and show nothing about the words: they
are left out. Where words lie on a picture, the page is drawn once more without its words.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from itertools import chain
from typing import Final

from irp.parser.text.engines.orientation import PageFrame, Turn
from irp.parser.text.engines.pdfium import calls
from irp.parser.text.engines.pdfium.calls import Handle
from irp.parser.text.engines.pdfium.drawn import Drawn, read_drawn
from irp.parser.text.engines.pdfium.objects import PageObjects
from irp.parser.text.engines.pdfium.pages import loaded_page, visible_part_of
from irp.parser.text.engines.raw import Image, PagePicture, Raster, RawPage, has_line_shape
from irp.parser.text.model import Word

_SCALE: Final = 50 / 72
"""Pixels for each point: an "x" of 10 points is four pixels high."""
_MOST_PIXELS: Final = 4_000_000
"""A page in A4's shape has 240,000."""
_TURNS: Final[tuple[Turn, ...]] = (0, 90, 180, 270)
_WHITE: Final = b"\xff"


def draw(
    page: Handle, objects: PageObjects, drawn: Drawn, words: Sequence[Word], turns: int
) -> PagePicture | None:
    """Draw a page.

    Args:
        page: the page, open; images on it are switched off and stay so.
        objects: its objects.
        drawn: what is drawn apart from its words.
        words: its words.
        turns: quarter turns clockwise from the page as viewers display it.

    Returns:
        None where the page is too large to be drawn.
    """
    on = [any(_is_on(word, image) for word in words) for image in drawn.images]
    for handle, image, written in zip(drawn.handles, drawn.images, on, strict=True):
        if not written and not has_line_shape(image.box):
            calls.set_active(handle, 0)
    seen = _raster(page, turns)
    if seen is None or not any(on):
        return seen and PagePicture(seen, None)
    for thing in chain(objects.texts_of_page(), objects.texts.values()):
        calls.set_active(thing.handle, 0)
    return PagePicture(seen, _raster(page, turns))


def draw_read(document: Handle, page: RawPage) -> PagePicture | None:
    """Draw a page of a document that another engine has read."""
    turn: Turn = _TURNS[page.rotation // 90 % 4]
    with loaded_page(document, page.number - 1) as handle:
        objects = PageObjects(handle)
        drawn = read_drawn(objects, PageFrame(turn, visible_part_of(handle)))
        turns = (turn // 90 - calls.rotation_of_page(handle)) % 4
        return draw(handle, objects, drawn, [*page.words, *page.turned], turns)


def _raster(page: Handle, turns: int) -> Raster | None:
    width, height = calls.width_of_page(page), calls.height_of_page(page)
    if turns % 2:
        width, height = height, width
    across, down = max(1, round(width * _SCALE)), max(1, round(height * _SCALE))
    if min(width, height) < 1 or across * down > _MOST_PIXELS:
        return None
    pixels = bytearray(_WHITE * (across * down))
    room = (ctypes.c_char * len(pixels)).from_buffer(pixels)
    bitmap = calls.new_bitmap(across, down, calls.GREY, ctypes.byref(room), across)
    if not bitmap.value:
        return None
    calls.render_page(bitmap, page, 0, 0, across, down, turns, 0)
    calls.destroy_bitmap(bitmap)
    return Raster(across, down, across / width, bytes(pixels))


def _is_on(word: Word, image: Image) -> bool:
    x0, top, x1, bottom = image.box
    return x0 < word.x1 and word.x0 < x1 and top < word.baseline < bottom + word.size / 2
