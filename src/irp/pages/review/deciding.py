"""The data with which a person can decide on a page: the source, what was read, the words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from irp.decisions.applying import report_as_read
from irp.decisions.places import item_words
from irp.errors import DecisionsError
from irp.pages.review.places import Places
from irp.record.extraction import Extraction
from irp.record.findings import Finding, complains
from irp.record.pointers import child


def decide_data(extraction: Extraction, places: Places) -> dict[str, Any] | None:
    """What the script needs to make decisions; None for a source that was not obtained.

    The values are those that the parser read, without later corrections: a decision
    is compared with them when it is applied. Without a report only notes and a rejection can be
    made.
    """
    source = extraction.source
    if not source.sha256:
        return None
    try:
        report = report_as_read(extraction)
    except DecisionsError:
        report = None
    tree = report.model_dump(mode="json") if report else None
    findings: dict[str, Finding] = (
        {}
        if report is None
        else {
            **{places.check(one): one for one in extraction.checks if complains(one)},
            **{f"problem/{n}": one for n, one in enumerate(extraction.problems) if complains(one)},
        }
    )
    return {
        "source": {"sha256": source.sha256, "name": source.name},
        "report": tree,
        "words": dict(_words(tree, "")),
        "findings": {key: [one.code, one.message] for key, one in findings.items()},
    }


def _words(value: Any, pointer: str) -> Iterator[tuple[str, str]]:
    """For each item of each list its pointer and its words."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _words(inner, child(pointer, name))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            at = child(pointer, index)
            yield at, item_words(inner)
            yield from _words(inner, at)
