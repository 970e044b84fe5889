"""Charts laid out by hand: what bars show, and how a contradiction in them is reported."""

from __future__ import annotations

import pytest

from irp.parser.charts.bars import turned
from irp.parser.charts.model import Chart, ChartLabel, ChartReading, Terms
from irp.parser.charts.reading import read_chart
from irp.parser.charts.terms import terms_of
from irp.parser.text.engines.pdfium.artwork import Patch
from irp.record.spans import Box

UNIT, FOOT = 40.0, 400.0
RED, BLUE = (200, 0, 0), (0, 0, 200)
NAMES = ("No meaningful progress", "Insufficient progress", "Reasonable progress", "Good progress")
TESTS = ("Safety", "Respect", "Purposeful activity", "Rehabilitation and release planning")


def label(text: str, x: float, y: float, *, width: float = 30, height: float = 10) -> ChartLabel:
    """A label around a middle."""
    box = Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)
    return ChartLabel(text, box, terms_of(text) or Terms())


def area(x0: float, top: float, x1: float, bottom: float, colour: tuple[int, int, int]) -> Patch:
    box = Box(x0, top, x1, bottom)
    middle = ((x0 + x1) / 2, (top + bottom) / 2)
    return Patch(box, colour, (x1 - x0) * (bottom - top), middle)


def bars(
    *heights: float,
    names: tuple[str, ...] = NAMES,
    axis: tuple[int, ...] = (0, 1, 2, 3, 4),
    own: tuple[str, ...] = (),
    lying: bool = False,
    extra: tuple[ChartLabel, ...] = (),
    more: tuple[Patch, ...] = (),
) -> Chart:
    """Bars 60 points apart on one foot, with names below, an axis and labels of their own."""
    places = [100 + 60 * i for i in range(len(heights))]
    patches = [
        area(x - 15, FOOT - UNIT * height, x + 15, FOOT, RED)
        for x, height in zip(places, heights, strict=True)
        if height
    ]
    labels = [
        *(label(name, x, FOOT + 10) for x, name in zip(places, names, strict=False) if name),
        *(label(str(value), 40, FOOT - UNIT * value) for value in axis),
        *(label(text, x, FOOT - UNIT * height - 7)
            for x, height, text in zip(places, heights, own, strict=False) if text),
        *extra,
    ]  # fmt: skip
    chart = Chart(Box(0, 0, 500, 500), (*patches, *more), (), tuple(labels))
    return turned(turned(turned(chart))) if lying else chart


def told(reading: ChartReading | None) -> str:
    """What a chart shows, in short."""
    if reading is None:
        return "nothing"
    if reading.unread or reading.doubts:
        return reading.unread or reading.doubts[0]
    counts = [f"{one.judgement.value.split('_')[0]} {one.number}" for one in reading.counts]
    outcomes = [f"{one.year} {one.test.split()[0]} {one.grade}" for one in reading.outcomes]
    return ", ".join([*counts, *outcomes])


ALL = "no 1, insufficient 3, reasonable 2, good 4"


@pytest.mark.parametrize("lying", [False, True])
@pytest.mark.parametrize(
    ("how", "n"),
    [
        ({}, None),
        ({"axis": (), "own": ("1", "3", "2", "4")}, None),
        ({"axis": (), "own": ("1", "3")}, None),
        ({"axis": ()}, 10),
        ({"axis": (0, 2, 4), "own": ("1", "3", "2", "4")}, 10),
    ],
)
def test_bars_are_read_by_their_axis_their_labels_or_the_number_in_all(
    lying: bool, how: dict[str, tuple[str, ...]], n: int | None
) -> None:
    chart = bars(1, 3, 2, 4, lying=lying, **how)  # type: ignore[arg-type]
    assert told(read_chart(chart, n=n)) == ALL


@pytest.mark.parametrize(
    ("chart", "n", "said"),
    [
        (bars(1, 3, 2, 0), None, "no 1, insufficient 3, reasonable 2, good 0"),
        (bars(1, 3, 2.15, 4), None, ALL),
        (bars(1, 3, 2.2, 4), None, "one of its bars ends between two values"),
        (bars(1, 3, 2, 4, own=("1", "3", "3", "4")), None,
            "one of its bars is labelled 3 and reaches 2"),
        (bars(1, 3, 2, 4, axis=(), own=("1", "3", "3", "4")), None,
            "one of its bars or slices is labelled 3, unlike its size"),
        (bars(1, 3, 2, 4, axis=()), None, "nothing says how many follow-ups it counts"),
        (bars(1, 3, 2, 4, axis=()), 9, "its bars or slices are not whole parts of n=9"),
        (bars(1, 3, 2, 4, axis=()), 3, "its bars or slices are not whole parts of n=3"),
        (bars(2, names=NAMES[:1], axis=()), 2, "its only bar has neither an axis nor a label"),
        (bars(2, names=NAMES[:1]), None, "no 2"),
        (bars(1, 3, 2, 4, names=("", *NAMES[1:])), None,
            "no label says which judgement a bar or slice is about"),
        (bars(1, 3, 2, 4, names=(NAMES[1], *NAMES[1:])), None,
            "two of its bars or slices have the same judgement"),
        (bars(1, 3, 2, 4, axis=(1, 2, 3, 4)), None, ALL),
        (bars(1, 3, 2, 4, more=(area(400, 300, 430, 390, RED),)), None,
            "some of its areas do not begin where the others do"),
        (bars(1, 3, 2, 4, more=(area(60, 200, 320, 400.5, (230, 230, 230)),)), None, ALL),
        (bars(1, 3, 2, 4, more=(area(400, 300, 430, 390, (255, 255, 255)),)), None, ALL),
        (bars(1, 3, 2, 4, extra=(label("reasonably", 400, 50),)), None,
            "some of its labels run into each other"),
        (bars(1, 3, names=("Wing A", "Wing B")), None, "nothing"),
        (bars(1, 3, names=("Good", "Safety")), None, "nothing"),
        (bars(0, 0, names=NAMES[:2]), None, "it has neither bars nor slices"),
        (bars(1, 3, 2, 4, own=("", "3", "", ""), extra=(label("3", 160, 290),)), None, ALL),
    ],
)  # fmt: skip
def test_counts_are_whole_and_contradict_nothing(chart: Chart, n: int | None, said: str) -> None:
    assert told(read_chart(chart, n=n)) == said


def test_a_base_that_is_not_nought_is_a_doubt() -> None:
    axis = tuple(label(str(value), 40, FOOT - UNIT * (value - 1)) for value in (1, 2, 3, 4, 5))
    chart = bars(1, 3, 2, 4, axis=(), extra=axis)
    assert told(read_chart(chart)) == "its axis does not begin at 0"


GRADES = tuple(
    label(grade, 40, FOOT - UNIT * value)
    for value, grade in enumerate(("Poor", "Not sufficiently good", "Reasonably good", "Good"), 1)
)
UNNAMED = "no label says which test, or which inspection, a bar is about"
SHOWN = "2019 Safety 1, 2019 Respect 3, 2019 Purposeful 2, 2019 Rehabilitation 4"


@pytest.mark.parametrize(
    ("chart", "years", "said"),
    [
        (bars(1, 3, 2, 4, names=TESTS, axis=(), extra=GRADES), [2019], SHOWN),
        (bars(1, 3, 2, 4, names=TESTS), [2019], SHOWN),
        (bars(1, 3, 2, 4, names=TESTS, axis=(), own=("Poor", "Reasonably good",
            "Not sufficiently good", "Good")), [2019], SHOWN),
        (bars(1, 3, 2, 4, names=TESTS), [], UNNAMED),
        (bars(1, 3, 2, 4, names=TESTS), [2018, 2019], UNNAMED),
        (bars(1, 3, 2, 4.3, names=TESTS), [2019], "one of its bars ends between two values"),
        (bars(1, 3, 2, 5, names=TESTS, axis=(0, 1, 5)), [2019],
            "one of its bars reaches no grade"),
        (bars(1, 3, 2, 0, names=TESTS), [2019],
            "some tests have no bar for one of the inspections"),
        (bars(1, 3, 2, 4, names=(TESTS[1], *TESTS[1:])), [2019],
            "two of its bars have the same names"),
        (bars(1, 3, 2, 4, names=TESTS, extra=(label("2018", 130, FOOT + 25),)), [2019],
            "its inspections are not those that it, or its caption, names"),
        (bars(1, 3, 2, 4, names=TESTS, extra=(label("2019", 190, FOOT + 25),)), [2018],
            "its inspections are not those that it, or its caption, names"),
        (bars(1, 3, 2, 4, names=("", *TESTS[1:])), [2019], UNNAMED),
    ],
)  # fmt: skip
def test_outcomes_are_grades_of_each_test_and_inspection(
    chart: Chart, years: list[int], said: str
) -> None:
    assert told(read_chart(chart, years)) == said


def test_an_axis_that_begins_at_a_grade_leaves_the_lowest_without_a_bar() -> None:
    axis = tuple(label(str(value), 40, FOOT - UNIT * (value - 1)) for value in (1, 2, 3, 4))
    chart = bars(0.5, 2, 1, 3, names=TESTS, axis=(), extra=axis)
    assert told(read_chart(chart, [2019])).startswith("its axis begins at a grade")


def test_each_inspection_has_its_colour() -> None:
    first = [
        area(80 + 90 * i, FOOT - UNIT * v, 100 + 90 * i, FOOT, RED) for i, v in enumerate((1, 3))
    ]
    second = [
        area(102 + 90 * i, FOOT - UNIT * v, 122 + 90 * i, FOOT, BLUE) for i, v in enumerate((2, 4))
    ]
    keys = area(300, 96, 308, 104, RED), area(300, 116, 308, 124, BLUE)
    labels = (
        label("2017", 330, 100), label("2019", 330, 120),
        label("Safety", 101, FOOT + 10), label("Respect", 191, FOOT + 10),
        *(label(str(value), 40, FOOT - UNIT * value) for value in range(5)),
    )  # fmt: skip
    chart = Chart(Box(0, 0, 500, 500), (*first, *second, *keys), (), labels)
    shown = "2017 Safety 1, 2019 Safety 2, 2017 Respect 3, 2019 Respect 4"
    assert told(read_chart(chart, [2017, 2019])) == shown
    assert told(read_chart(chart, [2019])).startswith("its inspections are not those")
    assert told(read_chart(chart._replace(patches=(*first, *second[:1], *keys)), [2017, 2019])) == (
        "some tests have no bar for one of the inspections"
    )
