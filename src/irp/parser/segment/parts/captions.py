"""Distinguishes photographs' captions from headings in the loose text of a section.

On a page the type shows it. In a text dump neither type nor picture is left, so the section's own
habits are the evidence: the empty lines that its photographs leave, and the column of its
headings. Where neither decides, the words are used for a guess, which is always reported.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

import regex

from irp.parser.patterns import Pattern
from irp.parser.segment.model import Caption, Item, Labelled, Loose, Numbered
from irp.parser.segment.parts.tables import columns_of, row_of
from irp.parser.segment.patterns import LINES_LEFT_BY_PICTURE, complete
from irp.parser.text.model import Line, TextProblem
from irp.parser.text.passage import EMPTY, Passage

_SIZE_STEP = 0.8
"""The least by which a caption's type is smaller than the body's, in points."""
_CAPTION_WORDS = Pattern(
    r"\((?:top|bottom|left|right|above|below|before|after)\)|\bduring (?:the|our|this) ",
    regex.IGNORECASE,
)
_IN_VIEW = Pattern(
    r"\b(?:wing|cell|landing|house ?block|unit|hub|block|room|hall|area|yard|garden|grounds|gate"
    r"|kitchen|servery|shower|toilet|workshop|classroom|library|gym|chapel|reception|corridor"
    r"|courtyard|corner|desk|kiosk|hatch|laundry|store|shop|cafe|café|lounge|office|entrance|window"
    r"|door|grille|bed|furniture|mural|poster|display|graffiti|litter|rubbish|netting|fence"
    r"|machine|scanner|equipment|oven|exterior|interior|view)s?\b",
    regex.IGNORECASE,
)
"""What a photograph of an establishment shows; headings name topics."""
_TAB = 8
_SAME_COLUMN = 1


class _Room(NamedTuple):
    """The fewest empty lines above and below the captions that are certain; None: not known."""

    above: float | None
    below: float | None


class _Columns(NamedTuple):
    """Where headings and the text of paragraphs begin, in characters; None: not known."""

    headings: int | None
    text: int | None


class Captions:
    """Distinguishes captions from headings in one section.

    Args:
        items: all items of the section, in order.
    """

    def __init__(self, items: Sequence[Item]) -> None:
        self._items = items
        self._places = {id(item): position for position, item in enumerate(items)}
        self._size = next(
            (i.text.pieces[-1].line.size for i in items if isinstance(i, Numbered) and i.text), None
        )
        self._room = self._least_room()
        self._columns = _Columns(_usual(self._headings()), _usual(_continuations(items)))

    def is_caption(self, item: Loose) -> bool | None:
        """Whether loose text is a caption (True) or a heading (False); None: cannot be known."""
        if (item.first.size or 0) > (self._size or 99) + _SIZE_STEP:
            return False  # captions are not set larger than the text
        if item.below_picture or item.inside:
            return True
        if item.first.size is not None and self._size is not None:
            smaller = item.first.size < self._size - _SIZE_STEP
            return smaller or self._is_above_picture(item, self._size)
        if self._is_certain(item):
            return True
        told = {self._by_room(item), self._by_column(item)} - {None}
        return told.pop() if len(told) == 1 else None

    def tell(self, item: Loose) -> tuple[bool, list[TextProblem]]:
        """Whether loose text is a caption, and a problem if this is a guess."""
        caption = self.is_caption(item)
        if caption is not None:
            return caption, []
        caption = bool(_IN_VIEW.search(item.text.text))
        return caption, [_doubtful(item, caption=caption)]

    def guess(self, item: Loose) -> list[TextProblem]:
        """Report as a problem that short text above a heading was taken for a caption."""
        return [] if self.is_caption(item) else [_doubtful(item, caption=True)]

    def may_be_caption(self, item: Loose) -> bool:
        """Whether whole sentences may be a caption: below a picture, or in smaller type."""
        size = item.first.size
        small = size is not None and self._size is not None and size < self._size - _SIZE_STEP
        return item.below_picture or small

    def _is_above_picture(self, item: Loose, size: float) -> bool:
        """Whether a picture is right below text that is not set as a heading."""
        position = self._places[id(item)] + 1
        following = self._items[position] if position < len(self._items) else None
        if not isinstance(following, Numbered) or item.first.bold:
            return False
        return following.number.pieces[0].line.below_picture and (item.first.size or 0) <= size

    # -- a dump's evidence -------------------------------------------------------------------

    def _is_certain(self, item: Loose) -> bool:
        """Whether a caption's own words, or the empty lines that a picture left, prove it."""
        if item.below_picture or item.inside or _CAPTION_WORDS.search(item.text.text):
            return True
        below = self._below(item)
        return below is not None and below >= LINES_LEFT_BY_PICTURE

    def _below(self, item: Loose) -> float | None:
        """The empty lines between loose text and the paragraph that follows it."""
        position = self._places[id(item)] + 1
        following = self._items[position] if position < len(self._items) else None
        if not isinstance(following, Numbered):
            return None
        return following.number.pieces[0].line.gap

    def _least_room(self) -> _Room:
        certain = [
            item
            for item in self._items
            if isinstance(item, Loose) and item.first.size is None and self._is_certain(item)
        ]
        above = [item.first.gap for item in certain if item.first.gap is not None]
        below = [gap for item in certain if not item.inside for gap in [self._below(item)]]
        return _Room(
            min(above, default=None), min((b for b in below if b is not None), default=None)
        )

    def _by_room(self, item: Loose) -> bool | None:
        """False where every certain caption has more room, above or below, than this text."""
        for here, least in (
            (item.first.gap, self._room.above),
            (self._below(item), self._room.below),
        ):
            if here is not None and least is not None and here < LINES_LEFT_BY_PICTURE <= least:
                return False
        return None

    def _by_column(self, item: Loose) -> bool | None:
        """Decide by the column of the section's headings, where its text has another."""
        headings, text = self._columns
        if item.first.size is not None or headings is None or text is None:
            return None
        if abs(headings - text) <= _SAME_COLUMN:
            return None
        return abs(indent(item.first) - headings) > _SAME_COLUMN

    def _headings(self) -> Iterator[int]:
        """The columns of the text right before a follow-up: an area's heading."""
        for position, item in enumerate(self._items[:-1]):
            if not isinstance(item, Loose) or complete(item.text.text):
                continue
            if isinstance(self._items[position + 1], Labelled):
                yield indent(item.first)


def captions_of(item: Loose, after: Passage) -> list[Caption]:
    """The captions in loose text: those of photographs side by side share a line."""
    lines = [piece.line for piece in item.text.pieces]
    if not any(line.cells for line in lines):
        return [Caption(item.text, after)]
    edges = columns_of(lines)
    rows = zip_longest(*(row_of(line, edges) for line in lines), fillvalue=EMPTY)
    columns = [Passage.of(p for cell in column for p in cell.pieces) for column in rows]
    return [Caption(column, after) for column in columns if column]


def _doubtful(item: Loose, *, caption: bool) -> TextProblem:
    """Report as a problem that a caption may be a heading, or a heading a caption."""
    taken, other = ("a photograph’s caption", "a heading")[:: 1 if caption else -1]
    return TextProblem(
        "caption_or_heading",
        f"“{item.text.text}” was taken for {taken}; nothing says that it is not {other}",
        item.text.spans()[0],
    )


def indent(line: Line) -> int:
    """The column in which a dumped line begins; one blank may only mark a page's first line."""
    raw = line.raw.expandtabs(_TAB)
    blanks = len(raw) - len(raw.lstrip())
    return 0 if blanks == 1 else blanks


def _continuations(items: Sequence[Item]) -> Iterator[int]:
    """The columns of the lines that paragraphs go on in."""
    for item in items:
        if isinstance(item, Numbered) and item.text:
            yield from (indent(piece.line) for piece in item.text.pieces[1:])


def _usual(columns: Iterator[int]) -> int | None:
    """The column that most lines begin in; None where there are none, or no such column."""
    counts = Counter(columns)
    if not counts:
        return None
    [(column, count)] = counts.most_common(1)
    return column if count * 4 >= counts.total() * 3 else None
