"""Where the product goes: standard output, or files that appear whole or not at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from irp.errors import OutputError
from irp.files import atomic
from irp.files.atomic import explained
from irp.files.names import safe_stem
from irp_cli.paths import is_folder

Write = Callable[[str], None]


@contextmanager
def to_stdout() -> Iterator[Write]:
    """Write UTF-8 to standard output, whatever the locale says."""
    if sys.stdout is None:
        raise OutputError("standard output is closed")
    stdout = sys.stdout.buffer

    def write(text: str) -> None:
        with explained("standard output"):
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
    with explained(path):
        target = Path(os.path.realpath(path))
        if target.exists() and not target.is_file():
            with target.open("wb") as file:
                yield lambda text: _put(file.write, text)
            return
        with atomic.replacing(target) as temporary:
            yield lambda text: _put(temporary.write, text)


def to_terminal() -> bool:
    """Whether standard output is a person's screen."""
    return sys.stdout is not None and sys.stdout.isatty()


class Folder:
    """A folder with a file for each source, named after it; equal names get a number."""

    def __init__(self, path: Path, suffix: str) -> None:
        self._path = path
        self._suffix = suffix
        self._used: set[str] = set()
        with explained(path):
            path.mkdir(parents=True, exist_ok=True)

    def file_for(self, source: str) -> Path:
        """The path for a source's output."""
        stem = safe_stem(source)
        name, number = stem, 1
        while name.casefold() in self._used:
            number += 1
            name = f"{stem}-{number}"
        self._used.add(name.casefold())
        return self._path / f"{name}{self._suffix}"


def means_folder(path: str) -> bool:
    """Whether an output path means a folder: it is one, or ends with a slash."""
    return path.endswith(("/", os.sep)) or is_folder(Path(path))


def _put(write: Callable[[bytes], int], text: str) -> None:
    write(text.encode())
