"""Grounded or absent: the tree a record is made from, and how it is split for publication.

The normaliser builds a tree of dicts and lists whose leaves are ``Sourced`` values or None. A
bare value is refused, so no value without a place can reach a record.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from irp.errors import UngroundedError
from irp.record.extraction import Place
from irp.record.pointers import child
from irp.record.spans import Sourced, Span

Node = Mapping[str, "Node"] | Sequence["Node"] | Sourced[Any] | None
"""A record being built."""

Provenance = dict[str, tuple[Span, ...]]
"""JSON pointer (RFC 6901) to the places of the value there."""


def split(tree: Node) -> tuple[Any, Provenance]:
    """The plain values of a tree, and the places of each leaf by its JSON pointer.

    Raises:
        UngroundedError: a leaf is neither None nor a value with a place.
    """
    provenance: Provenance = {}
    return _plain(tree, "", provenance), provenance


def _plain(node: Node, pointer: str, provenance: Provenance) -> Any:
    if node is None:
        return None
    if isinstance(node, Sourced):
        provenance[pointer] = node.spans
        return node.value
    if isinstance(node, Mapping):
        return {key: _plain(one, child(pointer, key), provenance) for key, one in node.items()}
    if isinstance(node, list | tuple):
        return [_plain(one, child(pointer, i), provenance) for i, one in enumerate(node)]
    raise UngroundedError(f"the value {node!r} at {pointer or '/'} has no place in the source")


def as_places(provenance: Provenance) -> dict[str, list[Place]]:
    """Provenance in the form stored in the record."""
    known: dict[Span, Place] = {}  # many values are read from one place
    places: dict[str, list[Place]] = {}
    for pointer, spans in provenance.items():
        places[pointer] = [known.get(s) or known.setdefault(s, Place.of(s)) for s in spans]
    return places
