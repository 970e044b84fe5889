"""Hostile files in one batch: each ends in a typed result, and the parent process is unharmed."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from batch.hostile_files import FILES
from irp.record.problems import PROBLEMS, Weight

SECONDS = 5.0
MEMORY_MB = 1024
PARENT_MB = 150
LATE_SECONDS = 1.0


@dataclass
class Outcome:
    """The result of a batch of hostile files."""

    results: int = 0
    codes: Counter[str] = field(default_factory=Counter)
    parent_mb: float = 0.0
    latest: float = 0.0
    faults: list[str] = field(default_factory=list)


def write_files(folder: Path, names: Iterable[str] | None = None) -> Path:
    """Write the hostile files, or some of them, into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in names or FILES:
        (folder / name).write_bytes(FILES[name]())
    return folder


def campaign(work: Path, *, say: Callable[[str], None]) -> Outcome:
    """All of them, with each engine."""
    sources = write_files(work / "hostile")
    whole = Outcome()
    for engine in ("auto", "pdfplumber"):
        outcome = run(sources, work / f"out-{engine}", engine=engine)
        say(
            f"{engine}: {len(FILES)} files, {outcome.results} results,"
            f" {len(outcome.faults)} faults; parent {outcome.parent_mb:.0f} MB;"
            f" latest end of a child {outcome.latest:+.2f} s after its limit"
        )
        say(f"  {', '.join(f'{n} {code}' for code, n in sorted(outcome.codes.items()))}")
        whole.faults += outcome.faults
        whole.results += outcome.results
    return whole


def run(sources: Path, out: Path, *, engine: str = "auto", seconds: float = SECONDS) -> Outcome:
    """Run one batch in a separate process, which measures itself."""
    settings = {"sources": str(sources), "out": str(out), "engine": engine, "seconds": seconds}
    command = [sys.executable, str(Path(__file__).with_name("measured.py")), json.dumps(settings)]
    done = subprocess.run(command, capture_output=True, check=False, text=True)
    outcome = Outcome()
    if done.returncode:
        outcome.faults.append(f"the batch ended with {done.returncode}: {done.stderr[-2000:]}")
        return outcome
    told = json.loads(done.stdout)
    outcome.results = len(told["results"])
    outcome.parent_mb, outcome.latest = told["parent_mb"], told["latest"]
    outcome.faults += _faults(told, {path.name for path in sources.iterdir()})
    outcome.codes.update(code for one in told["results"] for code in one["codes"][:1])
    return outcome


def _faults(told: dict[str, Any], names: set[str]) -> Iterable[str]:
    for one in told["results"]:
        label, outcome = one["label"], one["outcome"]
        codes = [code for code in one["codes"] if code in PROBLEMS]
        ends = [code for code in codes if PROBLEMS[code].weight is Weight.ENDS]
        if outcome == "duplicate":
            continue
        if outcome not in ("failed", "unread"):
            yield f"{label!r} was accepted: {outcome}"
        elif not ends or "internal_error" in ends:
            yield f"{label!r} has no typed result: {one['codes']}"
    had = {Path(one["label"].partition(".zip!")[0]).name for one in told["results"]}
    had |= {f"{name}.zip" for name in had}
    yield from (f"{name!r} has no result" for name in sorted(names - had))
    if told["parent_mb"] >= PARENT_MB:
        yield f"the parent took {told['parent_mb']:.0f} MB"
    if told["latest"] > LATE_SECONDS:
        yield f"a child outlived its limit by {told['latest']:.2f} s"
    if told["left"]:
        yield f"processes were left: {told['left']}"
