"""Examples of notable positive practice in a lettered list or table."""

from __future__ import annotations

import pytest

from irp.parser.segment.parts.examples import cut_examples
from segment.dumping import lines_of, row

NUMBERING = r"2\.\d{1,3}"
FOUND = "2.5 Inspectors found two examples of notable positive practice during this visit.\n\n"
HEADING = "Examples of notable positive practice\n"


def told(text: str) -> list[tuple[str, str]]:
    found = cut_examples(lines_of(text), NUMBERING)
    return [(example.number.text, example.text.text) for example in found.examples]


def test_a_table_in_a_dump_is_read_by_its_columns() -> None:
    text = (
        f"{FOUND}{HEADING}"
        "  a)   Peer workers met every new arrival on the    See paragraphs\n"
        "       first night and again a week later.          3.4 and 3.7\n"
        "  b)   Families could book visits by telephone at   See paragraph\n"
        "       weekends.                                    3.12\n"
    )
    first = "Peer workers met every new arrival on the first night and again a week later."
    assert told(text) == [
        ("a", f"{first} See paragraphs 3.4 and 3.7"),
        ("b", "Families could book visits by telephone at weekends. See paragraph 3.12"),
    ]


def test_a_row_that_a_page_break_cuts_keeps_its_order() -> None:
    text = (
        f"{FOUND}{HEADING}"
        "  a)                                                See paragraph 3.4\n\f"
        "       Peer workers met every new arrival.\n"
        "  b)   Families could book visits at weekends.      See paragraph\n"
        "                                                    3.12\n"
    )
    assert told(text) == [
        ("a", "Peer workers met every new arrival. See paragraph 3.4"),
        ("b", "Families could book visits at weekends. See paragraph 3.12"),
    ]


def test_a_list_whose_pointer_is_wrapped_is_read_line_by_line() -> None:
    text = (
        f"{FOUND}"
        "a) Peer workers met every new arrival on the first night. See paragraph\n"
        "3.4\n"
        "b) Families could book visits at weekends. See paragraph 3.12\n\n"
        "2.6 More about this prison stands below.\n"
    )
    assert told(text) == [
        ("a", "Peer workers met every new arrival on the first night. See paragraph 3.4"),
        ("b", "Families could book visits at weekends. See paragraph 3.12"),
    ]
    left = cut_examples(lines_of(text), NUMBERING).lines
    assert [line.text for line in left][-1] == "2.6 More about this prison stands below."


def test_a_dump_that_lost_its_columns_has_what_it_points_to_on_lines_of_its_own() -> None:
    text = (
        f"{FOUND}{HEADING}"
        "a)\n\nPeer workers met every\nnew arrival.\n\nSee paragraph 3.4\n\n"
        "b)\n\nFamilies could book at\n\nSee paragraphs\n3.12 and 3.14\n\f weekends.\n"
    )
    assert told(text) == [
        ("a", "Peer workers met every new arrival. See paragraph 3.4"),
        ("b", "Families could book at weekends. See paragraphs 3.12 and 3.14"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "2.5 We look for positive practice of two kinds:\n\na) what is new\nb) what works\n",
            id="letters in a paragraph that defines it",
        ),
        pytest.param(
            "2.4 Leaders had three aims. See paragraph 3.2.\n\na) safety\nb) work\n",
            id="letters where nobody speaks of positive practice",
        ),
        pytest.param(f"{FOUND}{HEADING}a)\n\nb)\n\nPeer workers met.\n", id="letters alone"),
        pytest.param(
            f"{FOUND}{HEADING}a) Peer workers met men.     See paragraph\n"
            "b) Families could book.     See paragraph 3.12\n",
            id="a pointer to nothing",
        ),
    ],
)
def test_what_does_not_read_as_examples_stays_as_it_is(text: str) -> None:
    lines = lines_of(text)
    assert cut_examples(lines, NUMBERING) == (list(lines), (), ())


def test_a_table_on_a_page_is_read_by_where_its_columns_begin() -> None:
    lines = [
        row(("Examples of notable positive practice", 72)),
        row(("a)", 72), ("See paragraph 3.4", 400)),
        row(("Peer workers met", 100)),
        row(("every new arrival.", 100)),
        row(("b)", 72), ("Families could book", 100), ("See paragraphs", 400)),
        row(("at weekends.", 100), ("3.12 and 3.14", 400)),
    ]
    found = cut_examples(lines, NUMBERING)
    assert [example.text.text for example in found.examples] == [
        "Peer workers met every new arrival. See paragraph 3.4",
        "Families could book at weekends. See paragraphs 3.12 and 3.14",
    ]
    assert [heading.text.text for heading in found.headings] == [lines[0].text]
    assert found.lines == []
