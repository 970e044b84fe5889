"""Measure what applying 1,000 decisions costs, as a share of reading the reports they are about.

Run with ``make decisions-cost``: invented reports, processor time, the best of three turns each.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice

from generator import build, make_truth, render
from irp import extract
from irp.decisions.applying import apply
from irp.decisions.making import decide
from irp.record.decision import Decision, Ruling
from irp.record.extraction import Extraction
from irp.record.pointers import leaves

REPORTS, DECISIONS = 20, 1000
LIMIT = 0.05
_TURNS = 3


def main() -> int:
    """Print the share; return 0 if it is below the limit."""
    reading = applying = 0.0
    count = 0
    for seed in range(1, REPORTS + 1):
        data = render(build(make_truth(seed, "2021")), "reportlab")
        read, record = _best(partial(extract, data, isolated=False))
        made = list(islice(_decisions(record), DECISIONS // REPORTS))
        applied, _ = _best(partial(apply, record, made))
        reading, applying, count = reading + read, applying + applied, count + len(made)
    share = applying / reading
    print(
        f"{count:,} decisions on {REPORTS} reports: {applying:.2f} s of {reading:.1f} s of reading,"
        f" {share:.1%}; limit {LIMIT:.0%}: {'held' if share < LIMIT else 'NOT HELD'}"
    )
    return 0 if share < LIMIT else 1


def _decisions(record: Extraction) -> Iterator[Decision]:
    """A correction of each text of a record."""
    tree = record.report.model_dump(mode="json") if record.report else {}
    for pointer, value in leaves(tree, ""):
        if isinstance(value, str) and pointer.endswith("/text"):
            who = {"because": "a measurement", "by": "A. Reader"}
            yield from decide(record, Ruling.CORRECT, place=pointer, value=f"{value} x", **who)


def _best(work: Callable[[], Extraction]) -> tuple[float, Extraction]:
    """The least processor time that something takes, and its result."""
    results = [(_seconds(work), work()) for _ in range(_TURNS)]
    return min(results, key=lambda pair: pair[0])


def _seconds(work: Callable[[], Extraction]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


if __name__ == "__main__":
    sys.exit(main())
