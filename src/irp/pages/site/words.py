"""Words for people: how the site calls the members of the vocabularies, dates and counts."""

from __future__ import annotations

import re
from datetime import date, datetime
from types import MappingProxyType
from urllib.parse import urlsplit

from irp.vocabulary import Body, FollowUpKind, Judgement, Outcome, Status

NO_AREA = "No area heading"
NO_PLACE = "Establishment not named"
NO_KIND = "Kind not known"
NO_JUDGEMENT = "No judgement found"
NO_YEAR = "Year not known"

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
PLACE_KINDS: MappingProxyType[str, str] = MappingProxyType(
    {
        "HMP": "Prison (HMP)",
        "HMP/YOI": "Prison and young offender institution (HMP/YOI)",
        "YOI": "Young offender institution (YOI)",
        "IRC": "Immigration removal centre (IRC)",
        "STC": "Secure training centre (STC)",
    }
)
STATUSES: MappingProxyType[Status, str] = MappingProxyType(
    {
        Status.VERIFIED: "Verified",
        Status.NEEDS_REVIEW: "Needs review",
        Status.FAILED: "No record",
    }
)
OUTCOMES: MappingProxyType[Outcome, str] = MappingProxyType(
    {
        Outcome.PASSED: "Passed",
        Outcome.FAILED: "Failed",
        Outcome.NOT_APPLICABLE: "Does not apply",
        Outcome.UNAVAILABLE: "Could not be made",
    }
)
NOT_ENOUGH = (Judgement.NO_MEANINGFUL_PROGRESS, Judgement.INSUFFICIENT_PROGRESS)
"""The judgements that say a follow-up has not got far enough: its item failed."""

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)
# What a page must never take from outside: controls, signs that turn the direction of text
# (they make words read as others), signs that are no characters, and halves of characters.
_UNSHOWABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff"
    "\ufdd0-\ufdef\ufffe\uffff]"
)


def shown(text: str) -> str:
    """Text as a page may show it: what could spoil the page or its reading is a visible mark."""
    return _UNSHOWABLE.sub("\ufffd", text)


def judgement_words(judgement: Judgement | None) -> str:
    """A judgement as a person reads it: "Good progress"."""
    return judgement.phrase.capitalize() if judgement else NO_JUDGEMENT


def place_kind(kind: str | None) -> str:
    """A kind of establishment in full."""
    return PLACE_KINDS.get(kind, kind) if kind else NO_KIND


def day(value: date | datetime | None) -> str:
    """A day as people write it: "3 May 2022"."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}" if value else "not known"


def count(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: "1 report", "1,204 reports"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def web_address(url: str | None) -> str | None:
    """An address that a page may link to: of the web, and nothing that runs."""
    if not url or shown(url) != url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None
