"""Stores by the name of what they are written to."""

from __future__ import annotations

import logging
import os
from collections import Counter
from collections.abc import Iterable

from irp.record.extraction import Extraction
from irp.record.load import each_record
from irp.stores.base import Store, StoreChange
from irp.stores.folder import FolderStore
from irp.stores.lines import LinesStore
from irp.stores.naming import StoreKind, kind_of_target

logger = logging.getLogger("irp.stores")


def open_store(target: str | os.PathLike[str]) -> Store:
    """Open the store of that name, or make it.

    Args:
        target: ``*.sqlite`` or ``*.db``, ``*.jsonl``, ``*.duckdb``, ``*.parquet``, ``*.xlsx``; a
            name without an ending, or with a slash at its end, is a folder's.

    Raises:
        OutputError: it cannot be written.
        StoreError: the file is not such a store, or its ending is no store's.
        MissingExtraError: it needs an extra that is not installed.
    """
    kind = kind_of_target(target)
    if kind is StoreKind.FOLDER:
        return FolderStore(target)
    if kind is StoreKind.SQLITE:
        from irp.stores.sqlite.store import SqliteStore

        return SqliteStore(target)
    if kind is StoreKind.DUCKDB:
        from irp.stores.duck import DuckStore

        return DuckStore(target)
    if kind is StoreKind.PARQUET:
        from irp.stores.parquet import ParquetStore

        return ParquetStore(target)
    if kind is StoreKind.SPREADSHEET:
        from irp.stores.spreadsheet import SpreadsheetStore

        return SpreadsheetStore(target)
    return LinesStore(target)


def write_store(
    target: str | os.PathLike[str], extractions: Extraction | Iterable[Extraction]
) -> Counter[StoreChange]:
    """Put extractions into a store and finish it; how many were inserted, updated, unchanged.

    An extraction whose source could not be read has no key and is left out; a warning of
    the logger ``irp.stores`` says so.

    Raises:
        OutputError: it cannot be written.
        StoreError: the file is not such a store.
        MissingExtraError: it needs an extra that is not installed.
    """
    changes: Counter[StoreChange] = Counter()
    with open_store(target) as store:
        for extraction in each_record(extractions):
            if not extraction.source.sha256:
                logger.warning("%s could not be read, so it is not stored", extraction.source.name)
                continue
            changes[store.put(extraction)] += 1
        store.finish()
    return changes
