"""What was followed up at one visit, as far as links need it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from sys import intern
from typing import NamedTuple

from irp.areas import Crosswalk, estate_of, in_use
from irp.decisions.places import parts_of
from irp.establishments.histories import today_of
from irp.establishments.register import folded
from irp.record.decision import DecisionState, Ruling
from irp.record.extraction import Extraction
from irp.record.vocabulary import Body, Judgement


@dataclass(frozen=True, slots=True)
class FollowedItem:
    """A concern, recommendation or theme that was followed up at a visit.

    Attributes:
        sha256: the hash of the report's bytes.
        source: the report's name.
        place: the id of the establishment today.
        establishment: its name as printed.
        visit: the last day of the visit.
        position: 1 for the first of the report.
        area: the heading it is under.
        theme: the heading's theme in the crosswalk, or None.
        body: who followed it up.
        judgement: the result, or None.
        text: what was followed up, word for word.
    """

    sha256: str
    source: str
    place: str
    establishment: str
    visit: date
    position: int
    area: str | None
    theme: str | None
    body: Body
    judgement: Judgement | None
    text: str

    @property
    def key(self) -> tuple[str, int]:
        """The report and the position."""
        return self.sha256, self.position


class LinkDecision(NamedTuple):
    """What a person decided about two follow-ups.

    Attributes:
        position: of the one in the report that the decision is about.
        other: the hash of the other report, and the position there.
        same: whether they are the same concern.
        by: who decided.
        because: why.
    """

    position: int
    other: tuple[str, int]
    same: bool
    by: str
    because: str


@dataclass(frozen=True, slots=True)
class Visited:
    """A report of a visit: its items, and what people decided about links of it."""

    place: str
    sha256: str
    day: date
    items: tuple[FollowedItem, ...]
    decisions: tuple[LinkDecision, ...]


def items_of(record: Extraction, crosswalk: Crosswalk | None = None) -> list[FollowedItem]:
    """What a record says was followed up; empty if it names no establishment or no visit.

    Args:
        record: the record.
        crosswalk: headings to themes; by default the one in use.
    """
    report = record.report
    if report is None or report.establishment is None or report.visit is None:
        return []
    place = report.establishment
    themes = crosswalk or in_use()
    estate = estate_of(place.id, place.kind)
    return [
        FollowedItem(
            sha256=record.source.sha256,
            source=record.source.name,
            place=known_as(place.id, place.name),
            establishment=place.name,
            visit=report.visit.end,
            position=one.position,
            area=intern(one.area) if one.area else None,  # many items have the same
            theme=themes.place(one.area, estate).theme,
            body=one.body,
            judgement=one.judgement.value if one.judgement else None,
            text=one.concern or one.recommendation or one.label or "",
        )
        for one in report.follow_ups
    ]


def visited(record: Extraction, crosswalk: Crosswalk) -> Visited | None:
    """A record as a visit; None if it names no establishment, no visit or no follow-up."""
    items = tuple(items_of(record, crosswalk))
    if not items:
        return None
    decided = tuple(
        LinkDecision(
            position_of(one.pointer),
            (one.other.source.sha256, position_of(one.other.place.pointer)),
            one.value is not False,
            one.by,
            one.because,
        )
        for one in record.decisions
        if one.decision is Ruling.LINK and one.state is DecisionState.APPLIED and one.other
    )
    return Visited(items[0].place, record.source.sha256, items[0].visit, items, decided)


def position_of(pointer: str | None) -> int:
    """The position of the follow-up that a pointer leads to; 0 if it leads elsewhere."""
    parts = parts_of(pointer or "")
    is_item = len(parts) > 1 and parts[0] == "follow_ups" and parts[1].isdigit()
    return int(parts[1]) + 1 if is_item else 0


def by_place(
    records: Iterable[Extraction], crosswalk: Crosswalk | None = None
) -> dict[str, list[Visited]]:
    """The visits to each establishment, as ``in_order`` gives them."""
    themes = crosswalk or in_use()
    found: dict[str, list[Visited]] = defaultdict(list)
    for record in records:
        if one := visited(record, themes):
            found[one.place].append(one)
    return {place: in_order(visits) for place, visits in sorted(found.items())}


def in_order(visits: Iterable[Visited]) -> list[Visited]:
    """Visits to one establishment, oldest first; of several reports of one visit, one."""
    by_day: dict[date, Visited] = {}
    for one in sorted(visits, key=lambda one: (one.day, one.sha256)):
        by_day.setdefault(one.day, one)
    return list(by_day.values())


def known_as(establishment_id: str | None, name: str | None) -> str:
    """What an establishment is known by: its id today, else its folded name."""
    return today_of(establishment_id) if establishment_id else folded(name or "")
