"""The flat tables as Arrow tables, for DuckDB and Parquet."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any

from irp.stores.extras import need
from irp.stores.tables.fields import Kind
from irp.stores.tables.rows import Row
from irp.stores.tables.schema import Column

EXTRA = "analytics"


def pyarrow(purpose: str) -> Any:
    """The package pyarrow.

    Raises:
        MissingExtraError: it is not installed.
    """
    return need("pyarrow", EXTRA, purpose)


def arrow_schema(columns: Sequence[Column], purpose: str) -> Any:
    """Columns as an Arrow schema, their descriptions with them."""
    pa = pyarrow(purpose)
    return pa.schema(
        [
            pa.field(
                column.name,
                _type(pa, column.kind, column.item),
                metadata={"description": column.description},
            )
            for column in columns
        ]
    )


def arrow_table(columns: Sequence[Column], rows: Iterable[Row], purpose: str) -> Any:
    """Rows as an Arrow table."""
    pa = pyarrow(purpose)
    wanted = arrow_schema(columns, purpose)
    every = list(rows)
    arrays = [
        pa.array([_value(row[index], column) for row in every], type=field.type)
        for index, (column, field) in enumerate(zip(columns, wanted, strict=True))
    ]
    return pa.Table.from_arrays(arrays, schema=wanted)


def _type(pa: Any, kind: Kind, item: Kind | None) -> Any:
    types = {
        Kind.INTEGER: pa.int64(),
        Kind.NUMBER: pa.float64(),
        Kind.BOOLEAN: pa.bool_(),
        Kind.DATE: pa.date32(),
        Kind.DATETIME: pa.timestamp("us", tz="UTC"),
    }
    if kind is Kind.LIST:
        return pa.list_(types.get(item, pa.string()) if item else pa.string())
    return types.get(kind, pa.string())


def _value(value: Any, column: Column) -> Any:
    """A cell as Arrow takes it."""
    if column.kind is Kind.LIST and value is not None and column.item:
        return [_one(item, column.item) for item in value]
    return _one(value, column.kind)


def _one(value: Any, kind: Kind) -> Any:
    """A value as in JSON, as Arrow takes it for that kind."""
    if value is None:
        return None
    if kind is Kind.DATE:
        return date.fromisoformat(value)
    if kind is Kind.DATETIME:
        moment = datetime.fromisoformat(value)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    if kind in (Kind.ARRAY, Kind.OBJECT, Kind.JSON):
        return json.dumps(value, ensure_ascii=False)
    return value
