"""irp convert: records from one store into another; and names that are no store's."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from cli.running import irp
from irp import read_store, write_store
from irp.render import to_json
from stores.making import KINDS, named, several, target

pytestmark = pytest.mark.usefixtures("results")


@pytest.mark.parametrize("kind", ["folder", "sqlite", "jsonl"])
def test_records_go_from_each_store_into_others_and_back(tmp_path: Path, kind: str) -> None:
    write_store(target(tmp_path, kind), several())
    middle = tmp_path / ("middle/" if kind == "sqlite" else "middle.sqlite")
    done = irp("convert", target(tmp_path, kind), f"{middle}/" if kind == "sqlite" else middle)
    assert (done.code, done.out) == (0, "")
    assert done.lines[0].startswith("4 records from ")
    assert irp("convert", middle, tmp_path / "end.jsonl", "--quiet").lines == []
    assert list(read_store(tmp_path / "end.jsonl")) == several()


def test_a_spreadsheet_is_one_file_and_has_the_rows_of_all(tmp_path: Path) -> None:
    Path("one.json").write_text(to_json(named("a.pdf")), "utf-8")
    assert irp("convert", "one.json", "out.xlsx").code == 0
    sheet = openpyxl.load_workbook("out.xlsx")["judgements"]
    assert sheet.max_row == 7
    assert sorted(path.name for path in Path().glob("out*")) == ["out.xlsx"]


def test_what_is_in_the_store_is_kept() -> None:
    write_store("a.jsonl", [named("a.pdf")])
    write_store("b.jsonl", [named("b.pdf")])
    assert irp("convert", "a.jsonl", "b.jsonl").code == 0
    assert [one.source.name for one in read_store("b.jsonl")] == ["a.pdf", "b.pdf"]


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        ("nothing.sqlite out.jsonl", 3, "there is no store at nothing.sqlite"),
        ("here/ out.sqlite", 4, "0 records from here/ written"),
        ("here.jsonl here.jsonl", 2, "are to be written where they are read"),
        ("here.jsonl out.csv", 2, "no store ends in .csv"),
    ],
)
def test_what_cannot_be_done_is_said(arguments: str, code: int, told: str) -> None:
    write_store("here/", [])
    write_store("here.jsonl", [named("a.pdf")])
    done = irp("convert", *arguments.split())
    assert done.code == code
    assert told in " ".join(done.err.replace("│", " ").split())


def test_an_ending_that_is_no_stores_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    done = irp("batch", tmp_path / "in", "--out", "records.xls")
    assert done.code == 2
    assert "no store ends in .xls" in done.err
    assert not Path("records.xls").exists()


@pytest.mark.parametrize("name", ["records.old/", "there.old", "records-v1.2", "records"])
def test_a_name_that_is_a_folders(name: str) -> None:
    Path("there.old").mkdir()
    write_store(name, [named("a.pdf")])
    assert (Path(name) / "judgements.csv").is_file()


def test_all_kinds_are_named_in_the_message() -> None:
    done = irp("convert", "x", "out.doc")
    assert all(f".{kind}" in done.err for kind in KINDS if kind != "folder")
    assert [*Path().iterdir()] == []
