"""A summary of judgements, read by the texts of the follow-ups that it repeats.

Whatever its form (list, table with any columns, groups under a judgement), it repeats the text
of each follow-up; what is left of its lines are judgements, and words that only mark the entries.
Where that holds for every follow-up and every word, no form needs to be known.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

import regex

from irp.parser.layouts.labels import RANKED
from irp.parser.patterns import Pattern
from irp.parser.segment.model import SummaryItem
from irp.parser.segment.patterns import GRADE_ALONE, compiled
from irp.parser.segment.summary.lists import HEADING, LABELLED, Summarised
from irp.parser.text.model import Line
from irp.parser.text.passage import EMPTY, Passage, Piece
from irp.parser.wording.references import split_asked
from irp.record.vocabulary import NAMED_BODY_PATTERN

_SKIPPED = 4
"""Lines inside a text that may belong to other columns, or repeat the head of a table."""
_LONGEST_TAIL = 20
"""Words of the references and the addressee after a text, at most."""
_PRINTED = Pattern(r"\S+")
_FRAGMENT = Pattern(
    rf"\W*(?i:{LABELLED})(?P<words>(?i:(?P<grade>{GRADE_ALONE}|no|meaningful)"
    r"(?:\s+meaningful)?(?:\s+progress)?)|meaningful progress|progress)\W*"
)
_JUDGED = Pattern(rf"{GRADE_ALONE}(?: progress)?", regex.IGNORECASE)
_WRAPPED = Pattern(r"(?:meaningful ?)?(?:progress)?", regex.IGNORECASE)
"""The rest of a judgement after the end of a line."""
_NAMES_BODY = Pattern(rf"\b(?:{NAMED_BODY_PATTERN})\b")
_MARKS = Pattern(
    rf"(?:\W|\b(?:{NAMED_BODY_PATTERN}|no|numbers?|ref(?:erence)?s?|para(?:graph)?s?|pages?"
    r"|recommendations?|concerns?|themes?|areas?|issues?|judge?ments?|progress|made|outcomes?"
    r"|ratings?|assessments?|our|the|key|priority|main|other|followed|up|by|what|we|was|and|or|of"
    r"|on|against|inspectors?|inspectorate|body|level|findings?|this|visit"
    r"|[A-Z]{0,2}\d{1,2}(?:\.\d{1,3})?)\b)*",
    regex.IGNORECASE,
)
"""Heads of columns, numbers, references, labels: words that mark entries and say nothing."""


class _Word(NamedTuple):
    start: int
    end: int
    key: str


class _Run(NamedTuple):
    """Words [first, last) of the line at a position."""

    at: int
    first: int
    last: int


class _Entry(NamedTuple):
    """A text repeated: its line, its first character there, and its words."""

    at: int
    start: int
    text: Passage


class _Left(NamedTuple):
    """Characters of a line that no text has; ``whole`` if they are all of it."""

    at: int
    piece: Piece
    whole: bool


def read_repeated(
    lines: Sequence[Line], texts: Sequence[Sequence[str]], areas: Collection[str]
) -> Summarised | None:
    """The entries of a summary that repeats the text of every follow-up once.

    None where it does not, or where a word is left that is neither a judgement nor a mark, or
    where it is not certain which entry a judgement belongs to.

    Args:
        lines: the summary's.
        texts: of each follow-up, the texts that may be repeated; the one that asks comes first.
        areas: the headings of the report's areas.
    """
    if not texts:
        return None
    page = _Page(lines)
    entries: list[_Entry] = []
    for known in sorted(texts, key=lambda known: -max(map(len, known), default=0)):
        found = [entry for entry in map(page.find, known) if entry]
        if not found:
            return None
        entries.append(found[0])
    entries.sort(key=lambda entry: (entry.at, entry.start))
    sorted_out = _sort_out(list(page.left()), lines, areas)
    if sorted_out is None:
        return None
    judgements, headings, marks = sorted_out
    judged = _assigned(entries, judgements)
    if judged is None:
        return None
    items = []
    for entry, number in zip(entries, judged, strict=True):
        over = [passage for at, passage in headings if at <= entry.at]
        heading = over[-1] if over else EMPTY
        items.append(SummaryItem(heading, entry.text, judgements[number].words))
    return Summarised(items, marks, [], frozenset(areas))


def _key(text: str) -> str:
    """A text's letters and digits alone: line ends, hyphens and dots change nothing."""
    return "".join(filter(str.isalnum, text.casefold()))


class _Page:
    """The words of the summary, and which of them belong to a text."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.words = [
            [_Word(*m.span(), _key(m[0])) for m in _PRINTED.finditer(line.text)] for line in lines
        ]
        self.used = set[tuple[int, int]]()

    def find(self, text: str) -> _Entry | None:
        """The place where a text is repeated, then used: the one that skips the fewest lines."""
        key = _key(text)
        for skip in range(_SKIPPED + 1):
            failed = set[tuple[int, int, int, int]]()
            for at, words in enumerate(self.words):
                for first, word in enumerate(words):
                    if word.key and key.startswith(word.key):
                        runs = self._follow(key, _Run(at, first, 0), skip, failed)
                        if runs:
                            return self._use(runs)
        return None

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
        return [(last, done), *reversed(ends)] if last > run.first else []

    def _starts(self, key: str, run: _Run, below: int, done: int) -> list[int]:
        """Where a text may go on in a line, at the left edge of its column first."""
        words = self.words[below]
        found = [i for i, w in enumerate(words) if w.key and key.startswith(w.key, done)]
        edge = self._edge(run.at, run.first)
        return sorted(found, key=lambda i: abs(self._edge(below, i) - edge))

    def _edge(self, at: int, word: int) -> float:
        line, start = self.lines[at], self.words[at][word].start
        return next((placed.x0 for placed in line.words if placed.start == start), float(start))

    def _use(self, runs: Sequence[_Run]) -> _Entry:
        """Marks the words of a text as used, with its label and its references."""
        for at, first, last in runs:
            self.used.update((at, word) for word in range(first, last))
        pieces = [self._piece(*run) for run in runs]
        label = self._label(runs[0])
        tail = self._tail(Passage.of(pieces), runs[-1])
        return _Entry(runs[0].at, pieces[0].start, Passage.of([*label, *pieces, *tail]))

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
        after = [(run.at, word) for word in range(run.last, len(self.words[run.at]))]
        if run.at + 1 < len(self.words):
            after += [(run.at + 1, word) for word in range(len(self.words[run.at + 1]))]
        after = after[:_LONGEST_TAIL]
        for count in range(len(after), 0, -1):
            pieces = [self._piece(at, word, word + 1) for at, word in after[:count]]
            if pieces[0].text[:1] in "([" and pieces[-1].text.rstrip(".")[-1:] in ")]":
                whole = Passage.of([*text.pieces, *pieces])
                if split_asked(whole).text.text == split_asked(text).text.text:
                    self.used.update(after[:count])
                    return pieces
        return []

    def left(self) -> Iterator[_Left]:
        """What no text has, in reading order, cut where columns begin."""
        for at, words in enumerate(self.words):
            line, free = self.lines[at], list[int]()
            whole = not any((at, word) in self.used for word in range(len(words)))
            for word in range(len(words) + 1):
                stops = word == len(words) or (at, word) in self.used
                if free and (stops or words[word].start in line.cells):
                    yield _Left(at, self._piece(at, free[0], free[-1] + 1), whole)
                    free = []
                if not stops:
                    free.append(word)


class _Judgement(NamedTuple):
    """A judgement's line and first character there, its words, and that no text is beside it."""

    at: int
    start: int
    words: Passage
    whole: bool


_SortedOut = tuple[list[_Judgement], list[tuple[int, Passage]], list[Passage]]


def _sort_out(
    left: Sequence[_Left], lines: Sequence[Line], areas: Collection[str]
) -> _SortedOut | None:
    """Judgements, headings that name a body (each with its line), marks; None for other words."""
    fragments: list[_Left] = []
    headings: list[tuple[int, Passage]] = []
    marks: list[Passage] = []
    done = -1
    for number, (at, piece, whole) in enumerate(left):
        if at <= done:
            continue
        passage = Passage.of([piece])
        fragment = _FRAGMENT.fullmatch(piece.text)
        if fragment and _judges(fragment, left[number + 1 : number + 4]):
            start, end = fragment.span("words")
            words = Piece(piece.line, piece.start + start, piece.start + end)
            fragments.append(_Left(at, words, whole))
        elif whole and (count := _lines_of_area(lines, at, areas)):
            marks.append(Passage.of_lines(lines[at : at + count]))
            done = at + count - 1
        elif _MARKS.fullmatch(piece.text):
            if whole and piece.text == lines[at].text and _NAMES_BODY.search(piece.text):
                headings.append((at, passage))
            marks.append(passage)
        elif whole and HEADING.fullmatch(piece.text) and (piece.line.apart or piece.line.bold):
            marks.append(passage)
        else:
            return None
    judgements = _joined(fragments)
    return None if judgements is None else (judgements, headings, marks)


def _lines_of_area(lines: Sequence[Line], at: int, areas: Collection[str]) -> int:
    return next((n for n in (1, 2, 3) if Passage.of_lines(lines[at : at + n]).text in areas), 0)


def _judges(fragment: regex.Match[str], after: Sequence[_Left]) -> bool:
    """Whether a grade, or the end of one that is wrapped, is no head of a column."""
    words = fragment["words"].casefold()
    if words == "no":  # the head of the column of numbers, unless more follows
        return any(left.piece.text.casefold().startswith("meaningful") for left in after)
    return bool(fragment["grade"]) or fragment["words"][:1].islower()


def _joined(fragments: Sequence[_Left]) -> list[_Judgement] | None:
    """The judgements that the fragments make up, some wrapped in a narrow column."""
    found: list[_Judgement] = []
    pending: list[_Left] = []
    for fragment, after in zip_longest(fragments, fragments[1:]):
        pending.append(fragment)
        words = Passage.of(left.piece for left in pending)
        if after and _WRAPPED.fullmatch(after.piece.text):
            continue
        if not _JUDGED.fullmatch(words.text):
            return None
        first = pending[0]
        whole = all(left.whole for left in pending)
        found.append(_Judgement(first.at, first.piece.start, words, whole))
        pending = []
    return found


def _assigned(entries: Sequence[_Entry], judgements: Sequence[_Judgement]) -> Sequence[int] | None:
    """The judgement of each entry, by position; None where that is not certain.

    Each comes after the beginning of its entry and before the next, or ahead of its entry and
    after the one before; or several entries are below the judgement that they share.
    """
    starts = [(entry.at, entry.start) for entry in entries]
    judged = [(judgement.at, judgement.start) for judgement in judgements]
    for first, second in ((starts, judged), (judged, starts)):
        if len(first) == len(second):
            by_turns = [place for pair in zip(first, second, strict=True) for place in pair]
            if by_turns == sorted(by_turns):
                return range(len(entries))
    if not judged or not all(judgement.whole for judgement in judgements):
        return None
    above = [sum(place < start for place in judged) - 1 for start in starts]
    return above if sorted(set(above)) == list(range(len(judged))) else None
