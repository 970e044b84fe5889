"""The archive: every PDF ever downloaded, by its hash, with a record of each download.

``archive/ab/ab…cd.pdf`` is an original, ``archive/ab/ab…cd.fetch-1.json`` the record of its
download. Neither is ever changed. The record is written before the original gets its name, and
both before the state; ``mend`` finishes whatever a kill left half done.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final, Self

from irp.files import atomic
from irp.sync.archive.state import moment_of

ARCHIVE: Final = "archive"
_INCOMING: Final = "incoming"


@dataclass(frozen=True)
class FetchRecord:
    """How an original was downloaded.

    Attributes:
        url: the address requested.
        final_url: the address that answered, after redirects.
        fetched: when, in UTC.
        sha256: of its bytes.
        bytes: its size.
        headers: of the answer.
        page: the address of the page that links to it.
        title: the title of that page.
    """

    url: str
    final_url: str
    fetched: datetime
    sha256: str
    bytes: int
    headers: Mapping[str, str]
    page: str | None = None
    title: str | None = None


class Originals:
    """The originals of a data folder.

    Args:
        folder: the data folder.

    Attributes:
        unreadable: names of records that could not be read when ``records`` was last called.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder / ARCHIVE
        self._incoming = self._folder / _INCOMING
        self.unreadable: list[str] = []

    def path(self, sha256: str) -> Path:
        """Where an original is, or would be."""
        return self._folder / sha256[:2] / f"{sha256}.pdf"

    def has(self, sha256: str) -> bool:
        """Whether there is such an original."""
        return self.path(sha256).is_file()

    def hashes(self) -> list[str]:
        """The hashes of all originals."""
        return sorted(path.stem for path in self._folder.glob("??/*.pdf"))

    def incoming(self) -> Incoming:
        """A file for an original that is being downloaded."""
        atomic.make_folder(self._incoming)
        return Incoming(self._incoming / f"{os.getpid()}.part")

    def keep(self, arrived: Incoming, record: FetchRecord) -> None:
        """Add a completely downloaded original to the archive, with its record."""
        waiting = self._incoming / f"{record.sha256}.pdf"
        arrived.path.replace(waiting)
        self._write_record(record)
        self._settle(waiting, record.sha256)

    def records(self) -> Iterator[FetchRecord]:
        """The records of all downloads, oldest first; one that cannot be read is left out."""
        files = {path.name: _record(path) for path in self._folder.glob("??/*.fetch-*.json")}
        self.unreadable = sorted(name for name, record in files.items() if record is None)
        found = files.values()
        yield from sorted(
            (record for record in found if record), key=lambda one: (one.fetched, one.url)
        )

    def is_damaged(self, record: FetchRecord, *, by_hash: bool) -> bool:
        """Whether an original differs from its record: in size, or in its hash if asked for."""
        path = self.path(record.sha256)
        try:
            # A size that differs may be the record's fault, so the hash decides.
            suspect = by_hash or path.stat().st_size != record.bytes
            return suspect and _digest(path) != record.sha256
        except FileNotFoundError:
            return False

    def is_whole(self, sha256: str) -> bool:
        """Whether an original has the hash that it is named after."""
        return _digest(self.path(sha256)) == sha256

    def put_aside(self, sha256: str) -> None:
        """Rename a damaged original, so that it is downloaded again.

        Raises:
            OutputError: it cannot be renamed.
        """
        path = self.path(sha256)
        with atomic.explained(path), contextlib.suppress(FileNotFoundError):
            path.replace(path.with_name(f"{path.name}.damaged"))

    def mend(self) -> None:
        """Finish or delete what a killed run left."""
        for waiting in sorted(self._incoming.glob("*")):
            sha256 = waiting.stem
            recorded = any((self._folder / sha256[:2]).glob(f"{sha256}.fetch-*.json"))
            if waiting.suffix == ".pdf" and recorded and _digest(waiting) == sha256:
                self._settle(waiting, sha256)
            else:
                waiting.unlink(missing_ok=True)
        for half in self._folder.glob("??/.*.tmp"):
            half.unlink(missing_ok=True)

    def _settle(self, waiting: Path, sha256: str) -> None:
        final = self.path(sha256)
        if final.exists():
            waiting.unlink()
        else:
            waiting.replace(final)
            atomic.sync_folder(final.parent)

    def _write_record(self, record: FetchRecord) -> None:
        folder = self.path(record.sha256).parent
        folder.mkdir(parents=True, exist_ok=True)
        values = {**asdict(record), "fetched": record.fetched.isoformat()}
        text = json.dumps(values, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        number = 1 + sum(1 for _ in folder.glob(f"{record.sha256}.fetch-*.json"))
        atomic.write(folder / f"{record.sha256}.fetch-{number}.json", text.encode())


class Incoming:
    """A file that is being downloaded and hashed.

    Attributes:
        path: the file.
        size: bytes so far.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.size = 0
        self._digest = hashlib.sha256()

    def __enter__(self) -> Self:
        self._file = self.path.open("wb")
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(OSError):
            self._file.close()
            self.path.unlink()  # it is there only if it was not kept

    @property
    def sha256(self) -> str:
        """The hash of the bytes so far."""
        return self._digest.hexdigest()

    def write(self, data: bytes) -> None:
        """Add bytes.

        Raises:
            OutputError: they cannot be written.
        """
        with atomic.explained(self.path):
            self._file.write(data)
        self._digest.update(data)
        self.size += len(data)

    def truncate(self, size: int) -> None:
        """Start again."""
        self._file.seek(size)
        self._file.truncate(size)
        self._digest = hashlib.sha256()
        self.size = 0

    def finish(self) -> None:
        """Flush it to the disk."""
        with atomic.explained(self.path):
            self._file.flush()
            os.fsync(self._file.fileno())


def _record(path: Path) -> FetchRecord | None:
    """A record; None if it is damaged."""
    try:
        values: dict[str, Any] = json.loads(path.read_text("utf-8"))
        if values["sha256"] != path.name.partition(".")[0]:
            return None
        return FetchRecord(**{**values, "fetched": moment_of(values["fetched"])})
    except (ValueError, TypeError, KeyError):
        return None


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
