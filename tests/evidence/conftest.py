"""The material, by name; its folders are there wherever these tests run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from material import SHARED


@pytest.fixture(scope="session")
def chelmsford() -> Path:
    """The folder of the one real report."""
    return SHARED / "reports" / "hmp-chelmsford-2022"


@pytest.fixture(scope="session")
def expected(chelmsford: Path) -> dict[str, Any]:
    """The record expected of the real report, checked by hand."""
    record: dict[str, Any] = json.loads((chelmsford / "expected.json").read_text("utf-8"))
    return record
