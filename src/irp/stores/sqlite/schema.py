"""The tables of a SQLite store: strict, with foreign keys, views for analysts, full-text search."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from irp.render.judgements import made_with
from irp.stores.sqlite.views import views
from irp.stores.tables.fields import JSON_KINDS, Kind
from irp.stores.tables.schema import KEY, ROOT, ROW, Column, Schema, TableSchema

STORE = "irp_store"
"""What the store records about itself: how its tables were made, and their names."""
RECORDS = "records"
"""The whole record of each source as JSON, which everything else is made from."""
SEARCHED = {"paragraphs": ("text",), "judgements": ("text", "concern")}
"""The tables with full-text search, and the columns that it covers."""
LABEL = "label"
"""A column of ``reports`` that names it for people: "HMP Larkmoor, 2022"."""
_LABEL = (
    "coalesce(establishment_name, source_name)"
    " || coalesce(', ' || substr(visit_end, 1, 4), ', ' || report_date_year, '')"
)
_LABELLED_BY = {"establishment_name", "source_name", "visit_end", "report_date_year"}
_TYPES = {
    Kind.INTEGER: "INTEGER",
    Kind.NUMBER: "REAL",
    Kind.BOOLEAN: "INTEGER",
}


def statements(tables: Schema) -> list[tuple[str, str, str]]:
    """What makes the store's tables: for each thing its type, its name and its statement."""
    made = [("table", table.name, _create(table)) for table in tables.tables]
    made.append(("table", RECORDS, _records()))
    made += _search(tables)
    made += [("view", name, f"CREATE VIEW {quoted(name)} AS {sql}") for name, sql in views(tables)]
    return made


def layout(tables: Schema) -> str:
    """A hash of how the tables are made: it differs for other versions and another crosswalk."""
    text = "\n".join([made_with(), *(sql for _, _, sql in statements(tables))])
    return hashlib.sha256(text.encode()).hexdigest()


def insertion(table: TableSchema) -> str:
    """The statement that adds a row."""
    names = ", ".join(quoted(column.name) for column in table.columns)
    marks = ", ".join("?" for _ in table.columns)
    return f"INSERT INTO {quoted(table.name)} ({names}) VALUES ({marks})"


def quoted(name: str) -> str:
    """A name quoted for SQL, whatever it contains."""
    return '"' + name.replace('"', '""') + '"'


def _create(table: TableSchema) -> str:
    lines = [] if table.name == ROOT else ["id INTEGER PRIMARY KEY"]
    lines += [_column(column) for column in table.columns]
    keys = ", ".join(quoted(name) for name in table.key)
    lines.append(f"PRIMARY KEY ({keys})" if table.name == ROOT else f"UNIQUE ({keys})")
    if table.name != ROOT:
        lines.append(_foreign([KEY], ROOT, [KEY]))
    lines += [_foreign([KEY, column], parent, [KEY, ROW]) for parent, column in table.parents]
    if table.name == ROOT and {column.name for column in table.columns} >= _LABELLED_BY:
        lines.insert(len(table.columns), f"{LABEL} TEXT GENERATED ALWAYS AS ({_LABEL}) VIRTUAL")
    body = ",\n  ".join(lines)
    return f"CREATE TABLE {quoted(table.name)} (\n  {body}\n) STRICT"


def _column(column: Column) -> str:
    parts = [quoted(column.name), _TYPES.get(column.kind, "TEXT")]
    if not column.nullable:
        parts.append("NOT NULL")
    if column.kind in JSON_KINDS:
        parts.append(f"CHECK ({quoted(column.name)} IS NULL OR json_valid({quoted(column.name)}))")
    return " ".join(parts)


def _foreign(here: list[str], table: str, there: list[str]) -> str:
    mine, theirs = (", ".join(map(quoted, names)) for names in (here, there))
    return (
        f"FOREIGN KEY ({mine}) REFERENCES {quoted(table)} ({theirs})"
        # Deferred: the rows of a record come table by table, not parents first.
        " ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED"
    )


def _records() -> str:
    return (
        f"CREATE TABLE {RECORDS} (\n  {KEY} TEXT NOT NULL PRIMARY KEY REFERENCES {ROOT} ({KEY})"
        " ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,\n"
        "  json TEXT NOT NULL CHECK (json_valid(json))\n) STRICT"
    )


def search(table: str) -> str:
    """The name of a table's full-text search."""
    return f"{table}_fts"


def _search(tables: Schema) -> Iterator[tuple[str, str, str]]:
    """Full-text search over what people wrote, kept up to date by triggers."""
    there = {table.name for table in tables.tables}
    for table, columns in SEARCHED.items():
        if table not in there:
            continue
        index, names = search(table), ", ".join(columns)
        yield (
            "table",
            index,
            (
                f'CREATE VIRTUAL TABLE {index} USING fts5({names}, content="{table}",'
                " content_rowid='id', tokenize='porter unicode61 remove_diacritics 2')"
            ),
        )
        new, old = (", ".join(f"{row}.{name}" for name in columns) for row in ("new", "old"))
        add = f"INSERT INTO {index} (rowid, {names}) VALUES (new.id, {new});"
        drop = f"INSERT INTO {index} ({index}, rowid, {names}) VALUES ('delete', old.id, {old});"
        for event, body in (("INSERT", add), ("DELETE", drop), ("UPDATE", f"{drop} {add}")):
            name = f"{index}_{event.lower()}"
            yield (
                "trigger",
                name,
                f"CREATE TRIGGER {name} AFTER {event} ON {table} BEGIN {body} END",
            )
