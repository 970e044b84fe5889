"""A real browser for the tests of the pages, and what it noticed while it showed one."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = "IRP_CHROMIUM"
NAMES = (
    "chromium-headless-shell",  # first: without the windows of a desktop it takes a third less time
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
ARGUMENTS = (
    "--no-sandbox",  # it runs as root in containers; it sees our own pages only
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-color-profile=srgb",
)
WIDE = {"width": 1400, "height": 1000}
MIDDLE = {"width": 768, "height": 1000}
NARROW = {"width": 360, "height": 780}
LOCAL = ("file:", "data:", "blob:", "about:")


def chromium() -> str:
    """Where the browser is: ``IRP_CHROMIUM``, else one on the path; its lack is a failure."""
    named = os.environ.get(CHROMIUM)
    found = named or next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        pytest.fail(
            "there is no Chromium to show the pages in: install Debian's package"
            f" chromium-headless-shell (`make test` does, as root), or name one in {CHROMIUM}",
            pytrace=False,
        )
    return found


@contextmanager
def launched() -> Iterator[Browser]:
    """A browser without a window."""
    from playwright.sync_api import sync_playwright

    path = chromium()
    _WINDOWS.clear()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        try:
            yield browser
        finally:
            browser.close()


ALIKE = 3
"""How many of the rows, entries and marks that are built alike axe-core is shown."""
THIN_OUT = """(most) => {
    const built = (element) => [element.tagName, element.getAttribute("class"),
        ...element.getAttributeNames().sort(), ...[...element.children].map(built)].join(" ");
    const seen = new Map();
    const repeated = "tbody > tr, li, article, option, .row, .paragraph, dl > div, "
        + "svg path, svg text, .box, .mark-any";
    for (const element of document.querySelectorAll(repeated)) {
        if (!element.isConnected) { continue; }
        const key = `${element.parentElement.tagName} ${built(element)}`;
        seen.set(key, (seen.get(key) ?? 0) + 1);
        if (seen.get(key) > most) { element.remove(); }
    }
}"""
RUN_AXE = """() => axe.run({ resultTypes: ["violations"] }).then((results) => results.violations
    .flatMap((rule) => rule.nodes.map((node) =>
        `${rule.id}: ${node.html.slice(0, 200)} ${node.failureSummary}`)))"""


class Noticed:
    """What a page said, asked for or did while it was shown.

    Attributes:
        console: warnings and errors of the console, breaches of the content security policy too.
        errors: errors that no script caught.
        requests: addresses outside the page's own files that it asked for; all are refused.
        dialogs: what alerts and the like said.
    """

    def __init__(self, page: Page, *, allowed: tuple[str, ...] = LOCAL) -> None:
        self.console: list[str] = []
        self.errors: list[str] = []
        self.requests: list[str] = []
        self.dialogs: list[str] = []
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("dialog", self._asked)
        ours = "|".join(map(re.escape, allowed))
        page.context.route(re.compile(f"^(?!{ours})"), self._refuse)

    def forget(self) -> None:
        """Begin anew."""
        for told in (self.console, self.errors, self.requests, self.dialogs):
            told.clear()

    def nothing(self) -> bool:
        """Whether there was nothing to notice."""
        return not (self.console or self.errors or self.requests or self.dialogs)

    def __repr__(self) -> str:
        return f"{vars(self)}"

    def _said(self, message: Any) -> None:
        if message.type in {"warning", "error"}:
            self.console.append(f"{message.type}: {message.text}")

    def _asked(self, dialog: Any) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def _refuse(self, route: Any) -> None:
        self.requests.append(route.request.url)
        route.abort()


class Viewer:
    """Opens pages in a browser; in the end there must have been nothing to notice.

    A window is used again by the next test that wants one like it: making one takes longer than
    most tests. It keeps nothing but what it noticed, which is forgotten; requests that a test
    intercepted are free again.
    """

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._opened: list[tuple[str, Page, Noticed]] = []

    def open(
        self,
        target: Path | str,
        *,
        allowed: tuple[str, ...] = LOCAL,
        **context: Any,
    ) -> Page:
        """Show a file, or an address that begins with one of ``allowed``.

        Args:
            target: the file or the address, with ``#…`` behind it where wanted.
            allowed: beginnings of the addresses that the page may ask for.
            context: as for Playwright's ``new_context``: ``color_scheme``, ``viewport``, ….
        """
        key = repr((allowed, sorted(context.items())))
        page, noticed = _WINDOWS.pop(key) if key in _WINDOWS else self._window(allowed, context)
        noticed.forget()
        self._opened.append((key, page, noticed))
        page.goto(target.absolute().as_uri() if isinstance(target, Path) else target)
        return page

    def _window(self, allowed: tuple[str, ...], context: dict[str, Any]) -> tuple[Page, Noticed]:
        settings = {"viewport": WIDE, "locale": "en-GB", **context}
        page = self._browser.new_context(**settings).new_page()
        return page, Noticed(page, allowed=allowed)

    def noticed(self, page: Page) -> Noticed:
        """What a page did so far."""
        return next(noticed for _, one, noticed in self._opened if one is page)

    def close(self) -> None:
        """Leave all pages and hold that none did anything it must not do."""
        for key, page, noticed in self._opened:
            if not page.is_closed():
                page.unroute_all()
                page.emulate_media(media="null")
                page.goto("about:blank")  # what is left to do, it does before it is judged
                if key in _WINDOWS:
                    page.context.close()
                else:
                    _WINDOWS[key] = page, noticed
        assert [noticed for *_, noticed in self._opened if not noticed.nothing()] == []


_WINDOWS: dict[str, tuple[Page, Noticed]] = {}
"""Windows that no test uses at present, by what was asked of them."""


def violations(page: Page) -> list[str]:
    """What axe-core holds against a page by WCAG 2.2 AA and its own best practices.

    Of rows and the like that are built alike some are examined and the rest taken away, since
    axe-core asks each element some fifty questions.
    """
    page.evaluate(THIN_OUT, ALIKE)
    page.evaluate(AXE_SCRIPT)
    found: list[str] = page.evaluate(RUN_AXE)
    return found
