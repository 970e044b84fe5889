"""Discovery: which pages exist, and which must be visited.

The list is read first, newest first, and saved as a whole at the end: a run that is killed in
between reads it again. Every week, and whenever the last full look was not finished, it is read
to its end; on other nights up to the first page without news.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from irp.sync.archive.state import KnownPage, SyncState
from irp.sync.clock import Clock, elapsed
from irp.sync.crawl.markup import ListedPage, Listing, numbered, read_listing
from irp.sync.crawl.sitemap import read_sitemap
from irp.sync.errors import CooldownError, FetchError, SiteFailedError
from irp.sync.http.client import PoliteClient
from irp.sync.http.network import failing_alone
from irp.sync.http.urls import site_address
from irp.sync.report.findings import Finding, Severity
from irp.sync.settings import Settings

FULL_LOOK: Final = "full_look"
"""The fact that holds when the whole list was last read."""
NEWEST: Final = "newest_listed"
"""The fact that holds the day of the newest entry of the list."""
_NO_SITEMAP: Final = "no_sitemap"
_SITEMAP: Final = "/sitemap_index.xml"
_ABSENT: Final = frozenset({403, 404, 410})
_FULL_PAGE: Final = 10
"""Entries of a page of the list; fewer mean that it is the last."""


@dataclass
class Walk:
    """What was found on the list.

    Attributes:
        full: whether it was read to its end.
        listings: how many pages of the list were read.
        items: the entries, newest first, each address once.
        changed: last changes by the sitemap, by address; empty if there is no sitemap.
        findings: what was odd.
        broken: whether the list itself is faulty, so that nothing follows from it.
    """

    full: bool
    listings: int = 0
    items: dict[str, ListedPage] = field(default_factory=dict)
    changed: dict[str, date | None] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    broken: bool = False


class Discovery:
    """Reads the list and the sitemap.

    Args:
        client: makes the requests.
        state: what is known.
        settings: where the list is, how far to go.
        clock: for the weekly full look.
    """

    def __init__(
        self, client: PoliteClient, state: SyncState, settings: Settings, clock: Clock
    ) -> None:
        self._client = client
        self._state = state
        self._settings = settings
        self._clock = clock

    def is_due(self) -> bool:
        """Whether the whole list must be read: for the first time, or once a week."""
        last = self._state.moment(FULL_LOOK)
        if last is None:
            return True
        over = elapsed(last, self._clock.now())
        week = timedelta(days=self._settings.limits.full_look_days)
        return over is None or over >= week.total_seconds()

    def walk(self, *, full: bool, since: date | None) -> Walk:
        """Read the list, then save what was found.

        Args:
            full: read it to its end.
            since: stop at the first page on which everything is older.

        Raises:
            FetchError: the list cannot be downloaded.
        """
        walk = Walk(full)
        for listing in self._listings(walk):
            news = False
            for item in listing.items:
                walk.items.setdefault(item.url, item)
                news = news or self._is_news(item)
            if since and listing.items and all(_older(item, since) for item in listing.items):
                walk.full = False
                break
            if not full and not news:
                break
        if not walk.broken:
            self._look_at_sitemaps(walk)
            self._keep(walk, since)
        return walk

    # ------------------------------------------------------------------ the list

    def _listings(self, walk: Walk) -> Iterator[Listing]:
        url: str | None = self._settings.site.archive
        seen: set[str] = set()
        promised = True
        while url and url not in seen:
            if walk.listings >= self._settings.limits.listing_pages:
                walk.full = False
                return
            seen.add(url)
            listing = self._listing(url, promised=promised)
            if listing is None:
                return
            walk.listings += 1
            if not listing.items:
                self._tell_empty(walk, listing, url)
                return
            yield listing
            promised = listing.following is not None
            url = listing.following or self._guessed(listing, url)

    def _listing(self, url: str, *, promised: bool) -> Listing | None:
        """A page of the list; None if there is none and none was promised."""
        try:
            answer = self._client.page(url)
        except FetchError as error:
            # A last page need not say that it is the last.
            if not promised and error.status == 404:
                return None
            raise
        with failing_alone(url):
            return read_listing(answer.text, answer.final_url)

    @staticmethod
    def _guessed(listing: Listing, url: str) -> str | None:
        """The next page of a list that does not number its pages, as long as they are full."""
        unsaid = listing.pages is None and len(listing.items) >= _FULL_PAGE
        return numbered(url, listing.number + 1) if unsaid else None

    @staticmethod
    def _tell_empty(walk: Walk, listing: Listing, url: str) -> None:
        walk.broken = True
        evidence = {"url": url, "links_to_reports": listing.other_links}
        if listing.other_links:
            code, message = "markup_changed", "a page of the list has reports in unknown markup"
        else:
            code, message = "empty_listing", "a page of the list has no entries"
        walk.findings.append(Finding(code, Severity.GATE, message, url, evidence))

    def _is_news(self, item: ListedPage) -> bool:
        known = self._state.page(item.url)
        return known is None or (known.title, known.published) != (item.title, item.published)

    # ------------------------------------------------------------------ the sitemap

    def _look_at_sitemaps(self, walk: Walk) -> None:
        """Add what the sitemaps name; a site need not have any."""
        named = self._client.sitemaps(self._settings.site.archive)
        usual = site_address(self._settings.site.archive, _SITEMAP)
        waiting = named or ([usual] if walk.full and self._may_have_sitemap() else [])
        seen: set[str] = set()
        while waiting:
            url = waiting.pop(0)
            if url in seen:
                continue
            seen.add(url)
            try:
                text = self._client.page(url).text
                with failing_alone(url):
                    pages, more = read_sitemap(text, url)
            except FetchError as error:
                if isinstance(error, CooldownError):
                    raise
                if not named and error.status in _ABSENT:
                    self._state.keep_fact(_NO_SITEMAP, self._clock.now().isoformat())
                    return
                message, evidence = "a sitemap cannot be read", {"error": str(error)}
                walk.findings.append(
                    Finding("bad_sitemap", Severity.WARNING, message, url, evidence)
                )
                continue
            waiting += more
            walk.changed |= {page.url: page.changed for page in pages}

    def _may_have_sitemap(self) -> bool:
        """Whether to try the usual address; a 404 costs the site more than a page."""
        looked = self._state.moment(_NO_SITEMAP)
        over = elapsed(looked, self._clock.now()) if looked else None
        return over is None or over >= timedelta(days=30).total_seconds()

    # ------------------------------------------------------------------ keeping

    def _keep(self, walk: Walk, since: date | None) -> None:
        now = self._clock.now()
        with self._state.transaction():
            for item in reversed(walk.items.values()):
                self._state.list_page(item.url, item.title, item.published, now)
            for url, changed in walk.changed.items():
                self._keep_changed(url, changed)
            # A date in the future is a slip; it would hide that nothing new comes.
            days = (item.published for item in walk.items.values() if item.published)
            newest = max((day for day in days if day <= now.date()), default=None)
            if newest:
                self._state.keep_fact(NEWEST, newest.isoformat())
            if walk.full and not walk.broken and since is None:
                self._state.keep_fact(FULL_LOOK, now.isoformat())

    def _keep_changed(self, url: str, changed: date | None) -> None:
        """Note a page that only the sitemap names, or that it says has changed, to be visited."""
        known = self._state.page(url)
        if known is None:
            self._state.list_page(url, "", changed, self._clock.now())
        elif known.visited and changed and changed > known.visited.date():
            self._state.execute("UPDATE pages SET visited = NULL WHERE url = ?", (url,))

    # ------------------------------------------------------------------ what follows

    def missing(self, walk: Walk) -> list[KnownPage]:
        """Known pages that the list should name and does not.

        Raises:
            SiteFailedError: there are so many that the list must be faulty.
        """
        pages = [page for page in self._state.pages() if not page.withdrawn]
        if not walk.full:
            days = [item.published for item in walk.items.values() if item.published]
            if not days:
                return []
            pages = [page for page in pages if page.published and page.published > min(days)]
        gone = [p for p in pages if p.url not in walk.items and p.url not in walk.changed]
        least = self._settings.gates.min_listed_share
        if walk.full and pages and len(gone) > 2 and 1 - len(gone) / len(pages) < least:
            raise SiteFailedError(
                f"the list names only {len(pages) - len(gone)} of {len(pages)} known pages",
                code="listing_shrank",
            )
        return gone


def _older(item: ListedPage, since: date) -> bool:
    return item.published is not None and item.published < since
