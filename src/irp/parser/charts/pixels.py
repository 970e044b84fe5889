"""The areas and lines of a picture: what drawing gives exactly is found again in its pixels.

Pixels of one colour that touch are an area, whatever is written on it. Edges are blurred and
compression adds noise, so colours are the same within ``SHADES`` and what is thinner than a few
pixels is no area.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, reduce
from statistics import median
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from irp.parser.charts.model import near
from irp.parser.patterns import Pattern
from irp.parser.text.engines.pdfium.artwork import Colour, Patch, Rule
from irp.parser.text.engines.pdfium.cutouts import Pixels
from irp.record.spans import Box

if TYPE_CHECKING:
    from PIL.Image import Image

SHADES: Final = 18
"""How far the same colour may differ from pixel to pixel, in steps of 255."""
_STEP: Final = 8
"""Of 255: colours are counted in steps of this size."""
_FEWEST: Final = 20
"""Pixels; the fewest of a colour that is looked for."""
_MOST_COLOURS: Final = 24
_MOST_RUNS: Final = 40_000
"""Of one colour; a photograph has more."""
_MOST_AREAS: Final = 400
_PALE, _GROUND, _GROUND_SHARE = 214, 200, 0.2
"""Paper, grids and grounds are at least so pale; the latter take this share of a picture."""
_THICK: Final = 1.9
"""Points; an area is thicker."""
_LEAST: Final = 12.0
"""Square points; the least area."""
_ODD: Final = 3
"""Pixels: how far compression changes an edge."""
_LINE_STEP: Final = 10
"""Of 255: how far a line differs from what is on both sides of it."""
_LINE: Final = 12.0
"""Points; the least length of a line."""
_RUN: Final = Pattern("\xff+")


class PixelRun(NamedTuple):
    """Pixels of one colour side by side: their row, the first and the one after the last."""

    y: int
    x0: int
    x1: int


class Shapes(NamedTuple):
    """What is in a picture apart from words: areas of one colour, and straight lines."""

    pixels: Pixels
    areas: tuple[tuple[Colour, Sequence[PixelRun]], ...]
    rules: tuple[Rule, ...]

    def patches(self, words: Sequence[Box]) -> tuple[Patch, ...]:
        """The areas in points of the page, with what the words in these boxes hide of them."""
        return tuple(_patch(runs, colour, self.pixels, words) for colour, runs in self.areas)


@lru_cache(maxsize=4)
def shapes_of(pixels: Pixels) -> Shapes:
    """The areas and lines of a picture; none where it has as many as a photograph.

    The last few are kept, as a second figure or engine asks for them again.
    """
    from PIL import Image

    image = Image.frombytes("RGB", (pixels.width, pixels.height), pixels.data)
    areas = [
        (colour, runs)
        for colour, mask in _masks(image, pixels.scale)
        for runs in _areas(mask)
        if sum(run.x1 - run.x0 for run in runs) >= _LEAST * pixels.scale**2
    ]
    if not 0 < len(areas) <= _MOST_AREAS:
        return Shapes(pixels, (), ())
    return Shapes(pixels, tuple(areas), tuple(_rules(image, pixels)))


# ------------------------------------------------------------------ colours


def _masks(image: Image, scale: float) -> Iterator[tuple[Colour, Image]]:
    """The colours of areas, and white where each is; not the paper and the ground of a plot.

    A pixel that could be of two colours is of the commoner one.
    """
    from PIL import Image as Images
    from PIL import ImageChops

    size = image.width * image.height
    taken = Images.new("L", image.size)
    for colour, count in _colours(image):
        plain = Images.new("RGB", image.size, colour)
        near_it = _steps(ImageChops.difference(image, plain)).point(
            [255 * (step <= SHADES) for step in range(256)]
        )
        mask = ImageChops.subtract(near_it, taken)
        taken = ImageChops.lighter(taken, near_it)
        if not _is_ground(colour, count / size):
            yield colour, _opened(mask, max(3, round(_THICK * scale)))


def _colours(image: Image) -> list[tuple[Colour, int]]:
    """The colours of a picture and their pixels, the commonest first."""
    counted = image.point([value - value % _STEP + _STEP // 2 for value in range(256)] * 3)
    known: list[tuple[Colour, int]] = []
    found: list[tuple[int, Any]] = counted.getcolors(image.width * image.height) or []
    for count, colour in sorted(found, reverse=True):
        if count < _FEWEST or len(known) == _MOST_COLOURS:
            break
        if not any(near(colour, other, SHADES) for other, _ in known):
            known.append((colour, count))
    return known


def _is_ground(colour: Colour, share: float) -> bool:
    palest = min(colour)
    return palest >= _PALE or (palest >= _GROUND and share >= _GROUND_SHARE)


def _opened(mask: Image, thick: int) -> Image:
    """A mask without what is thinner than some pixels."""
    from PIL import ImageChops

    for sign, combine in ((1, ImageChops.darker), (-1, ImageChops.lighter)):
        for across, down in ((sign, 0), (0, sign)):
            reached = 1
            while reached < thick:
                step = min(reached, thick - reached)
                moved = ImageChops.offset(mask, across * step, down * step)
                mask, reached = combine(mask, moved), reached + step
        if not mask.getbbox():
            break  # noise, as most colours of a JPEG are
    return mask


def _steps(difference: Image) -> Image:
    """The largest of the three differences at each pixel."""
    from PIL import ImageChops

    return reduce(ImageChops.lighter, difference.split())


# ------------------------------------------------------------------ areas


def _runs(mask: Image, least: int = 1) -> Iterator[PixelRun]:
    left, top, right, bottom = mask.getbbox() or (0, 0, 0, 0)
    width = right - left + 1  # with a column of black, where the runs of a row end
    white = mask.crop((left, top, right + 1, bottom)).tobytes().decode("latin-1")
    for found in _RUN.finditer(white):
        first, end = found.span()
        if end - first >= least:
            y, x = divmod(first, width)
            yield PixelRun(top + y, left + x, left + x + end - first)


def _areas(mask: Image) -> list[list[PixelRun]]:
    """The runs of each area: those that touch."""
    groups: dict[int, list[PixelRun]] = {}
    above: list[tuple[PixelRun, int]] = []
    row: list[tuple[PixelRun, int]] = []
    for count, run in enumerate(_runs(mask)):
        if count >= _MOST_RUNS:
            return []
        if row and row[-1][0].y < run.y:
            above, row = (row, []) if row[-1][0].y == run.y - 1 else ([], [])
        touched = {group for other, group in above if other.x0 < run.x1 and run.x0 < other.x1}
        first, *others = sorted(touched, key=lambda group: -len(groups[group])) or [count]
        groups.setdefault(first, []).append(run)
        for other in others:
            groups[first] += groups.pop(other)
        if others:
            above = [(one, first if group in others else group) for one, group in above]
            row = [(one, first if group in others else group) for one, group in row]
        row.append((run, first))
    return [*groups.values()]


def _patch(runs: Sequence[PixelRun], colour: Colour, pixels: Pixels, words: Sequence[Box]) -> Patch:
    scale, left, top = pixels.scale, pixels.box.x0, pixels.box.top
    whole = _Frame(
        min(run.x0 for run in runs),
        min(run.y for run in runs),
        max(run.x1 for run in runs),
        max(run.y for run in runs) + 1,
    )
    frame = _rectangle(runs, whole)
    x0, y0, x1, y1 = (edge / scale for edge in frame)
    box = Box(left + x0, top + y0, left + x1, top + y1)
    area = sum(run.x1 - run.x0 for run in runs)
    x = sum((run.x1 - run.x0) * (run.x0 + run.x1) / 2 for run in runs) / area
    y = sum((run.x1 - run.x0) * (run.y + 0.5) for run in runs) / area
    hidden = sum(_hidden(runs, word, pixels) for word in words if _touch(box, word))
    return Patch(box, colour, (area + hidden) / scale**2, (left + x / scale, top + y / scale))


class _Frame(NamedTuple):
    x0: int
    y0: int
    x1: int
    y1: int


def _rectangle(runs: Sequence[PixelRun], whole: _Frame) -> _Frame:
    """The edges of a rectangle, without the odd pixels that compression adds to it.

    Of what is no rectangle, the edges of all of it.
    """
    rows: dict[int, tuple[int, int]] = {}
    for y, x0, x1 in runs:
        left, right = rows.get(y, (x0, x1))
        rows[y] = min(left, x0), max(right, x1)
    lefts, rights = zip(*rows.values(), strict=True)
    x0, x1 = round(median(lefts)), round(median(rights))
    long = [y for y, (left, right) in rows.items() if right - left >= 0.5 * (x1 - x0)]
    frame = _Frame(x0, min(long), x1, max(long) + 1)
    apart = max(abs(a - b) for a, b in zip(frame, whole, strict=True))
    return frame if apart <= _ODD else whole


def _touch(box: Box, word: Box) -> bool:
    return (
        box.x0 <= word.x0
        and word.x1 <= box.x1
        and box.top <= word.top
        and word.bottom <= box.bottom
    )


def _hidden(runs: Iterable[PixelRun], word: Box, pixels: Pixels) -> int:
    """The pixels of an area that a word hides, where it is written on it; else 0."""
    scale, box = pixels.scale, pixels.box
    x0, x1 = round((word.x0 - box.x0) * scale), round((word.x1 - box.x0) * scale)
    y0, y1 = round((word.top - box.top) * scale), round((word.bottom - box.top) * scale)
    seen = sum(max(0, min(r.x1, x1) - max(r.x0, x0)) for r in runs if y0 <= r.y < y1)
    whole = (x1 - x0) * (y1 - y0)
    return whole - seen if seen >= whole / 3 else 0


# ------------------------------------------------------------------ lines


def _rules(image: Image, pixels: Pixels) -> Iterator[Rule]:
    """The straight lines: thin, and unlike what is on both sides of them."""
    from PIL.Image import Transpose

    scale, box = pixels.scale, pixels.box
    for y, x0, x1 in _level(image, scale):
        at = box.top + y / scale
        yield Rule(Box(box.x0 + x0 / scale, at, box.x0 + x1 / scale, at))
    for x, y0, y1 in _level(image.transpose(Transpose.TRANSPOSE), scale):
        at = box.x0 + x / scale
        yield Rule(Box(at, box.top + y0 / scale, at, box.top + y1 / scale))


def _level(image: Image, scale: float) -> Iterator[tuple[float, int, int]]:
    """The level lines of a picture: the middle of each, where it begins and ends."""
    from PIL import ImageChops

    beside = max(3, round(_THICK * scale) + 1)
    sides = [
        _steps(ImageChops.difference(image, ImageChops.offset(image, 0, n)))
        for n in (beside, -beside)
    ]
    mask = reduce(ImageChops.darker, sides).point([255 * (s >= _LINE_STEP) for s in range(256)])
    rows: dict[int, list[PixelRun]] = {}
    for run in _runs(mask, round(_LINE * scale)):
        rows.setdefault(run.y, []).append(run)
    begins = [y for y in rows if y - 1 not in rows]
    ends = [y for y in rows if y + 1 not in rows]
    for first, last in zip(begins, ends, strict=True):
        found = [run for y in range(first, last + 1) for run in rows[y]]
        yield (
            (first + last + 1) / 2,
            min(run.x0 for run in found),
            max(run.x1 for run in found),
        )
