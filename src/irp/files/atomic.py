"""Replace files as a whole: write a temporary file next to the target, fsync it, rename it.

A killed writer leaves a file or folder named ``.NAME.PID.XXXX.tmp``; ``sweep`` deletes those
whose process has ended.
"""

from __future__ import annotations

import contextlib
import filecmp
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Self

from irp.errors import OutputError
from irp.plain_words import reason_of

_LEFTOVER = re.compile(r"^\.(?P<stem>.*)\.(?P<pid>\d+)\.\w+\.tmp$", re.DOTALL)
_LONGEST = 180
"""Bytes of the target's name that its temporary name repeats; 255 are allowed in all."""
_OWN: set[str] = set()
"""Temporary names in use by this process: an earlier process may have had the same PID."""


@contextmanager
def explained(what: str | os.PathLike[str]) -> Iterator[None]:
    """Turn an ``OSError`` into an ``OutputError`` that names the target.

    A broken pipe is passed on: it means that the reader has gone, not that writing failed.

    Raises:
        OutputError: in place of an ``OSError``.
    """
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        reason = _dangling(error) or reason_of(error)
        raise OutputError(f"{os.fspath(what)} cannot be written: {reason}") from error


def _dangling(error: OSError) -> str | None:
    """What is wrong where "file exists" means a link to a folder that does not exist."""
    there = Path(error.filename or "")
    if not isinstance(error, FileExistsError) or not there.is_symlink() or there.exists():
        return None
    return f"{there} is a link to {there.readlink()}, which does not exist"


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """Yield a file to write; it replaces ``path`` when the block ends without an error.

    Raises:
        OutputError: it cannot be written; the earlier file is unchanged.
    """
    with explained(path):
        target = Path(os.path.realpath(path))
        with temporary(target) as own, own.open("wb") as file:
            yield file
            file.flush()
            take_place(own, target)


@contextmanager
def temporary(target: Path) -> Iterator[Path]:
    """Yield a new empty file next to the target; delete it afterwards if it is still there."""
    handle, name = tempfile.mkstemp(".tmp", temporary_prefix(target), target.parent)
    os.close(handle)
    with in_use(Path(name)) as own:
        yield own


@contextmanager
def in_use(own: Path) -> Iterator[Path]:
    """Protect a temporary file or folder from ``sweep``; delete it when the block ends."""
    _OWN.add(own.name)
    try:
        yield own
    finally:
        with contextlib.suppress(OSError):
            delete(own)
        _OWN.discard(own.name)


def temporary_prefix(target: Path) -> str:
    """The prefix of the names of a target's temporary files."""
    return f".{_stem(target.name)}.{os.getpid()}."


def take_place(own: Path, target: Path) -> None:
    """Rename a finished temporary file to its target, replacing any earlier one."""
    with own.open("rb+") as file:
        os.fsync(file.fileno())
    own.chmod(mode_for(target))
    own.replace(target)
    sync_folder(target.parent)


def write(path: Path, content: bytes) -> None:
    """Replace a file with the content.

    Raises:
        OutputError: as for ``replacing``.
    """
    with replacing(path) as file:
        file.write(content)


def write_if_other(path: Path, content: bytes) -> bool:
    """Write the file unless it already has that content; return whether it was written.

    Raises:
        OutputError: as for ``replacing``.
    """
    with contextlib.suppress(OSError):
        if path.stat().st_size == len(content) and path.read_bytes() == content:
            return False
    write(path, content)
    return True


def remove(path: Path) -> bool:
    """Remove a file; return whether there was one.

    Raises:
        OutputError: it cannot be removed.
    """
    with explained(path):
        try:
            path.unlink()
        except FileNotFoundError:
            return False
        sync_folder(path.parent)
        return True


def delete(path: Path) -> None:
    """Remove a file, a link (never what it points to) or a folder with its contents, if there.

    Raises:
        OSError: it cannot be removed.
    """
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def make_folder(path: Path) -> None:
    """Make a folder and its parents.

    Raises:
        OutputError: it cannot be made.
    """
    with explained(path):
        path.mkdir(parents=True, exist_ok=True)


def sweep(folder: Path, target: str | None = None) -> None:
    """Delete the temporary files and folders of processes that have ended.

    Args:
        folder: where they are.
        target: only those meant to become the file or folder of this name.
    """
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            match = _LEFTOVER.match(path.name)
            if not match or _is_in_use(path.name, int(match["pid"])):
                continue
            if target is None or match["stem"] == _stem(target):
                with contextlib.suppress(OSError):
                    delete(path)


def sync_folder(folder: Path) -> None:
    """Flush a folder's entries to the disk, where the system can do that."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def mode_for(target: Path, new: int = 0o666) -> int:
    """The permissions of the file or folder that is replaced, else those of any new one."""
    if target.exists():
        return target.stat().st_mode & 0o7777
    mask = os.umask(0)
    os.umask(mask)
    return new & ~mask


def _stem(name: str) -> str:
    return os.fsencode(name)[:_LONGEST].decode("utf-8", "ignore")


def _is_in_use(name: str, pid: int) -> bool:
    if pid == os.getpid():
        return name in _OWN
    if os.name == "nt":
        return False  # an open file cannot be removed there anyway
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


class Together:
    """Several files that are replaced together once all are written; otherwise none is.

    Use it in a ``with`` statement. Only a kill between two renames leaves some new and some old.
    """

    def __init__(self) -> None:
        self._stack = contextlib.ExitStack()
        self._files: dict[Path, tuple[Path, IO[bytes]]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        # What is written was flushed by ``settle``. The rest is thrown away: on a full disk, to
        # close it fails once more, and the first error is the one to report.
        with contextlib.suppress(OSError):
            self._stack.close()

    def open(self, path: Path) -> IO[bytes]:
        """Open a file that is to replace the one at the path.

        Raises:
            OutputError: it cannot be made.
        """
        with explained(path):
            own = self._stack.enter_context(temporary(path))
            file = self._stack.enter_context(own.open("wb"))
        self._files[path] = (own, file)
        return file

    def settle(self) -> None:
        """Flush all files to the disk, so that only their names are left to change.

        Raises:
            OutputError: they cannot be written.
        """
        for path, (_, file) in self._files.items():
            with explained(path):
                file.flush()
                os.fsync(file.fileno())
                file.close()

    def commit(self) -> list[Path]:
        """Replace the files that differ and return their paths. Call ``settle`` first.

        Raises:
            OutputError: they cannot be replaced.
        """
        changed = []
        for path, (own, _) in self._files.items():
            if path.is_file() and filecmp.cmp(path, own, shallow=False):
                continue
            with explained(path):
                own.chmod(mode_for(path))
                own.replace(path)
            changed.append(path)
        for folder in {path.parent for path in changed}:
            with explained(folder):
                sync_folder(folder)
        return changed
