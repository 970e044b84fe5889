"""The texts of follow-ups in the lines of a summary of judgements, and what is left of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

from irp.parser.layouts.labels import RANKED
from irp.parser.patterns import Pattern
from irp.parser.segment.patterns import compiled
from irp.parser.text.model import Line
from irp.parser.text.passage import Passage, Piece
from irp.parser.wording.references import split_asked

_SKIPPED = 4
"""Lines inside a text that may belong to other columns, or repeat the head of a table."""
_LONGEST_TAIL = 20
"""Words of the references and the addressee after a text, at most."""
_SAME_EDGE = 2.0
"""Points between the left edges of lines of one column, at most."""
_PRINTED = Pattern(r"\S+")


class _Word(NamedTuple):
    start: int
    end: int
    key: str


class _Run(NamedTuple):
    """Words [first, last) of the line at a position."""

    at: int
    first: int
    last: int


class Repetition(NamedTuple):
    """A text repeated: its line, its first character there, and its words."""

    at: int
    start: int
    text: Passage


class LeftOver(NamedTuple):
    """Characters of a line that no text has; ``whole`` if they are all of it."""

    at: int
    piece: Piece
    whole: bool


def _key(text: str) -> str:
    """A text's letters and digits alone: line ends, hyphens and dots change nothing."""
    return "".join(filter(str.isalnum, text.casefold()))


class SummaryWords:
    """The words of a summary's lines, and which of them belong to a text."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.words = [
            [_Word(*m.span(), _key(m[0])) for m in _PRINTED.finditer(line.text)] for line in lines
        ]
        self.starting: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for at, words in enumerate(self.words):
            for first, word in enumerate(words):
                if word.key:
                    self.starting[word.key[0]].append((at, first))
        self.used = set[tuple[int, int]]()
        self.whole = True

    def find(self, text: str) -> Repetition | None:
        """The place where a text is repeated, then used: the one that skips the fewest lines.

        One whose runs fill their lines, or columns, is better than one that goes on within them.
        """
        key = _key(text)
        starts = [
            _Run(at, first, 0)
            for at, first in self.starting.get(key[:1], ())
            if key.startswith(self.words[at][first].key)
        ]
        self.whole = False
        if not self._followed(key, starts, _SKIPPED):  # the widest search: nowhere at all
            return None
        for self.whole, skip in product((True, False), range(_SKIPPED + 1)):
            if runs := self._followed(key, starts, skip):
                return self._use(runs)
        return None

    def _followed(self, key: str, starts: Sequence[_Run], skip: int) -> list[_Run] | None:
        failed = set[tuple[int, int, int, int]]()
        return next(filter(None, (self._follow(key, s, skip, failed) for s in starts)), None)

    def _follow(
        self, key: str, run: _Run, skip: int, failed: set[tuple[int, int, int, int]]
    ) -> list[_Run] | None:
        """The runs of words, one in each line, that spell the rest of a key.

        ``run`` is where it goes on and, in place of its end, how much of the key comes before.
        """
        if (*run, skip) in failed:
            return None
        failed.add((*run, skip))
        for last, done in self._ends(key, run):
            here = _Run(run.at, run.first, last)
            if done == len(key):
                return [here]
            for below in range(run.at + 1, min(run.at + 2 + skip, len(self.words))):
                for first in self._starts(key, run, below, done):
                    left = skip - (below - run.at - 1)
                    rest = self._follow(key, _Run(below, first, done), left, failed)
                    if rest:
                        return [here, *rest]
        return None

    def _ends(self, key: str, run: _Run) -> list[tuple[int, int]]:
        """Where the words of a run may end, and how much of the key they spell: longest first.

        They go on as far as they spell the key, or up to where another column begins.
        """
        (at, last, done), words, ends = run, self.words[run.at], list[tuple[int, int]]()
        while last < len(words) and (at, last) not in self.used and done < len(key):
            if not key.startswith(words[last].key, done):
                break
            if last > run.first and words[last].start in self.lines[at].cells:
                ends.append((last, done))
            done += len(words[last].key)
            last += 1
        whole = last == len(words) or done == len(key) or words[last].start in self.lines[at].cells
        if last > run.first and (whole or not self.whole):
            ends.append((last, done))
        return ends[::-1]

    def _starts(self, key: str, run: _Run, below: int, done: int) -> list[int]:
        """Where a text may go on in a line, at the left edge of its column first."""
        words = self.words[below]
        columns = (0, *self.lines[below].cells)
        found = [
            i
            for i, word in enumerate(words)
            if word.key and key.startswith(word.key, done)
            if word.start in columns or not self.whole
        ]
        edge = self._edge(run.at, run.first)
        return sorted(found, key=lambda i: abs(self._edge(below, i) - edge))

    def _edge(self, at: int, word: int) -> float:
        line, start = self.lines[at], self.words[at][word].start
        return next((placed.x0 for placed in line.words if placed.start == start), float(start))

    def _use(self, runs: Sequence[_Run]) -> Repetition:
        """Marks the words of a text as used, with its label and its references."""
        for at, first, last in runs:
            self.used.update((at, word) for word in range(first, last))
        pieces = [self._piece(*run) for run in runs]
        label = self._label(runs[0])
        tail = self._tail(Passage.of(pieces), runs[-1])
        return Repetition(runs[0].at, pieces[0].start, Passage.of([*label, *pieces, *tail]))

    def _piece(self, at: int, first: int, last: int) -> Piece:
        words = self.words[at]
        return Piece(self.lines[at], words[first].start, words[last - 1].end)

    def _label(self, run: _Run) -> list[Piece]:
        """The label before a text on its line: "Theme 1:"."""
        at, text = run.at, self.lines[run.at].text
        edge = self.words[at][run.first].start
        for first in range(run.first):
            start = self.words[at][first].start
            for label in RANKED:
                match = compiled(label.pattern).match(text, start)
                if match and match.end() <= edge <= match.end() + 1:
                    self.used.update((at, word) for word in range(first, run.first))
                    return [self._piece(at, first, run.first)]
        return []

    def _tail(self, text: Passage, run: _Run) -> list[Piece]:
        """The references and the addressee after a text: "(1.33, to HMPPS)"."""
        for at, first in self._after(run):
            after = [(at, word) for word in range(first, len(self.words[at]))]
            if at + 1 < len(self.words):
                after += [(at + 1, word) for word in range(len(self.words[at + 1]))]
            after = after[:_LONGEST_TAIL]
            for count in range(len(after), 0, -1):
                pieces = [self._piece(at, word, word + 1) for at, word in after[:count]]
                if pieces[0].text[:1] in "([" and pieces[-1].text.rstrip(".")[-1:] in ")]":
                    whole = Passage.of([*text.pieces, *pieces])
                    if split_asked(whole).text.text == split_asked(text).text.text:
                        self.used.update(after[:count])
                        return pieces
        return []

    def _after(self, run: _Run) -> Iterator[tuple[int, int]]:
        """Where a text may go on: on its line, and below lines of a column to its right."""
        yield run.at, run.last
        edge = self._edge(run.at, run.first)
        for below in range(run.at + 1, min(run.at + 2 + _SKIPPED, len(self.words))):
            left = self._edge(below, 0)
            if left <= edge + _SAME_EDGE:
                if left >= edge - _SAME_EDGE:
                    yield below, 0
                return

    def left(self) -> Iterator[LeftOver]:
        """What no text has, in reading order, cut where columns begin."""
        for at, words in enumerate(self.words):
            line, free = self.lines[at], list[int]()
            whole = not any((at, word) in self.used for word in range(len(words)))
            for word in range(len(words) + 1):
                stops = word == len(words) or (at, word) in self.used
                if free and (stops or words[word].start in line.cells):
                    yield LeftOver(at, self._piece(at, free[0], free[-1] + 1), whole)
                    free = []
                if not stops:
                    free.append(word)
