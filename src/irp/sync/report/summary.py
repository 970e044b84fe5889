"""The summary of a run: one screen for a person."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from irp.plain_words import counted, shortened, visible
from irp.record.problems import PROBLEMS
from irp.sync.report.findings import Finding, Severity
from irp.sync.report.run_report import RunOutcome, RunReport

_MOST: Final = 12
"""Findings and changes that are shown of each kind; the files have all of them."""
_NAMED: Final = 5
"""Records that a gate names."""
_OUTCOMES: Final = {
    RunOutcome.VERIFIED: "all is well",
    RunOutcome.NEEDS_REVIEW: "new or changed records need review",
    RunOutcome.CANNOT_WRITE: "the set is published, but its site could not be built",
    RunOutcome.NO_RECORD: "a source gave no record",
    RunOutcome.NOTHING_TO_DO: "nothing matched",
    RunOutcome.SITE_FAILED: "the site or the network failed",
    RunOutcome.GATE_FAILED: "a gate failed; the last good set stays published",
    RunOutcome.INTERNAL_ERROR: "the run ended by an internal error",
    RunOutcome.INTERRUPTED: "the run was interrupted",
    RunOutcome.TERMINATED: "the run was ended by SIGTERM",
}


def summary(report: RunReport) -> str:
    """The run in at most a screen of plain lines, without control characters."""
    run = report.values
    published, traffic = run["published"], run["traffic"]
    statuses = ", ".join(
        f"{count} {status.replace('_', ' ')}" for status, count in published["statuses"].items()
    )
    changed = "changed" if published["changed"] else "unchanged"
    pages, requests = sum(run["pages"].values()), sum(traffic["requests"].values())
    fetched, received = run["fetched"], traffic["received"]
    look = " (full look)" if run["full_look"] else ""
    lines = [
        f"irp sync: {_OUTCOMES[report.outcome]} (exit code {report.exit_code})",
        f"site       {run['listed']} listed, {pages} pages visited{look}, {fetched} new PDFs",
        f"published  {published['reports']} reports{statuses and f' ({statuses})'}, {changed}",
        f"network    {requests} requests, {received:,} bytes, {traffic['seconds']:.1f} s",
        f"run        {run['seconds']:.1f} s",
    ]
    if run["stopped"]:
        if report.outcome is RunOutcome.CANNOT_WRITE:
            lines[0] = f"irp sync: the data folder cannot be used (exit code {report.exit_code})"
        lines.insert(1, f"stopped    {run['stopped']}")
    if run["pages_without_pdf"]:
        without = counted(run["pages_without_pdf"], "page")
        lines.append(f"no PDF     {without} that mention reviews")
    if run["quarantined"]:
        listed = "" if report.dry else " (irp quarantine list)"
        lines.append(f"quarantine {counted(run['quarantined'], 'address', 'addresses')}{listed}")
    lines += _shown([f"{c['change']:10} {_what(c)}" for c in report.changes])
    order = list(Severity)
    findings = sorted(report.findings, key=lambda finding: order.index(finding.severity))
    lines += _shown(
        [
            f"{finding.severity.value:10} {finding.message} ({finding.code}): {finding.subject}"
            for finding in findings
            if finding.severity not in (Severity.GATE, Severity.NOTE)
        ]
    )
    for finding in findings:
        if finding.severity is Severity.GATE:
            lines += _gate(finding)
    return "\n".join(map(visible, lines)) + "\n"


def _gate(finding: Finding) -> Iterator[str]:
    """A gate with its numbers, the records concerned and what to do."""
    yield f"gate       {finding.message} ({finding.code}): {finding.subject}"
    evidence = dict(finding.evidence)
    names = list(evidence.pop("records", ()))
    if evidence:
        facts = (f"{name} {shortened(str(value), 120)}" for name, value in evidence.items())
        yield f"           {', '.join(facts)}"
    if names:
        more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
        yield f"           records: {', '.join(names[:_NAMED])}{more}"
    if finding.code in PROBLEMS:
        yield f"           {PROBLEMS[finding.code].advice}"


def _what(change: dict[str, object]) -> str:
    name = change.get("establishment") or change.get("title") or change.get("source")
    return f"{name} ({change.get('status') or change.get('page')})"


def _shown(lines: list[str]) -> list[str]:
    more = len(lines) - _MOST
    return [*lines[:_MOST], f"           and {more} more"] if more > 0 else lines
