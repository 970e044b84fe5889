"""Stores in one file that is written as a whole: what is put goes to a journal first.

Beside ``FILE`` stands ``.FILE.journal`` as long as something is put: a line for each record, on
the disk before ``put`` returns. The file itself is made anew, and replaced at once, when the store
is finished or closed; the next one to open it takes over what a killed writer left in the journal.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import IO, NamedTuple, Self

from irp.errors import IrpError, StoreError
from irp.record.extraction import Extraction
from irp.stores import atomic
from irp.stores.base import Change, key_of

_PUT, _REMOVE = b"put", b"remove"


class Entry(NamedTuple):
    """A record in the journal: where its JSON is, and the hash of that."""

    start: int
    length: int
    digest: str


class Journal:
    """The journal beside a file.

    A line is the word "put" or "remove", a hash of the rest, and the rest: the record's key, for
    "put" followed by its JSON. A line that is not whole is one that was never told to be kept.
    """

    def __init__(self, beside: Path) -> None:
        self.path = journal_path(beside)
        self._file: IO[bytes] | None = None

    def read(self, *, cut: bool) -> dict[str, Entry | None]:
        """What it says of each key: where its record is, or None where it was removed.

        Args:
            cut: whether to cut off what follows the last whole line. Only who is going to write
                may do that: a reader may meet a line that is just being written.
        """
        said: dict[str, Entry | None] = {}
        if not self.path.exists():
            return said
        end = 0
        with self.path.open("rb") as file:
            for line in file:
                entry = _parse(line, end)
                if entry is None:
                    break
                said[entry[0]] = entry[1]
                end += len(line)
        if cut and end < self.path.stat().st_size:
            with atomic.explained(self.path):
                os.truncate(self.path, end)
        return said

    def put(self, key: str, text: bytes) -> Entry:
        """Note a record; it is on the disk afterwards."""
        rest = key.encode() + b" " + text
        line = b"%s %s %s\n" % (_PUT, _digest(rest).encode(), rest)
        end = self._append(line)
        return Entry(end - 1 - len(text), len(text), _digest(text))

    def remove(self, key: str) -> None:
        """Note that there is no record any more."""
        self._append(b"%s %s %s\n" % (_REMOVE, _digest(key.encode()).encode(), key.encode()))

    def text(self, entry: Entry) -> bytes:
        """A record's JSON."""
        with self.path.open("rb") as file:
            file.seek(entry.start)
            return file.read(entry.length)

    def discard(self) -> None:
        """Remove the journal: what it says is in the file now."""
        self.close()
        atomic.remove(self.path)

    def close(self) -> None:
        """Close it, and leave it there."""
        if self._file:
            self._file.close()
            self._file = None

    def _append(self, line: bytes) -> int:
        with atomic.explained(self.path):
            if self._file is None:
                self._file = self.path.open("ab", buffering=0)
                atomic.sync_folder(self.path.parent)
            start = os.fstat(self._file.fileno()).st_size
            try:
                left = memoryview(line)
                while left:
                    left = left[self._file.write(left) or 0 :]
                os.fsync(self._file.fileno())
            except BaseException:
                self._file.truncate(start)
                raise
        return start + len(line)


class JournalledStore:
    """A store in one file: see ``irp.stores.base.Store``. Its kinds say how the file is made.

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
        self._journal = Journal(self.path)
        self._base = self._digests() if self.path.exists() else {}
        self._said = self._journal.read(cut=True)
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        if not any(error):
            self.close()
            return
        with contextlib.suppress(IrpError):  # what went wrong first is what is told
            self.close()

    def put(self, extraction: Extraction) -> Change:
        """Keep an extraction: see ``Store.put``."""
        key, text = key_of(extraction), extraction.model_dump_json().encode()
        before = self._digest_of(key)
        if before == _digest(text):
            return Change.UNCHANGED
        self._said[key] = self._journal.put(key, text)
        return Change.INSERTED if before is None else Change.UPDATED

    def remove(self, sha256: str) -> bool:
        """Drop a source's extraction: see ``Store.remove``."""
        if self._digest_of(sha256) is None:
            return False
        self._journal.remove(sha256)
        self._said[sha256] = None
        return True

    def finish(self) -> None:
        """Make the file anew, if anything is new: see ``Store.finish``."""
        if not self._said and self.path.exists():
            return
        with atomic.explained(self.path), atomic.temporary(self.path) as own:
            self._make(own, {key: self._text(entry) for key, entry in self._said.items()})
            atomic.take_place(own, self.path)
        self._journal.discard()
        self._base = self._digests()
        self._said = {}

    def close(self) -> None:
        """Make the file anew, if anything is new, and let go of the journal."""
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

    def _text(self, entry: Entry | None) -> bytes | None:
        return self._journal.text(entry) if entry else None

    def _digests(self) -> dict[str, str]:
        """For each record in the file its key and the hash of its JSON.

        Raises:
            StoreError: the file is no such store.
        """
        raise NotImplementedError

    def _make(self, own: Path, changes: dict[str, bytes | None]) -> None:
        """Write the file anew at ``own``: what it holds, with the changes to it.

        Args:
            own: an empty file.
            changes: for each key the JSON of its record, or None where it was removed.
        """
        raise NotImplementedError


def journal_path(path: Path) -> Path:
    """Where the journal of a file is."""
    return path.with_name(f".{path.name}.journal")


def pending(path: Path) -> Iterator[tuple[str, bytes | None]]:
    """What a killed writer left in the journal of a file: keys, and records or None."""
    journal = Journal(path)
    for key, entry in journal.read(cut=False).items():
        yield key, journal.text(entry) if entry else None


def digest_of(text: bytes) -> str:
    """The hash by which two records are known to be the same."""
    return _digest(text)


def not_a_store(path: Path, reason: object) -> StoreError:
    """The error for a file that is there and is something else."""
    return StoreError(f"{path} cannot be used as a store: {reason}")


def _parse(line: bytes, start: int) -> tuple[str, Entry | None] | None:
    """A line's key and entry, or None where the line is not whole."""
    word, _, hashed = line.partition(b" ")
    digest, _, rest = hashed.removesuffix(b"\n").partition(b" ")
    if not line.endswith(b"\n") or _digest(rest).encode() != digest:
        return None
    key, _, text = rest.partition(b" ")
    if word == _REMOVE:
        return key.decode(), None
    at = start + len(line) - 1 - len(text)
    return key.decode(), Entry(at, len(text), _digest(text))


def _digest(text: bytes) -> str:
    return hashlib.sha256(text).hexdigest()
