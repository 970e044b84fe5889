"""Frames for each direction of text, the visible part of a page, and what is a curve."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from irp.parser.text.engines.orientation import (
    Corners,
    PageFrame,
    Turn,
    inside,
    moved_words,
    turn_of,
    visible_part,
)
from irp.parser.text.engines.paths import bounds, is_curved
from irp.parser.text.model import Word
from irp.record.spans import Box

PAGE: Corners = (10, 20, 310, 420)
TURNS: tuple[Turn, ...] = (0, 90, 180, 270)
NUMBERS = st.integers(-500, 500)


@pytest.mark.parametrize(
    ("turn", "top_left", "along", "size"),
    [
        (0, (10, 420), (310, 420), (300, 400)),
        (90, (10, 20), (10, 420), (400, 300)),
        (180, (310, 20), (10, 20), (300, 400)),
        (270, (310, 420), (310, 20), (400, 300)),
    ],
)
def test_a_frame_counts_from_the_corner_where_its_text_begins(
    turn: Turn, top_left: tuple[float, float], along: tuple[float, float], size: tuple[float, float]
) -> None:
    frame = PageFrame(turn, PAGE)
    assert frame.point(*top_left) == (0, 0)
    assert frame.point(*along) == (size[0], 0)
    assert (frame.width, frame.height) == size
    assert frame.box(PAGE) == Box(0, 0, *size)


@given(st.sampled_from(TURNS), st.sampled_from(TURNS), NUMBERS, NUMBERS)
def test_a_point_comes_back_from_any_frame(turn: Turn, other: Turn, x: int, y: int) -> None:
    frame, second = PageFrame(turn, PAGE), PageFrame(other, PAGE)
    assert frame.back(*frame.point(x, y)) == (x, y)
    box = frame.box((x, y, x + 7, y + 3))
    assert second.moved(box, frame) == second.box((x, y, x + 7, y + 3))


@pytest.mark.parametrize("turn", TURNS)
@pytest.mark.parametrize(
    ("corners", "seen"),
    [
        ((0, 30, 40, 50), (10, 30, 40, 50)),
        ((300, 400, 330, 440), (300, 400, 310, 420)),
        ((20, 10, 30, 40), (20, 20, 30, 40)),
        ((0, 30, 9, 50), None),
        ((311, 30, 320, 50), None),
        ((20, 5, 30, 19), None),
        ((20, 421, 30, 430), None),
    ],
)
def test_only_what_is_on_the_page_is_seen(
    turn: Turn, corners: Corners, seen: Corners | None
) -> None:
    frame = PageFrame(turn, PAGE)
    assert frame.clipped(corners) == (seen and frame.box(seen))


@pytest.mark.parametrize(
    ("matrix", "turn"),
    [
        *[((1, 0), 0), ((0, 1), 90), ((-1, 0), 180), ((0, -1), 270)],
        *[((12, 0.5), 0), ((-12, -0.5), 180), ((0.5, 12), 90), ((-0.5, -12), 270)],
        *[((12, 1), None), ((1, 12), None), ((-1, 1), None)],
    ],
)
def test_text_is_straight_or_slanted(matrix: tuple[float, float], turn: Turn | None) -> None:
    assert turn_of(*matrix) == turn


@pytest.mark.parametrize(
    ("crop", "rotation", "visible"),
    [
        ((10, 20, 310, 420), 0, (0, 0, 300, 400)),
        ((30, 60, 280, 400), 0, (20, 40, 270, 380)),
        ((280, 400, 30, 60), 0, (20, 40, 270, 380)),
        ((0, 0, 999, 999), 0, (0, 0, 300, 400)),
        ((30, 60, 280, 400), 90, (40, 30, 380, 280)),
        ((30, 60, 280, 400), 180, (30, 20, 280, 360)),
        ((30, 60, 280, 400), 270, (20, 20, 360, 270)),
        ((400, 60, 500, 400), 0, (0, 0, 300, 400)),
        ((30, 500, 280, 600), 180, (0, 0, 300, 400)),
    ],
)
def test_the_visible_part_is_the_crop_box_on_the_turned_page(
    crop: Corners, rotation: int, visible: Corners
) -> None:
    assert visible_part(PAGE, crop, rotation) == visible


def _word(x0: float, x1: float, baseline: float) -> Word:
    return Word("word", x0, x1, baseline, 10.0, "Arial", None, None)


@pytest.mark.parametrize(
    ("word", "kept"),
    [
        ((50, 70, 100), True),
        ((290, 305, 100), True),
        ((-10, 5, 100), True),
        ((301, 320, 100), False),
        ((-20, -1, 100), False),
        ((50, 70, -3), False),
        ((50, 70, 402), True),
        ((50, 70, 403), False),
    ],
)
def test_words_outside_the_page_are_left_out(word: tuple[float, float, float], kept: bool) -> None:
    first, other = _word(20, 40, 50), _word(*word)
    assert inside([first, other], PageFrame(0, PAGE)) == ([first, other] if kept else [first])
    assert inside([], PageFrame(0, PAGE)) == []


@pytest.mark.parametrize(
    ("first", "baseline", "kept"),
    [(295, 100, True), (294, 100, False), (305, 100, False), (295, 101, False)],
)
def test_a_line_that_runs_off_the_page_keeps_its_end(
    first: float, baseline: float, kept: bool
) -> None:
    words = [_word(250, first, 100), _word(304, 320, baseline), _word(325, 340, baseline)]
    assert inside(words, PageFrame(0, PAGE)) == (words if kept else words[:1])


def test_words_of_another_direction_get_the_edges_of_their_boxes() -> None:
    (moved,) = moved_words([_word(50, 80, 100)], PageFrame(0, PAGE), PageFrame(90, PAGE))
    assert (moved.x0, moved.x1, moved.baseline) == (300, 310, 80)


SQUARE = [(0.0, 0.0), (10.0, 0.0), (10.0, 8.0), (0.0, 8.0)]
ROUNDED = [(2.0, 0.0), (8.0, 0.0), (10.0, 2.0), (10.0, 6.0), (8.0, 8.0), (2.0, 8.0), (0.0, 6.0),
           (0.0, 2.0)]  # fmt: skip


@pytest.mark.parametrize(
    ("points", "bent", "curved"),
    [
        (SQUARE, False, False),
        ([*SQUARE, SQUARE[0]], False, False),
        ([(0.0, 0.0), (10.0, 8.0)], False, False),
        ([(0.0, 0.0), (10.0, 8.0), (0.0, 0.0)], False, False),
        ([(0.0, 0.0), (10.0, 8.0)], True, True),
        (ROUNDED, True, False),
        ([(0.0, 0.0), (0.0, 8.0), (6.0, 4.0)], True, True),
        ([(0.0, 0.0), (8.0, 0.0), (4.0, 6.0)], True, True),
        ([(5.0, 0.0), (10.0, 4.0), (5.0, 8.0), (0.0, 4.0)], False, True),
        ([(0.0, 0.0), (10.0, 0.0), (5.0, 8.0)], False, True),
        # Steps: straight, but most of it is inside its box.
        ([(0.0, 0.0), (3.0, 0.0), (3.0, 8.0), (6.0, 8.0), (6.0, 0.0)], False, False),
    ],
)
def test_a_box_with_rounded_corners_is_no_curve(
    points: list[tuple[float, float]], bent: bool, curved: bool
) -> None:
    assert is_curved(points, bounds(points), bent=bent) is curved
    moved = [(x + 100, y + 50) for x, y in points]
    assert is_curved(moved, bounds(moved), bent=bent) is curved
