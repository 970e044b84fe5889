"""Write thousands of varied records into stores, and measure how much memory it takes.

Run with ``make big-stores``: each store is written by a process of its own, for two sizes; the
larger one must stay below the limit.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

LIMIT_MB = 300
TARGETS = {"folder": "records/", "sqlite": "records.sqlite"}
_PARAGRAPHS = 6
"""Paragraphs of a follow-up, which makes a record about as large as that of a real report."""


def write(target: str, reports: int) -> None:
    """Write a store, and print the seconds and the megabytes it took at most."""
    from irp import write_store
    from stores.varied import varied

    before = time.monotonic()
    write_store(target, varied(reports, paragraphs=_PARAGRAPHS))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{time.monotonic() - before:.0f} {peak}")


def main() -> int:
    """Write each kind of store in two sizes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--write", metavar="TARGET", help="write this store, in this process")
    options = parser.parse_args()
    if options.write:
        write(options.write, options.reports)
        return 0
    worst = 0
    for kind, name in TARGETS.items():
        for reports in (options.reports // 4, options.reports):
            with tempfile.TemporaryDirectory() as folder:
                own = [sys.executable, "-m", "benchmarks.big_stores", "--reports", str(reports)]
                target = f"{Path(folder, name)}{'/' if name.endswith('/') else ''}"
                done = subprocess.run(
                    [*own, "--write", target], capture_output=True, text=True, check=True
                )
            seconds, peak = map(int, done.stdout.split())
            worst = max(worst, peak)
            print(f"{kind}: {reports:,} reports, {seconds} s, {peak} MB at most", flush=True)
    print(f"limit: {LIMIT_MB} MB; {'held' if worst < LIMIT_MB else 'NOT HELD'}")
    return 0 if worst < LIMIT_MB else 1


if __name__ == "__main__":
    sys.exit(main())
