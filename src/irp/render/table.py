"""CSV for spreadsheets: one row for each follow-up; a source without a record has no row."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator

from irp.record.extraction import Extraction
from irp.record.report import FollowUp, Report
from irp.record.vocabulary import Outcome

Cell = str | int | None
_BYTE_ORDER_MARK = "\ufeff"
_FORMULA = re.compile(r"^'*[=+\-@\t\r\n＝＋－＠]")  # noqa: RUF001 - wide signs start formulas, too


COLUMNS = (
    *("source", "status", "establishment", "report_year", "report_month", "visit_start"),
    *("visit_end", "position", "area", "kind", "body", "priority", "label", "addressee"),
    *("concern", "recommendation", "references", "judgement", "judgement_text"),
    *("judgement_paragraph", "page", "paragraphs", "failed_checks"),
)
"""The columns in order."""


def rows_of(extraction: Extraction) -> Iterator[dict[str, Cell]]:
    """A row for each follow-up, by column, as plain values; ``to_csv`` makes them harmless."""
    report = extraction.report
    if report is None:
        return
    common = _of_report(extraction, report)
    for index, follow_up in enumerate(report.follow_ups):
        yield {
            **common,
            **_of_follow_up(follow_up),
            "page": judgement_page(extraction, index),
        }


def _of_report(extraction: Extraction, report: Report) -> dict[str, Cell]:
    date, visit = report.report_date, report.visit
    return {
        "source": extraction.source.name,
        "status": extraction.status.value,
        "establishment": report.establishment.name if report.establishment else None,
        "report_year": date.year if date else None,
        "report_month": date.month if date else None,
        "visit_start": visit.start.isoformat() if visit else None,
        "visit_end": visit.end.isoformat() if visit else None,
        "failed_checks": "; ".join(failed_codes(extraction)),
    }


def _of_follow_up(follow_up: FollowUp) -> dict[str, Cell]:
    judgement = follow_up.judgement
    return {
        "position": follow_up.position,
        "area": follow_up.area,
        "kind": follow_up.kind.value,
        "body": follow_up.body.value,
        "priority": follow_up.priority.value if follow_up.priority else None,
        "label": follow_up.label,
        "addressee": follow_up.addressee,
        "concern": follow_up.concern,
        "recommendation": follow_up.recommendation,
        "references": "; ".join(follow_up.references),
        "judgement": judgement.value.value if judgement else None,
        "judgement_text": judgement.text if judgement else None,
        "judgement_paragraph": judgement.paragraph if judgement else None,
        "paragraphs": len(follow_up.paragraphs),
    }


def to_csv(extractions: Iterable[Extraction], *, bom: bool = False) -> str:
    """Extractions as CSV in UTF-8, with a head line."""
    return "".join(csv_rows(extractions, bom=bom))


def csv_rows(extractions: Iterable[Extraction], *, bom: bool = False) -> Iterator[str]:
    """The head line, then the rows of each extraction as soon as it is there."""
    yield (_BYTE_ORDER_MARK if bom else "") + _line(COLUMNS)
    for extraction in extractions:
        for row in rows_of(extraction):
            yield _line(_harmless(row[column]) for column in COLUMNS)


def judgement_page(extraction: Extraction, index: int) -> int | None:
    """The page with the judgement of a follow-up; None if it has none."""
    for leaf in ("value", "text"):
        if places := extraction.provenance.get(f"/follow_ups/{index}/judgement/{leaf}"):
            return places[0].page
    return None


def failed_codes(extraction: Extraction) -> list[str]:
    """The codes of the checks that failed, without those that a person accepted."""
    failed = (check for check in extraction.checks if check.outcome is Outcome.FAILED)
    return [check.code for check in failed if not check.accepted]


def harmless(text: str) -> str:
    """Text with an apostrophe before it if a spreadsheet would read it as a formula.

    Text that begins with apostrophes and then such a sign gets one more, so that taking one away
    gives the text back.

    >>> harmless("=1+1"), harmless("'=1+1"), harmless("good")
    ("'=1+1", "''=1+1", 'good')
    """
    return f"'{text}" if _FORMULA.match(text) else text


def _harmless(cell: Cell) -> Cell:
    return harmless(cell) if isinstance(cell, str) else cell


def _line(cells: Iterable[Cell]) -> str:
    # The writer quotes the line ends that it writes itself, and a cell may hold either.
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(list(cells))
    return out.getvalue().removesuffix("\r\n") + "\n"
