"""All reports of the site in short, and what they have in common: places, areas, years."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from irp.areas import in_use
from irp.links import ConcernLink
from irp.links.items import Visited
from irp.links.linking import links_of_place
from irp.pages.site.data.rows import ReportLine, Row
from irp.record.vocabulary import Body, Judgement, Status


@dataclass(frozen=True)
class SiteEstablishment:
    """An establishment with its reviews, newest first, and their rows.

    Attributes:
        printed: its names in the reports that differ from the title.
    """

    name: str
    title: str
    printed: tuple[str, ...]
    kind: str | None
    nomis_code: str | None
    reports: tuple[ReportLine, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class SiteArea:
    """An area of the reports with its rows, newest first.

    Attributes:
        headings: the ways in which the reports spell it, the usual one first.
    """

    name: str
    headings: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def title(self) -> str:
        """The heading most reports use."""
        return self.headings[0]


class Catalogue:
    """Collects the reports as the records are read.

    Attributes:
        reports: those with a record, in the order they were read.
        unread: the sources that gave no record.
        rows: every follow-up, in the order read.
    """

    def __init__(self) -> None:
        self.reports: list[ReportLine] = []
        self.unread: list[ReportLine] = []
        self.rows: list[Row] = []
        self._visits: list[Visited] = []
        self._names: dict[str, ReportLine] = {}

    def named(self, name: str) -> ReportLine | None:
        """The report whose page has that name."""
        return self._names.get(name)

    @cached_property
    def links(self) -> dict[str, list[ConcernLink]]:
        """The concerns that were followed up again, by the hash of the later report.

        To be asked for when all reports are added.
        """
        found: defaultdict[str, list[ConcernLink]] = defaultdict(list)
        places: defaultdict[str, list[Visited]] = defaultdict(list)
        for visit in self._visits:
            places[visit.place].append(visit)
        for visits in places.values():
            for link in links_of_place(visits):
                found[link.later.sha256].append(link)
        return found

    def add(self, line: ReportLine, rows: Iterable[Row], visit: Visited | None = None) -> None:
        """Add one report.

        Args:
            line: the report in short.
            rows: its follow-ups.
            visit: the same for the links between visits, where a visit is known.
        """
        if visit:
            self._visits.append(visit)
        self._names[line.name] = line
        (self.unread if line.reason else self.reports).append(line)
        self.rows.extend(rows)

    def newest_first(self) -> list[ReportLine]:
        """The reports, the newest visit first."""
        return newest_first(self.reports)

    def count(self, status: Status) -> int:
        """How many reports have that status."""
        return sum(line.status is status for line in self.reports)

    def bodies(self) -> list[Body]:
        """Who judged anything, in the vocabulary's order."""
        found = {row.body for row in self.rows}
        return [body for body in Body if body in found]

    def themes(self) -> list[str | None]:
        """The themes of the areas, in the crosswalk's order, None last where one is not known."""
        found = {row.theme for row in self.rows}
        known: list[str | None] = [theme for theme in in_use().themes if theme in found]
        return [*known, None] if None in found else known

    def not_enough(self) -> int:
        """How many follow-ups were judged not to have got far enough."""
        return sum(row.failed for row in self.rows)

    def years(self) -> list[int | None]:
        """The years of the visits, newest first, None last where one is not known."""
        found = {line.year for line in self.reports}
        known: list[int | None] = [*sorted((y for y in found if y is not None), reverse=True)]
        return [*known, None] if None in found else known

    def of_one_visit(self) -> list[list[ReportLine]]:
        """Reports of the same visit, such as two versions of one: each is counted."""
        visits: defaultdict[tuple[str, date], list[ReportLine]] = defaultdict(list)
        for line in self.newest_first():
            if line.first_day:
                visits[line.place_name, line.first_day].append(line)
        return [lines for lines in visits.values() if len(lines) > 1]

    def newest_visit(self) -> date | None:
        """The first day of the newest visit."""
        return max((line.first_day for line in self.reports if line.first_day), default=None)

    def places(self) -> list[SiteEstablishment]:
        """The establishments by name, each named as in its newest report."""
        reports: defaultdict[str, list[ReportLine]] = defaultdict(list)
        rows: defaultdict[str, list[Row]] = defaultdict(list)
        for line in self.reports:
            reports[line.place_name].append(line)
        for row in self.rows:
            rows[row.report.place_name].append(row)
        found = []
        for name, lines in reports.items():
            newest = newest_first(lines)
            kind = next((line.place_kind for line in newest if line.place_kind), None)
            code = next((line.nomis_code for line in newest if line.nomis_code), None)
            those = in_order(rows[name])
            title = newest[0].place
            printed = dict.fromkeys(
                name
                for line in newest
                for name in (line.place, line.printed_place)
                if name != title
            )
            found.append(
                SiteEstablishment(name, title, tuple(printed), kind, code, tuple(newest), those)
            )
        return sorted(found, key=lambda place: (_without_prefix(place.title), place.name))

    def areas(self) -> list[SiteArea]:
        """The areas by heading."""
        rows: defaultdict[str, list[Row]] = defaultdict(list)
        for row in self.rows:
            rows[row.area_name].append(row)
        found = []
        for name, those in rows.items():
            spelled = Counter(row.area for row in those)
            headings = sorted(spelled, key=lambda heading: (-spelled[heading], heading))
            found.append(SiteArea(name, tuple(headings), in_order(those)))
        return sorted(found, key=lambda area: (area.title.casefold(), area.name))


def newest_first(lines: Iterable[ReportLine]) -> list[ReportLine]:
    """Reports, the newest visit first, those of one day by name."""
    by_name = sorted(lines, key=lambda line: (line.place.casefold(), line.name))
    return sorted(by_name, key=lambda line: line.first_day or date.min, reverse=True)


def in_order(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Rows, the newest visit first, within a report in its order."""
    by_name = sorted(rows, key=lambda row: (row.report.place.casefold(), row.report.name))
    by_place = sorted(by_name, key=lambda row: row.report.first_day or date.min, reverse=True)
    positions: defaultdict[str, list[Row]] = defaultdict(list)
    for row in by_place:
        positions[row.report.name].append(row)
    return tuple(
        row for group in positions.values() for row in sorted(group, key=lambda r: r.position)
    )


def judged(rows: Iterable[Row]) -> Counter[Judgement | None]:
    """How often each judgement was given."""
    return Counter(row.judgement for row in rows)


def _without_prefix(title: str) -> str:
    """A place's name as an index orders it: "HMP Ashdown" is under A."""
    for prefix in ("HMP/YOI ", "HMP & YOI ", "HMP and YOI ", "HMYOI ", "HMP ", "YOI ", "IRC "):
        if title.startswith(prefix):
            return title.removeprefix(prefix).casefold()
    return title.casefold()
