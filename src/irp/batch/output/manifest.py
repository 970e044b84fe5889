"""What has been done: which sources are in the store, and under which fingerprint they were read.

The manifest is replaced as a whole at the end of a run. What a run does is noted in a journal
beside it, a line for each source, after the store has it: so kill -9 at any moment loses the
sources in flight and no other. A journal that is there when a run starts is what a killed run
left; it is taken over. Neither holds times or anything else that differs from run to run.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from io import FileIO
from pathlib import Path
from typing import Any, Self

from irp.errors import StoreError
from irp.stores import atomic

MANIFEST_VERSION = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of a source that is in the store.

    Attributes:
        name: as it stands in the record.
        label: what it was called where it was found.
        status: the record's.
        layout: the layout it was read in, or None.
        fingerprint: of everything but its bytes that decided the record.
        problems: its problems, and its checks that did not pass: code, page, message.
    """

    name: str
    label: str
    status: str
    layout: str | None
    fingerprint: str
    problems: list[dict[str, Any]] = field(default_factory=list)


class Manifest:
    """The entries of all sources that are in a store, by hash.

    Args:
        path: where the manifest is, or will be; the journal is beside it.

    Raises:
        StoreError: what is there is no manifest that this irp can follow.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.journal = path.with_name(path.name.removesuffix(".json") + ".journal")
        self.entries: dict[str, Entry] = {}
        self.files: list[str] = []
        self._open: FileIO | None = None
        self._load()
        self.disturbed = self.journal.exists()
        """Whether the run before this one did not end in order."""
        for sha256, entry in _lines_of(self.journal):
            self.entries[sha256] = entry

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._open:
            with contextlib.suppress(OSError):
                self._open.close()

    def begin(self) -> None:
        """Begin to change the store: from now on, and until ``replace``, the run is unfinished.

        Raises:
            OutputError: the journal cannot be written.
        """
        if self._open is None:
            with atomic.explained(self.journal):
                _end_last_line(self.journal)
                self._open = FileIO(self.journal, "ab")

    def drop_unless(self, holds: Callable[[str], bool]) -> bool:
        """Forget the sources that the store has no longer; whether there were any."""
        gone = [sha256 for sha256 in self.entries if not holds(sha256)]
        for sha256 in gone:
            del self.entries[sha256]
        return bool(gone)

    def note(self, sha256: str, entry: Entry) -> None:
        """Note that the store has a source.

        Raises:
            OutputError: the journal cannot be written.
        """
        self.begin()
        self.entries[sha256] = entry
        line = json.dumps({"sha256": sha256, **asdict(entry)}, ensure_ascii=False) + "\n"
        with atomic.explained(self.journal):
            self._append(line.encode())

    def _append(self, line: bytes) -> None:
        """Add a line to the journal, all of it or nothing."""
        if self._open is None:
            return
        end = self._open.seek(0, os.SEEK_END)
        try:
            left = memoryview(line)
            while left:
                left = left[self._open.write(left) :]
        except BaseException:
            with contextlib.suppress(OSError):
                self._open.truncate(end)
            raise

    def replace(self, files: list[str]) -> None:
        """Put everything in one manifest, in place of the one before, and drop the journal.

        Args:
            files: the names of what the finished store consists of, beside its records.

        Raises:
            OutputError: it cannot be written.
        """
        reports = {sha256: asdict(entry) for sha256, entry in sorted(self.entries.items())}
        content = {"manifest_version": MANIFEST_VERSION, "files": files, "reports": reports}
        text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
        atomic.write_if_other(self._path, text.encode())
        if self._open:
            self._open.close()
            self._open = None
        atomic.remove(self.journal)
        self.disturbed = False

    def _load(self) -> None:
        try:
            content = json.loads(self._path.read_bytes())
            version = content["manifest_version"]
            if version == MANIFEST_VERSION:
                self.files = list(content["files"])
                reports = content["reports"].items()
                self.entries = {sha256: Entry(**entry) for sha256, entry in reports}
        except FileNotFoundError:
            return
        except OSError as error:
            reason = (error.strerror or str(error)).lower()
            raise StoreError(f"{self._path} cannot be read: {reason}") from None
        except (ValueError, TypeError, KeyError, AttributeError):
            raise StoreError(
                f"{self._path} is no manifest of irp: move it away, and all sources are read again"
            ) from None
        if version != MANIFEST_VERSION:
            raise StoreError(f"{self._path} was made by another version of irp: move it away")


def _lines_of(journal: Path) -> Iterator[tuple[str, Entry]]:
    """The entries of a journal; a line that a kill cut short is passed over."""
    try:
        lines = journal.read_bytes().split(b"\n")
    except OSError:
        return
    for line in lines:
        with contextlib.suppress(ValueError, TypeError, KeyError):
            entry = json.loads(line)
            yield entry.pop("sha256"), Entry(**entry)


def _end_last_line(journal: Path) -> None:
    """See to it that what is added to a journal does not join a line that was cut short."""
    if journal.exists() and not journal.read_bytes().endswith(b"\n"):
        with journal.open("ab") as file:
            file.write(b"\n")
