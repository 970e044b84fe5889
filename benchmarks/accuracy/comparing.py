"""A record compared with the truth, leaf by leaf.

A leaf is a value that is not an object or a list. Only what the truth states is compared: a record
may have more fields. Values are the same if they are equal after folding (NFC, single
spaces); nearly the same if their edit similarity is at least 0.99.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from benchmarks.accuracy.aligning import align
from rapidfuzz.distance import Levenshtein

NEARLY = 0.99


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
    """Every leaf that the truth states or the record has in its place."""
    if isinstance(expected, dict) and isinstance(found, dict | None):
        for key, value in expected.items():
            there = None if found is None else found.get(key)
            yield from compare(value, there, f"{pointer}/{key}", _named(field, key))
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
            item = _like(found[other], expected)
            yield from extra_leaves(item, f"{pointer}/+{other}", field)


def _like(item: Any, others: list[Any]) -> Any:
    """An item without the fields that the truth's own items do not state."""
    if not isinstance(item, dict) or not others:
        return item
    stated = {key for other in others for key in other}
    return {key: value for key, value in item.items() if key in stated}


def extra_leaves(value: Any, pointer: str = "", field: str = "") -> Iterator[Leaf]:
    """The leaves of something that the truth does not have."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from extra_leaves(item, f"{pointer}/{key}", _named(field, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from extra_leaves(item, f"{pointer}/{index}", field)
    elif value is not None:
        yield Leaf(pointer, field, Verdict.EXTRA, None, value)


def same(expected: Any, found: Any) -> bool:
    """Whether a part of a record has all values of the truth, and no others in their place."""
    return all(leaf.right for leaf in compare(expected, found))


def fields(leaves: Iterable[Leaf]) -> set[str]:
    return {leaf.field for leaf in leaves}
