"""Sources with their bytes, in order; those that come over a network are fetched ahead."""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING

from irp.batch.sources.items import Item
from irp.source import SourceFile

if TYPE_CHECKING:
    from irp.record.extraction import Extraction

_AHEAD = 4
"""How many sources are fetched at the same time; each may have as many bytes as the limit says."""

Loaded = tuple[Item, "SourceFile | Extraction"]


def loaded(items: Iterable[Item], limit: int) -> Generator[Loaded, None, None]:
    """Each item with its bytes, or with the failed result where they are not to be had."""
    waiting: deque[tuple[Item, Future[SourceFile | Extraction]]] = deque()
    pool: ThreadPoolExecutor | None = None
    try:
        for item in items:
            if item.slow:
                pool = pool or ThreadPoolExecutor(_AHEAD, thread_name_prefix="irp-fetch")
                waiting.append((item, pool.submit(item.load, limit)))
                if len(waiting) >= _AHEAD:
                    yield _first(waiting)
                continue
            while waiting:
                yield _first(waiting)
            yield item, item.load(limit)
        while waiting:
            yield _first(waiting)
    finally:
        if pool:
            pool.shutdown(wait=False, cancel_futures=True)


def _first(waiting: deque[tuple[Item, Future[SourceFile | Extraction]]]) -> Loaded:
    item, future = waiting.popleft()
    return item, future.result()
