"""The table of follow-ups in a real browser: what it shows is what the records say."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from irp.pages.names import page_name
from irp.pages.site.data.rows import Row
from irp.record.vocabulary import Judgement
from pages.browsing import NARROW, Viewer
from pages.site.table.asking import Told, found, holds, opened, shown, told

if TYPE_CHECKING:
    from playwright.sync_api import Page


FILTERS: dict[str, tuple[str, Callable[[Row, str], bool]]] = {
    "establishment": ("", lambda row, value: row.report.place_name == value),
    "kind": ("theme", lambda row, value: row.kind.value == value),
    "body": ("ofsted", lambda row, value: row.body.value == value),
    "theme": ("security", lambda row, value: row.theme == value),
    "area": ("", lambda row, value: page_name(row.area) == value),
    "judgement": (
        "insufficient_progress",
        lambda row, value: row.judgement is not None and row.judgement.value == value,
    ),
    "year": ("", lambda row, value: str(row.report.year) == value),
    "status": ("needs_review", lambda row, value: row.report.status.value == value),
    "place_kind": ("YOI", lambda row, value: row.report.place_kind == value),
}


@pytest.mark.parametrize("name", FILTERS)
def test_a_filter_leaves_the_rows_that_the_records_say(
    name: str, table: Page, viewer: Viewer, site: Path, rows: list[tuple[Row, set[str]]]
) -> None:
    wanted, fits = FILTERS[name]
    value = wanted or table.locator(f"#{name} option").nth(2).get_attribute("value") or ""
    table.select_option(f"#{name}", value)
    holds(table, rows, lambda row: fits(row, value))
    assert parse_qs(urlsplit(table.url).query)[name] == [value]
    again = opened(viewer, site, f"?{name}={value}")
    assert again.locator(f"#{name}").input_value() == value
    assert found(again) == found(table)


def test_filters_add_up_and_not_enough_is_both_failing_judgements(
    table: Page, rows: list[tuple[Row, set[str]]]
) -> None:
    table.select_option("#judgement", "not_enough")
    table.select_option("#body", "hmi_prisons")
    failing = (Judgement.NO_MEANINGFUL_PROGRESS, Judgement.INSUFFICIENT_PROGRESS)
    holds(table, rows, lambda row: row.judgement in failing and row.body.value == "hmi_prisons")
    table.get_by_role("button", name="Clear all").click()
    assert found(table) == len(rows)
    assert urlsplit(table.url).query == ""


SORTS: dict[str, Callable[[Row], Any]] = {
    "visit": lambda row: row.report.first_day,
    "judgement": lambda row: list(Judgement).index(row.judgement) if row.judgement else 9,
    "body": lambda row: row.body.value != "hmi_prisons",
    "area": lambda row: row.area.casefold(),
}


@pytest.mark.parametrize("name", SORTS)
def test_a_click_on_a_heading_sorts_and_another_turns_it_round(
    name: str, table: Page, rows: list[tuple[Row, set[str]]]
) -> None:
    head = table.locator(f"th[data-sort={name}]")
    by_told: dict[Told, set[Any]] = {}
    for row, _ in rows:
        by_told.setdefault(told(row), set()).add(SORTS[name](row))
    first = "ascending" if name != "visit" else "descending"
    if name != "visit":
        head.locator("button").click()
    for direction in (first, "descending" if first == "ascending" else "ascending"):
        assert head.get_attribute("aria-sort") == direction
        assert table.locator("[aria-sort]").count() == 1
        keys = list(_possible(shown(table), by_told, reverse=direction == "descending"))
        assert keys == sorted(keys, reverse=direction == "descending")
        head.locator("button").click()


def _possible(lines: Sequence[Told], keys: dict[Told, set[Any]], *, reverse: bool) -> Iterator[Any]:
    """A key for each line; where lines alike have several, the first that keeps the order."""
    before = None
    for line in lines:
        able = sorted(keys[line], reverse=reverse)
        fits = [k for k in able if before is None or (k <= before if reverse else k >= before)]
        before = (fits or able)[0]
        yield before


def test_the_view_is_in_the_address_and_the_back_button_walks_through_it(
    table: Page, viewer: Viewer, site: Path
) -> None:
    table.select_option("#body", "hmi_prisons")
    table.locator("th[data-sort=judgement] button").click()
    table.locator("#next").click()
    shared = urlsplit(table.url).query
    assert parse_qs(shared) == {"body": ["hmi_prisons"], "sort": ["judgement"], "page": ["2"]}
    first = table.locator("#table tbody tr").first.inner_text()
    again = opened(viewer, site, f"?{shared}")
    assert again.locator("#table tbody tr").first.inner_text() == first
    assert again.locator("#page-number").inner_text().startswith("Page 2 of")
    table.go_back()
    table.go_back()
    assert parse_qs(urlsplit(table.url).query) == {"body": ["hmi_prisons"]}
    assert table.locator("th[data-sort=visit]").get_attribute("aria-sort") == "descending"
    table.go_back()
    assert table.locator("#body").input_value() == ""


@pytest.mark.parametrize(
    "query",
    ["?judgement=nonsense", "?sort=__proto__", "?page=-3", "?page=99999", "?q=%00%3Cscript%3E"],
)
def test_an_address_that_makes_no_sense_does_no_harm(
    query: str, viewer: Viewer, site: Path, rows: list[tuple[Row, set[str]]]
) -> None:
    page = opened(viewer, site, query)
    expected = 0 if "nonsense" in query or "script" in query else len(rows)
    assert found(page) == expected
    if "nonsense" in query:
        chosen = page.locator("#judgement option:checked").inner_text()
        assert chosen == "nonsense (not here)"


def test_the_keyboard_reaches_everything(table: Page, site: Path) -> None:
    table.keyboard.press("Tab")
    assert table.evaluate("document.activeElement.textContent").startswith("Skip to")
    table.keyboard.press("Enter")
    assert table.evaluate("document.activeElement.id") == "main"
    reached = []
    for _ in range(19):
        table.keyboard.press("Tab")
        reached.append(
            table.evaluate("document.activeElement.id || document.activeElement.textContent")
        )
    assert reached[:10] == [
        "q",
        *("establishment", "judgement", "theme", "area", "body", "kind", "year"),
        *("place_kind", "status"),
    ]
    assert reached[11] == "save"
    heads = ["Establishment", "Visit", "Area", "Judged by", "Judgement"]
    assert reached[12:17] == heads
    table.locator("th[data-sort=judgement] button").focus()
    table.keyboard.press("Enter")
    assert table.locator("th[data-sort=judgement]").get_attribute("aria-sort") == "ascending"
    table.locator("#table tbody a").first.focus()
    width = table.evaluate("getComputedStyle(document.activeElement).outlineWidth")
    assert width == "3px"


def test_a_row_leads_to_its_block_in_the_report(table: Page) -> None:
    wording = table.locator("#table tbody .wording a").nth(4)
    words = wording.inner_text()
    wording.click()
    number = urlsplit(table.url).fragment
    assert re.fullmatch(r"follow-up-\d+", number)
    block = table.locator(f"#{number}")
    assert words in block.inner_text()
    expect(block).to_be_in_viewport()


def test_the_view_can_be_taken_away_as_csv(table: Page, rows: list[tuple[Row, set[str]]]) -> None:
    table.select_option("#kind", "theme")
    with table.expect_download() as waiting:
        table.locator("#save").click()
    text = Path(waiting.value.path()).read_text("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(text)))
    wanted = [row for row, _ in rows if row.kind.value == "theme"]
    assert sorted((line["establishment"], line["wording"]) for line in lines) == sorted(
        (row.report.place, row.wording) for row in wanted
    )
    assert {line["kind"] for line in lines} == {"theme"}


def test_on_paper_there_are_all_rows_of_the_view_and_no_form(
    table: Page, rows: list[tuple[Row, set[str]]]
) -> None:
    assert len(rows) > 200
    table.select_option("#theme", "security")
    table.emulate_media(media="print")
    table.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert table.locator("#view").inner_text() == "Theme: Security"
    assert table.locator("#table tbody tr").count() == found(table) < len(rows)
    table.emulate_media(media="screen")
    table.select_option("#theme", "")
    table.emulate_media(media="print")
    table.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert table.locator("#table tbody tr").count() == len(rows)
    for hidden in ("#filters", "#pages", "header.top nav", ".skip"):
        assert not table.locator(hidden).is_visible(), hidden
    assert len(table.pdf()) > 20_000
    table.evaluate("dispatchEvent(new Event('afterprint'))")
    table.emulate_media(media="screen")
    assert table.locator("#table tbody tr").count() == 50


def test_without_javascript_the_newest_rows_and_plain_pages_by_year_are_there(
    viewer: Viewer, site: Path, rows: list[tuple[Row, set[str]]]
) -> None:
    page = viewer.open(site / "follow-ups.html", java_script_enabled=False)
    assert page.locator("#table tbody tr").count() == 50
    assert not page.locator("#filters").is_visible()
    assert page.locator("noscript").inner_text().startswith("Searching and filtering need")
    links = page.locator("#plain + p + ul a")
    count = 0
    for number in range(links.count()):
        links.nth(number).click()
        count += page.locator("table.rows tbody tr").count()
        page.go_back()
    assert count == len(rows)


def test_rows_that_cannot_be_loaded_are_told(viewer: Viewer, site: Path, tmp_path: Path) -> None:
    page = viewer.open(site / "index.html")
    page.route("**/rows-*.js", lambda route: route.abort())
    page.goto((site / "follow-ups.html").as_uri())
    assert "could not be loaded" in page.locator("#found").inner_text()
    assert page.locator("#table tbody tr").count() == 50
    viewer.noticed(page).console.clear()  # the browser tells of the missing file


def test_on_a_narrow_screen_each_row_is_a_card_with_its_labels(viewer: Viewer, site: Path) -> None:
    page = opened(viewer, site, viewport=NARROW)
    row = page.locator("#table tbody tr").first
    assert row.evaluate("e => getComputedStyle(e).display") == "block"
    theme = page.locator("#theme")
    assert not theme.is_visible()  # the filters fold away
    page.locator("#more-summary").click()
    theme.select_option("security")
    assert page.locator("#more-summary").inner_text() == "Filters (1 chosen)"
    label = row.locator("td").nth(2).evaluate("e => getComputedStyle(e, '::before').content")
    assert "Area" in label
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    assert row.get_attribute("role") == "row"
