"""Originals that have arrived: into the archive first, then into the state."""

from __future__ import annotations

from typing import Final

from irp.sync.archive.originals import FetchRecord, Incoming, Originals
from irp.sync.archive.quarantine import Quarantine
from irp.sync.archive.state import KnownPdf, SyncState
from irp.sync.clock import Clock

BROKEN: Final = frozenset({"truncated", "not_a_pdf"})
"""Why reading fails where the bytes are at fault, not the report: another fetch may help."""


class Intake:
    """Keeps the archive and the state of one mind about what was fetched.

    Args:
        archive: where originals go.
        state: what is known of each address.
        quarantine: where addresses go whose bytes are broken.
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
        """Take in what has come whole; whether this address had another original, or none."""
        known = self._state.document(record.url)
        # The same bytes from the same address are the same fetch, whatever its ETag says.
        if not self._state.has_version(record.url, record.sha256) or not self.archive.has(
            record.sha256
        ):
            self.archive.keep(arrived, record)
        self._settle(record)
        return known is None or known.sha256 != record.sha256

    def distrust(self, url: str, code: str) -> None:
        """Have a PDF fetched anew that reading found broken, whatever its server says of it."""
        with self._state.transaction():
            statement = "UPDATE documents SET etag = NULL, last_modified = NULL WHERE url = ?"
            self._state.execute(statement, (url,))
            reason = "what came is damaged or cut short"
            self._quarantine.put(url, "pdf", code, reason, self._clock.now())

    def mend(self) -> None:
        """Bring the state up to what the archive holds: a killed run may not have got to it."""
        self.archive.mend()
        for record in self.archive.records():
            there = self.archive.has(record.sha256)
            if there and not self._state.has_version(record.url, record.sha256):
                self._settle(record)

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
            code = self._state.readings().get(record.sha256, ("", None))[1]
            if code in BROKEN:
                # The same broken bytes once more: asked for again, less and less often.
                self.distrust(record.url, str(code))
            else:
                self._quarantine.release(record.url)
