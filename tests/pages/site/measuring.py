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
    "search for the beginning of many words": "search('pr')",
    "search for several words": "search('staff prison drug safe')",
    "search for a rare word": "search('mathematics')",
}
MEASURE = """
async (change) => {
  const set = (name, value) => {
    const select = document.getElementById(name);
    select.value = value;
    select.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const search = (text) => {
    const input = document.getElementById("q");
    input.value = text;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const start = performance.now();
  eval(change);
  await Promise.resolve();
  document.body.getBoundingClientRect();
  return performance.now() - start;
}
"""


def slowest_filter(browser: Browser, site: Path) -> tuple[str, float]:
    """The change of the view that takes longest, and its milliseconds with the layout after it.

    Each is made several times and the quickest counts: the first one of a search loads its part
    of the index, and other programs use the processor, too.
    """
    # eval() stands for the page's own buttons and is not allowed by the page's policy.
    page = browser.new_context(bypass_csp=True).new_page()
    page.goto((site / "follow-ups.html").as_uri())
    page.wait_for_function("/^All /.test(document.getElementById('found').textContent)")
    times: dict[str, float] = {}
    for _ in range(5):
        for name, change in CHANGES.items():
            took = float(page.evaluate(f"({MEASURE})({change!r})"))
            page.wait_for_function(
                "!/Searching/.test(document.getElementById('found').textContent)"
            )
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
