"""The data dictionary of the stores: every table, column by column, from the tables themselves."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from irp.stores.sqlite.schema import statements
from irp.stores.sqlite.views import usable
from irp.stores.tables.schema import Column, Schema, TableSchema, schema

MARK = "<!-- What follows is made from the code: make docs -->"


def stores_page(present: str, made: Schema | None = None) -> str:
    """The page on stores: what is written by hand, up to the mark, and then the dictionary."""
    made = made or schema()
    head, mark, _ = present.partition(MARK)
    if not mark:
        raise ValueError(f"docs/stores.md has lost its line {MARK}")
    tables = made.tables
    names = ", ".join(f"[{table.name}](#{table.name})" for table in tables)
    parts = [f"{head}{MARK}", "## Tables", names, *map(_table, tables), _views(made)]
    return "\n\n".join(parts) + "\n"


def _table(table: TableSchema) -> str:
    rows = ["| column | type | null | what it is |", "|---|---|---|---|"]
    rows += [_row(column, key=column.name in table.key) for column in table.columns]
    return f"### {table.name}\n\n{table.description}\n\n" + "\n".join(rows)


def _row(column: Column, *, key: bool) -> str:
    kind = f"list of {column.item}s" if column.item else column.kind.value
    told = [column.description.replace("|", "\\|")]
    if column.allowed:
        told.append(f"One of {', '.join(f'`{member}`' for member in column.allowed)}.")
    null = "yes" if column.nullable else "key" if key else ""
    return f"| `{column.name}` | {kind} | {null} | {' '.join(told)} |"


def _views(made: Schema) -> str:
    with closing(sqlite3.connect(":memory:")) as db:
        for _, _, sql in statements(made):
            db.execute(sql)
        rows = [
            f"| `{view.name}` | {view.description} | {_columns(db, view.name)} |"
            for view in usable(made)
        ]
    return "\n".join(["## Views", "", "| view | what a row is | columns |", "|---|---|---|", *rows])


def _columns(db: sqlite3.Connection, view: str) -> str:
    return ", ".join(f"`{row[1]}`" for row in db.execute(f"PRAGMA table_info({view})"))
