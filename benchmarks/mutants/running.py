"""Plants faults in a process that has collected the tests, and runs those that reach each.

A fault is planted in a fork: the code of the functions that hold its line is exchanged, so nothing
is imported again. One that no test reaches may run on import: it is planted in a new process,
before its module is imported. What tests start as a process of its own runs without the fault.
"""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import CodeType, FunctionType
from typing import NamedTuple

import psutil
import pytest
from benchmarks.mutants.planting import Mutant
from benchmarks.mutants.reaching import ROOT, SOURCE

SECONDS = 30.0
"""Processor time beyond three times what the tests take without a fault."""
PATIENCE = 40
"""What tests may take by the clock, as a multiple of their processor time and more."""
_IMPORTED = """
import sys
from importlib.machinery import SourceFileLoader
import pytest
path, *given = sys.argv[1:]
text, whole = sys.stdin.read(), SourceFileLoader.get_code
SourceFileLoader.get_code = lambda self, name: (
    compile(text, path, "exec") if self.path == path else whole(self, name))
sys.exit(pytest.main(["-q", "-x", "-p", "no:cacheprovider", *given]))
"""


class Chosen(NamedTuple):
    """The tests to run on a mutant.

    Attributes:
        names: their node ids.
        seconds: what they take without the fault.
        reach: whether they run its line in their own process, after imports.
    """

    names: list[str]
    seconds: float
    reach: bool


Choose = Callable[[Mutant], Chosen]


def plant(mutant: Mutant) -> None:
    """Exchange the code of the functions of a module that is loaded for that with the fault."""
    path = str(SOURCE / mutant.path)
    codes = {_name(code): code for code in _codes(compile(mutant.text, path, "exec"))}
    gc.unfreeze()  # what the tests have frozen is not among the objects
    for one in gc.get_objects():
        if isinstance(one, FunctionType) and one.__code__.co_filename == path:
            code = codes.get(_name(one.__code__))
            if code and code.co_freevars == one.__code__.co_freevars:
                one.__code__ = code


def _name(code: CodeType) -> tuple[str, int]:
    return code.co_qualname, code.co_firstlineno


def _codes(code: CodeType) -> Iterator[CodeType]:
    for const in code.co_consts:
        if isinstance(const, CodeType):
            yield const
            yield from _codes(const)


class Planter:
    """A plugin of pytest: in place of running the tests once, it runs some of them on each mutant.

    Args:
        mutants: to be planted, one after the other.
        choose: the tests of each.
        told: called with each mutant and whether a test failed, or took far too long.
    """

    def __init__(
        self, mutants: Sequence[Mutant], choose: Choose, told: Callable[[Mutant, bool], None]
    ) -> None:
        self._mutants, self._choose, self._told = mutants, choose, told

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        items = {item.nodeid: item for item in session.items}
        for mutant in self._mutants:
            names, seconds, reach = self._choose(mutant)
            chosen = [items[name] for name in names if name in items]
            if chosen and reach:
                self._told(mutant, _notices(session, mutant, chosen, seconds))
            elif chosen:
                known = [item.nodeid for item in chosen]
                self._told(mutant, _notices_on_import(mutant, known, seconds))
        return True


def _notices_on_import(mutant: Mutant, names: Sequence[str], seconds: float) -> bool:
    command = [sys.executable, "-c", _IMPORTED, str(SOURCE / mutant.path), *names]
    try:
        done = subprocess.run(
            command,
            cwd=ROOT,
            input=mutant.text,
            text=True,
            capture_output=True,
            timeout=PATIENCE * (seconds + SECONDS),
            check=False,
        )
    except subprocess.TimeoutExpired:
        return True
    return done.returncode != 0


def _notices(
    session: pytest.Session, mutant: Mutant, items: Sequence[pytest.Item], seconds: float
) -> bool:
    child = os.fork()
    if child == 0:
        _run(session, mutant, items)
    own = psutil.Process(child)
    end = time.monotonic() + PATIENCE * (seconds + SECONDS)
    while True:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return status != 0
        if sum(own.cpu_times()[:4]) > 3 * seconds + SECONDS or time.monotonic() > end:
            for one in [*own.children(recursive=True), own]:
                one.kill()
            os.waitpid(child, 0)
            return True
        time.sleep(0.05)


def _run(session: pytest.Session, mutant: Mutant, items: Sequence[pytest.Item]) -> None:
    """In the fork: plant, run, and end at the first test that fails; nothing is printed."""
    silent = os.open(os.devnull, os.O_RDWR)
    for stream in (1, 2):
        os.dup2(silent, stream)
    code = 1
    try:
        plant(mutant)
        for item, following in zip(items, [*items[1:], None], strict=True):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if session.testsfailed:
                break
        else:
            code = 0
    finally:
        os._exit(code)


def run_on(
    mutants: Sequence[Mutant],
    tests: Sequence[Path],
    choose: Choose,
    told: Callable[[Mutant, bool], None],
) -> None:
    """Collect tests, and run those chosen on each mutant.

    Raises:
        RuntimeError: the tests cannot be collected.
    """
    options = ["-q", "-x", "-p", "no:cacheprovider", *map(str, tests)]
    code = pytest.main(options, plugins=[Planter(mutants, choose, told)])
    if code not in {pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED}:
        raise RuntimeError(f"pytest ended with {code!r}")
