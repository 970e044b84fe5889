"""Stores in one file that is rewritten as a whole: changes go to a journal first.

``.FILE.journal`` holds a line for each change, on the disk before ``put`` returns. ``finish`` and
``close`` rewrite the file and delete the journal. The next writer applies a journal that a killed
one left.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from abc import ABC, abstractmethod
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, Self

from irp.errors import IrpError, StoreError
from irp.files import atomic
from irp.files.journal import Journal, JournalLine
from irp.record.extraction import Extraction
from irp.stores.base import StoreChange, key_of

_PUT, _REMOVE = b"put", b"remove"


class Pending(NamedTuple):
    """A record in the journal: where its JSON is, and the hash of that."""

    start: int
    length: int
    digest: str


class StoreJournal:
    """The journal of a store's file.

    A line is the word "put" or "remove", a hash of the rest, and the rest: the record's key, for
    "put" followed by its JSON. A line whose hash does not fit is skipped.
    """

    def __init__(self, store: Path) -> None:
        self._journal = Journal(journal_path(store))

    def read(self) -> dict[str, Pending | None]:
        """For each key where its record is, or None where it was removed."""
        return dict(change for line in self._journal.lines() if (change := _parse(line)))

    def put(self, key: str, text: bytes) -> Pending:
        """Append a record; it is on the disk when this returns."""
        start = self._append(_PUT, key.encode() + b" " + text)
        return Pending(start + len(_PUT) + _DIGITS + len(key) + 3, len(text), digest_of(text))

    def remove(self, key: str) -> None:
        """Append that a record was removed."""
        self._append(_REMOVE, key.encode())

    def text(self, record: Pending) -> bytes:
        """A record's JSON."""
        with self._journal.path.open("rb") as file:
            file.seek(record.start)
            return file.read(record.length)

    def discard(self) -> None:
        """Remove the journal: the file now contains its changes."""
        self._journal.discard()

    def close(self) -> None:
        """Close the journal and leave it there."""
        self._journal.close()

    def _append(self, word: bytes, rest: bytes) -> int:
        return self._journal.append(b"%s %s %s" % (word, digest_of(rest).encode(), rest))


class JournalledStore(ABC):
    """A store in one file: see ``irp.stores.base.Store``. Subclasses make the file.

    Raises:
        OutputError: it cannot be written.
        StoreError: what is there is no such store.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = Path(path)
        atomic.make_folder(self.path.absolute().parent)
        atomic.sweep(self.path.absolute().parent)
        with atomic.explained(self.path):
            if self.path.exists():
                self.path.open("rb+").close()
        self._journal = StoreJournal(self.path)
        self._stale = False
        """Whether the file must be made again though no record has changed."""
        self._base = self._digests() if self.path.exists() else {}
        self._said = self._journal.read()
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        if not any(error):
            self.close()
            return
        with contextlib.suppress(IrpError):  # the first error is the one to report
            self.close()

    def put(self, extraction: Extraction) -> StoreChange:
        """Store an extraction: see ``Store.put``."""
        key, text = key_of(extraction), extraction.model_dump_json().encode()
        before = self._digest_of(key)
        if before == digest_of(text):
            return StoreChange.UNCHANGED
        self._said[key] = self._journal.put(key, text)
        return StoreChange.INSERTED if before is None else StoreChange.UPDATED

    def remove(self, sha256: str) -> bool:
        """Remove a source's extraction: see ``Store.remove``."""
        if self._digest_of(sha256) is None:
            return False
        self._journal.remove(sha256)
        self._said[sha256] = None
        return True

    def finish(self) -> None:
        """Rewrite the file if anything has changed: see ``Store.finish``."""
        if not self._said and not self._stale and self.path.exists():
            return
        target = Path(os.path.realpath(self.path))  # a link stays, its target is replaced
        with atomic.explained(self.path), atomic.temporary(target) as own:
            self._make(own, {key: self._text(entry) for key, entry in self._said.items()})
            atomic.take_place(own, target)
        self._journal.discard()
        self._said, self._stale = {}, False
        self._base = self._digests()

    def close(self) -> None:
        """Rewrite the file if anything has changed, and close the journal."""
        if self._closed:
            return
        self._closed = True
        try:
            if self._said:
                self.finish()
        finally:
            self._journal.close()

    def _digest_of(self, key: str) -> str | None:
        if key in self._said:
            entry = self._said[key]
            return entry.digest if entry else None
        return self._base.get(key)

    def _text(self, entry: Pending | None) -> bytes | None:
        return self._journal.text(entry) if entry else None

    @abstractmethod
    def _digests(self) -> dict[str, str]:
        """For each record in the file its key and the hash of its JSON; may set ``_stale``.

        Raises:
            StoreError: the file is no such store.
        """

    @abstractmethod
    def _make(self, own: Path, changes: dict[str, bytes | None]) -> None:
        """Write the file at ``own``: its present records with the changes applied.

        Args:
            own: an empty file.
            changes: for each key the JSON of its record, or None where it was removed.
        """


def journal_path(path: Path) -> Path:
    """Where the journal of a file is."""
    return path.with_name(f".{path.name}.journal")


def pending(path: Path) -> Iterator[tuple[str, bytes | None]]:
    """The changes that a killed writer left in a file's journal: keys, and records or None."""
    journal = StoreJournal(path)
    for key, record in journal.read().items():
        yield key, journal.text(record) if record else None


def digest_of(text: bytes) -> str:
    """The hash by which equal records are recognised."""
    return hashlib.sha256(text).hexdigest()


_DIGITS = len(digest_of(b""))


def not_a_store(path: Path, reason: object) -> StoreError:
    """The error for a file that is something else."""
    return StoreError(f"{path} cannot be used as a store: {reason}")


def _parse(line: JournalLine) -> tuple[str, Pending | None] | None:
    """A line's key and record, or None where the line is damaged."""
    word, _, hashed = line.content.partition(b" ")
    digest, _, rest = hashed.partition(b" ")
    if digest_of(rest).encode() != digest:
        return None
    key, _, text = rest.partition(b" ")
    if word == _REMOVE:
        return key.decode(), None
    at = line.start + len(line.content) - len(text)
    return key.decode(), Pending(at, len(text), digest_of(text))
