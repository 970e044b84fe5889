"""A folder as a store: a JSON file for each report, and what is derived from them."""

from __future__ import annotations

import contextlib
import os
import re
from collections import defaultdict
from pathlib import Path
from typing import Self

from irp.files import atomic
from irp.record.extraction import Extraction
from irp.render import to_json
from irp.stores.base import StoreChange, key_of
from irp.stores.derived import REPORTS, bring_up_to_date
from irp.stores.naming import hash_in, record_name
from irp.stores.tables.schema import Schema, schema

_OWN_HASH = re.compile(rb'"sha256": ?"([0-9a-f]{64})"')
_HEAD = 65536


class FolderStore:
    """``DIR/reports/NAME-HASH.json`` for each source; see ``irp.stores.base.Store``.

    Args:
        folder: the folder.
        tables: the tables beside the records; those of the present models where none are given.

    Raises:
        OutputError: the folder cannot be made.
    """

    def __init__(self, folder: str | os.PathLike[str], tables: Schema | None = None) -> None:
        self.folder = Path(folder)
        self._tables = tables or schema()
        self._reports = self.folder / REPORTS
        atomic.make_folder(self._reports)
        atomic.sweep(self.folder)
        atomic.sweep(self._reports)
        self._known: dict[str, set[str]] = defaultdict(set)
        for path in self._reports.iterdir():
            if digits := hash_in(path.name):
                self._known[digits].add(path.name)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Do nothing: no file is open."""

    def put(self, extraction: Extraction) -> StoreChange:
        """Store an extraction: see ``Store.put``."""
        sha256 = key_of(extraction)
        content = to_json(extraction).encode()
        before = self._files_of(sha256)
        name = record_name(extraction)
        if name in self._known[sha256[:8]] and name not in before:
            name = record_name(extraction, len(sha256))  # two hashes with the same start
        changed = atomic.write_if_other(self._reports / name, content)
        self._known[sha256[:8]].add(name)
        for other in before - {name}:
            self._drop(sha256, other)
        if not before:
            return StoreChange.INSERTED
        return StoreChange.UPDATED if changed or before != {name} else StoreChange.UNCHANGED

    def remove(self, sha256: str) -> bool:
        """Remove a source's extraction: see ``Store.remove``."""
        names = self._files_of(sha256)
        for name in names:
            self._drop(sha256, name)
        return bool(names)

    def finish(self) -> None:
        """Write what is derived from the records: see ``Store.finish``."""
        bring_up_to_date(self.folder, self._tables)

    def _drop(self, sha256: str, name: str) -> None:
        atomic.remove(self._reports / name)
        self._known[sha256[:8]].discard(name)

    def _files_of(self, sha256: str) -> set[str]:
        """The files that hold a source's extraction: one, or two after a kill at a bad moment."""
        return {
            name
            for name in self._known.get(sha256[:8], ())
            if own_hash(self._reports / name) == sha256
        }


def own_hash(path: Path) -> str | None:
    """The hash of the source whose record a file holds, from its first words."""
    with contextlib.suppress(OSError), path.open("rb") as file:
        match = _OWN_HASH.search(file.read(_HEAD))
        return match[1].decode() if match else None
    return None
