"""What the reading process may use, set by itself before each job; the kernel does the rest.

The signals' default actions end the process without Python's help, so that native code which
never returns is stopped too. On Windows none of this exists: only the parent's clock holds.
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
"""How much later than its parent the child stops itself, should the parent be gone."""

LIFELINE = "IRP_LIFELINE"
"""The environment variable with the number of the pipe that closes when the parent is gone."""


def bound_process() -> None:
    """Limits for the whole life of the process: no core dumps, files or processes of its own."""
    if sys.platform == "win32":
        return
    import resource

    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_FSIZE, 0)
    if not confine():
        _lower(resource.RLIMIT_NPROC, 0)  # forbids threads as well, and root is above it


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
    """The most memory the process has had in use so far, in bytes; 0 where this is not told.

    On Linux the figure outlives exec: it starts as that of the parent at its largest, and tells
    of the process itself only once that is passed. See ``peak_of`` for its own.
    """
    if sys.platform == "win32":
        return 0
    import resource

    return resident_bytes(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


def peak_of(pid: int) -> int:
    """The most memory a process that runs has had in use itself, in bytes (Linux; else 0).

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
    """Have the kernel end this process when its parent is gone, however it went (Linux only).

    The parent holds one end of a pipe and never writes to it; it closes when the parent ends,
    and the kernel sends a signal. A thread that waits for it would not do: the reading may hold
    the interpreter. A second call does nothing.
    """
    number = os.environ.pop(LIFELINE, None)
    if sys.platform != "linux" or number is None:
        return
    import fcntl
    import select

    lifeline = int(number)
    # To all of the group, where we lead one: what we may have started ends as well.
    group = os.getpgrp()
    fcntl.fcntl(lifeline, fcntl.F_SETOWN, -group if group == os.getpid() else os.getpid())
    flags = fcntl.fcntl(lifeline, fcntl.F_GETFL)
    fcntl.fcntl(lifeline, fcntl.F_SETFL, flags | os.O_ASYNC)
    gone, _, _ = select.select([lifeline], [], [], 0)
    if gone:
        os._exit(0)


def _lower(limit: int, value: int) -> None:
    """Set a soft limit, never above the hard one; what the system refuses is left as it is."""
    if sys.platform == "win32":
        return
    import resource

    _, hard = resource.getrlimit(limit)
    if hard != resource.RLIM_INFINITY:
        value = min(value, hard)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(limit, (value, hard))
