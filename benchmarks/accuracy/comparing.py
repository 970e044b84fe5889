"""A record compared with the truth, leaf by leaf.

A leaf is a value that is not an object or a list. The truth states all there is: what a record has
beyond it is wrong. Values are the same if they are equal after folding (NFC, single
spaces); nearly the same if their edit similarity is at least 0.99.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from benchmarks.accuracy.aligning import align
from rapidfuzz.distance import Levenshtein

NEARLY = 0.99
UNSTATED = frozenset({"figures.labels"})
"""Fields that no truth states: which words of a chart are labels depends on who prints it."""


class Verdict(StrEnum):
    """The outcome of a leaf."""

    EXACT = "exact"
    SIMILAR = "similar"
    WRONG = "wrong"
    MISSING = "missing"
    EXTRA = "extra"


@dataclass(frozen=True, slots=True)
class Leaf:
    """One leaf of the truth, of the record, or of both."""

    pointer: str
    field: str
    verdict: Verdict
    expected: Any = None
    found: Any = None

    @property
    def right(self) -> bool:
        return self.verdict is Verdict.EXACT


def folded(value: Any) -> str:
    return " ".join(unicodedata.normalize("NFC", str(value)).split())


def judged(expected: Any, found: Any) -> Verdict:
    """The verdict on two leaves, of which one may be None."""
    if expected is None:
        return Verdict.EXTRA
    if found is None:
        return Verdict.MISSING
    one, other = folded(expected), folded(found)
    if one == other:
        return Verdict.EXACT
    alike = isinstance(expected, str) and Levenshtein.normalized_similarity(one, other) >= NEARLY
    return Verdict.SIMILAR if alike else Verdict.WRONG


def compare(expected: Any, found: Any, pointer: str = "", field: str = "") -> Iterator[Leaf]:
    """Every leaf of the truth and of the record."""
    if isinstance(expected, dict) and isinstance(found, dict | None):
        for key, value in expected.items():
            there = None if found is None else found.get(key)
            yield from compare(value, there, f"{pointer}/{key}", _named(field, key))
        for key, more in (found or {}).items():
            if key not in expected:
                yield from extra_leaves(more, f"{pointer}/{key}", _named(field, key))
    elif isinstance(expected, list) and isinstance(found, list | None):
        yield from _compare_lists(expected, found or [], pointer, field)
    elif expected is None:
        yield from extra_leaves(found, pointer, field)
    elif isinstance(expected, dict | list) or isinstance(found, dict | list):
        yield from compare(expected, None, pointer, field)  # of another shape: it is missing
        yield from extra_leaves(found, pointer, field)
    else:
        yield Leaf(pointer, field, judged(expected, found), expected, found)


def _named(field: str, key: str) -> str:
    return f"{field}.{key}" if field else key


def _compare_lists(
    expected: list[Any], found: list[Any], pointer: str, field: str
) -> Iterator[Leaf]:
    for one, other in align(expected, found, same):
        if one is not None:
            there = None if other is None else found[other]
            yield from compare(expected[one], there, f"{pointer}/{one}", field)
        elif other is not None:
            yield from extra_leaves(found[other], f"{pointer}/+{other}", field)


def extra_leaves(value: Any, pointer: str = "", field: str = "") -> Iterator[Leaf]:
    """The leaves of something that the truth does not have."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from extra_leaves(item, f"{pointer}/{key}", _named(field, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from extra_leaves(item, f"{pointer}/{index}", field)
    elif value is not None and field not in UNSTATED:
        yield Leaf(pointer, field, Verdict.EXTRA, None, value)


def same(expected: Any, found: Any) -> bool:
    """Whether a part of a record has all values of the truth, and no others in their place."""
    return all(leaf.right for leaf in compare(expected, found))
