"""Pages read back: their elements, links and ids."""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

VOID = {"meta", "link", "br", "input", "hr", "img"}


class Read(HTMLParser):
    """One page.

    Attributes:
        shape: each element's name with the names of its attributes, in order.
        links: what its links and other references lead to.
        ids: of its elements.
        policy: its content security policy.
        keys: of a review page, what its script leads to places.
        open: elements that nothing closed.
    """

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.shape: list[tuple[str, tuple[str, ...]]] = []
        self.links: list[str] = []
        self.ids: Counter[str] = Counter()
        self.policy = ""
        self.open: list[str] = []
        self.text = path.read_text("utf-8")
        data = re.search(r'<script type="application/json" id="data">(.*?)</script>', self.text)
        self.keys = set(json.loads(data[1])["places"]) if data else set()
        self.feed(self.text)

    def has(self, fragment: str) -> bool:
        """Whether an address with this fragment leads to a place: an id, or a review's key."""
        return self.ids[fragment] == 1 or fragment in self.keys

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.shape.append((tag, tuple(name for name, _ in attrs)))
        given = dict(attrs)
        self.links += [given[name] or "" for name in ("href", "src") if name in given]
        if given.get("id"):
            self.ids[str(given["id"])] += 1
        if given.get("http-equiv") == "Content-Security-Policy":
            self.policy = given["content"] or ""
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        # The last one open must be the one that ends; what is not stays in the list.
        if self.open and self.open[-1] == tag:
            self.open.pop()


def read(path: Path) -> Read:
    """A page, read once however often it is asked for."""
    return _read(path.resolve(), path.stat().st_mtime_ns)


@cache
def _read(path: Path, _changed: int) -> Read:
    return Read(path)


def pages(site: Path) -> list[Path]:
    """All pages of a site."""
    return sorted(site.rglob("*.html"))


def broken_links(site: Path) -> list[str]:
    """Links inside the site that lead nowhere, with the page they stand on."""
    known_pages = {path.resolve(): read(path) for path in pages(site)}
    broken = []
    for path, page in known_pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            known = target.is_file() and target.is_relative_to(site.resolve())
            if known and parts.fragment and target in known_pages:
                known = known_pages[target].has(unquote(parts.fragment))
            if not known:
                broken.append(f"{path.relative_to(site.resolve())}: {link}")
    return broken
