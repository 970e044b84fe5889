"""Healthy prison outcomes are read whole, in the orders words spell them out, or not at all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from generator import Truth, build, expected, make_truth, render
from generator.options import Options
from generator.producers import producers
from generator.producers.reportlab_house import House
from irp.parser.normalise.grounding import split
from irp.parser.normalise.outcomes import _read, _words, outcomes_of_figures, unread_outcomes
from irp.parser.pipeline import run
from irp.parser.segment.model import FigureBlock, TableBlock
from irp.parser.text.passage import EMPTY
from irp.record.extraction import Extraction
from irp.record.spans import Sourced
from irp.record.vocabulary import Outcome
from irp.source import SourceFile
from normalise.making import passage

EXPECTED = {
    "2018": {"Safety": "poor", "Respect": "good"},
    "2021": {"Safety": "not sufficiently good", "Respect": "poor"},
}
SPELT = {
    "by year": "In 2018: safety poor, respect good. In 2021: safety not sufficiently good,"
    " respect poor.",
    "by test": "Safety: poor in 2018 and not sufficiently good in 2021. Respect: good in 2018,"
    " poor in 2021.",
    "by test, year first": "Safety 2018 poor, 2021 not sufficiently good; respect 2018 good,"
    " 2021 poor",
    "by test, set in the middle of its row": "Poor (2018) Safety Not sufficiently good (2021)"
    " Good (2018) Respect Poor (2021)",
    "as a table": "2018 2021 Safety poor not sufficiently good Respect good poor",
}
UNREADABLE = {
    "the head of another table": "2018 2019",
    "the axes of a chart": "Good Reasonably good Not sufficiently good Poor Safety Respect 2018",
    "a grade is missing": "In 2018: safety poor, respect good. In 2021: safety good.",
    "a grade is cut in two": "2018 2021 Safety Reasonably Good Respect good poor good",
    "no years": "Safety poor, respect good",
    "nothing": "",
}


@pytest.mark.parametrize("order", SPELT)
def test_each_order_gives_the_same(order: str) -> None:
    grades = _read(_words(SPELT[order], EMPTY, whole=True))
    assert grades is not None
    found = {
        year: {test: word.text.lower() for test, word in tests.items()}
        for year, tests in grades.items()
    }
    assert found == EXPECTED


ALL_GRADED = {
    "Safety": "Poor",
    "Respect": "Good",
    "Purposeful activity": "Poor",
    "Resettlement": "Good",
}
IN_PROSE = {
    "tests first": "At our inspection in 2021 we found that safety was poor, respect good,"
    " purposeful activity poor and resettlement good.",
    "grades first": "In 2021, outcomes were poor in safety and in purposeful activity,"
    " but good in respect and resettlement. We came back in 2022.",
    "the year last": "Safety and purposeful activity were judged to be poor, and both respect and"
    " resettlement good, at our inspection in 2021.",
}
NOT_IN_PROSE = {
    "a test is missing": "In 2021 safety was poor, respect good and purposeful activity poor.",
    "two years": "In 2018 safety was poor, respect good, and in 2021 purposeful activity poor and"
    " resettlement good.",
    "another word between": "In 2021 safety was no longer poor, respect was good, purposeful"
    " activity poor and resettlement good.",
    "a change": "In 2021 safety fell from good to poor, respect was good, purposeful activity poor"
    " and resettlement good.",
    "a subject of the same name": "In 2021 safety was poor, health care good, purposeful activity"
    " poor, respect good and resettlement good.",
    "a grade too many": "In 2021 safety was poor, respect good, purposeful activity poor and"
    " resettlement good and leadership.",
}


@pytest.mark.parametrize("how", IN_PROSE)
def test_a_sentence_that_grades_all_tests_is_a_witness(how: str) -> None:
    (of_year,) = outcomes_of_figures((), prose=[passage(IN_PROSE[how])]).nodes
    grades, places = split(of_year)
    assert grades == {"year": 2021, "outcomes": ALL_GRADED}
    assert all(places[f"/outcomes/{test}"] for test in ALL_GRADED)


@pytest.mark.parametrize(("grade", "failed"), [("poor", []), ("good", ["IRP-V03"])])
def test_a_sentence_is_compared_with_the_table(grade: str, failed: list[str]) -> None:
    truth = make_truth(3, "2021", options=Options(outcomes=True, outcomes_as="table"))
    last = {
        test: g.lower()
        for test, g in truth.record["healthy_prison_outcomes"][-1]["outcomes"].items()
    }
    said = ", ".join(f"{test} {g}" for test, g in {**last, "Safety": grade}.items())
    text = render(build(truth), "text-pages").replace(
        b"It was built in", f"In 2021 we judged {said}.".encode() + b" It was built in"
    )
    found = run(SourceFile.from_bytes(text, name="report.txt"))
    assert found.report
    assert [one.year for one in found.report.outcome_witnesses] == [2018, 2021, 2021]
    assert [c.code for c in found.checks if c.outcome is Outcome.FAILED] == failed


@pytest.mark.parametrize("how", NOT_IN_PROSE)
def test_a_sentence_that_says_more_or_less_is_none(how: str) -> None:
    assert outcomes_of_figures((), prose=[passage(NOT_IN_PROSE[how])]).witnesses == []


@pytest.mark.parametrize("what", UNREADABLE)
def test_what_is_not_whole_gives_nothing(what: str) -> None:
    assert _read(_words(UNREADABLE[what], EMPTY, whole=True)) is None


@pytest.mark.parametrize(
    ("caption", "read"),
    [
        ("HMP Larkmoor: healthy prison outcomes, 2018 and 2021", True),
        ("Outcomes at HMP Larkmoor, 2018 and 2021", True),
        ("How we graded HMP Larkmoor", True),
        ("Progress on our recommendations (n=8)", False),
    ],
)
def test_outcomes_are_read_whatever_their_caption_calls_them(caption: str, read: bool) -> None:
    figure = FigureBlock(passage("Figure 1:"), passage(caption), alt_text=SPELT["by year"])
    found = outcomes_of_figures([figure]).nodes
    years = [
        node["year"].value
        for node in found
        if isinstance(node, Mapping) and isinstance(node["year"], Sourced)
    ]
    assert years == ([2018, 2021] if read else [])


def test_outcomes_may_stand_in_a_table_without_a_figure() -> None:
    rows = [("", "2018", "2021"), ("Safety", "Poor", "Good"), ("Respect", "Good", "Poor")]
    cells = tuple(tuple(passage(cell) if cell else EMPTY for cell in row) for row in rows)
    table = TableBlock(passage("How we graded it"), cells, EMPTY)
    plain, _ = split({"outcomes": outcomes_of_figures([], [table]).nodes})
    assert plain == {
        "outcomes": [
            {"year": 2018, "outcomes": {"Safety": "Poor", "Respect": "Good"}},
            {"year": 2021, "outcomes": {"Safety": "Good", "Respect": "Poor"}},
        ]
    }


GRADED = "In 2018: safety poor, respect good. In 2021: safety good."


@pytest.mark.parametrize(
    ("caption", "alt_text", "told"),
    [
        ("Outcomes in 2018 and 2021", GRADED, ["unparsed_value"]),
        ("Outcomes in 2018 and 2021", SPELT["by year"], []),
        ("Outcomes in 2018 and 2021", UNREADABLE["the axes of a chart"], []),
        ("Progress on our recommendations", GRADED, []),
        ("Outcomes in 2018 and 2021", None, []),
    ],
)
def test_grades_that_do_not_read_whole_are_told(
    caption: str, alt_text: str | None, told: list[str]
) -> None:
    figure = FigureBlock(passage("Figure 1:"), passage(caption), alt_text=alt_text)
    assert [problem.code for problem in unread_outcomes([figure])] == told


def read_with_columns(
    layout: str, widths: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> tuple[Extraction, Truth]:
    """A report whose table of outcomes has columns of these widths in points, read."""
    drawn: list[int] = []
    whole = House.table

    def narrow(house: House, rows: Sequence[tuple[str, ...]], _: object, *, ruled: bool) -> Any:
        columns = len(rows[0])
        drawn.append(columns)
        given = [widths[0], *widths[1:], *widths[1:]][:columns] if columns > 2 else None
        return whole(house, rows, given, ruled=ruled)

    monkeypatch.setattr(House, "table", narrow)
    truth = make_truth(5, layout, perturbations=("outcomes_table",))
    # Not by generator.render, which may have the document from before the columns were changed.
    data = producers()["reportlab"].render(build(truth))
    extraction = run(SourceFile.from_bytes(data, name="report.pdf"))
    assert max(drawn) > 2
    return extraction, truth


@pytest.mark.parametrize("widths", [(95, 80, 80), (140, 110, 75), (80, 75, 75)])
@pytest.mark.parametrize("layout", ["2019", "2023"])
def test_outcomes_in_a_table_whose_cells_wrap(
    layout: str, widths: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    extraction, truth = read_with_columns(layout, widths, monkeypatch)
    assert extraction.report
    found = extraction.report.model_dump(mode="json")["healthy_prison_outcomes"]
    assert found == expected(truth)["healthy_prison_outcomes"]
    assert extraction.status == "verified"


def test_outcomes_whose_words_run_into_the_next_cell_are_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    extraction, _ = read_with_columns("2023", (95, 62, 62), monkeypatch)
    assert extraction.report
    assert extraction.report.healthy_prison_outcomes == []
    assert "unparsed_value" in [problem.code for problem in extraction.problems]
    assert extraction.status == "needs_review"
