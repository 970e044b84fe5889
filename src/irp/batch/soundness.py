"""Check by hash that a store is whole: ``irp check DATA``. Nothing is changed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from irp.batch.output.inspection import Inspection
from irp.batch.output.manifest import Manifest
from irp.batch.output.target import MANIFEST, opened
from irp.errors import IrpError, StoreError
from irp.record.load import read_records
from irp.render import to_jsonl
from irp.stores import read_store
from irp.stores.contents import is_sound
from irp.stores.derived import LINES, is_up_to_date
from irp.stores.naming import StoreKind, kind_of_target
from irp.stores.reading import records_folder


@dataclass(slots=True)
class Soundness:
    """What a check of a store has found.

    Attributes:
        whole: the number of undamaged records.
        damaged: what is damaged, with the reason.
        known: whether the hash of each record is known. Without a manifest a record is whole if it
            fits the schema and the other files of its folder agree with it.
    """

    whole: int = 0
    damaged: list[tuple[str, str]] = field(default_factory=list)
    known: bool = False


def check_store(path: str | os.PathLike[str]) -> Soundness:
    """Compare a folder or a file of records with what was written.

    Raises:
        StoreError: there is no store, or its manifest is damaged.
        OutputError: it cannot be read now.
        LockedError: a batch is writing to it.
        MissingExtraError: it needs an extra that is not installed.
    """
    target = Path(path)
    if not target.exists():
        raise StoreError(f"there is no store at {target}")
    kind = kind_of_target(target)
    of_folder = kind is StoreKind.FOLDER
    if (target / MANIFEST if of_folder else Path(f"{target}.{MANIFEST}")).exists():
        return _by_manifest(target)
    if of_folder:
        return _of_folder(records_folder(target))
    found = Soundness()
    if not is_sound(target, kind):
        found.damaged.append((target.name, "the file is damaged"))
    elif kind is not StoreKind.PARQUET:
        try:
            found.whole = sum(1 for _ in read_store(target))
        except IrpError as error:
            found.damaged.append((target.name, error.message))
    return found


def _by_manifest(target: Path) -> Soundness:
    with opened(str(target)) as output, Manifest(output.manifest) as manifest:
        damage = Inspection(output, manifest, "").find(whole=True)
        lost = set(damage.records)
        found = Soundness(len(manifest.entries) - len(lost), known=True)
        holds = output.holds()
        for sha256, entry in manifest.entries.items():
            if sha256 in lost:
                found.damaged.append((entry.label, "its record is not what was written"))
            elif not holds(sha256):
                found.damaged.append((entry.label, "its record is missing"))
                found.whole -= 1
        if damage.files and not lost:
            found.damaged.append((target.name, "the file is damaged; its records are whole"))
        if damage.derived:
            found.damaged.append((target.name, "what is made from the records is not as written"))
    return found


def _of_folder(folder: Path) -> Soundness:
    found = Soundness()
    store = folder.parent if folder.name == "reports" else folder
    lines = store / LINES
    known = set(lines.read_bytes().splitlines(keepends=True)) if lines.exists() else None
    for path in sorted(folder.glob("*.json")):
        for reason in _faults(path, known):
            found.damaged.append((path.name, reason))
            break
        else:
            found.whole += 1
    if known is not None and not found.damaged and not is_up_to_date(store):
        found.damaged.append((str(store), "what is made from the records is not as written"))
    for database in sorted(store.glob("*.sqlite")):
        if not is_sound(database, StoreKind.SQLITE):
            found.damaged.append((database.name, "the file is damaged"))
    return found


def _faults(path: Path, lines: set[bytes] | None) -> Iterator[str]:
    """What is wrong with a file of a folder; nothing if it contains no record by design."""
    if path.name in ("manifest.json", "run.json", "datapackage.json", "irp-site.json"):
        return
    try:
        records = read_records(path)
    except IrpError as error:
        yield error.message
        return
    if lines is not None and any(to_jsonl(record).encode() not in lines for record in records):
        yield f"its record is not the one in {LINES}"
