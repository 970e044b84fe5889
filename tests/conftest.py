"""What all tests share: where the reference reports are, and their absence as a failure."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

import generator

# How long an example takes says more of what else the machine does than of the code.
settings.register_profile("irp", deadline=None)
settings.load_profile("irp")

# A shell that runs this in the background ignores Ctrl-C for it and all that it starts, and some
# tests press it: what handles a signal does not hand its being ignored on.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

ROOT = Path(__file__).resolve().parent.parent


def reference_folder() -> Path:
    """The folder of the reference reports: ``IRP_REFERENCE_REPORTS``, else ../shared/reports."""
    named = os.environ.get("IRP_REFERENCE_REPORTS")
    return Path(named) if named else ROOT.parent / "shared" / "reports"


@pytest.fixture(scope="session", autouse=True)
def _rendered_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """An invented report is rendered once in a run, whatever process asks for it."""
    own = tmp_path_factory.getbasetemp()  # of this run, or of one of its processes
    run = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    with generator.rendered_once(run / "irp-rendered"):
        yield


@pytest.fixture(scope="session")
def reference_reports() -> Path:
    """The folder of the reference reports; without it a test fails, it is not skipped."""
    folder = reference_folder()
    if not folder.is_dir():
        pytest.fail(
            f"the reference reports are not at {folder}; set IRP_REFERENCE_REPORTS to their folder"
        )
    return folder


@pytest.fixture(scope="session")
def chelmsford(reference_reports: Path) -> Path:
    """The folder of the one real report."""
    return reference_reports / "hmp-chelmsford-2022"


@pytest.fixture(scope="session")
def expected(chelmsford: Path) -> dict[str, Any]:
    """The record expected of the real report, checked by hand."""
    record: dict[str, Any] = json.loads((chelmsford / "expected.json").read_text("utf-8"))
    return record


@pytest.fixture(scope="session")
def not_irps(reference_reports: Path) -> list[Path]:
    """Real inspection reports that are not independent reviews of progress."""
    files = sorted((reference_reports.parent / "not-irp").glob("*.pdf"))
    if not files:
        pytest.fail(f"no PDFs in {reference_reports.parent / 'not-irp'}")
    return files
