"""The flat tables as a spreadsheet (XLSX): typed cells, a frozen head line, filters, widths."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import IO, Any

from irp.errors import OutputError
from irp.record.extraction import Extraction
from irp.record.vocabulary import Status
from irp.render.judgements import made_with
from irp.render.table import as_json
from irp.stores.extras import need
from irp.stores.tables.fields import JSON_KINDS, Kind
from irp.stores.tables.package import DESCRIPTION, LICENCE, SOURCE
from irp.stores.tables.rows import rows_of
from irp.stores.tables.schema import JUDGEMENTS, ROOT, Column, Schema, TableSchema, schema

EXTRA = "spreadsheet"
SHEETS = (JUDGEMENTS, ROOT, "paragraphs")
"""The tables that are sheets: what people look at; the others are in every other store."""
READ_ME = "Read me"
_MOST_ROWS = 1_048_575
_MOST_CHARACTERS = 32_767
_MOST_LINKS = 65_530
_LONGEST_LINK = 2_079
_WIDEST = 60
_FORMATS = {Kind.DATE: "yyyy-mm-dd", Kind.DATETIME: "yyyy-mm-dd hh:mm:ss"}
_FIRST_YEAR = 1900
"""Spreadsheets count days from then; an earlier day is text."""


def xlsxwriter(purpose: str) -> Any:
    """The package XlsxWriter.

    Raises:
        MissingExtraError: it is not installed.
    """
    return need("xlsxwriter", EXTRA, purpose)


def write_workbook(
    extractions: Iterable[Extraction],
    file: Path | IO[bytes],
    tables: Schema | None = None,
    *,
    purpose: str = "a spreadsheet",
) -> None:
    """Write the sheets of some records; each is released when its rows are written.

    Args:
        extractions: the records.
        file: where to write.
        tables: the tables; those of the present models where none are given.
        purpose: what it is for, for the message.

    Raises:
        MissingExtraError: XlsxWriter is not installed.
        OutputError: there are more rows than a sheet can hold.
    """
    tables = tables or schema()
    target = str(file) if isinstance(file, Path) else file
    with xlsxwriter(purpose).Workbook(target, {"constant_memory": True}) as book:
        # No time of its own: the same records give the same bytes.
        book.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC), "keywords": made_with()})
        read_me = book.add_worksheet(READ_ME)
        sheets = [_Sheet(book, tables.table(name)) for name in SHEETS]
        counts: Counter[Status] = Counter()
        for extraction in extractions:
            counts[extraction.status] += 1
            rows = rows_of(extraction, tables)
            for sheet in sheets:
                for row in rows[sheet.table.name]:
                    sheet.add(row)
        for sheet in sheets:
            sheet.finish()
        _write_read_me(book, read_me, counts, [sheet.table for sheet in sheets])


class _Sheet:
    """A sheet that is written row by row."""

    def __init__(self, book: Any, table: TableSchema) -> None:
        self.table = table
        self._sheet = book.add_worksheet(table.name)
        self._formats = {kind: book.add_format({"num_format": f}) for kind, f in _FORMATS.items()}
        self._widths = [len(column.name) + 4 for column in table.columns]
        self._row = 0
        self._links = 0
        self._sheet.freeze_panes(1, 1)
        head = book.add_format({"bold": True, "bottom": 1})
        for index, column in enumerate(table.columns):
            self._sheet.write_string(0, index, column.name, head)

    def add(self, row: Iterable[Any]) -> None:
        """Write a row."""
        self._row += 1
        if self._row > _MOST_ROWS:
            raise OutputError(
                f"the sheet {self.table.name} holds {_MOST_ROWS:,} rows and no more; write to"
                " another store, such as *.sqlite"
            )
        for index, (value, column) in enumerate(zip(row, self.table.columns, strict=True)):
            if value is not None:
                shown = self._write(index, value, column)
                self._widths[index] = max(self._widths[index], min(len(shown) + 1, _WIDEST))

    def finish(self) -> None:
        """Set the widths and the filter."""
        for index, width in enumerate(self._widths):
            # A hash is for joining, not for reading.
            wide = 12 if self.table.columns[index].name in self.table.key else width
            self._sheet.set_column(index, index, wide)
        self._sheet.autofilter(0, 0, self._row, len(self.table.columns) - 1)

    def _write(self, index: int, value: Any, column: Column) -> str:
        """Write a cell of its column's type; return what it shows."""
        sheet, row, kind = self._sheet, self._row, column.kind
        if isinstance(value, bool):
            sheet.write_boolean(row, index, value)
        elif isinstance(value, int | float):
            sheet.write_number(row, index, value)
        elif kind in _FORMATS and int(value[:4]) >= _FIRST_YEAR:
            sheet.write_datetime(row, index, _moment(value, kind), self._formats[kind])
        else:
            text = _as_text(value, column)
            if self._is_link(text, column):
                self._links += 1
                sheet.write_url(row, index, text, None, text)
            else:
                sheet.write_string(row, index, text)
            return text
        return str(value)

    def _is_link(self, text: str, column: Column) -> bool:
        return (
            column.name.endswith("url")
            and text.startswith(("http://", "https://"))
            and len(text) <= _LONGEST_LINK
            and self._links < _MOST_LINKS
        )


def _moment(value: str, kind: Kind) -> date | datetime:
    """A day, or a time in UTC: cells know no zones."""
    if kind is Kind.DATE:
        return date.fromisoformat(value)
    moment = datetime.fromisoformat(value)
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment


def _as_text(value: Any, column: Column) -> str:
    if column.kind is Kind.LIST:
        text = "; ".join(map(str, value))
    elif column.kind in JSON_KINDS:
        text = as_json(value)
    else:
        text = str(value)
    if len(text) <= _MOST_CHARACTERS:
        return text
    cut = f" … (cut here: {len(text):,} characters are more than a cell holds)"
    return text[: _MOST_CHARACTERS - len(cut)] + cut


def _write_read_me(
    book: Any, sheet: Any, counts: Counter[Status], tables: list[TableSchema]
) -> None:
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True})
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 28)
    sheet.set_column(2, 2, 90)
    for row, (is_head, *cells) in enumerate(_read_me(counts, tables)):
        for index, cell in enumerate(cells):
            form = bold if is_head else wrapped if index == 2 else None
            sheet.write_string(row, index, cell, form)


def _read_me(counts: Counter[Status], tables: list[TableSchema]) -> Iterator[tuple[Any, ...]]:
    """Lines: whether it is a head line, and the cells."""
    yield True, "Independent reviews of progress by HM Inspectorate of Prisons"
    yield False, DESCRIPTION
    yield False, "Numbers of paragraphs are text: 3.10 is not 3.1. Times are in UTC."
    yield False, "pandas makes numbers of such text by default; read_excel(…, dtype=str) does not."
    by_status = ", ".join(f"{counts[status]} {status.value}" for status in Status if counts[status])
    yield False, f"Reports: {by_status or 'none'}."
    yield False, f"Source: {SOURCE['title']}, {SOURCE['path']}"
    yield False, f"Licence: {LICENCE['title']}, {LICENCE['path']}"
    yield (False,)
    yield True, "sheet", "column", "what it is"
    for table in tables:
        yield False, table.name, "", table.description
        for column in table.columns:
            allowed = f" One of: {', '.join(column.allowed)}." if column.allowed else ""
            yield False, table.name, column.name, f"{column.description}{allowed}"
