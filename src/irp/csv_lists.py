"""Lists that people keep in CSV, as their programs save them: rows of cells by the column's name.

A semicolon or a tab between cells, UTF-16 or Windows-1252, capitals or spaces in the heads, and
blank rows are all read; anything else that is odd is named with its line.
"""

from __future__ import annotations

import codecs
import csv
import io
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from irp.plain_words import reason_of

_SEPARATORS = ",;\t|"


class CsvListError(ValueError):
    """A list cannot be read; its text says why, and in which line."""


class Columns(NamedTuple):
    """The columns of a list: all that may be there, and those that must."""

    known: Sequence[str]
    needed: Sequence[str]


class CsvRow(NamedTuple):
    """A row: its line in the file, and its cells without outer spaces; "" where one is empty."""

    line: int
    cells: dict[str, str]


def read_text(path: str | os.PathLike[str]) -> str:
    """The text of a file in UTF-8, UTF-16 or Windows-1252.

    Raises:
        CsvListError: it cannot be read, or is in none of these.
    """
    try:
        return decoded(Path(path).read_bytes())
    except OSError as error:
        raise CsvListError(f"the file cannot be read: {reason_of(error)}") from error


def decoded(data: bytes) -> str:
    """Bytes as text, by their byte order mark or else by what they can be.

    Raises:
        CsvListError: they are no text.
    """
    for encoding in _encodings(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text.removeprefix("\ufeff")
    raise CsvListError("this is not text in UTF-8, UTF-16 or Windows-1252")


def _encodings(data: bytes) -> Sequence[str]:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return ("utf-16",)
    if b"\0" in data[:100]:  # the heads are plain letters: every second byte is null
        return ("utf-16-be",) if data[:1] == b"\0" else ("utf-16-le",)
    return ("utf-8-sig", "cp1252")


def rows_of(text: str, columns: Columns) -> Iterator[CsvRow]:
    """The rows of a list; blank ones are passed over.

    Raises:
        CsvListError: a column is missing, unknown or there twice, or a row is no row of cells.
    """
    reader = csv.reader(io.StringIO(text), delimiter=_separator(text, columns), strict=True)
    try:
        heads = _heads(next(reader, []), columns)
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield CsvRow(reader.line_num, _cells(heads, cells, reader.line_num))
    except csv.Error as error:
        raise CsvListError(f"line {reader.line_num}: this is not CSV: {error}") from None


def _separator(text: str, columns: Columns) -> str:
    """The one by which the first line gives most of the columns."""
    first = text.partition("\n")[0]
    return max(
        _SEPARATORS, key=lambda sep: len({_name(c) for c in first.split(sep)} & {*columns.known})
    )


def _heads(cells: Sequence[str], columns: Columns) -> list[str]:
    heads = [_name(cell) for cell in cells]
    while heads and not heads[-1]:  # a spreadsheet saves empty columns, too
        heads.pop()
    for name in columns.needed:
        if name not in heads:
            raise CsvListError(f"the column {name!r} is missing in the first line")
    for name, cell in zip(heads, cells, strict=False):
        if name not in columns.known:
            known = ", ".join(columns.known)
            raise CsvListError(f"the column {cell.strip()!r} is not known; known: {known}")
        if heads.count(name) > 1:
            raise CsvListError(f"the column {name!r} is there twice")
    return heads


def _name(head: str) -> str:
    return "_".join(head.strip().strip('"').casefold().split())


def _cells(heads: Sequence[str], cells: Sequence[str], line: int) -> dict[str, str]:
    if any(cell.strip() for cell in cells[len(heads) :]):
        raise CsvListError(f"line {line} has more cells than the first line")
    padded = [*cells, *[""] * (len(heads) - len(cells))]
    return {head: cell.strip() for head, cell in zip(heads, padded, strict=False)}
