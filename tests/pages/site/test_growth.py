"""A small share of ``make bigsite``: the table is quick, the home page light, growth in step."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from irp.pages.site.data.catalogue import Catalogue
from irp.pages.site.data.rows import line_of, rows_of
from irp.pages.site.data.search import WordIndex, row_files
from irp.record.extraction import Extraction
from pages.site.invented import varied
from pages.site.measuring import home_page, slowest_filter

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def test_the_view_changes_within_a_tenth_of_a_second(
    browser: Browser, base: Sequence[Extraction], site: Path, tmp_path: Path
) -> None:
    """With ten thousand rows, which the page of a small site gets from 800 others."""
    table = tmp_path / "table"
    (table / "data").mkdir(parents=True)
    (table / "assets").symlink_to(site / "assets")
    catalogue, index = Catalogue(), WordIndex()
    for one in varied(base, 800):
        line = line_of(one)
        rows = list(rows_of(one, line))
        for number, row in enumerate(rows, len(catalogue.rows)):
            index.add(number, [row.wording, row.area, row.report.place])
        catalogue.add(line, rows)
    scripts = dict(row_files(catalogue, index.parts()))
    for name, text in (*scripts.items(), *index.files()):
        (table / "data" / name).write_text(text, "utf-8")
    loads = "".join(f'<script defer src="data/{name}"></script>' for name in scripts)
    page = (site / "follow-ups.html").read_text("utf-8")
    for name in ("names.js", "rows-1.js"):
        page = page.replace(f'<script defer src="data/{name}"></script>\n', "")
    page = page.replace(
        '<script defer src="assets/search.js">', loads + '<script defer src="assets/search.js">'
    )
    (table / "follow-ups.html").write_text(page, "utf-8")
    assert len(catalogue.rows) > 10_000
    name, milliseconds = slowest_filter(browser, table)
    assert milliseconds < 100, name


def test_the_home_page_loads_its_style_and_icon_and_nothing_else(
    browser: Browser, site: Path
) -> None:
    weight, _, loaded = home_page(browser, site)
    assert weight < 300_000
    assert set(loaded) <= {"index.html", "assets/site.css", "assets/icon.svg"}


def test_twice_the_rows_take_about_twice_as_long(base: Sequence[Extraction]) -> None:
    """Of what could grow faster than the reports: the lists over all of them."""

    def seconds(count: int) -> float:
        catalogue, index = Catalogue(), WordIndex()
        lines = [(one, line_of(one)) for one in varied(base, count, places=100)]
        start = time.process_time()
        for one, line in lines:
            catalogue.add(line, rows_of(one, line))
        catalogue.places()
        catalogue.areas()
        for _ in row_files(catalogue, index.parts()):
            pass
        return time.process_time() - start

    seconds(20)
    small, large = (min(seconds(count) for _ in range(2)) for count in (100, 400))
    assert large < small * 4 * 2.5
