"""Gates: what keeps a set from being published, and what is only told.

``min`` gates and drift hold a set back: the last good one stays published, and the exit code is
7. ``max`` gates tell. Drift is a change, so it is looked for in what is new against the published
set; where nothing is published yet there is nothing to drift from, and it is only told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from irp.record.extraction import Extraction
from irp.record.vocabulary import Outcome
from irp.sync.report.findings import Finding, Severity
from irp.sync.settings import GateSettings


@dataclass(frozen=True)
class Sets:
    """What the gates look at.

    Attributes:
        before: the published set.
        after: the one that would be published.
        fresh: those of its records that the published set does not hold as they are.
        added: how many of them are reports that it does not hold at all.
        quarantined: addresses in quarantine.
        newest: the day of the newest thing on the site's list.
        today: the day of the run.
    """

    before: Sequence[Extraction]
    after: Sequence[Extraction]
    fresh: Sequence[Extraction]
    added: int
    quarantined: int
    newest: date | None
    today: date


def check_gates(sets: Sets, gates: GateSettings) -> list[Finding]:
    """What the gates find, the gravest first."""
    found = [*_minimum(sets, gates), *_drift(sets, gates), *_maximum(sets, gates)]
    order = list(Severity)
    return sorted(found, key=lambda finding: order.index(finding.severity))


# ------------------------------------------------------------------ min: not published


def _minimum(sets: Sets, gates: GateSettings) -> Iterator[Finding]:
    if len(sets.after) < gates.min_reports:
        yield _gate(
            "too_few_reports",
            "the set has fewer reports than it must have",
            {"reports": len(sets.after), "min_reports": gates.min_reports},
        )
    if len(sets.after) < gates.min_kept_share * len(sets.before):
        yield _gate(
            "reports_lost",
            "reports that are published would be gone",
            {"published": len(sets.before), "now": len(sets.after)},
        )
    share, share_before = _verified(sets.after), _verified(sets.before)
    if sets.after and share < gates.min_verified_share:
        yield _gate(
            "too_few_verified",
            "the share of verified records is below what it must be",
            {"share": round(share, 4), "min_verified_share": gates.min_verified_share},
        )
    worse = _unverified(sets.after) - _unverified(sets.before)
    # In a small set one record that needs review moves the share by much; one is no fall.
    if sets.before and worse > 1 and share < share_before - gates.max_verified_fall:
        yield _gate(
            "verified_fell",
            "the share of verified records has fallen",
            {"published": round(share_before, 4), "now": round(share, 4)},
        )


# ------------------------------------------------------------------ drift


def _drift(sets: Sets, gates: GateSettings) -> Iterator[Finding]:
    signs: dict[tuple[str, str], Callable[[Extraction], list[str]]] = {
        ("sections_missing", "new records lack a section that their layout promises"): (
            lambda record: _failed(record, "IRP-S01")
        ),
        ("layout_drift", "new reviews are in no layout that irp knows"): (
            lambda record: _told(record, "unknown_layout", "layout_guessed")
        ),
        ("wording_drift", "new records have judgements in words that irp does not know"): (
            lambda record: _failed(record, "IRP-J01", "IRP-J02")
        ),
        ("heading_drift", "new records have headings of a kind that irp does not know"): (
            lambda record: _told(record, "odd_heading")
        ),
        ("unclaimed_drift", "new records have more unclaimed lines than any may have"): (
            lambda record: _unclaimed(record, gates.max_unclaimed_lines)
        ),
    }
    holds_back = bool(sets.before) and gates.drift == "fail"
    severity = Severity.GATE if holds_back else Severity.WARNING
    for (code, message), sign in signs.items():
        seen = {
            record.source.name: {"sha256": record.source.sha256, "signs": found[:5]}
            for record in sets.fresh
            if (found := sign(record))
        }
        if seen:
            yield Finding(code, severity, message, "set", {"records": seen})


def _failed(record: Extraction, *codes: str) -> list[str]:
    return [
        f"{check.code}: {check.message}"
        for check in record.checks
        if check.code in codes and check.outcome is Outcome.FAILED
    ]


def _told(record: Extraction, *codes: str) -> list[str]:
    return [
        f"{problem.code}: {problem.message}" for problem in record.problems if problem.code in codes
    ]


def _unclaimed(record: Extraction, most: int) -> list[str]:
    lines = record.coverage.unclaimed if record.coverage else 0
    return [f"{lines} unclaimed lines"] if lines > most else []


# ------------------------------------------------------------------ max: told


def _maximum(sets: Sets, gates: GateSettings) -> Iterator[Finding]:
    if sets.before and sets.added > gates.max_new:
        yield _warning(
            "many_new",
            "more new reports than a night brings",
            {"new": sets.added, "max_new": gates.max_new},
        )
    if sets.quarantined > gates.max_quarantined:
        yield _warning(
            "many_quarantined",
            "many addresses are in quarantine",
            {"held": sets.quarantined, "max_quarantined": gates.max_quarantined},
        )
    if sets.newest is None:
        return
    quiet = (sets.today - sets.newest).days
    if quiet > gates.max_days_quiet:
        yield _warning(
            "nothing_new",
            "nothing new on the site's list for a long time: is the page frozen?",
            {"newest": sets.newest.isoformat(), "days": quiet},
        )


def _verified(records: Sequence[Extraction]) -> float:
    good = sum(record.status.is_good for record in records)
    return good / len(records) if records else 1.0


def _unverified(records: Sequence[Extraction]) -> int:
    return sum(not record.status.is_good for record in records)


def _gate(code: str, message: str, evidence: dict[str, object]) -> Finding:
    return Finding(code, Severity.GATE, message, "set", evidence)


def _warning(code: str, message: str, evidence: dict[str, object]) -> Finding:
    return Finding(code, Severity.WARNING, message, "site", evidence)
