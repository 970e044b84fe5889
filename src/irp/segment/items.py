"""Takes a section of numbered paragraphs apart into items, line by line.

The words decide; the page helps where it can. A numbered paragraph goes on until something else
opens: the next number, a label, a figure. Text that stands apart inside it is either its
continuation (the sentence was not finished, or a whole sentence follows) or loose (a heading, a
caption, a note), which ``irp.segment.narrative`` and ``irp.segment.follow_ups`` tell apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, auto

import regex

from irp.layouts.base import PATTERN_SECONDS, Label
from irp.segment.model import FigureBlock, Item, Labelled, Loose, Numbered
from irp.segment.patterns import (
    BULLET,
    CAPTION_END,
    FIGURE,
    complete,
    compiled,
    judgement_sentences,
)
from irp.text.model import Line
from irp.text.passage import EMPTY, Passage, Piece

_INDENT_TOLERANCE = 4.0
"""Points by which the left edges of a paragraph's lines may differ."""
_SIZE_STEP = 0.8
"""Points by which a heading's or caption's size differs from the body's at the least."""
_LONGEST_LOOSE = 240
"""Characters a heading or caption has at the most; longer text is never one."""


class _Open(Enum):
    """What is being gathered."""

    NOTHING = auto()
    NUMBERED = auto()
    LABELLED = auto()
    FIGURE = auto()
    NOTE = auto()
    LOOSE = auto()


@dataclass
class _State:
    """What the walk over the lines has gathered so far."""

    items: list[Item] = field(default_factory=list)
    open: _Open = _Open.NOTHING
    pieces: list[Piece] = field(default_factory=list)
    head: Passage = EMPTY
    label: Label | None = None
    picture: bool = False
    labels: list[Passage] = field(default_factory=list)
    note: list[Piece] = field(default_factory=list)
    interrupted: int | None = None
    reopened: int | None = None
    last_number: str = ""
    number_edge: float | None = None
    orphans: list[Passage] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The folded text gathered so far."""
        return Passage.of(self.pieces).text if self.pieces else ""


class ItemBuilder:
    """Builds the items of one section.

    Args:
        numbering: pattern of the section's paragraph numbers, None where it has none.
        labels: the layout's labels of follow-ups; empty outside the progress section.
    """

    def __init__(self, numbering: str | None, labels: Sequence[Label] = ()) -> None:
        self._number: regex.Pattern[str] | None = (
            compiled(rf"(?P<number>{numbering})(?:[.:)])?(?:\s+(?P<text>\S.*)|$)")
            if numbering
            else None
        )
        self._labels = labels
        self._state = _State()
        self._lines: Sequence[Line] = ()

    def build(self, lines: Sequence[Line]) -> list[Item]:
        """The items of a section's lines, in order."""
        self._lines = lines
        self._state = _State()
        for position, line in enumerate(lines):
            self._take(position, line)
        self._close()
        return self._state.items

    # -- what a line opens -------------------------------------------------------------------

    def _take(self, position: int, line: Line) -> None:
        state = self._state
        if line.in_figure:
            self._figure_words(line)
        elif number := self._opens_number(position, line):
            self._open(_Open.NUMBERED, Piece(line, *number.span("text")) if number["text"] else None)
            state.head = Passage.of([Piece(line, *number.span("number"))])
            state.last_number = number["number"]
            if state.number_edge is None and line.box:
                state.number_edge = line.box.x0
        elif found := self._opens_label(position, line):
            label, match = found
            self._open(_Open.LABELLED, Piece(line, match.end(), len(line.text)))
            state.head = Passage.of([Piece(line, 0, match.end())])
            state.label = label
        elif figure := self._opens_figure(position, line):
            self._open(_Open.FIGURE, Piece(line, *figure.span("caption")))
            state.head = Passage.of([Piece(line, *figure.span("words"))])
            state.labels, state.orphans = state.orphans, []
        else:
            self._text(position, line)

    def _opens_number(self, position: int, line: Line) -> regex.Match[str] | None:
        if self._number is None:
            return None
        match = self._number.match(line.text, timeout=PATTERN_SECONDS)
        if match is None:
            return None
        follows = _follows(self._state.last_number, match["number"])
        if line.apart or line.first_on_page or position == 0:
            # A number that starts a paragraph but is out of order is kept: a check reports it.
            return match if follows or self._at_number_edge(line) else None
        if not follows:
            return None
        return match if self._at_number_edge(line) and self._may_end(position) else None

    def _at_number_edge(self, line: Line) -> bool:
        edge = self._state.number_edge
        if edge is None or line.box is None:
            return True
        return abs(line.box.x0 - edge) <= _INDENT_TOLERANCE * 2

    def _may_end(self, position: int) -> bool:
        previous = self._lines[position - 1]
        return previous.in_figure or complete(previous.text) or not previous.text

    def _opens_label(self, position: int, line: Line) -> tuple[Label, regex.Match[str]] | None:
        starts = line.apart or line.first_on_page or position == 0
        for label in self._labels:
            match = compiled(label.pattern).match(line.text, timeout=PATTERN_SECONDS)
            if match and (starts or line.bold_until >= match.end() - 1 or self._may_end(position)):
                return label, match
        return None

    def _opens_figure(self, position: int, line: Line) -> regex.Match[str] | None:
        match = FIGURE.match(line.text)
        if match and (
            line.apart or line.first_on_page or position == 0 or self._may_end(position)
        ):
            return match
        return None

    def _opens(self, position: int, line: Line) -> bool:
        return bool(
            line.in_figure
            or self._opens_number(position, line)
            or self._opens_label(position, line)
            or self._opens_figure(position, line)
        )

    # -- text that opens nothing -------------------------------------------------------------

    def _text(self, position: int, line: Line) -> None:
        state = self._state
        piece = Piece(line, 0, len(line.text))
        if state.open is _Open.FIGURE:
            self._after_caption(position, line, piece)
        elif state.open is _Open.NOTE:
            self._after_note(position, line, piece)
        elif state.open is _Open.LOOSE:
            self._after_loose(position, line, piece)
        elif state.open is _Open.NOTHING:
            self._open(_Open.LOOSE, piece, picture=line.below_picture)
        elif self._goes_on(position, line):
            state.pieces.append(piece)
        else:
            resumes = state.open is _Open.NUMBERED and not complete(state.text)
            self._open(_Open.LOOSE, piece, picture=line.below_picture, interrupts=resumes)

    def _after_caption(self, position: int, line: Line, piece: Piece) -> None:
        state = self._state
        text = state.text
        closed = bool(CAPTION_END.search(text)) or line.apart or line.first_on_page
        if not closed and not state.labels and not _changes(self._lines[position - 1], line):
            state.pieces.append(piece)
        elif self._resumes(line):
            state.pieces.append(piece)
        elif line.first_on_page and not line.below_picture and not state.labels:
            self._open(_Open.LOOSE, piece)
        elif self._is_note(position):
            state.open = _Open.NOTE
            state.note = [piece]
        else:
            self._open(_Open.LOOSE, piece, picture=line.below_picture)

    def _is_note(self, position: int) -> bool:
        """Small print under a figure: a whole sentence, before anything else opens."""
        return complete(self._block_text(position))

    def _after_note(self, position: int, line: Line, piece: Piece) -> None:
        state = self._state
        if not (line.apart or line.first_on_page):
            state.note.append(piece)
        elif not self._resumes(line):
            self._open(_Open.LOOSE, piece, picture=line.below_picture)
        else:
            state.pieces.append(piece)

    def _after_loose(self, position: int, line: Line, piece: Piece) -> None:
        state = self._state
        if self._resumes(line):
            state.pieces.append(piece)
            return
        joined = not (line.apart or line.first_on_page) and not _changes(
            self._lines[position - 1], line
        )
        if joined or (line.first_on_page and line.text[:1].islower() and not complete(state.text)):
            state.pieces.append(piece)
        else:
            self._open(_Open.LOOSE, piece, picture=line.below_picture)

    def _resumes(self, line: Line) -> bool:
        """Whether a line takes up the paragraph that a caption or figure interrupted."""
        state = self._state
        if state.interrupted is None or not (line.apart or line.first_on_page):
            return False
        item = state.items[state.interrupted]
        if not isinstance(item, Numbered) or _stands_out(line, item.text.pieces[-1].line):
            return False
        self._close()
        for index in range(state.interrupted + 1, len(state.items)):
            between = state.items[index]
            if isinstance(between, Loose):
                state.items[index] = replace(between, inside=True)
        state.reopened, state.interrupted = state.interrupted, None
        state.open, state.head, state.pieces = _Open.NUMBERED, item.number, list(item.text.pieces)
        return True

    def _goes_on(self, position: int, line: Line) -> bool:
        """Whether an unnumbered line continues the open paragraph or labelled text."""
        state = self._state
        if not (line.apart or line.first_on_page):
            return not self._heading_without_gap(position, line)
        if state.open is _Open.LABELLED or BULLET.match(line.text):
            return True
        text = state.text
        block = self._block_text(position)
        if line.below_picture and not complete(block) and len(block) <= _LONGEST_LOOSE:
            return False
        if judgement_sentences(text) and complete(text):
            return False
        last = state.pieces[-1].line if state.pieces else state.head.pieces[-1].line
        if _stands_out(line, last) and not complete(block):
            return False
        if not complete(text):
            return line.text[:1].islower() or complete(block) or len(block) > _LONGEST_LOOSE
        return complete(block) and not self._label_follows(position)

    def _heading_without_gap(self, position: int, line: Line) -> bool:
        """A heading set without space above: after a whole sentence, in other type."""
        previous = self._lines[position - 1] if position else line
        return (
            complete(self._state.text)
            and _stands_out(line, previous)
            and not complete(self._block_text(position))
        )

    def _block_text(self, position: int) -> str:
        """The folded text from a line on to the next one that stands apart or opens something."""
        lines = [self._lines[position]]
        for offset in range(position + 1, len(self._lines)):
            line = self._lines[offset]
            if line.apart or line.first_on_page or self._opens(offset, line):
                break
            if _changes(self._lines[offset - 1], line):
                break
            lines.append(line)
        return Passage.of_lines(lines).text

    def _label_follows(self, position: int) -> bool:
        """Whether the next thing that opens after a block is a label, on the same page."""
        page = self._lines[position].page
        for offset in range(position + 1, len(self._lines)):
            line = self._lines[offset]
            if line.page != page:
                return False
            if self._opens_label(offset, line):
                return not self._lines[position].first_on_page
            if self._opens_number(offset, line) or self._opens_figure(offset, line):
                return False
        return False

    # -- opening and closing -----------------------------------------------------------------

    def _figure_words(self, line: Line) -> None:
        state = self._state
        words = Passage.of_lines([line])
        if state.open is _Open.FIGURE:
            state.labels.append(words)
            return
        for index in range(len(state.items) - 1, -1, -1):
            item = state.items[index]
            if isinstance(item, FigureBlock):
                if item.words.pieces[0].line.page == line.page:
                    state.items[index] = replace(item, labels=(*item.labels, words))
                    return
                break
        state.orphans.append(words)

    def _open(
        self, kind: _Open, piece: Piece | None, *, picture: bool = False, interrupts: bool = False
    ) -> None:
        state = self._state
        unfinished = state.open is _Open.NUMBERED and not complete(state.text)
        keeps = kind in (_Open.LOOSE, _Open.FIGURE)
        reopened = state.reopened
        self._close()
        if keeps and (interrupts or unfinished):
            state.interrupted = len(state.items) - 1 if reopened is None else reopened
        elif not keeps:
            state.interrupted = None
        state.open = kind
        state.pieces = [piece] if piece else []
        state.picture = picture
        state.labels, state.note, state.label = [], [], None

    def _close(self) -> None:
        state = self._state
        text = Passage.of(state.pieces)
        if state.open is _Open.NUMBERED and state.reopened is not None:
            state.items[state.reopened] = Numbered(state.head, text)
            state.reopened = None
        elif state.open is _Open.NUMBERED:
            state.items.append(Numbered(state.head, text))
        elif state.open is _Open.LABELLED and state.label:
            state.items.append(Labelled(state.label, state.head, text))
        elif state.open in (_Open.FIGURE, _Open.NOTE):
            note = Passage.of(state.note)
            state.items.append(FigureBlock(state.head, text, tuple(state.labels), note))
        elif state.open is _Open.LOOSE:
            state.items.append(Loose(text, state.picture))
        state.open = _Open.NOTHING


def _follows(last: str, number: str) -> bool:
    """Whether a paragraph number is the next one: 3.9 → 3.10, S1 → S2, nothing → …1."""
    digits = regex.search(r"\d+$", number)
    before = regex.search(r"\d+$", last)
    if digits is None:
        return False
    return int(digits[0]) == (int(before[0]) + 1 if before else 1)


def _changes(previous: Line, line: Line) -> bool:
    """Whether the type changes between two lines as between a heading and its text.

    A caption or heading that is wrapped may change type in the middle, but then goes on in
    small letters or with a bracket.
    """
    if previous.size is None or line.size is None or not line.text[:1].isupper():
        return False
    return (
        abs(previous.size - line.size) > _SIZE_STEP
        or (bool(previous.bold) and not line.bold and not line.bold_until)
    ) and previous.bold is not line.bold


def _stands_out(line: Line, body: Line) -> bool:
    """Whether a line is set in other type than the paragraph above: bold, or another size."""
    if line.size is None or body.size is None:
        return False
    return (bool(line.bold) and not body.bold) or abs(line.size - body.size) > _SIZE_STEP
