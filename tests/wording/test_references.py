"""References and addressees, in every place where reports print them."""

from __future__ import annotations

import pytest

from irp.parser.wording.references import split_asked, without_to
from normalise.making import passage

BEDS = "All prisoners should have a bed."


@pytest.mark.parametrize(
    ("printed", "references", "addressee"),
    [
        ("{} (1.33)", ["1.33"], ""),
        ("{} (1.33).", ["1.33"], ""),
        ("{} (S40, S41)", ["S40", "S41"], ""),
        ("{} (S40 and S41)", ["S40", "S41"], ""),
        ("{} (1.38, 1.39 and 1.40)", ["1.38", "1.39", "1.40"], ""),
        ("{} (see paragraph 1.33)", ["1.33"], ""),
        ("{} (para 1.33)", ["1.33"], ""),
        ("{} [1.33]", ["1.33"], ""),
        ("{} (1.33) (1.34)", ["1.33", "1.34"], ""),
        ("{} (1.3x)", ["1.3x"], ""),
        ("{} (1.38) (To HMPPS)", ["1.38"], "HMPPS"),
        ("{} (To HMPPS) (1.38)", ["1.38"], "HMPPS"),
        ("{} (1.40, to the governor)", ["1.40"], "the governor"),
        ("{} (1.40, directed to HMPPS)", ["1.40"], "HMPPS"),
        ("{} (1.40; to HMPPS and the governor)", ["1.40"], "HMPPS and the governor"),
        ("{} (to the Secretary of State, 1.40)", ["1.40"], "the Secretary of State"),
        ("{} (Directed to: the governor)", [], "the governor"),
        ("{} To the governor", [], "the governor"),
        ("{} (1.40) To HMPPS.", ["1.40"], "HMPPS"),
        ("To HMPPS: {} (1.40)", ["1.40"], "HMPPS"),
        ("(To the governor) – {}", [], "the governor"),
    ],
)
def test_references_and_addressee_are_split_off(
    printed: str, references: list[str], addressee: str
) -> None:
    asked = split_asked(passage(printed.format(BEDS)))
    assert asked.text.text == BEDS
    assert [reference.value for reference in asked.references] == references
    assert asked.addressee.text == addressee


@pytest.mark.parametrize(
    "text",
    [
        "Prisoners at risk should be moved (to a safer cell).",
        "More prisoners should be employed (66%).",
        "Searches should be recorded. To do so needs staff.",
        "Cells should be checked (see annex A).",
        "To HMP Leeds and back: journeys should be short.",
    ],
)
def test_other_words_stay(text: str) -> None:
    asked = split_asked(passage(text))
    assert (asked.text.text, asked.references, asked.addressee.text) == (text, [], "")


@pytest.mark.parametrize("printed", ["to HMPPS", "(to HMPPS)", "To HMPPS", "directed to HMPPS"])
def test_an_addressee_is_kept_without_the_words_that_introduce_it(printed: str) -> None:
    assert without_to(passage(printed)).text == "HMPPS"
