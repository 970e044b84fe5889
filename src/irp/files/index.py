"""Notice damage to files by their sizes, times and hashes when they were last known to be whole."""

from __future__ import annotations

import contextlib
import hashlib
import json
import random
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Any

from irp.files import atomic

_BLOCK = 1 << 20
_SHARE = 0.05
"""The share of blocks whose hash is compared although size and time are the same."""


class FileState(StrEnum):
    """What has happened to a file since it was noted."""

    SAME = "same"
    """Its size and time are the same, and so are the bytes that were compared."""
    DAMAGED = "damaged"
    """Its size and time are the same, its bytes are not: the disk has damaged it."""
    CHANGED = "changed"
    """Its size or time differs: it has been written since."""
    MISSING = "missing"
    UNKNOWN = "unknown"
    """It was never noted."""


class FileIndex:
    """The files of a folder as they were last noted.

    A damaged or missing index lists no files; nothing else depends on it.

    Args:
        path: where the index is kept.
        folder: the folder whose files it notes, by their names relative to it.
        seed: chooses which blocks are compared by hash in this run.
    """

    def __init__(self, path: Path, folder: Path, seed: str) -> None:
        self._path = path
        self._folder = folder
        self._chosen = random.Random(seed)  # noqa: S311 - a sample, no secret
        self._known: dict[str, dict[str, Any]] = {}
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            content = json.loads(path.read_bytes())
            if _digest_of(content["files"]) == content["sha256"]:
                self._known = content["files"]

    def state(self, name: str, *, whole: bool = False) -> FileState:
        """Compare a file with what was noted about it.

        Args:
            name: the file.
            whole: compare all of its blocks, not a random share.

        Raises:
            OSError: it cannot be read.
        """
        try:
            status = (self._folder / name).stat()
        except FileNotFoundError:
            return FileState.MISSING
        known = self._known.get(name)
        if known is None:
            return FileState.UNKNOWN
        if (known["size"], known["time"]) != (status.st_size, status.st_mtime_ns):
            return FileState.CHANGED
        blocks = [n for n in range(len(known["blocks"])) if whole or self._is_chosen()]
        if not blocks:
            return FileState.SAME
        with (self._folder / name).open("rb") as file:
            for number in blocks:
                file.seek(number * _BLOCK)
                if _hash(file.read(_BLOCK)) != known["blocks"][number]:
                    return FileState.DAMAGED
        return FileState.SAME

    def note(self, names: Iterable[str]) -> None:
        """Note these files as they are now, and forget all others.

        Raises:
            OutputError: the index cannot be written.
        """
        noted = {}
        for name in names:
            path = self._folder / name
            with contextlib.suppress(FileNotFoundError), atomic.explained(path):
                status = path.stat()
                known = self._known.get(name)
                fresh = {"size": status.st_size, "time": status.st_mtime_ns}
                if known and {**known, **fresh} == known:
                    noted[name] = known
                else:
                    with path.open("rb") as file:
                        blocks = [_hash(block) for block in iter(lambda: file.read(_BLOCK), b"")]
                    noted[name] = {**fresh, "blocks": blocks}
        self._known = noted
        content = {"sha256": _digest_of(noted), "files": noted}
        atomic.write_if_other(self._path, json.dumps(content, ensure_ascii=False).encode())

    def _is_chosen(self) -> bool:
        return self._chosen.random() < _SHARE


def _digest_of(files: Any) -> str:
    return _hash(json.dumps(files, ensure_ascii=False).encode("utf-8", "surrogatepass"))


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
