"""Tests run on a copy of the code with a fault, in a fork of a process that has its libraries."""

from __future__ import annotations

import contextlib
import importlib
import os
import shutil
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
from benchmarks.mutants.planting import Mutant
from benchmarks.mutants.reaching import ROOT, SOURCE

LIBRARIES = ["_pytest", "pytest", "hypothesis", "pydantic", "pdfplumber", "regex"]
LIBRARIES += [
    "pypdfium2",
    "rapidfuzz",
    "yaml",
    "reportlab.pdfgen.canvas",
    "fpdf",
    "typer.testing",
    "generator",
]
PYTEST = ["-q", "-x", "-p", "no:cacheprovider", "-p", "pytest_timeout"]
PYTEST += ["-p", "_hypothesis_pytestplugin"]
"""Its options. Plugins are named, since it warns of a library that was loaded before its plugin."""
MOST = 2
"""What pytest ends with where a test fails (1) or cannot be imported (2); more is our mistake."""
SECONDS = 30
"""Processor time beyond three times what the tests take without a fault."""
PATIENCE = 20
"""What a test may take by the clock, as a multiple of its processor time and more."""


def load_libraries() -> None:
    """Once, so that no fork has to; nothing of irp."""
    for name in LIBRARIES:
        importlib.import_module(name)


class Copy:
    """A copy of the package that takes one fault at a time, byte code and all."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        if not (folder / "irp").exists():
            shutil.copytree(SOURCE, folder / "irp")  # keeps times, so byte code stays good

    @contextlib.contextmanager
    def with_fault(self, mutant: Mutant) -> Iterator[None]:
        path = self.folder / "irp" / mutant.path
        whole, kept = path.read_bytes(), path.stat()
        try:
            path.write_text(mutant.text, "utf-8")
            os.utime(path, (kept.st_atime, kept.st_mtime + 10))  # never the byte code's time
            yield
        finally:
            path.write_bytes(whole)
            os.utime(path, ns=(kept.st_atime_ns, kept.st_mtime_ns))


def notices(copy: Copy, tests: list[str], seconds: float) -> bool:
    """Whether one of some tests fails on a copy; ``seconds`` is what they take without a fault.

    Tests that take far longer than without a fault have noticed it, too.

    Raises:
        RuntimeError: no test was run.
    """
    child = os.fork()
    if child == 0:
        _run(copy, tests)
    own = psutil.Process(child)
    end = time.monotonic() + PATIENCE * (seconds + SECONDS)
    while True:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            code = os.waitstatus_to_exitcode(status)
            if code > MOST:
                raise RuntimeError(f"pytest ended with {code} for {tests[:3]} …")
            return code != 0
        times = own.cpu_times()
        if sum(times[:4]) > 3 * seconds + SECONDS or time.monotonic() > end:
            _kill(own)
            return True
        time.sleep(0.1)


def _run(copy: Copy, tests: list[str]) -> None:
    """In the fork: the tests, no output, and the end of the process."""
    os.setpgid(0, 0)
    silent = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(silent, stream)
    sys.dont_write_bytecode = True
    os.environ |= {"PYTHONPATH": str(copy.folder), "PYTHONDONTWRITEBYTECODE": "1"}
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    os.environ["IRP_RENDERED"] = str(copy.folder / "rendered")
    sys.path.insert(0, str(copy.folder))
    code = MOST + 1
    with contextlib.suppress(BaseException):
        os.chdir(ROOT)
        code = int(importlib.import_module("pytest").main([*PYTEST, *tests]))
    os._exit(code)


def _kill(process: psutil.Process) -> None:
    with contextlib.suppress(psutil.NoSuchProcess):
        for one in process.children(recursive=True):
            with contextlib.suppress(psutil.NoSuchProcess):
                one.kill()
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    os.waitpid(process.pid, 0)
