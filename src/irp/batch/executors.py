"""The executor that a batch's settings name."""

from __future__ import annotations

from irp.batch.fingerprint import fingerprint
from irp.batch.local import Executor, LocalExecutor
from irp.batch.settings import BatchOptions, usable_processors


def executor_for(options: BatchOptions) -> Executor:
    """Make the executor that reads the sources of a batch.

    Raises:
        MissingExtraError: it needs an extra that is not installed.
        ClusterError: the cluster cannot be reached.
    """
    if options.executor == "dask":
        from irp.batch.cluster import DaskExecutor

        return DaskExecutor(str(options.scheduler), fingerprint(options.options))
    return LocalExecutor(options.jobs or usable_processors())
