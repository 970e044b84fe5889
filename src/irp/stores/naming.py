"""The kinds of store by their names, and the names of the files in a folder."""

from __future__ import annotations

import os
import re
from enum import StrEnum
from pathlib import Path

from irp.files.names import safe_stem
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


_BY_SUFFIX = {
    ".sqlite": StoreKind.SQLITE,
    ".sqlite3": StoreKind.SQLITE,
    ".db": StoreKind.SQLITE,
    ".jsonl": StoreKind.JSONL,
    ".ndjson": StoreKind.JSONL,
    ".duckdb": StoreKind.DUCKDB,
    ".parquet": StoreKind.PARQUET,
}


def kind_of_target(target: str | os.PathLike[str]) -> StoreKind:
    """The kind of store that a name means: a folder unless its ending says otherwise.

    A name with a slash at its end, and an existing folder, are folders whatever their ending.
    """
    name = os.fspath(target)
    if name.endswith(("/", os.sep)) or Path(name).is_dir():
        return StoreKind.FOLDER
    return _BY_SUFFIX.get(Path(name).suffix.lower(), StoreKind.FOLDER)


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
