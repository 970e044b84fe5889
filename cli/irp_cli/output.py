"""Where the product goes: standard output, or files that are written whole or not at all."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from irp.errors import OutputError, StoreError
from irp.files.atomic import explained, make_folder, replacing
from irp.files.names import safe_stem
from irp_cli.paths import is_folder
from irp_cli.talk import clean

if TYPE_CHECKING:
    from irp.stores.naming import StoreKind

Write = Callable[[str], None]
_SYSTEM_FOLDERS = {"dev", "proc"}
"""Folders of the root directory whose files represent devices and open files."""


@contextmanager
def to_stdout() -> Iterator[Write]:
    """Write UTF-8 to standard output, whatever the locale is."""
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
    """Write a file that takes its name only when it is complete.

    Anything but an ordinary file is written to directly: a device, a named pipe, an open file
    such as /dev/stdout.
    """
    with explained(path):
        is_special = path.exists() and not path.is_file()
        if is_special or path.absolute().parts[1:2] in {(name,) for name in _SYSTEM_FOLDERS}:
            # Appending, so that what the shell wrote to a file is kept.
            with path.open("ab", buffering=0) as file:
                yield _writer(file)
            return
        with replacing(path) as file:
            yield _writer(file)


def _writer(file: IO[bytes]) -> Write:
    def write(text: str) -> None:
        left = memoryview(text.encode())
        while left:
            left = left[file.write(left) :]

    return write


def to_terminal() -> bool:
    """Whether standard output is a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()


def show_markdown(text: str) -> None:
    """Show Markdown on the terminal that standard output is."""
    from rich.console import Console
    from rich.markdown import Markdown

    # The text is from outside: nothing in it may control the terminal.
    harmless = "\n".join(map(clean, text.split("\n")))
    with explained("standard output"):
        Console().print(Markdown(harmless))


class Folder:
    """A folder with a file for each source, named after it; equal names get a number."""

    def __init__(self, path: Path, suffix: str) -> None:
        self._path = path
        self._suffix = suffix
        self._used: set[str] = set()
        make_folder(path)

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
    return path.endswith("/") or is_folder(Path(path))


def named_store(name: str, parameter: str) -> StoreKind:
    """The kind of the store that a name means.

    Raises:
        BadParameter: the name has an ending that is no store's.
    """
    import typer

    from irp.stores.naming import kind_of_target

    try:
        return kind_of_target(name)
    except StoreError as error:
        raise typer.BadParameter(error.message, param_hint=parameter) from None
