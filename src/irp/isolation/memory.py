"""How much memory a reading process has had in use, as its parent can know it."""

from __future__ import annotations

import threading

from irp.isolation.limits import peak_of

_LOOK_SECONDS = 0.01


class Memory:
    """How large a child has grown, whatever its parent was.

    What the kernel tells of a dead child begins with its parent's peak. It is the child's own where
    the child has passed that. Where the parent's hides it, the child is looked at while it works,
    often enough to see it grow; what it takes in its last instants can be missed.

    Args:
        pid: its process id.

    Attributes:
        at_start: its own peak when it was ready, in bytes.
    """

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._told_at_start = 0
        self._seen = 0
        self._hidden = False
        self.at_start = 0

    def begin(self, told: int) -> None:
        """Take note of a child that is ready, and of the peak it tells of itself."""
        self._told_at_start = told
        self._seen = own = peak_of(self._pid)
        self._hidden = 0 < own < told
        self.at_start = own if self._hidden else told

    def look(self) -> float:
        """Look at it where that is needed; seconds until it should be looked at again."""
        if not self._hidden:
            return threading.TIMEOUT_MAX
        self._seen = max(self._seen, peak_of(self._pid))
        return _LOOK_SECONDS

    def peak(self, told: int) -> int:
        """Its own peak, from what the kernel tells of it when it is dead."""
        return self._seen if self._hidden and told <= self._told_at_start else told
