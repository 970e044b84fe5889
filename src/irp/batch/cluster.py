"""Read on a dask cluster, in the same isolated processes, started by dask's workers.

A source's bytes go to a worker with its job, so workers need no access to the sources, and its
record comes back; only this process writes. So a job may safely be done
twice, as after a worker is killed: the same bytes give the same record.
"""

from __future__ import annotations

import contextlib
import json
from concurrent.futures import Future, InvalidStateError
from functools import cache
from typing import TYPE_CHECKING, Any

from irp.batch.fingerprint import fingerprint as own_fingerprint
from irp.batch.local import WorkerPool
from irp.errors import ClusterError, LimitError, MissingExtraError
from irp.isolation.jobs import Task, header_of, options_of, source_of
from irp.options import Options
from irp.source import SourceFile

if TYPE_CHECKING:
    from irp.record.extraction import Extraction

_CONNECT = "distributed.comm.timeouts.connect"
"""dask's own setting of how long to wait for a scheduler, which also applies to its workers."""


class DaskExecutor:
    """Reads on the workers of a dask scheduler.

    Args:
        scheduler: its address.
        fingerprint: the workers' must be the same, so that they produce the same records.

    Raises:
        MissingExtraError: dask is not installed.
        ClusterError: the scheduler cannot be reached, or has no workers.
    """

    def __init__(self, scheduler: str, fingerprint: str) -> None:
        try:
            import dask
            from distributed import Client
        except ImportError:
            raise MissingExtraError("cluster", "distributed", "a cluster") from None
        self._fingerprint, self._slots = fingerprint, 1
        try:
            # What is closed when it is forgotten waits for a scheduler that may never answer.
            client = type("BatchClient", (Client,), {"__del__": lambda _self: None})
            self._client: Any = client(scheduler, set_as_default=False, name="irp-batch")
            self._client.wait_for_workers(1, timeout=dask.config.get(_CONNECT))
        except (OSError, ValueError) as error:  # TimeoutError is an OSError
            raise ClusterError(f"no cluster at {scheduler}: {_reason(error)}") from error
        self._remote: dict[Future[Extraction], Any] = {}

    @property
    def slots(self) -> int:
        """How many threads the workers have, for now."""
        with contextlib.suppress(OSError):
            self._slots = max(1, sum(self._client.nthreads().values()))
        return self._slots

    def submit(self, source: SourceFile, options: Options) -> Future[Extraction]:
        """Send a source to be read."""
        import dask.config

        future: Future[Extraction] = Future()
        header = json.dumps(header_of(Task.EXTRACT, source, options, {}))
        # Scattered data would be lost with its worker; data inside the job is sent again.
        with dask.config.set({"distributed.admin.large-graph-warning-threshold": "1GB"}):
            remote = self._client.submit(
                read_on_worker,
                header,
                source.data,
                self._fingerprint,
                key=f"irp-{source.sha256}-{self._fingerprint}",
            )
        self._remote[future] = remote
        remote.add_done_callback(lambda done: self._take(done, future))
        return future

    def close(self, *, now: bool = False) -> None:
        """Leave the cluster; ``now`` cancels what is being read."""
        if now:
            for future, remote in list(self._remote.items()):
                future.cancel()
                with contextlib.suppress(Exception):  # leave even if the cluster reports an error
                    remote.cancel()
        self._client.close()

    def _take(self, done: Any, future: Future[Extraction]) -> None:
        from irp.record.extraction import Extraction

        self._remote.pop(future, None)
        with contextlib.suppress(InvalidStateError):  # cancelled meanwhile
            try:
                if done.status == "finished":
                    future.set_result(Extraction.model_validate_json(done.result()))
                else:
                    future.set_exception(_error_of(done))
            except InvalidStateError:
                raise
            except Exception as error:  # noqa: BLE001 - for the thread that waits for the future
                future.set_exception(error)


def read_on_worker(header: str, data: bytes, fingerprint: str) -> str:
    """Run on a dask worker: read one source in a separate process and return JSON.

    Args:
        header: the job, as ``irp.isolation.jobs`` writes it.
        data: the source's bytes.
        fingerprint: the fingerprint that irp must have here.

    Raises:
        ClusterError: this worker has another version of irp, or of what it reads with.
    """
    job = json.loads(header)
    options = options_of(job)
    if own_fingerprint(options) != fingerprint:
        raise ClusterError(
            "a worker of the cluster has another version of irp or of its libraries than this"
            " machine: install the same everywhere"
        )
    return _pool().read(source_of(job, data), options).model_dump_json()


@cache
def _pool() -> WorkerPool:
    """The reading processes of this dask worker; each of its threads uses one at a time."""
    return WorkerPool()


def _error_of(done: Any) -> Exception:
    from distributed import KilledWorker

    if done.status != "error":
        return ClusterError("the cluster gave a job up: its scheduler has ended, or was restarted")
    error = done.exception()
    if isinstance(error, KilledWorker):
        message = f"{error.allowed_failures + 1} workers of the cluster died while they read it"
        return LimitError(message, code="crashed")
    return error if isinstance(error, Exception) else ClusterError(_reason(error))


def _reason(error: BaseException) -> str:
    return str(error).partition("\n")[0][:300] or type(error).__name__
