"""Stores of extractions: folders with tables, SQLite, JSON lines, DuckDB, Parquet.

Which one is decided by the name of the target; all are made from the one record model, so that
a new field of the record needs no change here.
"""

from __future__ import annotations

from irp.stores.base import Store, StoreChange
from irp.stores.opening import open_store, write_store
from irp.stores.reading import read_store

__all__ = ["Store", "StoreChange", "open_store", "read_store", "write_store"]
