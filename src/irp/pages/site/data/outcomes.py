"""The healthy prison tests at the last inspection, beside the judgements of a review."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from irp.pages.site.data.rows import ReportLine, Row
from irp.record.vocabulary import test_key


@dataclass(frozen=True)
class InspectedTest:
    """One healthy prison test.

    Attributes:
        test: its name, as printed.
        grade: at the inspection, as printed.
        rows: what the review followed up under it.
    """

    test: str
    grade: str
    rows: list[Row]


@dataclass(frozen=True)
class InspectionOutcomes:
    """The tests at the last inspection that a report tells of.

    Attributes:
        line: the report.
        year: of the inspection.
        from_chart: whether a chart alone gives some of the grades.
        tests: in the report's order.
        others: follow-ups whose theme belongs to none of these tests.
    """

    line: ReportLine
    year: int
    from_chart: bool
    tests: list[InspectedTest]
    others: list[Row]


def last_inspection(
    reports: Sequence[ReportLine], rows: Iterable[Row]
) -> InspectionOutcomes | None:
    """The outcomes in the newest report that has any; None if no report has.

    Args:
        reports: of one establishment, newest first.
        rows: their follow-ups.
    """
    line = next((one for one in reports if one.outcomes), None)
    if line is None:
        return None
    newest = max(line.outcomes, key=lambda one: one.year)
    mine = [row for row in rows if row.report is line]
    tests = [
        InspectedTest(
            test, grade, [row for row in mine if row.test and test_key(test) == test_key(row.test)]
        )
        for test, grade in newest.grades.items()
    ]
    placed = [row for one in tests for row in one.rows]
    others = [row for row in mine if row not in placed]
    return InspectionOutcomes(line, newest.year, newest.from_chart, tests, others)
