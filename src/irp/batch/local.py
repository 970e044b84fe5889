"""Read in parallel on this machine: a thread for each job, each with a reading process.

The threads only wait for their process, so they cost nothing, and the standard library's pool is
enough. pebble and loky were considered for the processes: pebble kills a task's process when its
time is up, but not what that process started, and cannot limit memory; loky replaces workers that
died, but has no time limit. Neither gives a typed result for each way of dying. ``irp.isolation``
needs all of this for a single source anyway, so the same workers are used here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from contextlib import contextmanager
from queue import Empty, SimpleQueue
from threading import Lock
from typing import TYPE_CHECKING, Any, Protocol

from irp.errors import IrpError
from irp.isolation.worker import Worker
from irp.options import Options
from irp.source import SourceFile

if TYPE_CHECKING:
    from irp.pages.review.review_folder import ReviewFolder
    from irp.record.extraction import Extraction


class Executor(Protocol):
    """Something that reads sources, several at a time."""

    @property
    def slots(self) -> int:
        """How many sources it reads at the same time, for now."""

    def submit(self, source: SourceFile, options: Options) -> Future[Extraction]:
        """Start to read a source."""

    def close(self, *, now: bool = False) -> None:
        """Close it; ``now`` cancels what is being read."""


class LocalExecutor:
    """Reads in several processes on this machine; none is started before the first source.

    Args:
        jobs: number of processes.
    """

    def __init__(self, jobs: int) -> None:
        self.slots = jobs
        self._threads = ThreadPoolExecutor(jobs, thread_name_prefix="irp-batch")
        self._pool = WorkerPool()

    def submit(self, source: SourceFile, options: Options) -> Future[Extraction]:
        """Start to read a source."""
        return self._threads.submit(self._pool.read, source, options)

    def draw(
        self, folder: ReviewFolder, source: SourceFile, record: Extraction, options: Options
    ) -> Future[str]:
        """Start to make a review page; the result is what it lacks, as in ``ReviewFolder.make``."""
        return self._threads.submit(folder.make, source, record, options, self._pool.ask)

    def close(self, *, now: bool = False) -> None:
        """End the processes and the threads."""
        if now:
            self._threads.shutdown(wait=False, cancel_futures=True)
            self._pool.stop()
        self._threads.shutdown()
        self._pool.close()


class WorkerPool:
    """Workers for any number of threads: each takes one that is idle, or starts another."""

    def __init__(self) -> None:
        self._idle: SimpleQueue[Worker] = SimpleQueue()
        self._all: list[Worker] = []
        self._lock = Lock()
        self._stopped = False

    def read(self, source: SourceFile, options: Options) -> Extraction:
        """Read a source in a process that no other thread uses.

        Raises:
            CancelledError: the pool was stopped meanwhile.
        """
        with self._lent() as worker:
            extraction = worker.read(source, options)
        # What a killed process reports about its source is not a result.
        if self._stopped:
            raise CancelledError
        return extraction

    def ask(
        self, task: str, source: SourceFile, options: Options, arguments: Mapping[str, Any]
    ) -> bytes:
        """Run a task in a process that no other thread uses: see ``Worker.run``.

        Raises:
            IrpError: there is no answer; the code says why.
            CancelledError: the pool was stopped meanwhile.
        """
        with self._lent() as worker:
            try:
                return worker.run(task, source, options, arguments)
            except IrpError:
                if self._stopped:
                    raise CancelledError from None
                raise

    def stop(self) -> None:
        """Kill all processes, even busy ones; from now on nothing is read."""
        with self._lock:
            self._stopped = True
            workers = list(self._all)
        for worker in workers:
            worker.stop()

    def close(self) -> None:
        """End the processes. No thread may be reading any more."""
        for worker in self._all:
            worker.close()

    @contextmanager
    def _lent(self) -> Iterator[Worker]:
        worker = self._taken()
        try:
            yield worker
        finally:
            self._idle.put(worker)

    def _taken(self) -> Worker:
        try:
            return self._idle.get_nowait()
        except Empty:
            with self._lock:
                if self._stopped:
                    raise CancelledError from None
                worker = Worker()
                self._all.append(worker)
            return worker
