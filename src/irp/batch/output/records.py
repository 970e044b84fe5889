"""What a batch writes beside the store: problems.jsonl and run.json, and the manifest's entries."""

from __future__ import annotations

import json
import platform
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from irp.batch.fingerprint import versions
from irp.batch.output.manifest import Entry
from irp.batch.output.problem_ids import with_ids
from irp.batch.output.progress import BatchResult
from irp.batch.settings import BatchOptions, usable_processors
from irp.files import atomic
from irp.record.findings import page_of, to_look_at

if TYPE_CHECKING:
    from irp.record.extraction import Extraction


def entry_of(extraction: Extraction, label: str, fingerprint: str, record: str) -> Entry:
    """The manifest's entry for a result."""
    problems = [
        {"code": finding.code, "page": page_of(finding), "message": finding.message}
        for finding in to_look_at(extraction)
    ]
    return Entry(
        extraction.source.name,
        label,
        extraction.status.value,
        extraction.parser.layout,
        fingerprint,
        problems,
        record,
    )


def write_problems(
    path: Path, entries: Mapping[str, Entry], unread: Sequence[tuple[str, str, str]]
) -> int:
    """Write ``problems.jsonl``: those of everything in the store, and of what could not be read.

    Args:
        path: where to.
        entries: the manifest's entries by hash.
        unread: label, code and message of each source of this run that has no entry of its own.

    Returns:
        The number of problems.

    Raises:
        OutputError: it cannot be written.
    """
    lines = [
        json.dumps(row, ensure_ascii=False) + "\n"
        for row in (*_of_entries(entries), *_of_unread(unread))
    ]
    atomic.write_if_other(path, "".join(lines).encode())
    return len(lines)


def _of_entries(entries: Mapping[str, Entry]) -> Iterator[dict[str, Any]]:
    in_order = sorted(entries.items(), key=lambda pair: (pair[1].name, pair[0]))
    for sha256, entry in in_order:
        source = {"source": entry.name, "found_at": entry.label, "sha256": sha256}
        for problem in with_ids(sha256, entry.problems):
            yield {"id": problem.pop("id"), **source, "status": entry.status, **problem}


def _of_unread(unread: Sequence[tuple[str, str, str]]) -> Iterator[dict[str, Any]]:
    for label, code, message in sorted(unread):
        source = {"source": label, "found_at": label, "sha256": None}
        problems = [{"code": code, "page": None, "message": message}]
        for problem in with_ids(label, problems):
            status = "duplicate" if code == "duplicate" else "unread"
            yield {"id": problem.pop("id"), **source, "status": status, **problem}


def write_run(
    path: Path,
    result: BatchResult,
    options: BatchOptions,
    started: datetime,
    fingerprint: str,
) -> None:
    """Write ``run.json``: the settings and results of this run. No other file contains times.

    Raises:
        OutputError: it cannot be written.
    """
    read = sum(result.changes[name] for name in ("inserted", "updated", "unchanged"))
    content = {
        "outcome": result.outcome,
        "started": started.isoformat(timespec="milliseconds"),
        "ended": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "seconds": round(result.seconds, 3),
        "reports_per_second": round(read / result.seconds, 3) if result.seconds else None,
        "counts": {
            "found": result.found,
            "verified": result.statuses["verified"],
            "reviewed": result.statuses["reviewed"],
            "needs_review": result.statuses["needs_review"],
            "failed": result.statuses["failed"],
            "unread": result.statuses["unread"],
            "problems": result.problems,
            **{name: result.changes[name] for name in _CHANGES},
        },
        "reviews": dict(sorted(result.reviews.items())) if options.reviews else None,
        "by_layout": {name: dict(sorted(result.layouts[name].items())) for name in _sorted(result)},
        "damaged": result.damaged,
        "problem_codes": dict(sorted(result.codes.items())),
        "fingerprint": fingerprint,
        "versions": {**versions(), "python": platform.python_version()},
        "engine": options.options.engine,
        "limits": _plain(options.options.limits),
        "executor": options.executor,
        "jobs": None if options.executor == "dask" else options.jobs or usable_processors(),
        "resume": options.resume,
    }
    atomic.write(path, (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode())


_CHANGES = ("inserted", "updated", "unchanged", "skipped", "duplicate")


def _sorted(result: BatchResult) -> list[str]:
    return sorted(result.layouts)


def _plain(limits: Any) -> dict[str, Any]:
    from dataclasses import asdict

    return asdict(limits)
