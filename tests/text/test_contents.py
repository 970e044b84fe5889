"""Contents pages in every shape they come in."""

from __future__ import annotations

import pytest

from irp.parser.text.model import Furniture
from text.making import Put, body, prose, read_dump, read_pages

TITLES = [
    "Section 1 Summary",
    "Section 2 Key findings",
    "Section 3 Progress against",
    "Appendix I About",
]
NUMBERS = [3, 6, 9, 24]


def contents(text: str) -> list[str]:
    """What is marked as contents in a dump of a contents page and some pages of text."""
    pages = "\f".join("\n".join(put.text for put in prose(4, seed=f"p{i}")) for i in range(25))
    document = read_dump(f"Report at HMP Fernmoor\f{text}\f{pages}")
    return [line.text for line in document.lines if line.furniture is Furniture.CONTENTS]


@pytest.mark.parametrize(
    "leaders",
    [
        "{} .......... {}",
        "{}.......{}",
        "{} . . . . . . {}",
        "{}…………{}",
        "{}\t{}",
        "{} {}",
        "{}      {}",
    ],
)
def test_entries(leaders: str) -> None:
    entries = [leaders.format(t, n) for t, n in zip(TITLES, NUMBERS, strict=True)]
    marked = contents("\n".join(["Contents", "", *entries, "", "Crown copyright 2022"]))
    assert len(marked) == 5
    assert marked[0] == "Contents"


def test_wrapped_entries() -> None:
    lines = [
        "Contents",
        "Section 1 Summary ...... 3",
        "Section 2 Progress against the concerns and",
        "Ofsted themes ...... 8",
    ]
    assert contents("\n".join(lines)) == lines


def test_leaders_without_a_heading() -> None:
    entries = [f"{t} ........ {n}" for t, n in zip(TITLES, NUMBERS, strict=True)]
    assert contents("\n".join(entries)) == entries


def test_numbers_on_lines_of_their_own() -> None:
    lines = ["Contents", "Section 1 Summary ........", "3", "Section 2 Key findings .......", "6"]
    assert contents("\n".join(lines)) == lines


@pytest.mark.parametrize(
    "lines",
    [
        ["Contents", "3.1 There were 42", "prisoners in 7", "cells in 2019"],
        ["Safety 3", "Respect 4", "Purposeful activity 5"],
        ["Contents"],
        ["The contents of the boxes", "were 3 ......"],
        ["He said ... and she said ... 3", "Or ... 4"],
    ],
)
def test_what_is_no_contents_page(lines: list[str]) -> None:
    assert contents("\n".join(lines)) == []


def test_the_block_ends_with_its_last_entry() -> None:
    entries = [f"{t} ........ {n}" for t, n in zip(TITLES, NUMBERS, strict=True)]
    text = "\n".join(
        ["Contents", *entries, "Section 1 Summary", "1.1 The prison holds 240", "men."]
    )
    assert len(contents(text)) == 5


def test_right_aligned_numbers_in_a_pdf() -> None:
    entries = [
        put
        for i, (title, number) in enumerate(zip(TITLES, NUMBERS, strict=True))
        for put in (Put(title, y=140 + 20 * i), Put(str(number), x=500, y=140 + 20 * i))
    ]
    pages = [prose(10, seed=str(i)) for i in range(24)]
    document = read_pages([Put("Contents", size=20), *entries], *pages)
    assert len(document.pages[0].lines) == 5
    assert all(line.furniture is Furniture.CONTENTS for line in document.pages[0].lines)
    assert len(body(document)) == 240
