"""Opening the state, and rebuilding it when it is lost or damaged.

What only the state knows is also in files from which it can be rebuilt: ``changes.jsonl``,
``problems.jsonl`` and ``state.jsonl``, a copy of its tables as text. Only a damaged database is
put aside: a full disk, a lock or a missing permission ends the run and leaves the state alone.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from irp.errors import OutputError
from irp.files import atomic
from irp.plain_words import reason_of
from irp.sync.archive.damaged_rows import damaged_rows
from irp.sync.archive.originals import ARCHIVE
from irp.sync.archive.state import SyncState
from irp.sync.archive.state_schema import SCHEMA, UPGRADES, VERSION
from irp.sync.errors import StateError

STATE_FILE: Final = "state.sqlite"
COPY: Final = "state.jsonl"
CHANGES: Final = "changes.jsonl"
PROBLEMS: Final = "problems.jsonl"
_COPIED: Final = ("meta", "pages", "documents", "quarantine")
_BESIDE: Final = ("", "-wal", "-shm")
"""Endings of the database's files."""
BUSY_SECONDS: Final = 30.0
"""How long to wait for another program that locks the database."""


@dataclass
class Rebuilt:
    """A state that was rebuilt.

    Attributes:
        why: what was wrong with the earlier one: "missing", "empty" or "damaged".
        aside: the name that the damaged file has now.
        restored: rows that were restored, by table.
        lost: lines of the files that could not be read.
    """

    why: str
    aside: str | None = None
    restored: Counter[str] = field(default_factory=Counter)
    lost: int = 0


def open_state(folder: Path, *, in_memory: bool = False) -> tuple[SyncState, Rebuilt | None]:
    """Open the state of a data folder; create it if there is none.

    Args:
        folder: the data folder.
        in_memory: work on a copy that is thrown away, and leave the folder as it is.

    Returns:
        The state, and how it was rebuilt, if it was.

    Raises:
        StateError: a newer version of irp wrote it.
        OutputError: it cannot be opened, for instance because the disk is full.
    """
    path = folder / STATE_FILE
    with explained(path):
        rebuilt = _fault(folder, path)
        if rebuilt and rebuilt.why == "damaged" and not in_memory:
            rebuilt.aside = _put_aside(path)
        connection = _connected(":memory:" if in_memory else str(path))
        state = SyncState(connection)
        try:
            if in_memory and not rebuilt and path.exists():
                with contextlib.closing(sqlite3.connect(path)) as saved:
                    saved.backup(connection)
            _bring_up_to_date(connection, folder, state, rebuilt)
        except BaseException:
            connection.close()
            raise
    return state, rebuilt


@contextlib.contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn an error of the database into one that says what to do.

    Raises:
        StateError: the database is damaged; the next run rebuilds it.
        OutputError: anything else, such as a full disk or a lock.
    """
    try:
        yield
    except sqlite3.Error as error:
        if is_damage(error):
            message = f"{path} is damaged ({reason_of(error)}); the next run rebuilds it"
            raise StateError(message) from error
        raise OutputError(f"{path} cannot be used: {reason_of(error)}") from error


def is_damage(error: Exception) -> bool:
    """Whether an error says that the database itself is damaged."""
    if not isinstance(error, sqlite3.Error):
        return isinstance(error, (ValueError, TypeError))
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:  # Python's own: text that is not UTF-8
        return "decode" in str(error)
    return code & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def save_copy(folder: Path, state: SyncState) -> None:
    """Write ``state.jsonl``.

    Raises:
        OutputError: it cannot be written.
    """
    lines = []
    for table in _COPIED:
        rows = state.execute(f"SELECT * FROM {table} ORDER BY 1")  # noqa: S608 - our own names
        names = [column[0] for column in rows.description]
        for row in rows:
            values = {"table": table, **dict(zip(names, row, strict=True))}
            lines.append(json.dumps(values, ensure_ascii=False) + "\n")
    atomic.write_if_other(folder / COPY, "".join(lines).encode())


# ------------------------------------------------------------------ looking for damage


def _fault(folder: Path, path: Path) -> Rebuilt | None:
    """Why the state must be rebuilt; None if it need not be."""
    has_data = any((folder / name).exists() for name in (ARCHIVE, "published", COPY, CHANGES))
    if not path.exists():
        return Rebuilt("missing") if has_data else None
    try:
        with contextlib.closing(sqlite3.connect(path, timeout=BUSY_SECONDS)) as connection:
            if not _columns(connection):  # a kill may have come before the first table
                return Rebuilt("empty") if has_data else None
            sound = _is_sound(connection, path)
    except (sqlite3.Error, ValueError, TypeError) as error:
        if not is_damage(error):
            raise
        sound = False
    return None if sound else Rebuilt("damaged")


def _is_sound(connection: sqlite3.Connection, path: Path) -> bool:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > VERSION:
        raise StateError(
            f"{path} was written by a newer version of irp (state version {version}, this irp"
            f" knows {VERSION}): update irp"
        )
    if version == 0 or connection.execute("PRAGMA integrity_check").fetchone() != ("ok",):
        return False
    with contextlib.closing(sqlite3.connect(":memory:")) as fresh:
        _create(fresh)
        connection.execute("BEGIN")  # undone when the connection is closed
        for number in range(version, VERSION):
            connection.execute(UPGRADES[number])
        if _columns(connection) != _columns(fresh):
            return False
    return not any(damaged_rows(connection))


def _columns(connection: sqlite3.Connection) -> set[tuple[str, ...]]:
    return set(
        connection.execute(
            "SELECT m.name, c.name, c.type FROM sqlite_master m, pragma_table_info(m.name) c"
            " WHERE m.type = 'table'"
        )
    )


def _put_aside(path: Path) -> str:
    """Rename the database and its log; return the database's new name."""
    number, name = 1, f"{path.name}.damaged"
    while path.with_name(name).exists():
        number += 1
        name = f"{path.name}.damaged-{number}"
    for ending in reversed(_BESIDE):
        with contextlib.suppress(FileNotFoundError):
            path.with_name(path.name + ending).replace(path.with_name(name + ending))
    return name


# ------------------------------------------------------------------ making it


def _connected(place: str) -> sqlite3.Connection:
    connection = sqlite3.connect(place, isolation_level=None, timeout=BUSY_SECONDS)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    return connection


def _create(connection: sqlite3.Connection) -> None:
    for statement in SCHEMA.split(";\n"):
        connection.execute(statement)


def _bring_up_to_date(
    connection: sqlite3.Connection, folder: Path, state: SyncState, rebuilt: Rebuilt | None
) -> None:
    """Create or upgrade the tables and restore what was lost, in one transaction."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version == VERSION:
        return
    with state.transaction():
        if version == 0:
            _create(connection)
        for number in range(version or VERSION, VERSION):
            connection.execute(UPGRADES[number])
        if rebuilt:
            _restore(folder, connection, rebuilt)
        connection.execute(f"PRAGMA user_version = {VERSION}")


def _restore(folder: Path, connection: sqlite3.Connection, rebuilt: Rebuilt) -> None:
    for table, row in _rows(folder, rebuilt):
        names, marks = ", ".join(row), ", ".join("?" * len(row))
        statement = f"INSERT OR REPLACE INTO {table} ({names}) VALUES ({marks})"  # noqa: S608 - ours
        try:
            connection.execute(statement, list(row.values()))
            rebuilt.restored[table] += 1
        except (sqlite3.OperationalError, sqlite3.IntegrityError, ValueError) as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF in (
                sqlite3.SQLITE_FULL,
                sqlite3.SQLITE_IOERR,
            ):
                raise
            rebuilt.lost += 1
    for table, number in list(damaged_rows(connection)):
        connection.execute(f"DELETE FROM {table} WHERE rowid = ?", (number,))  # noqa: S608 - ours
        rebuilt.restored[table] -= 1
        rebuilt.lost += 1


def _rows(folder: Path, rebuilt: Rebuilt) -> Iterator[tuple[str, dict[str, Any]]]:
    """What the files say: tables and rows."""
    for row in _lines(folder / COPY, rebuilt):
        if row.get("table") in _COPIED and all(name.isidentifier() for name in row):
            yield row.pop("table"), row
        else:
            rebuilt.lost += 1
    for entry in _lines(folder / CHANGES, rebuilt):
        text = json.dumps(entry, ensure_ascii=False)
        row = {"run": entry.get("run"), "published": entry.get("time"), "set_key": ""}
        yield "changes", {**row, "entry": text}
    for entry in _lines(folder / PROBLEMS, rebuilt):
        if entry.get("state") != "resolved":
            text = json.dumps(entry, ensure_ascii=False)
            yield (
                "problems",
                {
                    "id": entry.get("id"),
                    "first_run": entry.get("first_run"),
                    "entry": text,
                },
            )


def _lines(path: Path, rebuilt: Rebuilt) -> Iterator[dict[str, Any]]:
    """The objects of a file of JSON lines; a line that is none is counted as lost."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return
    for line in content.splitlines():
        try:
            entry = json.loads(line)
        except ValueError:
            entry = None
        if isinstance(entry, dict):
            yield entry
        else:
            rebuilt.lost += 1
