"""What is said of words and ink that a page's picture contradicts, and where it is not said."""

from __future__ import annotations

import pytest

from irp.parser.text.engines.raw import PagePicture, Raster, RawPage
from irp.parser.text.line_builder import Draft, DraftPage
from irp.parser.text.model import Picture, TextProblem, Word
from irp.parser.text.seen.witness import (
    UNSEEN,
    ComparedPage,
    compare_with_picture,
    outside_figures,
)
from irp.record.spans import Box, Span

PLACE = Box(100, 100, 200, 120)
BLANK = PagePicture(Raster(10, 10, 1.0, b"\xff" * 100), None)


def compared(
    *problems: TextProblem, ink: tuple[Box, ...] = (), number: int = 1, left_out: int = 0,
    picture: PagePicture | None = BLANK,
) -> ComparedPage:  # fmt: skip
    raw = RawPage(number, 595, 842, 0, [], picture=picture)
    return ComparedPage(raw, raw, left_out, list(problems), list(ink))


def problem(code: str, box: Box | None = PLACE, page: int = 1) -> TextProblem:
    return TextProblem(code, "said", Span(page, 0, 0, box))


def figure(box: Box, number: int = 1) -> DraftPage:
    """A page on which a chart's label is in a place."""
    return DraftPage(number, [Draft("12", "12", box=box, in_figure=True)])


EMPTY = DraftPage(1, [])


@pytest.mark.parametrize("code", ["struck_words", "overlapping_words"])
@pytest.mark.parametrize(
    ("place", "said"),
    [
        (PLACE, False),
        (Box(50, 50, 101, 101), False),
        (Box(199, 119, 300, 300), False),
        (Box(50, 50, 100, 300), True),
        (Box(200, 50, 300, 300), True),
        (Box(50, 50, 300, 100), True),
        (Box(50, 120, 300, 300), True),
        (Box(150, 110, 160, 115), False),
    ],
)
def test_labels_of_a_figure_may_overlap(code: str, place: Box, said: bool) -> None:
    problems, sighting = outside_figures([compared(problem(code))], [figure(place)])
    assert len(problems) == len(sighting.contradictions) == said


def test_what_cannot_be_seen_is_said_even_of_a_figure() -> None:
    found, sighting = outside_figures(
        [compared(problem("covered_words"), problem(UNSEEN), left_out=5)], [figure(PLACE)]
    )
    assert [one.code for one in found] == ["covered_words", UNSEEN]
    assert sighting.left_out == 5
    assert len(sighting.contradictions) == 1


def test_a_problem_without_a_box_is_on_no_figure() -> None:
    page = compared(problem("struck_words", None), TextProblem("struck_words", "said", None))
    problems, sighting = outside_figures([page], [figure(PLACE)])
    assert len(problems) == 2
    assert len(sighting.contradictions) == 1


def test_photographs_are_figures_but_pictures_in_the_shape_of_a_line_are_not() -> None:
    photograph = DraftPage(1, [], pictures=(Picture(1, Box(90, 90, 210, 200)),))
    heading = DraftPage(1, [], pictures=(Picture(1, Box(90, 98, 210, 122)),))
    page = compared(ink=(PLACE,))
    assert outside_figures([page], [photograph])[0] == []
    assert [one.code for one in outside_figures([page], [heading])[0]] == ["unread_ink"]


@pytest.mark.parametrize(("pages", "said"), [(1, 1), (2, 2), (3, 0)])
def test_ink_at_one_place_of_three_pages_is_part_of_their_design(pages: int, said: int) -> None:
    shown = [compared(ink=(PLACE,), number=number) for number in range(1, pages + 1)]
    drafts = [DraftPage(number, []) for number in range(1, pages + 1)]
    problems, _ = outside_figures(shown, drafts)
    assert [one.code for one in problems] == ["unread_ink"] * said


def test_pages_that_were_drawn_are_counted() -> None:
    shown = [compared(), compared(picture=None, number=2), compared(number=3, left_out=2)]
    _, sighting = outside_figures(shown, [DraftPage(number, []) for number in (1, 2, 3)])
    assert (sighting.pages, sighting.left_out) == (2, 2)


def word(text: str, x0: float, *, baseline: float = 50, width: float = 40) -> Word:
    return Word(text, x0, x0 + width, baseline, 20.0, "Arial", None, None)


def page(words: list[Word], turned: list[Word], *ink: tuple[int, int]) -> RawPage:
    """A page of 200 by 100 points, with ink in columns of pixels, where words are."""
    row = bytearray([255] * 200)
    for x0, x1 in ink:
        row[x0:x1] = bytes(x1 - x0)
    pixels = b"\xff" * 200 * 43 + bytes(row) * 4 + b"\xff" * 200 * 53
    picture = PagePicture(Raster(200, 100, 1.0, pixels), None)
    return RawPage(1, 200, 100, 0, words, turned, picture=picture)


def test_words_that_nobody_sees_are_left_out_and_counted_by_their_lines() -> None:
    shown, hidden = word("Cells", 20), [word("Wings", 80), word("Yards", 130)]
    below = word("Doors", 20, baseline=90)
    found = compare_with_picture(page([shown, *hidden, below], [], (25, 30)))
    assert [one.text for one in found.page.words] == ["Cells"]
    assert found.left_out == 3
    assert [(one.code, one.message) for one in found.problems] == [
        (UNSEEN, "left out on page 1: 2 words that cannot be seen"),
        (UNSEEN, "left out on page 1: a word that cannot be seen"),
    ]
    place = found.problems[0].place
    assert place
    assert place.box == Box(80, 34.2, 170, 54.2)


def test_words_of_another_direction_are_looked_at_too() -> None:
    found = compare_with_picture(page([word("Cells", 20)], [word("Draft", 80)], (25, 30)))
    assert (len(found.page.words), len(found.page.turned), found.left_out) == (1, 0, 1)
    found = compare_with_picture(page([word("Cells", 20)], [word("Draft", 80)], (85, 90)))
    assert (len(found.page.words), len(found.page.turned), found.left_out) == (0, 1, 1)
    found = compare_with_picture(page([word("Cells", 20)], [word("Draft", 80)], (25, 30), (85, 90)))
    assert (found.left_out, found.problems) == (0, [])
    assert found.page is found.raw
