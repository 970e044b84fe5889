"""The archive: every original that was ever fetched, by its hash, with a record of each fetch.

``archive/ab/ab…cd.pdf`` is an original, ``archive/ab/ab…cd.fetch-1.json`` the record of how it
came. Neither is ever changed. The record is written before the original takes its name, and both
before the state is told; whatever a kill leaves half done is finished by ``mend``.
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

ARCHIVE: Final = "archive"
_INCOMING: Final = "incoming"


@dataclass(frozen=True)
class FetchRecord:
    """How an original came.

    Attributes:
        url: the address that was asked for.
        final_url: the one that answered, after redirects.
        fetched: when, in UTC.
        sha256: of its bytes.
        bytes: how many they are.
        headers: of the answer.
        page: the address of the page that led to it.
        title: what that page is called.
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
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder / ARCHIVE
        self._incoming = self._folder / _INCOMING

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
        """A place for an original that is on its way."""
        self._incoming.mkdir(parents=True, exist_ok=True)
        return Incoming(self._incoming / f"{os.getpid()}.part")

    def keep(self, arrived: Incoming, record: FetchRecord) -> None:
        """Take an original that has come in whole into the archive, with its record."""
        waiting = self._incoming / f"{record.sha256}.pdf"
        arrived.path.replace(waiting)
        self._write_record(record)
        self._settle(waiting, record.sha256)

    def records(self) -> Iterator[FetchRecord]:
        """The records of all fetches, oldest first."""
        found = [_record(path) for path in self._folder.glob("??/*.fetch-*.json")]
        yield from sorted(
            (record for record in found if record), key=lambda one: (one.fetched, one.url)
        )

    def mend(self) -> None:
        """Finish or drop what a killed run left behind."""
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
            _sync_folder(final.parent)

    def _write_record(self, record: FetchRecord) -> None:
        folder = self.path(record.sha256).parent
        folder.mkdir(parents=True, exist_ok=True)
        values = {**asdict(record), "fetched": record.fetched.isoformat()}
        text = json.dumps(values, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        number = 1 + sum(1 for _ in folder.glob(f"{record.sha256}.fetch-*.json"))
        path = folder / f"{record.sha256}.fetch-{number}.json"
        half = folder / f".{path.name}.tmp"
        with half.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        half.replace(path)
        _sync_folder(folder)


class Incoming:
    """A file that bytes come into, hashed on their way.

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
        self._file.close()
        with contextlib.suppress(FileNotFoundError):
            self.path.unlink()  # still there only where it was not kept

    @property
    def sha256(self) -> str:
        """The hash of what has come so far."""
        return self._digest.hexdigest()

    def write(self, data: bytes) -> None:
        """Take some bytes."""
        self._file.write(data)
        self._digest.update(data)
        self.size += len(data)

    def truncate(self, size: int) -> None:
        """Begin anew."""
        self._file.seek(size)
        self._file.truncate(size)
        self._digest = hashlib.sha256()
        self.size = 0

    def finish(self) -> None:
        """Make sure that all of it is on the disk."""
        self._file.flush()
        os.fsync(self._file.fileno())


def _record(path: Path) -> FetchRecord | None:
    """A record read back; None where it is damaged, as a disk may leave it."""
    try:
        values: dict[str, Any] = json.loads(path.read_text("utf-8"))
        return FetchRecord(**{**values, "fetched": datetime.fromisoformat(values["fetched"])})
    except (ValueError, TypeError, KeyError):
        return None


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sync_folder(folder: Path) -> None:
    """Make a rename last through a power cut, where the system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
