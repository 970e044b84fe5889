"""Memory of one process that reads hundreds of reports: its peak, and whether it grows.

Run as a program it reads the files named, over and over, and prints the kilobytes in use
after each report, and at the end its peak.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from irp.options import PDF_ENGINES, Options
from irp.parser.pipeline import run
from irp.source import SourceFile

_STATM = Path("/proc/self/statm")
_EVERY = 40
"""One report in so many is read by the slow engine, like those that are not verified."""
WARM = 50
"""Reports after which memory may not grow."""


class Memory(NamedTuple):
    """Kilobytes: at the peak, and by how much each report after the first ones adds."""

    reports: int
    peak: float
    slope: float


def measure(paths: Sequence[Path], reports: int) -> Memory | str:
    """Read so many reports in a separate process; the reason, if it cannot be measured."""
    if not _STATM.exists():
        return "only Linux tells what a process holds (/proc/self/statm)"
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.speed.memory", str(reports), *map(str, paths)],
        check=True,
        capture_output=True,
        text=True,
    )
    told = json.loads(done.stdout)
    return Memory(reports, told["peak"], slope(told["held"][WARM:]))


def slope(held: Sequence[float]) -> float:
    """The slope of the line that fits best."""
    middle = (len(held) - 1) / 2
    level = sum(held) / len(held)
    return sum((i - middle) * (kb - level) for i, kb in enumerate(held)) / sum(
        (i - middle) ** 2 for i in range(len(held))
    )


def _held() -> float:
    return int(_STATM.read_text("ascii").split()[1]) * resource.getpagesize() / 1000


def main() -> None:
    reports, *paths = sys.argv[1:]
    held = []
    for number in range(int(reports)):
        engine = PDF_ENGINES[number % _EVERY == _EVERY - 1]
        source = SourceFile.from_path(Path(paths[number % len(paths)]))
        extraction = run(source, Options(engine=engine))
        if extraction.report is None:
            raise SystemExit(f"{paths[number % len(paths)]}: {extraction.problems}")
        held.append(_held())
    # ru_maxrss would count what the parent used when it started this process.
    status = Path("/proc/self/status").read_text("ascii")
    peak = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    print(json.dumps({"held": held, "peak": int(peak.split()[1]) * 1.024}))


if __name__ == "__main__":
    main()
