"""The legend of a chart: small areas of colour, each with a label beside it."""

from __future__ import annotations

from collections import Counter
from typing import Final, NamedTuple

from irp.parser.charts.model import Chart, ChartLabel, near
from irp.parser.text.engines.pdfium.artwork import Colour, Patch

_WIDEST: Final = 3.4
_HIGHEST: Final = 2.0
"""Of its label's line: the greatest width and height of a key."""
_AWAY: Final = 2.5
"""Of its label's line: how far from its label a key may be."""
_LONGEST_LINE: Final = 14.0
"""Points: the greatest height of a line of a label."""
_SAME_SIZE: Final = 1.5


class Legend(NamedTuple):
    """The entries of a legend, and the patches that are its keys."""

    entries: tuple[tuple[Colour, ChartLabel], ...] = ()
    keys: frozenset[Patch] = frozenset()

    def label(self, colour: Colour, shades: int) -> ChartLabel | None:
        """The entry of a colour; None where there is none, or two that are too much alike."""
        found = [label for key, label in self.entries if near(key, colour, shades)]
        return found[0] if len(found) == 1 else None


def legend_of(chart: Chart) -> Legend:
    """The legend; keys are all of one size, and of different colours."""
    pairs = [
        (patch, label)
        for label in chart.labels
        if label.terms.test or label.terms.judgement or label.terms.year
        if (patch := _key(label, chart)) is not None
    ]
    if not pairs:
        return Legend()
    sizes = Counter(_size(patch) for patch, _ in pairs)
    most = max(_SAME_SIZE, 3 * chart.slack)  # compression may have cut sides off
    usual = max(sizes, key=lambda size: sum(n for s, n in sizes.items() if _alike(s, size, most)))
    pairs = [(patch, label) for patch, label in pairs if _alike(_size(patch), usual, most)]
    colours = [patch.colour for patch, _ in pairs]
    for index, colour in enumerate(colours):
        if any(near(colour, other, chart.shades) for other in colours[:index]):
            return Legend()  # one colour with two meanings says nothing
    keys = frozenset(patch for patch, _ in pairs)
    return Legend(tuple((patch.colour, label) for patch, label in pairs), keys)


def _size(patch: Patch) -> tuple[float, float]:
    return patch.box.width, patch.box.height


def _alike(first: tuple[float, float], second: tuple[float, float], most: float) -> bool:
    return all(abs(a - b) <= most for a, b in zip(first, second, strict=True))


def _key(label: ChartLabel, chart: Chart) -> Patch | None:
    """The small area right before a label, or None."""
    line = min(label.box.height, _LONGEST_LINE)
    found = [
        patch
        for patch in chart.patches
        if patch.box.width <= _WIDEST * line
        and patch.box.height <= _HIGHEST * line
        and -chart.slack <= label.box.x0 - patch.box.x1 <= _AWAY * line
        and patch.box.top < (label.box.top + label.box.bottom) / 2 < patch.box.bottom + line / 4
    ]
    return max(found, key=lambda patch: patch.box.x1, default=None)
