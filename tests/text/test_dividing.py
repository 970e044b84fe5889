"""Words divided at the ends of lines, pages of dumps, and columns in their lines."""

from __future__ import annotations

import pytest

from irp.parser.text.hyphenation import mark_divisions
from irp.parser.text.line_builder import Draft, DraftPage
from irp.parser.text.model import Furniture
from irp.parser.text.plain import columns, is_markdown, read_plain

SOFT = "\u00ad"


def divided(*texts: str, cells: tuple[int, ...] = ()) -> list[str]:
    lines = [
        Draft(text, text, cells=cells if cells and i < 2 else ()) for i, text in enumerate(texts)
    ]
    mark_divisions([DraftPage(1, lines)])
    return [line.text.replace(SOFT, "~") for line in lines]


@pytest.mark.parametrize(
    ("lines", "first"),
    [
        (["the pris-", "oners said", "prisoners"], "the pris~"),
        (["the Pris-", "oners said", "PRISONERS"], "the Pris~"),
        (["the pris-", "oners said", "others"], "the pris-"),
        (["the pris-", "oners said", "prisoners and pris-oners"], "the pris-"),
        (["the over-", "time was", "overtime"], "the over-"),
        (["long-pris-", "oners said", "long-prisoners"], "long-pris~"),
        (["the pris -", "oners said", "prisoners"], "the pris -"),
        (["the pris-", "oner said", "prisoners"], "the pris-"),
        (["the pris-"], "the pris-"),
    ],
)
def test_a_hyphen_divides_a_word_that_is_written_whole_elsewhere(
    lines: list[str], first: str
) -> None:
    assert divided(*lines)[0] == first


def test_a_prefix_is_divided_only_where_three_words_are() -> None:
    few = ["an over-", "time of pris-", "oners", "overtime prisoners"]
    assert divided(*few)[:2] == ["an over-", "time of pris~"]
    many = [*few[:3], "a kit-", "chen", "overtime prisoners kitchen"]
    assert [text for text in divided(*many) if "~" in text] == [
        "an over~",
        "time of pris~",
        "a kit~",
    ]


def test_a_column_ends_in_a_hyphen_too_and_furniture_ends_nothing() -> None:
    # "the kit-" beside "a work-"; "chen" beside "shop".
    found = divided("the kit- a work-", "chen x   shop y", "kitchen workshop", cells=(9,))
    assert found[0] == "the kit~ a work~"
    lines = [Draft("the pris-", ""), Draft("12", ""), Draft("oners", ""), Draft("prisoners", "")]
    lines[1].furniture = Furniture.PAGE_NUMBER
    mark_divisions([DraftPage(1, lines)])
    assert lines[0].text == f"the pris{SOFT}"


def pages(text: str) -> list[list[str]]:
    return [[line.text for line in page.lines] for page in read_plain(text)]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("a\nb", [["a", "b"]]),
        ("a\fb", [["a"], ["b"]]),
        ("a\f", [["a"]]),
        ("a\f\fb", [["a"], [], ["b"]]),
        ("a\r\nb\rc", [["a", "b", "c"]]),
        ("\ufeffa", [["a"]]),
        ("a\nb\n c\nd", [["a", "b"], ["c", "d"]]),
        ("a\nb\n  c\nd", [["a", "b", "c", "d"]]),
        ("a\n b\n c\nd", [["a", "b", "c", "d"]]),
        ("a\nb\nc\nd\ne\nf\ng\nh\n i\n j", [list("abcdefgh"), ["i"], ["j"]]),
        ("a\nb\nc\nd\ne\nf\ng\n i\n j", [list("abcdefgij")]),
        ("a\nb\nc\nd\n e\n\tf", [list("abcdef")]),
    ],
)
def test_pages_of_a_dump_break_at_form_feeds_or_rare_single_blanks(
    text: str, read: list[list[str]]
) -> None:
    assert pages(text) == read


@pytest.mark.parametrize(("blanks", "below"), [(0, False), (2, False), (3, True), (5, True)])
def test_empty_lines_are_counted_and_three_are_left_by_a_picture(blanks: int, below: bool) -> None:
    (page,) = read_plain("\n\n\n\nfirst\n" + "\n" * blanks + "second")
    first, second = page.lines
    assert (first.gap, first.blanks, first.below_picture) == (None, 4, False)
    assert (second.gap, second.blanks, second.below_picture) == (blanks, blanks, below)


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("name  role", (5,)),
        ("name role", ()),
        ("name\trole", (5,)),
        ("name  role  place", (5, 10)),
        ("3.1  The kitchen", ()),
        ("3.1  The kitchen  was", (16,)),
        ("S12  The kitchen", ()),
        ("(a)  The kitchen", ()),
        ("•  The kitchen", ()),
        ("12  The kitchen", ()),
        ("12  13", (3,)),
        ("12  some  13", (3, 8)),
        ("Section 1  The kitchen", ()),
        ("Section 1  12", (10,)),
        ("  name", ()),
    ],
)
def test_a_wide_space_begins_a_column_but_not_after_a_number_or_bullet(
    line: str, cells: tuple[int, ...]
) -> None:
    assert read_plain(line)[0].lines[0].cells == cells
    assert columns("name role", [0]) == ()


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("# a\n## b\n### c", True),
        ("# a\n## b", False),
        ("#a\n#b\n#c", False),
        ("####### a\n" * 3, False),
    ],
)
def test_a_text_with_three_headings_in_hashes_is_markdown(text: str, markdown: bool) -> None:
    assert is_markdown(text) is markdown
    assert pages("# One\n## **Two**\n### Three_") == [["One", "Two", "Three_"]]
