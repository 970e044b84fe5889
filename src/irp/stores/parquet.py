"""A Parquet file as a store: the flat table ``judgements``.

One flat file for tools that want one. It does not hold whole records, so nothing can be read back
from it but its rows; the hash of each record is in the file's metadata, so that unchanged
records are recognised.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from irp.record.load import from_text
from irp.record.report import SCHEMA_VERSION
from irp.render.judgements import KEY as FLAT_KEY
from irp.render.judgements import PLACED, made_with, place_area
from irp.stores.extras import need
from irp.stores.journal import JournalledStore, digest_of, not_a_store
from irp.stores.tables.arrow import EXTRA, arrow_table, pyarrow
from irp.stores.tables.rows import Row, flat_rows
from irp.stores.tables.schema import JUDGEMENTS, KEY, Schema, schema

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
            found = self._parquet.read_schema(self.path)
            meta = json.loads((found.metadata or {})[_META])
            known: dict[str, str] = meta["records"]
        except (OSError, KeyError, ValueError) as error:
            raise not_a_store(self.path, f"irp did not make it ({error})") from error
        if found.names != [c.name for c in self._tables.table(JUDGEMENTS).columns]:
            raise not_a_store(self.path, "another version of irp made it, with other columns")
        self._stale = meta.get("areas") != made_with()
        return known

    def _make(self, own: Path, changes: dict[str, bytes | None]) -> None:
        pa = pyarrow(_PURPOSE)
        columns = self._tables.table(JUDGEMENTS).columns
        texts = {key: text for key, text in changes.items() if text}
        rows: list[Row] = []
        for text in texts.values():
            rows += flat_rows(from_text(text))
        table = arrow_table(columns, rows, _PURPOSE)
        known = {key: digest for key, digest in self._base.items() if key not in changes}
        if known:
            kept = self._parquet.read_table(self.path)
            mine = [key in known for key in kept.column(KEY).to_pylist()]
            table = pa.concat_tables([_placed(pa, kept.filter(mine)).cast(table.schema), table])
        table = table.sort_by([(name, "ascending") for name in ("source_name", *FLAT_KEY)])
        known |= {key: digest_of(text) for key, text in texts.items()}
        meta = {
            "schema_version": SCHEMA_VERSION,
            "areas": made_with(),
            "records": dict(sorted(known.items())),
        }
        table = table.replace_schema_metadata({_META: json.dumps(meta).encode()})
        self._parquet.write_table(table, own, compression="zstd", write_page_checksum=True)


def _placed(pa: Any, kept: Any) -> Any:
    """Rows of the file with their areas placed by the crosswalk in use now."""
    known_by = [
        kept.column(n).to_pylist() for n in ("area", "establishment_id", "establishment_kind")
    ]
    found = [place_area(*row) for row in zip(*known_by, strict=True)]
    for index, name in enumerate(PLACED):
        column = pa.array([placed[index] for placed in found], type=pa.string())
        kept = kept.set_column(kept.schema.get_field_index(name), name, column)
    return kept
