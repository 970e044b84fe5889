"""A run on one screen, for a person."""

from __future__ import annotations

from typing import Final

from irp.sync.report.findings import Severity
from irp.sync.report.run_report import RunReport

_MOST: Final = 12
"""Findings and changes that are shown of each kind; the files have all of them."""
_SAID: Final = {
    "verified": "all is well",
    "needs_review": "new or changed records need review",
    "cannot_write": "the set is published, but its site could not be built",
    "no_record": "a source gave no record",
    "nothing_to_do": "nothing matched",
    "site_failed": "the site or the network failed",
    "gate_failed": "a gate failed; the last good set stays published",
}


def summary(report: RunReport) -> str:
    """The run in at most a screen of plain lines."""
    run = report.values
    statuses = ", ".join(
        f"{count} {status.replace('_', ' ')}"
        for status, count in run["published"]["statuses"].items()
    )
    changed = "changed" if run["published"]["changed"] else "unchanged"
    pages = sum(run["pages"].values())
    requests = sum(run["traffic"]["requests"].values())
    look = " (full look)" if run["full_look"] else ""
    told = f" ({statuses})" if statuses else ""
    received, seconds, fetched = run["traffic"]["received"], run["seconds"], run["fetched"]
    lines = [
        f"irp sync: {_SAID[report.outcome.value]} (exit code {report.exit_code})",
        f"site       {run['listed']} listed, {pages} pages visited{look}, {fetched} new PDFs",
        f"published  {run['published']['reports']} reports{told}, {changed}",
        f"network    {requests} requests, {received:,} bytes, {seconds:.1f} s",
    ]
    if run["quarantined"]:
        lines.append(f"quarantine {run['quarantined']} addresses (irp quarantine list)")
    lines += _shown([f"{c['change']:10} {_what(c)}" for c in report.changes])
    lines += _shown(
        [
            f"{finding.severity.value:10} {finding.message} ({finding.code}): {finding.subject}"
            for finding in sorted(report.findings, key=lambda f: list(Severity).index(f.severity))
            if finding.severity is not Severity.NOTE
        ]
    )
    return "\n".join(lines) + "\n"


def _what(change: dict[str, object]) -> str:
    name = change.get("establishment") or change.get("title") or change.get("source")
    return f"{name} ({change.get('status') or change.get('page')})"


def _shown(lines: list[str]) -> list[str]:
    more = len(lines) - _MOST
    return [*lines[:_MOST], f"           and {more} more"] if more > 0 else lines
