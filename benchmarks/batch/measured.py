"""A batch that measures itself; run as a program, with its settings in JSON."""

from __future__ import annotations

import json
import re
import sys
import time
from pathlib import Path
from typing import Any

import psutil

from irp import BatchOptions, Limits, Options, Progress, run_batch
from irp.isolation.process import Child, Death

ENDS: list[float] = []
PIDS: set[int] = set()


def watch(seconds: float) -> None:
    """Record for each child that is reaped how long after its last job's limit that ended."""
    asked: dict[int, float] = {}
    ask, reap = Child.ask, Child.reap

    def watched_ask(self: Child, *arguments: Any, **options: Any) -> Any:
        PIDS.add(self.pid)
        asked[id(self)] = time.monotonic()
        answer = ask(self, *arguments, **options)
        asked.pop(id(self))
        return answer

    def watched_reap(self: Child, grace: float = 0.0) -> Death:
        death = reap(self, grace)
        if started := asked.pop(id(self), None):
            ENDS.append(time.monotonic() - started - seconds)
        return death

    Child.ask, Child.reap = watched_ask, watched_reap  # type: ignore[method-assign]


def main() -> None:
    settings = json.loads(sys.argv[1])
    watch(settings["seconds"])
    limits = Limits(seconds=settings["seconds"], memory_mb=1024)
    results: list[dict[str, Any]] = []

    def note(step: Progress) -> None:
        codes = [match[1] for text in step.messages if (match := re.search(r"\((\w+)\)$", text))]
        results.append({"label": step.label, "outcome": step.outcome, "codes": codes})

    run_batch(
        [settings["sources"]],
        settings["out"],
        batch_options=BatchOptions(Options(settings["engine"], limits), jobs=2),
        on_progress=note,
    )
    status = Path("/proc/self/status").read_text("ascii")
    peak = re.search(r"VmHWM:\s+(\d+) kB", status)
    left = [pid for pid in PIDS if psutil.pid_exists(pid)]
    told = {
        "results": results,
        "parent_mb": int(peak[1]) / 1000 if peak else 0.0,
        "latest": max(ENDS, default=-settings["seconds"]),
        "left": [*left, *(child.pid for child in psutil.Process().children(recursive=True))],
    }
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
