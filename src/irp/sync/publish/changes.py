"""The changes from one published set to the next: new, changed field by field, removed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from irp.differences.fields import compare as compare_records
from irp.differences.model import Identity
from irp.links import ConcernLink, link_concerns
from irp.pages.words import again
from irp.plain_words import shortened
from irp.record.extraction import Extraction
from irp.record.pointers import leaves
from irp.record.report import Report

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
        after: the set to be published.
        pages: the page of each original, by hash. A PDF that was replaced at its address, or
            that the page links to in place of another, is a new version.
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
        fields = list(_fields(earlier, record))
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
    _add_links(changes, after)
    changes += [{"change": "removed", **_named(record, pages)} for record in left.values()]
    return changes


def _add_links(changes: Sequence[dict[str, Any]], records: Sequence[Extraction]) -> None:
    """Add, in words, which concerns of a changed report were followed up before."""
    if changes:
        links: dict[str, list[ConcernLink]] = {}
        for link in link_concerns(records):
            links.setdefault(link.later.sha256, []).append(link)
        for change in changes:
            if found := links.get(change["sha256"]):
                change["followed_up_before"] = list(again(found))


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
        "judgements": _judgements(report) if report else {},
    }


def _judgements(report: Report) -> dict[str, dict[str, int]]:
    """How often each body gave each judgement."""
    counts: dict[str, Counter[str]] = {}
    for follow_up in report.follow_ups:
        if follow_up.judgement:
            given = counts.setdefault(follow_up.body.value, Counter())
            given[follow_up.judgement.value.value] += 1
    return {body: dict(given) for body, given in counts.items()}


def _fields(before: Extraction, after: Extraction) -> Iterator[dict[str, Any]]:
    """The values that differ, by JSON pointer: the status, and everything in the report."""
    for found in compare_records(before, after, Identity.of(after)):
        if found.pointer.partition("/report")[0] and found.pointer != "/status":
            continue
        old, new = (dict(leaves(value, found.pointer)) for value in (found.old, found.new))
        for name in {**old, **new}:
            if old.get(name) != new.get(name):
                yield {
                    "field": name,
                    "before": _short(old.get(name)),
                    "after": _short(new.get(name)),
                }


def _short(value: Any) -> Any:
    return shortened(value, _LONGEST) if isinstance(value, str) else value
