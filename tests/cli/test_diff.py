"""``irp diff``: the exit code, the table, the lines of JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checks.clean import Plain
from cli.running import irp
from irp.errors import IrpError, MissingExtraError, OutputError, StoreError
from irp.stores import write_store
from library.records import extraction


def changed(plain: Plain) -> None:
    first = plain["report"]["follow_ups"][0]
    first["paragraphs"][0]["text"] = "word " * 80 + "new end \x1b[31m"
    first["area"] = "Another area"


@pytest.fixture
def stores(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    found = extraction()
    same = found.model_copy(
        update={"source": found.source.model_copy(update={"sha256": "2" * 64, "name": "same.pdf"})}
    )
    write_store("old", [found, same])
    write_store("new.sqlite", [extraction(changed), same])
    write_store("empty", [])
    return tmp_path


def test_nothing_differs(stores: Path) -> None:
    done = irp("diff", "old", "old")
    assert (done.code, done.out) == (0, "")
    assert done.lines == ["records: 0 added, 0 changed, 0 removed, 2 the same"]


def test_the_table_names_the_report_the_field_and_both_values(stores: Path) -> None:
    done = irp("diff", "old", "new.sqlite")
    assert done.code == 1
    head, *rows = done.out.splitlines()
    assert head.split() == ["change", "report", "field", "old", "new"]
    assert any("Living and learning" in row and "Another area" in row for row in rows)
    assert "\x1b" not in done.out
    assert "…" in done.out
    assert done.lines == ["records: 0 added, 1 changed, 0 removed, 1 the same"]


def test_lines_of_json_hold_whole_values(stores: Path) -> None:
    done = irp("diff", "old", "new.sqlite", "--format", "jsonl", "-q")
    assert done.code == 1
    found = [json.loads(line) for line in done.out.splitlines()]
    assert done.lines == []
    area = next(one for one in found if one["path"] == "report.follow_ups[1].area")
    assert (area["change"], area["old"], area["new"]) == (
        "changed",
        "Living and learning",
        "Another area",
    )
    text = next(one for one in found if one["path"].endswith("paragraphs[3.1].text"))
    assert text["new"] == "word " * 80 + "new end \x1b[31m"


def test_added_and_removed_records_are_rows(stores: Path) -> None:
    done = irp("diff", "empty", "old")
    assert [row.split()[:2] for row in done.out.splitlines()[1:] if row[0] != " "] == [
        ["added", "larkmoor.pdf"],
        ["added", "same.pdf"],
    ]
    assert "removed" in irp("diff", "old", "empty").out
    assert irp("diff", "old", "empty").code == 1


@pytest.mark.parametrize("side", ["nowhere", "old/reports.txt"])
def test_what_cannot_be_read_is_told(stores: Path, side: str) -> None:
    (stores / "old" / "reports.txt").write_text("text", "utf-8")
    done = irp("diff", side, "old")
    assert done.code == 3
    assert "bad_store" in done.err
    assert done.out == ""


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (OutputError("out/ cannot be written: no space left on device"), 73),
        (MissingExtraError("analytics", "duckdb", "a *.duckdb store"), 2),
        (StoreError("out.sqlite cannot be used"), 3),
    ],
)
def test_each_error_has_its_exit_code_and_one_line(
    monkeypatch: pytest.MonkeyPatch, error: IrpError, code: int
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("irp.diff", fail, raising=False)
    done = irp("diff", "a", "b")
    assert done.code == code
    assert len(done.lines) == 1
    assert error.message in done.lines[0]
