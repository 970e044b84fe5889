"""Items that failed at one review and failed again, in the same or nearly the same words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from irp.pages.site.data.rows import Row
from irp.parser.normalise.matching import SURE, fold

_LEAST_WORDS = 4
"""Shorter items ("Safety") are too general to be called the same."""


@dataclass(frozen=True)
class Repeat:
    """One item at several reviews of an establishment, newest first.

    Attributes:
        rows: at least two, of different visits.
        likeness: of the two least similar neighbours, 100 for equal words (see ``fold``).
    """

    rows: tuple[Row, ...]
    likeness: float

    @property
    def word_for_word(self) -> bool:
        """Whether all have the same words."""
        return self.likeness >= 100.0


def repeats(rows: Sequence[Row]) -> list[Repeat]:
    """The failed items of one establishment that failed at more than one review.

    Two items are the same if their folded words are at least as similar as a report's summary
    and its blocks must be to be paired without doubt (``parser.normalise.matching.SURE``). An
    item is joined to the most similar one of an older review, once.

    Args:
        rows: of one establishment, newest first (``catalogue.in_order``).
    """
    failed = [row for row in rows if row.failed and len(row.wording.split()) >= _LEAST_WORDS]
    folded = [fold(row.wording) for row in failed]
    older: dict[int, tuple[int, float]] = {}
    taken: set[int] = set()
    for index, row in enumerate(failed):
        best = max(
            (
                (fuzz.ratio(folded[index], folded[other], score_cutoff=SURE), -other)
                for other in range(index + 1, len(failed))
                if other not in taken and _older(failed[other], row)
            ),
            default=(0.0, 0),
        )
        if best[0] >= SURE:
            older[index] = (-best[1], best[0])
            taken.add(-best[1])
    found = []
    for start in sorted(set(older) - taken):
        chain, likeness, at = [failed[start]], 100.0, start
        while at in older:
            at, score = older[at]
            chain.append(failed[at])
            likeness = min(likeness, score)
        found.append(Repeat(tuple(chain), likeness))
    return found


def _older(one: Row, other: Row) -> bool:
    """Whether a row is of an older visit; two reports of one visit are not a repeat."""
    first, second = one.report.first_day, other.report.first_day
    return first is not None and second is not None and first < second
