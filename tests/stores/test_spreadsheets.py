"""Tables opened as people open them: no reader makes "3.10" a 3.1, and a sheet explains itself."""

from __future__ import annotations

import io
import random
import re
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pandas as pd
import polars as pl
import pytest

from irp import rows, write_store
from irp.errors import OutputError, StoreError
from irp.record.extraction import Extraction
from irp.render.table import COLUMNS, harmless, to_csv
from irp.stores import open_store, read_store
from irp.stores.spreadsheet import is_sound_workbook
from irp.stores.tables.schema import schema
from irp.stores.tables.workbook import READ_ME, SHEETS, write_workbook
from stores.making import NASTY, named, nasty_extraction, several

NUMBERS = [f"{1 + i // 100}.{i % 100 + 1}0" for i in range(3000)]
Columns = dict[str, list[Any]]


def numbered() -> Extraction:
    """A report whose paragraphs and references all end in 0."""
    plain = named("a.pdf").model_dump(mode="json")
    plain["source"] |= {"url": "https://x.test/a.pdf", "retrieved_at": "2026-01-02T03:04:05+02:00"}
    follow_ups = plain["report"]["follow_ups"]
    follow_ups[0]["paragraphs"] = [{"number": one, "text": f"See {one}."} for one in NUMBERS]
    for index, one in enumerate(follow_ups):
        one["references"] = NUMBERS[index :: len(follow_ups)]
        one["judgement"]["paragraph"] = NUMBERS[index]
    return Extraction.model_validate(plain)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("numbers")
    write_store(path, [numbered()])
    write_store(path / "all.xlsx", [numbered()])
    return path


def sheets(file: Path | io.BytesIO) -> Any:
    return openpyxl.load_workbook(file)


def columns_of(sheet: Any) -> dict[str, list[Any]]:
    """The cells of a sheet by column, without the head line."""
    head, *lines = sheet.iter_rows()
    return {cell.value: [line[at] for line in lines] for at, cell in enumerate(head)}


def by_duckdb(path: Path) -> Columns:
    found: Columns = duckdb.read_csv(str(path)).to_arrow_table().to_pydict()
    return found


def by_polars(path: Path) -> Columns:
    return pl.read_csv(path).to_dict(as_series=False)


def by_pandas(path: Path) -> Columns:
    found: Columns = pd.read_csv(path).to_dict("list")
    return found


@pytest.mark.parametrize("read", [by_pandas, by_polars, by_duckdb])
def test_numbers_ending_in_0_survive_csv_opened_without_options(
    folder: Path, read: Callable[[Path], Columns]
) -> None:
    paragraphs = read(folder / "paragraphs.csv")
    ours = [
        number
        for number, part in zip(paragraphs["number"], paragraphs["part"], strict=True)
        if part == "follow_ups"
    ]
    assert [number.removeprefix("'") for number in ours][: len(NUMBERS)] == NUMBERS
    judgements = read(folder / "judgements.csv")
    assert judgements["judgement_paragraph"] == [f"'{one}" for one in NUMBERS[:6]]
    references = [re.findall(r'"([\d.]+)"', cell) for cell in judgements["references"]]
    assert references == [NUMBERS[index::6] for index in range(6)]
    assert set(judgements["met"]) == {True, False}  # what is no text is not marked


def test_numbers_ending_in_0_are_text_in_a_spreadsheet_and_as_printed(folder: Path) -> None:
    book = sheets(folder / "all.xlsx")
    paragraphs = columns_of(book["paragraphs"])
    assert {cell.data_type for cell in paragraphs["number"]} == {"s"}
    both = zip(paragraphs["number"], paragraphs["part"], strict=True)
    ours = [number.value for number, part in both if part.value == "follow_ups"]
    assert ours[: len(NUMBERS)] == NUMBERS
    judgements = columns_of(book["judgements"])
    assert [cell.value for cell in judgements["judgement_paragraph"]] == NUMBERS[:6]
    assert judgements["references"][0].value == "; ".join(NUMBERS[::6])
    # Unasked, pandas makes numbers of text cells, whoever wrote them; the sheet says so.
    frame = pd.read_excel(folder / "all.xlsx", sheet_name="judgements", dtype=str)
    assert list(frame["judgement_paragraph"]) == NUMBERS[:6]


def test_the_cells_of_a_spreadsheet_have_types_and_its_pages_are_links(folder: Path) -> None:
    row = {
        name: cells[0]
        for name, cells in columns_of(sheets(folder / "all.xlsx")["judgements"]).items()
    }
    assert tuple(row) == COLUMNS
    assert row["visit_start"].value == datetime(2022, 7, 4)  # noqa: DTZ001 - as a cell has it
    assert row["visit_start"].number_format == "yyyy-mm-dd"
    assert (row["met"].value, row["met"].data_type) == (True, "b")
    assert (row["judgement_rank"].value, row["judgement_rank"].data_type) == (4, "n")
    page = row["judgement_page"].value
    assert row["page_url"].value == f"https://x.test/a.pdf#page={page}"
    assert (
        row["page_url"].hyperlink.target + "#" + row["page_url"].hyperlink.location
        == row["page_url"].value
    )
    report = columns_of(sheets(folder / "all.xlsx")["reports"])
    assert report["source_retrieved_at"][0].value == datetime(
        2026, 1, 2, 1, 4, 5, tzinfo=UTC
    ).replace(tzinfo=None)


def test_each_sheet_has_a_fixed_head_filters_and_widths_and_is_explained(folder: Path) -> None:
    book = sheets(folder / "all.xlsx")
    assert book.sheetnames == [READ_ME, *SHEETS]
    told = {line[:2]: line[2] for line in book[READ_ME].iter_rows(max_col=3, values_only=True)}
    lines = " ".join(str(first) for first, _ in told)
    assert "Reports: 1 verified." in lines
    assert "dtype=str" in lines
    for name in SHEETS:
        sheet, table = book[name], schema().table(name)
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert all(sheet.column_dimensions[letter].width >= 6 for letter in "ABC")
        for column in table.columns:
            assert told[name, column.name].startswith(column.description)


def one_kind_of_break(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def test_any_text_comes_back_from_a_spreadsheet_and_none_is_a_formula() -> None:
    file = io.BytesIO()
    write_workbook([nasty_extraction()], file)
    paragraphs = columns_of(sheets(file)["paragraphs"])
    assert "f" not in {cell.data_type for cells in paragraphs.values() for cell in cells}
    # A sheet is XML: control characters are written as _x0007_, and line breaks are of one kind.
    found = {
        re.sub("_x([0-9A-F]{4})_", lambda code: chr(int(code[1], 16)), str(cell.value))
        for cell in paragraphs["text"]
    }
    assert {*map(one_kind_of_break, NASTY)} <= {*map(one_kind_of_break, found)}


def test_a_text_that_no_cell_can_hold_says_that_it_was_cut() -> None:
    plain = named("a.pdf").model_dump(mode="json")
    plain["report"]["follow_ups"][0]["recommendation"] = "x" * 40_000
    file = io.BytesIO()
    write_workbook([Extraction.model_validate(plain)], file)
    cell = columns_of(sheets(file)["judgements"])["text"][0].value
    assert len(cell) == 32_767
    assert cell.endswith("(cut here: 40,000 characters are more than a cell holds)")


def test_more_rows_than_a_sheet_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("irp.stores.tables.workbook._MOST_ROWS", 10)
    with pytest.raises(OutputError, match="the sheet paragraphs holds 10 rows"):
        write_workbook([named("a.pdf"), named("b.pdf")], io.BytesIO())


def test_a_spreadsheet_of_others_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "mine.xlsx"
    with path.open("wb") as file:
        write_workbook([named("a.pdf")], file)
    before = path.read_bytes()
    with pytest.raises(
        StoreError, match=r"its records, mine\.xlsx\.records\.jsonl, are not beside"
    ):
        open_store(path)
    with pytest.raises(StoreError, match="not beside it"):
        read_store(path)
    assert path.read_bytes() == before


def test_rows_are_the_flat_table_as_plain_values() -> None:
    found = list(rows(several()))
    assert {tuple(row) for row in found} == {COLUMNS}
    assert type(found[0]["judgement"]) is str
    frame = pl.DataFrame(found)
    assert frame["visit_start"].dtype == pl.Date
    assert frame["references"].dtype == pl.List(pl.String)
    assert pd.DataFrame(rows(several())).shape == (len(found), len(COLUMNS))
    assert list(rows(named("a.pdf"))) == list(rows([named("a.pdf")]))


def test_a_column_that_is_empty_for_long_keeps_its_type_in_a_data_frame() -> None:
    doubted = several()[0].model_copy(update={"status": "needs_review"})
    plain = next(rows(named("a.pdf")))
    every = [named("a.pdf")] * 20 + [doubted]
    frame = pl.DataFrame(rows(every))
    assert frame.columns == list(plain) == list(COLUMNS)
    assert frame.rows(named=True) == list(rows(every))
    assert frame["in_doubt"].dtype == pl.String


TAKEN = (
    *("3.10", "1.40", "007", "1,000", "12/03", "2022-01-01", "10:30", "50%", "£3.20", "(5)", "1e5"),
    *("2 March 2022", "March 2022", "Mar-22", "TRUE", "false", "NA", "n/a", "#N/A", "null", "nan"),
    *("None", "-inf", "=1", "10 am", "1.10 ", "-"),
)
KEPT = (
    "good",
    "S40",
    "HMP Exeter",
    "Theme 1",
    "May",
    "13–15 November 2023",
    "9 to 11 March 2026",
    "no",
    "a 3.10",
    "Nan Smith",
    "1.40; 5.16",
    "10 cells",
)


def test_text_that_readers_take_for_something_else_is_marked_and_other_text_is_not() -> None:
    assert [text for text in TAKEN if harmless(text) == text] == []
    assert [text for text in KEPT if harmless(text) != text] == []


def test_every_form_has_the_same_columns_and_values_as_printed(folder: Path) -> None:
    """Only CSV marks text; the columns are one list everywhere."""
    found = numbered()
    for name in ("n.sqlite", "n.duckdb", "n.parquet"):
        write_store(folder / name, [found])
    wanted = ", ".join(f'"{name}"' for name in COLUMNS)
    read: dict[str, Any] = {
        "sqlite": sqlite3.connect(folder / "n.sqlite").execute(f"SELECT {wanted} FROM judgements"),
        "duckdb": duckdb.connect(str(folder / "n.duckdb")).execute("FROM judgements"),
        "parquet": duckdb.connect().execute(f"FROM '{folder / 'n.parquet'}'"),
    }
    for kind, result in read.items():
        assert tuple(column[0] for column in result.description or ()) == COLUMNS, kind
        lines = [dict(zip(COLUMNS, line, strict=True)) for line in result.fetchall()]
        assert [line["judgement_paragraph"] for line in lines] == NUMBERS[:6], kind
        assert [str(line["visit_end"]) for line in lines] == ["2022-07-06"] * 6, kind
    head = (folder / "judgements.csv").read_text("utf-8").partition("\n")[0]
    assert tuple(head.split(",")) == COLUMNS == tuple(next(rows(found)))
    assert (folder / "judgements.csv").read_text("utf-8") == to_csv([found])


def test_a_damaged_spreadsheet_is_never_an_internal_error(tmp_path: Path) -> None:
    path = tmp_path / "records.xlsx"
    write_store(path, named("a.pdf"))
    assert is_sound_workbook(path)
    whole, chosen = path.read_bytes(), random.Random(1)
    for flips in range(1, 61):
        content = bytearray(whole)
        for _ in range(flips):
            content[chosen.randrange(len(content))] ^= 1 << chosen.randrange(8)
        path.write_bytes(content)
        assert not is_sound_workbook(path)
        open_store(path).close()
