"""The site's markup: what is on an archive or listing page, and on a report's page.

Elements are found by class names, whatever the order of attributes and whatever other classes
they have. An empty list and unknown markup are different things and are reported as such.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from irp.sync.errors import FetchError
from irp.sync.http.urls import is_report_page, page_url, pdf_url

ARCHIVE_ITEM: Final = "div.archive-list-item"
ARCHIVE_TITLE: Final = ".archive-list-item__title a[href]"
LISTING_ITEM: Final = ".flexible-post-type-list .list-item"
LISTING_TITLE: Final = ".list-item-title a[href]"
TIME: Final = "time.entry-date.published-date[datetime]"
NEXT: Final = (
    ".archive-pagination-next-btn a[href]",
    "a[rel~=next][href]",
    "link[rel~=next][href]",
    "a.next[href]",
)
REPORT: Final = "article.flexible-post-type-single"
TITLE: Final = "h1.document-title"
SUMMARY: Final = ".document-summary-text"
LINK: Final = ".document-summary__link a[href]"
CONTENT: Final = ".document-content"
DETAIL: Final = ".flexible-post-type-detail"
PUBLISHED: Final = ".flexible-post-type-published-date time[datetime]"

MOST_TAGS: Final = 20_000
DEEPEST: Final = 256
"""Bounds for a page, well above what the site's pages have."""
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)")
_FLAT: Final = frozenset(
    "area base br col embed hr img input link meta param source track wbr"
    " dd dt li option p tbody td tfoot th thead tr".split()
)
"""Elements that have no content, or that end where the next of their kind begins."""
_PAGE_OF = re.compile(r"\bPage\s+(\d{1,4})\s+of\s+(\d{1,4})\b", re.IGNORECASE)
_PAGE_PATH = re.compile(r"/page/(\d{1,4})/?$")
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class ListedPage:
    """One entry of a list.

    Attributes:
        url: the report's page.
        title: as listed: the establishment, as a rule.
        published: the day, or None if it cannot be read.
    """

    url: str
    title: str
    published: date | None


@dataclass(frozen=True)
class Listing:
    """One page of the archive, or of a list.

    Attributes:
        items: its entries, in their order.
        number: which page this is.
        pages: how many there are, if the page says so.
        following: the next page's address, or None.
        other_links: links to reports' pages outside the entries: a sign of unknown markup.
    """

    items: tuple[ListedPage, ...]
    number: int
    pages: int | None
    following: str | None
    other_links: int


@dataclass(frozen=True)
class ReportPage:
    """A report's page.

    Attributes:
        title: its heading.
        published: the day, or None.
        summary: what the page says that the report is.
        details: the labelled details, as text.
        content: the text below.
        text: all of the page's text.
        pdf: the PDF's address, or None.
        link_text: the text of the link to it, with the size given there.
        has_pdf_links: whether it links to any PDF at all.
        known: whether irp knows the markup.
    """

    title: str
    published: date | None
    summary: str
    details: str
    content: str
    text: str
    pdf: str | None
    link_text: str
    has_pdf_links: bool
    known: bool


def read_listing(html: str, url: str) -> Listing:
    """Read a page of the archive or of a list."""
    tree = _tree(html, url)
    found = [
        (node, title)
        for kind, title in ((ARCHIVE_ITEM, ARCHIVE_TITLE), (LISTING_ITEM, LISTING_TITLE))
        for node in tree.css(kind)
    ]
    items: dict[str, ListedPage] = {}
    for node, title in found:
        item = _item(node, title, url)
        if item:
            items.setdefault(item.url, item)
    number, pages = _numbers(tree, url)
    return Listing(
        items=tuple(items.values()),
        number=number,
        pages=pages,
        following=_following(tree, url, number, pages),
        other_links=len(_report_links(tree, url) - set(items)),
    )


def read_report(html: str, url: str) -> ReportPage:
    """Read a report's page."""
    tree = _tree(html, url)
    link = _pdf_link(tree)
    stamp = tree.css_first(PUBLISHED) or tree.css_first(f"article {TIME}")
    known = any(tree.css_first(kind) for kind in (REPORT, TITLE, SUMMARY))
    return ReportPage(
        title=_text(tree.css_first(TITLE) or tree.css_first("h1")),
        published=_day(stamp),
        summary=" ".join(filter(None, (_text(node) for node in tree.css(SUMMARY)))),
        details=" ".join(_text(node) for node in tree.css(DETAIL)),
        content=_text(tree.css_first(CONTENT)),
        text=_text(tree.body),
        pdf=pdf_url(_href(link), url) if link else None,
        link_text=_text(link),
        has_pdf_links=any(_is_pdf(node) for node in tree.css("a[href]")),
        known=known,
    )


def _tree(html: str, url: str) -> LexborHTMLParser:
    """A parsed page.

    Raises:
        FetchError: it has more elements, or deeper ones, than any page of the site; the time to
            select among them grows with the square of their number, and of their depth.
    """
    depth = deepest = 0
    for count, tag in enumerate(_TAG.finditer(html)):
        if tag[2].lower() not in _FLAT:
            depth = max(0, depth + (-1 if tag[1] else 1))
            deepest = max(deepest, depth)
        if count >= MOST_TAGS or deepest > DEEPEST:
            message = f"more than {MOST_TAGS:,} tags, or more than {DEEPEST} inside one another"
            raise FetchError(message, url=url, code="too_large")
    return LexborHTMLParser(html)


def _item(node: LexborNode, title: str, url: str) -> ListedPage | None:
    link = node.css_first(title)
    address = page_url(_href(link), url) if link else None
    if not address or not is_report_page(address):  # such as a news post
        return None
    return ListedPage(
        address, _text(link), _day(node.css_first(TIME) or node.css_first("time[datetime]"))
    )


def _pdf_link(tree: LexborHTMLParser) -> LexborNode | None:
    """The link to the report, not one of the other PDFs in the page's text."""
    links = tree.css(LINK)
    govuk = [link for link in links if "govuk-link" in (link.attributes.get("class") or "").split()]
    for candidates in (govuk, links):
        for link in candidates:
            if _is_pdf(link):
                return link
    return next(iter([*govuk, *links]), None)


def _following(tree: LexborHTMLParser, url: str, number: int, pages: int | None) -> str | None:
    """The next page: as linked, unless the link has the number in a query."""
    link = next((node for kind in NEXT if (node := tree.css_first(kind))), None)
    if link:
        address = page_url(_href(link), url)
        if address and _number_of(address) == number + 1:
            return address
    if link or (pages is not None and number < pages):
        return numbered(url, number + 1)
    return None


def numbered(url: str, number: int) -> str:
    """The address of a numbered page of a list; the site has the number in the path."""
    return f"{_PAGE_PATH.sub('', url.split('?', maxsplit=1)[0].rstrip('/'))}/page/{number}/"


def _numbers(tree: LexborHTMLParser, url: str) -> tuple[int, int | None]:
    nav = tree.css_first("nav.archive-pagination-nav")
    said = _PAGE_OF.search(_text(nav) if nav else _text(tree.body))
    number = _number_of(url) or (int(said[1]) if said else 1)
    return number, int(said[2]) if said else None


def _number_of(url: str) -> int | None:
    found = _PAGE_PATH.search(urlsplit(url).path)
    return int(found[1]) if found else None


def _report_links(tree: LexborHTMLParser, url: str) -> set[str]:
    """The reports' pages that the page links to anywhere."""
    own = urlsplit(url).hostname
    found = set()
    for node in tree.css("a[href]"):
        address = page_url(_href(node), url)
        if address and urlsplit(address).hostname == own and is_report_page(address):
            found.add(address)
    return found


def _is_pdf(link: LexborNode) -> bool:
    return _href(link).partition("?")[0].partition("#")[0].strip().lower().endswith(".pdf")


def _day(node: LexborNode | None) -> date | None:
    stamp = (node.attributes.get("datetime") or "").strip() if node else ""
    try:
        return datetime.fromisoformat(stamp).date()
    except ValueError:
        return None


def _href(node: LexborNode | None) -> str:
    return (node.attributes.get("href") or "") if node else ""


def _text(node: LexborNode | None) -> str:
    return _SPACES.sub(" ", node.text(separator=" ")).strip() if node else ""
