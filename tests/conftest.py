"""What all tests share, and where the tests run that need material from outside."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

import generator
import material

# How long an example takes says more of what else the machine does than of the code.
settings.register_profile("irp", deadline=None, max_examples=50)
settings.load_profile("irp")

# A shell that runs this in the background ignores Ctrl-C for it and all that it starts, and some
# tests press it: what handles a signal does not hand its being ignored on.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

ROOT = material.ROOT
GUARD = material.Guard(material.SHARED)
VERIFIED_FOLLOW_UPS = 4
"""The follow-ups of the report that the fixture ``dump`` writes."""


# Collecting makes a million objects that live until the end, so looking for garbage among them is
# lost time, then and in every test after it.
gc.disable()


def pytest_collection_finish() -> None:
    """Collect garbage from now on, of what the tests make alone."""
    gc.freeze()
    gc.enable()


def pytest_configure() -> None:
    """Stop where the material is demanded and is not there."""
    if material.DEMANDED and (lines := list(material.not_run())):
        raise pytest.UsageError("IRP_DEMAND_SHARED is set, but cannot run:\n" + "\n".join(lines))


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    """Leave out the tests whose material is not there; the last lines name them."""
    return True if collection_path in material.missing() else None


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """No test outside of tests/evidence opens anything of the material."""
    if material.EVIDENCE in item.path.parents:
        return (yield)
    with GUARD.watching():
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """A test that opened something of the material fails."""
    result = yield
    opened, GUARD.opened = GUARD.opened, []
    if opened:
        pytest.fail(f"opened what only tests/evidence may: {', '.join(opened)}", pytrace=False)
    return result


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say which tests need material that is not there."""
    lines = list(material.not_run())
    if lines:
        terminalreporter.section("not run: material from outside is missing (IRP_SHARED names it)")
        for line in lines:
            terminalreporter.write_line(line)


@pytest.fixture(scope="session", autouse=True)
def _rendered_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """An invented report is rendered once in a run, whatever process asks for it."""
    own = tmp_path_factory.getbasetemp()  # of this run, or of one of its processes
    run = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    with generator.rendered_once(run / "irp-rendered"):
        yield


@pytest.fixture(scope="session")
def dump(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A text dump of an invented report that is verified, as ``report.txt``."""
    few = generator.Options(recommendations=3, themes=1, paragraphs=(1, 2))
    truth = generator.make_truth(1, "2021", options=few)
    path = tmp_path_factory.mktemp("dump") / "report.txt"
    path.write_bytes(generator.render(generator.build(truth), "text-dump"))
    return path
