"""Silence: after a 429 nothing is asked of anybody for ten minutes or more.

A run does not sit it out: it ends its fetching, and the silence is kept in the state, so that
the next run, however soon it is started, holds to it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from irp.sync.clock import Clock, elapsed
from irp.sync.errors import CooldownError


class Keeper(Protocol):
    """Where a silence is kept between runs."""

    def silence(self) -> tuple[datetime, float, str] | None:
        """When it began, how many seconds it lasts, and why; None if there is none."""
        ...

    def keep_cooldown(self, began: datetime, seconds: float, reason: str) -> None:
        """Keep one."""
        ...


class Cooldown:
    """Says whether something may be asked now.

    Args:
        keeper: where it is kept.
        clock: tells how much of it is over; it may go back, which makes the silence begin anew
            and never last longer than it was asked for.
        least: seconds that a silence lasts at least.
    """

    def __init__(self, keeper: Keeper, clock: Clock, least: float) -> None:
        self._keeper = keeper
        self._clock = clock
        self._least = least

    def begin(self, reason: str, asked: float | None) -> None:
        """Begin a silence of as long as was asked for, and no less than the least."""
        self._keeper.keep_cooldown(self._clock.now(), max(self._least, asked or 0.0), reason)

    def left(self) -> float:
        """Seconds that are left of it."""
        kept = self._keeper.silence()
        if kept is None:
            return 0.0
        began, seconds, reason = kept
        over = elapsed(began, self._clock.now())
        if over is None:
            self._keeper.keep_cooldown(self._clock.now(), seconds, reason)
            return seconds
        return max(0.0, seconds - over)

    def check(self, url: str) -> None:
        """Let a request pass only when no silence is on.

        Raises:
            CooldownError: one is.
        """
        left = self.left()
        kept = self._keeper.silence()
        if left > 0 and kept:
            raise CooldownError(
                f"{kept[2]}: nothing is asked for another {left:.0f} s", url=url, retry_after=left
            )
