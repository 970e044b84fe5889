"""Gates: what keeps a set from being published, and what is only a warning.

``min`` gates and drift hold a set back: the last good one stays published, and the exit code is
7. ``max`` gates warn. Drift and a fall compare the new set with the published one, so they only
warn until a set was published that holds all the site has: a first run with ``--limit`` is no
measure.
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
    """The sets that the gates compare.

    Attributes:
        before: the published set.
        after: the set that would be published.
        fresh: the records that are new or differ from the published ones.
        added: how many of them are reports that it does not hold at all.
        comparable: whether the published set is one to compare with.
        quarantined: addresses in quarantine.
        newest: the day of the newest thing on the site's list.
        today: the day of the run.
    """

    before: Sequence[Extraction]
    after: Sequence[Extraction]
    fresh: Sequence[Extraction]
    added: int
    comparable: bool
    quarantined: int
    newest: date | None
    today: date


def check_gates(sets: Sets, gates: GateSettings) -> list[Finding]:
    """The findings of the gates, most severe first."""
    found = [*_minimum(sets, gates), *_drift(sets, gates), *_maximum(sets, gates)]
    order = list(Severity)
    return sorted(found, key=lambda finding: order.index(finding.severity))


# ------------------------------------------------------------------ min: not published


def _minimum(sets: Sets, gates: GateSettings) -> Iterator[Finding]:
    if len(sets.after) < gates.min_reports:
        yield _gate(
            "too_few_reports",
            "the set has fewer reports than min_reports",
            {"reports": len(sets.after), "min_reports": gates.min_reports},
        )
    if len(sets.after) < gates.min_kept_share * len(sets.before):
        yield _gate(
            "reports_lost",
            "published reports would be removed",
            {
                "published": len(sets.before),
                "now": len(sets.after),
                "records": sorted(
                    {one.source.name for one in sets.before}
                    - {one.source.name for one in sets.after}
                ),
            },
        )
    share, share_before = _verified(sets.after), _verified(sets.before)
    if sets.after and share < gates.min_verified_share:
        yield _gate(
            "too_few_verified",
            "the share of verified records is below min_verified_share",
            {"share": round(share, 4), "min_verified_share": gates.min_verified_share},
        )
    worse = _unverified(sets.after) - _unverified(sets.before)
    # In a small set one record that needs review moves the share by much; one is no fall.
    if sets.before and worse > 1 and share < share_before - gates.max_verified_fall:
        unverified = [one.source.name for one in sets.fresh if not one.status.is_good]
        yield Finding(
            "verified_fell",
            Severity.GATE if sets.comparable else Severity.WARNING,
            "the share of verified records has fallen",
            "set",
            {
                "published": round(share_before, 4),
                "now": round(share, 4),
                "max_verified_fall": gates.max_verified_fall,
                "records": unverified,
            },
        )


# ------------------------------------------------------------------ drift


def _drift(sets: Sets, gates: GateSettings) -> Iterator[Finding]:
    signs: dict[tuple[str, str], Callable[[Extraction], list[str]]] = {
        ("sections_missing", "new records lack a section that their layout promises"): (
            lambda record: _failed(record, "IRP-S01")
        ),
        ("layout_drift", "new reviews have a layout that irp does not know"): (
            lambda record: _problems(record, "unknown_layout", "layout_guessed")
        ),
        ("wording_drift", "new records have judgements worded in a way that irp does not know"): (
            lambda record: _failed(record, "IRP-J01", "IRP-J02")
        ),
        ("heading_drift", "new records have headings of a kind that irp does not know"): (
            lambda record: _problems(record, "odd_heading")
        ),
        ("unclaimed_drift", "new records have more unclaimed lines than max_unclaimed_lines"): (
            lambda record: _unclaimed(record, gates.max_unclaimed_lines)
        ),
    }
    holds_back = sets.comparable and bool(sets.before) and gates.drift == "fail"
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


def _problems(record: Extraction, *codes: str) -> list[str]:
    return [
        f"{problem.code}: {problem.message}" for problem in record.problems if problem.code in codes
    ]


def _unclaimed(record: Extraction, most: int) -> list[str]:
    lines = record.coverage.unclaimed if record.coverage else 0
    return [f"{lines} unclaimed lines"] if lines > most else []


# ------------------------------------------------------------------ max: warnings


def _maximum(sets: Sets, gates: GateSettings) -> Iterator[Finding]:
    if sets.before and sets.added > gates.max_new:
        yield _warning(
            "many_new",
            "more new reports than max_new",
            {"new": sets.added, "max_new": gates.max_new},
        )
    if sets.quarantined > gates.max_quarantined:
        yield _warning(
            "many_quarantined",
            "more addresses are in quarantine than max_quarantined",
            {"held": sets.quarantined, "max_quarantined": gates.max_quarantined},
        )
    if sets.newest is None:
        return
    quiet = (sets.today - sets.newest).days
    if quiet > gates.max_days_quiet:
        yield _warning(
            "nothing_new",
            "nothing new on the site's list for longer than max_days_quiet: is the page frozen?",
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
