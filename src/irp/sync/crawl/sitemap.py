"""The sitemap: every page of the site in XML, if there is one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, ParseError

from irp.sync.http.urls import is_report_page, page_url

MOST_ENTRIES: Final = 50_000
"""Entries of one sitemap that are read: the protocol allows no more."""
MOST_MAPS: Final = 20
"""Sitemaps of one index that are read; the site has one for each type of post."""


@dataclass(frozen=True)
class SitemapPage:
    """A report's page in the sitemap.

    Attributes:
        url: its address.
        changed: the day of its last change, or None.
    """

    url: str
    changed: date | None


def read_sitemap(text: str, url: str) -> tuple[list[SitemapPage], list[str]]:
    """The reports' pages in a sitemap, and the sitemaps of reports that an index names.

    Raises:
        ValueError: it is not a sitemap.
    """
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root: Element = fromstring(text.encode())
    except (ParseError, DefusedXmlException, LookupError) as error:
        raise ValueError(f"not XML that irp reads: {error}") from error
    pages, maps = [], []
    for entry in root[:MOST_ENTRIES]:
        place = (_child(entry, "loc") or "").strip()
        if _name(entry) == "sitemap" and "report" in urlsplit(place).path:
            maps.append(place)
        elif _name(entry) == "url":
            address = page_url(place, url)
            if address and is_report_page(address):
                pages.append(SitemapPage(address, _day(_child(entry, "lastmod"))))
    return pages, maps[:MOST_MAPS]


def _child(entry: Element, name: str) -> str | None:
    return next((child.text for child in entry if _name(child) == name), None)


def _name(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def _day(stamp: str | None) -> date | None:
    try:
        return datetime.fromisoformat((stamp or "").strip()).date()
    except ValueError:
        return None
