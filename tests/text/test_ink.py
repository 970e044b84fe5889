"""Words that are struck out or lie on each other, ink that nothing accounts for, and columns."""

from __future__ import annotations

import pytest

from irp.parser.text.engines.raw import DrawnShape, Image, PagePicture, Raster, RawPage
from irp.parser.text.line_builder import Draft
from irp.parser.text.model import Placed, Word
from irp.parser.text.seen.columns import newspaper_columns
from irp.parser.text.seen.strikes import overlapping, rows_of, struck
from irp.parser.text.seen.unread_ink import unread_ink
from irp.record.spans import Box

WIDTH, HEIGHT = 300, 200


def word(text: str, x0: float, x1: float, baseline: float = 100, size: float = 10) -> Word:
    return Word(text, x0, x1, baseline, size, "Arial", None, None)


def shape(box: Box, *, filled: bool = True, curved: bool = False) -> DrawnShape:
    return DrawnShape(box, curved=curved, filled=filled, mcid=None)


def test_rows_are_the_words_of_one_baseline_from_left_to_right() -> None:
    words = [word("b", 50, 60), word("c", 0, 10, 120), word("a", 0, 10), word("d", 0, 9, 80)]
    assert rows_of(words) == [[3], [2, 0], [1]]
    assert rows_of([]) == []


TEXT = [word("The", 100, 120), word("cells", 125, 150), word("opened", 155, 190)]


@pytest.mark.parametrize(
    ("rule", "gone"),
    [
        (Box(124, 96, 151, 97), ["cells"]),
        (Box(98, 96, 192, 97), ["The", "cells", "opened"]),
        (Box(124, 100, 151, 101), []),
        (Box(124, 101, 151, 102), []),
        (Box(124, 90, 151, 91), []),
        (Box(124, 94.5, 151, 99.5), []),
        (Box(0, 96, 300, 97), []),
        (Box(98, 96, 300, 97), []),
        (Box(125, 96, 131, 97), []),
        (Box(124, 96, 126, 97), []),
        (Box(110, 76, 180, 77), []),
    ],
)
def test_a_rule_through_the_middle_of_words_strikes_them_out(rule: Box, gone: list[str]) -> None:
    page = RawPage(1, WIDTH, HEIGHT, 0, TEXT, shapes=[shape(rule)])
    assert [TEXT[i].text for i in sorted(struck(page, rows_of(TEXT)))] == gone


def test_a_rule_strikes_out_no_dash() -> None:
    words = [word("–", 100, 120)]
    page = RawPage(1, WIDTH, HEIGHT, 0, words, shapes=[shape(Box(99, 96, 121, 97))])
    assert struck(page, rows_of(words)) == set()


@pytest.mark.parametrize(
    ("other", "copies", "others"),
    [
        (word("opened", 154, 189), {3}, set()),
        (word("opened", 157, 192), {3}, set()),
        (word("opened", 158, 193), set(), {2, 3}),
        (word("Opened", 155, 190), set(), {2, 3}),
        (word("more", 193, 210), set(), set()),
        (word("–", 160, 170), set(), set()),
        (word("more", 160, 180, 101), set(), {2, 3}),
        (word("more", 160, 180, 120), set(), set()),
        (word("DRAFT", 100, 190, 100, 20), set(), set()),
        (word("more", 160, 180, 100, 15), set(), {2, 3}),
    ],
)
def test_words_on_each_other_are_copies_or_contradict(
    other: Word, copies: set[int], others: set[int]
) -> None:
    words = [*TEXT, other]
    assert overlapping(words, rows_of(words)) == (copies, others)


Ink = tuple[int, int, int, int]


def unread(
    *ink: Ink, words: list[Word] | None = None, turned: tuple[Word, ...] = (),
    shapes: tuple[DrawnShape, ...] = (), images: tuple[Box, ...] = (),
) -> list[Box]:  # fmt: skip
    """The lines of ink on a page with words at the height of 100."""
    rows = [bytearray([255] * WIDTH) for _ in range(HEIGHT)]
    for x0, top, x1, bottom in ink:
        for row in rows[top:bottom]:
            row[x0:x1] = bytes(x1 - x0)
    picture = PagePicture(Raster(WIDTH, HEIGHT, 1.0, b"".join(rows)), None)
    page = RawPage(
        1, WIDTH, HEIGHT, 0, TEXT if words is None else words, turned, shapes,
        [Image(box, None) for box in images], picture=picture,
    )  # fmt: skip
    return unread_ink(page)


LINE = (110, 40, 180, 52)


@pytest.mark.parametrize(
    ("ink", "found"),
    [
        (LINE, [Box(110, 40, 180, 52)]),
        ((110, 92, 140, 100), []),
        ((110, 40, 133, 52), []),
        ((110, 40, 134, 52), [Box(110, 40, 134, 52)]),
        ((110, 40, 180, 43), []),
        ((110, 40, 180, 44), [Box(110, 40, 180, 44)]),
        ((110, 30, 180, 66), [Box(110, 30, 180, 66)]),
        ((110, 30, 180, 67), []),
        ((110, 30, 150, 58), []),
        ((10, 40, 90, 52), []),
        ((200, 40, 280, 52), []),
        ((10, 40, 101, 52), [Box(10, 40, 101, 52)]),
        ((189, 40, 280, 52), [Box(189, 40, 280, 52)]),
    ],
)
def test_ink_in_the_shape_of_a_line_in_the_column_of_text_is_unread(
    ink: Ink, found: list[Box]
) -> None:
    assert unread(ink) == found


def test_ink_parted_by_much_space_is_two_lines() -> None:
    assert len(unread((110, 40, 140, 52), (165, 40, 195, 52))) == 1
    found = unread((100, 40, 130, 52), (160, 40, 189, 52))
    assert found == [Box(100, 40, 130, 52), Box(160, 40, 189, 52)]
    assert unread() == []


@pytest.mark.parametrize(
    ("one", "found"),
    [
        (shape(Box(112, 42, 178, 50)), 0),
        (shape(Box(100, 30, 190, 62), filled=False), 1),
        (shape(Box(110, 40, 180, 52), curved=True), 1),
        (shape(Box(110, 30, 180, 66), curved=True), 1),
        (shape(Box(110, 30, 180, 67), curved=True), 0),
        (shape(Box(10, 42, 60, 50)), 1),
    ],
)
def test_boxes_account_for_ink_and_outlines_of_letters_do_not(one: DrawnShape, found: int) -> None:
    assert len(unread(LINE, shapes=(one,))) == found


def test_images_account_for_their_ink_but_not_in_the_shape_of_a_line() -> None:
    assert unread(LINE, images=(Box(110, 20, 180, 80),)) == []
    assert len(unread(LINE, images=(Box(110, 40, 180, 52),))) == 1
    assert unread(LINE, turned=(word("Across", 108, 182, 52),)) == []
    assert len(unread(LINE, turned=(word("Across", 108, 182, 30),))) == 1


@pytest.mark.parametrize(
    ("ink", "found"),
    [
        ((193, 92, 199, 100), 1),
        ((91, 92, 97, 100), 1),
        ((193, 97, 199, 100), 0),
        ((193, 92, 194, 100), 1),
        ((193, 95, 196, 100), 0),
        ((201, 92, 207, 100), 0),
        ((122, 92, 123, 100), 0),
    ],
)
def test_ink_as_high_as_letters_next_to_the_words_of_a_line_is_unread(ink: Ink, found: int) -> None:
    assert len(unread(ink)) == found


def test_a_page_without_words_or_picture_has_no_unread_ink() -> None:
    assert unread(LINE, words=[]) == []
    assert unread_ink(RawPage(1, WIDTH, HEIGHT, 0, TEXT)) == []


FIRST = [
    "The kitchen was open on six",
    "days of the week and all of",
    "the men who worked there had",
]
SECOND = [
    "been trained in the spring by",
    "a college that came in twice",
    "and a cook who had left.",
]


def two_columns(first: list[str], second: list[str], *, step: float = 14, x: float = 300) -> int:
    """How many lines are set in two columns."""
    lines = []
    for i, one in enumerate(first):
        other = second[i] if i < len(second) else ""
        text = f"{one} {other}".strip()
        words = [Placed(0, len(one), 72, 72 + 5 * len(one))]
        if other:
            at = x
            words.append(Placed(len(one) + 1, len(text), at, at + 5 * len(other)))
        y = 100 + step * i
        lines.append(
            Draft(
                text, text, cells=(len(one) + 1,) if other else (), words=tuple(words), size=11.0,
                box=Box(72, y - 9, words[-1].x1, y + 3), baseline=y,
            )
        )  # fmt: skip
    found = list(newspaper_columns(lines))
    assert len(found) <= 1
    if found:
        assert found[0][1] == 297
    return len(found[0][0]) if found else 0


def test_two_columns_are_those_whose_first_breaks_off_in_a_sentence() -> None:
    assert two_columns(FIRST, SECOND) == 3
    assert two_columns(FIRST[:2], SECOND) == 0
    assert two_columns([*FIRST[:2], "the men had been well."], SECOND) == 0
    assert two_columns([*FIRST[:2], "the men said “it was.”"], SECOND) == 0
    assert two_columns(FIRST, ["Been trained in the spring by", *SECOND[1:]]) == 0
    assert two_columns(FIRST, ["been", "a", "and"]) == 0
    assert two_columns(["The", "days", "the"], SECOND) == 0
    assert two_columns(FIRST, SECOND[:2]) == 3
    assert two_columns(FIRST, SECOND, step=18.6) == 3
    assert two_columns(FIRST, SECOND, step=19) == 0
