"""Distinguishes photographs' captions from headings in the loose text of a section.

On a page the type shows it. In a text dump neither type nor picture is left, so the section's own
habits are the evidence: the empty lines round its paragraphs and headings, and the column of its
headings; then the words. Where they leave it open or contradict each other, the words give a
guess, which is always reported.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from irp.parser.patterns import Pattern
from irp.parser.segment.model import Caption, Item, Labelled, Loose, Numbered
from irp.parser.segment.parts.side_by_side import cell_columns
from irp.parser.segment.patterns import LINES_LEFT_BY_PICTURE, complete
from irp.parser.text.model import Line, TextProblem
from irp.parser.text.passage import Passage
from irp.parser.wording import captions as wording

_SIZE_STEP = 0.8
"""The least by which a caption's type is smaller than the body's, in points."""
_AGAIN = Pattern(
    r"(?<=(?:^|\s)(?!(?:on|in|at|of|to|by|for|and|the|from|near|inside|outside)\s)"
    r"(?:[\p{Ll}\d]\S*|\S) )\p{Lu}\p{Ll}{2,}"
)
"""A word in a capital letter that neither a name nor a preposition is before."""
_SHORT_LINE = 50
"""Characters of a line of a dump that is not full."""
_TAB = 8
_SAME_COLUMN = 1


class _Room(NamedTuple):
    """Empty lines: the usual above paragraphs, the most below headings, the fewest of pictures.

    None: not known.
    """

    paragraphs: float | None
    headings: float | None
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
        above = [self._short_above(n) for n, i in enumerate(items) if isinstance(i, Labelled)]
        self._headings = [short[-1] for short in above if short]
        styles = Counter(_style(short[0]) for short in above if short)
        self._style_of_areas = max(styles, key=lambda style: styles[style], default=None)
        self._one_level = bool(above) and len(above[0]) == 1
        self._sub_headings = {id(item) for item in self._repeated()}
        self._room = self._usual_room()
        columns = (indent(heading.first) for heading in self._headings)
        self._columns = _Columns(_usual(columns), _usual(_continuations(items)))

    def is_caption(self, item: Loose) -> bool | None:
        """Whether loose text is a caption (True) or a heading (False); None: cannot be known."""
        if (item.first.size or 0) > (self._size or 99) + _SIZE_STEP:
            return False  # captions are not set larger than the text
        if item.inside:
            return True
        if item.first.size is not None and self._size is not None:
            smaller = item.first.size < self._size - _SIZE_STEP
            return item.below_picture or smaller or self._is_above_picture(item, self._size)
        if id(item) in self._sub_headings:
            return False
        room = self._by_room(item)
        column = None if room else self._by_column(item)  # captions may be in either column
        answers = {self._by_words(item), room, column} - {None}
        if not answers:
            return self._further_than_headings(item)
        return answers.pop() if len(answers) == 1 else None

    def likest_area(self, headings: Sequence[Loose]) -> Loose:
        """The one set as the headings of areas are; the last where that does not tell."""
        usual = self._style_of_areas
        return next((h for h in reversed(headings) if _style(h) == usual), headings[-1])

    def tell(self, item: Loose) -> tuple[bool, list[TextProblem]]:
        """Whether loose text is a caption, and a problem if this is a guess."""
        caption = self.is_caption(item)
        if caption is not None:
            return caption, []
        caption = bool(wording.IN_VIEW.search(item.text.text))
        return caption, [_doubtful(item, caption=caption)]

    def guess(self, item: Loose) -> list[TextProblem]:
        """Report as a problem that short text above a heading was taken for a caption.

        Two headings in a row there have one above the first follow-up too: headings of a higher
        level begin at the top.
        """
        caption = self.is_caption(item)
        sure = caption or (caption is None and self._one_level)
        return [] if sure else [_doubtful(item, caption=True)]

    def doubt_area(self, heading: Loose) -> list[TextProblem]:
        """Report as a problem that a caption may be the first line of an area's heading."""
        first, *rest = heading.text.pieces
        again = first.line.size is None and any(p.text[:1].isupper() for p in rest)
        return [_doubtful(heading, caption=False)] if again else []

    def may_be_caption(self, item: Loose) -> bool:
        """Whether whole sentences may be a caption: below a picture, or in smaller type."""
        size = item.first.size
        small = size is not None and self._size is not None and size < self._size - _SIZE_STEP
        return item.below_picture or small

    def _is_above_picture(self, item: Loose, size: float) -> bool:
        """Whether a picture is right below text that is not set as a heading."""
        following = self._after(item)
        if not isinstance(following, Numbered) or item.first.bold:
            return False
        return following.number.pieces[0].line.below_picture and (item.first.size or 0) <= size

    def _repeated(self) -> Iterator[Loose]:
        """The sub-headings that several follow-ups have between what was asked and findings.

        What was asked may have no label; nothing but such a heading is repeated so often then.
        """
        pairs = [
            (above, below)
            for (above, below), after in zip(pairwise(self._items), self._items[2:], strict=False)
            if isinstance(below, Loose) and isinstance(after, Numbered)
        ]
        for least, kind in ((2, Labelled), (3, Loose)):
            under = [below for above, below in pairs if isinstance(above, kind)]
            counts = Counter(item.text.text for item in under)
            yield from (item for item in under if counts[item.text.text] >= least)

    # -- a dump's evidence -------------------------------------------------------------------

    def _by_words(self, item: Loose) -> bool | None:
        """Decide by the words: what a photograph shows and where, or a topic."""
        text = item.text.text
        if wording.STATES.search(text):
            return True
        topic, view = wording.TOPIC.search(text), wording.IN_VIEW.search(text)
        if bool(topic) is bool(view):
            return None
        return False if topic else True if wording.WHERE.search(text) else None

    def _by_room(self, item: Loose) -> bool | None:
        """Decide by the empty lines: a picture leaves some, a heading is close to its text."""
        above, below = item.first.gap, self._below(item)
        room = self._room
        answers = {True} if self._left_by_picture(item) else set[bool]()
        far = 0.0 if answers or above is None else above
        if below is not None and below < max(room.paragraphs or 0.0, far):
            answers.add(False)
        for here, least in ((above, room.above), (below, room.below)):
            if here is not None and least is not None and here < LINES_LEFT_BY_PICTURE <= least:
                answers.add(False)
        return answers.pop() if len(answers) == 1 else None

    def _further_than_headings(self, item: Loose) -> bool | None:
        """True where headings are closer to what follows them than this text is."""
        below, headings = self._below(item), self._room.headings
        return True if below is not None and headings is not None and headings < below else None

    def _left_by_picture(self, item: Loose) -> bool:
        """Whether a picture left its empty lines above, or its caption some below."""
        return item.below_picture or (self._below(item) or 0) >= LINES_LEFT_BY_PICTURE

    def _below(self, item: Loose) -> float | None:
        """The empty lines between loose text and what follows it."""
        following = self._after(item)
        return _first_line(following).gap if following else None

    def _after(self, item: Loose) -> Item | None:
        position = self._places[id(item)] + 1
        return self._items[position] if position < len(self._items) else None

    def _usual_room(self) -> _Room:
        gaps = Counter(
            _first_line(below).gap
            for above, below in pairwise(self._items)
            if isinstance(above, Numbered) and isinstance(below, Numbered)
        )
        below = [g for i in self._headings if (g := self._below(i)) is not None]
        captions = [i for i in self._items if isinstance(i, Loose) and self._left_by_picture(i)]
        above = [i.first.gap for i in captions if i.first.gap is not None]
        under = [g for i in captions if (g := self._below(i)) is not None]
        return _Room(
            max(gaps, key=lambda gap: gaps[gap], default=None),
            max(below, default=None),
            min(above, default=None),
            min(under, default=None),
        )

    def _by_column(self, item: Loose) -> bool | None:
        """Decide by the column of the section's headings, where its text has another."""
        headings, text = self._columns
        if item.first.size is not None or headings is None or text is None:
            return None
        if abs(headings - text) <= _SAME_COLUMN:
            return None
        return abs(indent(item.first) - headings) > _SAME_COLUMN

    def _short_above(self, position: int) -> list[Loose]:
        """The loose text right before a label that is no sentence: the last is a heading."""
        found: list[Loose] = []
        for item in reversed(self._items[:position]):
            if not isinstance(item, Loose):
                break
            if not complete(item.text.text):
                found.insert(0, item)
        return found


def captions_of(item: Loose, after: Passage) -> list[Caption]:
    """The captions in loose text: those of photographs side by side share a line."""
    lines = [piece.line for piece in item.text.pieces]
    if any(line.cells for line in lines):
        return [Caption(Passage.of(column), after) for column in cell_columns(lines)]
    found = list[Caption]()
    for text in map(Passage.of_lines, caption_blocks(lines)):
        cuts = [0, *_starts_again(text), len(text.text)]
        found += (Caption(text.slice(start, end), after) for start, end in pairwise(cuts))
    return found


def caption_blocks(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines of captions by caption: each is set apart, or begins below a short line of a dump."""
    blocks: list[list[Line]] = []
    for line in lines:
        above = blocks[-1][-1] if blocks else None
        short = above and line.size is None and len(above.text) < _SHORT_LINE
        again = short and line.text[:1].isupper()
        if above is None or line.apart or line.first_on_page or again:
            blocks.append([])
        blocks[-1].append(line)
    return blocks


def _starts_again(caption: Passage) -> Iterator[int]:
    """Where another caption starts on the line of a dump that lost the space between them."""
    text = caption.text
    first = text.split(" ", 1)[0]
    if caption.pieces[0].line.size is None:
        for match in _AGAIN.finditer(text):
            if match[0] in (first, "The") or wording.IN_VIEW.fullmatch(match[0]):
                yield match.start()


def _doubtful(item: Loose, *, caption: bool) -> TextProblem:
    """Report as a problem that a caption may be a heading, or a heading a caption."""
    taken, other = ("a photograph’s caption", "a heading")[:: 1 if caption else -1]
    return TextProblem(
        "caption_or_heading",
        f"“{item.text.text}” was taken for {taken}; nothing says that it is not {other}",
        item.text.spans()[0],
    )


def _style(item: Loose) -> tuple[float | None, bool | None]:
    return item.first.size, item.first.bold


def _first_line(item: Item) -> Line:
    if isinstance(item, Loose):
        return item.first
    return (item.number if isinstance(item, Numbered) else item.words).pieces[0].line


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
