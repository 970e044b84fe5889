"""Space between lines, in line heights: what separates a new paragraph from the next line of one.

Measured between lines of the body only, when furniture and labels are known, so that a running
head does not make the first line of a page look like a new paragraph.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median
from typing import Final

from irp.parser.text.line_builder import Draft, DraftPage
from irp.parser.text.plain import PICTURE_BLANKS
from irp.record.spans import Box

_USUAL_LEADING: Final = 1.15
"""Share of the size, used where a size is too rare to measure."""
_CLASS: Final = 0.2
"""Line distances that differ by no more than this, in points, count as the same."""
_ABOVE: Final = 0.8
"""Share of a line's height above its baseline."""
_LEAST_PICTURE: Final = 20.0
_REPEATED: Final = 3
"""Pages on which a low picture has the same place if it is part of the page's design."""
_LOW: Final = 90.0


def measure_gaps(pages: Sequence[DraftPage]) -> None:
    """Set ``gap`` and ``below_picture`` of all body lines of a document."""
    bodies = [[line for line in page.lines if _is_body(line)] for page in pages]
    leading = _leading(bodies)
    design = _design(pages)
    for page, body in zip(pages, bodies, strict=True):
        if page.height is None:
            _measure_dump(body)
            continue
        for above, line in pairwise(body):
            line.gap = _gap(above, line, leading)
        if body:
            body[0].gap = None
        _mark_below_pictures(page, body, design)


def _is_body(line: Draft) -> bool:
    return line.furniture is None and not line.in_figure


def _measure_dump(body: list[Draft]) -> None:
    for line in body[1:]:
        line.gap = float(line.blanks)
        line.below_picture = line.blanks >= PICTURE_BLANKS
    if body:
        body[0].gap = None
        body[0].below_picture = False


def _gap(above: Draft, line: Draft, leading: dict[float, float]) -> float:
    own = _height(line, leading)
    expected = (1 - _ABOVE) * _height(above, leading) + _ABOVE * own
    return max(0.0, round((line.baseline - above.baseline - expected) / own, 2))


def _height(line: Draft, leading: dict[float, float]) -> float:
    size = line.size or 0.0
    return leading.get(_size_class(size)) or max(_USUAL_LEADING * size, 1.0)


def _size_class(size: float) -> float:
    return round(size * 2) / 2


def _leading(bodies: Iterable[list[Draft]]) -> dict[float, float]:
    """The usual distance of baselines for each size: the most frequent one."""
    steps: dict[float, list[float]] = {}
    for body in bodies:
        for above, line in pairwise(body):
            size = line.size or 0.0
            step = line.baseline - above.baseline
            if above.size == line.size and 0.8 * size < step < 2 * size:
                steps.setdefault(_size_class(size), []).append(step)
    return {size: usual_step(found) for size, found in steps.items() if len(found) >= 3}


def usual_step(steps: Sequence[float]) -> float:
    """The most frequent of some distances.

    They are counted in classes, but an actual distance is returned: two engines that place a line
    almost alike may put the distance just below a class's limit and just above it.
    """
    counts = Counter(round(step / _CLASS) for step in steps)
    # Of steps that occur as often, the smaller: space between paragraphs only adds.
    most = _CLASS * max(counts, key=lambda number: (counts[number], -number))
    return median(step for step in steps if abs(step - most) <= _CLASS)


def _design(pages: Sequence[DraftPage]) -> set[tuple[int, ...]]:
    """Places of pictures that repeat over pages: logos and ornaments."""
    places = Counter(
        _place(picture.box)
        for page in pages
        for picture in page.pictures
        if picture.box.height < _LOW
    )
    return {place for place, count in places.items() if count >= _REPEATED}


def _place(box: Box) -> tuple[int, ...]:
    return tuple(round(edge / 4) for edge in box)


def _mark_below_pictures(page: DraftPage, body: list[Draft], design: set[tuple[int, ...]]) -> None:
    middles = sorted(
        (picture.box.top + picture.box.bottom) / 2
        for picture in page.pictures
        if picture.box.height >= _LEAST_PICTURE and _place(picture.box) not in design
    )
    if not middles:
        return
    above = 0.0
    for line in body:
        line.below_picture = any(above < middle <= line.baseline for middle in middles)
        above = line.baseline
