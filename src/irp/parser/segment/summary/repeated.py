"""A summary of judgements, read by the texts of the follow-ups that it repeats.

Whatever its form (list, table with any columns, groups under a judgement), it repeats the text
of each follow-up; what is left of its lines are judgements, and words that only mark the entries.
Where that holds for every follow-up and every word, no form needs to be known.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import zip_longest
from typing import NamedTuple

import regex

from irp.parser.patterns import Pattern
from irp.parser.segment.model import SummaryItem
from irp.parser.segment.patterns import GRADE_ALONE
from irp.parser.segment.summary.lists import HEADING, LABELLED, Summarised
from irp.parser.segment.summary.repetitions import LeftOver, Repetition, SummaryWords
from irp.parser.text.model import Line
from irp.parser.text.passage import EMPTY, Passage, Piece
from irp.record.vocabulary import NAMED_BODY_PATTERN

_FIRST_SENTENCE = Pattern(r".+?[.?](?=\s[\p{Lu}‘“])")
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


def read_repeated(
    lines: Sequence[Line], texts: Sequence[Sequence[str]], areas: Collection[str]
) -> Summarised | None:
    """The entries of a summary that repeats the text, or first sentence, of every follow-up once.

    None where it does not, or where a word is left that is neither a judgement nor a mark, or
    where it is not certain which entry a judgement belongs to.

    Args:
        lines: the summary's.
        texts: of each follow-up, the texts that may be repeated; the one that asks comes first.
        areas: the headings of the report's areas.
    """
    if not texts:
        return None
    page = SummaryWords(lines)
    entries: list[Repetition] = []
    others: list[Passage] = []
    for known in sorted(texts, key=lambda known: -max(map(len, known), default=0)):
        found = _repetitions(page, known)
        if not found:
            return None
        entries.append(found[0])
        others += (other.text for other in found[1:])  # the concern beside its recommendation
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
    return Summarised(items, [*marks, *others], [], frozenset(areas))


def _repetitions(page: SummaryWords, known: Sequence[str]) -> list[Repetition]:
    """Where the texts of a follow-up are repeated, or the first sentence of the first of them."""
    found = [entry for entry in map(page.find, known) if entry]
    first = _FIRST_SENTENCE.match(known[0]) if known and not found else None
    if first and (entry := page.find(first[0])):
        return [entry]
    return found


class _Judgement(NamedTuple):
    """A judgement's line and first character there, its words, and that no text is beside it."""

    at: int
    start: int
    words: Passage
    whole: bool


_SortedOut = tuple[list[_Judgement], list[tuple[int, Passage]], list[Passage]]


def _sort_out(
    left: Sequence[LeftOver], lines: Sequence[Line], areas: Collection[str]
) -> _SortedOut | None:
    """Judgements, headings that name a body (each with its line), marks; None for other words."""
    fragments: list[LeftOver] = []
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
            fragments.append(LeftOver(at, words, whole))
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


def _judges(fragment: regex.Match[str], after: Sequence[LeftOver]) -> bool:
    """Whether a grade, or the end of one that is wrapped, is no head of a column."""
    words = fragment["words"].casefold()
    if words == "no":  # the head of the column of numbers, unless more follows
        return any(left.piece.text.casefold().startswith("meaningful") for left in after)
    return bool(fragment["grade"]) or fragment["words"][:1].islower()


def _joined(fragments: Sequence[LeftOver]) -> list[_Judgement] | None:
    """The judgements that the fragments make up, some wrapped in a narrow column."""
    found: list[_Judgement] = []
    pending: list[LeftOver] = []
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


def _assigned(
    entries: Sequence[Repetition], judgements: Sequence[_Judgement]
) -> Sequence[int] | None:
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
