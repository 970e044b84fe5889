"""Limits on a reading process, set by itself before each job and enforced by the kernel.

The signals' default actions end the process without Python's help, so native code that never
returns is stopped too. On Windows none of this exists: only the parent's time limit applies.
On macOS the kernel takes a limit on address space but does not enforce it.
"""

from __future__ import annotations

import contextlib
import math
import os
import signal
import sys
from pathlib import Path

from irp.isolation.confine import confine

GRACE_SECONDS = 1
"""How much later than its parent the child stops itself, in case the parent is gone."""

LIFELINE = "IRP_LIFELINE"
"""The environment variable with the number of the pipe that closes when the parent is gone."""


_MOST_FILES = 256


def bound_process() -> list[str]:
    """Limits for the whole life of the process: no core dumps, files or processes of its own.

    Returns:
        What confines it: see ``irp.isolation.confine.confine``.
    """
    if sys.platform == "win32":
        return []
    import resource

    for limit, value in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, _MOST_FILES),
    ):
        _lower(limit, value, for_good=True)
    confined = confine()
    if "seccomp" not in confined:
        _lower(resource.RLIMIT_NPROC, 0, for_good=True)  # counts threads too; no effect on root
    return confined


def bound_job(seconds: float, memory_mb: int) -> None:
    """Limits for one job: address space, processor time from now on, wall time from now on."""
    if sys.platform == "win32":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = used.ru_utime + used.ru_stime
    _lower(resource.RLIMIT_CPU, math.ceil(spent + seconds + GRACE_SECONDS))
    _lower(resource.RLIMIT_AS, memory_mb * 1_000_000)
    signal.setitimer(signal.ITIMER_REAL, seconds + GRACE_SECONDS)


def release_job() -> None:
    """Stop the job's clock; waiting for the next job costs nothing."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, 0)


def peak_memory() -> int:
    """The most memory the process has used so far, in bytes; 0 where it is not known.

    On Linux the figure outlives exec: it starts at the parent's peak and describes the
    process itself only once that is passed. See ``peak_of`` for its own.
    """
    if sys.platform == "win32":
        return 0
    import resource

    return resident_bytes(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


def peak_of(pid: int) -> int:
    """The most memory that a running process has used itself, in bytes (Linux; else 0).

    The kernel keeps it with the process's memory, which is gone when the process is.
    """
    if sys.platform != "linux":
        return 0
    with contextlib.suppress(OSError, ValueError):
        status = Path(f"/proc/{pid}/status").read_bytes()
        _, _, after = status.partition(b"\nVmHWM:")
        return int(after.split(maxsplit=1)[0]) * 1024 if after else 0
    return 0


def resident_bytes(maximum: int) -> int:
    """``ru_maxrss`` in bytes: macOS counts bytes, others units of 1024."""
    return maximum if sys.platform == "darwin" else maximum * 1024


def end_with_parent() -> None:
    """Make the kernel end this process when its parent ends for any reason (Linux only).

    The parent holds one end of a pipe and never writes to it; it closes when the parent ends,
    and the kernel sends a signal. A waiting thread is not enough: reading may hold
    the interpreter. A second call does nothing.
    """
    number = os.environ.pop(LIFELINE, None)
    if sys.platform != "linux" or number is None:
        return
    import fcntl
    import select

    lifeline = int(number)
    # To the whole group if this process leads one, so that its children end too.
    group = os.getpgrp()
    fcntl.fcntl(lifeline, fcntl.F_SETOWN, -group if group == os.getpid() else os.getpid())
    flags = fcntl.fcntl(lifeline, fcntl.F_GETFL)
    fcntl.fcntl(lifeline, fcntl.F_SETFL, flags | os.O_ASYNC)
    gone, _, _ = select.select([lifeline], [], [], 0)
    if gone:
        os._exit(0)


def _lower(limit: int, value: int, *, for_good: bool = False) -> None:
    """Set a soft limit, never above the hard one; a limit the system refuses stays as it is.

    Args:
        limit: which one.
        value: what to set it to.
        for_good: whether to set the hard limit as well, so that it cannot be raised again.
    """
    if sys.platform == "win32":
        return
    import resource

    _, hard = resource.getrlimit(limit)
    if hard != resource.RLIM_INFINITY:
        value = min(value, hard)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(limit, (value, value if for_good else hard))
