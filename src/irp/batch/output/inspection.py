"""Notice damage to a store before a run builds on it, and set aside what is damaged.

Files that a run does not write are compared by size and time with the previous run's index, and a
random share by hash; what has been written since is compared by hash with the manifest.
"""

from __future__ import annotations

import glob
import hashlib
import json
import string
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from irp.batch.output.manifest import Entry, Manifest
from irp.files import atomic
from irp.files.index import FileIndex, FileState
from irp.record.load import from_text
from irp.stores import write_store
from irp.stores.contents import is_sound, record_files, texts
from irp.stores.derived import REPORTS
from irp.stores.journal import journal_path
from irp.stores.naming import StoreKind, hash_in, spreadsheet_records

if TYPE_CHECKING:
    from irp.batch.output.target import Output

DAMAGED = "record_damaged"
"""The problem code of a record that is damaged, and of a file that was set aside."""
_FOLDER = "damaged"
_LOST = ".lost"
"""Ends the name of the list of the records that a file set aside had and the new one lacks."""


@dataclass(slots=True)
class Damage:
    """What an inspection has found.

    Attributes:
        records: the hashes of sources whose record is damaged or cannot be read.
        files: the damaged files.
        whole: the other records of a store in one file that is damaged, by their key.
        derived: whether something that is made from the records is not as it was written.
    """

    records: list[str] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)
    whole: dict[str, bytes] = field(default_factory=dict)
    derived: bool = False


class Inspection:
    """The inspection of one output.

    Args:
        output: the store; one behind a URL is not inspected.
        manifest: what is known of it.
        seed: chooses the share that is compared by hash.

    Attributes:
        set_aside: the names of the files that this run found damaged and renamed.
    """

    def __init__(self, output: Output, manifest: Manifest, seed: str) -> None:
        self._output = output
        self._manifest = manifest
        folder = output.target if output.kind is StoreKind.FOLDER else output.target.parent
        self._index = FileIndex(output.hidden("index"), folder, seed)
        self._folder = folder
        self.set_aside: list[str] = []

    def find(self, *, whole: bool = False) -> Damage:
        """Compare the store with its index and manifest.

        Args:
            whole: compare everything by hash.

        Raises:
            OutputError: it cannot be read.
        """
        damage = Damage()
        if self._output.mirror or not self._manifest.entries:
            return damage
        if self._output.kind is StoreKind.FOLDER:
            self._look_at_records(damage, whole=whole)
            states = [self._state(name, whole=whole) for name in self._manifest.files]
            damage.derived = any(state is not FileState.SAME for state in states)
        elif whole or any(
            self._state(name, whole=False) is not FileState.SAME for name in self._output.files()
        ):
            self._look_inside(damage)
        return damage

    def set_aside_damage(self) -> bool:
        """Rename damaged files and copy their undamaged contents into new ones.

        The damaged records are no longer in the manifest, so that their sources are read again.

        Returns:
            Whether anything must be rebuilt.

        Raises:
            OutputError: it cannot be read or renamed.
        """
        damage = self.find()
        if damage.files:
            self._manifest.begin()
        lost = {sha256: self._manifest.entries.pop(sha256).label for sha256 in damage.records}
        listed: Path | None = None
        for path in damage.files:
            aside = self._free_name(path)
            if path == self._output.target:
                # Until the undamaged records are in the new file, they are missing, too.
                listed, missing = aside.with_name(f"{aside.name}{_LOST}"), dict(lost)
                entries = self._manifest.entries.items()
                missing |= {key: entry.label for key, entry in entries if key in damage.whole}
                atomic.write(listed, json.dumps(missing).encode())
            with atomic.explained(path):
                path.replace(aside)
            self.set_aside.append(path.name)
        if damage.whole:
            write_store(
                self._output.target,
                (from_text(text) for text in damage.whole.values()),
            )
        if listed:
            atomic.write(listed, json.dumps(lost).encode())
        return damage.derived or bool(damage.files)

    def left(self) -> Iterator[tuple[str, str]]:
        """The records that were damaged, now or earlier, and are not rebuilt: name, message.

        Raises:
            OutputError: what is no longer needed cannot be removed.
        """
        message = "the record was damaged, and its source is not among those of this run"
        entries = self._manifest.entries
        if self._output.kind is StoreKind.FOLDER:
            rebuilt = {
                hash_in(path.name)
                for sha256, entry in entries.items()
                for path in record_files(self._folder, entry.name, sha256)
            }
            for path in sorted((self._folder / _FOLDER).glob("*")):
                if hash_in(path.name.rstrip(string.digits)) in rebuilt:
                    atomic.remove(path)
                else:
                    yield f"{_FOLDER}/{path.name}", message
            return
        name = glob.escape(self._output.target.name)
        for path in sorted(self._folder.glob(f"{name}.{_FOLDER}-*{_LOST}")):
            try:
                lost = json.loads(path.read_bytes()).items()
            except (OSError, ValueError, AttributeError):
                lost = [("", path.name)]
            labels = [label for sha256, label in lost if sha256 not in entries]
            yield from ((label, message) for label in labels)
            if not labels:
                atomic.remove(path)

    def note(self, files: list[str]) -> None:
        """Record the store's present state as undamaged.

        Raises:
            OutputError: the index cannot be written.
        """
        if self._output.mirror:
            return
        names = list(files)
        if self._output.kind is StoreKind.FOLDER:
            for sha256, entry in self._manifest.entries.items():
                found = record_files(self._folder, entry.name, sha256)
                names += [f"{REPORTS}/{path.name}" for path in found]
        self._index.note(names)

    def _state(self, name: str, *, whole: bool) -> FileState:
        if self._manifest.disturbed:
            return FileState.CHANGED  # written by a run that was killed before it could note it
        with atomic.explained(self._folder / name):
            return self._index.state(name, whole=whole)

    def _look_at_records(self, damage: Damage, *, whole: bool) -> None:
        for sha256, entry in self._manifest.entries.items():
            files = record_files(self._folder, entry.name, sha256)
            bad = [path for path in files if not self._is_whole(path, entry, whole=whole)]
            if bad and entry.record:
                damage.files += bad
                damage.records += [sha256] if bad == files else []

    def _is_whole(self, path: Path, entry: Entry, *, whole: bool) -> bool:
        if self._state(f"{REPORTS}/{path.name}", whole=whole) is FileState.SAME and not whole:
            return True
        with atomic.explained(path):
            return hashlib.sha256(path.read_bytes()).hexdigest() == entry.record

    def _look_inside(self, damage: Damage) -> None:
        target, kind = self._output.target, self._output.kind
        entries = {sha256: one for sha256, one in self._manifest.entries.items() if one.record}
        sound = is_sound(target, kind)
        rotten = self._state(target.name, whole=True) is FileState.DAMAGED
        found = {} if kind is StoreKind.PARQUET else dict(texts(target, kind, entries))
        for sha256, entry in entries.items():
            text = found.get(sha256)
            if text is not None and hashlib.sha256(text).hexdigest() == entry.record:
                damage.whole[sha256] = text
            elif kind is not StoreKind.PARQUET or not sound or rotten:
                damage.records.append(sha256)
        if damage.records or rotten or not sound:
            around = [Path(f"{target}-wal"), Path(f"{target}-shm"), journal_path(target)]
            if kind is StoreKind.SPREADSHEET:
                around.append(spreadsheet_records(target))
            damage.files = [path for path in (target, *around) if path.exists()]
        else:
            damage.whole = {}

    def _free_name(self, path: Path) -> Path:
        if self._output.kind is StoreKind.FOLDER:
            aside = self._folder / _FOLDER
            atomic.make_folder(aside)
            names = (aside / f"{path.name}{n or ''}" for n in range(10_000))
        else:
            names = (path.with_name(f"{path.name}.{_FOLDER}-{n}") for n in range(1, 10_000))
        return next(name for name in names if not name.exists())
