"""A local site, settings for it, and a data folder after a first run against it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from irp.sync import Settings
from sync import caching
from sync.pages import Post
from sync.posts import NEW, irp_post, other_post
from sync.running import TODAY, Ticking, settings_for, sync
from sync.site import Site


def few_posts() -> list[Post]:
    """Two reviews among other reports, on two pages of the list."""
    others = [other_post(number, number) for number in range(2, 14)]
    return [irp_post(0, 0), *others, irp_post(1, 14)]


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where PDFs and their records are kept, for all test processes of a run."""
    base = tmp_path_factory.getbasetemp()
    # Without workers, the folder above is that of all runs of all versions of the code.
    return (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "irp-sync"


@pytest.fixture(autouse=True)
def _made_once(kept: Path) -> Iterator[None]:
    """PDFs are made once, and read once; in the tests of this folder only."""
    with caching.shared(kept):
        yield


@pytest.fixture(scope="session")
def server() -> Iterator[Site]:
    """The one server of this test process: its addresses stay the same."""
    with Site() as site:
        yield site


@pytest.fixture
def site(server: Site) -> Site:
    """The site as it is before anything happens to it."""
    server.reset(few_posts())
    return server


@pytest.fixture
def settings(site: Site) -> Settings:
    return settings_for(site)


@pytest.fixture
def clock() -> Ticking:
    """The clock of a day shortly after the newest post."""
    return Ticking(TODAY)


@pytest.fixture(scope="session")
def first_run(server: Site, kept: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder after a first run."""
    folder = tmp_path_factory.mktemp("first") / "data"
    with caching.shared(kept):
        server.reset(few_posts())
        report = sync(folder, settings_for(server), Ticking(datetime(2025, 6, 9, 3, tzinfo=UTC)))
    assert report.exit_code == 0
    return folder


@pytest.fixture
def data(first_run: Path, tmp_path: Path, site: Site) -> Path:
    """A copy of the data folder after a first run."""
    return Path(shutil.copytree(first_run, tmp_path / "data"))


@pytest.fixture
def again(data: Path, site: Site, clock: Ticking) -> Callable[..., int]:
    """Another run on the data folder; its exit code."""

    def run(**changes: object) -> int:
        return sync(data, settings_for(site), clock, **changes).exit_code

    return run


@pytest.fixture
def new(site: Site, first_run: Path) -> Post:
    """A review that the data folder does not know yet; the site has just put it up."""
    post = irp_post(NEW, -1)
    site.posts.insert(0, post)
    return post
