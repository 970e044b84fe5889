"""The numbers below the charts: judgements of one body by year, theme, area or kind of place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from irp.pages.site import words
from irp.pages.site.data.catalogue import Catalogue
from irp.pages.site.data.rows import Row
from irp.record.vocabulary import SCALES, Body, Judgement


@dataclass(frozen=True)
class TallyLine:
    """One line: how often each judgement was given.

    Attributes:
        label: what the line counts, in words.
        where: the page on it or the view of the table, from the site's root.
        counts: in the order of the tally's judgements.
    """

    label: str
    where: str
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        """The sum of the line."""
        return sum(self.counts)


@dataclass(frozen=True)
class JudgementTally:
    """The numbers of one chart.

    Attributes:
        name: of the chart's file and the page's anchor.
        by: what the lines are: "year", "theme", "area" or "kind of establishment".
        judgements: the columns, worst first, None last where a judgement is missing.
    """

    name: str
    body: Body
    by: str
    judgements: tuple[Judgement | None, ...]
    lines: tuple[TallyLine, ...]

    @property
    def title(self) -> str:
        """The heading of the chart."""
        return f"{words.BODIES[self.body]}: judgements by {self.by}"

    @property
    def total(self) -> int:
        """All follow-ups of the body."""
        return sum(line.total for line in self.lines)

    @property
    def summary(self) -> str:
        """The chart in words; the table below it has every number."""
        sums = [sum(line.counts[i] for line in self.lines) for i in range(len(self.judgements))]
        sums_in_words = ", ".join(
            f"{words.judgement_words(judgement).lower()} {number}"
            for judgement, number in zip(self.judgements, sums, strict=True)
        )
        lines = words.count(len(self.lines), f"line, by {self.by}", f"lines, by {self.by}")
        return (
            f"Bars in {lines}, each parted by the share of its judgements. Over all of them,"
            f" {words.count(self.total, 'follow-up')}: {sums_in_words}."
            " The table below the chart has every number."
        )


def tallies(catalogue: Catalogue, body: Body) -> list[JudgementTally]:
    """The tallies of one body: by year, by theme, by area, by kind of establishment."""
    rows = [row for row in catalogue.rows if row.body is body]
    return [by(rows, body) for by in (by_year, by_theme, by_area, by_kind)]


def by_year(rows: Sequence[Row], body: Body) -> JudgementTally:
    """By the year of the visit, oldest first, as time runs."""
    tally = _tally(
        rows,
        body,
        "year",
        key=lambda row: str(row.report.year or "none"),
        label=lambda row: str(row.report.year or words.NO_YEAR),
        where=lambda key: f"follow-ups.html?body={body.value}&year={key}",
    )
    years = sorted(tally.lines, key=lambda line: line.label)
    known = [line for line in years if line.label != words.NO_YEAR]
    unknown = [line for line in years if line.label == words.NO_YEAR]
    return _with_lines(tally, [*known, *unknown])


def by_theme(rows: Sequence[Row], body: Body) -> JudgementTally:
    """By the theme of the area, the most follow-ups first."""
    tally = _tally(
        rows,
        body,
        "theme",
        key=lambda row: row.theme or "none",
        label=lambda row: words.theme(row.theme),
        where=lambda key: f"follow-ups.html?body={body.value}&theme={_quoted(key)}",
    )
    return _most_first(tally)


def by_area(rows: Sequence[Row], body: Body) -> JudgementTally:
    """By area, the most follow-ups first."""
    usual: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        usual[row.area_name][row.area] += 1
    headings = {
        name: min(found, key=lambda heading: (-found[heading], heading))
        for name, found in usual.items()
    }
    tally = _tally(
        rows,
        body,
        "area",
        key=lambda row: row.area_name,
        label=lambda row: headings[row.area_name],
        where=lambda key: f"areas/{key}.html",
    )
    return _most_first(tally)


def by_kind(rows: Sequence[Row], body: Body) -> JudgementTally:
    """By kind of establishment, the most follow-ups first."""
    tally = _tally(
        rows,
        body,
        "kind of establishment",
        key=lambda row: row.report.place_kind or "none",
        label=lambda row: words.place_kind(row.report.place_kind),
        where=lambda key: f"follow-ups.html?body={body.value}&place_kind={_quoted(key)}",
    )
    return _most_first(tally)


def judgements_of(rows: Iterable[Row], body: Body) -> tuple[Judgement | None, ...]:
    """The body's scale, worst first, followed by any other judgements found."""
    scale = SCALES.get(body, ())
    found = {row.judgement for row in rows if row.body is body}
    used: list[Judgement | None] = [j for j in Judgement if j in scale or j in found]
    return (*used, None) if None in found else tuple(used)


def _tally(
    rows: Sequence[Row],
    body: Body,
    by: str,
    *,
    key: Callable[[Row], str],
    label: Callable[[Row], str],
    where: Callable[[str], str],
) -> JudgementTally:
    columns = judgements_of(rows, body)
    counts: defaultdict[str, Counter[Judgement | None]] = defaultdict(Counter)
    labels: dict[str, str] = {}
    for row in rows:
        counts[key(row)][row.judgement] += 1
        labels.setdefault(key(row), label(row))
    lines = tuple(
        TallyLine(labels[name], where(name), tuple(found[column] for column in columns))
        for name, found in counts.items()
    )
    name = f"{body.value.replace('_', '-')}-by-{by.partition(' ')[0]}"
    return JudgementTally(name, body, by, columns, lines)


def _most_first(tally: JudgementTally) -> JudgementTally:
    return _with_lines(tally, sorted(tally.lines, key=lambda line: (-line.total, line.label)))


def _with_lines(tally: JudgementTally, lines: Sequence[TallyLine]) -> JudgementTally:
    return JudgementTally(tally.name, tally.body, tally.by, tally.judgements, tuple(lines))


def _quoted(key: str) -> str:
    return quote(key, safe="")
