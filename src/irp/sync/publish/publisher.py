"""The published set: built next to its place, then put there as a whole, in one step.

A reader of ``published/`` sees the old set or the new one, never a mixture, and a run that is
killed leaves one of them. The state knows the hash of what was published, so that damage is
noticed; the set holds its records three times, so that one damaged copy loses none of them.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from irp.errors import IrpError, StoreError
from irp.files import atomic, folders
from irp.record.extraction import Extraction
from irp.render import to_json
from irp.stores import read_store, write_store
from irp.sync.archive.state import SyncState
from irp.version import __version__

PUBLISHED: Final = "published"
DATABASE: Final = "irp.sqlite"
_COPIES: Final = ("", DATABASE, "reports.jsonl")
_MARKS: Final = "published_set"
"""The fact that holds hash and key of the published set; of two sets while one is replaced."""


class Publisher:
    """The published set of a data folder.

    Args:
        folder: the data folder.
        state: knows what was published.

    Attributes:
        damaged: whether the set is not what was published; known after ``records``.
    """

    def __init__(self, folder: Path, state: SyncState) -> None:
        self._published = Path(os.path.realpath(folder / PUBLISHED))
        self._state = state
        self.damaged = False

    def mend(self) -> None:
        """Undo what a killed run left.

        Raises:
            OutputError: the folder cannot be written.
        """
        with atomic.explained(self._published):
            folders.mend(self._published)

    def exists(self) -> bool:
        """Whether a set is published."""
        return self._published.is_dir()

    def records(self) -> list[Extraction]:
        """The published records, in the order of their names.

        Raises:
            StoreError: no copy of them can be read.
        """
        if not self.exists():
            return []
        marks = dict(self._marks())
        self.damaged = bool(marks) and _digest(self._published) not in marks
        copies = []
        for name in _COPIES:
            try:
                copy = list(read_store(self._published / name))
            except (IrpError, ValueError, OSError):
                self.damaged = True
                continue
            if not self.damaged or set_key(copy) in marks.values():
                return copy
            copies.append(copy)
        if not copies:
            raise StoreError(f"no copy of the records in {self._published} can be read")
        return copies[0]

    def publish(self, records: Sequence[Extraction]) -> bool:
        """Put a set in place of the published one; return whether any byte differs.

        Raises:
            OutputError: it cannot be written; the published set is unchanged.
        """
        target = self._published
        with atomic.explained(target), folders.new_folder(target) as new:
            write_store(f"{new}/", records)
            write_store(new / DATABASE, records)
            for passing in [*new.glob("*-wal"), *new.glob("*-shm")]:
                passing.unlink()
            mark = (_digest(new), set_key(records))
            same = self.exists() and mark[0] == _digest(target)
            if not same:
                # Both are known meanwhile, as a kill may come before or after the exchange.
                self._state.keep_fact(_MARKS, json.dumps([*self._marks(), mark]))
                folders.put_in_place(new, target)
            self._state.keep_fact(_MARKS, json.dumps([mark]))
        self.damaged = False
        return not same

    def _marks(self) -> list[tuple[str, str]]:
        return [(digest, key) for digest, key in json.loads(self._state.fact(_MARKS) or "[]")]


def set_key(records: Sequence[Extraction]) -> str:
    """A name for a set that changes with any value in it, and with the version that writes it."""
    digest = hashlib.sha256(__version__.encode())
    for record in records:
        digest.update(to_json(record).encode())
    return digest.hexdigest()


def _digest(folder: Path) -> str:
    """A hash of all names and bytes below a folder."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        digest.update(f"{path.relative_to(folder)}\0".encode())
        if path.is_file():
            with path.open("rb") as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()
