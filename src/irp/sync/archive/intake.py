"""Originals that were downloaded: into the archive first, then into the state."""

from __future__ import annotations

from typing import Final

from irp.sync.archive.originals import FetchRecord, Incoming, Originals
from irp.sync.archive.quarantine import Quarantine
from irp.sync.archive.state import KnownPdf, SyncState
from irp.sync.clock import Clock

BROKEN: Final = frozenset({"truncated", "not_a_pdf"})
"""Failures of reading for which the bytes are to blame, not the report: download it again."""
DAMAGED: Final = "archive_damaged"
_SHARES: Final = 30
"""A run checks this fraction of the archive by hash, so that a month of runs checks all of it."""


class Intake:
    """Keeps the archive and the state consistent.

    Args:
        archive: stores originals.
        state: what is known of each address.
        quarantine: holds addresses whose bytes are damaged.
        clock: the time.
    """

    def __init__(
        self, archive: Originals, state: SyncState, quarantine: Quarantine, clock: Clock
    ) -> None:
        self.archive = archive
        self._state = state
        self._quarantine = quarantine
        self._clock = clock

    def keep(self, arrived: Incoming, record: FetchRecord) -> bool:
        """Add a complete download; return whether the address had another original, or none."""
        known = self._state.document(record.url)
        # The same bytes from the same address are the same version, whatever the ETag.
        if not self._state.has_version(record.url, record.sha256) or not self.archive.has(
            record.sha256
        ):
            self.archive.keep(arrived, record)
        self._settle(record)
        return known is None or known.sha256 != record.sha256

    def distrust(self, url: str, code: str, reason: str = "the download is damaged") -> None:
        """Have a damaged PDF downloaded again even if the server says that it is unchanged."""
        with self._state.transaction():
            statement = "UPDATE documents SET etag = NULL, last_modified = NULL WHERE url = ?"
            self._state.execute(statement, (url,))
            self._quarantine.put(url, "pdf", code, reason, self._clock.now())

    def mend(self) -> list[str]:
        """Finish what a killed run left, and look for damage in the archive.

        Every original is checked by its size, a share of them by hash.

        Returns:
            The addresses whose originals are damaged or lost; they are downloaded again.
        """
        self.archive.mend()
        damaged: list[str] = []
        share = self._clock.now().toordinal() % _SHARES
        for record in self.archive.records():
            by_hash = int(record.sha256[:8], 16) % _SHARES == share
            if self.archive.is_damaged(record, by_hash=by_hash) or self._is_lost(record):
                damaged += self.discard(record.sha256)
            elif self.archive.has(record.sha256) and not self._state.has_version(
                record.url, record.sha256
            ):
                self._settle(record)
        return damaged

    def discard(self, sha256: str) -> list[str]:
        """Put a damaged original aside; return its addresses, which are requested again."""
        self.archive.put_aside(sha256)
        urls = list(
            dict.fromkeys(one.url for one in self.archive.records() if one.sha256 == sha256)
        )
        for url in urls:
            self.distrust(url, DAMAGED, "the original in the archive is damaged")
        return urls

    def _is_lost(self, record: FetchRecord) -> bool:
        """Whether the newest original of an address is gone, and was not reported yet."""
        known = self._state.document(record.url)
        return (
            known is not None
            and known.sha256 == record.sha256
            and not self.archive.has(record.sha256)
            and self._quarantine.find(record.url) is None
        )

    def _settle(self, record: FetchRecord) -> None:
        with self._state.transaction():
            self._state.fetched(
                KnownPdf(
                    url=record.url,
                    sha256=record.sha256,
                    etag=record.headers.get("etag"),
                    last_modified=record.headers.get("last-modified"),
                    fetched=record.fetched,
                    checked=record.fetched,
                    gone=None,
                )
            )
            parsed = self._state.parsed().get(record.sha256)
            if parsed and parsed.code and parsed.code in BROKEN:
                # The same damaged bytes again: request them less and less often.
                self.distrust(record.url, parsed.code)
            else:
                self._quarantine.release(record.url)
