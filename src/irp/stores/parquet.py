"""A Parquet file as a store: a row for each follow-up, with the columns of its report.

One flat file for tools that want one. It does not hold whole records, so nothing can be read back
from it but its rows; the hash of each record is in the file's metadata, so that unchanged
records are recognised.
"""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

from irp.record.load import as_extraction
from irp.record.report import SCHEMA_VERSION
from irp.stores.extras import need
from irp.stores.journal import JournalledStore, digest_of, not_a_store
from irp.stores.tables.arrow import EXTRA, arrow_table, pyarrow
from irp.stores.tables.rows import Row, rows_of
from irp.stores.tables.schema import KEY, ROOT, ROW, Column, Schema, schema

_FOLLOW_UPS = "follow_ups"
_PURPOSE = "a *.parquet store"
_META = b"irp"


class ParquetStore(JournalledStore):
    """``*.parquet``: see ``irp.stores.journal.JournalledStore``.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """

    def __init__(self, path: str | os.PathLike[str], tables: Schema | None = None) -> None:
        pyarrow(_PURPOSE)
        self._parquet = need("pyarrow.parquet", EXTRA, _PURPOSE)
        self._tables = tables or schema()
        super().__init__(path)

    def _digests(self) -> dict[str, str]:
        try:
            meta = self._parquet.read_schema(self.path).metadata or {}
            known: dict[str, str] = json.loads(meta[_META])["records"]
        except (OSError, KeyError, ValueError) as error:
            raise not_a_store(self.path, f"irp did not make it ({error})") from error
        return known

    def _make(self, own: Path, changes: dict[str, bytes | None]) -> None:
        pa = pyarrow(_PURPOSE)
        columns = joined_columns(self._tables)
        texts = {key: text for key, text in changes.items() if text}
        rows: list[Row] = []
        for text in texts.values():
            rows += joined_rows(json.loads(text), self._tables)
        table = arrow_table(columns, rows, _PURPOSE)
        known = {key: digest for key, digest in self._base.items() if key not in changes}
        if known:
            kept = self._parquet.read_table(self.path)
            mine = [key in known for key in kept.column(KEY).to_pylist()]
            table = pa.concat_tables([_fitted(kept.filter(mine), table.schema), table])
        table = table.sort_by([(name, "ascending") for name in ("source_name", KEY, ROW)])
        known |= {key: digest_of(text) for key, text in texts.items()}
        meta = {"schema_version": SCHEMA_VERSION, "records": dict(sorted(known.items()))}
        table = table.replace_schema_metadata({_META: json.dumps(meta).encode()})
        self._parquet.write_table(table, own, compression="zstd", write_page_checksum=True)


def joined_columns(tables: Schema) -> list[Column]:
    """The columns of the file: the report's, then the follow-up's that are no keys."""
    report, follow_up = tables.table(ROOT), tables.table(_FOLLOW_UPS)
    taken = {column.name for column in report.columns}
    return [
        *report.columns,
        *(
            replace(column, name=f"follow_up_{column.name}") if column.name in taken else column
            for column in follow_up.columns
            if column.name != KEY
        ),
    ]


def joined_rows(record: dict[str, Any], tables: Schema) -> list[Row]:
    """The rows of one record, one for each follow-up."""
    as_extraction(record)  # reports a record that does not fit, before Arrow does
    rows = rows_of(record, tables)
    key = [c.name for c in tables.table(_FOLLOW_UPS).columns].index(KEY)
    report = rows[ROOT][0]
    return [(*report, *row[:key], *row[key + 1 :]) for row in rows[_FOLLOW_UPS]]


def _fitted(table: Any, wanted: Any) -> Any:
    """Rows of an earlier file with the present columns; null where it has none."""
    pa = pyarrow(_PURPOSE)
    arrays = [
        table.column(field.name).cast(field.type)
        if field.name in table.column_names
        else pa.nulls(table.num_rows, field.type)
        for field in wanted
    ]
    return pa.Table.from_arrays(arrays, schema=wanted)
