"""The table of follow-ups in a browser: opened, asked and read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from irp.pages.site.data.catalogue import Catalogue
from irp.pages.site.data.rows import ReportLine, Row
from irp.pages.site.data.search import SearchPieces, names_script
from pages.browsing import Viewer

if TYPE_CHECKING:
    from playwright.sync_api import Page

Told = tuple[str, str, str]  # establishment, wording, judgement


def table_alone(
    site: Path, folder: Path, reports: Iterable[tuple[ReportLine, list[Row], list[list[str]]]]
) -> Path:
    """The page of a site's table with other data: lines with their rows, and texts of these."""
    (folder / "data").mkdir(parents=True)
    (folder / "assets").symlink_to(site / "assets")
    catalogue = Catalogue()
    pieces = SearchPieces(lambda name, text: _write(folder / "data" / name, text))
    for line, rows, texts in reports:
        catalogue.add(line, rows)
        pieces.add(line, rows, texts)
    pieces.finish()
    _write(folder / "data" / "names.js", names_script(catalogue, pieces))
    loads = "".join(f'<script defer src="data/{name}"></script>\n' for name in pieces.scripts())
    own = r'(<script defer src="data/[^"]+"></script>\n)+'
    page = re.sub(own, lambda _: loads, (site / "follow-ups.html").read_text("utf-8"))
    _write(folder / "follow-ups.html", page)
    return folder


def _write(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")


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
