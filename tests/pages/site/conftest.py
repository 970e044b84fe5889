"""Sites of invented reports, built once in a run of the tests."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from irp.pages.site import build_site
from irp.record.extraction import Extraction
from irp.stores import read_store, write_store
from pages.sharing import made_once
from pages.site.invented import samples, unread, varied

REPORTS = 18


@pytest.fixture(scope="session")
def base() -> list[Extraction]:
    """The extractions of the samples, to be varied."""

    def make(folder: Path) -> None:
        write_store(folder / "records.jsonl", samples())

    return list(read_store(made_once("samples", make) / "records.jsonl"))


@pytest.fixture(scope="session")
def extractions(base: Sequence[Extraction]) -> list[Extraction]:
    """A few years of invented reports, and a source that gave no record."""
    return [*varied(base, REPORTS, places=9), unread(1)]


@pytest.fixture(scope="session")
def site(extractions: Sequence[Extraction]) -> Path:
    """Their site."""
    return made_once("site", lambda folder: _built(extractions, folder)) / "site"


def _built(extractions: Sequence[Extraction], folder: Path) -> None:
    build_site(extractions, folder / "site")
