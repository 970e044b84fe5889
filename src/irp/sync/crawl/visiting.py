"""Visiting a report's page: what it is about, where its PDF is, whether it still exists."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from irp.sync.archive.quarantine import Quarantine, message
from irp.sync.archive.state import KnownPage, SyncState, Verdict
from irp.sync.clock import Clock
from irp.sync.crawl.classify import classify, speaks_of_a_review
from irp.sync.crawl.markup import ReportPage, read_listing, read_report
from irp.sync.errors import CooldownError, FetchError
from irp.sync.http.client import PoliteClient
from irp.sync.http.network import failing_alone
from irp.sync.http.urls import is_report_page
from irp.sync.report.findings import Finding, Severity

GONE: Final = frozenset({404, 410})
WANTED: Final = (Verdict.REVIEW, Verdict.PERHAPS)


@dataclass(frozen=True)
class PageVisit:
    """The result of a visit.

    Attributes:
        page: the page with what was found on it; unchanged if the visit failed.
        finding: what is wrong, if anything.
        withdrawn: whether the page has gone since the last visit.
        suspect: whether the page describes its PDF differently than before.
    """

    page: KnownPage
    finding: Finding | None = None
    withdrawn: bool = False
    suspect: bool = False


class Visitor:
    """Visits pages; ``keep`` saves the result, after the PDF was downloaded.

    Args:
        client: fetches.
        state: stores the results.
        quarantine: holds the pages that fail.
        clock: the time of the visit.
    """

    def __init__(
        self, client: PoliteClient, state: SyncState, quarantine: Quarantine, clock: Clock
    ) -> None:
        self._client = client
        self._state = state
        self._quarantine = quarantine
        self._clock = clock

    def visit(self, page: KnownPage) -> PageVisit:
        """Visit a page.

        Raises:
            CooldownError: no requests are allowed now.
        """
        try:
            answer = self._client.page(page.url)
            with failing_alone(page.url):
                found = read_report(answer.text, answer.final_url)
                # An old address may be redirected to the list, or serve it in the page's place.
                is_list = not found.known and bool(read_listing(answer.text, page.url).items)
                is_page = is_report_page(answer.final_url) and not is_list
        except CooldownError:
            raise
        except FetchError as error:
            if error.status in GONE and page.verdict is not None:
                return self._withdraw(page)
            return self._fail(page, error.code, error.message)
        if not is_page:
            if page.verdict is not None:
                return self._withdraw(page)
            return self._fail(
                page, "not_a_page", f"{'the list' if is_list else answer.final_url} in its place"
            )
        return self._found(page, found)

    def keep(self, visit: PageVisit) -> None:
        """Save what was found on a page."""
        page = visit.page
        if page.withdrawn or (visit.finding and visit.finding.severity is not Severity.WARNING):
            return
        with self._state.transaction():
            self._state.visited(page, self._clock.now())
            if visit.finding is None:
                self._quarantine.release(page.url)

    def _found(self, page: KnownPage, found: ReportPage) -> PageVisit:
        verdict = classify(found)
        if verdict is Verdict.UNKNOWN:
            return self._unknown(page, found)
        now = replace(
            page,
            title=page.title or found.title,
            verdict=verdict,
            summary=found.summary or found.title,
            # If the link is gone, the PDF it led to is still the page's.
            pdf=found.pdf or page.pdf,
            link_text=found.link_text,
            withdrawn=None,
        )
        suspect = page.verdict is not None and page.link_text != found.link_text
        return PageVisit(now, suspect=suspect)

    def _unknown(self, page: KnownPage, found: ReportPage) -> PageVisit:
        """Unknown markup is drift if the page is a report's; an error page is an error."""
        is_report = (
            speaks_of_a_review(found.text)
            or found.has_pdf_links
            or bool(page.title and page.title.casefold() in found.text.casefold())
        )
        evidence = {"url": page.url, "heading": found.title, "text": found.text[:300]}
        if not is_report:
            return self._fail(page, "not_a_page", "another page in its place", evidence)
        code = "markup_changed"
        text = message("page", code)
        self._hold(page, code, text)
        return PageVisit(page, Finding(code, Severity.GATE, text, page.url, evidence))

    def _withdraw(self, page: KnownPage) -> PageVisit:
        now = self._clock.now()
        with self._state.transaction():
            self._state.withdraw(page.url, now)
            self._quarantine.release(page.url)
        return PageVisit(replace(page, withdrawn=now), withdrawn=page.withdrawn is None)

    def _fail(
        self, page: KnownPage, code: str, reason: str, evidence: dict[str, str] | None = None
    ) -> PageVisit:
        self._hold(page, code, reason)
        severity = Severity.WARNING if code == "robots_disallow" else Severity.ERROR
        evidence = {"error": reason, **(evidence or {})}
        return PageVisit(page, Finding(code, severity, message("page", code), page.url, evidence))

    def _hold(self, page: KnownPage, code: str, reason: str) -> None:
        self._quarantine.put(page.url, "page", code, reason, self._clock.now())
