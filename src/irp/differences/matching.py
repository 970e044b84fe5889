"""Pair the records of two sets that are of the same report."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from typing import NamedTuple

from irp.differences.model import Identity, month_of, visit_of
from irp.record.extraction import Extraction


class Kept(NamedTuple):
    """A record, compressed so that a whole set fits in memory.

    Attributes:
        identity: what people call it.
        keys: its keys, the most reliable first: see ``keys_of``.
        packed: its JSON, compressed.
    """

    identity: Identity
    keys: tuple[Hashable | None, ...]
    packed: bytes

    def record(self) -> Extraction:
        """The record itself."""
        return Extraction.model_validate_json(zlib.decompress(self.packed))


class Matched(NamedTuple):
    """Pairs of the same report, and the old and the new that have no counterpart."""

    pairs: list[tuple[Kept, Kept]]
    removed: list[Kept]
    added: list[Kept]


def keep(extraction: Extraction, *, everything: bool) -> Kept:
    """Compress a record, without its provenance unless everything is compared."""
    if not everything:
        extraction = extraction.model_copy(update={"provenance": {}})
    packed = zlib.compress(extraction.model_dump_json().encode(), 1)
    return Kept(Identity.of(extraction), keys_of(extraction), packed)


def keys_of(extraction: Extraction) -> tuple[Hashable | None, ...]:
    """The keys of a record, the most reliable first; None for those it lacks.

    The file's bytes; the establishment and the visit; the establishment and the report's month;
    the address it was fetched from; its name, where the source gave no report.
    """
    source, report = extraction.source, extraction.report
    place = report.establishment if report else None
    where = place and (place.id or place.name)
    visit, month = visit_of(extraction), month_of(extraction)
    return (
        source.sha256 or None,
        (where, visit) if where and visit else None,
        (where, month) if where and month else None,
        source.url,
        source.name,
    )


_HASH, _VISIT, _MONTH, _URL, _NAME = range(5)


def pair(old: Iterable[Kept], new: Iterable[Kept]) -> Matched:
    """Find the pairs of two sets.

    Each kind of key is tried on what the more reliable kinds have left. If several match,
    those with the same name are paired, and the rest only if each side has one.
    """
    left, right = list(old), list(new)
    pairs: list[tuple[Kept, Kept]] = []
    for way in (_HASH, _VISIT, _MONTH, _URL, _NAME):
        found = _pairs(left, right, way)
        pairs += found
        gone = {id(one) for both in found for one in both}
        left = [one for one in left if id(one) not in gone]
        right = [one for one in right if id(one) not in gone]
    return Matched(pairs, left, right)


def _pairs(old: list[Kept], new: list[Kept], way: int) -> list[tuple[Kept, Kept]]:
    before, after = _by(old, lambda one: one.keys[way]), _by(new, lambda one: one.keys[way])
    found: list[tuple[Kept, Kept]] = []
    for key in before.keys() & after.keys():
        mine, its = before[key], after[key]
        named = _by(its, lambda one: one.identity.name)
        for one in list(mine):
            if same := named.get(one.identity.name):
                other = same.pop(0)
                found.append((one, other))
                mine.remove(one)
                its.remove(other)
        if len(mine) == len(its) == 1 and _may_pair(mine[0], its[0], way):
            found.append((mine[0], its[0]))
    if way == _NAME:
        return [(one, other) for one, other in found if _may_pair(one, other, way)]
    return found


def _may_pair(one: Kept, other: Kept, way: int) -> bool:
    """A name alone is not enough to pair two reports that state what they are about."""
    if way != _NAME:
        return True
    known = [kept.identity.establishment and kept.identity.date for kept in (one, other)]
    return not all(known)


def _by(
    records: Iterable[Kept], key: Callable[[Kept], Hashable | None]
) -> dict[Hashable, list[Kept]]:
    groups: dict[Hashable, list[Kept]] = defaultdict(list)
    for one in records:
        if (value := key(one)) is not None:
            groups[value].append(one)
    return groups
