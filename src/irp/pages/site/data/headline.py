"""How the follow-ups of each year were judged: the home page begins with the newest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from irp.pages.site import words
from irp.pages.site.data.rows import Row
from irp.record.vocabulary import Body

FEW = 30
"""Below so many cases a share is marked as one of a small number."""
FEWEST = 3
"""Themes with fewer cases in the year are not put in order: one case would decide."""


@dataclass(frozen=True)
class YearTheme:
    """How the follow-ups of one theme were judged in one year.

    Attributes:
        where: the view of the table with those that failed, from the site's root.
    """

    title: str
    where: str
    failed: int
    judged: int

    @property
    def share(self) -> str:
        """The share of those that failed, in per cent."""
        return _per_cent(self.failed, self.judged)


@dataclass(frozen=True)
class Headline:
    """How the follow-ups of one year were judged by one body.

    Attributes:
        failed: how many were judged not to have made enough progress.
        judged: how many were judged.
        reports: the number of reports behind them.
        sure: how many of these are verified or were reviewed by a person.
        themes: the one in which the largest share failed first.
        before: the same of the year before, if there is one.
    """

    body: Body
    year: int
    failed: int
    judged: int
    reports: int
    sure: int
    themes: list[YearTheme]
    before: Headline | None = None

    @property
    def share(self) -> str:
        """The share of those that failed, in per cent."""
        return _per_cent(self.failed, self.judged)

    @property
    def anchor(self) -> str:
        """Its place on the page of all years."""
        return f"{self.body.value.replace('_', '-')}-{self.year}"

    @property
    def few(self) -> bool:
        """Whether the number is too small for its share to say much."""
        return self.judged < FEW


def headlines(rows: Iterable[Row], body: Body = Body.HMI_PRISONS) -> list[Headline]:
    """The finding of each year, the newest first, from what has a year and a judgement."""
    years: dict[int, list[Row]] = {}
    for row in rows:
        if row.body is body and row.report.year and row.judgement:
            years.setdefault(row.report.year, []).append(row)
    found: dict[int, Headline] = {}
    for year in sorted(years):
        found[year] = _of_year(years[year], body, found.get(year - 1))
    return [found[year] for year in sorted(found, reverse=True)]


def _of_year(rows: list[Row], body: Body, before: Headline | None) -> Headline:
    reports = {row.report.name: row.report for row in rows}
    return Headline(
        body=body,
        year=rows[0].report.year or 0,
        failed=sum(row.failed for row in rows),
        judged=len(rows),
        reports=len(reports),
        sure=sum(line.status.is_good for line in reports.values()),
        themes=_furthest_behind(rows, body),
        before=before,
    )


def _furthest_behind(rows: list[Row], body: Body) -> list[YearTheme]:
    themes: dict[str, list[Row]] = {}
    for row in rows:
        if row.theme:
            themes.setdefault(row.theme, []).append(row)
    found = [
        YearTheme(
            words.theme(theme),
            f"follow-ups.html?body={body.value}&theme={theme}"
            f"&judgement=not_enough&year={rows[0].report.year}",
            sum(row.failed for row in those),
            len(those),
        )
        for theme, those in themes.items()
        if len(those) >= FEWEST
    ]
    return sorted(found, key=lambda one: (-one.failed / one.judged, -one.judged, one.title))


def _per_cent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f}%"
