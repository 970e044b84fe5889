"""Sources with their bytes, in order; those that come over a network are fetched ahead.

Fetching happens in daemon threads with a time limit, so that a server that never finishes
delays neither the batch nor the end of the process.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future
from typing import Generic, TypeVar

from irp.batch.sources.items import Item, unread
from irp.record.extraction import Extraction
from irp.source import SourceFile

T = TypeVar("T")

_AHEAD = 4
"""How many sources are fetched at the same time; each may have as many bytes as the limit says."""

Loaded = tuple[Item, SourceFile | Extraction]


class Background(Generic[T]):
    """A function that runs in a daemon thread, with a time limit on waiting for it.

    Args:
        function: what to run. It is left running when the time is over.
        seconds: the time from now.
    """

    def __init__(self, function: Callable[[], T], seconds: float) -> None:
        self._deadline = time.monotonic() + seconds
        self._seconds = seconds
        self._future: Future[T] = Future()
        threading.Thread(target=self._run, args=(function,), daemon=True).start()

    def result(self) -> T:
        """The function's result, or the exception it raised.

        Raises:
            TimeoutError: the time is over.
        """
        try:
            return self._future.result(max(0.0, self._deadline - time.monotonic()))
        except TimeoutError as error:
            if self._future.done():
                raise
            raise TimeoutError(f"it took longer than {self._seconds:g} s") from error

    def _run(self, function: Callable[[], T]) -> None:
        try:
            self._future.set_result(function())
        except BaseException as error:  # noqa: BLE001 - for the thread that asks for the result
            self._future.set_exception(error)


def loaded(items: Iterable[Item], limit: int, seconds: float) -> Generator[Loaded, None, None]:
    """Each item with its bytes, or with a failed result if they cannot be obtained.

    Args:
        items: the sources.
        limit: the largest size of a source.
        seconds: the longest time to fetch a source over a network.
    """
    waiting: deque[tuple[Item, Background[SourceFile | Extraction]]] = deque()
    for item in items:
        if item.slow:
            waiting.append((item, Background(lambda one=item: one.load(limit), seconds)))  # type: ignore[misc]
            if len(waiting) >= _AHEAD:
                yield _first(waiting)
            continue
        while waiting:
            yield _first(waiting)
        yield item, item.load(limit)
    while waiting:
        yield _first(waiting)


def _first(waiting: deque[tuple[Item, Background[SourceFile | Extraction]]]) -> Loaded:
    item, fetch = waiting.popleft()
    try:
        return item, fetch.result()
    except TimeoutError as error:
        return item, unread(item.label, "unreadable", f"the address cannot be read: {error}")
