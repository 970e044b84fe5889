"""Write pages into the site's folder, all in the same frame."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from irp.pages.site.render import POLICY, SCRIPT_POLICY, render
from irp.version import package_version

MENU = (
    ("follow-ups", "follow-ups.html", "Follow-ups"),
    ("establishments", "establishments.html", "Establishments"),
    ("areas", "areas.html", "Areas"),
    ("reports", "reports.html", "Reports"),
    ("charts", "charts.html", "Charts"),
    ("downloads", "downloads.html", "Downloads"),
    ("method", "method.html", "Method"),
)
"""Key, file and words of each entry of the menu."""


class Pages:
    """Writes pages.

    Args:
        folder: of the site.
        title: of the site.

    Attributes:
        fresh: a sentence with the date of the data, once it is known.
        written: how many pages were written so far.
    """

    def __init__(self, folder: Path, title: str) -> None:
        self._folder = folder
        self._title = title
        self._version = package_version()
        self.fresh: str | None = None
        self.written = 0

    def write(
        self, name: str, template: str, *, here: str = "", scripts: bool = False, **values: Any
    ) -> None:
        """Write one page.

        Args:
            name: of its file, without the ending, from the site's root.
            template: the template's file.
            here: its entry of the menu.
            scripts: whether it loads the table's scripts.
            values: what the template shows.
        """
        frame = {
            "root": "../" * name.count("/"),
            "policy": SCRIPT_POLICY if scripts else POLICY,
            "here": here,
            "site": {
                "title": self._title,
                "version": self._version,
                "menu": MENU,
                "fresh": self.fresh,
            },
        }
        self.text(f"{name}.html", render(f"site/{template}", {**frame, **values}))
        self.written += 1

    def text(self, name: str, text: str) -> None:
        """Write one file of text."""
        path = self._folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
