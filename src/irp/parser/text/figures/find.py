"""Photographs and drawings: where they are, and which words are part of them.

The structure tree decides, where there is one: marked content under a Figure element is the
figure's. Its BBox cannot be trusted (one producer shifts it by a third of a page), so a
figure's box is taken from what is drawn in it. Without tags, a drawing is a cluster of curves or
of bars on a common line, and its labels are what is inside, or next to it and is neither set
nor aligned as the body is. Rectangles around or behind body text are boxes, not drawings.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain, groupby
from operator import itemgetter
from typing import Final, NamedTuple

from irp.parser.text.engines.fonts import font_style
from irp.parser.text.engines.raw import RawPage
from irp.parser.text.figures.drawings import find_drawings, is_large
from irp.parser.text.model import Picture, Word
from irp.record.spans import Box

_BACKGROUND: Final = 0.5
"""Of the page; a larger picture is the page's background."""
_EDGE: Final = 3.0
"""Points from the page's edge; a picture that reaches both edges is a band of colour."""
_BELOW: Final = 10.0
"""Points below a box at which the baseline of a word may be whose middle is inside."""
_DECORATION_WORDS: Final = 8
"""Curves around at least this many words of body text are decoration."""
_STYLE: Final = itemgetter(4, 5)
_TEXT: Final = itemgetter(0)
_RUN_GAP: Final = 0.7
"""Of a word's size: a wider gap separates two runs of words on one line."""


class BodyStyle(NamedTuple):
    """How most of the document's text is set."""

    size: float
    family: str

    def sets(self, size: float, family: str) -> bool:
        """Whether a text of this size and family is set as the body is."""
        return abs(size - self.size) <= 0.05 * self.size and family == self.family


class Figures(NamedTuple):
    """What one page shows apart from its text.

    Attributes:
        pictures: photographs and drawings, with alternative texts.
        drawings: the boxes of vector drawings, whose labels may extend beyond them.
        inside: indexes of the page's words that are in a figure.
    """

    pictures: tuple[Picture, ...] = ()
    drawings: tuple[Box, ...] = ()
    inside: frozenset[int] = frozenset()


def body_style(pages: Iterable[RawPage]) -> BodyStyle:
    """How most of a document's characters are set."""
    sizes: defaultdict[tuple[float, str], int] = defaultdict(int)
    for page in pages:
        for style, words in groupby(page.words, key=_STYLE):
            sizes[style] += sum(map(len, map(_TEXT, words)))
    styles: Counter[BodyStyle] = Counter()
    for (size, font), count in sizes.items():
        styles[BodyStyle(round(size, 1), font_style(font).family)] += count
    return max(styles, key=lambda style: styles[style], default=BodyStyle(12.0, ""))


def find_figures(page: RawPage, body: BodyStyle, *, tags_only: bool = False) -> Figures:
    """Find a page's pictures and drawings and the words that are part of them.

    Args:
        page: the page.
        body: how most of the document is set.
        tags_only: only tags decide which words are part of a figure.
    """
    mcids = frozenset(chain.from_iterable(tag.mcids for tag in page.figures))
    drawn = _tagged_drawings(page)
    loose = [shape for shape in page.shapes if shape.mcid not in mcids]
    if loose and not tags_only:
        words = _WordIndex(page.words)
        for box in find_drawings(loose, words.lettered):
            if _is_picture(box, page) and not words.is_prose(box, body):
                drawn.setdefault(box, None)
    _name_drawings(page, drawn)
    captions = _captions(page)
    inside = frozenset(
        i
        for i, (_, _, _, _, _, _, tag, mcid) in enumerate(page.words)
        if (tag == "Figure" or mcid in mcids) and i not in captions
    )
    if not tags_only:
        images = [image.box for image in page.images if _is_picture(image.box, page)]
        inside |= _words_inside(page, [*drawn], images, body)
    return Figures(tuple(_pictures(page, drawn)), tuple(drawn), inside)


def _captions(page: RawPage) -> set[int]:
    """Words of Figure elements that are photographs with words beside them: their captions."""
    drawn = {shape.mcid for shape in page.shapes}
    found: set[int] = set()
    for tag in page.figures:
        photographs = [image.box for image in page.images if image.mcid in tag.mcids]
        if photographs and drawn.isdisjoint(tag.mcids):
            found.update(
                index
                for index, word in enumerate(page.words)
                if word.mcid in tag.mcids and not any(_within(word, box) for box in photographs)
            )
    return found


class _WordIndex:
    """A page's words by their baselines, to find the words in a box."""

    def __init__(self, words: Sequence[Word]) -> None:
        self._words = sorted(words, key=lambda word: word.baseline)
        self._baselines = [word.baseline for word in self._words]

    def inside(self, box: Box) -> list[Word]:
        """Words whose middle is in a box."""
        first = bisect_left(self._baselines, box.top)
        last = bisect_right(self._baselines, box.bottom + _BELOW)
        return [word for word in self._words[first:last] if _within(word, box)]

    def lettered(self, box: Box) -> bool:
        """Whether a box contains words, and not figures only."""
        return any(char.isalpha() for word in self.inside(box) for char in word.text)

    def is_prose(self, box: Box, body: BodyStyle) -> bool:
        """Whether a box holds several words set as the body is."""
        long = [word for word in self.inside(box) if len(word.text) > 2]
        as_body = [w for w in long if body.sets(w.size, font_style(w.font).family)]
        return len(as_body) >= _DECORATION_WORDS


def _within(word: Word, box: Box) -> bool:
    return box.holds((word.x0 + word.x1) / 2, word.baseline - word.size / 3)


def _is_picture(box: Box, page: RawPage) -> bool:
    """Whether a box is neither a speck, nor the page's background, nor a band from edge to edge."""
    if not is_large(box) or (box.x0 <= _EDGE and box.x1 >= page.width - _EDGE):
        return False
    return box.width * box.height < _BACKGROUND * page.width * page.height


def _tagged_drawings(page: RawPage) -> dict[Box, str | None]:
    """Boxes of the Figure elements that are drawn, not photographed, with their texts."""
    shapes: dict[int, list[Box]] = {}
    for shape in page.shapes:
        if shape.mcid is not None:
            shapes.setdefault(shape.mcid, []).append(shape.box)
    drawings: dict[Box, str | None] = {}
    for tag in page.figures:
        drawn = [box for mcid in tag.mcids for box in shapes.get(mcid, ())]
        if drawn:
            drawings[Box.around(drawn)] = tag.alt_text
        elif tag.box and not page.images and _is_picture(tag.box, page):
            drawings[tag.box] = tag.alt_text
    return drawings


def _name_drawings(page: RawPage, drawn: dict[Box, str | None]) -> None:
    """Give drawings whose shapes are not tagged the alternative texts of their tagged labels.

    Labels are in their drawing, or beside it; if nothing else is drawn, they are the drawing.
    """
    shapes = {shape.mcid for shape in page.shapes}
    for tag in page.figures:
        labels = [word for word in page.words if word.mcid in tag.mcids]
        if tag.alt_text is None or not labels or tag.box in drawn or shapes & tag.mcids:
            continue
        unnamed = [box for box, alt in drawn.items() if alt is None]
        inside = [box for box in unnamed if any(_within(word, box) for word in labels)]
        beside = [box for box in unnamed if all(_level(word, box) for word in labels)]
        own = Box.around([Box(w.x0, w.baseline - w.size, w.x1, w.baseline) for w in labels])
        drawn[next(iter([*inside, *beside]), own)] = tag.alt_text


def _level(word: Word, box: Box) -> bool:
    return box.top <= word.baseline - word.size / 3 <= box.bottom


def _words_inside(
    page: RawPage, drawings: Sequence[Box], images: Sequence[Box], body: BodyStyle
) -> set[int]:
    """Words in a drawing or on an image, whatever the tags say."""
    drawn: set[int] = set()
    pictured: set[int] = set()
    for index, word in enumerate(page.words if drawings or images else ()):
        foreign = page.tagged and word.mcid is not None  # the tree has it elsewhere
        as_body = body.sets(word.size, font_style(word.font).family)
        if any(_within(word, box) for box in drawings):
            if not (foreign and as_body):
                drawn.add(index)
        elif not foreign and not as_body and any(_within(word, box) for box in images):
            pictured.add(index)
    # Strips of a scan with the recognised text on them: the text is the page's, not a picture's.
    found = drawn if 2 * len(pictured) > len(page.words) else drawn | pictured
    return _whole_runs(page.words, found) if found else found


def _whole_runs(words: Sequence[Word], chosen: set[int]) -> set[int]:
    """The chosen words without those of a run of words that the edge of a drawing cuts.

    A run is one line's words with no more than a space between them: a caption or note next to
    a drawing whose box reaches over it.
    """
    rows: dict[int, list[int]] = {}
    for index, word in enumerate(words):
        rows.setdefault(round(word.baseline), []).append(index)
    kept = set(chosen)
    for row in rows.values():
        if chosen.isdisjoint(row):
            continue
        run: list[int] = []
        for index in sorted(row, key=lambda i: words[i].x0):
            if run and words[index].x0 - words[run[-1]].x1 > _RUN_GAP * words[index].size:
                kept -= set() if chosen.issuperset(run) else set(run)
                run = []
            run.append(index)
        kept -= set() if chosen.issuperset(run) else set(run)
    return kept


def _pictures(page: RawPage, drawings: dict[Box, str | None]) -> list[Picture]:
    alts: dict[int | None, str | None] = {
        mcid: tag.alt_text for tag in page.figures for mcid in tag.mcids
    }
    images = {image.box: alts.get(image.mcid) for image in page.images if is_large(image.box)}
    pictures = [Picture(page.number, box, alt) for box, alt in {**drawings, **images}.items()]
    return sorted(pictures, key=lambda picture: (picture.box.top, picture.box.x0))
