"""Passages: pieces of lines read as one text that keeps the place of each character.

Folding, the one way in which lines become a value (documented in ``docs/record.md``):

* lines are joined by one space;
* a hyphen at a line's end is kept and the halves are joined without a space (Word does not
  hyphenate by itself), unless there is a space before the hyphen (a dash) or the next word is
  "and", "or" or "to" (a hanging hyphen, "short- and long-term");
* an en dash at a line's end with no space before it joins without a space ("25–" + "27 July");
* a soft hyphen at a line's end is removed, and the halves are joined;
* a web address that is broken after "/", "-", "_", "=", "?", "&", "#" or "%", or after a full
  stop before more of its host, is joined.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from irp.errors import UngroundedError
from irp.parser.patterns import Pattern
from irp.parser.text.model import Line
from irp.record.spans import Sourced, Span, merge_spans

_HANGING = Pattern(r"(?:and|or|to|nor)\b(?!-)")
_ADDRESS = Pattern(r"(?:https?://|www\.|[\w.-]+\.gov\.uk/)\S*$")
_ADDRESS_PART = Pattern(r"\S*(?:[/#?=_%]|\w\.\w)")
_ADDRESS_HOST = Pattern(r"[a-z]{2,}(?:\.[a-z]{2,})*/|[a-z]{2,}(?:\.[a-z]{2,})+|uk\b")
_FIRST_HOST = Pattern(r"[a-z\d-]+(?:\.[a-z\d-]+)+")
_LONGEST_ADDRESS = 300
_ADDRESS_BREAK = ("/", "_", "=", "?", "&", "#", "%")
SOFT_HYPHEN = "\u00ad"


class Piece(NamedTuple):
    """Characters [start, end) of one line's text."""

    line: Line
    start: int
    end: int

    @property
    def text(self) -> str:
        """The characters themselves."""
        return self.line.text[self.start : self.end]


def joiner(before: str, after: str) -> str:
    """What joins two lines of one passage: a space or nothing. See the module's docstring."""
    if before.endswith(SOFT_HYPHEN):
        return ""
    if before.endswith("-"):
        if len(before) < 2 or before[-2].isspace():
            return " "
        return " " if _HANGING.match(after) else ""
    if before.endswith("–"):
        return "" if len(before) > 1 and not before[-2].isspace() else " "
    return "" if _breaks_address(before, after) else " "


def _breaks_address(before: str, after: str) -> bool:
    """Whether a web address continues on the next line."""
    if "/" not in before and "www." not in before:  # every address has one of them
        return False
    token = before.rsplit(None, 1)[-1]
    if len(token) > _LONGEST_ADDRESS or not _ADDRESS.search(token):
        return False
    if before.endswith(_ADDRESS_BREAK) and _ADDRESS_PART.match(after):
        return True
    if before.endswith(("//", "=", "?", "&", "#", "%", "_")):
        return True
    host = _FIRST_HOST if token.endswith("www.") else _ADDRESS_HOST
    return before.endswith(".") and bool(host.match(after))


@dataclass(frozen=True, slots=True)
class Passage:
    """A text made of folded pieces of lines, with the place of each character.

    ``text`` is the folded text; the places of ``text[a:b]`` are ``spans(a, b)``.
    """

    text: str
    pieces: tuple[Piece, ...]
    starts: tuple[int, ...]
    """Offset in ``text`` at which each piece begins."""

    @classmethod
    def of(cls, pieces: Iterable[Piece]) -> Passage:
        """Fold pieces into a passage; empty pieces are left out."""
        kept: list[Piece] = []
        starts: list[int] = []
        parts: list[str] = []
        length = 0
        for piece in pieces:
            line, start, end = piece
            text = line.text[start:end]
            stripped = text.strip()
            if not stripped:
                continue
            if len(stripped) != len(text):
                start += len(text) - len(text.lstrip())
                piece, text = Piece(line, start, start + len(stripped)), stripped  # noqa: PLW2901
            if parts:
                glue = joiner(parts[-1], text)
                if parts[-1].endswith(SOFT_HYPHEN):
                    parts[-1] = parts[-1][:-1]
                    length -= 1
                if glue:
                    parts.append(glue)
                    length += 1
            starts.append(length)
            kept.append(piece)
            parts.append(text)
            length += len(text)
        return cls("".join(parts), tuple(kept), tuple(starts))

    @classmethod
    def of_lines(cls, lines: Sequence[Line]) -> Passage:
        """Fold whole lines into a passage."""
        return cls.of(Piece(line, 0, len(line.text)) for line in lines)

    def __bool__(self) -> bool:
        return bool(self.text)

    def slice(self, start: int, end: int | None = None) -> Passage:
        """The passage of characters [start, end) of this one's text, white space trimmed."""
        end = len(self.text) if end is None else end
        return Passage.of(self._cut(start, end))

    def spans(self, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
        """The places of characters [start, end) of the text, in reading order."""
        end = len(self.text) if end is None else end
        cut = self._cut(start, end)
        if len(cut) == 1:  # as most are
            ((line, first, after),) = cut
            return (line.span(first, after),)
        return merge_spans([line.span(first, after) for line, first, after in cut])

    def sourced(self) -> Sourced[str]:
        """The whole text with its places.

        Raises:
            UngroundedError: the passage is empty.
        """
        if not self.pieces:
            raise UngroundedError("an empty passage has no place in the source")
        return Sourced(self.text, self.spans())

    def at(self, start: int, end: int) -> Sourced[str]:
        """Characters [start, end) of the text with their places."""
        return Sourced(self.text[start:end], self.spans(start, end))

    def plus(self, other: Passage) -> Passage:
        """This passage followed by another."""
        return Passage.of((*self.pieces, *other.pieces))

    def _cut(self, start: int, end: int) -> Sequence[Piece]:
        if start <= 0 and end >= len(self.text):
            return self.pieces
        cut: list[Piece] = []
        first = max(bisect_right(self.starts, start) - 1, 0)
        for position in range(first, bisect_left(self.starts, end)):
            piece, offset = self.pieces[position], self.starts[position]
            a = max(piece.start, piece.start + start - offset)
            b = min(piece.end, piece.start + end - offset)
            if b > a:
                cut.append(Piece(piece.line, a, b))
        return cut


EMPTY = Passage("", (), ())
