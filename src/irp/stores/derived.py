"""The other files of a folder store, all made from its records in one pass."""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
from pathlib import Path
from typing import IO

from irp.files import atomic
from irp.render import to_jsonl
from irp.render.judgements import made_with
from irp.stores.reading import read_folder
from irp.stores.tables import package
from irp.stores.tables.csv import csv_lines
from irp.stores.tables.links import LINKS, LinkTable
from irp.stores.tables.package import Written
from irp.stores.tables.rows import rows_of
from irp.stores.tables.schema import Schema, schema

LINES = "reports.jsonl"
"""All records, a line each."""
_PLAIN_TABLE = re.compile(r"[a-z_]+\.csv")
REPORTS = "reports"
"""The folder of the records inside the store's folder."""


def bring_up_to_date(folder: Path, tables: Schema | None = None) -> bool:
    """Write ``reports.jsonl``, the tables and ``datapackage.json``; return whether that was needed.

    The data package is removed before the first table changes and written last: a folder that has
    one has the tables that it describes.

    Raises:
        OutputError: they cannot be written; those that were there before are kept.
        RecordError: one of the files is not a record.
    """
    tables = tables or schema()
    records = _hash_of_records(folder, tables)
    if _is_up_to_date(folder, records):
        return False
    with atomic.Together() as together:
        lines = _Sum(together.open(folder / LINES))
        sheets = {t.name: _Sum(together.open(folder / f"{t.name}.csv")) for t in tables.tables}
        _write_all(folder, tables, lines, sheets)
        together.settle()
        dropped = _tables_in(folder) - {f"{name}.csv" for name in sheets}
        atomic.remove(folder / package.FILE)
        together.commit()
        for name in dropped:
            atomic.remove(folder / name)
    written = {name: sheet.written() for name, sheet in sheets.items()}
    described = package.describe(tables, written, records) | {LINES_HASH: lines.written().sha256}
    atomic.write(folder / package.FILE, package.as_text(described).encode())
    return True


LINES_HASH = "irp_lines"
"""The property of the data package that holds the hash of ``reports.jsonl``."""


class _Sum:
    """A file that is being written, and its hash."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._hash = hashlib.sha256()
        self._bytes = 0

    def write(self, text: str) -> None:
        content = text.encode()
        with atomic.explained("the store"):
            self._file.write(content)
        self._hash.update(content)
        self._bytes += len(content)

    def written(self) -> Written:
        return Written(self._bytes, self._hash.hexdigest())


def _write_all(folder: Path, tables: Schema, lines: _Sum, sheets: dict[str, _Sum]) -> None:
    for table in tables.tables:
        sheets[table.name].write("".join(csv_lines(table, ())))
    links = LinkTable()
    for extraction in read_folder(folder / REPORTS):
        lines.write(to_jsonl(extraction))
        links.add(extraction)
        rows = rows_of(extraction, tables)
        for table in tables.tables:
            sheets[table.name].write("".join(csv_lines(table, rows[table.name], head=False)))
    for line in csv_lines(tables.table(LINKS), links.rows(), head=False):
        sheets[LINKS].write(line)


def _hash_of_records(folder: Path, tables: Schema) -> str:
    """A hash of all that the derived files are made from: the records, and how tables are made."""
    total = hashlib.sha256(json.dumps([package.describe(tables), made_with()]).encode())
    for path in sorted((folder / REPORTS).glob("*.json")):
        total.update(path.name.encode("utf-8", "surrogateescape"))
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def _tables_in(folder: Path) -> set[str]:
    """The names of the tables that the folder's data package describes.

    A table that an earlier version wrote and this one does not know would become out of date.
    Only a plain name of a CSV file is taken from the package.
    """
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        described = json.loads((folder / package.FILE).read_bytes())["resources"]
        return {name for one in described if _PLAIN_TABLE.fullmatch(name := str(one["path"]))}
    return set()


def _is_up_to_date(folder: Path, records: str) -> bool:
    """Whether the derived files were made from these records and are as they were written."""
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        described = json.loads((folder / package.FILE).read_bytes())
        if described["irp_records"] != records:
            return False
        files = [(LINES, described[LINES_HASH])]
        files += [
            (one["path"], one["hash"].removeprefix("sha256:")) for one in described["resources"]
        ]
        return all(_hash_of(folder / name) == expected for name, expected in files)
    return False


def is_up_to_date(folder: Path, tables: Schema | None = None) -> bool:
    """Whether all that is made from a folder's records is as it was written, by hash.

    Raises:
        OSError: a record cannot be read.
    """
    return _is_up_to_date(folder, _hash_of_records(folder, tables or schema()))


def _hash_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
