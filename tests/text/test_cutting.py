"""How drawn characters are cut into words, without an engine."""

from __future__ import annotations

import pytest

from irp.parser.text.engines.raw import DrawnShape, Image, may_be_figures
from irp.parser.text.engines.word_segmentation import (
    Glyph,
    cut_words,
    has_doubtful_gap,
    without_copies,
)
from irp.parser.text.model import Word
from irp.record.spans import Box

SIZE = 10.0


def glyphs(
    text: str, x: float = 0.0, *, size: float = SIZE, baseline: float = 100.0, font: str = "Arial",
    apart: float = 0.0,
) -> list[Glyph]:  # fmt: skip
    """Letters half as wide as high, one after the other."""
    step = size / 2 + apart
    return [
        Glyph(one, x + i * step, x + i * step + size / 2, baseline, size, font, None, None)
        for i, one in enumerate(text)
    ]


def after(before: list[Glyph], text: str, gap: float, **style: float) -> list[Glyph]:
    """Letters that begin this far after others."""
    return [*before, *glyphs(text, before[-1].x1 + gap, **style)]  # type: ignore[arg-type]


def texts(drawn: list[Glyph]) -> list[str]:
    return [word.text for word in cut_words(drawn)]


SPACED = glyphs("a b c d e", baseline=500)
"""A line with many spaces: the page draws its spaces."""


@pytest.mark.parametrize(
    ("gap", "words"),
    [
        (0.0, ["cellsopen"]),
        (2.0, ["cellsopen"]),
        (2.9, ["cells", "open"]),
        (-4.0, ["cells", "open"]),
    ],
)
def test_a_gap_separates_words_where_the_page_draws_its_spaces(
    gap: float, words: list[str]
) -> None:
    assert texts([*SPACED, *after(glyphs("cells"), "open", gap)])[5:] == words


@pytest.mark.parametrize(("gap", "words"), [(1.0, 1), (1.9, 2), (2.9, 2)])
def test_a_smaller_gap_separates_them_where_it_does_not(gap: float, words: int) -> None:
    assert len(texts(after(glyphs("cells"), "open", gap))) == words


@pytest.mark.parametrize(
    ("gap", "doubtful"), [(0.5, False), (1.9, True), (2.2, True), (4.0, False)]
)
def test_only_a_gap_between_the_two_is_doubtful(gap: float, doubtful: bool) -> None:
    assert has_doubtful_gap(after(glyphs("ab"), "cd", gap)) is doubtful
    assert not has_doubtful_gap(glyphs("a"))


def spaced(gap: float) -> list[Glyph]:
    """Two letters with a drawn space between, the second at this distance."""
    first = glyphs("a")
    return [*SPACED, *first, *glyphs(" ", 5), *glyphs("b", 5 + gap)]


@pytest.mark.parametrize(("gap", "parted"), [(0.3, False), (0.4, True), (5.0, True)])
def test_a_space_that_the_next_letter_covers_is_none(gap: float, parted: bool) -> None:
    assert texts(spaced(gap))[5:] == (["a", "b"] if parted else ["ab"])


def test_a_number_is_parted_from_the_letter_after_it_by_hardly_any_gap() -> None:
    assert texts(after(glyphs("10."), "The", 1.3)) == ["10.", "The"]
    assert texts(after(glyphs("10."), "The", 0.2)) == ["10.The"]
    assert texts(after(glyphs("ab."), "The", 1.3)) == ["ab.The"]
    assert texts(after(glyphs("10."), "5", 1.3)) == ["10.5"]


@pytest.mark.parametrize(
    ("before", "mark", "rise", "words"),
    [
        ("open", "1", 4.0, ["open", "1"]),
        ("open", "1", 0.0, ["open", "1"]),
        ("201", "9", 0.0, ["2019"]),
        ("m", "2", 4.0, ["m2"]),
        ("10m", "2", 4.0, ["10m2"]),
        ("them", "2", 4.0, ["them", "2"]),
        ("4", "th", 4.0, ["4th"]),
        ("open", "th", 4.0, ["open", "th"]),
        ("CO", "2", -2.0, ["CO2"]),
        ("CO", "2", -4.0, ["CO", "2"]),
        ("m", "2", 6.0, ["m", "2"]),
    ],
)
def test_a_small_character_is_a_mark_or_belongs_to_its_word(
    before: str, mark: str, rise: float, words: list[str]
) -> None:
    drawn = after(glyphs(before), mark, 0.0, size=6.0, baseline=100 - rise)
    assert texts(drawn) == words


def test_a_raised_character_of_full_size_is_another_word() -> None:
    assert texts(after(glyphs("m"), "2", 0.0, baseline=96)) == ["m", "2"]
    assert texts(after(glyphs("m"), "2", 0.0, size=8.5, baseline=96)) == ["m2"]
    assert texts(after(glyphs("m"), "2", 0.0, size=8.6, baseline=96)) == ["m", "2"]


def test_text_after_raised_letters_goes_on_and_after_a_mark_does_not() -> None:
    ordinal = after(glyphs("4"), "th", 0.0, size=6.0, baseline=96)
    assert texts(after(ordinal, "s", 0.0)) == ["4ths"]
    area = after(glyphs("5m"), "2", 0.0, size=6.0, baseline=96)
    assert texts(after(area, "s", 0.0)) == ["5m2", "s"]


@pytest.mark.parametrize(("width", "words"), [(4.4, 3), (4.6, 1)])
def test_a_narrow_character_without_a_name_may_be_a_blank(width: float, words: int) -> None:
    blank = Glyph("\ufffd", 5, 5 + width, 100, SIZE, "Arial", None, None)
    assert len(texts([*glyphs("a"), blank, *glyphs("b", 5 + width)])) == words


def test_a_large_initial_is_a_word_of_its_own_where_any_gap_is() -> None:
    initial = glyphs("T", size=20)
    assert texts(after(initial, "he", 1.3)) == ["T", "he"]
    assert texts(after(initial, "he", 0.5)) == ["The"]
    assert texts(after(glyphs("T", size=14), "he", 1.3)) == ["The"]


def test_letters_set_apart_are_one_word() -> None:
    heading = glyphs("FINDINGS", apart=3)
    assert texts(heading) == ["FINDINGS"]
    uneven = [*glyphs("FI", apart=3), *glyphs("ND", 20, apart=5), *glyphs("IN", 45, apart=7)]
    assert len(texts(uneven)) > 1


@pytest.mark.parametrize(("shift", "words"), [(0.0, ["aa"]), (0.9, ["aa"]), (1.1, ["aa", "a"])])
def test_a_letter_drawn_again_at_its_place_is_one(shift: float, words: list[str]) -> None:
    again = glyphs("a", 5 + shift)
    assert texts([*glyphs("aa"), *again]) == words


def word(x0: float, baseline: float, text: str = "Cells") -> Word:
    return Word(text, x0, x0 + 20, baseline, SIZE, "Arial", None, None)


@pytest.mark.parametrize(
    ("other", "kept"),
    [
        (word(0, 100), 1),
        (word(2.4, 100), 1),
        (word(2.5, 100), 2),
        (word(0, 102.4), 1),
        (word(0, 102.5), 2),
        (word(0, 97.6), 1),
        (word(0, 100, "Wings"), 2),
        (word(0, 114), 2),
    ],
)
def test_a_word_drawn_again_a_little_beside_its_place_is_left_out(other: Word, kept: int) -> None:
    assert len(without_copies([word(0, 100), other])) == kept


RULE = Box(72, 100, 500, 101)


@pytest.mark.parametrize(
    ("box", "curved", "filled", "mcid", "may"),
    [
        (RULE, False, True, None, False),
        (RULE, True, False, None, True),
        (RULE, False, False, 3, True),
        (Box(72, 100, 74, 102), False, True, None, True),
        (Box(72, 100, 73.9, 140), False, True, None, False),
        (Box(72, 100, 140, 101.9), False, True, None, False),
        (Box(72, 100, 140, 180), False, True, None, True),
        (Box(72, 100, 140, 180), False, False, None, False),
        (Box(0, 100, 360, 180), False, True, None, False),
        (Box(0, 100, 359, 180), False, True, None, True),
    ],
)
def test_rules_and_wide_boxes_are_no_figures(
    box: Box, curved: bool, filled: bool, mcid: int | None, may: bool
) -> None:
    shape = DrawnShape(box, curved=curved, filled=filled, mcid=mcid)
    assert may_be_figures([shape], [], 600) is may
    assert not may_be_figures([], [], 600)


def test_an_image_may_be_a_figure() -> None:
    assert may_be_figures([], [Image(RULE, None)], 600)
