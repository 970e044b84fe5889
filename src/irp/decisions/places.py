"""Places in a record: pointers, and the words by which a newer reading is searched for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from rapidfuzz.fuzz import ratio

from irp.record.decision import DecisionPlace

_LONGEST = 160
"""Characters of an item's text that are kept: its beginning changes least between readings."""
_TELLING = 40
"""Folded characters from which a text is long enough to be searched for on its own."""
_LIKE = 90
"""Similarity, of 100, from which two texts are taken to be of the same item."""


def parts_of(pointer: str) -> list[str]:
    """The steps of a JSON pointer (RFC 6901)."""
    return [part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]]


def folded(value: Any) -> Any:
    """A text without letter case, spaces and punctuation, in which readings may differ."""
    return _folded(value) if isinstance(value, str) else value


@lru_cache(maxsize=16_384)
def _folded(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def same(one: Any, other: Any) -> bool:
    """Whether two values are the same words, or else equal."""
    if isinstance(one, str) and isinstance(other, str):
        # Words count, not the spaces between them; what has no letters must be equal as it is.
        return one == other or (folded(one) == folded(other) != "" and _is_long(one))
    return type(one) is type(other) and bool(one == other)


def value_at(tree: Any, pointer: str) -> Any:
    """The value at a pointer.

    Raises:
        LookupError: there is none.
    """
    for part in parts_of(pointer):
        tree = tree[_index(part)] if isinstance(tree, list) else _member(tree, part)
    return tree


def replaced(tree: Any, pointer: str, value: Any) -> None:
    """Put a value at a pointer that exists, in place.

    Raises:
        LookupError: there is no such place.
    """
    head, _, _ = pointer.rpartition("/")
    owner, last = value_at(tree, head), parts_of(pointer)[-1]
    value_at(owner, f"/{last.replace('~', '~0').replace('/', '~1')}")
    owner[_index(last) if isinstance(owner, list) else last] = value


def words_at(tree: Any, pointer: str) -> list[str]:
    """For each list that a pointer leads through, the beginning of its item's longest text."""
    found = []
    for part in parts_of(pointer):
        if isinstance(tree, list):
            tree = tree[_index(part)]
            found.append(item_words(tree))
        else:
            tree = _member(tree, part)
    return found


def item_words(item: Any) -> str:
    """The beginning of an item's longest own text; of a text, the text's."""
    texts = item.values() if isinstance(item, Mapping) else (item,)
    own = [text for text in texts if isinstance(text, str)]
    return max(own, key=len, default="")[:_LONGEST]


def find(tree: Any, place: DecisionPlace, read: Any) -> str | None:
    """Where the place of a decision is in a reading: by its words first, its pointer second.

    Args:
        tree: the report as plain values.
        place: a place with a pointer.
        read: what was read there.

    Returns:
        A pointer. The value there may be another one than ``read``; None: it cannot be
        found, or several places are alike.
    """
    pointer = place.pointer or ""
    if _is_there(tree, place, pointer, read):  # the usual case: no other place need be compared
        return pointer
    found = [(at, [*map(folded, words)], value) for at, words, value in _alike(tree, pointer)]
    words = [*map(folded, place.words)]
    if not words:
        return next((at for at, _, _ in found if at == pointer), None)
    within = [(at, value) for at, own, value in found if own == words]
    within = within or [(at, value) for at, own, value in found if _are_alike(own, words)]
    exact = [at for at, value in within if same(value, read)]
    if not within and _is_long(read):
        exact = [at for at, _, value in found if same(value, read)]
    for candidates in (exact, [at for at, _ in within]):
        if len(candidates) == 1 or pointer in candidates:
            return candidates[0] if len(candidates) == 1 else pointer
    return None


def _is_there(tree: Any, place: DecisionPlace, pointer: str, read: Any) -> bool:
    """Whether what was read is where it was, among the same words."""
    try:
        words = words_at(tree, pointer)
        return [*map(folded, words)] == [*map(folded, place.words)] and same(
            value_at(tree, pointer), read
        )
    except LookupError:
        return False


def _alike(tree: Any, pointer: str) -> Iterator[tuple[str, list[str], Any]]:
    """All places that differ from a pointer in indices alone: pointer, words, value."""
    rows: list[tuple[str, list[str], Any]] = [("", [], tree)]
    for part in parts_of(pointer):
        step = part.replace("~", "~0").replace("/", "~1")
        rows = [
            row
            for at, words, value in rows
            for row in (
                [(f"{at}/{i}", [*words, item_words(one)], one) for i, one in enumerate(value)]
                if isinstance(value, list)
                else [(f"{at}/{step}", words, value[part])]
                if isinstance(value, Mapping) and part in value
                else []
            )
        ]
    yield from rows


def _are_alike(some: list[str], others: list[str]) -> bool:
    """Whether words are the same except for a few characters, and long enough to compare."""
    return len(some) == len(others) and all(
        one == other or (min(len(one), len(other)) >= _TELLING and ratio(one, other) >= _LIKE)
        for one, other in zip(some, others, strict=True)
    )


def _is_long(value: Any) -> bool:
    return isinstance(value, str) and len(folded(value)) >= _TELLING


def _index(part: str) -> int:
    if not (part.isascii() and part.isdigit()):
        raise LookupError(f"{part!r} is no position in a list")
    return int(part)


def _member(tree: Any, name: str) -> Any:
    if isinstance(tree, Mapping):
        return tree[name]
    raise LookupError(f"there is nothing inside a plain value: {name!r}")
