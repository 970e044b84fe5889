"""The rows of the flat tables, read from the plain values of a record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from irp.extraction import Extraction
from irp.stores.tables import KEY, PAGE, PART, ROOT, ROW, Node, Schema, Table, schema

Row = tuple[Any, ...]
"""A row's values in the order of its table's columns, as in JSON: dates are text."""
Rows = dict[str, list[Row]]
"""The rows of each table."""


def rows_of(record: Extraction | Mapping[str, Any], tables: Schema | None = None) -> Rows:
    """The rows of one record, for every table.

    Args:
        record: an extraction, or the plain values of its JSON.
        tables: the tables; those of the present models where none are given.
    """
    tables = tables or schema()
    plain = record.model_dump(mode="json") if isinstance(record, Extraction) else record
    rows: Rows = {table.name: [] for table in tables.tables}
    provenance = plain.get("provenance") or {}
    _Reading(tables, rows, provenance, plain["source"]["sha256"]).emit(tables.root, plain, "", {})
    return rows


class _Reading:
    """One record on its way into rows."""

    def __init__(self, tables: Schema, rows: Rows, provenance: Mapping[str, Any], key: str) -> None:
        self._tables = {table.name: table for table in tables.tables}
        self._rows = rows
        self._provenance = provenance
        self._key = key

    def emit(
        self, node: Node, item: Mapping[str, Any], pointer: str, parents: Mapping[str, int]
    ) -> None:
        """The row of a model, then those of the lists inside it."""
        table, number = self._tables[node.table], len(self._rows[node.table]) + 1
        values: dict[str, Any] = {KEY: self._key}
        if node.table != ROOT:
            values |= {ROW: number, PART: node.part}
            values |= {column: parents.get(parent) for parent, column in table.parents}
        values |= {column.name: _at(item, path) for column, path in node.columns}
        if _has_page(table) and PAGE not in values:
            values[PAGE] = self._page(node, pointer)
        self._rows[node.table].append(tuple(values.get(column.name) for column in table.columns))
        below = parents if node.table == ROOT else {**parents, node.table: number}
        for child in node.children:
            for inner, where in _items(child, item, pointer):
                self.emit(child, inner, where, below)

    def _page(self, node: Node, pointer: str) -> int | None:
        """The page of the first value that has a place."""
        if not node.in_report:
            return None
        inside = pointer.removeprefix("/report")
        for _, path in node.columns:
            where = f"{inside}/{'/'.join(path)}"
            places = self._provenance.get(where) or self._provenance.get(f"{where}/0")
            if places:
                page: int = places[0]["page"]
                return page
        return None


@cache
def _has_page(table: Table) -> bool:
    return any(column.name == PAGE for column in table.columns)


def _at(item: Any, path: tuple[str, ...]) -> Any:
    """The value at the end of a path; None where it leads through nothing."""
    for name in path:
        if item is None:
            return None
        item = item.get(name)
    return item


def _items(
    child: Node, item: Mapping[str, Any], pointer: str
) -> Iterator[tuple[Mapping[str, Any], str]]:
    """The models at the end of a path, each with its JSON pointer."""
    found = _at(item, child.path)
    where = f"{pointer}/{'/'.join(child.path)}"
    if found is None:
        return
    if child.many:
        yield from ((one, f"{where}/{index}") for index, one in enumerate(found))
    else:
        yield found, where
