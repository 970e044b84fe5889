"""What a chart is read from, and what is read: the same for drawings and for pictures."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from irp.parser.text.engines.pdfium.artwork import Colour, Patch
from irp.record.spans import Box
from irp.record.vocabulary import Judgement, Witness


class Terms(NamedTuple):
    """What a label names; None for what it does not.

    Attributes:
        test: a healthy prison test, as the record names it.
        grade: 1 for poor to 4 for good.
        judgement: of progress; "good" alone is both a grade and a judgement.
        year: of an inspection.
        number: a whole number.
        percent: a number of per cent.
    """

    test: str | None = None
    grade: int | None = None
    judgement: Judgement | None = None
    year: int | None = None
    number: int | None = None
    percent: float | None = None


class ChartLabel(NamedTuple):
    """Words of a chart that belong together, what they name, and their box."""

    text: str
    box: Box
    terms: Terms


class Chart(NamedTuple):
    """A chart before it is read.

    Attributes:
        box: around the chart.
        patches: areas of one colour, in drawing order.
        rules: straight lines.
        labels: its words.
        slack: how far places may be off, in points: a drawing is exact, a picture is not.
        shades: how far colours that are the same may differ, in steps of 255.
        witness: how it was read.
    """

    box: Box
    patches: tuple[Patch, ...]
    rules: tuple[Box, ...]
    labels: tuple[ChartLabel, ...]
    slack: float = 0.75
    shades: int = 3
    witness: Witness = Witness.CHART


class ShownOutcome(NamedTuple):
    """A grade as a chart shows it."""

    year: int
    test: str
    grade: int
    box: Box


class ShownCount(NamedTuple):
    """A number of follow-ups as a chart shows it; a judgement without a bar has its label's box."""

    judgement: Judgement
    number: int
    box: Box


@dataclass(frozen=True, slots=True)
class ChartReading:
    """What a chart shows.

    Attributes:
        witness: how it was read.
        outcomes, counts: its values; one of the two at most, and all of them or none.
        unread: why there are none.
        doubts: where the chart contradicts itself; then there are no values.
    """

    witness: Witness
    outcomes: tuple[ShownOutcome, ...] = ()
    counts: tuple[ShownCount, ...] = ()
    unread: str = ""
    doubts: tuple[str, ...] = field(default=())


class UnreadChartError(Exception):
    """A chart that cannot be read; the message says why."""


class DoubtfulChartError(Exception):
    """A chart that contradicts itself; the message says how."""


def near(first: Colour, second: Colour, shades: int) -> bool:
    """Whether two colours are the same as far as can be seen."""
    return all(abs(a - b) <= shades for a, b in zip(first, second, strict=True))
