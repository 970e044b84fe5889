"""Two reviews of one establishment side by side, and the course of each theme over all visits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from irp.areas import Crosswalk
from irp.errors import RecordError
from irp.links.items import FollowedItem, by_place, items_of
from irp.links.linking import ConcernLink, link_concerns
from irp.record.extraction import Extraction
from irp.record.vocabulary import Body, Judgement


@dataclass(frozen=True, slots=True)
class VisitComparison:
    """Two reviews of one establishment.

    Attributes:
        earlier: what the older review followed up.
        later: what the newer one did.
        links: the concerns that are likely to be the same.
    """

    earlier: tuple[FollowedItem, ...]
    later: tuple[FollowedItem, ...]
    links: tuple[ConcernLink, ...]

    @property
    def ended(self) -> list[FollowedItem]:
        """Items of the older review alone."""
        again = {link.earlier.key for link in self.links}
        return [item for item in self.earlier if item.key not in again]

    @property
    def new(self) -> list[FollowedItem]:
        """Items of the newer review alone."""
        again = {link.later.key for link in self.links}
        return [item for item in self.later if item.key not in again]


@dataclass(frozen=True, slots=True)
class ThemeVisit:
    """What one body found in one theme at one visit.

    Attributes:
        place: the establishment's id today.
        theme: the theme.
        body: whose judgements they are.
        visit: the last day of the visit.
        judgements: in the order of the report; None for an item without one.
    """

    place: str
    theme: str
    body: Body
    visit: date
    judgements: tuple[Judgement | None, ...]


def compare(
    one: Extraction, other: Extraction, crosswalk: Crosswalk | None = None
) -> VisitComparison:
    """Compare two reviews, in any order.

    Raises:
        RecordError: one names no establishment or visit, or they are not two visits to one.
    """
    earlier, later = sorted((_items(one, crosswalk), _items(other, crosswalk)), key=_day)
    if earlier[0].place != later[0].place:
        names = f"{earlier[0].establishment} and {later[0].establishment}"
        raise RecordError(f"these are reviews of two establishments: {names}")
    if earlier[0].visit == later[0].visit:
        raise RecordError("these are two reports of one visit: irp diff compares them")
    return VisitComparison(
        tuple(earlier), tuple(later), tuple(link_concerns((one, other), crosswalk))
    )


def trajectories(
    records: Iterable[Extraction], crosswalk: Crosswalk | None = None
) -> list[ThemeVisit]:
    """The course of each theme: a row for each establishment, theme, body and visit.

    What has no theme is left out.
    """
    found: dict[tuple[str, str, Body, date], list[Judgement | None]] = defaultdict(list)
    for place, visits in by_place(records, crosswalk).items():
        for visit in visits:
            for item in visit.items:
                if item.theme:
                    found[place, item.theme, item.body, visit.day].append(item.judgement)
    order = sorted(found.items())
    return [ThemeVisit(*key, tuple(judgements)) for key, judgements in order]


def _items(record: Extraction, crosswalk: Crosswalk | None) -> list[FollowedItem]:
    found = items_of(record, crosswalk)
    if not found:
        raise RecordError(f"{record.source.name} names no establishment, visit or follow-up")
    return found


def _day(items: list[FollowedItem]) -> date:
    return items[0].visit
