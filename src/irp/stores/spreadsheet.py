"""A spreadsheet as a store: ``FILE.xlsx``, and beside it its records, ``FILE.xlsx.records.jsonl``.

The spreadsheet is made from the records each time they change, and never read.
"""

from __future__ import annotations

import contextlib
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path

from irp.files import atomic
from irp.files.zips import ZIP_DAMAGE
from irp.record.extraction import Extraction
from irp.render.judgements import made_with
from irp.stores.journal import not_a_store
from irp.stores.lines import LinesStore, read_lines
from irp.stores.naming import spreadsheet_records
from irp.stores.tables.schema import Schema
from irp.stores.tables.workbook import write_workbook, xlsxwriter

_PURPOSE = "a *.xlsx store"
_PROPERTIES = "docProps/core.xml"


class SpreadsheetStore(LinesStore):
    """``*.xlsx``: see ``irp.stores.journal.JournalledStore``.

    Raises:
        MissingExtraError: XlsxWriter is not installed.
        StoreError: there is a spreadsheet without its records, which would be overwritten.
    """

    def __init__(self, path: str | os.PathLike[str], tables: Schema | None = None) -> None:
        xlsxwriter(_PURPOSE)
        self._tables = tables
        super().__init__(path)

    @property
    def records(self) -> Path:
        """The file of the records."""
        return spreadsheet_records(self.path)

    def _digests(self) -> dict[str, str]:
        if not self.records.exists():
            raise not_a_store(self.path, f"its records, {self.records.name}, are not beside it")
        self._stale = not _is_made_with(self.path, made_with())
        return super()._digests()

    def _make(self, own: Path, changes: dict[str, bytes | None]) -> None:
        # A kill between the two leaves the journal, which is applied again.
        with atomic.temporary(self.records) as lines:
            super()._make(lines, changes)
            atomic.take_place(lines, self.records)
        write_workbook(read_lines(self.records), own, self._tables, purpose=_PURPOSE)


def read_spreadsheet(path: Path) -> Iterator[Extraction]:
    """The extractions of a spreadsheet, from the records beside it.

    Raises:
        StoreError: they are not there.
        RecordError: something among them is no record.
    """
    records = spreadsheet_records(path)
    if path.exists() and not records.exists():
        raise not_a_store(path, f"its records, {records.name}, are not beside it")
    return read_lines(records, path)


def is_sound_workbook(path: Path) -> bool:
    """Whether a spreadsheet's file is undamaged."""
    with contextlib.suppress(OSError, *ZIP_DAMAGE), zipfile.ZipFile(path) as parts:
        return parts.testzip() is None
    return False


def _is_made_with(path: Path, crosswalk: str) -> bool:
    """Whether a spreadsheet says that it was made with this crosswalk."""
    with contextlib.suppress(OSError, *ZIP_DAMAGE), zipfile.ZipFile(path) as parts:
        return crosswalk.encode() in parts.read(_PROPERTIES)
    return False
