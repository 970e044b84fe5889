"""The crawl: the list, the pages, the PDFs. Everything after it is local.

Whatever ends it (a 429, a site that fails), what was downloaded before is kept, read and
published.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from irp.sync.archive.quarantine import Quarantine
from irp.sync.archive.state import KnownPage, KnownPdf, SyncState
from irp.sync.clock import Clock
from irp.sync.crawl.discovery import Discovery, Walk
from irp.sync.crawl.fetching import Fetcher
from irp.sync.crawl.visiting import WANTED, PageVisit, Visitor
from irp.sync.errors import FetchError, SiteFailedError
from irp.sync.http.client import PoliteClient
from irp.sync.options import CrawlOptions
from irp.sync.report.findings import Finding, Severity
from irp.sync.settings import Settings

OnStep = Callable[[str], None]


@dataclass
class CrawlResult:
    """The result of a crawl.

    Attributes:
        full: whether the whole list was read.
        listed: entries of the list that were read.
        matched: pages that are not older than ``since``.
        pages: reports' pages that were visited, by verdict; "failed" if the visit failed.
        new: addresses of PDFs with a new original.
        wanted: addresses of PDFs that a dry run would download, with the page's title.
        withdrawn: pages that have gone since the last run.
        findings: what was odd.
        stopped: why the crawl ended early, if it did.
    """

    full: bool = False
    listed: int = 0
    matched: int = 0
    pages: Counter[str] = field(default_factory=Counter)
    new: list[str] = field(default_factory=list)
    wanted: list[tuple[str, str]] = field(default_factory=list)
    withdrawn: list[KnownPage] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    stopped: str | None = None


class Crawler:
    """Looks for new reports and downloads them.

    Args:
        client: the network.
        state: what is known.
        fetcher: fetches PDFs.
        settings: the settings.
        clock: the clock.
        on_step: called with each address before it is requested.
    """

    def __init__(
        self,
        client: PoliteClient,
        state: SyncState,
        fetcher: Fetcher,
        settings: Settings,
        clock: Clock,
        on_step: OnStep,
    ) -> None:
        self._client = client
        self._state = state
        self._fetcher = fetcher
        self._settings = settings
        self._clock = clock
        self._on_step = on_step
        self._quarantine = Quarantine(state)
        self._visitor = Visitor(client, state, self._quarantine, clock)
        self._discovery = Discovery(client, state, settings, clock)
        self._asked: set[str] = set()
        self.crawl = CrawlResult()

    def go(self, options: CrawlOptions) -> CrawlResult:
        """Crawl; an error that ends the crawl is part of the result."""
        crawl = self.crawl
        try:
            self._on_step(self._settings.site.archive)
            walk = self._discovery.walk(
                full=options.full or self._discovery.is_due(), since=options.since
            )
            crawl.full, crawl.listed = walk.full, len(walk.items)
            crawl.findings += walk.findings
            if not walk.broken:
                missing = self._discovery.missing(walk)
                self._see_to_pages(walk, options)
                self._see_to_missing(missing)
            if not options.dry:
                self._recheck()
        except (FetchError, SiteFailedError) as error:
            crawl.stopped = error.message
            subject = getattr(error, "url", self._settings.site.url)
            severity = Severity.GATE if error.code == "listing_shrank" else Severity.ERROR
            evidence = {"error": error.message}
            message = "the crawl ended early"
            crawl.findings.append(Finding(error.code, severity, message, subject, evidence))
        return crawl

    # ------------------------------------------------------------------ pages and their PDFs

    def _see_to_pages(self, walk: Walk, options: CrawlOptions) -> None:
        for page in self._state.pages():
            if options.limit is not None and self._count() >= options.limit:
                return
            if options.since and page.published and page.published < options.since:
                continue
            self.crawl.matched += 1
            visit = PageVisit(page)
            if self._is_to_visit(page, walk):
                visit = self._visit(page)
            if visit.page.verdict in WANTED and visit.page.pdf and not visit.page.withdrawn:
                self._see_to_pdf(visit, options)
            if visit.page is not page:
                self._visitor.keep(visit)

    def _count(self) -> int:
        return len(self.crawl.new) + len(self.crawl.wanted)

    def _is_to_visit(self, page: KnownPage, walk: Walk) -> bool:
        if self._quarantine.keeps(page.url, self._clock.now()):
            return False
        if page.withdrawn and page.url not in walk.items:
            return False
        if page.visited is None or page.withdrawn:
            return True
        # Corrections come soon after publication, or are found by the weekly look.
        return page.verdict in WANTED and (page.url in walk.items or walk.full)

    def _visit(self, page: KnownPage) -> PageVisit:
        self._asked.add(page.url)
        self._on_step(page.url)
        visit = self._visitor.visit(page)
        if visit.finding:
            self.crawl.findings.append(visit.finding)
        failed = visit.page is page
        self.crawl.pages["failed" if failed else str(visit.page.verdict)] += 1
        if visit.withdrawn:
            self.crawl.withdrawn.append(visit.page)
        self._give_up_after_failures()
        return visit

    def _see_to_pdf(self, visit: PageVisit, options: CrawlOptions) -> None:
        url = visit.page.pdf or ""
        known = self._state.document(url)
        if url in self._asked or (known and not visit.suspect):
            return
        if self._quarantine.keeps(url, self._clock.now()):
            return
        self._asked.add(url)
        if options.dry:
            self.crawl.wanted.append((url, visit.page.title))
            return
        self._fetch(url, visit.page)

    def _fetch(self, url: str, page: KnownPage | None) -> None:
        self._on_step(url)
        fetched = self._fetcher.fetch(url, page)
        if fetched.new:
            self.crawl.new.append(url)
        if fetched.finding:
            self.crawl.findings.append(fetched.finding)
        self._give_up_after_failures()
        if fetched.gone and page and page.url not in self._asked:
            self._visitor.keep(self._visit(page))

    def _give_up_after_failures(self) -> None:
        """End the crawl if so many failed in a row that the site or the network must be down."""
        if self._client.failed_in_a_row >= self._settings.limits.failures_in_a_row:
            raise SiteFailedError(f"{self._client.failed_in_a_row} addresses failed in a row")

    # ------------------------------------------------------------------ what is known already

    def _see_to_missing(self, missing: Sequence[KnownPage]) -> None:
        """PageVisit known pages that the list no longer names: are they gone?"""
        for page in missing:
            if (
                page.visited
                and page.url not in self._asked
                and not self._quarantine.keeps(page.url, self._clock.now())
            ):
                visit = self._visit(page)
                self._visitor.keep(visit)
                if not visit.page.withdrawn and visit.finding is None:
                    message = "a page exists, but the list no longer names it"
                    self.crawl.findings.append(
                        Finding("page_unlisted", Severity.NOTE, message, page.url)
                    )

    def _recheck(self) -> None:
        """Ask whether each known PDF has changed; an unchanged one costs no body."""
        pages = {page.pdf: page for page in self._state.pages() if page.pdf}
        asked = 0
        for document in self._state.documents():
            if asked >= self._settings.limits.rechecks:
                return
            if document.url in self._asked or not self._may_ask(document):
                continue
            page = pages.get(document.url)
            # A 404 costs the site more than a page, so what is gone is requested once a week.
            if page is None or (document.gone and (page.withdrawn or not self.crawl.full)):
                continue
            self._asked.add(document.url)
            asked += 1
            self._fetch(document.url, page)

    def _may_ask(self, document: KnownPdf) -> bool:
        """Whether to ask again: it costs no body, or the download was damaged and is due."""
        if self._quarantine.keeps(document.url, self._clock.now()):
            return False
        return bool(document.validators) or self._quarantine.find(document.url) is not None
