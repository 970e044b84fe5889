"""Times taken in turn, so that other load on the machine affects all of them alike.

Processor time is measured, including that of child processes: the programs use one processor and
wait for nothing, so it is the time they take on an idle machine, and other load changes it little.
"""

from __future__ import annotations

import gc
import resource
import time
from collections.abc import Callable, Mapping
from statistics import median
from typing import NamedTuple

Work = Callable[[], object]


class Times(NamedTuple):
    """Seconds of each turn, by name; the turns of all names run parallel.

    Attributes:
        turns: seconds of processor time.
        walls: seconds of wall time.
    """

    turns: dict[str, list[float]]
    walls: dict[str, list[float]]

    def median(self, name: str) -> float:
        """The median of a name's seconds of processor time."""
        return median(self.turns[name])

    def wall(self, name: str) -> float:
        """The median of a name's seconds of wall time."""
        return median(self.walls[name])

    def ratio(self, name: str, to: str) -> float:
        """The median of the ratios within each turn, not the ratio of medians."""
        return median(a / b for a, b in zip(self.turns[name], self.turns[to], strict=True))

    def spread(self, name: str, to: str) -> tuple[float, float]:
        """The two ratios between which the middle half of the turns lies."""
        ratios = sorted(a / b for a, b in zip(self.turns[name], self.turns[to], strict=True))
        quarter = len(ratios) // 4
        return ratios[quarter], ratios[-1 - quarter]


def by_turns(works: Mapping[str, Work], turns: int, warm: int = 1) -> Times:
    """Run each work once a turn, A B C A B C; the first turns only warm up.

    Garbage is collected in between, so that none pays for what another left.
    """
    taken: dict[str, list[float]] = {name: [] for name in works}
    walls: dict[str, list[float]] = {name: [] for name in works}
    for turn in range(turns + warm):
        for name, work in works.items():
            gc.collect()
            used, started = processor_seconds(), time.perf_counter()
            work()
            ended, after = time.perf_counter(), processor_seconds()
            if turn >= warm:
                taken[name].append(after - used)
                walls[name].append(ended - started)
    return Times(taken, walls)


def processor_seconds() -> float:
    """What this process and its ended children have used so far."""
    used = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in used)
