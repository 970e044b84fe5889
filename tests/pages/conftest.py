"""The browser that the tests of the pages share, one for each test process."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from pages.browsing import Viewer, launched
from pages.making import SAMPLE, Made, reviewed
from pages.sharing import share_in

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="session", autouse=True)
def _shared(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What takes long is made once for all test processes of a run."""
    own = tmp_path_factory.getbasetemp()
    share_in((own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own) / "irp-pages")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A browser without a window; where none can be had the test fails, it is not skipped."""
    with launched() as browser:
        yield browser


@pytest.fixture
def viewer(browser: Browser) -> Iterator[Viewer]:
    """Opens pages; at the end holds that none logged, asked, or fetched anything."""
    viewer = Viewer(browser)
    yield viewer
    viewer.close()


@pytest.fixture
def sample() -> Made:
    """The page of an invented report with a failed check."""
    return reviewed(SAMPLE)
