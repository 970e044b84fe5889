"""What a batch and its store cost for each report, in batches of two sizes.

Invented records take the place of reading, which costs the same for every report: each is read by
itself, in a process that is replaced after fifty. Processor time is measured, so that other load on
the machine changes little.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from benchmarks.batch.throughput import fresh

STORES = ("records/", "records.sqlite", "records.parquet")
WANTED_GROWTH = 1.2
"""How much more a report may cost in the larger batch than in the smaller."""
_PARAGRAPHS = 6
_BATCH = f"""
import resource, sys
from irp import BatchOptions, run_batch
from irp.isolation.worker import Worker
from stores.varied import varied
records = varied(int(sys.argv[3]), paragraphs={_PARAGRAPHS})

def read(self, source, options):
    record = next(records)
    about = record.source.model_copy(update={{"sha256": source.sha256, "name": source.name}})
    return record.model_copy(update={{"source": about}})

def seconds():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime

Worker.read, before = read, seconds()
run_batch([sys.argv[1]], sys.argv[2], batch_options=BatchOptions(jobs=1))
print(seconds() - before, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


class Cost(NamedTuple):
    """Of a batch: processor seconds, and the most memory in MB."""

    seconds: float
    megabytes: float


def campaign(work: Path, number: int, *, say: Callable[[str], None]) -> bool:
    """Write a quarter of the reports and all of them, each twice; whether the cost stays."""
    held = True
    for store in STORES:
        costs = []
        for count in (number // 4, number):
            sources = write_sources(work / f"sources-{count}", count)
            out = str(fresh(work / "out")) + f"/{store}"
            Path(out).parent.mkdir(parents=True, exist_ok=True)
            first, again = batch(sources, out, count), batch(sources, out, count)
            costs.append(first.seconds / count)
            say(
                f"{store}: {count:,} reports, {1000 * first.seconds / count:.1f} ms each,"
                f" {1000 * again.seconds / count:.2f} unchanged; {first.megabytes:.0f} MB"
            )
        held = held and costs[1] <= WANTED_GROWTH * costs[0]
    say(f"a report costs at most {WANTED_GROWTH} times as much in the larger batch: {held}")
    return held


def write_sources(folder: Path, count: int) -> Path:
    """A folder with so many different files; existing ones are kept."""
    folder.mkdir(parents=True, exist_ok=True)
    for position in range(count):
        (folder / f"report-{position:05}.txt").write_text(f"Report {position}\n", "utf-8")
    return folder


def batch(sources: Path, out: str, count: int) -> Cost:
    """Run a batch in a process of its own."""
    command = [sys.executable, "-c", _BATCH, str(sources), out, str(count)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return Cost(*map(float, done.stdout.split()))
