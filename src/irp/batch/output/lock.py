"""Allow one run at a time into a store, by a lock that ends with the process that holds it."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from irp.errors import LockedError
from irp.files import atomic


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a lock file and remove it at the end. Does nothing where there is no ``flock``.

    Raises:
        LockedError: another process holds it.
        OutputError: it cannot be made.
    """
    if sys.platform == "win32":
        yield
        return
    handle = _take(path)
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            path.unlink()
        os.close(handle)


def _take(path: Path) -> int:
    import fcntl

    while True:
        with atomic.explained(path):
            handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # Its holder may have removed it after we opened it; then it locks nothing.
            if os.path.samestat(os.fstat(handle), path.stat()):
                return handle
        except BlockingIOError:
            os.close(handle)
            where = path.parent
            raise LockedError(f"another run is writing there: {where} is locked") from None
        except FileNotFoundError:
            pass
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)
