"""The sources named on a command line: files, standard input, the files of a directory."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from irp.extraction import Extraction
    from irp.library import Reader

STDIN = "-"
SUFFIXES = (".pdf", ".txt")


class Wanted(NamedTuple):
    """One source to read.

    Attributes:
        label: what it is called in messages.
        path: the file, or None for standard input.
        empty: it is a directory in which there is nothing to read.
    """

    label: str
    path: Path | None
    empty: bool = False

    def read(self, reader: Reader) -> Extraction:
        """Have it read."""
        if self.empty:
            from irp.outcome import failed_extraction, unread_source

            message = f"no PDF or text files in {self.label}"
            return failed_extraction(unread_source(self.label), "nothing_found", message)
        if self.path is None:
            return reader.extract(sys.stdin.buffer, name="stdin")
        return reader.extract(self.path)


def expand(arguments: Sequence[str]) -> Iterator[Wanted]:
    """The sources that the arguments name; a directory gives its files, not those further down."""
    for argument in arguments:
        path = Path(argument)
        if argument == STDIN:
            yield Wanted("stdin", None)
        elif path.is_dir():
            files = [Wanted(str(file), file) for file in sorted(path.iterdir()) if _fits(file)]
            yield from files or [Wanted(argument, path, empty=True)]
        else:
            yield Wanted(argument, path)


def several(arguments: Sequence[str]) -> bool:
    """Whether the arguments may name more than one source, however many they turn out to be."""
    return len(arguments) > 1 or Path(arguments[0]).is_dir()


def _fits(file: Path) -> bool:
    return file.suffix.lower() in SUFFIXES and not file.name.startswith(".") and file.is_file()
