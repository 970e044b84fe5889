"""The published set: built aside, then put in place as a whole, in one step.

A reader of ``published/`` sees the old set or the new one, never a mixture; a run that is killed
leaves the one or the other.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from irp.files import atomic
from irp.record.extraction import Extraction
from irp.render import to_json
from irp.stores import read_store, write_store
from irp.version import package_version

PUBLISHED: Final = "published"
DATABASE: Final = "irp.sqlite"
_STAGING: Final = ".staging"
_PREVIOUS: Final = ".previous"
_EXCHANGE: Final = 2  # RENAME_EXCHANGE of linux/fs.h
_HERE: Final = -100  # AT_FDCWD of fcntl.h


class Publisher:
    """The published set of a data folder.

    Args:
        folder: the data folder.
    """

    def __init__(self, folder: Path) -> None:
        self._published = folder / PUBLISHED
        self._staging = folder / _STAGING
        self._previous = folder / _PREVIOUS

    def mend(self) -> None:
        """Clear away what a killed run left; where it was between two renames, undo the first."""
        if not self._published.exists() and self._previous.exists():
            self._previous.replace(self._published)
        for left in (self._staging, self._previous):
            if left.exists():
                shutil.rmtree(left)

    def exists(self) -> bool:
        """Whether a set is published."""
        return self._published.is_dir()

    def records(self) -> list[Extraction]:
        """The published records, in the order of their names."""
        return list(read_store(self._published)) if self.exists() else []

    def publish(self, records: Sequence[Extraction]) -> bool:
        """Put a set in place of the published one; whether any byte of it differs.

        Raises:
            OutputError: it cannot be written; the published set is as it was.
        """
        with atomic.explained(self._staging):
            if self._staging.exists():
                shutil.rmtree(self._staging)
            write_store(f"{self._staging}/", records)
            write_store(self._staging / DATABASE, records)
            for passing in [*self._staging.glob("*-wal"), *self._staging.glob("*-shm")]:
                passing.unlink()
            if self.exists() and _digest(self._staging) == _digest(self._published):
                shutil.rmtree(self._staging)
                return False
            self._put_in_place()
        return True

    def _put_in_place(self) -> None:
        if not self.exists():
            self._staging.replace(self._published)
        elif not exchanged(self._staging, self._published):
            # Where the system cannot exchange two folders, there is a moment without any; a run
            # that is killed in it is mended by the next one.
            self._published.replace(self._previous)
            self._staging.replace(self._published)
        atomic.sync_folder(self._published.parent)
        for old in (self._staging, self._previous):
            if old.exists():
                shutil.rmtree(old)


def set_key(records: Sequence[Extraction]) -> str:
    """A name for a set that changes with any value in it, and with the version that writes it."""
    digest = hashlib.sha256(package_version().encode())
    for record in records:
        digest.update(to_json(record).encode())
    return digest.hexdigest()


def exchanged(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; whether the system could."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    done = rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE)
    return bool(done == 0)


def _digest(folder: Path) -> str:
    """A hash of all names and bytes below a folder."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        digest.update(f"{path.relative_to(folder)}\0".encode())
        if path.is_file():
            with path.open("rb") as file:
                digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()
