"""Which follow-up an entry of the report's summary of judgements stands for.

Texts are compared after folding (case, quotes, dashes, spaces, references, the last stop). Equal
texts belong together; what is left is paired one to one so that the pairs are as alike as can
be. A pair that is less than sure is marked for a person to look at, and below that is no pair.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from rapidfuzz import fuzz

from irp.parser.patterns import Pattern
from irp.record.vocabulary import Body

SURE = 90.0
"""From this likeness a pair is sure, if nothing else comes near."""
MARGIN = 20.0
"""How far the runner-up must stay behind for a pair to be sure."""
POSSIBLE = 70.0
"""Below this likeness two texts are no pair."""
_MOST_PAIRS = 250_000
_MOST_ASSIGNED = 10_000
"""Texts compared, and texts assigned, at the most, rows by columns: a report has a few dozen."""

_FOLDS = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u0060\u00b4", "'"),
        **dict.fromkeys("\u201c\u201d\u201e", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
    }
)
_REFERENCE = Pattern(r"\s*\((?:[sS]?\d{1,3}(?:\.\d{1,3})?(?:,\s*|\s+and\s+|\))){1,6}\s*\.?$")


@dataclass(frozen=True, slots=True)
class Match:
    """An entry's follow-up.

    Attributes:
        index: which of the follow-ups, counted from 0.
        score: how alike the texts are, 100 for equal after folding.
        sure: False where a person should look (problem ``summary_reworded``).
    """

    index: int
    score: float
    sure: bool


def fold(text: str) -> str:
    """A text as it is compared: without case, kinds of quotes and dashes, references, last stop."""
    return _spelt(text).casefold()


def _spelt(text: str) -> str:
    """A text folded in all but its case."""
    words = " ".join(text.translate(_FOLDS).split())
    words = _REFERENCE.sub("", words)
    return words.rstrip(" .;:").replace("- ", "-")


def match_entries(
    entry_texts: Sequence[str],
    follow_up_texts: Sequence[str],
    entry_bodies: Sequence[Body | None] | None = None,
    follow_up_bodies: Sequence[Body | None] | None = None,
) -> list[Match | None]:
    """Pair the entries of a summary with follow-ups, one to one.

    Bodies break ties only: an entry that stands under the wrong body still finds its follow-up.

    Returns:
        For each entry its follow-up, or None where none is alike enough.
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
    rows = [row for row, match in enumerate(found) if match is None and entries[row]]
    taken = {match.index for match in found if match}
    columns = [column for column in range(len(follow_ups)) if column not in taken]
    same = _Bodies(left, right)
    for row, match in _alike(rows, columns, entries, follow_ups, same):
        # A whole text, its capital kept, with something before or after it may have swallowed
        # a line; "Many cells" that became "Too many cells" has not.
        swollen = _spelt(follow_up_texts[match.index]) in _spelt(entry_texts[row])
        found[row] = replace(match, sure=match.sure and not swollen)
    return found


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
    """Pair what is not equal; nothing where there is more of it than in any report."""
    if len(rows) * len(columns) > _MOST_PAIRS:
        return []
    scores = [[fuzz.ratio(entries[r], follow_ups[c]) for c in columns] for r in rows]
    # Only what is somewhat like something can be a pair.
    left = [i for i, line in enumerate(scores) if max(line, default=0.0) >= POSSIBLE]
    right = [j for j in range(len(columns)) if any(scores[i][j] >= POSSIBLE for i in left)]
    if len(left) * len(right) > _MOST_ASSIGNED:
        return []
    # A hundredth of a point decides between follow-ups that are equally alike.
    weights = [
        [
            scores[i][j] + 0.01 * bodies.same(rows[i], columns[j])
            if scores[i][j] >= POSSIBLE
            else 0.0
            for j in right
        ]
        for i in left
    ]
    pairs: list[tuple[int, Match]] = []
    for place, (i, k) in enumerate(zip(left, assign(weights), strict=True)):
        if k is None or weights[place][k] <= 0.0:
            continue
        j = right[k]
        rivals = [s for other, s in enumerate(scores[i]) if other != j]
        rivals += [line[j] for other, line in enumerate(scores) if other != i]
        clear = scores[i][j] - max(rivals, default=0.0) >= MARGIN
        sure = scores[i][j] >= SURE and clear
        pairs.append((rows[i], Match(columns[j], scores[i][j], sure)))
    return pairs


def assign(weights: Sequence[Sequence[float]]) -> list[int | None]:
    """The one-to-one assignment of rows to columns with the greatest total weight.

    The Hungarian method with potentials, in the cube of the number of items; a summary has a
    few dozen at most.

    Returns:
        For each row its column, or None where there are fewer columns than rows.
    """
    height = len(weights)
    width = len(weights[0]) if weights else 0
    size = max(height, width)
    cost = [
        [-weights[i][j] if i < height and j < width else 0.0 for j in range(size)]
        for i in range(size)
    ]
    row_potential = [0.0] * (size + 1)
    column_potential = [0.0] * (size + 1)
    owner = [0] * (size + 1)  # the row (from 1) of each column; column 0 is where a search starts
    for row in range(1, size + 1):
        owner[0] = row
        path = _cheapest_path(cost, owner, row_potential, column_potential)
        column = path.end
        while column:
            owner[column] = owner[path.previous[column]]
            column = path.previous[column]
    found: list[int | None] = [None] * height
    for column in range(1, width + 1):
        if 1 <= owner[column] <= height:
            found[owner[column] - 1] = column - 1
    return found


@dataclass(frozen=True, slots=True)
class _Path:
    end: int
    previous: list[int]


def _cheapest_path(
    cost: list[list[float]],
    owner: list[int],
    row_potential: list[float],
    column_potential: list[float],
) -> _Path:
    """The cheapest way from the row in column 0 to a free column; changes the potentials."""
    size = len(cost)
    previous = [0] * (size + 1)
    distance = [float("inf")] * (size + 1)
    seen = [False] * (size + 1)
    column = 0
    while owner[column]:
        seen[column] = True
        row = owner[column]
        nearest, step = 0, float("inf")
        for j in range(1, size + 1):
            if seen[j]:
                continue
            reduced = cost[row - 1][j - 1] - row_potential[row] - column_potential[j]
            if reduced < distance[j]:
                distance[j], previous[j] = reduced, column
            if distance[j] < step:
                nearest, step = j, distance[j]
        for j in range(size + 1):
            if seen[j]:
                row_potential[owner[j]] += step
                column_potential[j] -= step
            else:
                distance[j] -= step
        column = nearest
    return _Path(column, previous)
