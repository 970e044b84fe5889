"""What an invented chart shows, and the style in which it is drawn: both drawn by lot."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random
from typing import Literal

from irp.record.vocabulary import GRADES, SCALES, Body

TESTS = (
    ("Safety", "Respect", "Purposeful activity", "Rehabilitation and release planning"),
    ("Safety", "Respect", "Purposeful activity", "Preparation for release"),
    ("Safety", "Respect", "Purposeful activity", "Resettlement"),
    ("Safety", "Care", "Purposeful activity", "Preparation for release", "Leadership"),
)
LIBRARIES = ("reportlab", "matplotlib", "altair")
UNSEEN = frozenset({"altair"})
"""No rule of the reader was made for the charts of these."""
GREYS = ("#404040", "#9a9a9a", "#c8c8c8", "#6e6e6e")
PALETTES = (
    ("#9db4d1", "#1f3864", "#5b9bd5", "#44546a"),
    ("#4472c4", "#ed7d31", "#a5a5a5", "#ffc000"),
    ("#1b9e77", "#d95f02", "#7570b3", "#e7298a"),
    GREYS,
    ("#c00000", "#ffc000", "#92d050", "#00b050"),
    ("#d4b5bf", "#6d1a36", "#8a9a3b", "#c98a2b"),
)
Kind = Literal["columns", "rows", "pie", "ring"]
Labels = Literal["none", "numbers", "percent"]


@dataclass(frozen=True)
class Facts:
    """The names of the categories, and a value for each of every series.

    ``about`` is "outcomes" (values from 1 to 4) or "progress" (counts, one series).
    """

    about: str
    names: tuple[str, ...]
    series: tuple[tuple[str, tuple[int, ...]], ...]

    @property
    def n(self) -> int:
        return sum(self.series[0][1])


@dataclass(frozen=True)
class Style:
    """How a chart is drawn.

    Attributes:
        library: one of ``LIBRARIES``.
        kind: what stands for a value.
        colours: one for each series, or each category where there is one series.
        legend: where it is; "none" where places name what colours would.
        axis: whether the value axis has its labels.
        labels: the values at the bars or slices: none, numbers, or percentages (pies).
        grid: whether lines cross the plot.
        ground: the colour of the plot.
        size: of the letters, in points.
    """

    library: str
    kind: Kind
    colours: tuple[str, ...]
    legend: Literal["none", "top", "bottom", "right"]
    axis: bool
    labels: Labels
    grid: bool
    ground: str
    size: float


def invent(seed: int, library: str | None = None) -> tuple[Facts, Style]:
    """A chart and its style, the same for the same seed."""
    rng = Random(f"chart/{seed}")
    facts = _outcomes(rng) if rng.random() < 0.5 else _progress(rng)
    colours = list(rng.choice(PALETTES))
    if len(facts.series) == 1 or facts.about == "progress":
        rng.shuffle(colours)
    kind: Kind = rng.choice(("columns", "rows"))
    if facts.about == "progress" and rng.random() < 0.5:
        kind = rng.choice(("pie", "pie", "ring"))
    style = Style(
        library or rng.choice(LIBRARIES),
        kind,
        tuple(colours),
        rng.choice(("top", "bottom", "right")),
        axis=rng.random() < 0.75,
        labels=rng.choice(("none", "numbers", "numbers")),
        grid=rng.random() < 0.5,
        ground=rng.choice(("#ffffff", "#ffffff", "#f2f2f2")),
        size=rng.choice((7.0, 8.0, 9.0, 10.0)),
    )
    return facts, _sensible(facts, style, rng)


def _sensible(facts: Facts, style: Style, rng: Random) -> Style:
    """The style with what a chart needs for a person to read it."""
    if facts.about == "outcomes":
        if len(facts.series) == 1:
            style = replace(style, legend="none")
        if style.kind == "rows" and style.labels == "numbers":
            return replace(style, axis=False)  # the names of grades at the bars are enough
        return style if style.labels != "none" else replace(style, axis=True)
    if style.kind in ("pie", "ring"):
        labels: Labels = rng.choice(("none", "numbers", "numbers", "percent"))
        return replace(style, axis=False, labels=labels)
    style = replace(style, legend=rng.choice(("none", "none", style.legend)))
    return style if style.labels == "numbers" else replace(style, axis=True)


def _outcomes(rng: Random) -> Facts:
    tests = rng.choice(TESTS)
    last = rng.randint(2018, 2025)
    years = [last - rng.randint(2, 4), last][-rng.choice((1, 2, 2, 2)) :]
    series = tuple((str(year), tuple(rng.randint(1, len(GRADES)) for _ in tests)) for year in years)
    return Facts("outcomes", tests, series)


def _progress(rng: Random) -> Facts:
    scale = SCALES[rng.choice((Body.HMI_PRISONS, Body.OFSTED))]
    names = [judgement.phrase.capitalize() for judgement in scale]
    if rng.random() < 0.5:
        names.reverse()
    counts = [rng.choice((0, 1, 1, 2, 2, 3, 4, 5, 6)) for _ in names]
    if not any(counts):
        counts[0] = 2
    return Facts("progress", tuple(names), (("", tuple(counts)),))


def grade_name(grade: int) -> str:
    return GRADES[grade - 1]


def value_words(value: int, facts: Facts, style: Style) -> str:
    """What is at a bar: the name of a grade where there is room for it, else its number."""
    named = facts.about == "outcomes" and style.kind == "rows"
    return grade_name(value) if named else str(value)
