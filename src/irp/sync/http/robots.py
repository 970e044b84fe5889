"""robots.txt of each host: what may be requested, how often, and where the sitemaps are."""

from __future__ import annotations

from urllib.parse import urlsplit

from protego import Protego

LONGEST_DELAY = 60.0
"""Seconds; a longer Crawl-delay, which may be a typo, is shortened to this."""


class Robots:
    """The hosts' robots.txt files, which are read once in each run.

    Args:
        user_agent: the name under which irp makes requests.
    """

    def __init__(self, user_agent: str) -> None:
        self._agent = user_agent
        self._files: dict[str, Protego] = {}

    def knows(self, address: str) -> bool:
        """Whether the file at this address was read."""
        return address in self._files

    def learn(self, address: str, text: str) -> None:
        """Read a file; an empty one allows everything."""
        self._files[address] = Protego.parse(text)

    def allows(self, address: str, url: str) -> bool:
        """Whether the file allows an address of its host."""
        return self._files[address].can_fetch(url, self._agent)

    def delay(self, address: str) -> float:
        """Seconds that the file asks for between two requests; 0 if it was not read."""
        known = self._files.get(address)
        asked = known.crawl_delay(self._agent) if known else None
        return min(float(asked or 0), LONGEST_DELAY)

    def sitemaps(self, address: str) -> list[str]:
        """The sitemaps that the file names."""
        known = self._files.get(address)
        return list(known.sitemaps) if known else []


def robots_address(url: str) -> str:
    """Where the file of an address's host is."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/robots.txt"
