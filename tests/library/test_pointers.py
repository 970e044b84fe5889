"""JSON pointers: every leaf has one, and two values differ where their leaves do."""

from __future__ import annotations

import copy
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from irp.record.pointers import child, differing, leaves

NAMES = st.text("a~/0", max_size=3)
VALUES = st.recursive(
    st.none() | st.integers(0, 3) | st.text("xy", max_size=2),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=8,
)


def parts(pointer: str) -> list[str]:
    return [part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]]


def at(value: Any, pointer: str) -> Any:
    """What a pointer refers to, by RFC 6901."""
    for name in parts(pointer):
        value = value[int(name)] if isinstance(value, list) else value[name]
    return value


@given(VALUES)
def test_every_leaf_is_where_its_pointer_says(value: Any) -> None:
    found = list(leaves(value))
    assert len({pointer for pointer, _ in found}) == len(found)
    assert all(at(value, pointer) == leaf for pointer, leaf in found)


@given(VALUES, st.data())
def test_one_changed_leaf_is_the_one_difference(value: Any, data: st.DataObject) -> None:
    assert list(differing(value, copy.deepcopy(value))) == []
    pointer, _ = data.draw(st.sampled_from(list(leaves(value))))
    other = copy.deepcopy({"root": value})
    *above, last = [
        part.replace("~1", "/").replace("~0", "~") for part in pointer.split("/")[1:]
    ] or ["root"]
    place: Any = other if pointer == "" else other["root"]
    for name in above:
        place = place[int(name)] if isinstance(place, list) else place[name]
    place[int(last) if isinstance(place, list) else last] = "changed"
    assert list(differing(value, other["root"])) == [pointer or "/"]


def test_ignored_fields_are_not_compared() -> None:
    one, other = {"a": {"places": 1, "b": [1, 2]}}, {"a": {"places": 2, "b": [1, 3]}}
    assert list(differing(one, other, "stated:", ignored={"places"})) == ["stated:/a/b/1"]
    assert list(differing([1], [1, 2], child("", "x/y"))) == ["/x~1y"]
