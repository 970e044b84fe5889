"""What a run leaves behind for people and machines, beside the published set.

``run.json`` and ``problems.jsonl`` are of this run; ``changes.jsonl`` and ``feed.xml`` tell of
all of them, from the state, so that a run that was killed loses nothing of it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from irp.files import atomic
from irp.sync.archive.state import SyncState
from irp.sync.report.feed import atom
from irp.sync.report.findings import Finding, Severity
from irp.sync.report.metrics import write_metrics

RUN: Final = "run.json"
PROBLEMS: Final = "problems.jsonl"
CHANGES: Final = "changes.jsonl"
FEED: Final = "feed.xml"
METRICS: Final = "metrics.prom"
RUNS: Final = "runs"

_CONTENT_CODES: Final = frozenset(
    {"not_a_pdf", "truncated", "too_large", "bad_packing", "new_version_failed"}
)
"""Findings of a fetch that say: the source gave no record, though the site answered."""


_OUTPUT_CODES: Final = frozenset({"site_not_built"})
"""Findings that say: the set is published, but something that is made of it could not be."""


class RunOutcome(StrEnum):
    """What a run came to, the gravest first."""

    GATE_FAILED = "gate_failed"
    SITE_FAILED = "site_failed"
    CANNOT_WRITE = "cannot_write"
    NO_RECORD = "no_record"
    NEEDS_REVIEW = "needs_review"
    NOTHING_TO_DO = "nothing_to_do"
    VERIFIED = "verified"


EXIT_CODES: Final[Mapping[RunOutcome, int]] = {
    RunOutcome.GATE_FAILED: 7,
    RunOutcome.SITE_FAILED: 5,
    RunOutcome.CANNOT_WRITE: 73,
    RunOutcome.NO_RECORD: 3,
    RunOutcome.NEEDS_REVIEW: 1,
    RunOutcome.NOTHING_TO_DO: 4,
    RunOutcome.VERIFIED: 0,
}
"""The exit codes of ``irp sync``: those of ``docs/exit-codes.md``."""


@dataclass
class RunReport:
    """What a run came to.

    Attributes:
        values: everything that ``run.json`` says.
        findings: what it found, records' problems too.
        changes: what changed in the published set.
        wanted: what a dry run would fetch: address and title.
    """

    values: dict[str, Any]
    findings: list[Finding] = field(default_factory=list)
    changes: list[dict[str, Any]] = field(default_factory=list)
    wanted: list[tuple[str, str]] = field(default_factory=list)

    @property
    def outcome(self) -> RunOutcome:
        """What it came to."""
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
    """What a run came to: of what it found itself, not of what was known before.

    Args:
        findings: its findings.
        statuses: the records that are new or changed, by status.
        stopped: whether the fetching ended before its end.
        nothing: whether nothing was there that matched what was asked for.
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


def write_changes(folder: Path, state: SyncState, site: str) -> None:
    """Write ``changes.jsonl`` and ``feed.xml``, if anything in them differs.

    Raises:
        OutputError: they cannot be written.
    """
    rows = state.execute("SELECT entry FROM changes WHERE published IS NOT NULL ORDER BY number")
    entries = [json.loads(row[0]) for row in rows]
    lines = "".join(json.dumps(entry, ensure_ascii=False) + "\n" for entry in entries)
    atomic.write_if_other(folder / CHANGES, lines.encode())
    atomic.write_if_other(folder / FEED, atom(entries, site).encode())


def write_run(folder: Path, report: RunReport, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write ``problems.jsonl``, ``run.json``, ``metrics.prom`` and the copy in ``runs/``.

    Raises:
        OutputError: they cannot be written.
    """
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    atomic.write_if_other(folder / PROBLEMS, lines.encode())
    text = (json.dumps(report.values, ensure_ascii=False, indent=2) + "\n").encode()
    atomic.write(folder / RUNS / f"{report.values['id']}.json", text)
    with atomic.explained(folder / METRICS):
        write_metrics(folder / METRICS, report.values)
    atomic.write(folder / RUN, text)


def prune_runs(folder: Path, keep: int) -> None:
    """Drop the oldest runs; their names are their times."""
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
