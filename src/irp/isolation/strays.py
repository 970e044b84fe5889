"""Find and kill processes that left their group, by a marker in their environment.

Each reading process is started with a unique value in its environment. Whatever it forks has the
same environment, even in another session or under another parent. Linux only.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import signal
import sys
import time
from pathlib import Path

MARK = "IRP_READING"
"""The environment variable with the mark."""

_PROCESSES = Path("/proc")
_SECONDS = 1.0


def new_mark() -> str:
    """A value that no other process has."""
    return secrets.token_hex(16)


def kill_strays(mark: str) -> int:
    """Kill every process with this mark until there is none; return how many were killed.

    Gives up after a second if processes fork faster than they can be found.
    """
    if sys.platform != "linux":
        return 0
    killed, deadline = 0, time.monotonic() + _SECONDS
    while strays := _with_mark(mark):
        for pid in strays:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(pid, signal.SIGKILL)
                killed += 1
        if time.monotonic() > deadline:
            break
        time.sleep(0.001)
    return killed


def _with_mark(mark: str) -> list[int]:
    wanted = f"{MARK}={mark}".encode()
    return [
        int(entry.name)
        for entry in os.scandir(_PROCESSES)
        if entry.name.isdecimal() and int(entry.name) != os.getpid() and _has(entry.name, wanted)
    ]


def _has(pid: str, wanted: bytes) -> bool:
    with contextlib.suppress(OSError):
        # Nothing can be read of a zombie, so it does not count.
        return wanted in (_PROCESSES / pid / "environ").read_bytes().split(b"\0")
    return False
