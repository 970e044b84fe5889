"""Sites of invented reports, built once for each test process."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from irp.extraction import Extraction
from irp.pages.site import build_site
from pages.site.invented import samples, unread, varied

REPORTS = 18


@pytest.fixture(scope="session")
def base() -> list[Extraction]:
    """The extractions of the samples, to be varied."""
    return samples()


@pytest.fixture(scope="session")
def extractions(base: Sequence[Extraction]) -> list[Extraction]:
    """A few years of invented reports, and a source that gave no record."""
    return [*varied(base, REPORTS, places=9), unread(1)]


@pytest.fixture(scope="session")
def site(extractions: Sequence[Extraction], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Their site."""
    folder = tmp_path_factory.mktemp("sites") / "site"
    build_site(extractions, folder)
    return folder
