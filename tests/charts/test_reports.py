"""The charts of whole reports: every producer that draws them, read through the whole pipeline."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas

from charts.beginning import beginning
from generator import build, make_truth
from generator.document import Chart, Report, Series
from generator.options import Options
from generator.producers import producers
from irp.parser.pipeline import run
from irp.record.extraction import Extraction
from irp.record.vocabulary import GRADES, Outcome, Witness
from irp.source import SourceFile
from text.making import HEIGHT, Draw, Put, make_pdf, prose

DRAWING = ("reportlab", "fpdf2", "weasyprint", "typst")


def charts_of(report: Report) -> list[Chart]:
    return [element for element in report.elements if isinstance(element, Chart)]


def read(report: Report, producer: str = "reportlab") -> Extraction:
    return run(SourceFile.from_bytes(producers()[producer].render(report), name="report.pdf"))


def outcome_of(extraction: Extraction, code: str) -> Outcome:
    return next(check.outcome for check in extraction.checks if check.code == code)


def drawn(chart: Chart) -> dict[str, Any]:
    """What a chart shows: grades by year and test, or counts by judgement."""
    if not chart.axis:
        counts = zip(chart.labels, chart.series[0].values, strict=True)
        return {name: count for name, count in counts if count}
    return {
        series.name: {
            test: GRADES[grade - 1] for test, grade in zip(chart.labels, series.values, strict=True)
        }
        for series in chart.series
    }


@pytest.mark.parametrize(
    ("producer", "layout"),
    [
        (producer, layout)
        for producer, layout in zip(DRAWING, ("2021", "2023", "2021", "2023"), strict=True)
        if producer in producers()
    ],
)
def test_the_charts_of_a_report_are_read_whole(producer: str, layout: str) -> None:
    report = build(make_truth(3, layout))
    extraction = read(report, producer)
    assert extraction.report
    outcomes = {
        str(one.year): one.outcomes
        for one in extraction.report.outcome_witnesses
        if one.witness is Witness.CHART
    }
    shown = [
        {one.judgement.phrase.capitalize(): one.count for one in figure.counts if one.count}
        for figure in extraction.report.figures
    ]
    assert [counts or outcomes for counts in shown] == [*map(drawn, charts_of(report))]
    assert outcome_of(extraction, "IRP-V02") is Outcome.PASSED
    places = [
        place
        for index, figure in enumerate(extraction.report.figures)
        for position, _ in enumerate(figure.counts)
        for place in extraction.provenance[f"/figures/{index}/counts/{position}/count"]
    ]
    assert places
    assert all(place.box for place in places)


def another_count(chart: Chart) -> dict[str, Any]:
    first, *rest = chart.series[0].values
    return {"series": (Series("", (first + 1, *rest)),)}


def swapped_judgements(chart: Chart) -> dict[str, Any]:
    return {"labels": chart.labels[::-1]}


def swapped_inspections(chart: Chart) -> dict[str, Any]:
    first, last = chart.series
    return {"series": (replace(first, name=last.name), replace(last, name=first.name))}


def cut_axis(chart: Chart) -> dict[str, Any]:
    higher = [replace(s, values=tuple(value - 1 for value in s.values)) for s in chart.series]
    return {"series": tuple(higher), "axis": chart.axis[1:]}


@pytest.mark.parametrize(
    ("change", "of_outcomes", "producer", "reported"),
    [
        (another_count, False, "reportlab", "IRP-V02"),
        (swapped_judgements, False, "reportlab", "IRP-V02"),
        (swapped_inspections, True, "typst", "IRP-V03"),  # which has alternative texts
        (cut_axis, True, "reportlab", "chart_in_doubt"),
    ],
)
def test_a_chart_that_says_something_else_is_reported_as_that_and_no_more(
    change: Callable[[Chart], dict[str, Any]], of_outcomes: bool, producer: str, reported: str
) -> None:
    options = Options(outcomes=True, alt_texts=True, chart="pie")
    report = build(make_truth(3, "2021", options=options))
    for chart in charts_of(report):
        if bool(chart.axis) is of_outcomes:
            for name, value in change(chart).items():
                object.__setattr__(chart, name, value)
    extraction = read(report, producer)
    failed = [c.code for c in extraction.checks if c.outcome is Outcome.FAILED]
    codes = [problem.code for problem in extraction.problems if "chart" in problem.code]
    assert [*failed, *codes] == [reported]


# ------------------------------------------------------------------ one page, drawn to order


def bar(x: float, top: float, width: float, bottom: float, colour: str = "#204080") -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColor(colour)
        canvas.rect(x, HEIGHT - bottom, width, bottom - top, stroke=0, fill=1)
        canvas.setFillColor("#000000")

    return draw


def counts(*numbers: tuple[str, int, int]) -> list[Draw]:
    """Columns with their numbers on top: what each is called, its height in units, its number."""
    made: list[Draw] = []
    for index, (name, height, number) in enumerate(numbers):
        x = 120 + 110 * index
        made.append(bar(x, 300 - 20 * height, 40, 300))
        made.append(Put(str(number), x + 17, 296 - 20 * height, 8))
        made.append(Put(name, x - 15, 312, 8))
    return made


def axis_from(first: int) -> list[Draw]:
    """The numbers of an axis for ``counts``, which may begin above 0."""
    return [Put(str(first + step), 90, 303 - 20 * step, 8) for step in range(4)]


@pytest.mark.parametrize(
    ("drawn", "codes"),
    [
        (counts(("Good progress", 2, 2), ("Insufficient progress", 3, 3)), []),
        (counts(("Good progress", 2, 2), ("Insufficient progress", 3, 1)), ["chart_in_doubt"]),
        (counts(("Good progress", 2, 2), ("No good progress", 3, 3)), ["chart_unread"]),
        (axis_from(0) + counts(("Good progress", 2, 2), ("Insufficient progress", 3, 3)), []),
        (
            axis_from(1) + counts(("Good progress", 1, 2), ("Insufficient progress", 2, 3)),
            ["chart_in_doubt"],
        ),
    ],
)
def test_a_chart_is_read_or_told(drawn: list[Draw], codes: list[str]) -> None:
    progress: list[Draw] = [
        Put("Section 3 Progress against the recommendations", 72, 60, 16, "Helvetica-Bold"),
        Put("Recommendation: Cells should be warm. (1.2)", y=90),
        Put("3.1 We considered that the prison had made good progress.", y=120),
        *prose(3, y=150),
    ]
    pdf = make_pdf([*beginning("five", 5, *drawn), progress])
    extraction = run(SourceFile.from_bytes(pdf, name="report.pdf"))
    assert extraction.report
    found = [problem.code for problem in extraction.problems if problem.code.startswith("chart")]
    assert found == codes
    shown = [one.count for figure in extraction.report.figures for one in figure.counts]
    assert shown == ([] if codes else [2, 3])
