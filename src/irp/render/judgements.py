"""The flat table ``judgements``: one row for each follow-up, with what is known of its report.

The one definition of its columns: CSV, spreadsheets, databases, Parquet, ``irp.rows`` and the
data dictionary are all made from ``JudgementRow``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import MAXYEAR, date
from enum import Enum
from typing import Any

from pydantic import Field

from irp.areas import estate_of, in_use
from irp.plain_words import listed
from irp.record.extraction import Extraction
from irp.record.findings import doubts, parts_in_doubt
from irp.record.grounding import Record
from irp.record.load import each_record
from irp.record.report import FollowUp, OutcomeWitness, Report
from irp.record.vocabulary import (
    Body,
    FollowUpKind,
    Judgement,
    Priority,
    Status,
    Witness,
    test_key,
)


class JudgementRow(Record):
    """One row for each follow-up: its judgement, and the report it is from."""

    table_name = "judgements"

    establishment_name: str | None = Field(description="As printed.")
    establishment_id: str | None = Field(description="The same for all reports on one place.")
    establishment_kind: str | None = Field(description="The kind of place: HMP, HMYOI, IRC, …")
    visit_start: date | None = Field(description="The first day of the visit.")
    visit_end: date | None = Field(description="The last day of the visit.")
    report_date: date | None = Field(
        description="The month of the report, as its first day: only the month is printed."
    )
    year: int | None = Field(description="Of the visit's last day; without a visit, of the report.")
    status: Status = Field(description="What became of the report's record.")
    in_doubt: str | None = Field(
        description="The parts of the record that are in doubt; null where nothing is."
    )
    judgement_in_doubt: bool = Field(
        description="Whether something in doubt concerns this row's judgement."
    )
    body: Body = Field(description="Whose judgement it is.")
    area: str | None = Field(description="The heading it is under.")
    area_theme: str | None = Field(
        description="What that heading is about, by the crosswalk of irp.areas; null if unknown."
    )
    healthy_prison_test: str | None = Field(
        description="The healthy prison test of that theme; null where it has none or is unknown."
    )
    kind: FollowUpKind = Field(description="What was followed up.")
    priority: Priority | None = Field(description="How the inspection ranked it.")
    label: str | None = Field(description="'Theme 1' where printed.")
    addressee: str | None = Field(description="Who is asked, such as 'the governor'.")
    text: str | None = Field(
        description="What was followed up, word for word: the recommendation, concern or theme."
    )
    concern: str | None = Field(description="The concern, word for word, where one is printed.")
    references: list[str] = Field(description="Paragraphs of the full inspection report.")
    judgement: Judgement | None = Field(description="The judgement; null where none was found.")
    judgement_rank: int | None = Field(
        ge=1,
        le=4,
        description="1 no meaningful, 2 insufficient, 3 reasonable, 4 good or significant.",
    )
    met: bool | None = Field(description="Whether the judgement is reasonable or better.")
    judgement_text: str | None = Field(description="The sentence that gives the judgement.")
    judgement_paragraph: str | None = Field(description="The number of its paragraph.")
    judgement_page: int | None = Field(ge=1, description="Its page in the PDF, counted from 1.")
    page_url: str | None = Field(description="The address of that page.")
    inspection_year: int | None = Field(
        description="Of the last inspection whose healthy prison outcomes the report gives."
    )
    inspection_witness: Witness | None = Field(
        description="How its grades were read; where in several ways, the least certain."
    )
    safety_grade: str | None = Field(description="Of safety, at that inspection.")
    respect_grade: str | None = Field(description="Of respect.")
    care_grade: str | None = Field(description="Of care, a test where children are held.")
    purposeful_activity_grade: str | None = Field(description="Of purposeful activity.")
    leadership_grade: str | None = Field(description="Of leadership, where it was graded.")
    preparation_for_release_grade: str | None = Field(
        description="Of the test of release, under any of its names."
    )
    report_url: str | None = Field(description="Where the report was fetched from.")
    source_name: str = Field(description="The name of the report's file.")
    report_id: str = Field(description="The row of reports it belongs to.")
    position: int = Field(ge=1, description="1 for the first follow-up of the report.")


_GRADES = tuple(name for name in JudgementRow.model_fields if name.endswith("_grade"))
_CERTAINTY = tuple(Witness)
KEY = ("report_id", "position")
"""The columns that identify a row."""
PLACED = ("area_theme", "healthy_prison_test")
"""The columns that come from the crosswalk of areas, not from the record."""


def judgement_rows(extraction: Extraction) -> Iterator[JudgementRow]:
    """The rows of one report; none for a source that gave no record."""
    report = extraction.report
    if report is None:
        return
    common = _of_report(extraction, report)
    place = common["establishment_id"], common["establishment_kind"]
    for index, follow_up in enumerate(report.follow_ups):
        page = judgement_page(extraction, index)
        theme, test = place_area(follow_up.area, *place)
        yield JudgementRow(
            **common,
            **_of_follow_up(follow_up),
            area_theme=theme,
            healthy_prison_test=test,
            position=index + 1,
            judgement_in_doubt=doubts(extraction, f"/follow_ups/{index}/judgement"),
            judgement_page=page,
            page_url=_page_url(common["report_url"], page),
        )


def place_area(
    area: str | None, establishment_id: str | None, establishment_kind: str | None
) -> tuple[str | None, str | None]:
    """The theme and the healthy prison test of an area of an establishment's report."""
    placed = in_use().place(area, estate_of(establishment_id, establishment_kind))
    return placed.theme, placed.test


def made_with() -> str:
    """A hash of the crosswalk that rows are made with: with another one they are out of date."""
    crosswalk = in_use()
    known = (crosswalk.rules, sorted(crosswalk.themes.items()))
    return hashlib.sha256(repr(known).encode()).hexdigest()


def plain_rows(extractions: Extraction | Iterable[Extraction]) -> Iterator[dict[str, Any]]:
    """The rows of some reports as plain values: what ``irp.rows`` gives."""
    for extraction in each_record(extractions):
        for row in judgement_rows(extraction):
            yield {name: value.value if isinstance(value, Enum) else value for name, value in row}


def judgement_page(extraction: Extraction, index: int) -> int | None:
    """The page with the judgement of a follow-up; None if it has none."""
    for leaf in ("value", "text"):
        if places := extraction.provenance.get(f"/follow_ups/{index}/judgement/{leaf}"):
            return places[0].page
    return None


def _of_report(extraction: Extraction, report: Report) -> dict[str, Any]:
    place, visit, printed = report.establishment, report.visit, report.report_date
    month = date(printed.year, printed.month, 1) if printed and _is_year(printed.year) else None
    day = visit.end if visit else month
    return {
        "establishment_name": place.name if place else None,
        "establishment_id": place.id if place else None,
        "establishment_kind": place.kind if place else None,
        "visit_start": visit.start if visit else None,
        "visit_end": visit.end if visit else None,
        "report_date": month,
        "year": day.year if day else None,
        "status": extraction.status,
        "in_doubt": listed(parts_in_doubt(extraction)) or None,
        **_of_inspection(report.outcome_witnesses),
        "report_url": extraction.source.url,
        "source_name": extraction.source.name,
        "report_id": extraction.source.sha256,
    }


def _of_inspection(outcomes: Sequence[OutcomeWitness]) -> dict[str, Any]:
    """The grades at the last inspection, each by its most certain witness."""
    last = max((one.year for one in outcomes), default=None)
    grades: dict[str, Any] = dict.fromkeys(_GRADES)
    used: list[Witness] = []
    for one in sorted(outcomes, key=lambda one: _CERTAINTY.index(one.witness)):
        for test, grade in one.outcomes.items() if one.year == last else ():
            column = f"{test_key(test)}_grade"
            if column in grades and grades[column] is None:
                grades[column] = grade
                used.append(one.witness)
    witness = max(used, key=_CERTAINTY.index, default=None)
    return {"inspection_year": last, "inspection_witness": witness, **grades}


def _of_follow_up(follow_up: FollowUp) -> dict[str, Any]:
    found = follow_up.judgement
    return {
        "body": follow_up.body,
        "area": follow_up.area,
        "kind": follow_up.kind,
        "priority": follow_up.priority,
        "label": follow_up.label,
        "addressee": follow_up.addressee,
        "text": follow_up.recommendation or follow_up.concern or follow_up.label,
        "concern": follow_up.concern,
        "references": follow_up.references,
        "judgement": found.value if found else None,
        "judgement_rank": found.value.rank if found else None,
        "met": found.value.is_met if found else None,
        "judgement_text": found.text if found else None,
        "judgement_paragraph": found.paragraph if found else None,
    }


def _is_year(year: int) -> bool:
    return 1 <= year <= MAXYEAR


def _page_url(url: str | None, page: int | None) -> str | None:
    """The address of a page of a PDF on the web; a local path is no address to follow."""
    if not url or not page or not url.startswith(("http://", "https://")):
        return None
    return f"{url.partition('#')[0]}#page={page}"
