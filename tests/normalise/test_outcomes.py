"""Healthy prison outcomes are read whole, in the orders words spell them out, or not at all."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from irp.normalise.grounding import split
from irp.normalise.outcomes import _read, _words, outcomes_of_figures, unread_outcomes
from irp.segment.model import FigureBlock, TableBlock
from irp.spans import Sourced
from irp.text.passage import EMPTY
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
    "the axes of a chart": "Good Reasonably good Not sufficiently good Poor Safety Respect 2018",
    "a grade is missing": "In 2018: safety poor, respect good. In 2021: safety good.",
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
    found = outcomes_of_figures([figure])
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
    plain, _ = split({"outcomes": outcomes_of_figures([], [table])})
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
