"""The data that the site keeps of each record: a line for the report, a row for each follow-up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import MAXYEAR, date, datetime
from sys import intern

from irp.addresses import web_address
from irp.areas import estate_of, in_use
from irp.establishments.histories import today_of
from irp.pages.names import page_name, report_name
from irp.pages.site import words
from irp.record.extraction import Extraction
from irp.record.findings import failed_codes
from irp.record.report import Establishment, FollowUp, Report
from irp.record.vocabulary import Body, FollowUpKind, Judgement, Outcome, Status, Witness
from irp.render.judgements import judgement_page


@dataclass(frozen=True, slots=True)
class InspectionGrades:
    """The grades of the healthy prison tests at one inspection, as a report tells them.

    Attributes:
        grades: test to grade, as printed.
        from_chart: whether a chart alone gives some of them.
    """

    year: int
    grades: dict[str, str]
    from_chart: bool


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A summary of one report.

    Attributes:
        name: of its page, without the ending.
        year: of the visit; if no visit is printed, of the report; None if neither is.
        first_day: of the visit, or of the report's month, to put reports in order.
        when: the visit's days, or the report's month, in the one form of the site.
        place: the establishment's name in the one form of the site.
        printed_place: its name as the report prints it.
        place_name: of the establishment's page, without the ending.
        place_kind: such as "HMP"; None if the name does not say.
        nomis_code: the establishment's three letters in the prison service's systems, if known.
        judgements: how often each was found, by body.
        checks: how many had each outcome.
        failed_checks: the codes of those that failed.
        reason: why there is no record; None if there is one.
        outcomes: the grades of inspections that the report tells of.
    """

    name: str
    source: str
    sha256: str
    status: Status
    url: str | None
    retrieved_at: datetime | None
    year: int | None
    first_day: date | None
    when: str
    place: str
    printed_place: str
    place_name: str
    place_kind: str | None
    nomis_code: str | None
    follow_ups: int
    judgements: Counter[tuple[Body, Judgement | None]]
    checks: Counter[Outcome]
    failed_checks: tuple[str, ...]
    problems: int
    reason: str | None
    outcomes: tuple[InspectionGrades, ...] = ()

    @property
    def order(self) -> tuple[date, str, str]:
        """Oldest first; then by name."""
        return (self.first_day or date.min, self.place.casefold(), self.name)


@dataclass(frozen=True, slots=True)
class Row:
    """A summary of one follow-up.

    Attributes:
        position: 1 for the first of the report; its place on the report's page.
        area_name: of the area's page, without the ending.
        theme: the id of the area's theme in the crosswalk, or None.
        test: the healthy prison test of that theme, or None.
        wording: what was followed up, word for word.
        page: the page of the PDF that has the judgement.
    """

    report: ReportLine
    position: int
    area: str
    area_name: str
    theme: str | None
    test: str | None
    kind: FollowUpKind
    body: Body
    judgement: Judgement | None
    wording: str
    page: int | None

    @property
    def address(self) -> str:
        """Its address on the site, from the site's root."""
        return f"reports/{self.report.name}.html#follow-up-{self.position}"

    @property
    def failed(self) -> bool:
        """Whether it was judged not to have got far enough."""
        return self.judgement in words.NOT_ENOUGH


def line_of(extraction: Extraction, *, whole_hash: bool = False) -> ReportLine:
    """The line of one report, or of a source that gave none.

    Args:
        extraction: what was read.
        whole_hash: name the page with the whole hash, because its 8 digits are taken.
    """
    report, source = extraction.report, extraction.source
    establishment = report.establishment if report else None
    printed = establishment.name if establishment else words.NO_PLACE
    place, kind = (
        words.one_place(printed, establishment.kind, establishment.id)
        if establishment
        else (printed, None)
    )
    return ReportLine(
        name=report_name(source, whole_hash=whole_hash),
        source=source.name,
        sha256=source.sha256,
        status=extraction.status,
        url=web_address(source.url),
        retrieved_at=source.retrieved_at,
        year=_year(report),
        first_day=_first_day(report),
        when=_when(report),
        place=place,
        printed_place=printed,
        place_name=page_name(_known_today(establishment) or printed),
        place_kind=kind,
        nomis_code=establishment.nomis_code if establishment else None,
        follow_ups=len(report.follow_ups) if report else 0,
        judgements=Counter((f.body, _judgement(f)) for f in report.follow_ups)
        if report
        else Counter(),
        checks=Counter(check.outcome for check in extraction.checks),
        failed_checks=tuple(failed_codes(extraction)),
        problems=len(extraction.problems),
        reason=None if report else _reason(extraction),
        outcomes=tuple(_outcomes(report)) if report else (),
    )


def rows_of(extraction: Extraction, line: ReportLine) -> Iterator[Row]:
    """A row for each follow-up, in the report's order."""
    report = extraction.report
    if report is None:
        return
    establishment = report.establishment
    estate = estate_of(establishment.id, establishment.kind) if establishment else None
    for index, follow_up in enumerate(report.follow_ups):
        area = intern(follow_up.area or words.NO_AREA)  # many rows have the same
        placed = in_use().place(follow_up.area, estate)
        yield Row(
            report=line,
            position=index + 1,
            area=area,
            area_name=intern(page_name(area)),
            theme=placed.theme,
            test=placed.test,
            kind=follow_up.kind,
            body=follow_up.body,
            judgement=_judgement(follow_up),
            wording=follow_up.recommendation or follow_up.concern or follow_up.label or "",
            page=judgement_page(extraction, index),
        )


def _outcomes(report: Report) -> Iterator[InspectionGrades]:
    """The grades of each inspection: those in words, then what drawn charts alone show.

    What was read from a picture is not certain and decides nothing, so it is left out.
    """
    certain = [one for one in report.outcome_witnesses if one.witness is not Witness.PICTURE]
    given = [*report.healthy_prison_outcomes, *certain]
    for year in sorted({one.year for one in given}):
        in_words = {
            test: grade
            for one in report.healthy_prison_outcomes
            if one.year == year
            for test, grade in one.outcomes.items()
        }
        grades = dict(in_words)
        for one in given:
            if one.year == year:
                grades = {**one.outcomes, **grades}
        yield InspectionGrades(year, grades, from_chart=grades != in_words)


def _known_today(establishment: Establishment | None) -> str | None:
    """The id under which an establishment is known today; None if it is on no list."""
    return today_of(establishment.id) if establishment and establishment.id else None


def _judgement(follow_up: FollowUp) -> Judgement | None:
    return follow_up.judgement.value if follow_up.judgement else None


def _year(report: Report | None) -> int | None:
    first = _first_day(report)
    return first.year if first else None


def _first_day(report: Report | None) -> date | None:
    if report and report.visit:
        return report.visit.start
    if report and report.report_date and 1 <= report.report_date.year <= MAXYEAR:
        return date(report.report_date.year, report.report_date.month, 1)
    return None


def _when(report: Report | None) -> str:
    if report and report.visit:
        return words.days(report.visit.start, report.visit.end)
    if report and report.report_date:
        return f"{words.MONTHS[report.report_date.month - 1]} {report.report_date.year}"
    return "not known"


def _reason(extraction: Extraction) -> str:
    first = extraction.problems[0] if extraction.problems else None
    return f"{first.message} ({first.code})" if first else "no reason was given"
