"""What was followed up at one visit, as far as links need it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from irp.areas import Crosswalk, estate_of, in_use
from irp.establishments.histories import today_of
from irp.establishments.register import folded
from irp.record.decision import DecisionMade, DecisionState, Ruling
from irp.record.extraction import Extraction
from irp.record.report import Report
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


@dataclass(frozen=True, slots=True)
class Visited:
    """A report of a visit: its items, and what people decided about links of it."""

    place: str
    day: date
    items: tuple[FollowedItem, ...]
    decisions: tuple[DecisionMade, ...]


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
            place=_place(report),
            establishment=place.name,
            visit=report.visit.end,
            position=one.position,
            area=one.area,
            theme=themes.place(one.area, estate).theme,
            body=one.body,
            judgement=one.judgement.value if one.judgement else None,
            text=one.concern or one.recommendation or one.label or "",
        )
        for one in report.follow_ups
    ]


def visited(record: Extraction, crosswalk: Crosswalk) -> Visited | None:
    """A record as a visit; None if it names no establishment or no visit."""
    report = record.report
    if report is None or report.establishment is None or report.visit is None:
        return None
    decided = tuple(
        one
        for one in record.decisions
        if one.decision is Ruling.LINK and one.state is DecisionState.APPLIED
    )
    items = tuple(items_of(record, crosswalk))
    return Visited(_place(report), report.visit.end, items, decided)


def by_place(
    records: Iterable[Extraction], crosswalk: Crosswalk | None = None
) -> dict[str, list[Visited]]:
    """The visits to each establishment, oldest first; of two reports of a visit, the first."""
    themes = crosswalk or in_use()
    found: dict[str, dict[date, Visited]] = defaultdict(dict)
    for record in records:
        one = visited(record, themes)
        if one:
            found[one.place].setdefault(one.day, one)
    return {
        place: [visits[day] for day in sorted(visits)] for place, visits in sorted(found.items())
    }


def _place(report: Report) -> str:
    place = report.establishment
    if place is None:
        return ""
    return today_of(place.id) if place.id else folded(place.name)
