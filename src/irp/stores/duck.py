"""A DuckDB file as a store: the same tables and views as in SQLite, with real dates and lists."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from irp.errors import IrpError, StoreError
from irp.record.extraction import Extraction
from irp.record.load import from_text
from irp.stores.extras import need
from irp.stores.journal import JournalledStore, digest_of, not_a_store, pending
from irp.stores.sqlite.schema import RECORDS, STORE, layout, quoted
from irp.stores.sqlite.views import views
from irp.stores.tables.arrow import EXTRA, arrow_table, pyarrow
from irp.stores.tables.links import LINKS, LinkTable
from irp.stores.tables.rows import Rows, rows_of
from irp.stores.tables.schema import KEY, Schema, TableSchema, schema

_PURPOSE = "a *.duckdb store"


class DuckStore(JournalledStore):
    """``*.duckdb``: see ``irp.stores.journal.JournalledStore``.

    Raises:
        MissingExtraError: DuckDB is not installed.
    """

    def __init__(self, path: str | os.PathLike[str], tables: Schema | None = None) -> None:
        self._duckdb = need("duckdb", EXTRA, _PURPOSE)
        pyarrow(_PURPOSE)
        self._tables = tables or schema()
        super().__init__(path)

    def _digests(self) -> dict[str, str]:
        known = records_of(self._duckdb, self.path)
        found = {key: digest_of(text.encode()) for key, text in known}
        self._stale = _layout_of(self._duckdb, self.path) != layout(self._tables)
        return found

    def _make(self, own: Path, changes: dict[str, bytes | None]) -> None:
        old = records_of(self._duckdb, self.path) if self.path.exists() else iter(())
        texts = {key: text for key, text in old if key not in changes}
        texts |= {key: text.decode() for key, text in changes.items() if text}
        extractions = sorted(self._extractions(texts), key=_order)
        own.unlink()  # DuckDB makes no database of an empty file
        db = self._duckdb.connect(str(own))
        try:
            db.execute("BEGIN")
            self._fill(db, extractions)
            db.execute("COMMIT")
        except self._duckdb.Error as error:
            raise OSError(None, str(error)) from error
        finally:
            db.close()

    def _extractions(self, texts: dict[str, str]) -> Iterator[Extraction]:
        for text in texts.values():
            try:
                yield from_text(text)
            except IrpError as error:
                raise StoreError(
                    f"{self.path} was made by another version of irp and cannot be carried over"
                    f" ({error.message}); write a new store from the reports"
                ) from None

    def _fill(self, db: Any, extractions: list[Extraction]) -> None:
        every: Rows = {table.name: [] for table in self._tables.tables}
        for extraction in extractions:
            for name, rows in rows_of(extraction, self._tables).items():
                every[name] += rows
        every[LINKS] += LinkTable(extractions).rows()
        for table in self._tables.tables:
            db.register("incoming", arrow_table(table.columns, every[table.name], _PURPOSE))
            db.execute(f"CREATE TABLE {quoted(table.name)} AS SELECT * FROM incoming")
            db.unregister("incoming")
            db.execute("".join(_comments(table)))
        db.execute(f"CREATE TABLE {RECORDS} ({KEY} VARCHAR PRIMARY KEY, json VARCHAR NOT NULL)")
        for extraction in extractions:
            record = [extraction.source.sha256, extraction.model_dump_json()]
            db.execute(f"INSERT INTO {RECORDS} VALUES (?, ?)", record)
        db.execute(f"CREATE TABLE {STORE} (name VARCHAR PRIMARY KEY, value VARCHAR NOT NULL)")
        db.execute(f"INSERT INTO {STORE} VALUES ('layout', ?)", [layout(self._tables)])
        for name, sql in views(self._tables):
            db.execute(f"CREATE VIEW {quoted(name)} AS {sql}")


def _comments(table: TableSchema) -> Iterator[str]:
    """Statements that say in the database what the columns are."""
    for column in table.columns:
        text = column.description.replace("'", "''")
        where = f"{quoted(table.name)}.{quoted(column.name)}"
        yield f"COMMENT ON COLUMN {where} IS '{text}';"


def read_duck(path: Path) -> Iterator[Extraction]:
    """The extractions of a DuckDB store, in the order of their sources' names, then hashes.

    Raises:
        MissingExtraError: DuckDB is not installed.
        StoreError: the file is not such a store.
        RecordError: something in it is not a record.
    """
    duckdb = need("duckdb", EXTRA, _PURPOSE)
    texts = dict(records_of(duckdb, path)) if path.exists() else {}
    for key, text in pending(path):
        texts.pop(key, None)
        if text:
            texts[key] = text.decode()
    yield from sorted((from_text(text) for text in texts.values()), key=_order)


def records_of(duckdb: Any, path: Path) -> Iterator[tuple[str, str]]:
    """Keys and JSON of the records in a DuckDB file.

    Raises:
        StoreError: it is not such a store.
    """
    try:
        db = duckdb.connect(str(path), read_only=True)
        try:
            yield from db.execute(f"SELECT {KEY}, json FROM {RECORDS}").fetchall()
        finally:
            db.close()
    except duckdb.Error as error:
        raise not_a_store(path, str(error).partition("\n")[0]) from error


def _layout_of(duckdb: Any, path: Path) -> str | None:
    """How the tables of a file were made; None for one of an earlier irp, which did not say.

    Raises:
        StoreError: the file is damaged.
    """
    sql = f"SELECT value FROM {STORE} WHERE name = 'layout'"
    try:
        with contextlib.closing(duckdb.connect(str(path), read_only=True)) as db:
            found = db.execute(sql).fetchone()
            return str(found[0]) if found else None
    except duckdb.CatalogException:
        return None
    except duckdb.Error as error:
        raise not_a_store(path, str(error).partition("\n")[0]) from error


def _order(extraction: Extraction) -> tuple[str, str]:
    return extraction.source.name, extraction.source.sha256
