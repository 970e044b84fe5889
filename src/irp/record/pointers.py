"""JSON pointers (RFC 6901) into records."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any


def escaped(name: object) -> str:
    """A field's name, or an item's index, as a part of a pointer."""
    return str(name).replace("~", "~0").replace("/", "~1")


def child(pointer: str, name: object) -> str:
    """The pointer to a field, or to an item by its index, of what a pointer refers to."""
    return f"{pointer}/{escaped(name)}"


def differing(
    one: Any, other: Any, pointer: str = "", *, ignored: Collection[str] = ()
) -> Iterator[str]:
    """The pointers to the smallest parts that differ between two plain values of JSON.

    Lists of different lengths differ as a whole. ``irp.differences`` compares records in more
    detail and pairs the items of lists.

    Args:
        one: a value.
        other: the value to compare it with.
        pointer: where both are.
        ignored: names of fields that are not compared.
    """
    if isinstance(one, dict) and isinstance(other, dict):
        for name in {**one, **other}:
            if name not in ignored:
                yield from differing(
                    one.get(name), other.get(name), child(pointer, name), ignored=ignored
                )
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for index, (mine, its) in enumerate(zip(one, other, strict=True)):
            yield from differing(mine, its, child(pointer, index), ignored=ignored)
    elif one != other:
        yield pointer or "/"


def leaves(value: Any, pointer: str = "") -> Iterator[tuple[str, Any]]:
    """Each plain value of a structure with its JSON pointer; an empty list or object is one."""
    if isinstance(value, dict) and value:
        for name, inner in value.items():
            yield from leaves(inner, child(pointer, name))
    elif isinstance(value, list) and value:
        for index, inner in enumerate(value):
            yield from leaves(inner, child(pointer, index))
    else:
        yield pointer, value
