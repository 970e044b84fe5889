"""Replace folders as a whole: a reader sees the old folder or the new one, never a mixture.

Where the system cannot exchange two folders in one step, there is briefly none; ``mend`` restores
the earlier one if a process was killed at that moment.
"""

from __future__ import annotations

import ctypes
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from irp.files.atomic import delete, in_use, mode_for, sweep, sync_folder, temporary_prefix

_EXCHANGE: Final = 2  # RENAME_EXCHANGE of linux/fs.h
_HERE: Final = -100  # AT_FDCWD of fcntl.h


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Wait until no other process holds a folder, and hold it until the block ends.

    Does nothing where there is no ``flock``.

    Raises:
        OSError: there is no such folder.
    """
    if sys.platform == "win32":
        yield
        return
    import fcntl

    handle = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


@contextmanager
def new_folder(target: Path) -> Iterator[Path]:
    """Yield a new empty folder next to the target; delete it afterwards if it is still there.

    If the target is a link, this and ``put_in_place`` use the folder that it points to.

    Raises:
        OSError: it cannot be made.
    """
    target = Path(os.path.realpath(target))
    target.parent.mkdir(parents=True, exist_ok=True)
    own = tempfile.mkdtemp(".tmp", temporary_prefix(target), target.parent)
    with in_use(Path(own)) as new:
        new.chmod(mode_for(target, 0o777))
        yield new


def put_in_place(new: Path, target: Path) -> None:
    """Give a finished folder the name of the target and delete the earlier folder.

    Args:
        new: a folder from ``new_folder(target)``.
        target: the folder to replace; it need not exist.

    Raises:
        OSError: it cannot be done; the target is unchanged.
    """
    target = Path(os.path.realpath(target))
    if not os.path.lexists(target):
        new.replace(target)
    elif not _exchanged(new, target):
        previous = _previous(target)
        delete(previous)
        target.replace(previous)
        try:
            new.replace(target)
        except OSError:
            previous.replace(target)
            raise
    sync_folder(target.parent)
    for old in (new, _previous(target)):
        with suppress(OSError):  # the next ``mend`` deletes it
            delete(old)


def mend(target: Path) -> None:
    """Undo or finish what killed processes left next to a folder they were replacing.

    Raises:
        OSError: the earlier folder cannot be restored.
    """
    target = Path(os.path.realpath(target))
    previous = _previous(target)
    if not os.path.lexists(target) and previous.is_dir():
        previous.replace(target)
    with suppress(OSError):
        delete(previous)
    sweep(target.parent, target.name)


def _previous(target: Path) -> Path:
    return target.with_name(f".{target.name}.previous")


def _exchanged(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; return whether the system could."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    done = rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE)
    return bool(done == 0)
