"""Faults of the document itself: sections, stray lines, cover and footers."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields, replace
from random import Random

from ..document import Box, Cover, Element, Gap, Heading, Numbered, Plain, Report, Running
from ..names import PLACES
from .base import Fault

_STRAY = (
    "[[ insert slip 7b here ]]",
    "QX-119 / second proof / not for release",
    "lorem ipsum dolor sit amet, consectetur adipiscing elit",
)


def with_elements(report: Report, elements: list[Element]) -> Report:
    return replace(report, elements=tuple(elements))


def _ends(element: Element) -> bool:
    """Whether a section ends before an element."""
    if isinstance(element, Heading):
        return element.level == 1
    return isinstance(element, Plain) and element.style == "small heading"


def span_of(report: Report, role: str) -> tuple[int, int] | None:
    """From the heading with a role to the next section or the back matter."""
    elements = report.elements
    for start, element in enumerate(elements):
        if isinstance(element, Heading) and element.role == role:
            later = (n for n in range(start + 1, len(elements)) if _ends(elements[n]))
            return start, next(later, len(elements))
    return None


def _without(role: str) -> Callable[[Report, Random], Report | None]:
    def plant(report: Report, _rng: Random) -> Report | None:
        span = span_of(report, role)
        if span is None:
            return None
        elements = list(report.elements)
        del elements[span[0] : span[1]]
        return with_elements(report, elements)

    return plant


def _swapped(report: Report, _rng: Random) -> Report | None:
    """Two neighbouring sections have changed places, with their labels."""
    roles = ("progress", "judgements")
    if span_of(report, "judgements") is None:
        roles = ("summary", "progress")
    first, second = (span_of(report, role) for role in roles)
    if first is None or second is None or first[1] != second[0]:
        return None
    elements = list(report.elements)
    moved = [*elements[slice(*second)], *elements[slice(*first)]]
    return with_elements(report, [*elements[: first[0]], *moved, *elements[second[1] :]])


def _stray(report: Report, rng: Random) -> Report | None:
    """A line that belongs to nothing, between a block's judgement and what follows."""
    span = span_of(report, "progress")
    if span is None:
        return None
    elements = list(report.elements)
    places = []
    for index in range(*span):
        rest = (e for e in elements[index + 1 : span[1]] if not isinstance(e, Gap))
        following = next(rest, None)
        ends = isinstance(following, Box) or (
            isinstance(following, Heading) and following.level == 2
        )
        if isinstance(elements[index], Numbered) and ends:
            places.append(index + 1)
    if not places:
        return None
    elements.insert(rng.choice(places), Plain(rng.choice(_STRAY)))
    return with_elements(report, elements)


def _elsewhere(report: Report, rng: Random) -> str:
    return f"HMP {rng.choice([p for p in PLACES if p not in report.title])}"


def _footer_elsewhere(report: Report, rng: Random) -> Report | None:
    name = next(e.establishment for e in report.elements if isinstance(e, Cover))
    other = _elsewhere(report, rng)
    changed = {
        field.name: text.replace(name, other)
        for field in fields(Running)
        if (text := getattr(report.running, field.name)) and name in text
    }
    return replace(report, running=replace(report.running, **changed)) if changed else None


def _cover_elsewhere(report: Report, rng: Random) -> Report:
    other = _elsewhere(report, rng)
    return with_elements(
        report,
        [replace(e, establishment=other) if isinstance(e, Cover) else e for e in report.elements],
    )


def _impossible_date(report: Report, rng: Random) -> Report | None:
    """A day that no month has."""
    elements: list[Element] = []
    changed = False
    for element in report.elements:
        if isinstance(element, Cover) and element.dates:
            dates = re.sub(r"^\d+", str(rng.choice((32, 34, 41))), element.dates)
            elements.append(replace(element, dates=re.sub(r"([–-] ?)\d+", r"\g<1>43", dates)))
            changed = True
        else:
            elements.append(element)
    return with_elements(report, elements) if changed else None


def _backwards(report: Report, _rng: Random) -> Report | None:
    """A visit that ends before it starts."""
    cover = next(e for e in report.elements if isinstance(e, Cover))
    dates = re.sub(r"^(\d+)( ?[–-] ?)(\d+)(?= [A-Z])", r"\3\2\1", cover.dates)
    if dates == cover.dates:
        return None
    elements = [replace(e, dates=dates) if e is cover else e for e in report.elements]
    return with_elements(report, elements)


FAULTS = (
    Fault(
        "glossary_missing",
        frozenset({"IRP-S01"}),
        "The glossary is missing.",
        on_document=_without("glossary"),
        witnesses=1,
    ),
    Fault(
        "about_missing",
        frozenset({"IRP-S01"}),
        "The section about the report is missing.",
        on_document=_without("about"),
        may=frozenset({"IRP-S02"}),
        witnesses=1,
        needs_furniture=True,  # nothing else says what a dump without its cover is
    ),
    Fault(
        "team_missing",
        frozenset({"IRP-S01"}),
        "The review team is missing.",
        on_document=_without("team"),
        witnesses=1,
    ),
    Fault(
        "judgements_missing",
        frozenset({"IRP-S01"}),
        "The summary of judgements is missing.",
        on_document=_without("judgements"),
        may=frozenset({"IRP-M01", "IRP-M02"}),
        witnesses=1,
    ),
    Fault(
        "sections_swapped",
        frozenset({"IRP-S01"}),
        "Two sections have changed places.",
        on_document=_swapped,
        witnesses=1,
    ),
    Fault(
        "stray_line",
        frozenset({"IRP-S02"}),
        "A line stands between two blocks that belongs to neither.",
        on_document=_stray,
        witnesses=1,
    ),
    Fault(
        "footer_elsewhere",
        frozenset({"IRP-E01"}),
        "The footers name another establishment.",
        on_document=_footer_elsewhere,
        needs_furniture=True,
    ),
    Fault(
        "cover_elsewhere",
        frozenset({"IRP-E01"}),
        "The cover names another establishment.",
        on_document=_cover_elsewhere,
        needs_furniture=True,
    ),
    Fault(
        "impossible_date",
        frozenset({"IRP-D01"}),
        "The visit's dates do not exist.",
        on_document=_impossible_date,
        may=frozenset({"IRP-S02"}),  # nobody may claim a line that holds no date
        witnesses=1,
        needs_furniture=True,
    ),
    Fault(
        "visit_backwards",
        frozenset({"IRP-D01"}),
        "The visit ends before it starts.",
        on_document=_backwards,
        may=frozenset({"IRP-S02"}),
        witnesses=1,
        needs_furniture=True,
    ),
)
