"""Cost by pages: the time for reports of 10 to 300 pages, and the exponent that fits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log
from statistics import median
from typing import NamedTuple

from benchmarks.speed.lengthening import characters_of, long_report, pages_of
from benchmarks.speed.pairs import by_turns
from benchmarks.speed.works import pipeline

LENGTHS = {10: 0, 30: 4, 100: 19, 300: 60}
"""Target numbers of pages, and how often to repeat the findings for each."""


class Growth(NamedTuple):
    """Median seconds and characters of a page by pages; the exponent of pages that fits."""

    seconds: Mapping[int, float]
    density: Mapping[int, float]
    exponent: float


def measure(turns: int) -> Growth:
    """Read reports of all lengths in turn."""
    files = [long_report(times) for times in LENGTHS.values()]
    pages = [pages_of(data) for data in files]
    times = by_turns(
        {str(count): pipeline(data, "pdfium") for count, data in zip(pages, files, strict=True)},
        turns,
    )
    seconds = {count: times.median(str(count)) for count in pages}
    rows = zip(*(times.turns[str(count)] for count in pages), strict=True)
    density = {count: characters_of(data) / count for count, data in zip(pages, files, strict=True)}
    return Growth(seconds, density, median(exponent(pages, row) for row in rows))


def exponent(sizes: Sequence[float], costs: Sequence[float]) -> float:
    """The k of the cost ~ size ** k that fits best."""
    xs, ys = [log(size) for size in sizes], [log(cost) for cost in costs]
    x_mean, y_mean = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((x - x_mean) * (y - y_mean) for x, y in zip(xs, ys, strict=True)) / sum(
        (x - x_mean) ** 2 for x in xs
    )
