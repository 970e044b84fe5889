"""The files that a run writes next to the published set.

``run.json`` and ``problems.jsonl`` describe this run; ``changes.jsonl`` and ``feed.xml`` describe
all runs. They are written from the state, so that a killed run loses nothing.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from irp.files import atomic
from irp.sync.archive.opening import CHANGES, PROBLEMS
from irp.sync.archive.state import SyncState
from irp.sync.http.client import Traffic
from irp.sync.report.feed import atom
from irp.sync.report.findings import Finding, Severity
from irp.sync.report.metrics import write_metrics
from irp.sync.settings import Settings
from irp.version import __version__

RUN: Final = "run.json"
FEED: Final = "feed.xml"
METRICS: Final = "metrics.prom"
RUNS: Final = "runs"

_CONTENT_CODES: Final = frozenset(
    {"not_a_pdf", "truncated", "too_large", "bad_packing", "new_version_failed"}
)
"""Findings that say: the site answered, but the source gave no record."""
_OUTPUT_CODES: Final = frozenset({"site_not_built"})
"""Findings that say: the set is published, but something made from it failed."""


class RunOutcome(StrEnum):
    """The outcome of a run, most severe first."""

    GATE_FAILED = "gate_failed"
    SITE_FAILED = "site_failed"
    CANNOT_WRITE = "cannot_write"
    NO_RECORD = "no_record"
    NEEDS_REVIEW = "needs_review"
    NOTHING_TO_DO = "nothing_to_do"
    VERIFIED = "verified"
    INTERNAL_ERROR = "internal_error"
    """The run ended by an error that irp does not expect."""
    INTERRUPTED = "interrupted"
    """Ctrl-C ended it."""
    TERMINATED = "terminated"
    """SIGTERM ended it."""


EXIT_CODES: Final[Mapping[RunOutcome, int]] = {
    RunOutcome.GATE_FAILED: 7,
    RunOutcome.SITE_FAILED: 5,
    RunOutcome.CANNOT_WRITE: 73,
    RunOutcome.NO_RECORD: 3,
    RunOutcome.NEEDS_REVIEW: 1,
    RunOutcome.NOTHING_TO_DO: 4,
    RunOutcome.VERIFIED: 0,
    RunOutcome.INTERNAL_ERROR: 70,
    RunOutcome.INTERRUPTED: 130,
    RunOutcome.TERMINATED: 143,
}
"""The exit codes of ``irp sync``: those of ``docs/exit-codes.md``."""


@dataclass
class RunReport:
    """The report of a run.

    Attributes:
        values: the content of ``run.json``.
        findings: its findings.
        changes: what changed in the published set.
        wanted: what a dry run would download: address and title.
        dry: whether it was a dry run, which leaves nothing behind.
    """

    values: dict[str, Any]
    findings: list[Finding] = field(default_factory=list)
    changes: list[dict[str, Any]] = field(default_factory=list)
    wanted: list[tuple[str, str]] = field(default_factory=list)
    dry: bool = False

    @property
    def outcome(self) -> RunOutcome:
        """The outcome."""
        return RunOutcome(self.values["outcome"])

    @property
    def exit_code(self) -> int:
        """The exit code."""
        return EXIT_CODES[self.outcome]

    @property
    def needs_attention(self) -> bool:
        """Whether a person should look."""
        return self.exit_code != 0 or any(
            finding.severity is Severity.WARNING for finding in self.findings
        )


def outcome_of(
    findings: Sequence[Finding], statuses: Mapping[str, int], *, stopped: bool, nothing: bool
) -> RunOutcome:
    """The outcome of a run, from what it found itself and not from what was known before.

    Args:
        findings: its findings.
        statuses: the number of new or changed records, by status.
        stopped: whether the crawl ended early.
        nothing: whether nothing matched the options.
    """
    if any(finding.severity is Severity.GATE for finding in findings):
        return RunOutcome.GATE_FAILED
    errors = {finding.code for finding in findings if finding.severity is Severity.ERROR}
    if stopped or errors - _CONTENT_CODES - _OUTPUT_CODES:
        return RunOutcome.SITE_FAILED
    if errors & _OUTPUT_CODES:
        return RunOutcome.CANNOT_WRITE
    if errors or statuses.get("failed"):
        return RunOutcome.NO_RECORD
    if statuses.get("needs_review"):
        return RunOutcome.NEEDS_REVIEW
    return RunOutcome.NOTHING_TO_DO if nothing else RunOutcome.VERIFIED


def write_changes(folder: Path, state: SyncState, settings: Settings) -> None:
    """Write ``changes.jsonl`` and ``feed.xml``, if anything in them differs.

    Raises:
        OutputError: they cannot be written.
    """
    rows = state.execute("SELECT entry FROM changes WHERE published IS NOT NULL ORDER BY number")
    entries = [json.loads(row[0]) for row in rows]
    lines = "".join(json.dumps(entry, ensure_ascii=False) + "\n" for entry in entries)
    atomic.write_if_other(folder / CHANGES, lines.encode())
    atomic.write_if_other(folder / FEED, atom(entries, settings).encode())


def write_problems(folder: Path, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write ``problems.jsonl``, if it differs.

    Raises:
        OutputError: it cannot be written.
    """
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    atomic.write_if_other(folder / PROBLEMS, lines.encode())


def write_run(folder: Path, values: Mapping[str, Any]) -> None:
    """Write ``run.json``, ``metrics.prom`` and the copy in ``runs/``.

    Raises:
        OutputError: they cannot be written.
    """
    text = (json.dumps(values, ensure_ascii=False, indent=2) + "\n").encode()
    atomic.write(folder / RUNS / f"{values['id']}.json", text)
    with atomic.explained(folder / METRICS):
        write_metrics(folder / METRICS, values)
    atomic.write(folder / RUN, text)


def frame(run: str, began: datetime, ended: datetime, outcome: RunOutcome) -> dict[str, Any]:
    """What ``run.json`` says of every run, however it ended."""
    return {
        "id": run,
        "version": __version__,
        "began": began.isoformat(),
        "ended": ended.isoformat(),
        "ended_timestamp": ended.timestamp(),
        "seconds": max(0.0, (ended - began).total_seconds()),
        "outcome": outcome.value,
        "exit_code": EXIT_CODES[outcome],
    }


def traffic_values(traffic: Traffic) -> dict[str, Any]:
    """The run's network traffic, as in ``run.json``."""
    return {
        "requests": dict(sorted(traffic.requests.items())),
        "statuses": dict(sorted(traffic.statuses.items())),
        "received": traffic.received,
        "sent": traffic.sent,
        "seconds": round(traffic.seconds, 3),
    }


def prune_runs(folder: Path, keep: int) -> None:
    """Delete the files of the oldest runs; their names are their times."""
    files = [path for path in (folder / RUNS).iterdir() if not path.name.startswith(".")]
    names = sorted({path.name.partition(".")[0] for path in files})
    old = set(names[:-keep])
    for path in files:
        if path.name.partition(".")[0] in old:
            path.unlink(missing_ok=True)


def counted(findings: Sequence[Finding]) -> dict[str, int]:
    """Findings by severity."""
    counts = Counter(finding.severity.value for finding in findings)
    return {severity.value: counts[severity.value] for severity in Severity}
