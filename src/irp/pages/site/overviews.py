"""The pages over all reports: home, table, establishments, areas, charts, downloads, method."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from irp.areas import in_use
from irp.pages.site import words
from irp.pages.site.charts import chart_svg
from irp.pages.site.data import downloads
from irp.pages.site.data.catalogue import Catalogue, SiteEstablishment, in_order, judged
from irp.pages.site.data.headline import headlines
from irp.pages.site.data.outcomes import last_inspection
from irp.pages.site.data.repeats import repeats
from irp.pages.site.data.rows import ReportLine, Row
from irp.pages.site.data.tallies import JudgementTally, tallies
from irp.pages.site.report_page import CheckCounts, by_body
from irp.pages.site.writing import Pages
from irp.record.vocabulary import SCALES, Body, FollowUpKind, Judgement, Outcome, Status

NEWEST = 10
"""Reports on the home page."""
THEMES = 5
"""Themes on the home page, of those in which most failed."""
FIRST_ROWS = 50
"""Rows in the page of the table before its data are loaded."""
PLAIN_ROWS = 500
"""Rows of a year on one plain page; a year with more has a page for each month."""


@dataclass(frozen=True)
class DrawnChart:
    """A chart with its numbers. ``svg`` and ``narrow`` are safe markup."""

    tally: JudgementTally
    svg: object
    narrow: object


@dataclass(frozen=True)
class PlainPage:
    """Follow-ups of one year, or of one of its months."""

    name: str
    title: str
    rows: Sequence[Row]


class Overviews:
    """Writes the pages over all reports.

    Args:
        catalogue: all reports in short.
        checks: the outcomes of the checks.
        folder: of the site, which has the downloads already.
        scripts: the files of the table's data.
    """

    def __init__(
        self, catalogue: Catalogue, checks: CheckCounts, folder: Path, scripts: Sequence[str]
    ) -> None:
        self._catalogue = catalogue
        self._checks = checks
        self._folder = folder
        self._scripts = scripts
        self._places = catalogue.places()
        self._areas = catalogue.areas()
        self._newest = catalogue.newest_first()
        self._rows = in_order(catalogue.rows)

    def write(self, pages: Pages) -> None:
        """Write all of them."""
        groups = [
            (body, [_drawn(tally) for tally in tallies(self._catalogue, body)])
            for body in self._catalogue.bodies()
        ]
        self._home(pages, [drawn[0] for _, drawn in groups][:2])
        self._table(pages)
        self._establishments(pages)
        self._area_pages(pages)
        pages.write(
            "reports",
            "reports.html",
            here="reports",
            catalogue=self._catalogue,
            newest=self._newest,
            unread=sorted(self._catalogue.unread, key=lambda line: (line.source, line.name)),
        )
        self._charts(pages, groups)
        self._downloads(pages)
        pages.write(
            "method",
            "method.html",
            here="method",
            checks=self._checks.lines(),
            outcomes=list(Outcome),
        )

    def _home(self, pages: Pages, charts: Sequence[DrawnChart]) -> None:
        headline = next(iter(headlines(self._catalogue.rows)), None)
        pages.write(
            "index",
            "index.html",
            catalogue=self._catalogue,
            places=self._places,
            verified=self._catalogue.count(Status.VERIFIED),
            reviewed=self._catalogue.count(Status.REVIEWED),
            needs_review=self._catalogue.count(Status.NEEDS_REVIEW),
            newest=self._newest[:NEWEST],
            charts=charts,
            headline=headline,
            behind=[one for one in headline.themes if one.failed][:THEMES] if headline else [],
            form=True,
        )

    def _table(self, pages: Pages) -> None:
        plain = list(plain_pages(self._rows))
        pages.write(
            "follow-ups",
            "follow-ups.html",
            here="follow-ups",
            scripts=True,
            files=self._scripts,
            judgements=[*Judgement, None],
            filters=list(self._filters()),
            newest=self._rows[:FIRST_ROWS],
            plain=plain,
        )
        for page in plain:
            pages.write(f"follow-ups/{page.name}", "plain.html", here="follow-ups", page=page)

    def _filters(self) -> Iterator[tuple[str, str, list[tuple[str, str]]]]:
        """Name, label and options (value and words) of each filter; only values that occur."""
        rows = self._catalogue.rows
        found = {row.judgement for row in rows}
        kinds = {row.kind for row in rows}
        bodies = set(self._catalogue.bodies())
        place_kinds = sorted({line.place_kind or "" for line in self._catalogue.reports})
        yield "establishment", "Establishment", [(p.name, p.title) for p in self._places]
        yield (
            "judgement",
            "Judgement",
            [
                ("not_enough", "Not enough progress"),
                *((j.value, words.judgement_words(j)) for j in Judgement if j in found),
                *([("none", words.NO_JUDGEMENT)] if None in found else []),
            ],
        )
        yield "theme", "Theme", [(t or "none", words.theme(t)) for t in self._catalogue.themes()]
        yield "area", "Area", [(area.name, area.title) for area in self._areas]
        yield "body", "Judged by", [(b.value, words.BODIES[b]) for b in Body if b in bodies]
        yield (
            "kind",
            "Kind of follow-up",
            [(k.value, words.KINDS[k]) for k in FollowUpKind if k in kinds],
        )
        yield (
            "year",
            "Year of the visit",
            [(str(year or "none"), str(year or words.NO_YEAR)) for year in self._catalogue.years()],
        )
        yield (
            "place_kind",
            "Kind of establishment",
            [(kind or "none", words.place_kind(kind)) for kind in place_kinds],
        )
        yield (
            "status",
            "Status of the record",
            [(s.value, words.STATUSES[s]) for s in Status if self._catalogue.count(s)],
        )

    def _establishments(self, pages: Pages) -> None:
        pages.write(
            "establishments", "establishments.html", here="establishments", places=self._places
        )
        links = self._catalogue.links
        for place in self._places:
            again = [link for line in place.reports for link in links.get(line.sha256, ())]
            columns = [j for j in (*Judgement, None) if judged(place.rows)[j]]
            pages.write(
                f"establishments/{place.name}",
                "establishment.html",
                here="establishments",
                place=place,
                judgements=columns,
                history=list(_history(place, columns)),
                themes=list(_themes(place)),
                inspection=last_inspection(place.reports, place.rows),
                repeats=repeats(place.rows, again),
                failed=[row for row in place.rows if row.failed],
                others=[row for row in place.rows if not row.failed],
            )

    def _area_pages(self, pages: Pages) -> None:
        pages.write("areas", "areas.html", here="areas", areas=self._areas)
        for area in self._areas:
            pages.write(
                f"areas/{area.name}",
                "area.html",
                here="areas",
                area=area,
                judged=by_body(area.rows),
            )

    def _charts(self, pages: Pages, groups: Sequence[tuple[Body, Sequence[DrawnChart]]]) -> None:
        pages.write("charts", "charts.html", here="charts", groups=groups)
        years = [(body, headlines(self._catalogue.rows, body)) for body, _ in groups]
        years = [(body, found) for body, found in years if found]
        pages.write("years", "years.html", here="charts", groups=years)
        for _, drawn in groups:
            for one in drawn:
                pages.text(f"charts/{one.tally.name}.svg", chart_svg(one.tally, alone=True))

    def _downloads(self, pages: Pages) -> None:
        pages.write(
            "downloads",
            "downloads.html",
            here="downloads",
            groups=list(downloads.groups(self._folder)),
        )
        pages.write(
            "data-dictionary",
            "data-dictionary.html",
            here="downloads",
            tables=downloads.tables(self._folder),
            vocabularies=list(downloads.vocabularies()),
        )


def _drawn(tally: JudgementTally) -> DrawnChart:
    from markupsafe import Markup

    # Built as elements, whose text is escaped (irp.pages.site.charts).
    return DrawnChart(
        tally,
        Markup(chart_svg(tally)),  # noqa: S704
        Markup(chart_svg(tally, narrow=True)),  # noqa: S704
    )


def _history(
    place: SiteEstablishment, columns: Sequence[Judgement | None]
) -> Iterator[tuple[ReportLine, Body, list[int | None], int]]:
    """A line for each review and body, the oldest first: how often each judgement, and the sum.

    A number is None where the body does not use that judgement.
    """
    for line in reversed(place.reports):
        for body in Body:
            scale = SCALES.get(body, tuple(Judgement))
            found = [line.judgements[body, judgement] for judgement in columns]
            if any(found):
                counts = [
                    number if number or judgement is None or judgement in scale else None
                    for judgement, number in zip(columns, found, strict=True)
                ]
                yield line, body, counts, sum(found)


@dataclass(frozen=True)
class ThemeCourse:
    """A theme over the visits to an establishment: the rows of each, oldest visit first."""

    title: str
    test: str | None
    visits: list[list[Row]]


def _themes(place: SiteEstablishment) -> Iterator[ThemeCourse]:
    """The themes of an establishment by healthy prison test; last what has no theme."""
    order = {name: number for number, name in enumerate(in_use().themes)}
    found = {(row.theme, row.test) for row in place.rows}
    for theme, test in sorted(found, key=lambda key: order.get(key[0] or "", len(order))):
        rows = [row for row in place.rows if (row.theme, row.test) == (theme, test)]
        visits = [[row for row in rows if row.report is line] for line in reversed(place.reports)]
        yield ThemeCourse(words.theme(theme), test, visits)


def plain_pages(rows: Sequence[Row]) -> Iterator[PlainPage]:
    """The rows by year, newest first, in pages of a size that browsers handle."""
    years: defaultdict[int, list[Row]] = defaultdict(list)
    for row in rows:
        years[row.report.year or 0].append(row)
    for year in sorted(years, reverse=True):
        those = years[year]
        if len(those) <= PLAIN_ROWS or not year:
            yield PlainPage(str(year or "year-not-known"), str(year or words.NO_YEAR), those)
            continue
        months: defaultdict[int, list[Row]] = defaultdict(list)
        for row in those:
            months[row.report.first_day.month if row.report.first_day else 1].append(row)
        for month in sorted(months, reverse=True):
            title = f"{words.MONTHS[month - 1]} {year}"
            yield PlainPage(f"{year}-{month:02}", title, months[month])
