"""Photographs and drawings: where they stand, and which words are part of them.

The structure tree knows best, where there is one: marked content under a Figure element is the
figure's. Its BBox is not to be trusted (one producer shifts it by a third of a page), so a
figure's box is taken from what is drawn in it. Without tags, a drawing is a cluster of curves or
of bars on a common line, and its labels are what stands inside, or next to it and is neither set
nor aligned as the body is. Rectangles around or behind body text are boxes, not drawings.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, islice, pairwise
from typing import Final, NamedTuple

from irp.spans import Box
from irp.text.engine import RawPage, Shape
from irp.text.fonts import font_style
from irp.text.model import Picture, Word

_NEAR: Final = 15.0
"""Points between parts of one drawing."""
_LEAST: Final = 15.0
"""Points; a drawing or a photograph is not smaller than this either way."""
_RULE: Final = 2.0
"""Points; what is thinner is a rule."""
_AXES: Final = 3
_AXIS_FACTOR: Final = 3.0
"""How much longer than the drawing an axis may be; a longer line is a rule of the page."""
_GRID: Final = 60.0
"""Points between lines of one grid."""
_PARTED: Final = 3.0
"""Points between bars of one length."""
_DIRECTIONS: Final = ((3, 1, 0, 2), (0, 2, 1, 3))
"""Of bars, as edges of a box: where they stand, where they end, and across from where to where."""
_BACKGROUND: Final = 0.5
"""Of the page; a larger picture is what the page is printed on."""
_EDGE: Final = 3.0
_TEXT_BOX_WORDS: Final = 3
_DECORATION_WORDS: Final = 8
"""Words of body text inside curves from which on the curves are decoration."""
_MOST_SHAPES: Final = 3000
"""A map or a plan has more; then only its tags are asked."""


class BodyStyle(NamedTuple):
    """How most of the document's text is set."""

    size: float
    family: str

    def sets(self, size: float, family: str) -> bool:
        """Whether a text of this size and family is set as the body is."""
        return abs(size - self.size) <= 0.05 * self.size and family == self.family


@dataclass(frozen=True, slots=True)
class Figures:
    """What one page shows beside its text.

    Attributes:
        pictures: photographs and drawings, with alternative texts.
        drawings: the boxes of vector drawings, whose labels may poke out of them.
        inside: indexes of the page's words that stand in a figure.
    """

    pictures: tuple[Picture, ...] = ()
    drawings: tuple[Box, ...] = ()
    inside: frozenset[int] = frozenset()


def body_style(pages: Iterable[RawPage]) -> BodyStyle:
    """How most of a document's characters are set."""
    sizes: Counter[tuple[float, str]] = Counter()
    for word in chain.from_iterable(page.words for page in pages):
        sizes[word.size, word.font] += len(word.text)
    styles: Counter[BodyStyle] = Counter()
    for (size, font), count in sizes.items():
        styles[BodyStyle(round(size, 1), font_style(font).family)] += count
    return max(styles, key=lambda style: styles[style], default=BodyStyle(12.0, ""))


def find_figures(page: RawPage, body: BodyStyle) -> Figures:
    """Find a page's pictures and drawings and the words that are part of them."""
    mcids = frozenset(chain.from_iterable(tag.mcids for tag in page.figures))
    drawings: list[Box] = []
    if page.shapes or page.figures:
        loose = [shape for shape in page.shapes if shape.mcid not in mcids]
        words = _WordIndex(page.words)
        drawings = [*_tagged_drawings(page), *_loose_drawings(loose, page, words, body)]
    images = [image.box for image in page.images if _is_picture(image.box, page)]
    inside = _words_inside(page, mcids, drawings, images, body)
    return Figures(tuple(_pictures(page, drawings)), tuple(drawings), inside)


# ------------------------------------------------------------------ words by place


class _WordIndex:
    """A page's words by their baselines, to ask what stands in a box."""

    def __init__(self, words: Sequence[Word]) -> None:
        self._words = sorted(words, key=lambda word: word.baseline)
        self._baselines = [word.baseline for word in self._words]

    def inside(self, box: Box) -> list[Word]:
        """Words whose middle is in a box."""
        first = bisect_left(self._baselines, box.top)
        last = bisect_right(self._baselines, box.bottom + 1)
        return [word for word in self._words[first:last] if _within(word, box)]


def _within(word: Word, box: Box) -> bool:
    middle = (word.x0 + word.x1) / 2
    return box.x0 <= middle <= box.x1 and box.top <= word.baseline - word.size / 3 <= box.bottom


# ------------------------------------------------------------------ drawings


def _tagged_drawings(page: RawPage) -> list[Box]:
    """Boxes of the Figure elements that are drawn, not photographed."""
    drawings: list[Box] = []
    pictured = {image.mcid for image in page.images}
    for tag in page.figures:
        drawn = [shape.box for shape in page.shapes if shape.mcid in tag.mcids]
        if drawn:
            drawings.append(_union(drawn))
        elif (
            tag.box and not tag.mcids & pictured and not page.images and _is_picture(tag.box, page)
        ):
            drawings.append(tag.box)
    return drawings


def _loose_drawings(
    shapes: list[Shape], page: RawPage, words: _WordIndex, body: BodyStyle
) -> list[Box]:
    """Boxes of drawings that no tag tells of."""
    if len(shapes) > _MOST_SHAPES:
        return []
    solid = [shape for shape in shapes if _is_solid(shape, words)]
    lines = [shape.box for shape in shapes if _is_thin(shape.box)]
    clusters = [[shape.box for shape in c] for c in _clusters(solid) if _has_curves(c)]
    clusters += _bars([shape.box for shape in solid if not shape.curved], lines)
    boxes = (_with_axes(_union(cluster), lines) for cluster in clusters)
    return [b for b in boxes if _is_picture(b, page) and not _is_decoration(b, words, body)]


def _is_solid(shape: Shape, words: _WordIndex) -> bool:
    """A curve, or a filled rectangle with at most a figure in it: a bar may bear its value."""
    if shape.curved:
        return True
    if not shape.filled or _is_thin(shape.box):
        return False
    return not any(char.isalpha() for word in words.inside(shape.box) for char in word.text)


def _is_thin(box: Box) -> bool:
    return min(box.x1 - box.x0, box.bottom - box.top) < _RULE


def _with_axes(drawing: Box, lines: Sequence[Box]) -> Box:
    """A drawing with its axes and grid: the foot first, then what touches that, then its like."""
    for _ in range(_AXES):
        width = drawing.x1 - drawing.x0
        touching = [
            line
            for line in lines
            if _gap(line, drawing) < _RULE and line.x1 - line.x0 <= _AXIS_FACTOR * width
        ]
        drawing = _union([drawing, *touching])
        lengths = {(round(line.x0), round(line.x1)) for line in touching}
        grid = [line for line in lines if (round(line.x0), round(line.x1)) in lengths]
        drawing = _union([drawing, *(line for line in grid if _gap(line, drawing) < _GRID)])
    return drawing


def _has_curves(cluster: Iterable[Shape]) -> bool:
    curves = [shape.box for shape in cluster if shape.curved]
    return any(b.x1 - b.x0 >= _LEAST and b.bottom - b.top >= _LEAST for b in curves)


def _bars(boxes: list[Box], lines: Sequence[Box]) -> list[list[Box]]:
    """Bars of charts: rectangles that stand on one line, or hang side by side from one."""
    charts: list[list[Box]] = []
    for foot, length, start, end in _DIRECTIONS:
        feet: dict[int, list[Box]] = {}
        for box in boxes:
            feet.setdefault(round(box[foot]), []).append(box)
        for standing in feet.values():
            ordered = sorted(standing, key=lambda box: box[start])
            for group in _cut(ordered, start, end, _GRID):
                if len(group) > 1 and _is_chart(group, foot, length, start, end, lines):
                    charts.append(group)
    return charts


def _is_chart(
    group: list[Box], foot: int, length: int, start: int, end: int, lines: Sequence[Box]
) -> bool:
    longest = max(abs(box[length] - box[foot]) for box in group)
    if longest < group[0][end] - group[0][start]:
        return False  # coloured edges of boxes
    if len({round(box[length]) for box in group}) > 1:
        return True
    # Bars of one length could be shaded cells of a table, but those touch each other.
    parted = all(b[start] - a[end] >= _PARTED for a, b in pairwise(group))
    return parted and any(_gap(line, group[0]) < _RULE for line in lines)


def _is_decoration(box: Box, words: _WordIndex, body: BodyStyle) -> bool:
    inside = [w for w in words.inside(box) if body.sets(w.size, font_style(w.font).family)]
    return sum(len(word.text) > 2 for word in inside) >= _DECORATION_WORDS


def _is_picture(box: Box, page: RawPage) -> bool:
    """Neither a speck nor the background of the page, nor a band from edge to edge."""
    width, height = box.x1 - box.x0, box.bottom - box.top
    if width < _LEAST or height < _LEAST:
        return False
    if box.x0 <= _EDGE and box.x1 >= page.width - _EDGE:
        return False
    return width * height < _BACKGROUND * page.width * page.height


def _clusters(shapes: Iterable[Shape]) -> list[list[Shape]]:
    """Shapes that stand near each other: cut into bands from top to bottom, then across."""
    clusters: list[list[Shape]] = []
    by_top = sorted(shapes, key=lambda shape: shape.box.top)
    for band in _cut_shapes(by_top, 1, 3):
        clusters += _cut_shapes(sorted(band, key=lambda shape: shape.box.x0), 0, 2)
    return clusters


def _cut_shapes(shapes: Sequence[Shape], start: int, end: int) -> list[list[Shape]]:
    groups = iter(shapes)
    return [
        list(islice(groups, len(boxes)))
        for boxes in _cut([shape.box for shape in shapes], start, end, _NEAR)
    ]


def _cut(boxes: Iterable[Box], start: int, end: int, near: float) -> list[list[Box]]:
    """Boxes in the order of their starts, cut where more space than this is left free."""
    groups: list[list[Box]] = []
    reached = 0.0
    for box in boxes:
        if not groups or box[start] > reached + near:
            groups.append([])
            reached = box[end]
        groups[-1].append(box)
        reached = max(reached, box[end])
    return groups


def _gap(one: Box, other: Box) -> float:
    across = max(one.x0 - other.x1, other.x0 - one.x1, 0.0)
    down = max(one.top - other.bottom, other.top - one.bottom, 0.0)
    return max(across, down)


def _union(boxes: Iterable[Box]) -> Box:
    boxes = list(boxes)
    return Box(
        min(box.x0 for box in boxes),
        min(box.top for box in boxes),
        max(box.x1 for box in boxes),
        max(box.bottom for box in boxes),
    )


# ------------------------------------------------------------------ words and pictures


def _words_inside(
    page: RawPage,
    mcids: Collection[int],
    drawings: Sequence[Box],
    images: Sequence[Box],
    body: BodyStyle,
) -> frozenset[int]:
    tagged = {i for i, w in enumerate(page.words) if w.tag == "Figure" or w.mcid in mcids}
    if not (drawings or images):
        return frozenset(tagged)
    drawn, pictured = set(), set()
    for index, word in enumerate(page.words):
        foreign = page.tagged and word.mcid is not None  # the tree has it elsewhere
        as_body = body.sets(word.size, font_style(word.font).family)
        if any(_within(word, box) for box in drawings):
            if not (foreign and as_body):
                drawn.add(index)
        elif not foreign and not as_body and any(_within(word, box) for box in images):
            pictured.add(index)
    # Strips of a scan with the recognised text on them: the text is the page's, not a picture's.
    if 2 * len(pictured) > len(page.words):
        pictured.clear()
    return frozenset(tagged | drawn | pictured)


def _pictures(page: RawPage, drawings: Sequence[Box]) -> list[Picture]:
    alts = {mcid: tag.alt_text for tag in page.figures for mcid in tag.mcids}
    pictures = [
        Picture(page.number, image.box, alts.get(image.mcid) if image.mcid is not None else None)
        for image in page.images
        if image.box.x1 - image.box.x0 >= _LEAST and image.box.bottom - image.box.top >= _LEAST
    ]
    drawn: dict[Box, str | None] = dict.fromkeys(drawings)
    for tag in page.figures:
        shapes = [shape.box for shape in page.shapes if shape.mcid in tag.mcids]
        box = _union(shapes) if shapes else tag.box
        if box in drawn:
            drawn[box] = tag.alt_text
    pictures.extend(Picture(page.number, box, alt) for box, alt in drawn.items())
    return sorted(pictures, key=lambda picture: (picture.box.top, picture.box.x0))
