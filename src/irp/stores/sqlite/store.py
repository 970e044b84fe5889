"""A SQLite file as a store: one transaction for each record, so that a kill loses nothing else."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from irp.errors import IrpError, OutputError, StoreError
from irp.files import atomic
from irp.record.extraction import Extraction
from irp.record.load import from_text
from irp.record.report import SCHEMA_VERSION
from irp.render.table import as_json
from irp.stores.base import StoreChange, key_of
from irp.stores.sqlite import links
from irp.stores.sqlite import metadata as sqlite_metadata
from irp.stores.sqlite.schema import (
    RECORDS,
    SEARCHED,
    STORE,
    insertion,
    layout,
    quoted,
    search,
    statements,
)
from irp.stores.tables.fields import JSON_KINDS, Kind
from irp.stores.tables.links import LINKS
from irp.stores.tables.rows import rows_of
from irp.stores.tables.schema import ROOT, Schema, schema

_NEEDED = (3, 37)
"""The first SQLite with strict tables."""
_WAIT = 30.0
"""Seconds to wait for another writer."""
_NOT_OURS = "it is a database, but not a store that irp made"


class SqliteStore:
    """Tables, views and full-text search in one file; see ``irp.stores.base.Store``.

    A store that an earlier version made with other tables is rebuilt from its records when it is
    opened.

    Args:
        path: the file.
        tables: the tables; those of the present models where none are given.

    Raises:
        OutputError: it cannot be written.
        StoreError: what is there is no store, or its records cannot be carried over.
    """

    def __init__(self, path: str | os.PathLike[str], tables: Schema | None = None) -> None:
        if sqlite3.sqlite_version_info < _NEEDED:
            raise StoreError(f"SQLite stores need SQLite 3.37, this is {sqlite3.sqlite_version}")
        self.path = Path(path)
        self._tables = tables or schema()
        self._inserts = [insertion(table) for table in self._tables.tables]
        self._link = insertion(self._tables.table(LINKS))
        atomic.make_folder(self.path.absolute().parent)
        with self._explained():
            # Absolute, since SQLite takes a name that begins with "file:" for an address.
            self._db = sqlite3.connect(self.path.absolute(), timeout=_WAIT, isolation_level=None)
            try:
                self._prepare()
            except BaseException:
                self._db.close()
                raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; the write-ahead log goes with the last connection."""
        self._db.close()

    def put(self, extraction: Extraction) -> StoreChange:
        """Store an extraction, in one transaction: see ``Store.put``."""
        key, text = key_of(extraction), extraction.model_dump_json()
        with self._transaction():
            before = self._one(f"SELECT json FROM {RECORDS} WHERE report_id = ?", key)
            if before == text:
                return StoreChange.UNCHANGED
            links.mark(self._db, key)
            self._db.execute(f"DELETE FROM {ROOT} WHERE report_id = ?", (key,))
            self._insert(extraction, key, text)
        return StoreChange.INSERTED if before is None else StoreChange.UPDATED

    def remove(self, sha256: str) -> bool:
        """Remove a source's extraction: see ``Store.remove``."""
        with self._transaction():
            links.mark(self._db, sha256)
            done = self._db.execute(f"DELETE FROM {ROOT} WHERE report_id = ?", (sha256,))
        return done.rowcount > 0

    def finish(self) -> None:
        """Tidy the search index, and write the metadata for Datasette: see ``Store.finish``."""
        for place, rows in links.linked_again(self._db):
            with self._transaction():
                links.replace(self._db, self._link, place, rows)
        with self._explained():
            for index in map(search, SEARCHED):
                self._db.execute(f"INSERT INTO {index} ({index}) VALUES ('optimize')")
            self._db.execute("PRAGMA optimize")
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        sqlite_metadata.write(self.path, self._tables)

    def _prepare(self) -> None:
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = FULL")
        with self._transaction():
            known = {name for (name,) in self._db.execute("SELECT name FROM sqlite_schema")}
            if STORE not in known:
                if known:
                    raise StoreError(f"{self.path} cannot be used: {_NOT_OURS}")
                self._create()
            elif self._own("layout") != layout(self._tables):
                self._rebuild()
        # Not before: tables that refer to each other cannot be dropped one by one.
        self._db.execute("PRAGMA foreign_keys = ON")

    def _create(self) -> None:
        made = statements(self._tables)
        self._db.execute(
            f"CREATE TABLE {STORE} (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT"
        )
        for _, _, sql in made:
            self._db.execute(sql)
        own = {
            "schema_version": SCHEMA_VERSION,
            "layout": layout(self._tables),
            "made": json.dumps([(kind, name) for kind, name, _ in made]),
        }
        self._db.executemany(f"INSERT INTO {STORE} VALUES (?, ?)", own.items())

    def _rebuild(self) -> None:
        """Rebuild the tables from the records, one at a time."""
        self._db.execute(f"CREATE TEMP TABLE before AS SELECT json FROM {RECORDS}")
        # What users added to the file, such as views, is kept.
        for kind, name in reversed(json.loads(self._own("made"))):
            self._db.execute(f"DROP {kind} IF EXISTS {quoted(name)}")
        self._db.execute(f"DROP TABLE {STORE}")
        self._create()
        for (text,) in self._db.execute("SELECT json FROM temp.before"):
            try:
                extraction = from_text(text)
            except IrpError as error:
                raise StoreError(
                    f"{self.path} was made by another version of irp and cannot be carried over"
                    f" ({error.message}); write a new store from the reports"
                ) from None
            self._insert(extraction, key_of(extraction), extraction.model_dump_json())
        self._db.execute("DROP TABLE temp.before")

    def _insert(self, extraction: Extraction, key: str, text: str) -> None:
        rows = rows_of(extraction, self._tables)
        for table, sql in zip(self._tables.tables, self._inserts, strict=True):
            kinds = [column.kind for column in table.columns]
            plain = [tuple(map(_plain, row, kinds)) for row in rows[table.name]]
            self._db.executemany(sql, plain)
        self._db.execute(f"INSERT INTO {RECORDS} VALUES (?, ?)", (key, text))
        links.mark(self._db, key)

    def _own(self, name: str) -> str:
        return str(self._one(f"SELECT value FROM {STORE} WHERE name = ?", name))

    def _one(self, sql: str, *values: str) -> Any:
        row = self._db.execute(sql, values).fetchone()
        return row and row[0]

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with self._explained():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            raise OutputError(f"{self.path} cannot be written: {error}") from error
        except sqlite3.DatabaseError as error:
            if type(error) is not sqlite3.DatabaseError:
                raise  # a bug in irp, such as a row that breaks a constraint
            raise StoreError(f"{self.path} is no SQLite store: {error}") from error


def read_sqlite(path: Path) -> Iterator[Extraction]:
    """The extractions of a SQLite store, in the order of their sources' names, then hashes.

    Raises:
        StoreError: it is no such store.
        RecordError: something in it is not a record.
    """
    try:
        db = _open_to_read(path)
        try:
            names = {name for (name,) in db.execute("SELECT name FROM sqlite_schema")}
            if RECORDS not in names or STORE not in names:
                raise StoreError(f"{path} cannot be read: {_NOT_OURS}")
            query = (
                f"SELECT json FROM {RECORDS} JOIN {ROOT} USING (report_id)"
                " ORDER BY source_name, report_id"
            )
            for (text,) in db.execute(query):
                yield from_text(text)
        finally:
            db.close()
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise StoreError(f"{path} cannot be read as a store: {error}") from error


def _open_to_read(path: Path) -> sqlite3.Connection:
    """A connection that cannot write; a file in a folder that cannot be written is fine, too."""
    address = path.absolute().as_uri()
    db = sqlite3.connect(f"{address}?mode=ro", uri=True, timeout=_WAIT)
    try:
        db.execute("SELECT count(*) FROM sqlite_schema")
    except sqlite3.OperationalError:
        db.close()
        return sqlite3.connect(f"{address}?mode=ro&immutable=1", uri=True)
    return db


def _plain(value: Any, kind: Kind) -> Any:
    """A value as SQLite takes it."""
    return as_json(value) if kind in JSON_KINDS and value is not None else value
