"""robots.txt, as each host has it: what may be asked for, how often, and where the sitemaps are."""

from __future__ import annotations

from urllib.parse import urlsplit

from protego import Protego

LONGEST_DELAY = 60.0
"""Seconds; a Crawl-delay beyond that is cut, so that a slip of a pen does not stop us for days."""


class Robots:
    """What the hosts' files say to us; read anew in each run.

    Args:
        user_agent: whom the files are asked about.
    """

    def __init__(self, user_agent: str) -> None:
        self._agent = user_agent
        self._files: dict[str, Protego] = {}

    def knows(self, address: str) -> bool:
        """Whether the file at this address was read."""
        return address in self._files

    def learn(self, address: str, text: str) -> None:
        """Take in a file; an empty one allows everything."""
        self._files[address] = Protego.parse(text)

    def allows(self, address: str, url: str) -> bool:
        """Whether the file allows to fetch an address of its host."""
        return self._files[address].can_fetch(url, self._agent)

    def delay(self, address: str) -> float:
        """Seconds that the file asks for between two requests; 0 where it is not known."""
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
