"""Stores read back: every kind, and plain files and folders of records."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from irp.errors import RecordError, StoreError
from irp.plain_words import not_wanted
from irp.record.extraction import Extraction
from irp.record.load import read_records
from irp.stores.journal import journal_path
from irp.stores.lines import head_of, read_lines
from irp.stores.naming import StoreKind, kind_if_any

_HEAD = 65536


class _Found(NamedTuple):
    """A record's place in the order, and how to read it."""

    name: str
    sha256: str
    where: str
    read: Callable[[], Extraction]


def read_store(path: str | os.PathLike[str]) -> Iterator[Extraction]:
    """The extractions of a store, in the order of their sources' names, then hashes.

    Args:
        path: a folder store, a data folder of ``irp sync`` (its published set is read), a plain
            folder of records as JSON, a ``*.sqlite``, ``*.jsonl`` or ``*.json`` file.

    Raises:
        StoreError: there is no store, or nothing in it could be one.
        RecordError: something in it is no record.
    """
    # Not a generator itself, so that the error is raised at the call.
    if not isinstance(path, str | os.PathLike):
        raise not_wanted("the store", "a path", path)
    target = Path(path)
    if not target.exists() and not journal_path(target).exists():
        raise StoreError(f"there is no store at {target}")
    if target.is_dir():
        return read_folder(records_folder(target))
    return _read_file(target)


def records_folder(folder: Path) -> Path:
    """The folder that holds the records of a store or of a data folder of ``irp sync``."""
    for inner in (folder / "published" / "reports", folder / "published", folder / "reports"):
        if inner.is_dir():
            return inner
    return folder


def read_folder(folder: Path) -> Iterator[Extraction]:
    """The records of a folder's JSON files, in order; of two of one source, one.

    Raises:
        RecordError: a file holds something else.
    """
    found = [_look_at(path) for path in sorted(folder.glob("*.json")) if path.is_file()]
    return _in_order(found)


def _look_at(path: Path) -> _Found:
    with path.open("rb") as file:
        start = file.read(_HEAD)
    try:
        name, sha256 = head_of(start)
    except RecordError:  # not as irp writes it, or no record at all, which this reports
        source = _one(path).source
        name, sha256 = source.name, source.sha256
    return _Found(name, sha256, str(path), lambda: _one(path))


def _one(path: Path) -> Extraction:
    try:
        records = read_records(path)
    except RecordError as error:
        raise RecordError(f"{path}: {error.message}") from None
    if len(records) > 1:
        raise RecordError(f"{path}: there are {len(records)} records in this file, not one")
    return records[0]


def _in_order(found: list[_Found]) -> Iterator[Extraction]:
    seen = set()
    for one in sorted(found, key=lambda one: (one.name, one.sha256, one.where)):
        if one.sha256 and one.sha256 in seen:
            continue
        seen.add(one.sha256)
        yield one.read()


def _read_file(path: Path) -> Iterator[Extraction]:
    kind = kind_if_any(path)
    if kind is StoreKind.SQLITE:
        from irp.stores.sqlite.store import read_sqlite

        return read_sqlite(path)
    if kind is StoreKind.DUCKDB:
        from irp.stores.duck import read_duck

        return read_duck(path)
    if kind is StoreKind.PARQUET:
        raise StoreError(f"{path} holds follow-ups without their records; read another store")
    if kind is StoreKind.SPREADSHEET:
        from irp.stores.spreadsheet import read_spreadsheet

        return read_spreadsheet(path)
    if kind is StoreKind.JSONL:
        return read_lines(path)
    if path.suffix.lower() != ".json":
        raise StoreError(f"{path} is no store: a folder, *.sqlite, *.jsonl, *.json or *.duckdb is")
    return _in_order([_here(record) for record in read_records(path)])


def _here(record: Extraction) -> _Found:
    return _Found(record.source.name, record.source.sha256, "", lambda: record)
