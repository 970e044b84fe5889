"""Downloading PDFs into the archive: once, and again only when the server has another version."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from irp.sync.archive.intake import Intake
from irp.sync.archive.originals import FetchRecord, Incoming
from irp.sync.archive.quarantine import Quarantine, message
from irp.sync.archive.state import KnownPage, KnownPdf, SyncState
from irp.sync.clock import Clock
from irp.sync.crawl.visiting import GONE
from irp.sync.errors import CooldownError, FetchError
from irp.sync.http.client import NOT_MODIFIED, HttpAnswer, PoliteClient
from irp.sync.report.findings import Finding, Severity

KEPT_HEADERS: Final = frozenset(
    {
        "content-type",
        "content-length",
        "content-encoding",
        "etag",
        "last-modified",
        "date",
        "server",
        "x-amz-version-id",
    }
)
"""Headers of the answer that the record of a download keeps."""


@dataclass(frozen=True)
class Fetched:
    """The result of requesting a PDF.

    Attributes:
        new: whether the address has another original than before.
        gone: whether the server says that it no longer exists.
        finding: what is wrong, if anything.
    """

    new: bool = False
    gone: bool = False
    finding: Finding | None = None


class Fetcher:
    """Downloads PDFs.

    Args:
        client: makes the requests.
        intake: stores the originals.
        state: what is known of each address.
        quarantine: holds the addresses that fail.
        clock: the time of the download.
    """

    def __init__(
        self,
        client: PoliteClient,
        intake: Intake,
        state: SyncState,
        quarantine: Quarantine,
        clock: Clock,
    ) -> None:
        self._client = client
        self._intake = intake
        self._state = state
        self._quarantine = quarantine
        self._clock = clock

    def fetch(self, url: str, page: KnownPage | None) -> Fetched:
        """Request a PDF: for the first time, or to see whether it has changed.

        Raises:
            CooldownError: no requests are allowed now.
        """
        known = self._state.document(url)
        archive = self._intake.archive
        validators = known.validators if known and archive.has(known.sha256) else None
        try:
            with archive.incoming() as arrived:
                answer = self._client.pdf(url, arrived, validators)
                if answer.status == NOT_MODIFIED:
                    return self._unchanged(url, known if validators else None)
                arrived.finish()
                record = self._record(url, answer, page, arrived)
                return Fetched(new=self._intake.keep(arrived, record))
        except CooldownError:
            raise
        except FetchError as error:
            return self._failed(url, known, error)

    def _record(
        self, url: str, answer: HttpAnswer, page: KnownPage | None, arrived: Incoming
    ) -> FetchRecord:
        return FetchRecord(
            url=url,
            final_url=answer.final_url,
            fetched=self._clock.now(),
            sha256=arrived.sha256,
            bytes=arrived.size,
            headers={
                name.lower(): value
                for name, value in answer.headers.items()
                if name.lower() in KEPT_HEADERS
            },
            page=page.url if page else None,
            title=page.title if page else None,
        )

    def _unchanged(self, url: str, known: KnownPdf | None) -> Fetched:
        if known is None:
            raise FetchError(
                "HTTP 304 for a PDF that was never downloaded", url=url, code="http_error"
            )
        with self._state.transaction():
            now = self._clock.now().isoformat()
            statement = "UPDATE documents SET checked = ?, gone = NULL WHERE url = ?"
            self._state.execute(statement, (now, url))
            self._quarantine.release(url)
        return Fetched()

    def _failed(self, url: str, known: KnownPdf | None, error: FetchError) -> Fetched:
        now = self._clock.now()
        if known and error.status in GONE:
            statement = "UPDATE documents SET gone = ?, checked = ? WHERE url = ?"
            self._state.execute(statement, (now.isoformat(), now.isoformat(), url))
            return Fetched(gone=True, finding=gone(url, Severity.WARNING))
        held = self._quarantine.put(url, "pdf", error.code, error.message, now)
        severity = Severity.WARNING if error.code == "robots_disallow" else Severity.ERROR
        evidence = {"error": error.message, "attempts": held.attempts, "due": held.due.isoformat()}
        text = message("pdf", error.code)
        return Fetched(finding=Finding(error.code, severity, text, url, evidence))


def gone(url: str, severity: Severity) -> Finding:
    """The finding that a PDF no longer exists at its address."""
    text = "a PDF no longer exists at its address; the downloaded one is kept"
    return Finding("pdf_gone", severity, text, url)
