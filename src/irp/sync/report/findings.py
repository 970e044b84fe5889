"""Findings: what a run reports besides its records, each with an id that stays the same.

A finding that the last run reported too is persisting; one that only the last run reported is
resolved. Together with the problems of the records they are ``problems.jsonl``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from irp.batch.output.problem_ids import problem_id
from irp.record.extraction import Check, Extraction
from irp.record.findings import page_of, to_look_at
from irp.redaction import without_secrets
from irp.sync.archive.state import SyncState


class Severity(StrEnum):
    """How severe a finding is."""

    GATE = "gate"
    """The set was not published: exit code 7."""
    ERROR = "error"
    """Something could not be downloaded or read: exit code 5 or 3."""
    WARNING = "warning"
    """A person should look; it does not change the exit code."""
    NOTE = "note"
    """Worth knowing."""


@dataclass(frozen=True)
class Finding:
    """One thing a run found.

    Attributes:
        code: a code of ``docs/problems.md``, or of a check.
        severity: how severe it is.
        message: a sentence without figures that change every night: it is part of the id.
        subject: what it is about: an address, a hash, "set" or "site".
        evidence: what shows it.
        page: the page of the PDF, if it is about one.
        source: the name of the source, if it is about one.
    """

    code: str
    severity: Severity
    message: str
    subject: str
    evidence: dict[str, Any] = field(default_factory=dict)
    page: int | None = None
    source: str | None = None

    def __post_init__(self) -> None:
        """Remove passwords and signatures of addresses: findings are published."""
        for name in ("message", "subject", "evidence"):
            object.__setattr__(self, name, public(getattr(self, name)))

    @property
    def id(self) -> str:
        """Its id, which stays the same from run to run."""
        return problem_id(self.subject, self.code, self.page, self.message)


def public(value: Any) -> Any:
    """A value without passwords and signatures in the addresses that it names."""
    if isinstance(value, str):
        return without_secrets(value)
    if isinstance(value, dict):
        return {public(name): public(inner) for name, inner in value.items()}
    return [public(inner) for inner in value] if isinstance(value, (list, tuple)) else value


def of_records(records: Iterable[Extraction]) -> Iterator[Finding]:
    """The failed checks and problems of the records themselves."""
    for record in records:
        sha256, name = record.source.sha256, record.source.name
        for one in to_look_at(record):
            sides = {"expected": one.expected, "found": one.found} if isinstance(one, Check) else {}
            yield Finding(one.code, Severity.NOTE, one.message, sha256, sides, page_of(one), name)


def compared(state: SyncState, run: str, findings: Sequence[Finding]) -> list[dict[str, Any]]:
    """The rows of ``problems.jsonl``: new, persisting, and resolved since the last run.

    Saves the findings, so that the next run can be compared with this one.
    """
    before = {
        row[0]: (row[1], json.loads(row[2]))
        for row in state.execute("SELECT id, first_run, entry FROM problems")
    }
    rows: dict[str, dict[str, Any]] = {}
    for finding in findings:
        first = before[finding.id][0] if finding.id in before else run
        rows[finding.id] = {
            "id": finding.id,
            "state": "persisting" if finding.id in before else "new",
            "severity": finding.severity.value,
            "code": finding.code,
            "message": finding.message,
            "subject": finding.subject,
            "source": finding.source,
            "page": finding.page,
            "evidence": finding.evidence,
            "first_run": first,
        }
    with state.transaction():
        state.execute("DELETE FROM problems")
        for row in rows.values():
            state.execute(
                "INSERT INTO problems VALUES (?, ?, ?)",
                (row["id"], row["first_run"], json.dumps(row, ensure_ascii=False)),
            )
    resolved = [
        {**entry, "state": "resolved"} for name, (_, entry) in before.items() if name not in rows
    ]
    order = {severity.value: number for number, severity in enumerate(Severity)}
    return sorted(rows.values(), key=lambda row: order[row["severity"]]) + resolved
