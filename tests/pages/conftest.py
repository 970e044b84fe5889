"""The browser that the tests of the pages share, one for each test process."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from pages.browsing import Viewer, launched

if TYPE_CHECKING:
    from playwright.sync_api import Browser


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
