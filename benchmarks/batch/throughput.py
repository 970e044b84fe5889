"""Compare the speed of two processes with one, and of a run with nothing to do with a first run.

Times are those of whole commands, start-up and finishing of the store included.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

PROGRAM = (sys.executable, "-c", "from irp_cli.start import main; main()", "batch")
WANTED_RATIO = 1.7
WANTED_AGAIN = 30.0


@dataclass(frozen=True)
class Outcome:
    """The figures: reports per second by number of processes, and the two ratios."""

    one: float
    two: float
    again: float

    @property
    def ratio(self) -> float:
        return self.two / self.one

    @property
    def held(self) -> bool:
        return self.ratio >= WANTED_RATIO and self.again >= WANTED_AGAIN


def campaign(sources: Path, work: Path, *, rounds: int, say: Callable[[str], None]) -> Outcome:
    """Alternate turns of one process and of two; then read all into one store, and all again.

    The sources are divided into as many parts as there are turns, each with its own store.
    """
    files = sorted(sources.iterdir())
    timed(files[:1], fresh(work / "warm"), 1)
    turns = [jobs for _ in range(rounds) for jobs in (1, 2)]
    rates: dict[int, list[float]] = {1: [], 2: []}
    for turn, jobs in enumerate(turns):
        part = files[turn :: len(turns)]
        seconds = timed(part, fresh(work / "part"), jobs)
        rates[jobs].append(len(part) / seconds)
        say(f"{len(part)} reports, {jobs} at a time: {seconds:.1f} s")
    first = timed(files, fresh(work / "out"), 2)
    again = timed(files, work / "out", 2)
    outcome = Outcome(median(rates[1]), median(rates[2]), first / again)
    say(f"all {len(files)}, 2 at a time: {first:.1f} s; again, unchanged: {again:.2f} s")
    say(
        f"reports a second: {outcome.one:.2f} by 1 process, {outcome.two:.2f} by 2:"
        f" ratio {outcome.ratio:.2f} (wanted {WANTED_RATIO})"
    )
    say(f"unchanged run: {outcome.again:.0f} times faster (wanted {WANTED_AGAIN:.0f})")
    return outcome


def fresh(folder: Path) -> Path:
    """A path at which there is no folder."""
    shutil.rmtree(folder, ignore_errors=True)
    return folder


def timed(files: list[Path], out: Path, jobs: int) -> float:
    """Seconds that a batch over these files takes."""
    listed = "\n".join(map(str, files)).encode()
    command = [*PROGRAM, "--from", "-", "--out", str(out), "--jobs", str(jobs), "-q"]
    started = time.monotonic()
    done = subprocess.run(command, input=listed, check=False, stderr=subprocess.DEVNULL)
    if done.returncode not in (0, 1):
        raise RuntimeError(f"exit code {done.returncode}")
    return time.monotonic() - started
