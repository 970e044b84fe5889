"""How much memory a reading process has used, as far as its parent can know."""

from __future__ import annotations

import threading

from irp.isolation.limits import peak_of

_LOOK_SECONDS = 0.01


class Memory:
    """The peak memory of a child, even if its parent's was larger.

    The kernel's figure for a dead child starts at its parent's peak, so it is the child's own only
    if the child has passed that. Otherwise the child is observed while it works; growth in its last
    instants can be missed.

    Args:
        pid: its process id.

    Attributes:
        at_start: its own peak when it was ready, in bytes.
    """

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._reported_at_start = 0
        self._seen = 0
        self._hidden = False
        self.at_start = 0

    def begin(self, reported: int) -> None:
        """Note the peak that a child reports when it is ready."""
        self._reported_at_start = reported
        self._seen = own = peak_of(self._pid)
        self._hidden = 0 < own < reported
        self.at_start = own if self._hidden else reported

    def look(self) -> float:
        """Observe it if needed; return the seconds until it should be observed again."""
        if not self._hidden:
            return threading.TIMEOUT_MAX
        self._seen = max(self._seen, peak_of(self._pid))
        return _LOOK_SECONDS

    def peak(self, reported: int) -> int:
        """Its own peak, from the kernel's figure after its death."""
        hidden = self._hidden and reported <= self._reported_at_start
        return self._seen if hidden else reported
