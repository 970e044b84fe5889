"""Matches the entries of the report's summary of judgements with its follow-ups.

Texts are compared after folding (case, quotes, dashes, spaces, references, the last stop). Equal
texts are paired; the rest is paired one to one, the most similar first. A pair that is not
certain is marked for a person to check; texts that are less similar are not paired.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from irp.parser.patterns import Pattern
from irp.record.vocabulary import Body

SURE = 90.0
"""A pair at or above this similarity is certain, if no other comes near."""
MARGIN = 20.0
"""How much less similar the second-best pair must be for a pair to be certain."""
POSSIBLE = 70.0
"""Texts less similar than this are not paired."""
_MOST_PAIRS = 250_000
"""The most comparisons made, rows times columns: a report has a few dozen of each."""

_FOLDS = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u0060\u00b4", "'"),
        **dict.fromkeys("\u201c\u201d\u201e", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
    }
)
_FIRST_SENTENCE = Pattern(r".+?[.?](?= )")
_REFERENCE = Pattern(r"\s*\((?:[sS]?\d{1,3}(?:\.\d{1,3})?(?:,\s*|\s+and\s+|\))){1,6}\s*\.?$")


@dataclass(frozen=True, slots=True)
class Match:
    """An entry's follow-up.

    Attributes:
        index: which of the follow-ups, counted from 0.
        score: how similar the texts are, 100 for equal after folding.
        sure: False where a person should check (problem ``summary_reworded``).
    """

    index: int
    score: float
    sure: bool


def fold(text: str) -> str:
    """A text folded for comparison: no case, kinds of quotes and dashes, references, last stop."""
    return _spelt(text).casefold()


def _spelt(text: str) -> str:
    """A text folded, but with its case kept."""
    words = " ".join(text.translate(_FOLDS).split())
    words = _REFERENCE.sub("", words) if "(" in words else words
    return words.rstrip(" .;:").replace("- ", "-")


def match_entries(
    entry_texts: Sequence[str],
    follow_up_texts: Sequence[str],
    entry_bodies: Sequence[Body | None] | None = None,
    follow_up_bodies: Sequence[Body | None] | None = None,
) -> list[Match | None]:
    """Pair the entries of a summary with follow-ups, one to one.

    Bodies break ties only: an entry listed under the wrong body is still matched. An entry may
    give only the first sentence of one follow-up.

    Returns:
        For each entry its follow-up, or None where none is similar enough.
    """
    entries = [fold(text) for text in entry_texts]
    follow_ups = [fold(text) for text in follow_up_texts]
    left = entry_bodies or [None] * len(entries)
    right = follow_up_bodies or [None] * len(follow_ups)
    found: list[Match | None] = [None] * len(entries)
    free: dict[str, dict[Body | None, deque[int]]] = {}
    for column, (text, body) in enumerate(zip(follow_ups, right, strict=True)):
        free.setdefault(text, {}).setdefault(body, deque()).append(column)
    for by_body in (True, False):
        for row, (entry, body) in enumerate(zip(entries, left, strict=True)):
            if found[row] is None and entry:
                equal = free.get(entry, {})
                mine = [b for b in equal if equal[b] and (_same(body, b) or not by_body)]
                if mine:
                    first = min(mine, key=lambda b: equal[b][0])
                    found[row] = Match(equal[first].popleft(), 100.0, sure=True)
    _by_opening(found, entries, follow_ups)
    rows = [row for row, match in enumerate(found) if match is None and entries[row]]
    taken = {match.index for match in found if match}
    columns = [column for column in range(len(follow_ups)) if column not in taken]
    same = _Bodies(left, right)
    for row, match in _alike(rows, columns, entries, follow_ups, same):
        # A whole text, its capital kept, with something before or after it may include
        # a stray line; "Many cells" that became "Too many cells" has not.
        swollen = _spelt(follow_up_texts[match.index]) in _spelt(entry_texts[row])
        found[row] = replace(match, sure=match.sure and not swollen)
    return found


def _by_opening(found: list[Match | None], entries: list[str], follow_ups: list[str]) -> None:
    """Add the entries that are the first sentence of one follow-up, and of no other."""
    taken = {match.index for match in found if match}
    openings: dict[str, list[int]] = {}
    for column, text in enumerate(follow_ups):
        opening = _FIRST_SENTENCE.match(text)
        if opening and column not in taken:
            openings.setdefault(opening[0].rstrip("."), []).append(column)
    for row, entry in enumerate(entries):
        if found[row] is None and len(begun := openings.pop(entry, [])) == 1:
            found[row] = Match(begun[0], 100.0, sure=True)


def _same(one: Body | None, other: Body | None) -> bool:
    return one is None or other is None or one is other


class _Bodies(NamedTuple):
    """The bodies of entries and of follow-ups."""

    left: Sequence[Body | None]
    right: Sequence[Body | None]

    def same(self, row: int, column: int) -> bool:
        return _same(self.left[row], self.right[column])


def _alike(
    rows: list[int],
    columns: list[int],
    entries: list[str],
    follow_ups: list[str],
    bodies: _Bodies,
) -> list[tuple[int, Match]]:
    """Pair texts that are not equal; none where there are more than any report has."""
    if not 0 < len(rows) * len(columns) <= _MOST_PAIRS:
        return []
    from rapidfuzz import fuzz

    scores = [[fuzz.ratio(entries[r], follow_ups[c]) for c in columns] for r in rows]
    pairs: list[tuple[int, Match]] = []
    for i, j in best_first(scores, bodies_agree=lambda i, j: bodies.same(rows[i], columns[j])):
        rivals = [s for other, s in enumerate(scores[i]) if other != j]
        rivals += [line[j] for other, line in enumerate(scores) if other != i]
        clear = scores[i][j] - max(rivals, default=0.0) >= MARGIN
        sure = scores[i][j] >= SURE and clear
        pairs.append((rows[i], Match(columns[j], scores[i][j], sure)))
    return pairs


def best_first(
    scores: Sequence[Sequence[float]],
    bodies_agree: Callable[[int, int], bool],
    least: float = POSSIBLE,
) -> Iterator[tuple[int, int]]:
    """Pairs of row and column, the most similar first; each row and column is used once at most.

    A certain pair is therefore never given up for two that are merely possible. Between
    pairs that are equally similar the body decides, then the order of the report.

    Args:
        scores: a line for each row.
        bodies_agree: what decides between equal scores.
        least: pairs with a lower score are not made.
    """
    possible = [
        (-score, not bodies_agree(i, j), i, j)
        for i, line in enumerate(scores)
        for j, score in enumerate(line)
        if score >= least
    ]
    rows, columns = set[int](), set[int]()
    for _, _, i, j in sorted(possible):
        if i not in rows and j not in columns:
            rows.add(i)
            columns.add(j)
            yield i, j
