"""Where the product goes: standard output, or files that appear whole or not at all."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from irp_cli.guard import OutputError
from irp_cli.paths import is_folder

Write = Callable[[str], None]
_NAME_BYTES = 200


@contextmanager
def to_stdout() -> Iterator[Write]:
    """Write UTF-8 to standard output, whatever the locale says."""
    if sys.stdout is None:
        raise OutputError("standard output is closed")
    stdout = sys.stdout.buffer

    def write(text: str) -> None:
        with _explained("standard output"):
            # Under PYTHONUNBUFFERED this is the raw file, whose writes may be short.
            left = memoryview(text.encode())
            while left:
                left = left[stdout.write(left) :]
            stdout.flush()

    yield write


@contextmanager
def to_file(path: Path) -> Iterator[Write]:
    """Write a file that takes its name only when it is whole.

    What is no ordinary file (a device, a named pipe) is written to directly.
    """
    with _explained(str(path)):
        target = Path(os.path.realpath(path))
        if target.exists() and not target.is_file():
            with target.open("wb") as file:
                yield lambda text: _put(file.write, text)
            return
        with tempfile.NamedTemporaryFile(
            dir=target.parent, prefix=f".{target.name[:100]}.", suffix=".tmp", delete=False
        ) as file:
            try:
                yield lambda text: _put(file.write, text)
                file.flush()
                os.fsync(file.fileno())
                Path(file.name).chmod(_mode(target))
                Path(file.name).replace(target)
            except BaseException:
                with contextlib.suppress(OSError):
                    Path(file.name).unlink()
                raise


def to_terminal() -> bool:
    """Whether standard output is a person's screen."""
    return sys.stdout is not None and sys.stdout.isatty()


class Folder:
    """A folder with a file for each source, named after it; equal names get a number."""

    def __init__(self, path: Path, suffix: str) -> None:
        self._path = path
        self._suffix = suffix
        self._used: set[str] = set()
        with _explained(str(path)):
            path.mkdir(parents=True, exist_ok=True)

    def file_for(self, source: str) -> Path:
        """The path for a source's output."""
        stem = _safe(Path(source).stem) or "source"
        name, number = stem, 1
        while name.casefold() in self._used:
            number += 1
            name = f"{stem}-{number}"
        self._used.add(name.casefold())
        return self._path / f"{name}{self._suffix}"


def means_folder(path: str) -> bool:
    """Whether an output path means a folder: it is one, or ends with a slash."""
    return path.endswith(("/", os.sep)) or is_folder(Path(path))


def _safe(stem: str) -> str:
    """A file name that any system takes: no control characters or separators, not too long."""
    printable = "".join(c if c.isprintable() and c not in '\\/:*?"<>|' else "_" for c in stem)
    return printable.encode(errors="replace")[:_NAME_BYTES].decode(errors="ignore").strip()


def _put(write: Callable[[bytes], int], text: str) -> None:
    write(text.encode())


def _mode(target: Path) -> int:
    """The permissions of the file that is replaced, else those of any new file."""
    if target.exists():
        return target.stat().st_mode & 0o7777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


@contextmanager
def _explained(what: str) -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise OutputError(f"{what} cannot be written: {reason}") from error
