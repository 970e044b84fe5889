"""The result of a comparison: one difference for each record or field that has changed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from irp.record.extraction import Extraction


class ChangeKind(StrEnum):
    """What happened to a record, or to something in it."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Identity:
    """Which report a record is of.

    Attributes:
        name: the source's name.
        sha256: the source's hash; empty where its bytes could not be obtained.
        establishment: the establishment's name, or None.
        date: the last day of the visit, else the month of the report, as in "2022-08"; or None.
    """

    name: str
    sha256: str
    establishment: str | None
    date: str | None

    @classmethod
    def of(cls, extraction: Extraction) -> Identity:
        """The identity of a record."""
        report = extraction.report
        place = report.establishment if report else None
        return cls(
            extraction.source.name,
            extraction.source.sha256,
            place.name if place else None,
            visit_of(extraction) or month_of(extraction),
        )


def visit_of(extraction: Extraction) -> str | None:
    """The last day of the visit, where it is known."""
    visit = extraction.report.visit if extraction.report else None
    return visit.end.isoformat() if visit else None


def month_of(extraction: Extraction) -> str | None:
    """The month of the report, where it is known."""
    day = extraction.report.report_date if extraction.report else None
    return f"{day.year:04}-{day.month:02}" if day else None


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that has changed.

    Attributes:
        change: added, changed or removed.
        record: the record it is in, as it is now, or as it was where it was removed.
        path: where in the record, in words: "report.follow_ups[3].judgement.value", with the
            number, code or name that identifies an item of a list; empty for a whole record.
        pointer: the JSON pointer of that in the new record, in the old one where it was removed.
        old: what was there, as in JSON; None if nothing was, and for a whole record.
        new: what is there now; None if nothing is, and for a whole record.
        decided_by: the person whose decision made the change; None if nobody's did.
    """

    change: ChangeKind
    record: Identity
    path: str = ""
    pointer: str = ""
    old: Any = None
    new: Any = None
    decided_by: str | None = None

    def as_json(self) -> str:
        """The difference as a line of JSON, without a line break."""
        record = {
            name: getattr(self.record, name) for name in ("name", "sha256", "establishment", "date")
        }
        values = {
            "change": self.change.value,
            "record": record,
            "path": self.path,
            "pointer": self.pointer,
            **({"decided_by": self.decided_by} if self.decided_by else {}),
            "old": self.old,
            "new": self.new,
        }
        return json.dumps(values, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Differences(Sequence[Difference]):
    """All differences, added and removed records first, and the counts of records.

    Attributes:
        found: the differences.
        added: records that are new.
        removed: records that are gone.
        changed: records in which something has changed.
        same: records in which nothing changed.
    """

    found: tuple[Difference, ...]
    added: int
    removed: int
    changed: int
    same: int

    def __len__(self) -> int:
        return len(self.found)

    def __getitem__(self, index: Any) -> Any:
        return self.found[index]

    def __iter__(self) -> Iterator[Difference]:
        return iter(self.found)
