"""Text beside the report's own is parted from it: quotations, boxes, comments."""

from __future__ import annotations

import pytest

from irp.parser.text.model import Document, Furniture
from text.making import Put, body, prose, read_pages

FLOWING = [
    "The use of force had fallen for a year, and every",
    "incident that involved a baton was looked at by a",
    "panel. Staff called the course the most useful training",
    "in years, and cameras had been worn and switched on in nearly all of the",
    "incidents that we looked at.",
]
PULLED = ["‘The most useful", "training in years’"]
OTHER = ["A box that says", "things of its own"]


def page(block: list[str], *, x: float = 400, down: float = 0, size: float = 12) -> Document:
    """Text that flows round a block beside its first lines."""
    text = [Put(words, 72, 300 + 14 * i) for i, words in enumerate(FLOWING)]
    beside = [Put(words, x, 302 + down + 14 * i, size) for i, words in enumerate(block)]
    return read_pages([*prose(12), *text, *beside])


def beside(document: Document) -> list[str]:
    return [line.text for line in document.lines if line.furniture is Furniture.BESIDE]


@pytest.mark.parametrize("down", [-2, 0, 6])
@pytest.mark.parametrize("size", [11, 12, 13])
def test_a_quotation_that_text_flows_round_is_a_block_of_its_own(down: float, size: float) -> None:
    document = page(PULLED, down=down, size=size)
    assert body(document)[12:] == FLOWING
    assert beside(document) == PULLED
    assert not document.problems


def test_a_block_that_says_something_of_its_own_is_a_doubt() -> None:
    document = page(OTHER)
    assert body(document)[12:] == FLOWING
    assert [problem.code for problem in document.problems] == ["text_beside"]


def test_a_comment_in_the_margin_is_a_block_of_its_own() -> None:
    comment = [Put("Comment [AB1]:", 470, 104, 8), Put("Is this right?", 470, 114, 8)]
    document = read_pages([*prose(12), *comment], prose(12))
    assert body(document) == [put.text for put in prose(12)] * 2
    assert [problem.code for problem in document.problems] == ["text_beside"]


ROWS = [("Ada Fenwick", "Team leader"), ("Bran Ottery", "Inspector"), ("Cai Marlow", "Researcher")]


@pytest.mark.parametrize("after", ["", "Where to find more about how we work and what we look at"])
def test_a_table_of_two_columns_stays_one(after: str) -> None:
    cells = [
        Put(text, x, 300 + 14 * i)
        for i, row in enumerate(ROWS)
        for text, x in zip(row, (72, 260), strict=True)
    ]
    document = read_pages([*prose(12), *cells, Put(after, 72, 342)])
    assert not beside(document)
    assert body(document)[12:15] == [" ".join(row) for row in ROWS]


CONCERNS = [  # each line of a table, and what the judgement's column has level with it
    ("Meals were served too early, staff said", "Reasonable"),
    ("in May.", "progress"),
    ("Few people could visit the library at all", "Reasonable"),
    ("last year.", "progress"),
    ("The risk meeting failed to consider those", ""),
    ("were close to release from prison by then", "Reasonable"),
    ("and what they needed.", "progress"),
]


def test_a_column_near_to_a_long_line_of_the_other_is_not_flowed_round() -> None:
    rows = [
        [Put(one, 72, 300 + 14 * i), Put(two, 300, 300 + 14 * i)]
        for i, (one, two) in enumerate(CONCERNS)
    ]
    document = read_pages([*prose(12), *[cell for row in rows for cell in row if cell.text]])
    assert not beside(document)
