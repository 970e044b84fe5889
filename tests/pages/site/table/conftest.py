"""The rows that the table of the site must show, and the table itself."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from irp.pages.site.data.rows import Row, line_of, rows_of
from irp.pages.site.data.search import text_of, words_of
from irp.record.extraction import Extraction
from pages.browsing import Viewer
from pages.site.table.asking import opened

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture(scope="session")
def rows(extractions: Sequence[Extraction]) -> list[tuple[Row, set[str]]]:
    """Every row with the words under it, by the same folding as the site's but no index."""
    return [
        (row, {word for text in text_of(follow_up, row.report) for word in words_of(text)})
        for one in extractions
        if one.report
        for row, follow_up in zip(rows_of(one, line_of(one)), one.report.follow_ups, strict=True)
    ]


@pytest.fixture
def table(viewer: Viewer, site: Path) -> Page:
    """The page with the table, its data loaded."""
    return opened(viewer, site)
