"""The state of the pass over a section's lines: what is collected while an item is open."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto

from irp.parser.layouts.base import Label
from irp.parser.segment.model import FigureBlock, Item, Loose
from irp.parser.segment.patterns import complete
from irp.parser.text.model import Line
from irp.parser.text.passage import EMPTY, Passage, Piece
from irp.parser.wording.captions import TABLE

_INDENT_TOLERANCE = 4.0
"""Points by which the left edges of a paragraph's lines may differ."""
_TITLE_LINES = 2
"""The lines within which the title of a table has its number."""
_JUDGEMENT_LINES = 6
"""The maximum number of lines of a judgement sentence."""


class Open(Enum):
    """What is being collected."""

    NOTHING = auto()
    NUMBERED = auto()
    LABELLED = auto()
    FIGURE = auto()
    NOTE = auto()
    LOOSE = auto()


@dataclass
class State:
    """What the pass over the lines has collected so far."""

    items: list[Item] = field(default_factory=list)
    open: Open = Open.NOTHING
    pieces: list[Piece] = field(default_factory=list)
    head: Passage = EMPTY
    label: Label | None = None
    picture: bool = False
    labels: list[Passage] = field(default_factory=list)
    note: list[Piece] = field(default_factory=list)
    interrupted: int | None = None
    reopened: int | None = None
    orphans: list[Passage] = field(default_factory=list)
    last_figure: int = -1  # its place among the items
    last_table: int = -1  # the same of a table without columns, of those looked at
    looked_at: int = 0
    inside: int = 0  # items before it are already marked as inside a paragraph

    @property
    def text(self) -> str:
        """The folded text collected so far."""
        return Passage.of(self.pieces).text if self.pieces else ""

    @property
    def tail(self) -> str:
        """The end of the collected text: as many lines as a judgement sentence takes."""
        return Passage.of(self.pieces[-_JUDGEMENT_LINES:]).text

    @property
    def finished(self) -> bool:
        """Whether the collected text ends as a sentence does, by its last line."""
        return bool(self.pieces) and complete(self.pieces[-1].text.rstrip())

    @property
    def below_drawing(self) -> bool:
        """Whether a figure, or a table without columns, came after the interrupted paragraph."""
        start = self.interrupted or 0
        for at in range(self.looked_at, len(self.items)):
            item = self.items[at]
            if isinstance(item, Loose) and TABLE.match(item.text.text):
                self.last_table = at
        self.looked_at = len(self.items)
        return (
            self.last_figure > start
            or self.last_table >= start
            or TABLE.match(Passage.of(self.pieces[:_TITLE_LINES]).text) is not None
        )

    def hangs(self, line: Line) -> bool:
        """Whether a line is aligned with the text of the open paragraph, not with its number."""
        first = self.pieces[0] if self.pieces else None
        if first is None or line.box is None or first.line.box is None:
            return False
        edge = next((w.x0 for w in first.line.words if w.start >= first.start), None)
        if edge is None or edge - first.line.box.x0 < 2 * _INDENT_TOLERANCE:
            return False
        return abs(line.box.x0 - edge) <= _INDENT_TOLERANCE

    def add_to_figure(self, line: Line) -> None:
        """Add words inside a drawing to the figure of their page, or keep them for the next one."""
        words = Passage.of_lines([line])
        if self.open is Open.FIGURE:
            self.labels.append(words)
            return
        for index in range(len(self.items) - 1, -1, -1):
            item = self.items[index]
            if isinstance(item, FigureBlock):
                if item.words.pieces[0].line.page == line.page:
                    self.items[index] = item._replace(labels=(*item.labels, words))
                    return
                break
        self.orphans.append(words)
