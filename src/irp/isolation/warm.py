"""Reading processes that stay ready between single calls, so that each call need not start one."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from irp.isolation.worker import Worker

IDLE_SECONDS = 20.0
"""How long an idle reading process is kept."""
_MOST_IDLE = 4
"""Idle processes that are kept at a time, however many threads there were."""


class _Idle:
    """The idle workers of one process, the one that was used last at the end."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._workers: list[tuple[float, Worker]] = []
        self._timer: threading.Timer | None = None

    def take(self) -> Worker:
        with self._lock:
            return self._workers.pop()[1] if self._workers else Worker()

    def give_back(self, worker: Worker) -> None:
        with self._lock:
            keep = worker.begun and len(self._workers) < _MOST_IDLE
            if keep:
                self._workers.append((time.monotonic(), worker))
                self._set_timer()
        if not keep:
            worker.close()

    def end(self, idle_for: float = 0.0) -> None:
        """End the processes that have been idle for so many seconds."""
        with self._lock:
            limit = time.monotonic() - idle_for
            old = [worker for since, worker in self._workers if since <= limit]
            self._workers = [entry for entry in self._workers if entry[0] > limit]
            if self._timer:
                self._timer.cancel()
                self._timer = None
            if self._workers:
                self._set_timer()
        for worker in old:
            worker.stop()  # nothing is lost: it is doing nothing
            worker.close()

    def abandon(self) -> None:
        """Close this process's ends of the pipes; the processes belong to another one."""
        for _, worker in self._workers:
            worker.abandon()

    def _set_timer(self) -> None:
        if self._timer is None:
            self._timer = threading.Timer(IDLE_SECONDS, self.end, [IDLE_SECONDS])
            self._timer.daemon = True
            self._timer.start()


_idle = _Idle()


@contextmanager
def warm_worker() -> Iterator[Worker]:
    """A worker whose process may be ready; the next call gets it again.

    The process ends when it has been idle for a while, and with this process (its finaliser kills
    it). A forked process starts its own.
    """
    idle = _idle
    worker = idle.take()
    try:
        yield worker
    finally:
        if idle is _idle:  # else this is a fork, and the worker belongs to its parent
            idle.give_back(worker)


def begin() -> None:
    """Begin to start a reading process, for the first call."""
    worker = Worker()
    worker.begin()
    _idle.give_back(worker)


def end_idle() -> None:
    """End every idle reading process."""
    _idle.end()


def _after_fork() -> None:
    global _idle
    before, _idle = _idle, _Idle()
    before.abandon()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
