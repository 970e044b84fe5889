"""Words that only the site uses, besides those of ``irp.pages.words``."""

from __future__ import annotations

import re
from types import MappingProxyType

from irp.areas import in_use
from irp.establishments import packaged
from irp.pages.words import (
    BODIES,
    JUDGEMENTS,
    KINDS,
    MONTHS,
    OUTCOMES,
    STATUSES,
    again,
    count,
    day,
    days,
)
from irp.record.vocabulary import Judgement

__all__ = [
    "BODIES",
    "INSPECTORATE",
    "JUDGEMENTS",
    "KINDS",
    "LICENCE",
    "MONTHS",
    "NOT_ENOUGH",
    "NO_AREA",
    "NO_JUDGEMENT",
    "NO_PLACE",
    "NO_THEME",
    "NO_YEAR",
    "OUTCOMES",
    "STATUSES",
    "again",
    "count",
    "day",
    "days",
    "judgement_words",
    "one_place",
    "place_kind",
    "shown",
    "theme",
]

INSPECTORATE = "https://hmiprisons.justiceinspectorates.gov.uk/"
LICENCE = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
NO_AREA = "No area heading"
NO_THEME = "No theme known"
NO_PLACE = "Establishment not named"
NO_KIND = "Kind not known"
NO_JUDGEMENT = "No judgement found"
NO_YEAR = "Year not known"

PLACE_KINDS: MappingProxyType[str, str] = MappingProxyType(
    {
        "HMP": "Prison (HMP)",
        "HMP/YOI": "Prison and young offender institution (HMP/YOI)",
        "YOI": "Young offender institution (YOI)",
        "IRC": "Immigration removal centre (IRC)",
        "STC": "Secure training centre (STC)",
    }
)
_KIND_LAST = ("IRC", "STC")
_PRISON_AND_YOI = re.compile(r"^HMP ?(?:&|and|/) ?(?:HM ?)?YOI(?= )")
NOT_ENOUGH = (Judgement.NO_MEANINGFUL_PROGRESS, Judgement.INSUFFICIENT_PROGRESS)
"""The judgements that mean not enough progress: the item failed."""

# What a page must never take from outside: controls, signs that change the direction of text
# (they make words look like others), noncharacters, and lone surrogates.
_UNSHOWABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff"
    "\ufdd0-\ufdef\ufffe\uffff]"
)


def shown(text: str) -> str:
    """Text as a page may show it: characters that could corrupt it become visible marks."""
    return _UNSHOWABLE.sub("\ufffd", text)


def judgement_words(judgement: Judgement | None) -> str:
    """A judgement as a person reads it: "Good progress"."""
    return JUDGEMENTS[judgement] if judgement else NO_JUDGEMENT


def place_kind(kind: str | None) -> str:
    """A kind of establishment in full."""
    return PLACE_KINDS.get(kind, kind) if kind else NO_KIND


def one_place(printed: str, kind: str | None, identity: str | None) -> tuple[str, str | None]:
    """An establishment's name and kind in the one form of all pages: as irp's list has them today.

    >>> one_place("HMP Chelmsford", "HMP", "chelmsford")
    ('HMP/YOI Chelmsford', 'HMP/YOI')
    >>> one_place("Brook House Immigration Removal Centre", "IRC", "brook-house")
    ('Brook House IRC', 'IRC')

    A place that is not on the list, or is two in one, is as printed, but for "HMP & YOI".
    """
    listed = packaged().by_id.get(identity or "")
    if listed is None or listed.units or kind not in PLACE_KINDS:
        return _PRISON_AND_YOI.sub("HMP/YOI", printed), kind
    if {kind, listed.kind} <= {"HMP", "HMP/YOI"}:  # a removal centre of then is no prison of then
        kind = listed.kind
    return f"{listed.name} {kind}" if kind in _KIND_LAST else f"{kind} {listed.name}", kind


def theme(name: str | None) -> str:
    """The title of a theme of areas."""
    known = in_use().themes.get(name) if name else None
    return known.title if known else NO_THEME
