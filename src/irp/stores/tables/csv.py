"""The flat tables as CSV: UTF-8, a head line, text that spreadsheets do not run as formulas."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import Any

from irp.render.table import harmless
from irp.stores.tables.fields import JSON_KINDS, Kind
from irp.stores.tables.rows import Row
from irp.stores.tables.schema import TableSchema


def csv_lines(table: TableSchema, rows: Iterable[Row], *, head: bool = True) -> Iterator[str]:
    """Lines of CSV, the head line first; null is an empty cell."""
    if head:
        yield _line([column.name for column in table.columns])
    kinds = [column.kind for column in table.columns]
    for row in rows:
        yield _line([_cell(value, kind) for value, kind in zip(row, kinds, strict=True)])


def as_json(value: Any) -> str:
    """A list or a map as the text of a cell."""
    return json.dumps(value, ensure_ascii=False)


def _cell(value: Any, kind: Kind) -> str | int | float:
    if value is None:
        return ""
    if kind in JSON_KINDS:
        return as_json(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return harmless(value) if isinstance(value, str) else value


def _line(cells: list[Any]) -> str:
    # The writer quotes the line ends that it writes itself, and a cell may hold either.
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue().removesuffix("\r\n") + "\n"
