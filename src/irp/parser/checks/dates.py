"""IRP-D01: dates."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from irp.parser.checks.base import (
    CheckDefinition,
    CheckResult,
    Evidence,
    failed,
    passed,
    unavailable,
)
from irp.plain_words import counted, listed

_FIRST, _LAST = (1, 1), (12, 31)


class _When(NamedTuple):
    """A date, perhaps known only to the month or year, with the earliest and latest day it allows.

    Attributes:
        name: what it is the date of.
        shown: the date as messages show it.
        earliest, latest: year, month, day.
        pointers: JSON pointers to it in the record.
    """

    name: str
    shown: str
    earliest: tuple[int, int, int]
    latest: tuple[int, int, int]
    pointers: tuple[str, ...]


def dates_in_order(evidence: Evidence) -> CheckResult:
    """IRP-D01."""
    odd = evidence.stated.odd_dates
    if odd:
        return failed(
            listed(f"“{date.text}” is not a valid date: {date.reason}" for date in odd),
            expected="days that exist, in order",
            found=", ".join(date.text for date in odd),
            places=[place for date in odd for place in date.places],
        )
    inspections, visits, reports = map(
        list, (_inspections(evidence), _visit(evidence), _report(evidence))
    )
    pairs = [*product(inspections, visits + reports), *product(visits[-1:], reports)]
    if len(visits) == 2:
        pairs.append((visits[0], visits[1]))
    if not pairs:
        known = len(inspections) + len(visits) + len(reports)
        return unavailable(
            "only one kind of date was found, so there is nothing to compare"
            if known
            else "no date was found"
        )
    wrong = [(a, b) for a, b in pairs if a.earliest > b.latest]
    if not wrong:
        return passed(f"{counted(len(pairs), 'pair')} of dates in order")
    return failed(
        listed(f"{a.name} ({a.shown}) is later than {b.name} ({b.shown})" for a, b in wrong),
        expected="inspection, visit, report",
        found="; ".join(f"{a.shown}, {b.shown}" for a, b in wrong),
        places=evidence.places(
            *dict.fromkeys(pointer for pair in wrong for when in pair for pointer in when.pointers)
        ),
    )


def _month(name: str, year: int, month: int | None, *pointers: str) -> _When:
    shown = f"{year}-{month:02}" if month else str(year)
    return _When(
        name,
        shown,
        (year, month, 1) if month else (year, *_FIRST),
        (year, month, 31) if month else (year, *_LAST),
        pointers,
    )


def _inspections(evidence: Evidence) -> Iterator[_When]:
    for i, year in enumerate(evidence.report.previous_inspections):
        yield _month("a previous inspection", year, None, f"/previous_inspections/{i}")
    followed = evidence.report.followed_up_inspection
    if followed:
        at = "/followed_up_inspection"
        name = "the inspection followed up"
        yield _month(name, followed.year, followed.month, f"{at}/year", f"{at}/month")


def _visit(evidence: Evidence) -> Iterator[_When]:
    visit = evidence.report.visit
    if visit:
        for name, day in (("start", visit.start), ("end", visit.end)):
            exact = (day.year, day.month, day.day)
            yield _When(f"the {name} of the visit", str(day), exact, exact, (f"/visit/{name}",))


def _report(evidence: Evidence) -> Iterator[_When]:
    signed = evidence.report.report_date
    if signed:
        yield _month("the report", signed.year, signed.month, "/report_date/text")


CHECKS = (
    CheckDefinition(
        "IRP-D01",
        "Dates are possible and in order: inspection, visit, report",
        dates_in_order,
        "/visit",
    ),
)
