"""Cooldown: after a 429, no requests for at least ten minutes.

A run does not wait for the end: it stops fetching, and the state keeps the cooldown, so that the
next run obeys it too.
"""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from irp.sync.clock import Clock, elapsed
from irp.sync.errors import CooldownError


class CooldownStore(Protocol):
    """Keeps a cooldown between runs."""

    def cooldown(self) -> tuple[datetime, float, str] | None:
        """When it began, its length in seconds, and the reason; None if there is none."""
        ...

    def keep_cooldown(self, began: datetime, seconds: float, reason: str) -> None:
        """Save one."""
        ...


class Cooldown:
    """Says whether requests are allowed now.

    Args:
        store: keeps it between runs.
        clock: measures how much of it is left. If the clock goes back, the cooldown starts again,
            but never lasts longer than its full length.
        least: its minimum length in seconds.
    """

    def __init__(self, store: CooldownStore, clock: Clock, least: float) -> None:
        self._store = store
        self._clock = clock
        self._least = least

    def begin(self, reason: str, asked: float | None) -> None:
        """Start a cooldown of the length asked for, or the minimum if that is longer."""
        self._store.keep_cooldown(self._clock.now(), max(self._least, asked or 0.0), reason)

    def left(self) -> float:
        """Seconds left of it; 0 if there is none."""
        kept = self._store.cooldown()
        if kept is None:
            return 0.0
        began, seconds, reason = kept
        over = elapsed(began, self._clock.now())
        if over is None:
            self._store.keep_cooldown(self._clock.now(), seconds, reason)
            return seconds
        return max(0.0, seconds - over)

    def check(self, url: str) -> None:
        """Do nothing unless a cooldown is in force.

        Raises:
            CooldownError: one is.
        """
        left = self.left()
        kept = self._store.cooldown()
        if left > 0 and kept:
            raise CooldownError(
                f"{kept[2]}: no requests for another {left:.0f} s", url=url, retry_after=left
            )
