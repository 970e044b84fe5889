"""Ink that nothing accounts for: a line that is visible but is not among the words.

A heading may be drawn as outlines or be a picture; letters may have no characters. What words,
boxes, rules and pictures account for is erased from the page's picture; lines of ink that remain
were not read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from irp.parser.text.engines.raw import HIGHEST_LINE, DrawnShape, Raster, RawPage, has_line_shape
from irp.parser.text.model import Word
from irp.record.spans import Box

_DARK: Final = 200
_INK: Final = bytes(int(level < _DARK) for level in range(256))
_ABOVE, _BELOW = 1.0, 0.4
"""Of the size: how far letters, accents included, reach from their baseline."""
_WITHIN: Final = 0.6
"""Of the size: the widest gap between words of one line; in a wider one a word may be missing."""
_LETTER: Final = 0.85
"""Of the size: how far capitals and digits reach above the baseline, blurred."""
_LOW: Final = 0.5
_SMALL: Final = 0.62
"""Of the size: what is lower is no letter; what is lower and not as wide may be a bullet."""
_NEAR: Final = 1.0
"""Of the size: how far from the next word the end of a word reaches."""
_EDGE: Final = 2.0
"""Points by which letters may reach beyond their words."""
_AROUND: Final = 2.0
"""Width of the blurred edge around a box or a picture, in points."""
_BULGE: Final = 0.25
"""Of a box: how far a curve reaches beyond it."""
_SPACE: Final = 30.0
"""Points without ink that end a line."""


def unread_ink(page: RawPage) -> list[Box]:
    """The boxes of lines of ink in a page's column of text that nothing accounts for."""
    if page.picture is None or not page.words:
        return []
    raster = page.picture.seen
    ink = bytearray(raster.pixels.translate(_INK))
    for box in _accounted(page):
        _wipe(ink, raster, box)
    if 1 not in ink:
        return []
    column = min(word.x0 for word in page.words), max(word.x1 for word in page.words)
    lines = [box for box in _lines(ink, raster) if box.x0 < column[1] and box.x1 > column[0]]
    near: dict[float, Box] = {}  # one for each line
    for box in _next_to_words(ink, raster, page.words):
        if not _is_in(box, lines):
            near[box.top] = Box.around([box, near.get(box.top, box)])
    return [*lines, *near.values()]


def _accounted(page: RawPage) -> Iterator[Box]:
    for x0, x1, baseline, size in _stretches(page.words):
        yield Box(x0 - _EDGE, baseline - _ABOVE * size, x1 + _EDGE, baseline + _BELOW * size)
    for word in page.turned:
        yield Box(word.x0 - 2, 0, word.x1 + 2, word.baseline + 2)
    for shape in page.shapes:
        yield from _of_shape(shape)
    for image in page.images:
        if not has_line_shape(image.box):
            yield _grown(image.box)


def _stretches(words: Sequence[Word]) -> Iterator[tuple[float, float, float, float]]:
    """Words that follow each other on a line, several in one: x0, x1, baseline, size."""
    x0 = x1 = baseline = size = 0.0
    for word in words:
        if word.baseline == baseline and -size < word.x0 - x1 < _WITHIN * size:
            x1 = word.x1
            continue
        if size:
            yield x0, x1, baseline, size
        x0, x1, baseline, size = word.x0, word.x1, word.baseline, word.size
    if size:
        yield x0, x1, baseline, size


def _of_shape(shape: DrawnShape) -> Iterator[Box]:
    """The boxes that a shape accounts for, unless it is an outline of letters."""
    x0, top, x1, bottom = shape.box
    if not shape.curved and shape.filled:
        yield _grown(shape.box)
    elif not shape.curved:
        yield _grown(Box(x0, top, x1, top))
        yield _grown(Box(x0, bottom, x1, bottom))
        yield _grown(Box(x0, top, x0, bottom))
        yield _grown(Box(x1, top, x1, bottom))
    elif bottom - top > HIGHEST_LINE:
        yield bulging(shape.box)


def bulging(box: Box) -> Box:
    """A box enlarged by how far curves may reach beyond it: only their ends are known."""
    across, down = _BULGE * (box.x1 - box.x0), _BULGE * (box.bottom - box.top)
    return Box(box.x0 - across, box.top - down, box.x1 + across, box.bottom + down)


def _grown(box: Box) -> Box:
    x0, top, x1, bottom = box
    return Box(x0 - _AROUND, top - _AROUND, x1 + _AROUND, bottom + _AROUND)


def _wipe(ink: bytearray, raster: Raster, box: Box) -> None:
    scale, width = raster.scale, raster.width
    first, last = max(0, int(box.x0 * scale)), min(width, int(box.x1 * scale) + 1)
    if first >= last:
        return
    nothing = bytes(last - first)
    top, bottom = max(0, int(box.top * scale)), min(raster.height, int(box.bottom * scale) + 1)
    for row in range(top * width, bottom * width, width):
        ink[row + first : row + last] = nothing


def _lines(ink: bytearray, raster: Raster) -> Iterator[Box]:
    """The boxes of remaining ink that has the shape of a line of letters."""
    width, scale = raster.width, raster.scale
    rows = [1 in ink[y * width : (y + 1) * width] for y in range(raster.height)]
    for top, bottom in _runs(rows, 1):
        columns = 0
        for y in range(top, bottom):
            columns |= int.from_bytes(ink[y * width : (y + 1) * width], "big")
        for left, right in _runs(columns.to_bytes(width, "big"), _SPACE * scale):
            box = Box(*(round(edge / scale, 1) for edge in (left, top, right, bottom)))
            if has_line_shape(box):
                yield box


def _next_to_words(ink: bytearray, raster: Raster, words: Sequence[Word]) -> Iterator[Box]:
    """The boxes of remaining ink as high as letters, a blank before or after words of a line."""
    width, scale = raster.width, raster.scale
    for x0, x1, baseline, size in _stretches(words):
        top = max(0, round((baseline - _LETTER * size) * scale))
        bottom = min(raster.height, round(baseline * scale))  # a word may be cut by the page's foot
        for start, end in ((x0 - _NEAR * size, x0 - _EDGE), (x1 + _EDGE, x1 + _NEAR * size)):
            first, last = max(0, int(start * scale)), min(width, int(end * scale))
            rows = [ink[y * width + first : y * width + last] for y in range(top, bottom)]
            down = sum(1 in row for row in rows) / scale
            if down < _LOW * size:
                continue
            across = sum(map(any, zip(*rows, strict=True))) / scale
            if max(down, across) >= _SMALL * size:
                yield Box(*(round(edge, 1) for edge in (start, top / scale, end, bottom / scale)))


def _is_in(box: Box, others: Sequence[Box]) -> bool:
    x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
    return any(other.holds(x, y) for other in others)


def _runs(marked: Sequence[int], space: float) -> Iterator[tuple[int, int]]:
    """Stretches [start, end) of marked places, over spaces of fewer places than this."""
    start = end = -1
    for place, mark in enumerate(marked):
        if not mark:
            continue
        if start >= 0 and place - end >= space:
            yield start, end
            start = place
        elif start < 0:
            start = place
        end = place + 1
    if start >= 0:
        yield start, end
