"""Divides a section of numbered paragraphs into items, line by line.

The words decide; the page helps where it can. A numbered paragraph goes on until something else
opens: the next number, a label, a figure. Text that is set apart inside it is either its
continuation (the sentence was not finished, or a whole sentence follows) or loose (a heading, a
caption, a note), which ``items.narrative`` and ``segment.follow_ups`` sort.
"""

from __future__ import annotations

from collections.abc import Sequence

from irp.parser.layouts.base import Label
from irp.parser.segment.items.state import Open, State
from irp.parser.segment.judgement_sentences import ends_follow_up, is_judgement_alone
from irp.parser.segment.label_starts import goes_on_small
from irp.parser.segment.line_starts import (
    Join,
    Openers,
    changes,
    smaller,
    stands_out,
)
from irp.parser.segment.model import FigureBlock, Item, Labelled, Loose, Numbered
from irp.parser.segment.patterns import (
    BULLET,
    CAPTION_CUT,
    CAPTION_END,
    CHART_WORDS,
    LINES_LEFT_BY_PICTURE,
    LONGEST_LOOSE,
    SENTENCE_INSIDE,
    complete,
    ends_text,
    is_house_heading,
)
from irp.parser.text.model import Line
from irp.parser.text.passage import Passage, Piece
from irp.parser.wording.captions import STATES


def build_items(
    lines: Sequence[Line], numbering: str | None, labels: Sequence[Label] = ()
) -> list[Item]:
    """The items of one section, in order.

    Args:
        lines: the section's lines.
        numbering: pattern of its paragraph numbers, None where it has none.
        labels: the layout's labels of follow-ups; empty outside the progress section.
    """
    return _Builder(Openers(lines, numbering, labels)).build()


class _Builder:
    def __init__(self, openers: Openers) -> None:
        self._openers = openers
        self._lines = openers.lines
        self._state = State()

    def build(self) -> list[Item]:
        position = 0
        while position < len(self._lines):
            position += self._take(position, self._lines[position])
        self._close()
        return self._state.items

    def _take(self, position: int, line: Line) -> int:
        """Reads what a line opens or continues; returns the number of lines used."""
        state, openers = self._state, self._openers
        if line.in_figure:
            state.add_to_figure(line)
        elif number := openers.number(position):
            text = [Piece(line, *number.span("text"))] if number["text"] else []
            self._open(Open.NUMBERED, *text)
            state.head = Passage.of([Piece(line, *number.span("number"))])
            openers.accept_number(number["number"], line)
        elif found := openers.label(position):
            self._open(Open.LABELLED, *found.rest)
            state.head, state.label = found.words, found.label
            return found.lines
        elif figure := openers.figure(position):
            self._open(Open.FIGURE, Piece(line, *figure.span("caption")))
            state.head = Passage.of([Piece(line, *figure.span("words"))])
            state.labels, state.orphans = state.orphans, []
        else:
            self._text(position, line)
        return 1

    # -- text that opens nothing -------------------------------------------------------------

    def _text(self, position: int, line: Line) -> None:
        state = self._state
        piece = Piece(line, 0, len(line.text))
        if state.open is Open.FIGURE:
            self._after_caption(position, line, piece)
        elif state.open is Open.NOTE:
            self._after_note(position, line, piece)
        elif state.open is Open.LOOSE:
            self._after_loose(position, line, piece)
        elif state.open is Open.NOTHING:
            self._open(Open.LOOSE, piece, picture=line.below_picture)
        elif self._in_chart(position):
            state.add_to_figure(line)
        elif self._goes_on(position, line):
            state.pieces.append(piece)
        else:
            self._open(Open.LOOSE, piece, picture=line.below_picture)

    def _in_chart(self, position: int) -> bool:
        """Whether a line belongs to the chart above a bare number: a dump may mix the two."""
        state = self._state
        if state.open is not Open.NUMBERED or state.pieces or not state.items:
            return False
        figure = state.items[-1]
        if not isinstance(figure, FigureBlock):
            return False
        above = figure.labels[-1].pieces[-1].line if figure.labels else None
        wrapped = above is self._lines[position - 1] and not self._lines[position].apart
        return wrapped or bool(CHART_WORDS.fullmatch(self._openers.block(position)))

    def _after_caption(self, position: int, line: Line, piece: Piece) -> None:
        state = self._state
        if CHART_WORDS.fullmatch(line.text) and not self._wraps_caption(position, line):
            state.labels.append(Passage.of_lines([line]))
            return
        text = state.text
        closed = bool(CAPTION_END.search(text)) or line.apart
        if line.first_on_page:
            closed = closed or not goes_on_small(line.text)
        wrapped = line.text.startswith("(n") and not CAPTION_END.search(text)
        if not closed and not state.labels and not self._breaks(position):
            wrapped = True
        if wrapped or self._resumes(position, line):
            state.pieces.append(piece)
        elif complete(self._openers.block(position, Join.PAGES_ANYHOW)):  # small print
            state.open = Open.NOTE
            state.note = [piece]
        else:
            self._open(Open.LOOSE, piece, picture=line.below_picture)

    def _wraps_caption(self, position: int, line: Line) -> bool:
        """Whether a line of figures ends the caption: "in 2018 and" + "2021", "(n =" + "8)"."""
        above = self._lines[position - 1]
        if CAPTION_CUT.search(self._state.text) and not self._state.labels:
            return True
        if line.apart or line.first_on_page or self._state.labels:
            return False
        alike = line.size is not None and (line.size, line.bold) == (above.size, above.bold)
        return alike or above.text.endswith((" and", " in", " from", ","))

    def _after_note(self, position: int, line: Line, piece: Piece) -> None:
        state = self._state
        unfinished = line.first_on_page and not complete(Passage.of(state.note).text)
        if unfinished or not (line.apart or line.first_on_page):
            state.note.append(piece)
        elif not self._resumes(position, line):
            self._open(Open.LOOSE, piece, picture=line.below_picture)
        else:
            state.pieces.append(piece)

    def _after_loose(self, position: int, line: Line, piece: Piece) -> None:
        state = self._state
        if self._resumes(position, line):
            state.pieces.append(piece)
            return
        joined = not (
            line.apart or line.first_on_page or self._breaks(position) or self._is_over(position)
        )
        small = goes_on_small(line.text) and not (line.apart and line.text[0].isdigit())
        wrapped = small and not state.finished
        if joined or (wrapped and (line.first_on_page or line.size is None)):
            state.pieces.append(piece)
        else:
            self._open(Open.LOOSE, piece, picture=line.below_picture)

    def _is_over(self, position: int) -> bool:
        """Whether a sentence or statement, which is no heading, ends above one in a dump."""
        state, line, openers = self._state, self._lines[position], self._openers
        below = position + 1
        return (
            line.size is None
            and not goes_on_small(line.text)
            and below < len(self._lines)
            and openers.label(below) is not None
            and (state.finished or STATES.search(state.text) is not None)
        )

    def _breaks(self, position: int) -> bool:
        """Whether something new starts at a line that follows directly."""
        lines = self._lines
        below = position + 1
        heads = below < len(lines) and self._openers.label(below) is not None
        return changes(lines[position - 1], lines[position]) or self._openers.breaks_off(
            position, heads=heads
        )

    def _resumes(self, position: int, line: Line) -> bool:
        """Whether a line continues the paragraph that a caption or figure interrupted."""
        state = self._state
        if state.interrupted is None or not (line.apart or line.first_on_page):
            return False
        item = state.items[state.interrupted]
        if not isinstance(item, Numbered) or stands_out(line, item.last):
            return False
        if item.text and is_judgement_alone(item.text.pieces[-1].text):
            return False
        if complete(item.text.text) and not self._follows_caption(position, item):
            return False
        small = line.text[:1].islower() and not state.picture and line.size is None
        if small and complete(item.text.text):
            # After a whole sentence nothing goes on in lower case: what looked like a caption
            # was the start of this one.
            loose = state.pieces
            state.reopened, state.interrupted = state.interrupted, None
            state.open, state.head = Open.NUMBERED, item.number
            state.pieces = [*item.text.pieces, *loose]
            return True
        self._close()
        for index in range(max(state.interrupted + 1, state.inside), len(state.items)):
            if isinstance(between := state.items[index], Loose):
                state.items[index] = between._replace(inside=True)
        state.inside = len(state.items)
        state.reopened, state.interrupted = state.interrupted, None
        state.open, state.head, state.pieces = Open.NUMBERED, item.number, list(item.text.pieces)
        return True

    def _follows_caption(self, position: int, item: Numbered) -> bool:
        """Whether whole sentences follow a caption: more of the paragraph above it.

        Nothing else in these reports is unnumbered and made of sentences between two numbered
        paragraphs. Before a label it is an area's note; after a judgement nothing goes on. What
        is below a table is its note. (That looks at all lines so far, and so comes last.)
        """
        state, line = self._state, self._lines[position]
        if state.below_drawing or state.open is not Open.LOOSE or state.finished:
            return False
        first = state.pieces[0].line
        caption = (
            state.picture
            or (line.gap or 0) >= LINES_LEFT_BY_PICTURE
            or (first.size is None and self._openers.has_labels)
            or (first.size is not None and stands_out(first, line) and not first.bold)
        )
        return (
            caption
            and self._is_sentences(position)
            and not self._openers.label_follows(position)
            and not ends_follow_up(item.text.text)
            and (state.picture or not any(piece.line.cells for piece in state.pieces))
        )

    def _is_sentences(self, position: int) -> bool:
        """Whether whole sentences begin at a line; the last may be cut by a page break."""
        block = self._openers.block(position, Join.SPACES)
        if complete(block):
            return True
        over = self._openers.block(position, Join.PAGES_ANYHOW)
        prose = SENTENCE_INSIDE.search(block) or STATES.search(block)
        return bool(prose) and complete(over) and not self._lines[position].below_picture

    def _goes_on(self, position: int, line: Line) -> bool:
        """Whether an unnumbered line continues the open paragraph or labelled text."""
        state = self._state
        if not (line.apart or line.first_on_page or self._openers.breaks_off(position)):
            return not self._ends_without_gap(position, line)
        if state.open is Open.LABELLED or not state.pieces or BULLET.match(line.text):
            return not (state.open is Open.LABELLED and self._ends_label(position))
        # What follows an unfinished sentence may be a caption: its own end decides.
        block = self._openers.block(position, Join.PAGES if state.finished else Join.NOTHING)
        if line.below_picture and not complete(block) and len(block) <= LONGEST_LOOSE:
            return False
        if state.finished and self._openers.has_labels:
            if is_judgement_alone(block):
                return True  # a judgement without a number of its own ends the paragraph above
            if ends_follow_up(state.tail):
                return False
        above = state.pieces[-1].line
        if smaller(line, above) or (stands_out(line, above) and not complete(block)):
            return False
        if not state.finished:
            # The end of one sentence and the beginning of the next make no caption.
            prose = complete(block) or bool(SENTENCE_INSIDE.search(block))
            return goes_on_small(line.text) or prose or len(block) > LONGEST_LOOSE
        follows = state.hangs(line) or not self._openers.label_follows(position)
        return complete(block) and follows

    def _ends_label(self, position: int) -> bool:
        """Whether a labelled text is over at a line, because a heading or caption follows.

        It ends with a sentence or with its references. Another paragraph of it may follow.
        """
        if not ends_text(self._state.tail):
            return False
        block = self._openers.block(position)
        return len(block) <= LONGEST_LOOSE and block[:1].isupper() and not ends_text(block)

    def _ends_without_gap(self, position: int, line: Line) -> bool:
        """Whether the paragraph above is over although no space follows it.

        It is after its judgement; and before a heading in other type.
        """
        previous = self._lines[position - 1] if position else line
        if self._state.open is Open.LABELLED:
            return stands_out(line, previous) and self._ends_label(position)
        if self._state.open is not Open.NUMBERED or not self._state.finished:
            return False
        if ends_follow_up(self._state.tail, framed=True):
            # A second judgement is kept with the first, so that a check sees both.
            return not is_judgement_alone(self._openers.block(position))
        if line.size is None and is_house_heading(line.text):
            return True  # in a dump without empty lines
        return stands_out(line, previous) and not complete(self._openers.block(position))

    # -- opening and closing -----------------------------------------------------------------

    def _open(self, kind: Open, *pieces: Piece, picture: bool = False) -> None:
        state = self._state
        numbered = state.open is Open.NUMBERED
        keeps = kind in (Open.LOOSE, Open.FIGURE)
        reopened = state.reopened
        self._close()
        if keeps and numbered:
            state.interrupted = len(state.items) - 1 if reopened is None else reopened
        elif not keeps:
            state.interrupted = None
        state.open = kind
        state.pieces = list(pieces)
        state.picture = picture
        state.labels, state.note, state.label = [], [], None

    def _close(self) -> None:
        state = self._state
        text = Passage.of(state.pieces)
        if state.open is Open.NUMBERED and state.reopened is not None:
            state.items[state.reopened] = Numbered(state.head, text)
            state.reopened = None
        elif state.open is Open.NUMBERED:
            state.items.append(Numbered(state.head, text))
        elif state.open is Open.LABELLED and state.label:
            state.items.append(Labelled(state.label, state.head, text))
        elif state.open in (Open.FIGURE, Open.NOTE):
            note = Passage.of(state.note)
            state.last_figure = len(state.items)
            state.items.append(FigureBlock(state.head, text, tuple(state.labels), note))
        elif state.open is Open.LOOSE:
            state.items.append(Loose(text, state.picture))
        state.open = Open.NOTHING
