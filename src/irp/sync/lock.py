"""One run at a time: a lock of the kernel's, which is gone the moment its holder is."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from irp.sync.errors import LockedError

LOCK_FILE: Final = ".lock"


@contextlib.contextmanager
def locked(folder: Path, *, create: bool = True) -> Iterator[None]:
    """Hold the lock of a data folder.

    Args:
        folder: the data folder.
        create: make the lock's file where there is none; else there is nobody to keep out.

    Raises:
        LockedError: another run holds it.
    """
    path = folder / LOCK_FILE
    if not create and not path.exists():
        yield
        return
    import fcntl  # where there is none, as on Windows, there is no nightly job

    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            holder = os.pread(handle, 20, 0).decode("ascii", "replace").strip()
            raise LockedError(
                f"another run holds the lock of {folder} (process {holder or 'unknown'})"
            ) from None
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        os.close(handle)
