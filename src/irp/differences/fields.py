"""Two records of one report, field by field, with the items of lists matched first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from irp.differences.model import ChangeKind, Difference, Identity
from irp.record.decision import DecisionState, Ruling
from irp.record.extraction import Extraction
from irp.record.grounding import Record
from irp.record.pointers import child

_MECHANICS = frozenset({"schema_version", "parser", "provenance", "coverage"})
_FETCHED = "retrieved_at"


def compare(
    old: Extraction, new: Extraction, identity: Identity, *, everything: bool = False
) -> Iterator[Difference]:
    """The differences between two records, in the order of the fields.

    Args:
        old: the record as it was.
        new: the record as it is.
        identity: what to call it.
        everything: whether places and the like are compared, too.
    """
    people = {
        f"/report{one.pointer}": one.by
        for one in (*old.decisions, *new.decisions)
        if one.state is DecisionState.APPLIED and one.decision is Ruling.CORRECT
    }
    for found in _Comparison(everything=everything).records(old, new, _Where("", "")):
        by = _decided_by(found, people)
        yield Difference(found.change, identity, *found.where, found.old, found.new, by)


def _decided_by(found: _FieldChange, people: Mapping[str, str]) -> str | None:
    """The person whose decision a difference is or follows from."""
    path, pointer = found.where
    if path.startswith("decisions[") or path.endswith(".accepted"):
        value = found.new or found.old
        return value.get("by") if isinstance(value, dict) else None
    return next((by for at, by in people.items() if f"{pointer}/".startswith(f"{at}/")), None)


class _Where(NamedTuple):
    path: str
    pointer: str

    def field(self, name: str) -> _Where:
        return _Where(f"{self.path}.{name}".removeprefix("."), child(self.pointer, name))

    def item(self, label: object, index: int) -> _Where:
        return _Where(f"{self.path}[{label}]", child(self.pointer, index))


class _FieldChange(NamedTuple):
    change: ChangeKind
    where: _Where
    old: Any
    new: Any


class _Comparison:
    def __init__(self, *, everything: bool) -> None:
        self._everything = everything

    def records(self, old: Record, new: Record, where: _Where) -> Iterator[_FieldChange]:
        for name in type(new).model_fields:
            mine, its = getattr(old, name), getattr(new, name)
            if mine != its and not self._passed_over(name, mine, its):
                yield from self._values(mine, its, where.field(name))

    def _passed_over(self, name: str, old: Any, new: Any) -> bool:
        if self._everything:
            return False
        return name in _MECHANICS or name == _FETCHED or _is_place(old) or _is_place(new)

    def _values(self, old: Any, new: Any, where: _Where) -> Iterator[_FieldChange]:
        if isinstance(old, Record) and isinstance(new, Record):
            yield from self.records(old, new, where)
        elif isinstance(old, Record):
            yield _FieldChange(ChangeKind.REMOVED, where, plain(old), None)
        elif isinstance(new, Record):
            yield _FieldChange(ChangeKind.ADDED, where, None, plain(new))
        elif _are_records(old) or _are_records(new):
            yield from self._lists(old or [], new or [], where)
        elif isinstance(old, Mapping) and isinstance(new, Mapping):
            yield from self._maps(old, new, where)
        else:
            yield _FieldChange(ChangeKind.CHANGED, where, plain(old), plain(new))

    def _maps(
        self, old: Mapping[str, Any], new: Mapping[str, Any], where: _Where
    ) -> Iterator[_FieldChange]:
        for name in {**old, **new}:
            if name not in new:
                yield _FieldChange(ChangeKind.REMOVED, where.field(name), plain(old[name]), None)
            elif name not in old:
                yield _FieldChange(ChangeKind.ADDED, where.field(name), None, plain(new[name]))
            elif old[name] != new[name]:
                yield from self._values(old[name], new[name], where.field(name))

    def _lists(
        self, old: Sequence[Record], new: Sequence[Record], where: _Where
    ) -> Iterator[_FieldChange]:
        before = dict(zip(_keys(old), enumerate(old), strict=True))
        after = dict(zip(_keys(new), enumerate(new), strict=True))
        for key, (index, one) in before.items():
            if key not in after:
                yield _FieldChange(
                    ChangeKind.REMOVED, where.item(_label(key), index), plain(one), None
                )
        for key, (index, one) in after.items():
            if key not in before:
                yield _FieldChange(
                    ChangeKind.ADDED, where.item(_label(key), index), None, plain(one)
                )
            elif before[key][1] != one:
                yield from self.records(before[key][1], one, where.item(_label(key), index))


def plain(value: Any) -> Any:
    """A value as in JSON."""
    if isinstance(value, Record):
        return value.model_dump(mode="json")
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {name: plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return value


def _keys(items: Sequence[Record]) -> list[tuple[Hashable, ...]]:
    """The key of each item: its own fields, or its place; and a count of equal ones."""
    seen: Counter[tuple[Hashable, ...]] = Counter()
    keys = []
    for position, item in enumerate(items, start=1):
        named = tuple(str(plain(getattr(item, name))) for name in item.known_by)
        key: tuple[Hashable, ...] = named or (position,)
        seen[key] += 1
        keys.append((*key, seen[key]))
    return keys


def _label(key: tuple[Hashable, ...]) -> str:
    """The key of an item in a path; a repeated one gets its count."""
    *named, count = key
    label = ", ".join(map(str, named))
    return label if count == 1 else f"{label} ({count})"


def _is_place(value: Any) -> bool:
    """Whether a value is a place in the source, and nothing else."""
    if isinstance(value, list):
        return bool(value) and all(_is_place(one) for one in value)
    return isinstance(value, Record) and value.one_value


def _are_records(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], Record)
