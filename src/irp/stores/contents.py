"""The records of a store, each read separately so that damage affects only one."""

from __future__ import annotations

import contextlib
import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

from irp.errors import OutputError, RecordError, StoreError
from irp.plain_words import reason_of
from irp.record.extraction import Extraction
from irp.render import to_json
from irp.stores.derived import REPORTS
from irp.stores.extras import need
from irp.stores.journal import pending
from irp.stores.lines import key_of_line
from irp.stores.naming import HASH_DIGITS, StoreKind, record_file, spreadsheet_records
from irp.stores.spreadsheet import is_sound_workbook
from irp.stores.sqlite.schema import RECORDS
from irp.stores.tables.arrow import EXTRA, pyarrow
from irp.stores.tables.schema import KEY

_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR)
"""The only errors of SQLite that mean damage; a full disk or a lock does not.

SQLITE_ERROR means that one of our tables has another name or form: its definition is damaged.
"""


def digest_in(kind: StoreKind, extraction: Extraction) -> str:
    """The hash of a record as a store of this kind keeps it."""
    text = to_json(extraction) if kind is StoreKind.FOLDER else extraction.model_dump_json()
    return hashlib.sha256(text.encode()).hexdigest()


def record_files(folder: Path, name: str, sha256: str) -> list[Path]:
    """The files in which a folder may keep the record of a source."""
    names = (record_file(name, sha256[:digits]) for digits in (HASH_DIGITS, len(sha256)))
    return [path for one in names if (path := folder / REPORTS / one).exists()]


def texts(target: Path, kind: StoreKind, keys: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Keys and JSON of the records in a store in one file; what cannot be read is left out.

    A Parquet file contains no whole records, so it yields nothing.

    Raises:
        OutputError: the file is whole, as far as is known, but cannot be read now.
        MissingExtraError: it needs an extra that is not installed.
    """
    found: dict[str, bytes] = {}
    if target.exists():
        if kind is StoreKind.SQLITE:
            found = dict(_rows(target, keys))
        elif kind is StoreKind.DUCKDB:
            from irp.stores.duck import records_of

            with contextlib.suppress(StoreError, UnicodeDecodeError):
                rows = records_of(need("duckdb", EXTRA, "a *.duckdb store"), target)
                found = {key: text.encode() for key, text in rows}
        elif kind is StoreKind.JSONL:
            found = dict(_lines(target))
        elif kind is StoreKind.SPREADSHEET and (records := spreadsheet_records(target)).exists():
            found = dict(_lines(records))
    if kind is not StoreKind.SQLITE:
        for key, text in pending(target):
            found.pop(key, None)
            if text:
                found[key] = text
    yield from found.items()


def is_sound(target: Path, kind: StoreKind) -> bool:
    """Whether a store's file, beside its records, is what it should be.

    Raises:
        OutputError: it cannot be read now.
    """
    if not target.exists():
        return True
    if kind is StoreKind.PARQUET:
        return _is_sound_parquet(target)
    if kind is StoreKind.SPREADSHEET:
        return is_sound_workbook(target)
    if kind is not StoreKind.SQLITE:
        return True  # reading its records has shown that
    try:
        with contextlib.closing(sqlite3.connect(f"{_uri(target)}?mode=ro", uri=True)) as db:
            db.text_factory = bytes  # damaged text is no text in UTF-8
            return bool(db.execute("PRAGMA quick_check(1)").fetchone() == (b"ok",))
    except (sqlite3.Error, UnicodeDecodeError) as error:
        return not _is_damage(target, error)


def _is_sound_parquet(target: Path) -> bool:
    parquet = need("pyarrow.parquet", EXTRA, "a *.parquet store")
    try:
        parquet.read_table(target, page_checksum_verification=True)
    except (OSError, pyarrow("a *.parquet store").ArrowException):
        return False
    return True


def _rows(target: Path, keys: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    try:
        with contextlib.closing(sqlite3.connect(f"{_uri(target)}?mode=ro", uri=True)) as db:
            db.text_factory = bytes
            for key in keys:
                if text := _row(db, key, target):
                    yield key, text
    except (sqlite3.Error, UnicodeDecodeError) as error:
        _is_damage(target, error)


def _row(db: sqlite3.Connection, key: str, target: Path) -> bytes | None:
    try:
        found = db.execute(f"SELECT json FROM {RECORDS} WHERE {KEY} = ?", (key,)).fetchone()
        return bytes(found[0]) if found else None
    except (sqlite3.Error, UnicodeDecodeError, TypeError) as error:
        _is_damage(target, error)
        return None


def _lines(target: Path) -> Iterator[tuple[str, bytes]]:
    with target.open("rb") as file:
        for line in file:
            with contextlib.suppress(RecordError, UnicodeDecodeError, json.JSONDecodeError):
                yield key_of_line(line.strip()), line.strip()


def _is_damage(target: Path, error: Exception) -> bool:
    code = getattr(error, "sqlite_errorcode", None)
    if code is not None and code & 0xFF not in _DAMAGE:
        raise OutputError(f"{target} cannot be read: {reason_of(error)}") from error
    return True


def _uri(target: Path) -> str:
    return target.absolute().as_uri()
