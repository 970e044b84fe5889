"""Turned pages and turned text: one frame of coordinates for each direction.

PDF space has its origin at the bottom left. A ``PageFrame`` turns it so that text of one direction
reads from left to right and counts from the top left of the visible page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Final, Literal, NamedTuple

from irp.parser.text.model import Word
from irp.record.spans import Box

Turn = Literal[0, 90, 180, 270]
Corners = tuple[float, float, float, float]
_X0, _X1, _BASELINE = itemgetter(1), itemgetter(2), itemgetter(3)
_SKEW: Final = 0.05
"""Tangent of the angle up to which text counts as straight; scans are skewed by a degree or so."""


class PageFrame(NamedTuple):
    """Coordinates in which text of one direction runs along the lines.

    Attributes:
        turn: the text's direction in PDF space, in degrees counter-clockwise.
        visible: the visible page in PDF space: left, bottom, right, top.
    """

    turn: Turn
    visible: Corners

    @property
    def width(self) -> float:
        """Width of the page in this frame."""
        x0, y0, x1, y1 = self.visible
        return x1 - x0 if self.turn in (0, 180) else y1 - y0

    @property
    def height(self) -> float:
        """Height of the page in this frame."""
        x0, y0, x1, y1 = self.visible
        return y1 - y0 if self.turn in (0, 180) else x1 - x0

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of PDF space in this frame."""
        left, bottom, right, top = self.visible
        if self.turn == 0:
            return x - left, top - y
        if self.turn == 90:
            return y - bottom, x - left
        if self.turn == 180:
            return right - x, y - bottom
        return top - y, right - x

    def back(self, x: float, y: float) -> tuple[float, float]:
        """A point of this frame in PDF space."""
        left, bottom, right, top = self.visible
        if self.turn == 0:
            return x + left, top - y
        if self.turn == 90:
            return y + left, x + bottom
        if self.turn == 180:
            return right - x, y + bottom
        return right - y, top - x

    def box(self, corners: Corners) -> Box:
        """A rectangle of PDF space in this frame."""
        ax, ay = self.point(corners[0], corners[1])
        bx, by = self.point(corners[2], corners[3])
        return Box(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))

    def clipped(self, corners: Corners) -> Box | None:
        """The part of a rectangle of PDF space that can be seen, in this frame."""
        x0, top, x1, bottom = self.box(corners)
        width, height = self.width, self.height
        if x1 < 0 or bottom < 0 or x0 > width or top > height:
            return None
        return Box(max(x0, 0.0), max(top, 0.0), min(x1, width), min(bottom, height))

    def moved(self, box: Box, other: PageFrame) -> Box:
        """A box of another frame in this one."""
        return self.box((*other.back(box.x0, box.top), *other.back(box.x1, box.bottom)))


def turn_of(a: float, b: float) -> Turn | None:
    """The direction of text drawn with a matrix that starts with a and b; None where slanted."""
    if abs(b) <= _SKEW * abs(a):
        return 0 if a > 0 else 180
    if abs(a) <= _SKEW * abs(b):
        return 90 if b > 0 else 270
    return None


def visible_part(page: Corners, crop: Corners, rotation: int) -> Corners:
    """The visible part of a page whose media and crop box are given, in turned PDF space.

    pdfminer turns the page by its rotation and moves the media box's corner to the origin.
    """
    x0, y0, x1, y1 = page
    left, right = max(x0, min(crop[0], crop[2])) - x0, min(x1, max(crop[0], crop[2])) - x0
    bottom, top = max(y0, min(crop[1], crop[3])) - y0, min(y1, max(crop[1], crop[3])) - y0
    width, height = x1 - x0, y1 - y0
    if right - left < 1 or top - bottom < 1:  # a crop box outside the page: viewers ignore it
        left, bottom, right, top = 0.0, 0.0, width, height
    if rotation == 90:
        return bottom, width - right, top, width - left
    if rotation == 180:
        return width - right, height - top, width - left, height - bottom
    if rotation == 270:
        return height - top, left, height - bottom, right
    return left, bottom, right, top


# ------------------------------------------------------------------ words in frames


def moved_words(words: Iterable[Word], frame: PageFrame, other: PageFrame) -> Iterator[Word]:
    """Words of one frame in another, in which they run up or down: the edges of their boxes.

    The lower edge becomes the baseline.
    """
    for word in words:
        box = Box(word.x0, word.baseline - word.size, word.x1, word.baseline)
        moved = other.moved(box, frame)
        yield word._replace(x0=moved.x0, x1=moved.x1, baseline=moved.bottom)


def inside(words: Sequence[Word], frame: PageFrame) -> list[Word]:
    """Leave out words outside the page, but not the end of a line that runs off it."""
    width, height = frame.width, frame.height
    if not words or (
        max(map(_X0, words)) < width
        and min(map(_X1, words)) > 0
        and min(map(_BASELINE, words)) > 0
        and max(map(_BASELINE, words)) < height
    ):
        return list(words)
    kept: list[Word] = []
    last: Word | None = None
    for word in words:
        seen = word.x1 > 0 and word.x0 < width and 0 < word.baseline < height + word.size / 4
        if seen or (last is not None and _continues(last, word)):
            kept.append(word)
            last = word
    return kept


def _continues(last: Word, word: Word) -> bool:
    return abs(word.baseline - last.baseline) < 1 and 0 <= word.x0 - last.x1 < word.size
