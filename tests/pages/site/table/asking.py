"""The table of follow-ups in a browser: opened, asked and read."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from irp.pages.site.data.rows import Row
from pages.browsing import Viewer

if TYPE_CHECKING:
    from playwright.sync_api import Page

Told = tuple[str, str, str]  # establishment, wording, judgement


def opened(viewer: Viewer, site: Path, query: str = "", **context: Any) -> Page:
    address = (site / "follow-ups.html").as_uri() + query
    page = viewer.open(address, **context)
    settled(page)
    return page


def settled(page: Page) -> None:
    """Wait until the table shows what was asked for, and the address says it."""
    expect(page.locator("#found")).to_have_text(re.compile("follow-up"))


def search(page: Page, text: str) -> None:
    """Type into the search and wait for what it finds."""
    page.fill("#q", text)
    expect(page).to_have_url(re.compile(r"[?&]q="))
    settled(page)


def told(row: Row) -> Told:
    judgement = row.judgement.phrase.capitalize() if row.judgement else "No judgement found"
    return row.report.place, row.wording, judgement


def found(page: Page) -> int:
    match = re.match(r"(?:All )?([\d,]+)", page.locator("#found").inner_text())
    assert match
    return int(match[1].replace(",", ""))


def shown(page: Page) -> list[Told]:
    """All rows of the view, page after page."""
    every: list[Told] = []
    while True:
        cells = page.locator("#table tbody tr").evaluate_all(
            "rows => rows.map(row => [row.cells[0].textContent,"
            " row.querySelector('.wording a').textContent, row.cells[5].textContent.trim()])"
        )
        every += [(place, wording, judgement) for place, wording, judgement in cells]
        following = page.locator("#next")
        if not following.is_visible() or following.is_disabled():
            return every
        following.click()


def holds(page: Page, rows: Sequence[tuple[Row, set[str]]], fits: Callable[[Row], bool]) -> None:
    wanted = sorted(told(row) for row, _ in rows if fits(row))
    assert wanted
    assert found(page) == len(wanted)
    assert sorted(shown(page)) == wanted
