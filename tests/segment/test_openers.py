"""Which lines start a paragraph, and where a block of text ends."""

from __future__ import annotations

import pytest

from irp.parser.segment.line_starts import (
    Join,
    Openers,
    changes,
    smaller,
    stands_out,
)
from irp.parser.text.model import Line
from irp.record.spans import Box

NUMBERING = r"3\.\d{1,3}"
ENDED, OPEN = "It was in order.", "They were locked up for"


def line(text: str, index: int = 0, *, gap: float | None = 0.0, x0: float = 72) -> Line:
    return Line(1, index, 0, text, text, gap=gap, box=Box(x0, 0, 400, 12), size=11.0)


def is_number(above: str, text: str, *, gap: float | None = 0.0, x0: float = 72,
              last: str = "3.2", anywhere: bool = False) -> bool:  # fmt: skip
    """Whether a line below another starts a paragraph, after paragraph ``last`` at x 72."""
    lines = [line(above), line(text, 1, gap=gap, x0=x0)]
    openers = Openers(lines, NUMBERING, ())
    openers.accept_number(last, line("3.2 The first."))
    return openers.number(1, anywhere=anywhere) is not None


@pytest.mark.parametrize("x0", [72, 80, 64])
@pytest.mark.parametrize("above", [ENDED, OPEN])
def test_the_next_number_starts_a_paragraph_anywhere_at_the_edge(above: str, x0: float) -> None:
    assert is_number(above, "3.3 The kitchen", x0=x0)
    assert is_number(above, "3.3", x0=x0)
    assert is_number(above, "3.3 hours", x0=x0, gap=1.0)
    assert is_number(above, "3.3The kitchen", x0=x0) is False


@pytest.mark.parametrize("x0", [81, 63])
def test_a_number_beside_the_edge_is_part_of_a_sentence(x0: float) -> None:
    assert not is_number(ENDED, "3.3 The kitchen", x0=x0)
    assert not is_number(ENDED, "3.3", x0=x0)
    assert not is_number(ENDED, "3.9 The kitchen", x0=x0, gap=1.0)
    assert is_number(ENDED, "3.3 The kitchen", x0=x0, gap=1.0)


@pytest.mark.parametrize(
    ("above", "text", "gap", "starts"),
    [
        (OPEN, "3.3 hours a day", 0.0, False),
        (ENDED, "3.3 hours a day", 0.0, True),
        (ENDED, "3.9 The kitchen", 0.0, False),
        (ENDED, "3.9", 0.0, False),
        (ENDED, "3.9 The kitchen", 1.0, True),
        (OPEN, "3.9 hours a day", 1.0, False),
        (OPEN, "3.9 The kitchen", 1.0, True),
        (OPEN, "3.9 The kitchen", None, True),
        (OPEN, "3.9 hours a day", None, False),
        ("It was late (3.2,", "3.3) but not often.", 0.0, False),
        ("It was late (3.2) and", "3.3) The kitchen", 0.0, True),
        (ENDED, "2.3 The kitchen", 1.0, False),
        (ENDED, "3.1234 The kitchen", 1.0, False),
    ],
)
def test_another_number_starts_one_only_where_a_paragraph_may_begin(
    above: str, text: str, gap: float | None, starts: bool
) -> None:
    assert is_number(above, text, gap=gap) is starts


def test_any_number_that_starts_a_paragraph_is_one_where_it_is_asked_for() -> None:
    assert is_number(ENDED, "3.9 The kitchen", anywhere=True)
    assert is_number(ENDED, "3.9", anywhere=True)
    assert not is_number(OPEN, "3.9 hours", anywhere=True)


@pytest.mark.parametrize(
    ("last", "text", "follows"),
    [("3.9", "3.10", True), ("3.9", "3.11", False), ("", "3.1", True), ("", "3.2", False),
     ("3.9", "3.9", False)],
)  # fmt: skip
def test_a_number_follows_the_last_by_one(last: str, text: str, follows: bool) -> None:
    assert is_number(ENDED, text, last=last) is follows


def test_a_section_without_numbers_or_labels_has_none() -> None:
    openers = Openers([line("3.1 The kitchen")], None, ())
    assert openers.number(0) is None
    assert openers.label(0) is None
    assert not openers.has_labels


@pytest.mark.parametrize(
    ("above", "gap", "found"),
    [(ENDED, 0.0, True), (OPEN, 0.0, False), (OPEN, 1.0, True), (OPEN, None, True)],
)
def test_a_figure_begins_where_a_sentence_ended_or_apart(
    above: str, gap: float | None, found: bool
) -> None:
    lines = [line(above), line("Figure 2: Progress", 1, gap=gap)]
    openers = Openers(lines, NUMBERING, ())
    assert bool(openers.figure(1)) is found
    assert openers.opens(1) is found


def dumped(*texts: str) -> Openers:
    lines = [Line(1, i, 0, text, text) for i, text in enumerate(texts)]
    return Openers(lines, NUMBERING, ())


FULL = "x" * 100


@pytest.mark.parametrize(
    ("above", "text", "heads", "breaks"),
    [
        ("y" * 72 + ".", "Lists", False, True),
        ("y" * 73 + ".", "Lists", False, False),
        ("y" * 53, "Lists", False, True),
        ("y" * 54, "Lists", False, False),
        ("y" * 73, "Lists", True, True),
        ("y" * 74, "Lists", True, False),
        ("y" * 40, "lists", False, False),
        ("y" * 40, "Lists of other things", False, True),
    ],
)
def test_a_line_of_a_dump_breaks_off_where_the_next_word_would_have_fitted(
    above: str, text: str, heads: bool, breaks: bool
) -> None:
    assert dumped(above, text, FULL).breaks_off(1, heads=heads) is breaks


def test_the_first_line_and_a_line_with_a_size_never_break_off() -> None:
    assert not dumped("Ab", FULL).breaks_off(0)
    assert not Openers([line("Ab"), line("Cd", 1), line(FULL, 2)], NUMBERING, ()).breaks_off(1)


@pytest.mark.parametrize(
    ("text", "gap", "join", "block"),
    [
        ("and so on", 0.0, Join.NOTHING, True),
        ("and so on", None, Join.NOTHING, False),
        ("and so on", None, Join.PAGES, True),
        ("And so on", None, Join.PAGES, False),
        ("And so on", None, Join.PAGES_ANYHOW, True),
        ("and so on", 1.0, Join.PAGES, False),
        ("and so on", 1.0, Join.PAGES_ANYHOW, False),
        ("and so on", 1.0, Join.SPACES, True),
        ("And so on", 1.0, Join.SPACES, False),
        ("3.3 The next", 0.0, Join.SPACES, False),
    ],
)
def test_a_block_goes_on_over_what_it_is_joined_over(
    text: str, gap: float | None, join: Join, block: bool
) -> None:
    lines = [line(OPEN), line(text, 1, gap=gap), line(ENDED, 2, gap=1.0)]
    openers = Openers(lines, NUMBERING, ())
    openers.accept_number("3.2", lines[0])
    assert openers.block(0, join) == (f"{OPEN} {text}" if block else OPEN)
    assert openers.block(0, join) == (f"{OPEN} {text}" if block else OPEN)


@pytest.mark.parametrize("join", Join)
@pytest.mark.parametrize(("gap", "joined"), [(0.0, True), (1.0, False), (None, False)])
def test_a_sentence_that_has_ended_is_not_joined(
    join: Join, gap: float | None, joined: bool
) -> None:
    lines = [line(ENDED), line("and so on", 1, gap=gap)]
    block = Openers(lines, NUMBERING, ()).block(0, join)
    assert block == (f"{ENDED} and so on" if joined else ENDED)


def styled(text: str, size: float | None, *, bold: bool = False, italic: bool = False) -> Line:
    until = len(text) if bold else 0
    return Line(1, 0, 0, text, text, size=size, bold=bold, bold_until=until, italic=italic)


@pytest.mark.parametrize(
    ("above", "below", "changed"),
    [
        (styled("Heading", 14, bold=True), styled("The text", 11), True),
        (styled("Heading", 11, bold=True), styled("The text", 11), True),
        (styled("Heading", 11, bold=True), styled("and the text", 11), False),
        (styled("Heading", 14, bold=True), styled("Of an area", 14, bold=True), False),
        (styled("Heading", 14, bold=True), styled("Lower", 13.3, bold=True), False),
        (styled("Heading", 14, bold=True), styled("Lower", 13, bold=True), True),
        (styled("Lower", 13, bold=True), styled("Heading", 14, bold=True), False),
        (styled("The text", 11), styled("Heading", 14, bold=True), True),
        (styled("The text", 11), styled("Bold", 11, bold=True), False),
        (styled("The text", 11), styled("Large", 14), False),
        (styled("The text", None), styled("Heading", 14, bold=True), False),
        (styled("Heading", 14, bold=True), styled("The text", None), False),
    ],
)
def test_type_changes_between_a_heading_and_its_text(
    above: Line, below: Line, changed: bool
) -> None:
    assert changes(above, below) is changed


@pytest.mark.parametrize(
    ("one", "is_small", "is_out"),
    [
        (styled("Note", 9), True, True),
        (styled("Note", 10.3), False, False),
        (styled("Note", 12), False, True),
        (styled("Note", 11, bold=True), False, True),
        (styled("Note", 11, italic=True), False, True),
        (styled("Note", 11), False, False),
        (styled("Note", None), False, False),
    ],
)
def test_a_line_stands_out_by_weight_slant_or_size(one: Line, is_small: bool, is_out: bool) -> None:
    text = styled("The text", 11)
    assert (smaller(one, text), stands_out(one, text)) == (is_small, is_out)
    assert not smaller(one, styled("The text", None))
    assert not stands_out(one, styled("The text", None))
    assert not stands_out(styled("A", 11, bold=True), styled("The text", 11, bold=True))
