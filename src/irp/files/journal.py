"""An append-only file of lines; each line is written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from io import FileIO
from pathlib import Path
from typing import NamedTuple

from irp.files import atomic


class JournalLine(NamedTuple):
    """A line without its line feed, and the position in the file where it starts."""

    start: int
    content: bytes


class Journal:
    """Appends lines to a file, which is created with the first line.

    Args:
        path: the file.
        durable: whether a line must be on the disk before ``append`` returns. Without it a line
            survives the end of the process but not a power cut.
    """

    def __init__(self, path: Path, *, durable: bool = True) -> None:
        self.path = path
        self._durable = durable
        self._file: FileIO | None = None

    def exists(self) -> bool:
        """Whether there is a journal."""
        return self.path.exists()

    def lines(self) -> Iterator[JournalLine]:
        """The complete lines; a last one without a line feed was cut short.

        Raises:
            OSError: the file cannot be read.
        """
        if not self.exists():
            return
        start = 0
        with self.path.open("rb") as file:
            for line in file:
                if line.endswith(b"\n"):
                    yield JournalLine(start, line[:-1])
                start += len(line)

    def open(self) -> FileIO:
        """Open the file for writing, if it is not open, and remove an incomplete last line.

        Raises:
            OutputError: it cannot be written.
        """
        if self._file is None:
            with atomic.explained(self.path):
                end = max((start + len(content) + 1 for start, content in self.lines()), default=0)
                self._file = FileIO(self.path, "ab")
                self._file.truncate(end)
                atomic.sync_folder(self.path.parent)
        return self._file

    def append(self, content: bytes) -> int:
        """Add a line, all of it or nothing, and return where it starts.

        Args:
            content: the line, without line feeds.

        Raises:
            OutputError: it cannot be written; the file is as it was.
        """
        file = self.open()
        with atomic.explained(self.path):
            start = os.fstat(file.fileno()).st_size
            try:
                left = memoryview(content + b"\n")
                while left:
                    left = left[file.write(left) or 0 :]
                if self._durable:
                    os.fsync(file.fileno())
            except BaseException:
                file.truncate(start)
                raise
        return start

    def discard(self) -> None:
        """Close and remove the file.

        Raises:
            OutputError: it cannot be removed.
        """
        self.close()
        atomic.remove(self.path)

    def close(self) -> None:
        """Close the file and leave it there. Safe to call twice."""
        if self._file:
            self._file.close()
            self._file = None
