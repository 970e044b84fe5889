"""How quick the site is in a browser."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHANGES = {
    "filter by judgement": "set('judgement', 'not_enough')",
    "filter by body": "set('body', 'ofsted')",
    "filter by year": "set('year', document.getElementById('year').options[2].value)",
    "no filter": "document.querySelector('[type=reset]').click()",
    "sort by area": "document.querySelector('th[data-sort=area] button').click()",
    "sort by judgement": "document.querySelector('th[data-sort=judgement] button').click()",
    "search for a common word": "search('prison')",
    "search for the beginning of many words": "search('pr*')",
    "search for several words": "search('staff prison drug safe')",
    "search for a rare word": "search('mathematics')",
}
PREPARE = """
() => {
  globalThis.set = (name, value) => {
    const select = document.getElementById(name);
    select.value = value;
    select.dispatchEvent(new Event("change", { bubbles: true }));
  };
  globalThis.search = (text) => {
    const input = document.getElementById("q");
    input.value = text;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  };
}
"""
LAYOUT = "document.body.getBoundingClientRect()"


def slowest_filter(browser: Browser, site: Path) -> tuple[str, float]:
    """The change of the view that takes longest, and its milliseconds with the layout after it.

    What counts is the processor time of the page's own thread, as Chromium keeps it: other
    programs that want the processor make nothing slower. Each change is made several times and
    the quickest counts, since the first one of a search loads its part of the index.
    """
    # Changes are made by eval(), which the page's policy does not allow.
    page = browser.new_context(bypass_csp=True).new_page()
    page.goto((site / "follow-ups.html").as_uri())
    page.wait_for_function("/^All /.test(document.getElementById('found').textContent)")
    page.evaluate(PREPARE)
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def used() -> float:
        told = session.send("Performance.getMetrics")["metrics"]
        return 1000 * next(float(one["value"]) for one in told if one["name"] == "TaskDuration")

    times: dict[str, float] = {}
    for _ in range(3):
        for name, change in CHANGES.items():
            before = used()
            page.evaluate(f"() => {{ {change}; {LAYOUT}; }}")
            page.wait_for_function(
                "!/Searching/.test(document.getElementById('found').textContent)"
            )
            took = used() - before
            times[name] = min(took, times.get(name, took))
    page.context.close()
    slowest = max(times, key=lambda name: times[name])
    return slowest, times[slowest]


def home_page(browser: Browser, site: Path) -> tuple[int, float, list[str]]:
    """The home page's bytes with all it loads, its first paint in ms, and what it loads."""
    page = browser.new_context().new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((site / "index.html").as_uri())
    page.locator("h1").wait_for(state="visible")
    page.wait_for_timeout(100)
    paints = page.evaluate(
        "performance.getEntriesByName('first-contentful-paint').map((one) => one.startTime)"
    )
    page.context.close()
    root = site.absolute().as_uri()
    files = sorted({url.removeprefix(f"{root}/") for url in asked})
    paint = float(paints[0]) if paints else -1.0
    return sum((site / name).stat().st_size for name in files), paint, files
