"""The parts of a chart: its labels, its scale and its legend."""

from __future__ import annotations

import pytest

from irp.parser.charts.axis import Scale, scale_of
from irp.parser.charts.labels import labels_of, runs_of
from irp.parser.charts.legend import legend_of
from irp.parser.charts.model import Chart, ChartLabel, Terms, near
from irp.parser.charts.terms import is_half_read, terms_of
from irp.parser.text.engines.pdfium.artwork import Patch
from irp.parser.text.model import Word
from irp.record.spans import Box
from irp.record.vocabulary import Judgement


def word(text: str, x0: float, baseline: float = 100.0, size: float = 10.0) -> Word:
    return Word(text, x0, x0 + size / 2 * len(text), baseline, size, "Arial", None, None)


@pytest.mark.parametrize(
    ("words", "runs"),
    [
        ([word("Good", 0), word("progress", 23)], ["Good progress"]),
        ([word("progress", 23), word("Good", 0)], ["Good progress"]),
        ([word("Good", 0), word("Poor", 60)], ["Good", "Poor"]),
        ([word("Good", 0), word("progress", 23, 101)], ["Good progress"]),
        ([word("Good", 0), word("progress", 23, 112)], ["Good", "progress"]),
        ([], []),
    ],
)
def test_words_side_by_side_are_one_run(words: list[Word], runs: list[str]) -> None:
    assert [run.text for run in runs_of(words)] == runs


def texts(*words: Word) -> list[str]:
    """The labels that name something."""
    return [label.text for label in labels_of(runs_of(words)) if any(label.terms)]


def test_lines_that_name_something_only_together_are_one_label() -> None:
    assert texts(word("Reasonably", 0), word("good", 0, 112)) == ["Reasonably good"]
    assert texts(word("Reasonably", 0), word("good", 0, 140)) == ["good"]
    assert texts(word("Reasonably", 0), word("good", 80, 112)) == ["good"]
    assert texts(word("Nothing", 0), word("here", 0, 112)) == []
    three = [word(text, 0, 100 + 12 * i) for i, text in enumerate(("Not", "sufficiently", "good"))]
    assert texts(*three) == ["Not sufficiently good"]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Safety", Terms(test="Safety")),
        ("Poor", Terms(grade=1)),
        ("Not sufficiently good", Terms(grade=2)),
        ("Reasonably good", Terms(grade=3)),
        ("Good", Terms(grade=4, judgement=Judgement.GOOD_PROGRESS)),
        ("Good progress", Terms(judgement=Judgement.GOOD_PROGRESS)),
        ("No meaningful progress (3)", Terms(judgement=Judgement.NO_MEANINGFUL_PROGRESS, number=3)),
        ("IRP May 2022", Terms(year=2022)),
        ("37.5%", Terms(percent=37.5)),
        ("12", Terms(number=12)),
        ("n = 8", Terms(number=8)),
        ("1234", None),
        ("3.5", None),
        ("Good kitchens", None),
        ("", None),
        (f"2019{'-' * 76}", Terms(year=2019)),
        (f"2019{'-' * 77}", None),
    ],
)
def test_a_label_names_all_that_it_says(text: str, terms: Terms | None) -> None:
    assert terms_of(text) == terms


@pytest.mark.parametrize(
    ("text", "half"),
    [("Reasonably", True), ("x" * 70 + "reasonably", False), ("not sufficiently", True),
     ("Good", False), ("reasonably " + "x" * 69, True), ("reasonably " + "x" * 70, False)],
)  # fmt: skip
def test_a_label_with_part_of_a_name_is_half_read(text: str, half: bool) -> None:
    assert is_half_read(text) is half


def label(text: str, x0: float, middle: float, *, width: float = 20.0) -> ChartLabel:
    return ChartLabel(text, Box(x0, middle - 5, x0 + width, middle + 5), terms_of(text) or Terms())


BARS = Box(100, 100, 300, 400)


def chart(
    *labels: ChartLabel, rules: tuple[Box, ...] = (), patches: tuple[Patch, ...] = ()
) -> Chart:
    return Chart(Box(0, 0, 500, 500), patches, rules, labels)


def scale(*labels: ChartLabel, rules: tuple[Box, ...] = ()) -> Scale | None:
    return scale_of(chart(*labels, rules=rules), labels, BARS, lambda terms: terms.number)


def axis(
    x0: float, *, step: float = 50.0, ticks: tuple[int, ...] = (0, 1, 2, 3)
) -> list[ChartLabel]:
    return [label(str(value), x0, 400 - step * value) for value in ticks]


@pytest.mark.parametrize("x0", [70, 80, 300, 330])
@pytest.mark.parametrize("ticks", [(0, 1, 2, 3), (0, 2, 4), (1, 5), (0, 5, 6)])
def test_the_labels_on_one_side_give_the_scale(x0: float, ticks: tuple[int, ...]) -> None:
    found = scale(*axis(x0, ticks=ticks))
    assert found
    assert (round(found.value(400), 6), round(found.value(250), 6)) == (0, 3)
    assert not found.banded


def test_labels_beside_the_longer_side_count_and_those_among_the_bars_do_not() -> None:
    found = scale(*axis(70), label("9", 320, 120), label("7", 150, 300))
    assert found
    assert found.value(350) == 1
    assert scale(*axis(150)) is None
    assert scale(*axis(81.0)) is None
    assert scale(*axis(80.7))
    assert scale(*axis(299.3))
    assert scale(*axis(299.0)) is None


def test_labels_that_go_down_or_are_not_in_line_give_none() -> None:
    assert scale(*axis(70, step=-50)) is None
    assert scale(label("1", 70, 300)) is None
    assert scale() is None
    assert scale(*axis(70)[:3], label("3", 70, 270)) is None
    assert scale(*axis(70)[:3], label("2", 70, 250)) is None


def line(y: float) -> Box:
    return Box(100, y - 0.25, 300, y + 0.25)


def test_the_scale_is_that_of_the_lines_which_the_labels_name() -> None:
    moved = scale(*axis(70), rules=tuple(line(y + 3) for y in (400, 350, 300, 250)))
    assert moved
    assert moved.value(403) == pytest.approx(0)
    upright = tuple(Box(100 + x, 100, 100.5 + x, 400) for x in (0, 50))
    assert scale(*axis(70), rules=upright) == scale(*axis(70))
    far = scale(*axis(70), rules=tuple(line(y + 17) for y in (400, 350, 300, 250)))
    assert far == scale(*axis(70))
    uneven = scale(*axis(70), rules=tuple(line(y) for y in (403, 350, 297, 250)))
    assert uneven == scale(*axis(70))


def test_labels_between_the_lines_name_bands() -> None:
    found = scale(*axis(70), rules=tuple(line(y) for y in (425, 375, 325, 275, 225)))
    assert found
    assert found.banded
    assert found.value(375) == pytest.approx(0)
    one = scale(*axis(70), rules=(line(375),))
    assert one
    assert not one.banded


RED, BLUE = (200, 0, 0), (0, 0, 200)


def key(x1: float, middle: float, colour: tuple[int, int, int], size: float = 8.0) -> Patch:
    return Patch(
        Box(x1 - size, middle - size / 2, x1, middle + size / 2), colour, size**2, (x1, middle)
    )


@pytest.mark.parametrize(
    ("keys", "named"),
    [
        ([key(95, 100, RED), key(95, 120, BLUE)], ["Good progress", "Insufficient progress"]),
        ([key(95, 100, RED), key(95, 120, RED)], []),
        ([key(95, 100, RED), key(95, 120, (202, 2, 0))], []),
        (
            [key(95, 100, RED), key(95, 120, (204, 0, 0))],
            ["Good progress", "Insufficient progress"],
        ),
        ([key(95, 100, RED)], ["Good progress"]),
        ([key(76, 100, RED)], ["Good progress"]),
        ([key(74, 100, RED)], []),
        ([key(100.7, 100, RED)], ["Good progress"]),
        ([key(101, 100, RED)], []),
        ([key(95, 100, RED, 19)], ["Good progress"]),
        ([key(95, 100, RED, 21)], []),
        ([key(95, 100, RED), key(95, 120, BLUE, 12)], ["Good progress"]),
        ([key(95, 107, RED)], []),
        ([key(95, 94, RED)], ["Good progress"]),
        ([], []),
    ],
)
def test_a_legend_has_small_areas_of_other_colours_right_before_its_labels(
    keys: list[Patch], named: list[str]
) -> None:
    labels = (label("Good progress", 100, 100), label("Insufficient progress", 100, 120))
    legend = legend_of(chart(*labels, label("7", 100, 140), patches=tuple(keys)))
    assert [one.text for _, one in legend.entries] == named
    assert len(legend.keys) == len(named)


def test_the_nearer_of_two_areas_before_a_label_is_its_key() -> None:
    keys = (key(95, 100, RED), key(85, 100, BLUE))
    legend = legend_of(chart(label("Good progress", 100, 100), patches=keys))
    assert legend.keys == {keys[0]}


def test_a_colour_is_that_of_one_entry() -> None:
    labels = (label("Good progress", 100, 100), label("Insufficient progress", 100, 120))
    keys = (key(95, 100, RED), key(95, 120, (204, 0, 0)))
    legend = legend_of(chart(*labels, patches=keys))
    assert legend.label((198, 0, 0), 3) == labels[0]
    assert legend.label((202, 0, 0), 3) is None
    assert legend.label(BLUE, 3) is None
    assert near((10, 10, 10), (13, 7, 10), 3)
    assert not near((10, 10, 10), (10, 10, 14), 3)
