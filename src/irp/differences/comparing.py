"""Compare two sets of records field by field."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from irp.differences.fields import compare
from irp.differences.matching import Kept, Matched, keep, pair
from irp.differences.model import ChangeKind, Difference, Differences
from irp.record.extraction import Extraction
from irp.record.load import each_record

Records = Extraction | Iterable[Extraction] | str | os.PathLike[str]
"""One record, several, or where they are: a file, a folder, a database."""


def diff(old: Records, new: Records, *, everything: bool = False) -> Differences:
    """What was added, changed and removed between two records or sets of records.

    Records are of the same report where they are of the same bytes, else of the same
    establishment and visit, else of the same establishment and month, else from the same address;
    a source that gave no report is known by its name. Two single records, or files with one each,
    are compared whatever they are of.

    Args:
        old: a record, several, or the path of a store that ``irp.read_store`` reads.
        new: likewise.
        everything: also compare what is not part of the report's content: places, provenance,
            coverage, the versions of schema, parser and engine, and when a file was fetched.

    Raises:
        StoreError: a path is not a store.
        RecordError: something in a store is not a record.
    """
    before, after = (_kept(records, everything=everything) for records in (old, new))
    if _is_one(old) and _is_one(new) and len(before) == len(after) == 1:
        matched = Matched([(before[0], after[0])], [], [])
    else:
        matched = pair(before, after)
    pairs, removed, added = matched
    found = [Difference(ChangeKind.REMOVED, one.identity) for one in _sorted(removed)]
    found += [Difference(ChangeKind.ADDED, one.identity) for one in _sorted(added)]
    changed = 0
    for one, other in sorted(pairs, key=lambda both: _order(both[1])):
        inside = _inside(one, other, everything=everything)
        changed += bool(inside)
        found += inside
    same = len(pairs) - changed
    return Differences(tuple(found), len(added), len(removed), changed, same)


def _inside(one: Kept, other: Kept, *, everything: bool) -> list[Difference]:
    if one.packed == other.packed:
        return []
    return list(compare(one.record(), other.record(), other.identity, everything=everything))


def _kept(records: Records, *, everything: bool) -> list[Kept]:
    return [keep(one, everything=everything) for one in _each(records)]


def _each(records: Records) -> Iterator[Extraction]:
    if isinstance(records, str | os.PathLike):
        from irp.stores import read_store

        yield from read_store(records)
    else:
        yield from each_record(records)


def _is_one(records: Records) -> bool:
    """Whether it is a record by itself: given as one, or in a file of its own."""
    if isinstance(records, str | os.PathLike):
        return Path(records).suffix.lower() == ".json" and Path(records).is_file()
    return isinstance(records, Extraction)


def _sorted(records: Iterable[Kept]) -> list[Kept]:
    return sorted(records, key=_order)


def _order(one: Kept) -> tuple[str, str]:
    return one.identity.name, one.identity.sha256
