"""Labels beside drawings, stamps, captions below pictures, and characters that cannot be."""

from __future__ import annotations

from collections.abc import Collection
from itertools import pairwise

import pytest

from irp.parser.text.figures.chart_labels import left_edges, mark_labels, mark_stamps
from irp.parser.text.figures.find import BodyStyle
from irp.parser.text.line_builder import Draft, DraftPage
from irp.parser.text.model import Furniture, Picture
from irp.parser.text.spacing import measure_gaps
from irp.parser.text.trust import doubtful_characters
from irp.record.spans import Box

BODY = BodyStyle(11.0, "arial")
CHART = Box(200, 300, 400, 500)
PROSE = "They had been told of this before they came."


def line(
    text: str, x0: float, baseline: float, *, size: float = 9.0, family: str = "arial"
) -> Draft:
    box = Box(x0, baseline - size, x0 + 5 * len(text), baseline + 2)
    return Draft(text, text, box=box, size=size, family=family, baseline=baseline)


def labels(*lines: Draft, edges: Collection[float] = ()) -> list[str]:
    """The lines beside a chart that are its labels."""
    mark_labels(DraftPage(1, list(lines)), [CHART], BODY, set(edges))
    return [one.text for one in lines if one.in_figure]


@pytest.mark.parametrize(
    ("one", "is_label"),
    [
        (line("Good", 150, 400), True),
        (line("Good", 600, 400), True),
        (line("Good", 601, 400), False),
        (line("Good", -20, 400), True),
        (line("Good", -21, 400), False),
        (line("Good", 210, 300), True),
        (line(PROSE, 150, 400, size=11), False),
        (line(PROSE[:24], 150, 400, size=11), True),
        (line(PROSE[:25], 150, 400, size=11), False),
        (line(PROSE[:25], 150, 400, size=11, family="times"), True),
        (line(PROSE, 150, 400), False),
        (line(PROSE[:-1], 150, 400), True),
        (line(PROSE[5:], 150, 400), True),
        (line("x" * 70, 0, 400), True),
        (line("x" * 71, 0, 400), False),
        (line("Figure 2: progress", 150, 400), False),
        (line("Large", 150, 400, size=15), False),
        (line("Large", 250, 400, size=15), True),
        (line("Large", 150, 400, size=14), True),
    ],
)
def test_a_short_line_beside_a_drawing_is_its_label(one: Draft, is_label: bool) -> None:
    assert labels(one) == ([one.text] if is_label else [])


@pytest.mark.parametrize(("x0", "is_label"), [(148, True), (149, False), (151, False), (152, True)])
def test_a_line_that_begins_where_the_text_does_is_no_label(x0: float, is_label: bool) -> None:
    assert labels(line("Good", x0, 400, size=11), edges={150.0}) == (["Good"] if is_label else [])
    assert labels(line("Good", x0, 400), edges={150.0}) == ["Good"]
    assert labels(line("Good", x0, 515), edges={150.0}) == (["Good"] if is_label else [])


def test_labels_below_and_above_follow_each_other_without_a_gap() -> None:
    below = [line(f"below {i}", 250, 510 + 12 * i) for i in range(3)]
    assert labels(*below, line("far", 250, 600)) == ["below 0", "below 1", "below 2"]
    above = [line(f"above {i}", 250, 290 - 12 * i) for i in (2, 1, 0)]
    assert labels(line("far", 250, 200), *above) == ["above 2", "above 1", "above 0"]
    assert labels(line("a", 250, 510), line(PROSE, 250, 522), line("b", 250, 534)) == ["a"]
    assert labels(line("beside", 109, 510)) == []
    assert labels(line("beside", 110, 510)) == ["beside"]
    assert labels(line("beside", 460, 510)) == ["beside"]
    assert labels(line("beside", 461, 510)) == []


def test_the_edges_are_where_lines_of_the_body_often_begin() -> None:
    def edges(*starts: float) -> set[float]:
        lines = [line(PROSE, x0, 100 + 14 * i, size=11) for i, x0 in enumerate(starts)]
        return left_edges([DraftPage(1, lines)], BODY)

    assert edges(72, 72, 72, 90, 90) == {72.0}
    assert edges(72.2, 72.1, 71.9) == {72.0}
    assert edges(72, 72) == set()
    assert edges(*[72] * 97, 90, 90, 90) == {72.0}
    assert edges(*[72] * 96, 90, 90, 90, 90) == {72.0, 90.0}
    other = [line(PROSE, 72, 100 + i, size=size) for i, size in enumerate((9, 9, 14, 14, 11))]
    assert left_edges([DraftPage(1, other)], BODY) == set()


def stamped(one: Draft, *, picture: bool = False) -> bool:
    """Whether a line on a page of text is a stamp."""
    text = [line(PROSE, 72, 100 + 14 * i, size=11) for i in range(30)]
    pictures = (Picture(1, CHART),) if picture else ()
    mark_stamps([DraftPage(1, [*text, one], pictures=pictures)], BODY)
    assert not any(other.furniture for other in text)
    return one.furniture is Furniture.STAMP


@pytest.mark.parametrize(
    ("x0", "baseline", "family", "picture", "stamp"),
    [
        (405, 400, "script", True, True),
        (399, 400, "script", True, False),
        (170, 400, "script", True, True),
        (171, 400, "script", True, False),
        (405, 308, "script", True, False),
        (405, 309, "script", True, True),
        (405, 498, "script", True, True),
        (405, 499, "script", True, False),
        (405, 400, "arial", True, False),
        (405, 400, "script", False, False),
    ],
)
def test_a_line_in_a_rare_font_beside_a_photograph_is_a_stamp(
    x0: float, baseline: float, family: str, picture: bool, stamp: bool
) -> None:
    assert stamped(line("© A B.", x0, baseline, family=family), picture=picture) is stamp


@pytest.mark.parametrize(
    ("size", "baseline", "stamp"), [(60, 260, True), (16, 260, False), (60, 700, False)]
)
def test_large_letters_across_lines_of_text_are_a_stamp(
    size: float, baseline: float, stamp: bool
) -> None:
    assert stamped(line("DRAFT", 100, baseline, size=size)) is stamp


def below(*pictures: Box, pages: int = 1) -> list[list[bool]]:
    """Which of the lines at 100, 300 and 500 are below a picture, by page."""
    made = [
        DraftPage(
            number,
            [line(PROSE, 72, y, size=11) for y in (100, 300, 500)],
            height=842.0,
            pictures=tuple(Picture(number, box) for box in pictures),
        )
        for number in range(1, pages + 1)
    ]
    measure_gaps(made)
    return [[one.below_picture for one in page.lines] for page in made]


@pytest.mark.parametrize(
    ("pictures", "expected"),
    [
        ([], [False, False, False]),
        ([Box(72, 120, 300, 280)], [False, True, False]),
        ([Box(72, 20, 300, 80)], [True, False, False]),
        ([Box(72, 320, 300, 480)], [False, False, True]),
        ([Box(72, 510, 300, 700)], [False, False, False]),
        ([Box(72, 120, 300, 280), Box(72, 320, 300, 480)], [False, True, True]),
        ([Box(72, 120, 300, 139)], [False, False, False]),
        ([Box(72, 120, 300, 140)], [False, True, False]),
        ([Box(72, 200, 300, 400)], [False, True, False]),
        ([Box(72, 201, 300, 401)], [False, False, True]),
        ([Box(72, 0, 300, 200)], [True, False, False]),
    ],
)
def test_a_line_is_below_a_picture_whose_middle_is_above_it(
    pictures: list[Box], expected: list[bool]
) -> None:
    assert below(*pictures) == [expected]


@pytest.mark.parametrize(
    ("height", "pages", "shown"), [(80, 2, True), (80, 3, False), (90, 3, True), (89, 3, False)]
)
def test_a_low_picture_at_the_same_place_of_three_pages_is_part_of_the_design(
    height: float, pages: int, shown: bool
) -> None:
    assert below(Box(72, 120, 300, 120 + height), pages=pages) == [[False, shown, False]] * pages


def test_the_space_above_a_line_is_measured_in_its_own_height() -> None:
    steps = [14, 14, 14, 28, 14, 21, 14]
    baselines = [100.0]
    for step in steps:
        baselines.append(baselines[-1] + step)
    lines = [line(PROSE, 72, y, size=11) for y in baselines]
    measure_gaps([DraftPage(1, lines, height=842.0)])
    assert [one.gap for one in lines] == [None, *(round((step - 14) / 14, 2) for step in steps)]
    assert all(a.baseline < b.baseline for a, b in pairwise(lines))


@pytest.mark.parametrize(
    ("text", "doubtful"),
    [
        *[
            (text, "")
            for text in ("Plain words.", "Łukasz Żak", "Zoë", "Siân ŵyn", "£5 – 3½", "15°")
        ],
        *[(text, "") for text in ("McDonald and O’Neill", "10 µg", "Ștefan", "“Yes” … no")],
        *[("le\ufffder", "\ufffd"), ("\ue012 word", "\ue012"), ("n\u0303o", "\u0303")],
        *[("5² metres", "²"), ("я and you", "я"), ("٣ of them", "٣")],
        *[("leŧer", "leŧ"), ("AŌer", "Ō")],
    ],
)
def test_characters_that_cannot_be_what_is_printed_are_found(text: str, doubtful: str) -> None:
    assert doubtful_characters(text) == doubtful
