"""Finds the rows of the state that hold what irp never writes there.

SQLite notices a damaged page of its file, not a changed character of a text: each column that
irp reads as something else than text is read once here, so that damage shows before a run begins.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Final

from irp.sync.archive.state import Verdict, cooldown_of, moment_of

_Reader = Callable[[str], object]


def _hash(text: str) -> None:
    if not re.fullmatch("[0-9a-f]{64}", text):
        raise ValueError(text)


def _object(text: str) -> None:
    if not isinstance(json.loads(text), dict):
        raise TypeError(text)


def _pairs(text: str) -> None:
    for one, other in json.loads(text):
        if not (isinstance(one, str) and isinstance(other, str)):
            raise TypeError(text)


COLUMNS: Final[Mapping[str, Mapping[str, _Reader]]] = {
    "pages": {
        "published": date.fromisoformat,
        "first_seen": moment_of,
        "last_seen": moment_of,
        "visited": moment_of,
        "verdict": Verdict,
        "withdrawn": moment_of,
    },
    "documents": {
        "sha256": _hash,
        "fetched": moment_of,
        "checked": moment_of,
        "gone": moment_of,
    },
    "versions": {"sha256": _hash, "fetched": moment_of},
    "originals": {"sha256": _hash, "record": _hash},
    "quarantine": {"first": moment_of, "last": moment_of},
    "problems": {"entry": _object},
    "changes": {"published": moment_of, "entry": _object},
}
"""How the columns of each table are read that are more than text."""

FACTS: Final[Mapping[str, _Reader]] = {
    "decisions": _object,
    "full_look": moment_of,
    "last_run": moment_of,
    "newest_listed": date.fromisoformat,
    "no_sitemap": moment_of,
    "published_set": _pairs,
    "silence": cooldown_of,
}
"""How the facts of the table ``meta`` are read that are more than text."""


def damaged_rows(connection: sqlite3.Connection) -> Iterator[tuple[str, int]]:
    """The table and row number of each row that holds what irp never writes there.

    Raises:
        sqlite3.Error: a row cannot be read at all.
    """
    for table, readers in COLUMNS.items():
        rows = connection.execute(f"SELECT rowid, * FROM {table}")  # noqa: S608 - our own names
        names = [column[0] for column in rows.description]
        for number, *values in rows.fetchall():
            row = dict(zip(names[1:], values, strict=True))
            if not all(_reads(reader, row[name]) for name, reader in readers.items()):
                yield table, number
    for number, key, value in connection.execute("SELECT rowid, key, value FROM meta").fetchall():
        if not _reads(FACTS.get(key, str), value):
            yield "meta", number


def _reads(reader: _Reader, value: str | None) -> bool:
    if value is not None:
        try:
            reader(value)
        except (ValueError, TypeError):
            return False
    return True
