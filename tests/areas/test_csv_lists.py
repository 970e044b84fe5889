"""Lists as people's programs save them."""

from __future__ import annotations

import re

import pytest

from irp.csv_lists import Columns, CsvListError, decoded, rows_of

COLUMNS = Columns(("id", "name", "nomis_code"), ("id", "name"))
PLAIN = "id,name,nomis_code\na,Café,ABC\nb,B,\n"
ROWS = [
    {"id": "a", "name": "Café", "nomis_code": "ABC"},
    {"id": "b", "name": "B", "nomis_code": ""},
]


@pytest.mark.parametrize(
    "data",
    [
        PLAIN.encode(),
        PLAIN.encode("utf-8-sig"),
        PLAIN.encode("utf-16"),
        PLAIN.encode("utf-16-le"),
        PLAIN.encode("utf-16-be"),
        PLAIN.encode("cp1252"),
        PLAIN.replace(",", ";").encode(),
        PLAIN.replace(",", "\t").encode("utf-16"),
        PLAIN.replace("\n", "\r\n\r\n").encode(),
        PLAIN.replace("\n", "\n,,\n").encode(),
        PLAIN.replace("\n", ",,\n").encode(),
        PLAIN.replace("id,name,nomis_code", 'ID,"Name ", NOMIS Code').encode(),
        PLAIN.replace("b,B,\n", "b,B").encode(),
    ],
)
def test_rows_are_read_whatever_program_saved_them(data: bytes) -> None:
    assert [row.cells for row in rows_of(decoded(data), COLUMNS)] == ROWS


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the column 'id' is missing in the first line"),
        ("id,colour,name\n", "the column 'colour' is not known; known: id, name, nomis_code"),
        ("id,name,ID\n", "the column 'id' is there twice"),
        ("id,name\n\na,b,c\n", "line 3 has more cells than the first line"),
        ('id,name\na,"b\n', "this is not CSV"),
    ],
)
def test_what_is_odd_is_named(text: str, message: str) -> None:
    with pytest.raises(CsvListError, match=re.escape(message)):
        list(rows_of(text, COLUMNS))


@pytest.mark.parametrize("data", [b"id,name\na,\x81\n", b"\xff\xfei\0d", b"PK\x03\x04\0\0\0\0\x81"])
def test_bytes_that_are_no_text_are_refused_or_end_without_rows(data: bytes) -> None:
    with pytest.raises(CsvListError):
        list(rows_of(decoded(data), COLUMNS))
