"""Quarantine: pages and PDFs that failed, why, and when they are tried again.

After its first failure an address is tried by the next run; then the intervals grow, so that
what stays broken costs the site less and less.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, Literal

from irp.sync.archive.state import SyncState
from irp.sync.clock import elapsed

Kind = Literal["page", "pdf"]

INTERVALS: Final = (
    timedelta(0),
    timedelta(hours=20),
    timedelta(days=3),
    timedelta(days=7),
    timedelta(days=14),
    timedelta(days=30),
)
"""Minimum time from an attempt to the next, by the number of attempts; the last one repeats."""


@dataclass(frozen=True)
class Held:
    """One address in quarantine.

    Attributes:
        url: the address.
        kind: "page" or "pdf".
        code: what went wrong, a code of ``docs/problems.md``.
        reason: the same as a sentence.
        attempts: how often it failed.
        first: when it failed first.
        last: when it failed last.
    """

    url: str
    kind: str
    code: str
    reason: str
    attempts: int
    first: datetime
    last: datetime

    @property
    def due(self) -> datetime:
        """When it is tried again."""
        return self.last + INTERVALS[min(self.attempts, len(INTERVALS)) - 1]

    def is_due(self, now: datetime) -> bool:
        """Whether it is due; it is if the clock went back."""
        return elapsed(self.last, now) is None or now >= self.due


_MESSAGES: Final = {
    "page_without_pdf": "the page of a review has no PDF",
    "archive_damaged": "an original in the archive is damaged",
    "markup_changed": "the page of a report is in unknown markup",
}


def message(kind: str, code: str) -> str:
    """The message for an address in quarantine: the same every night, as it is part of the id."""
    usual = f"a {'PDF' if kind == 'pdf' else 'page'} could not be downloaded"
    return _MESSAGES.get(code, usual)


class Quarantine:
    """The addresses that failed.

    Args:
        state: stores them.
    """

    def __init__(self, state: SyncState) -> None:
        self._state = state

    def held(self) -> list[Held]:
        """All of them, by address."""
        return [_held(row) for row in self._state.execute(f"{_SELECT} ORDER BY url")]

    def put(self, url: str, kind: Kind, code: str, reason: str, now: datetime) -> Held:
        """Add a failure of an address."""
        self._state.execute(
            "INSERT INTO quarantine VALUES (?, ?, ?, ?, 1, ?, ?) ON CONFLICT (url) DO UPDATE SET"
            " code = excluded.code, reason = excluded.reason, attempts = attempts + 1,"
            " last = excluded.last",
            (url, kind, code, reason, now.isoformat(), now.isoformat()),
        )
        return next(_held(row) for row in self._state.execute(f"{_SELECT} WHERE url = ?", (url,)))

    def find(self, url: str) -> Held | None:
        """What is known of an address, or None if it is not held."""
        row = self._state.execute(f"{_SELECT} WHERE url = ?", (url,)).fetchone()
        return _held(row) if row else None

    def keeps(self, url: str, now: datetime) -> bool:
        """Whether an address must not be requested yet."""
        held = self.find(url)
        return held is not None and not held.is_due(now)

    def release(self, url: str) -> bool:
        """Remove an address, so that the next run tries it as if it had never failed."""
        return self._state.execute("DELETE FROM quarantine WHERE url = ?", (url,)).rowcount > 0


_SELECT: Final = "SELECT url, kind, code, reason, attempts, first, last FROM quarantine"


def _held(row: Sequence[Any]) -> Held:
    url, kind, code, reason, attempts, first, last = row
    times = datetime.fromisoformat(first), datetime.fromisoformat(last)
    return Held(url, kind, code, reason, attempts, *times)
