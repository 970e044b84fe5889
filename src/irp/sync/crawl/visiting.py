"""Visiting a report's page: what it is about, where its PDF is, whether it is still there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from irp.sync.archive.quarantine import Quarantine, message
from irp.sync.archive.state import KnownPage, SyncState, Verdict
from irp.sync.clock import Clock
from irp.sync.crawl.classify import classify, speaks_of_a_review
from irp.sync.crawl.markup import ReportPage, read_report
from irp.sync.errors import CooldownError, FetchError
from irp.sync.http.client import PoliteClient
from irp.sync.http.urls import is_report_page
from irp.sync.report.findings import Finding, Severity

GONE: Final = frozenset({404, 410})
WANTED: Final = (Verdict.REVIEW, Verdict.PERHAPS)


@dataclass(frozen=True)
class PageVisit:
    """What came of a visit.

    Attributes:
        page: the page with what was found on it; as it was before where nothing was.
        finding: what is wrong, if anything.
        withdrawn: whether the page is gone since the last visit.
        suspect: whether the page says other things of its PDF than it did.
    """

    page: KnownPage
    finding: Finding | None = None
    withdrawn: bool = False
    suspect: bool = False


class Visitor:
    """Visits pages; what it finds is kept by ``keep``, once its PDF has been seen to.

    Args:
        client: fetches.
        state: keeps what is found.
        quarantine: where pages go that fail.
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
        """Look at a page.

        Raises:
            CooldownError: nothing may be asked now.
        """
        try:
            answer = self._client.page(page.url)
        except CooldownError:
            raise
        except FetchError as error:
            if error.status in GONE and page.verdict is not None:
                return self._withdraw(page)
            return self._fail(page, error.code, error.message)
        if not is_report_page(answer.final_url):
            if page.verdict is not None:
                return self._withdraw(page)
            return self._fail(page, "not_a_page", f"it leads to {answer.final_url}")
        return self._found(page, read_report(answer.text, answer.final_url))

    def keep(self, visit: PageVisit) -> None:
        """Keep what was found on a page."""
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
            # A link that is gone takes nothing away: what it led to stays what it was.
            pdf=found.pdf or page.pdf,
            link_text=found.link_text,
            withdrawn=None,
        )
        suspect = page.verdict is not None and page.link_text != found.link_text
        if verdict is Verdict.REVIEW and found.pdf is None:
            code = "page_without_pdf"
            self._hold(page, code, message("page", code))
            return PageVisit(now, Finding(code, Severity.WARNING, message("page", code), page.url))
        return PageVisit(now, suspect=suspect)

    def _unknown(self, page: KnownPage, found: ReportPage) -> PageVisit:
        """Unknown markup is drift where it is a report's; an error page is only an error."""
        is_report = (
            speaks_of_a_review(found.text)
            or found.has_pdf_links
            or bool(page.title and page.title.casefold() in found.text.casefold())
        )
        evidence = {"url": page.url, "heading": found.title, "text": found.text[:300]}
        if not is_report:
            return self._fail(page, "not_a_page", "another page in its place", evidence)
        code = "markup_changed"
        told = message("page", code)
        self._hold(page, code, told)
        return PageVisit(page, Finding(code, Severity.GATE, told, page.url, evidence))

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
        told = {"error": reason, **(evidence or {})}
        return PageVisit(page, Finding(code, severity, message("page", code), page.url, told))

    def _hold(self, page: KnownPage, code: str, reason: str) -> None:
        self._quarantine.put(page.url, "page", code, reason, self._clock.now())
