"""Which tests reach which lines: run by pytest as a plugin, kept beside the tests' own times.

    python -m benchmarks.mutants.reaching DATA tests/text …

DATA is coverage's file, with a test's node id as context; DATA.json has the seconds of processor
time that each test took, set-up included.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import coverage
import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "irp"


class Recorder:
    """Gives what runs in a test that test's name."""

    def __init__(self, data: Path) -> None:
        self.measured = coverage.Coverage(data_file=str(data), source=[str(SOURCE)])
        self.seconds: dict[str, float] = {}
        self.passed: set[str] = set()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self.measured.switch_context(item.nodeid)
        before = sum(os.times()[:4])
        result = yield
        self.seconds[item.nodeid] = round(sum(os.times()[:4]) - before, 3)
        self.measured.switch_context("")
        return result

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.seconds.pop(report.nodeid, None)
            self.passed.discard(report.nodeid)
        elif report.when == "call":
            self.passed.add(report.nodeid)


class Reached:
    """The tests that reach a line, quickest first."""

    def __init__(self, folder: Path) -> None:
        self.seconds: dict[str, float] = {}
        self.data: list[coverage.CoverageData] = []
        self._contexts: dict[Path, list[dict[int, list[str]]]] = {}
        for path in sorted(folder.glob("*.json")):
            self.seconds |= json.loads(path.read_text("utf-8"))
            self.data.append(coverage.CoverageData(str(path.with_suffix(""))))
            self.data[-1].read()

    def tests(self, path: Path, line: int) -> list[str]:
        """Only tests that pass without a fault; empty for a line that runs on import alone."""
        if path not in self._contexts:
            self._contexts[path] = [data.contexts_by_lineno(str(path)) for data in self.data]
        found = {name for lines in self._contexts[path] for name in lines.get(line, [])}
        known = found & self.seconds.keys()
        return sorted(known, key=lambda name: (self.seconds[name], name))


def main() -> int:
    data, *tests = sys.argv[1:]
    recorder = Recorder(Path(data))
    recorder.measured.start()
    pytest.main(["-q", "-p", "no:cacheprovider", *tests], plugins=[recorder])
    recorder.measured.stop()
    recorder.measured.save()
    kept = {name: took for name, took in recorder.seconds.items() if name in recorder.passed}
    Path(f"{data}.json").write_text(json.dumps(kept), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
