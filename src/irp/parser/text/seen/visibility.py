"""Which words of a page are visible: those in whose place its picture shows contrast.

A word that is clipped, of the paper's colour, switched off or under a box shows none. Where a
word lies on an image, the image has contrast of its own; there the page is compared with the same
page drawn without its words.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from enum import Enum, auto
from typing import Final

from irp.parser.text.engines.raw import TALLEST, Raster, RawPage
from irp.parser.text.model import Word
from irp.record.spans import Box

_BAND: Final = 0.45
"""Of the size: how far the lower part of letters reaches above the baseline."""
_HEIGHT: Final = 0.75
"""Of the size: how far letters reach above the baseline."""
_DARK: Final = 200
_LIGHT: Final = 226
"""Levels of grey, of 255, below which a pixel counts as ink and from which as paper."""
_CONTRAST: Final = 12
"""The fewest levels by which visible ink and paper differ."""
_BITS: Final = bytes(1 if level < _DARK else 2 if level >= _LIGHT else 0 for level in range(256))
_INK, _PAPER, _BOTH = 1, 2, b"\x03"
_PART: Final = 0.8
"""Of the size: the smallest part of a word that is examined by itself, about two letters."""
_RULE: Final = 2.0
"""Points; anything thinner does not cover a word."""
_SCAN: Final = 0.5
"""Share of the page from which an image is a scan of it."""
_BLACK: Final = 64


class Sight(Enum):
    """What a person sees of a word.

    ``HIDDEN``: nothing is painted there. ``COVERED``: something else is, which hides the word or
    part of it. ``RECOGNISED``: the word belongs to a layer of recognised text over a scan.
    """

    SEEN = auto()
    HIDDEN = auto()
    COVERED = auto()
    RECOGNISED = auto()


def sights(page: RawPage, words: Sequence[Word]) -> dict[int, Sight]:
    """What a person sees of a page's words, by their index; visible words are left out."""
    if page.picture is None or not words:
        return {}
    raster = page.picture.seen
    bits = raster.pixels.translate(_BITS)
    unseen: dict[int, Sight] = {}
    covers = _covers(page)
    for index in _without_contrast(raster, bits, words):
        word = words[index]
        if any(_overlap(word, box) for box in covers):
            unseen[index] = Sight.COVERED
        elif not _has_contrast(raster, word, word.x0, word.x1, _HEIGHT):  # not cut off halfway
            unseen[index] = Sight.HIDDEN
    unseen |= dict.fromkeys(_under(raster, bits, words, covers), Sight.COVERED)
    if page.picture.bare:
        unseen |= _not_painted(page, raster, page.picture.bare, words)
    return _with_signs(words, unseen, page.width) if unseen else unseen


# ------------------------------------------------------------------ contrast


def _without_contrast(raster: Raster, bits: bytes, words: Sequence[Word]) -> list[int]:
    """The indexes of words in whose place there is no contrast.

    The rows of a line are combined once, so that nearly every word takes one look-up.
    """
    found: list[int] = []
    scale = raster.scale
    profile, at = b"", (-1.0, -1.0)
    for index, (text, x0, x1, baseline, size, _, _, _) in enumerate(words):
        if at != (baseline, size):
            profile, at = _profile(raster, bits, baseline, size), (baseline, size)
        first, last = int(x0 * scale), int(x1 * scale) + 1
        if profile.find(_BOTH, max(0, first), last) >= 0 or not any(map(str.isalnum, text)):
            continue
        if not _has_contrast(raster, words[index], x0, x1):
            found.append(index)
    return found


def _profile(raster: Raster, bits: bytes, baseline: float, size: float) -> bytes:
    """For each column of pixels the bits of ink and paper that a line's rows show in it."""
    width = raster.width
    union = 0
    for row in _rows(raster, baseline, size):
        union |= int.from_bytes(bits[row * width : (row + 1) * width], "big")
    return union.to_bytes(width, "big")


def _rows(raster: Raster, baseline: float, size: float, band: float = _BAND) -> range:
    """The rows of pixels that a line's letters take, up to a share of the size."""
    last = min(raster.height, round(baseline * raster.scale))
    first = min(last - 2, round((baseline - band * size) * raster.scale))
    return range(max(0, first), max(0, last))


def _pixels(raster: Raster, word: Word, x0: float, x1: float, band: float = _BAND) -> bytes:
    """The pixels in a word's place."""
    first, last = max(0, int(x0 * raster.scale)), max(0, int(x1 * raster.scale) + 1)
    width = raster.width
    last = min(last, width)
    rows = _rows(raster, word.baseline, word.size, band)
    return b"".join([raster.pixels[row * width + first : row * width + last] for row in rows])


def _has_contrast(raster: Raster, word: Word, x0: float, x1: float, band: float = _BAND) -> bool:
    pixels = _pixels(raster, word, x0, x1, band)
    # What is outside the page's picture cannot be judged.
    return not pixels or max(pixels) - min(pixels) >= _CONTRAST


# ------------------------------------------------------------------ what covers words


def _covers(page: RawPage) -> list[Box]:
    """What may lie on words: filled shapes and images, but not the page's background."""
    most = _SCAN * page.width * page.height
    boxes = [shape.box for shape in page.shapes if shape.filled]
    boxes += [image.box for image in page.images]
    return [
        box
        for box in boxes
        if min(box.x1 - box.x0, box.bottom - box.top) > _RULE
        and (box.x1 - box.x0) * (box.bottom - box.top) < most
    ]


def _overlap(word: Word, box: Box) -> bool:
    middle = word.baseline - _BAND / 2 * word.size
    return box.x0 < word.x1 and word.x0 < box.x1 and box.top <= middle <= box.bottom


def _under(
    raster: Raster, bits: bytes, words: Sequence[Word], covers: Sequence[Box]
) -> Iterator[int]:
    """The indexes of words of which a part lies in a box and shows no contrast there."""
    order = sorted(range(len(words)), key=lambda index: words[index].baseline) if covers else []
    baselines = [words[index].baseline for index in order]
    inwards = 1 / raster.scale  # the box's edge is blurred
    profile, at = b"", (-1.0, -1.0)
    for box in covers:
        last = bisect_right(baselines, box.bottom + TALLEST)
        for index in order[bisect_left(baselines, box.top) : last]:
            word = words[index]
            x0, x1 = max(word.x0, box.x0) + inwards, min(word.x1, box.x1) - inwards
            if x1 - x0 < _PART * word.size or not _overlap(word, box):
                continue
            if at != (word.baseline, word.size):
                at = (word.baseline, word.size)
                profile = _profile(raster, bits, *at)
            seen = profile.find(_BOTH, int(x0 * raster.scale) + 1, int(x1 * raster.scale)) >= 0
            if not seen and not _has_contrast(raster, word, x0, x1):
                yield index


def _not_painted(
    page: RawPage, seen: Raster, bare: Raster, words: Sequence[Word]
) -> dict[int, Sight]:
    """The words on images that are not painted, or painted over."""
    images = [image.box for image in page.images]
    unpainted = [
        index
        for index, word in enumerate(words)
        if any(_overlap(word, box) for box in images)
        and _pixels(seen, word, word.x0, word.x1) == _pixels(bare, word, word.x0, word.x1)
    ]
    share = sum((b.x1 - b.x0) * (b.bottom - b.top) for b in set(images))
    scan = share > _SCAN * page.width * page.height and 2 * len(unpainted) > len(words)
    if not scan:
        return dict.fromkeys(unpainted, Sight.COVERED)
    return {
        index: Sight.COVERED if _is_black(bare, words[index]) else Sight.RECOGNISED
        for index in unpainted
    }


def _is_black(raster: Raster, word: Word) -> bool:
    pixels = _pixels(raster, word, word.x0, word.x1)
    return bool(pixels) and max(pixels) < _BLACK


def _with_signs(words: Sequence[Word], unseen: dict[int, Sight], width: float) -> dict[int, Sight]:
    """The words that are not visible, with the signs beside them and what runs off the page there.

    A dash or a stop has too little ink to be judged by it.
    """
    for step, order in ((-1, range(len(words))), (1, range(len(words) - 1, -1, -1))):
        for index in order:
            word, beside = words[index], index + step
            if index in unseen or beside not in unseen:
                continue
            unjudged = word.x0 >= width or not any(map(str.isalnum, word.text))
            if unjudged and abs(word.baseline - words[beside].baseline) < 1:
                unseen[index] = unseen[beside]
    return unseen
