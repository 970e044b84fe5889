"""Files that appear whole or not at all: temporary file beside the target, fsync, rename.

What a killed writer leaves behind is a file named ``.NAME.PID.XXXX.tmp``, which the next one
sweeps away.
"""

from __future__ import annotations

import contextlib
import filecmp
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Self

from irp.errors import OutputError

_LEFTOVER = re.compile(r"^\..*\.(?P<pid>\d+)\.\w+\.tmp$", re.DOTALL)
_LONGEST = 180
"""Bytes of the target's name that its temporary file's name repeats; 255 are allowed in all."""


@contextmanager
def explained(what: str | os.PathLike[str]) -> Iterator[None]:
    """Turn what the system says against writing into an error that names the target.

    Raises:
        OutputError: in place of an ``OSError``.
    """
    try:
        yield
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise OutputError(f"{os.fspath(what)} cannot be written: {reason}") from error


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """A file to write; it takes its name, in place of any other, once the block has ended well.

    Raises:
        OutputError: it cannot be written; what had the name before still has it.
    """
    with explained(path):
        target = Path(os.path.realpath(path))
        with temporary(target) as own, own.open("wb") as file:
            yield file
            file.flush()
            take_place(own, target)


@contextmanager
def temporary(target: Path) -> Iterator[Path]:
    """The path of a new empty file beside the target; gone at the end if it is still there."""
    stem = os.fsencode(target.name)[:_LONGEST].decode("utf-8", "ignore")
    handle, name = tempfile.mkstemp(".tmp", f".{stem}.{os.getpid()}.", target.parent)
    os.close(handle)
    try:
        yield Path(name)
    finally:
        with contextlib.suppress(OSError):
            Path(name).unlink()


def take_place(own: Path, target: Path) -> None:
    """Give a whole temporary file the name of its target, in place of any other."""
    with own.open("rb+") as file:
        os.fsync(file.fileno())
    own.chmod(_mode(target))
    own.replace(target)
    sync_folder(target.parent)


def write(path: Path, content: bytes) -> None:
    """Write a file at once.

    Raises:
        OutputError: as for ``replacing``.
    """
    with replacing(path) as file:
        file.write(content)


def write_if_other(path: Path, content: bytes) -> bool:
    """Write a file unless it is there with that content; whether it was written.

    Raises:
        OutputError: as for ``replacing``.
    """
    with contextlib.suppress(OSError):
        if path.stat().st_size == len(content) and path.read_bytes() == content:
            return False
    write(path, content)
    return True


def remove(path: Path) -> bool:
    """Remove a file; whether there was one.

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


def make_folder(path: Path) -> None:
    """Make a folder and those above it.

    Raises:
        OutputError: it cannot be made.
    """
    with explained(path):
        path.mkdir(parents=True, exist_ok=True)


def sweep(folder: Path) -> None:
    """Remove the temporary files of writers that are no longer there."""
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            match = _LEFTOVER.match(path.name)
            if match and not _runs(int(match["pid"])):
                with contextlib.suppress(OSError):
                    path.unlink()


def sync_folder(folder: Path) -> None:
    """Have the names in a folder written to the disk, where the system can do that."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _runs(pid: int) -> bool:
    if pid == os.getpid():
        return True
    if os.name == "nt":
        return False  # an open file cannot be removed there anyway
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


def _mode(target: Path) -> int:
    """The permissions of the file that is replaced, else those of any new file."""
    if target.exists():
        return target.stat().st_mode & 0o7777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


class Together:
    """Several files that are replaced together, once all of them are written; else none is.

    In a ``with`` statement. Only a kill between two renames leaves some new and some old.
    """

    def __init__(self) -> None:
        self._stack = contextlib.ExitStack()
        self._files: dict[Path, tuple[Path, IO[bytes]]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def open(self, path: Path) -> IO[bytes]:
        """A file that is to replace the one at the path.

        Raises:
            OutputError: it cannot be made.
        """
        with explained(path):
            own = self._stack.enter_context(temporary(path))
            file = self._stack.enter_context(own.open("wb"))
        self._files[path] = (own, file)
        return file

    def settle(self) -> None:
        """Have all of them on the disk, so that only their names are left to change.

        Raises:
            OutputError: they cannot be written.
        """
        for path, (_, file) in self._files.items():
            with explained(path):
                file.flush()
                os.fsync(file.fileno())
                file.close()

    def commit(self) -> list[Path]:
        """Replace those that are not the same already; which they are. ``settle`` comes before.

        Raises:
            OutputError: they cannot be replaced.
        """
        changed = []
        for path, (own, _) in self._files.items():
            if path.is_file() and filecmp.cmp(path, own, shallow=False):
                continue
            with explained(path):
                own.chmod(_mode(path))
                own.replace(path)
            changed.append(path)
        for folder in {path.parent for path in changed}:
            with explained(folder):
                sync_folder(folder)
        return changed
