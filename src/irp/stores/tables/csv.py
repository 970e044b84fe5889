"""The flat tables as CSV: UTF-8, a head line, text that no spreadsheet runs as a formula."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from irp.stores.tables.fields import JSON_KINDS, Kind
from irp.stores.tables.rows import Row
from irp.stores.tables.schema import Table

_FORMULA = re.compile(r"^'*[=+\-@\t\r\n＝＋－＠]")  # noqa: RUF001 - wide signs are formulas, too


def csv_lines(table: Table, rows: Iterable[Row], *, head: bool = True) -> Iterator[str]:
    """Lines of CSV, the head line first; null is an empty cell."""
    if head:
        yield _line([column.name for column in table.columns])
    kinds = [column.kind for column in table.columns]
    for row in rows:
        yield _line([_cell(value, kind) for value, kind in zip(row, kinds, strict=True)])


def harmless(text: str) -> str:
    """Text with an apostrophe before it where a spreadsheet would take it for a formula.

    Text that begins with apostrophes and then such a sign gets one more, so that taking one away
    gives the text back.

    >>> harmless("=1+1"), harmless("'=1+1"), harmless("good")
    ("'=1+1", "''=1+1", 'good')
    """
    return f"'{text}" if _FORMULA.match(text) else text


def original(cell: str) -> str:
    """The text that ``harmless`` made a cell of."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


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
