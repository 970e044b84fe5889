"""Pies laid out by hand: the shares of their slices, and labels in and beside them."""

from __future__ import annotations

from math import cos, pi, sin

import pytest

from charts.test_reading import area, label, told
from irp.parser.charts.model import Chart, ChartLabel
from irp.parser.charts.reading import read_chart
from irp.parser.text.engines.pdfium.artwork import Patch
from irp.record.spans import Box

CENTRE, RADIUS = (250.0, 250.0), 80.0
COLOURS = [(200, 0, 0), (0, 0, 200), (0, 160, 0), (120, 0, 120)]
NAMES = ("No meaningful", "Insufficient", "Reasonable", "Significant")


def at(turn: float, far: float) -> tuple[float, float]:
    """A point at a share of a full turn, clockwise from the top."""
    return CENTRE[0] + far * sin(2 * pi * turn), CENTRE[1] - far * cos(2 * pi * turn)


def slices(*counts: float) -> list[tuple[Patch, float]]:
    """The slices of a pie, and the turn at the middle of each."""
    found, before = [], 0.0
    for count, colour in zip(counts, COLOURS, strict=False):
        share = count / sum(counts)
        edge = [CENTRE, *(at(before + share * i / 60, RADIUS) for i in range(61))]
        xs, ys = [x for x, _ in edge], [y for _, y in edge]
        middle = before + share / 2
        size = pi * RADIUS**2 * share
        box = Box(min(xs), min(ys), max(xs), max(ys))
        found.append((Patch(box, colour, size, at(middle, RADIUS / 2)), middle))
        before += share
    return found


def pie(
    *counts: float, numbers: tuple[str, ...] = (), far: float = 55, legend: bool = True,
    extra: tuple[ChartLabel, ...] = (),
) -> Chart:  # fmt: skip
    """A pie with a legend on its right, or the names beside its slices."""
    parts = slices(*counts)
    labels = [
        label(text, *at(middle, far), width=12)
        for text, (_, middle) in zip(numbers, parts, strict=False)
        if text
    ]
    keys = []
    for i, (name, (patch, middle)) in enumerate(zip(NAMES, parts, strict=False)):
        y = 200.0 + 20 * i
        if legend:
            labels.append(label(f"{name} progress", 460, y, width=80))
            keys.append(area(405, y - 4, 413, y + 4, patch.colour))
        else:
            labels.append(label(f"{name} progress", *at(middle, RADIUS + 12), width=20))
    patches = (*(patch for patch, _ in parts), *keys)
    return Chart(Box(0, 0, 595, 500), patches, (), (*labels, *extra))


SHOWN = "no 1, insufficient 2, reasonable 2, significant 3"


@pytest.mark.parametrize(
    ("chart", "n", "said"),
    [
        (pie(1, 2, 2, 3, numbers=("1", "2", "2", "3")), None, SHOWN),
        (pie(1, 2, 2, 3), 8, SHOWN),
        (pie(1, 2, 2, 3), 16, "no 2, insufficient 4, reasonable 4, significant 6"),
        (pie(1, 2, 2, 3), 7, "its bars or slices are not whole parts of n=7"),
        (pie(1, 2, 2, 3), None, "nothing says how many follow-ups it counts"),
        (pie(1, 2, 2, 3, numbers=("1",)), None, SHOWN),
        (pie(1, 2, 2, 3, numbers=("1", "", "", "3")), None, SHOWN),
        (pie(1, 2, 2, 3, numbers=("1", "", "", "6")), None,
            "nothing says how many follow-ups it counts"),
        (pie(1, 2, 2, 3, numbers=("1", "2", "3", "3")), None,
            "one of its slices is labelled 2, unlike its size"),
        (pie(1, 2, 2, 3, numbers=("2",)), 8, "one of its slices is labelled 2, unlike its size"),
        (pie(1, 2, 2, 3, numbers=("12.5%", "25%", "25%", "37.5%")), 8, SHOWN),
        (pie(1, 2, 2, 3, numbers=("14%", "25%", "25%", "37%")), 8, SHOWN),
        (pie(1, 2, 2, 3, numbers=("15%", "25%", "25%", "37%")), 8,
            "one of its slices has another share than its label says"),
        (pie(1, 2, 2, 3, legend=False), 8, SHOWN),
        (pie(1, 2, 2, 3, numbers=("1", "2", "2", "3"), legend=False), None, SHOWN),
        (pie(3, numbers=("3",)), None, "no 3"),
        (pie(1, 2, 2, 3, extra=(label("7", 300, 440),)), 8, SHOWN),
        (pie(1, 2, 2, 3, numbers=("1", "2", "2", "3"), extra=(label("4", *at(0.8, 55)),)), None,
            "one of its slices has two numbers"),
    ],
)  # fmt: skip
def test_slices_are_counted_by_their_labels_or_their_shares(
    chart: Chart, n: int | None, said: str
) -> None:
    assert told(read_chart(chart, n=n)) == said
