"""Times taken by turns, so that whatever else the machine does falls on all of them alike."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Mapping
from statistics import median
from typing import NamedTuple

Work = Callable[[], object]


class Times(NamedTuple):
    """Seconds of each turn, by name; the turns of all names run parallel."""

    turns: dict[str, list[float]]

    def median(self, name: str) -> float:
        """The median of a name's seconds."""
        return median(self.turns[name])

    def ratio(self, name: str, to: str) -> float:
        """The median of the ratios within each turn, not the ratio of medians."""
        return median(a / b for a, b in zip(self.turns[name], self.turns[to], strict=True))

    def spread(self, name: str, to: str) -> tuple[float, float]:
        """Between which two ratios the middle half of the turns lies."""
        ratios = sorted(a / b for a, b in zip(self.turns[name], self.turns[to], strict=True))
        quarter = len(ratios) // 4
        return ratios[quarter], ratios[-1 - quarter]


def by_turns(works: Mapping[str, Work], turns: int, warm: int = 1) -> Times:
    """Run each work once a turn, A B C A B C; the first turns only warm up.

    Garbage is collected between works, so that none pays for what another left.
    """
    taken: dict[str, list[float]] = {name: [] for name in works}
    for turn in range(turns + warm):
        for name, work in works.items():
            gc.collect()
            started = time.perf_counter()
            work()
            seconds = time.perf_counter() - started
            if turn >= warm:
                taken[name].append(seconds)
    return Times(taken)
