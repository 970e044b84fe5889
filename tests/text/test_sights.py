"""Whether the words of a page can be seen in its picture, drawn pixel by pixel."""

from __future__ import annotations

import pytest

from irp.parser.text.engines.raw import DrawnShape, Image, PagePicture, Raster, RawPage
from irp.parser.text.model import Word
from irp.parser.text.seen.visibility import Sight, sights
from irp.record.spans import Box

WIDTH, HEIGHT = 200, 100
Ink = tuple[int, int, int, int, int]
"""Columns and rows of pixels, from and to, and how light they are."""


def raster(*ink: Ink) -> Raster:
    rows = [bytearray([255] * WIDTH) for _ in range(HEIGHT)]
    for x0, top, x1, bottom, level in ink:
        for row in rows[top:bottom]:
            row[x0:x1] = bytes([level]) * (x1 - x0)
    return Raster(WIDTH, HEIGHT, 1.0, b"".join(rows))


def word(text: str = "Cells", x0: float = 20, x1: float = 60, baseline: float = 50) -> Word:
    return Word(text, x0, x1, baseline, 20.0, "Arial", None, None)


def seen(
    *words: Word,
    ink: tuple[Ink, ...] = (),
    bare: tuple[Ink, ...] | None = None,
    shapes: tuple[Box, ...] = (),
    images: tuple[Box, ...] = (),
    filled: bool = True,
) -> dict[int, Sight]:
    """The words that cannot be seen, by their position."""
    picture = PagePicture(raster(*ink), None if bare is None else raster(*bare))
    page = RawPage(
        1, WIDTH, HEIGHT, 0, words, picture=picture,
        shapes=[DrawnShape(box, curved=False, filled=filled, mcid=None) for box in shapes],
        images=[Image(box, None) for box in images],
    )  # fmt: skip
    return sights(page, words)


@pytest.mark.parametrize(
    ("ink", "visible"),
    [
        ((20, 41, 60, 50, 255), False),
        ((30, 44, 32, 46, 0), True),
        ((30, 44, 32, 46, 243), True),
        ((30, 44, 32, 46, 244), False),
        ((18, 44, 20, 46, 0), False),
        ((19, 44, 21, 46, 0), True),
        ((60, 44, 61, 46, 0), True),
        ((61, 44, 63, 46, 0), False),
        ((30, 50, 32, 60, 0), False),
        ((30, 49, 32, 60, 0), True),
        ((30, 30, 32, 41, 0), True),
        ((30, 20, 32, 35, 0), False),
    ],
)
def test_a_word_is_seen_by_contrast_in_its_place(ink: Ink, visible: bool) -> None:
    assert seen(word(), ink=(ink,)) == ({} if visible else {0: Sight.HIDDEN})


def test_a_word_in_white_on_black_is_seen_and_one_in_grey_on_grey_is_not() -> None:
    ground = (0, 0, WIDTH, HEIGHT, 100)
    assert seen(word(), ink=(ground, (30, 44, 32, 46, 255))) == {}
    assert seen(word(), ink=(ground, (30, 44, 32, 46, 88))) == {}
    assert seen(word(), ink=(ground, (30, 44, 32, 46, 89))) == {0: Sight.HIDDEN}


def test_what_is_outside_the_picture_cannot_be_judged() -> None:
    assert seen(word(x0=220, x1=260)) == {}
    assert seen(word(baseline=-20)) == {}


BOX = Box(10, 30, 90, 60)


@pytest.mark.parametrize(
    ("box", "filled", "sight"),
    [
        (BOX, True, Sight.COVERED),
        (BOX, False, Sight.HIDDEN),
        (Box(10, 44, 90, 45.9), True, Sight.HIDDEN),
        (Box(61, 30, 90, 60), True, Sight.HIDDEN),
        (Box(10, 46, 90, 60), True, Sight.HIDDEN),
        (Box(10, 45, 90, 60), True, Sight.COVERED),
        (Box(10, 30, 90, 45), True, Sight.HIDDEN),
        (Box(10, 30, 90, 46), True, Sight.COVERED),
        (Box(0, 0, 200, 100), True, Sight.HIDDEN),
        (Box(0, 0, 200, 50), True, Sight.HIDDEN),
        (Box(0, 0, 200, 49), True, Sight.COVERED),
    ],
)
def test_a_word_without_contrast_below_something_filled_is_covered(
    box: Box, filled: bool, sight: Sight
) -> None:
    assert seen(word(), shapes=(box,), filled=filled) == {0: sight}


@pytest.mark.parametrize(("x1", "covered"), [(34, False), (40, True), (70, True)])
def test_a_word_of_which_a_part_lies_in_a_box_is_covered(x1: float, covered: bool) -> None:
    """Ink shows the rest of the word."""
    ink = ((50 if x1 < 50 else 75, 44, 58 if x1 < 50 else 78, 46, 0),)
    found = seen(word(x1=80), ink=ink, shapes=(Box(10, 30, x1, 60),))
    assert found == ({0: Sight.COVERED} if covered else {})


def test_a_word_on_an_image_is_seen_only_where_it_is_painted() -> None:
    image = Box(10, 30, 90, 60)
    letters = (30, 44, 32, 46, 0)
    assert seen(word(), ink=(letters,), bare=(), images=(image,)) == {}
    assert seen(word(), ink=(letters,), bare=(letters,), images=(image,)) == {0: Sight.COVERED}
    beside = Box(100, 30, 150, 60)
    assert seen(word(), ink=(letters,), bare=(letters,), images=(beside,)) == {}


def test_words_over_a_scanned_page_were_recognised() -> None:
    page = Box(0, 0, WIDTH, HEIGHT)
    letters = ((30, 44, 32, 46, 0), (110, 44, 112, 46, 0))
    two = word(), word("Wings", 100, 140)
    assert seen(*two, ink=letters, bare=letters, images=(page,)) == {
        0: Sight.RECOGNISED, 1: Sight.RECOGNISED,
    }  # fmt: skip
    half = Box(0, 0, WIDTH, 50)
    assert set(seen(*two, ink=letters, bare=letters, images=(half,)).values()) == {Sight.COVERED}
    more = Box(0, 0, WIDTH, 51)
    found = seen(*two, ink=letters, bare=letters, images=(more,))
    assert set(found.values()) == {Sight.RECOGNISED}
    one = seen(*two, ink=letters, bare=letters[:1], images=(page,))
    assert one == {0: Sight.COVERED}
    black = ((15, 30, 65, 60, 40), letters[1])
    covered = seen(*two, ink=black, bare=black, images=(page,))
    assert covered == {0: Sight.COVERED, 1: Sight.RECOGNISED}


def test_a_sign_is_judged_by_the_word_beside_it() -> None:
    dash, far = word("–", 65, 75), word("–", 65, 75, 80)
    assert seen(word(), dash) == {0: Sight.HIDDEN, 1: Sight.HIDDEN}
    assert seen(dash, word("Cells", 80, 120)) == {0: Sight.HIDDEN, 1: Sight.HIDDEN}
    assert seen(word(), far) == {0: Sight.HIDDEN}
    assert seen(dash) == {}
    assert seen(word(), dash, ink=((30, 44, 32, 46, 0),)) == {}


def test_a_page_without_a_picture_hides_nothing() -> None:
    assert sights(RawPage(1, WIDTH, HEIGHT, 0, [word()]), [word()]) == {}
