"""The clocks: one for dates, which may jump, and one for waiting, which may not."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """The times that the nightly job needs; tests use another clock."""

    def now(self) -> datetime:
        """The date and time in UTC. It may go back between two runs, and within one."""
        ...

    def monotonic(self) -> float:
        """Seconds from some moment on; never goes back."""
        ...

    def sleep(self, seconds: float) -> None:
        """Wait."""
        ...


class SystemClock:
    """The machine's clocks."""

    def now(self) -> datetime:
        """The machine's date and time, to the second."""
        return datetime.now(UTC).replace(microsecond=0)

    def monotonic(self) -> float:
        """The machine's monotonic clock."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Wait."""
        if seconds > 0:
            time.sleep(seconds)


def elapsed(since: datetime, now: datetime) -> float | None:
    """Seconds from then to now, or None if the clock has gone back since."""
    seconds = (now - since).total_seconds()
    return seconds if seconds >= 0 else None
