"""Precision, recall and F1 of fields; right follow-up blocks; right judgements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from benchmarks.accuracy.aligning import align
from benchmarks.accuracy.comparing import Leaf, Verdict, same

BLOCK_FIELDS = (
    "concern",
    "recommendation",
    "area",
    "kind",
    "body",
    "references",
    "paragraphs",
    "judgement",
)
Rate = float | None  # None: nothing to measure


def rate(part: float, whole: float) -> Rate:
    return part / whole if whole else None


@dataclass
class Counts:
    """The outcomes of the leaves of one field."""

    verdicts: Counter[Verdict] = field(default_factory=Counter)

    def add(self, other: Counts) -> None:
        self.verdicts.update(other.verdicts)

    def _good(self, similar: bool) -> int:  # noqa: FBT001
        return self.verdicts[Verdict.EXACT] + similar * self.verdicts[Verdict.SIMILAR]

    @property
    def expected(self) -> int:
        return self.total - self.verdicts[Verdict.EXTRA]

    @property
    def found(self) -> int:
        return self.total - self.verdicts[Verdict.MISSING]

    @property
    def total(self) -> int:
        return self.verdicts.total()

    @property
    def wrong(self) -> int:
        return self.total - self.verdicts[Verdict.EXACT]

    def precision(self, *, similar: bool = False) -> Rate:
        """Of what was found, the share that is right."""
        return rate(self._good(similar), self.found)

    def recall(self, *, similar: bool = False) -> Rate:
        """Of what is true, the share that was found."""
        return rate(self._good(similar), self.expected)

    def f1(self, *, similar: bool = False) -> Rate:
        return rate(2 * self._good(similar), self.found + self.expected)


@dataclass
class Blocks:
    """The outcomes of the follow-up blocks of some reports."""

    expected: int = 0
    found: int = 0
    right: int = 0
    judgements: int = 0
    judgements_right: int = 0

    def add(self, other: Blocks) -> None:
        self.expected += other.expected
        self.found += other.found
        self.right += other.right
        self.judgements += other.judgements
        self.judgements_right += other.judgements_right

    @property
    def f1(self) -> Rate:
        return rate(2 * self.right, self.expected + self.found)

    @property
    def judged(self) -> Rate:
        return rate(self.judgements_right, self.judgements)


def _value(follow_up: Mapping[str, Any]) -> str | None:
    judgement = follow_up["judgement"]
    return None if judgement is None else str(judgement["value"])


def blocks(expected: list[dict[str, Any]], found: list[dict[str, Any]]) -> Blocks:
    """Compare the follow-ups of a truth with those of a record.

    A judgement is right if the follow-up has the truth's judgement; it is wrong if the follow-up
    was not found.
    """
    result = Blocks(len(expected), len(found), judgements=len(expected))
    for one, other in align(expected, found, same):
        if one is None or other is None:
            continue
        truth, block = expected[one], found[other]
        result.right += all(same(truth[key], block[key]) for key in BLOCK_FIELDS)
        result.judgements_right += _value(truth) == _value(block)
    return result


def by_field(leaves: Iterable[Leaf]) -> dict[str, Counts]:
    """The counts of each field."""
    result: dict[str, Counts] = {}
    for leaf in leaves:
        result.setdefault(leaf.field, Counts()).verdicts[leaf.verdict] += 1
    return result


def together(parts: Iterable[Mapping[str, Counts]]) -> dict[str, Counts]:
    """The counts of several reports, field by field."""
    result: dict[str, Counts] = {}
    for part in parts:
        for name, counts in part.items():
            result.setdefault(name, Counts()).add(counts)
    return result


def overall(parts: Mapping[str, Counts]) -> Counts:
    """All fields as one."""
    result = Counts()
    for counts in parts.values():
        result.add(counts)
    return result
