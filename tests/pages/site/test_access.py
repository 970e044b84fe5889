"""Every kind of page for everybody: axe-core, narrow screens, paper, no scripts needed to read."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from pages.browsing import MIDDLE, NARROW, WIDE, Viewer, violations

LOOKS: dict[str, dict[str, Any]] = {
    "light and wide": {"color_scheme": "light", "viewport": WIDE},
    "dark and narrow": {"color_scheme": "dark", "viewport": NARROW},
}


def kinds(site: Path) -> dict[str, Path]:
    """A page of each kind."""
    inner = {
        folder: min((site / folder).glob("*.html"))
        for folder in ("reports", "establishments", "areas", "follow-ups")
    }
    return {path.stem: path for path in sorted(site.glob("*.html"))} | {
        f"{folder}/": path for folder, path in inner.items()
    }


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_on_any_kind_of_page(look: str, viewer: Viewer, site: Path) -> None:
    found = {}
    page = viewer.open(site / "index.html", **LOOKS[look])
    for name, path in kinds(site).items():
        page.goto(path.as_uri())
        if name == "follow-ups":
            page.wait_for_selector("#filters", state="visible")
        assert viewer.noticed(page).nothing(), name
        for size in (MIDDLE, LOOKS[look]["viewport"]):
            page.set_viewport_size({"width": size["width"], "height": size["height"]})
            width = page.evaluate("document.documentElement.scrollWidth")
            assert width <= size["width"], name
        found[name] = violations(page)
        viewer.noticed(page).console.clear()  # axe-core's own try at fetching the style sheet
    assert len(found) == 14
    assert {name: faults for name, faults in found.items() if faults} == {}


def test_on_paper_charts_and_tables_fit_and_links_of_the_frame_are_gone(
    viewer: Viewer, site: Path
) -> None:
    page = viewer.open(site / "charts.html")
    page.emulate_media(media="print")
    assert not page.locator("header.top nav").is_visible()
    assert page.locator("svg.chart").first.is_visible()
    assert page.locator("details[open]").count() == page.locator("details").count()


def test_a_chart_has_a_text_alternative_and_its_numbers_in_a_table(
    viewer: Viewer, site: Path
) -> None:
    page = viewer.open(site / "charts.html")
    charts = page.locator(".broad svg.chart")
    assert charts.count() == page.locator(".narrow svg.chart").count() == 8
    for number in range(charts.count()):
        chart = charts.nth(number)
        labelled = (chart.get_attribute("aria-labelledby") or "").split()
        title, description = (page.locator(f"#{one}").text_content() or "" for one in labelled)
        assert "judgements by" in title
        assert "The table below the chart has every number" in description
        table = page.locator(f"#{labelled[0].removesuffix('-title')} table")
        total = table.locator("tbody td:last-child").all_inner_texts()
        sentence = f"{sum(int(one.replace(',', '')) for one in total)} follow-ups"
        assert sentence in description


@pytest.mark.parametrize("width", [360, 768, 1400])
@pytest.mark.parametrize("name", ["index", "charts", "reports", "establishments/ashbrook"])
def test_pages_and_charts_are_whole_at_every_width(
    name: str, width: int, viewer: Viewer, site: Path
) -> None:
    page = viewer.open(site / f"{name}.html", viewport={"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for judgement in page.locator(".judgement:visible").all()[:20]:
        where = judgement.bounding_box()
        assert where
        assert where["x"] + where["width"] <= width  # no status is off the screen
    for chart in page.locator("svg.chart:visible").all():
        box = chart.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        heights = "all => all.map(one => one.getBoundingClientRect().height)"
        assert min(chart.locator("text").evaluate_all(heights)) >= 9  # legible


def test_the_search_on_the_home_page_leads_to_the_table(viewer: Viewer, site: Path) -> None:
    page = viewer.open(site / "index.html")
    page.get_by_role("searchbox").fill("ashbrook")
    page.keyboard.press("Enter")
    page.wait_for_url("**/follow-ups.html?q=ashbrook#found")
    expect(page.locator("#found")).to_have_text(
        re.compile(r"^\d+ of \d+ follow-ups, best matches first$")
    )


DRAWN = "() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 50)))"


def test_a_page_of_a_pdf_is_under_twenty_keys_away(viewer: Viewer, site: Path) -> None:
    """Find a prison by the first letters of its name, what failed there, the page in the PDF."""
    page = viewer.open(site / "index.html")
    keys = ["Tab", "Enter", "Tab", *"ash", "Enter", "Tab", "Enter"]  # skip link, search, its page
    keys += ["Tab", "Enter", "Tab", "Enter", "Tab", "Enter"]  # skip link, what failed, the first
    keys += ["Tab", "Tab"]  # its own address, the page in the PDF
    for key in keys:
        before = page.url
        page.keyboard.press(key)
        if key == "Enter":
            page.wait_for_url(lambda url, before=before: url != before)  # type: ignore[misc]
            page.evaluate(DRAWN)  # a key that comes before is lost
            if "q=" in page.url:
                expect(page.locator("#places a")).to_be_visible()
    focused = page.locator(":focus")
    expect(focused).to_have_text(re.compile(r"^report \(PDF, [\d.]+ MB\), page \d+$"))
    assert re.search(r"\.pdf#page=\d+$", focused.get_attribute("href") or "")
    assert "HMP Ashbrook" in page.title()
    assert len([*keys, "Enter"]) < 20


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_numbers_on_the_bars_have_contrast(scheme: str, viewer: Viewer, site: Path) -> None:
    page = viewer.open(site / "charts.html", color_scheme=scheme)
    ratios = page.evaluate(
        """() => {
          const light = (colour) => {
            const parts = colour.match(/[\\d.]+/g).slice(0, 3).map((one) => one / 255)
              .map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4));
            return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
          };
          const ratios = {};
          for (const text of document.querySelectorAll("svg.chart text[class^=on-]")) {
            const name = text.getAttribute("class").replace("on-", "j-");
            const [one, other] = [text, document.querySelector(`svg.chart rect.${name}`)]
              .map((each) => light(getComputedStyle(each).fill)).sort((a, b) => b - a);
            ratios[name] = (one + 0.05) / (other + 0.05);
          }
          return ratios;
        }"""
    )
    assert len(ratios) == 5
    assert {name: ratio for name, ratio in ratios.items() if ratio < 4.5} == {}
