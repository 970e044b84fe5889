"""A real browser for the tests of the pages, and what it noticed while it showed one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = "IRP_CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
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
WIDE = {"width": 1440, "height": 900}
NARROW = {"width": 390, "height": 844}
LOCAL = ("file:", "data:", "blob:", "about:")


def chromium() -> str:
    """Where the browser is: ``IRP_CHROMIUM``, else one on the path; its lack is a failure."""
    named = os.environ.get(CHROMIUM)
    found = named or next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        pytest.fail(
            "there is no Chromium to show the pages in: install Debian's package chromium"
            f" (`make test` does, as root), or name one in {CHROMIUM}",
            pytrace=False,
        )
    return found


@contextmanager
def launched() -> Iterator[Browser]:
    """A browser without a window."""
    from playwright.sync_api import sync_playwright

    path = chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        try:
            yield browser
        finally:
            browser.close()


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
        self._allowed = allowed
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("dialog", self._asked)
        page.context.route("**/*", self._route)

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

    def _route(self, route: Any) -> None:
        if route.request.url.startswith(self._allowed):
            route.continue_()
        else:
            self.requests.append(route.request.url)
            route.abort()


class Viewer:
    """Opens pages in a browser; in the end there must have been nothing to notice."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._opened: list[tuple[Page, Noticed]] = []

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
        settings = {"viewport": WIDE, "locale": "en-GB", **context}
        page = self._browser.new_context(**settings).new_page()
        self._opened.append((page, Noticed(page, allowed=allowed)))
        page.goto(target.absolute().as_uri() if isinstance(target, Path) else target)
        return page

    def noticed(self, page: Page) -> Noticed:
        """What a page did so far."""
        return next(noticed for one, noticed in self._opened if one is page)

    def close(self) -> None:
        """Close all pages and hold that none did anything it must not do."""
        for page, _ in self._opened:
            page.context.close()
        assert [noticed for _, noticed in self._opened if not noticed.nothing()] == []


def violations(page: Page) -> list[str]:
    """What axe-core holds against a page by WCAG 2.2 AA and its own best practices."""
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        f"{rule['id']}: {node['html'][:200]} {node['failureSummary']}"
        for rule in found
        for node in rule["nodes"]
    ]
