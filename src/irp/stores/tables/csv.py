"""The flat tables as CSV: UTF-8, a head line, text that no reader takes for something else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from irp.render.table import as_json, csv_cell, csv_line
from irp.stores.tables.fields import JSON_KINDS, Kind
from irp.stores.tables.rows import Row
from irp.stores.tables.schema import TableSchema


def csv_lines(table: TableSchema, rows: Iterable[Row], *, head: bool = True) -> Iterator[str]:
    """Lines of CSV, the head line first; null is an empty cell."""
    if head:
        yield csv_line(column.name for column in table.columns)
    kinds = [column.kind for column in table.columns]
    for row in rows:
        yield csv_line(_cell(value, kind) for value, kind in zip(row, kinds, strict=True))


def _cell(value: Any, kind: Kind) -> str:
    if kind in JSON_KINDS and value is not None:
        return as_json(value)
    # As in JSON: a date is text, too.
    return csv_cell(value) if kind is Kind.TEXT or not isinstance(value, str) else value
