"""A small share of ``make bigsite``: the table is quick, the home page light, growth in step."""

from __future__ import annotations

import gc
import time
import weakref
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from irp.pages.site import build_site
from irp.pages.site.data.catalogue import Catalogue
from irp.pages.site.data.rows import line_of, rows_of
from irp.pages.site.data.search import SearchPieces, names_script
from irp.record.extraction import Extraction
from irp.record.report import Report
from pages.site.invented import varied
from pages.site.measuring import home_page, slowest_filter
from pages.site.table.asking import table_alone

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def test_the_view_changes_within_a_tenth_of_a_second(
    browser: Browser, base: Sequence[Extraction], site: Path, tmp_path: Path
) -> None:
    """With ten thousand rows, which the page of a small site gets from 800 others."""
    reports = [
        (line, list(rows_of(one, line))) for one in varied(base, 800) for line in [line_of(one)]
    ]
    assert sum(len(rows) for _, rows in reports) > 10_000
    texts = (
        (line, rows, [[r.wording, r.area, line.place] for r in rows]) for line, rows in reports
    )
    table = table_alone(site, tmp_path / "table", texts)
    name, milliseconds = slowest_filter(browser, table)
    assert milliseconds < 100, name


def test_the_home_page_loads_its_style_and_icon_and_nothing_else(
    browser: Browser, site: Path
) -> None:
    weight, _, loaded = home_page(browser, site)
    assert weight < 300_000
    assert set(loaded) <= {"index.html", "assets/site.css", "assets/icon.svg"}


def test_a_report_is_released_when_its_page_is_written(
    base: Sequence[Extraction], tmp_path: Path
) -> None:
    """Without the collector of cycles, which comes late where much is alive."""
    reports: list[weakref.ref[Report]] = []
    alive: list[int] = []

    def given() -> Iterator[Extraction]:
        for one in varied(base, 4):
            assert one.report
            reports.append(weakref.ref(one.report))
            yield one

    def look(_: int) -> None:
        alive.append(sum(one() is not None for one in reports))

    gc.collect()
    gc.disable()
    try:
        build_site(given(), tmp_path / "site", on_report=look)
    finally:
        gc.enable()
    assert alive == [1, 1, 1, 1]


def test_twice_the_rows_take_about_twice_as_long(base: Sequence[Extraction]) -> None:
    """Of what could grow faster than the reports: the lists over all of them."""

    def seconds(count: int) -> float:
        catalogue = Catalogue()
        lines = [(one, line_of(one)) for one in varied(base, count, places=100)]
        start = time.process_time()
        pieces = SearchPieces(lambda name, text: None)
        for one, line in lines:
            rows = list(rows_of(one, line))
            catalogue.add(line, rows)
            pieces.add(line, rows, [[row.wording] for row in rows])
        pieces.finish()
        names_script(catalogue, pieces)
        return time.process_time() - start

    seconds(20)
    small, large = (min(seconds(count) for _ in range(2)) for count in (100, 400))
    assert large < small * 4 * 2.5
