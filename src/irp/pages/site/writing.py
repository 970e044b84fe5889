"""Write pages into the site's folder, all in the same frame."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from irp.addresses import contact_link
from irp.pages.site import words
from irp.pages.site.render import FORM_POLICY, POLICY, SCRIPT_POLICY, render
from irp.version import __version__

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
        base_url: the site's address; with it each page names its own.
        contact: where readers report a mistake.

    Attributes:
        fresh: a sentence with the date of the data, once it is known.
        written: how many pages were written so far.
    """

    def __init__(
        self, folder: Path, title: str, base_url: str | None = None, contact: str | None = None
    ) -> None:
        self._folder = folder
        self._title = title
        self._base_url = base_url if not base_url or base_url.endswith("/") else f"{base_url}/"
        self._contact = contact_link(contact)
        self._version = __version__
        self.fresh: str | None = None
        self.written = 0

    def write(
        self,
        name: str,
        template: str,
        *,
        here: str = "",
        scripts: bool = False,
        form: bool = False,
        **values: Any,
    ) -> None:
        """Write one page.

        Args:
            name: of its file, without the ending, from the site's root.
            template: the template's file.
            here: its entry of the menu.
            scripts: whether it loads the table's scripts.
            form: whether it has a form that leads to another page.
            values: what the template shows.
        """
        frame = {
            "root": "../" * name.count("/"),
            "policy": SCRIPT_POLICY if scripts else FORM_POLICY if form else POLICY,
            "here": here,
            "site": {
                "title": self._title,
                "version": self._version,
                "menu": MENU,
                # A page of one place or area changes only with what it shows.
                "fresh": None if "/" in name else self.fresh,
                "address": f"{self._base_url}{name}.html" if self._base_url else None,
                "contact": self._contact,
                "inspectorate": words.INSPECTORATE,
                "licence": words.LICENCE,
            },
        }
        self.text(f"{name}.html", render(f"site/{template}", {**frame, **values}))
        self.written += 1

    def text(self, name: str, text: str) -> None:
        """Write one file of text."""
        path = self._folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
