"""The record's closed vocabularies in words for a reader, in the order of their scales."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from types import MappingProxyType

from irp.links import ConcernLink, LinkState
from irp.plain_words import counted as count
from irp.plain_words import shortened
from irp.record.vocabulary import MONTHS, Body, FollowUpKind, Judgement, Outcome, Priority, Status

__all__ = [
    "BODIES",
    "JUDGEMENTS",
    "KINDS",
    "MONTHS",
    "OUTCOMES",
    "PRIORITIES",
    "STATUSES",
    "again",
    "count",
    "day",
    "days",
    "steps",
]

JUDGEMENTS: MappingProxyType[Judgement, str] = MappingProxyType(
    {judgement: judgement.phrase.capitalize() for judgement in Judgement}
)
"""Worst first, Ofsted's best last."""

BODIES: MappingProxyType[Body, str] = MappingProxyType(
    {
        Body.HMI_PRISONS: "HMI Prisons",
        Body.OFSTED: "Ofsted",
        Body.ESTYN: "Estyn",
        Body.CARE_QUALITY_COMMISSION: "Care Quality Commission",
        Body.HEALTHCARE_INSPECTORATE_WALES: "Healthcare Inspectorate Wales",
        Body.CRIMINAL_JUSTICE_INSPECTION: "Criminal Justice Inspection Northern Ireland",
        Body.REGULATION_AND_QUALITY_IMPROVEMENT_AUTHORITY: (
            "Regulation and Quality Improvement Authority"
        ),
        Body.EDUCATION_AND_TRAINING_INSPECTORATE: "Education and Training Inspectorate",
    }
)

KINDS: MappingProxyType[FollowUpKind, str] = MappingProxyType(
    {
        FollowUpKind.RECOMMENDATION: "Recommendation",
        FollowUpKind.CONCERN: "Concern",
        FollowUpKind.THEME: "Theme",
    }
)

PRIORITIES: MappingProxyType[Priority, str] = MappingProxyType(
    {Priority.PRIORITY: "Priority concern", Priority.KEY: "Key concern"}
)

STATUSES: MappingProxyType[Status, str] = MappingProxyType(
    {
        Status.VERIFIED: "Verified",
        Status.REVIEWED: "Reviewed by a person",
        Status.NEEDS_REVIEW: "Needs review",
        Status.FAILED: "No record",
    }
)

OUTCOMES: MappingProxyType[Outcome, str] = MappingProxyType(
    {
        Outcome.FAILED: "Failed",
        Outcome.UNAVAILABLE: "Unavailable",
        Outcome.PASSED: "Passed",
        Outcome.NOT_APPLICABLE: "Does not apply",
    }
)
"""Most severe first."""


def steps(judgement: Judgement | None) -> int:
    """How many of its mark's three steps a judgement fills: none for no meaningful progress."""
    filled = {
        Judgement.INSUFFICIENT_PROGRESS: 1,
        Judgement.REASONABLE_PROGRESS: 2,
        Judgement.GOOD_PROGRESS: 3,
        Judgement.SIGNIFICANT_PROGRESS: 3,
    }
    return filled.get(judgement, 0) if judgement else 0


def day(value: date) -> str:
    """A day as the reports print it: 7 June 2022."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def days(start: date, end: date) -> str:
    """The days of a visit in the one form of all pages: "3 to 5 October 2023".

    >>> days(date(2023, 10, 30), date(2023, 11, 1))
    '30 October to 1 November 2023'
    """
    if start == end:
        return day(end)
    first = day(start)
    if start.year == end.year:
        first = first.removesuffix(f" {start.year}")
        if start.month == end.month:
            first = str(start.day)
    return f"{first} to {day(end)}"


_LINKS_SHOWN = 5
_LONGEST_TEXT = 200


def again(links: Sequence[ConcernLink]) -> Iterator[str]:
    """The concerns that a feed names as followed up before, a sentence each, then how many more."""
    for link in links[:_LINKS_SHOWN]:
        is_sure = link.state is LinkState.CONFIRMED
        then, now = (
            one.judgement.phrase if one.judgement else "no judgement"
            for one in (link.earlier, link.later)
        )
        same = "The same" if is_sure else "Probably the same"
        text = shortened(link.later.text, _LONGEST_TEXT)
        yield f"{same} concern as on {day(link.earlier.visit)}: “{text}” Then {then}, now {now}."
    if (more := len(links) - _LINKS_SHOWN) > 0:
        yield f"{count(more, 'other concern was', 'other concerns were')} followed up before."
