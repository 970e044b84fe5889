"""What changed from one published set to the next: new, changed field by field, withdrawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from irp.record.extraction import Extraction
from irp.record.pointers import leaves

_LONGEST: Final = 300
"""Characters of a value that a change repeats; the records hold all of it."""
_MOST_FIELDS: Final = 200


def compare(
    before: Sequence[Extraction],
    after: Sequence[Extraction],
    pages: Mapping[str, str],
) -> list[dict[str, Any]]:
    """The changes between two sets, in the order of the sources' names.

    Args:
        before: the published set.
        after: the one to be published.
        pages: the page that each original belongs to, by hash: a PDF that was replaced at its
            address, or that the page links to in place of another, is a new version.
    """
    kept = {record.source.sha256: record for record in after}
    old = {record.source.sha256: record for record in before}
    left = {_place(record, pages): record for sha256, record in old.items() if sha256 not in kept}
    changes = []
    for sha256, record in kept.items():
        earlier = old.get(sha256) or left.pop(_place(record, pages), None)
        if earlier is None:
            changes.append({"change": "new", **_named(record, pages)})
            continue
        fields = list(_differences(_fields(earlier), _fields(record)))
        if fields or earlier.source.sha256 != sha256:
            changes.append(
                {
                    "change": "changed",
                    **_named(record, pages),
                    "previous_sha256": earlier.source.sha256,
                    "fields": fields[:_MOST_FIELDS],
                    "more_fields": max(0, len(fields) - _MOST_FIELDS),
                }
            )
    changes += [{"change": "removed", **_named(record, pages)} for record in left.values()]
    return changes


def _place(record: Extraction, pages: Mapping[str, str]) -> str:
    return pages.get(record.source.sha256) or record.source.url or record.source.sha256


def _named(record: Extraction, pages: Mapping[str, str]) -> dict[str, Any]:
    report = record.report
    return {
        "sha256": record.source.sha256,
        "source": record.source.name,
        "url": record.source.url,
        "page": pages.get(record.source.sha256),
        "status": record.status.value,
        "establishment": report.establishment.name if report and report.establishment else None,
    }


def _fields(record: Extraction) -> dict[str, Any]:
    """The record's leaves by JSON pointer; of what stands beside the report, its status."""
    values = {"status": record.status.value}
    report = record.report.model_dump(mode="json") if record.report else None
    return {**values, **dict(leaves(report, "/report"))}


def _differences(before: dict[str, Any], after: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for name in dict.fromkeys([*before, *after]):
        one, other = before.get(name), after.get(name)
        if one != other:
            yield {"field": name, "before": _short(one), "after": _short(other)}


def _short(value: Any) -> Any:
    if isinstance(value, str) and len(value) > _LONGEST:
        return f"{value[:_LONGEST]}…"
    return value
