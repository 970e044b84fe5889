"""Charts that are pictures: their areas from the pixels, their words by the recogniser."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from irp.parser.charts.labels import WordRun, labels_of
from irp.parser.charts.model import Chart, Terms, UnreadChartError
from irp.parser.charts.pixels import SHADES, shapes_of
from irp.parser.text import recogniser
from irp.parser.text.engines.pdfium.artwork import Patch
from irp.parser.text.engines.pdfium.cutouts import Pixels
from irp.parser.text.recogniser import RecognisedLine, RecogniserError
from irp.record.spans import Box
from irp.record.vocabulary import Witness

if TYPE_CHECKING:
    from PIL.Image import Image

_SLACK: Final = 2.4
"""Pixels: how far places may be off."""
_TALLEST: Final = 20.0
"""Points; the tallest letters of a label."""
_EDGE: Final = 1.5
"""Points: how wide the blurred edge of a key is."""
_LARGEST_KEY: Final = 14.0
"""Points."""
_FULL: Final = 0.7
"""Of its box: the least area of a key, which may be round."""
_GAP: Final = 0.75
"""Of the height of letters: a wider gap separates two labels."""
_INK: Final = 80
"""Of 255: how much letters differ from what they are written on."""


def charts_of_picture(pixels: Pixels, printed: Sequence[WordRun]) -> Iterator[Chart]:
    """A picture as a chart, then the same with its words looked for more thoroughly.

    Nothing where it has no areas of colour, as a photograph has none; nothing more where none of
    its words are a chart's.

    Args:
        pixels: the picture.
        printed: words of the page's text in its place.

    Raises:
        UnreadChartError: the recogniser failed.
    """
    shapes = shapes_of(pixels)
    if not shapes.areas:
        return
    for longest in (recogniser.QUICK, recogniser.THOROUGH):
        runs = [*printed, *_recognised(pixels, shapes.patches(()), printed, longest)]
        chart = Chart(
            pixels.box,
            shapes.patches([run.box for run in runs]),
            tuple(rule.box for rule in shapes.rules),
            labels_of(runs),
            _SLACK / pixels.scale,
            SHADES,
            Witness.PICTURE,
        )
        yield chart
        if not any(label.terms != Terms() for label in chart.labels):
            break


def _recognised(
    pixels: Pixels, patches: Sequence[Patch], printed: Sequence[WordRun], longest: int
) -> list[WordRun]:
    """The words that are in the picture and not in the page's text."""
    if not recogniser.is_installed():
        return []
    from PIL import Image as Images

    image = Images.frombytes("RGB", (pixels.width, pixels.height), pixels.data)
    left, top, scale = pixels.box.x0, pixels.box.top, pixels.scale
    for box in (patch.box for patch in patches if _may_be_key(patch)):
        half = max(box.width, box.height) / 2 + _EDGE  # compression may have cut a side off
        x, y = (box.x0 + box.x1) / 2 - left, (box.top + box.bottom) / 2 - top
        edges = (x - half, y - half, x + half, y + half)
        x0, y0, x1, y1 = (round(edge * scale) for edge in edges)
        image.paste("#ffffff", (x0, y0, x1, y1))
    try:
        lines = recogniser.recognise(image.tobytes(), *image.size, longest)
    except RecogniserError as error:
        raise UnreadChartError("the words in its picture could not be read") from error
    found = []
    for line in lines:
        for text, box in _parted(line, image):
            place = Box(
                left + box.x0 / scale,
                top + box.top / scale,
                left + box.x1 / scale,
                top + box.bottom / scale,
            )
            middle = ((place.x0 + place.x1) / 2, (place.top + place.bottom) / 2)
            is_printed = any(run.box.holds(*middle) for run in printed)
            if place.height <= _TALLEST and not is_printed:
                found.append(WordRun(text, place))
    return found


def _may_be_key(patch: Patch) -> bool:
    """Whether an area may be a key of the legend, which the recogniser takes for a letter."""
    width, height = patch.box.width, patch.box.height
    return max(width, height) <= _LARGEST_KEY and patch.area >= _FULL * width * height


def _parted(line: RecognisedLine, image: Image) -> Iterator[tuple[str, Box]]:
    """A line as labels: the recogniser takes words with wide gaps between them for one line."""
    words, box = line.text.split(), line.box
    inked = _inked(box, image)
    if inked:
        box = box._replace(x0=inked[0], x1=inked[-1] + 1)
    blanks = sorted(((a + 1, b) for a, b in pairwise(inked) if b - a > 1), key=_narrowness)
    start, x0 = 0, box.x0
    if len(words) - 1 <= len(blanks):
        for count, (left, right) in enumerate(sorted(blanks[: len(words) - 1]), 1):
            if right - left > _GAP * box.height:
                yield " ".join(words[start:count]), box._replace(x0=x0, x1=float(left))
                start, x0 = count, float(right)
    yield " ".join(words[start:]), box._replace(x0=x0)


def _narrowness(blank: tuple[int, int]) -> int:
    return blank[0] - blank[1]


def _inked(box: Box, image: Image) -> list[int]:
    """The columns of a picture in which a line has ink."""
    from PIL import Image as Images
    from PIL import ImageChops

    left = max(0, round(box.x0))
    crop = image.crop((left, round(box.top), round(box.x1), round(box.bottom))).convert("L")
    counted = crop.histogram()
    ground = Images.new("L", crop.size, counted.index(max(counted)))
    unlike = ImageChops.difference(crop, ground)
    columns = unlike.point([255 * (step > _INK) for step in range(256)]).getprojection()[0]
    return [left + x for x, ink in enumerate(columns) if ink]
