"""The rows of the flat tables, read from the plain values of a record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from irp.record.extraction import Extraction
from irp.render.judgements import judgement_rows
from irp.stores.tables.schema import JUDGEMENTS, KEY, PAGE, PART, ROOT, ROW, Node, Schema, schema

Row = tuple[Any, ...]
"""A row's values in the order of its table's columns, as in JSON: dates are text."""
Rows = dict[str, list[Row]]
"""The rows of each table."""


def rows_of(record: Extraction, tables: Schema | None = None) -> Rows:
    """The rows of one record, for every table.

    Args:
        record: an extraction.
        tables: the tables; those of the present models where none are given.
    """
    tables = tables or schema()
    rows: Rows = {table.name: [] for table in tables.tables}
    plain = record.model_dump(mode="json", exclude={"provenance"})
    pages = {where: places[0].page for where, places in record.provenance.items() if places}
    reading = _Reading(tables, rows, pages, record.source.sha256)
    reading.emit(tables.root, plain, "", {})
    rows[JUDGEMENTS] += flat_rows(record)
    return rows


def flat_rows(record: Extraction) -> Iterator[Row]:
    """The rows of one record for the flat table alone."""
    return (tuple(row.model_dump(mode="json").values()) for row in judgement_rows(record))


class _Reading:
    """One record on its way into rows."""

    def __init__(self, tables: Schema, rows: Rows, pages: Mapping[str, int], key: str) -> None:
        self._tables = {table.name: table for table in tables.tables}
        self._names = {
            table.name: [column.name for column in table.columns] for table in tables.tables
        }
        self._rows = rows
        self._pages = pages
        self._key = key

    def emit(
        self, node: Node, item: Mapping[str, Any], pointer: str, parents: Mapping[str, int]
    ) -> None:
        """The row of a model, then those of the lists inside it."""
        table, rows = self._tables[node.table], self._rows[node.table]
        number = len(rows) + 1
        values: dict[str, Any] = {c.name: _at(item, path) for c, path in node.columns}
        if node.table == ROOT:
            below = parents
        else:
            values |= {ROW: number, PART: node.part}
            for parent, column in table.parents:
                values[column] = parents.get(parent)
            if node.in_report and PAGE not in values:
                values[PAGE] = self._page(node, pointer.removeprefix("/report"))
            below = {**parents, node.table: number}
        values[KEY] = self._key
        rows.append(tuple(map(values.get, self._names[node.table])))
        for child in node.children:
            for inner, where in _items(child, item, pointer):
                self.emit(child, inner, where, below)

    def _page(self, node: Node, pointer: str) -> int | None:
        """The page of the first value that has a place."""
        for _, path in node.columns:
            where = f"{pointer}/{'/'.join(path)}"
            page = self._pages.get(where) or self._pages.get(f"{where}/0")
            if page:
                return page
        return None


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
