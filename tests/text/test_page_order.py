"""Whether printed page numbers follow each other."""

from __future__ import annotations

import pytest

from irp.parser.text.furniture.page_order import page_order
from irp.parser.text.model import Document, Furniture, Line, Page


def document(*feet: str, kind: Furniture = Furniture.FOOTER) -> Document:
    """A document whose pages have these feet; none where empty."""
    pages = [
        Page(number, (
            Line(number, 2 * number, 0, "In 2019 there were 7 of them.", ""),
            *([Line(number, 2 * number + 1, 30, foot, foot, furniture=kind)] if foot else []),
        ))
        for number, foot in enumerate(feet, start=1)
    ]  # fmt: skip
    return Document("application/pdf", tuple(pages), "test", "1")


WHERE = "where {} should come: pages are missing, repeated or out of order"


@pytest.mark.parametrize(
    ("feet", "said"),
    [
        (["1", "2", "3", "4"], None),
        (["", "", "1", "2", "3"], None),
        (["Report 1", "2 Report", "Report 3", "4 Report"], None),
        (["1 of 4", "2 of 4", "3 of 4", "4 of 4"], None),
        (["", "", "", "", ""], None),
        (["1", "2"], None),
        (["1", "2", "3", "4", "6", "7"], "page 5 is printed as page 6, " + WHERE.format(5)),
        (["1", "2", "3", "4", "4", "5"], "page 5 is printed as page 4, " + WHERE.format(5)),
        (["1", "2", "4 of 9", "3", "5", "6"], "page 3 is printed as page 4, 9, " + WHERE.format(3)),
        (["3", "4", "5", "6"], "page 1 is printed as page 3: pages are missing before it"),
        (["", "3", "4", "5", "6"], "page 2 is printed as page 3: pages are missing before it"),
        (["1", "2", "3", "5", "6"], None),
        (["9", "3", "7", "20", "5"], None),
        (
            ["1", "2", "3", "4", "31", "12", "57", "44"],
            "page 5 is printed as page 31, " + WHERE.format(5),
        ),
        (["1", "2", "3", "4", "31", "12", "57", "44", "90"], None),
    ],
)
def test_a_page_whose_number_does_not_follow_is_named(feet: list[str], said: str | None) -> None:
    problems = page_order(document(*feet))
    assert [problem.message for problem in problems] == ([said] if said else [])
    for problem in problems:
        assert problem.code == "page_order"
        assert problem.place
        assert problem.place.start == 30


def test_the_numbers_of_a_table_of_contents_are_no_page_numbers() -> None:
    assert not page_order(document("3", "4", "5", "6", kind=Furniture.CONTENTS))
    assert page_order(document("3", "4", "5", "6", kind=Furniture.PAGE_NUMBER))
