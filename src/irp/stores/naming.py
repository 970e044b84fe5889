"""The kinds of store by their names, and the names of the files in a folder."""

from __future__ import annotations

import os
import re
from enum import StrEnum
from pathlib import Path

from irp.errors import StoreError
from irp.files.names import safe_stem
from irp.plain_words import not_wanted
from irp.record.extraction import Extraction

HASH_DIGITS = 8
"""Digits of the hash in the name of a record's file."""
_RECORD = re.compile(r"^(?P<stem>.*)-(?P<hash>[0-9a-f]{8,64})\.json$", re.DOTALL)


class StoreKind(StrEnum):
    """The kinds of store."""

    FOLDER = "folder"
    SQLITE = "sqlite"
    JSONL = "jsonl"
    DUCKDB = "duckdb"
    PARQUET = "parquet"
    SPREADSHEET = "xlsx"


_BY_SUFFIX = {
    ".sqlite": StoreKind.SQLITE,
    ".sqlite3": StoreKind.SQLITE,
    ".db": StoreKind.SQLITE,
    ".jsonl": StoreKind.JSONL,
    ".ndjson": StoreKind.JSONL,
    ".duckdb": StoreKind.DUCKDB,
    ".parquet": StoreKind.PARQUET,
    ".xlsx": StoreKind.SPREADSHEET,
}
_ENDING = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,9}")
"""What ends a file's name; "records-v1.2" is a folder's."""


def kind_of_target(target: str | os.PathLike[str]) -> StoreKind:
    """The kind of store that a name means: a folder if it has no ending.

    A name with a slash at its end, and an existing folder, are folders whatever their ending.

    Raises:
        StoreError: the name has an ending that is no store's.
    """
    if not isinstance(target, str | os.PathLike):
        raise not_wanted("the store", "a path", target)
    name = os.fspath(target)
    if not name:
        raise StoreError("the store has no name")
    kind = kind_if_any(target)
    if kind is None:
        ending = Path(name).suffix
        tables = "; the tables of a folder are CSV" if ending == ".csv" else ""
        raise StoreError(
            f"no store ends in {ending}: {', '.join(_BY_SUFFIX)} do{tables}; for a folder of that"
            f" name write {name}/"
        )
    return kind


def kind_if_any(target: str | os.PathLike[str]) -> StoreKind | None:
    """The kind of store that a name means; None where its ending is no store's."""
    name = os.fspath(target)
    suffix = Path(name).suffix.lower()
    if name.endswith(("/", os.sep)) or not _ENDING.fullmatch(suffix) or Path(name).is_dir():
        return StoreKind.FOLDER
    return _BY_SUFFIX.get(suffix)


def spreadsheet_records(path: Path) -> Path:
    """Where the records of a spreadsheet are."""
    return path.with_name(f"{path.name}.records.jsonl")


def record_name(extraction: Extraction, digits: int = HASH_DIGITS) -> str:
    """The name of the file that holds an extraction: its source's stem and hash."""
    return record_file(extraction.source.name, extraction.source.sha256[:digits])


def record_file(name: str, digits: str) -> str:
    """The name of the file that holds the record of a source of this name and hash."""
    return f"{safe_stem(name)}-{digits}.json"


def hash_in(name: str) -> str | None:
    """The first digits of the hash in the name of a record's file, or None if it has none."""
    match = _RECORD.match(name)
    return match["hash"][:HASH_DIGITS] if match else None
