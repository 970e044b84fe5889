"""The tables of a folder: valid by their own description, harmless in a spreadsheet."""

from __future__ import annotations

import csv
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package, system
from hypothesis import given
from hypothesis import strategies as st

from decisions.deciding import decision
from irp.decisions.applying import apply
from irp.errors import RecordError
from irp.render.table import harmless
from irp.stores import open_store, write_store
from irp.stores.tables.rows import rows_of
from irp.stores.tables.schema import schema
from stores.making import NASTY, contents, named, nasty_extraction, several

FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")


def original(cell: str) -> str:
    """The text of a cell, without the apostrophe that marks it as text."""
    return cell[1:] if cell.startswith("'") and harmless(cell[1:]) == cell else cell


def package(folder: Path) -> dict[str, Any]:
    described: dict[str, Any] = json.loads((folder / "datapackage.json").read_text("utf-8"))
    return described


def faults(folder: Path) -> list[Any]:
    with system.use_context(trusted=True):
        report = Package(str(folder / "datapackage.json")).validate()
    warnings = [warning for task in report.tasks for warning in task.warnings]
    found: list[Any] = report.flatten(["type", "title", "rowNumber", "fieldName", "message"])
    return found + warnings + list(report.warnings)


def table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_frictionless_finds_no_fault(tmp_path: Path) -> None:
    made = decision("correct", {"pointer": "/visit/text"}, read="x", value="y")
    write_store(tmp_path, [*several(), apply(named("decided.pdf"), [made])])
    assert faults(tmp_path) == []
    (row,) = table(tmp_path, "decisions")
    assert (row["decision"], row["at"], row["value"]) == ("correct", "2026-03-01T12:00:00Z", '"y"')


def test_frictionless_finds_no_fault_in_an_empty_store(tmp_path: Path) -> None:
    write_store(tmp_path, [])
    assert faults(tmp_path) == []


def test_frictionless_finds_planted_faults(tmp_path: Path) -> None:
    write_store(tmp_path, [named("a.pdf")])
    described = package(tmp_path)
    planted = (
        ("follow_ups", "good_progress", "great_progress"),
        ("checks", "passed", "perhaps"),
        ("glossary", "\n" + "0", "\n" + "9"),
    )
    for name, old, new in planted:
        path = tmp_path / f"{name}.csv"
        key = named("a.pdf").source.sha256
        text = path.read_text("utf-8")
        path.write_text(
            text.replace(key, "9" * 64) if name == "glossary" else text.replace(old, new), "utf-8"
        )
    for resource in described["resources"]:
        del resource["bytes"], resource["hash"]
    (tmp_path / "datapackage.json").write_text(json.dumps(described), "utf-8")
    assert {kind for kind, *_ in faults(tmp_path)} == {"constraint-error", "foreign-key"}


def test_the_package_is_of_version_2_with_licences_and_sources(tmp_path: Path) -> None:
    write_store(tmp_path, [named("a.pdf")])
    described = package(tmp_path)
    assert described["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert [one["name"] for one in described["licenses"]] == ["OGL-UK-3.0", "MIT"]
    assert described["sources"][0]["path"].startswith("https://hmiprisons.")
    assert "created" not in described
    for resource in described["resources"]:
        content = (tmp_path / resource["path"]).read_bytes()
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert resource["bytes"] == len(content)
        assert all(field["description"] for field in resource["schema"]["fields"])
        assert resource["schema"]["primaryKey"][0] == "report_id"
        if resource["name"] != "reports":
            targets = [key["reference"]["resource"] for key in resource["schema"]["foreignKeys"]]
            assert targets[0] == "reports"


def test_every_table_has_its_file_and_every_file_its_table(tmp_path: Path) -> None:
    write_store(tmp_path, [named("a.pdf")])
    files = {path.name for path in tmp_path.glob("*.csv")}
    assert files == {resource["path"] for resource in package(tmp_path)["resources"]}


def test_no_cell_is_a_formula_and_every_text_comes_back(tmp_path: Path) -> None:
    found = nasty_extraction()
    write_store(tmp_path, [found])
    for path in tmp_path.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert [cell for cell in cells if cell.startswith(FORMULA)] == []
    assert found.report is not None
    printed = [original(row["definition"]) for row in table(tmp_path, "glossary")]
    assert printed == [entry.definition for entry in found.report.glossary]
    assert set(printed) >= set(NASTY)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_harmless_text_can_be_undone(text: str) -> None:
    assert not harmless(text).startswith(FORMULA)
    assert harmless(text) in (text, f"'{text}")
    assert original(harmless(text)) == text


def test_lists_are_json_in_a_cell(tmp_path: Path) -> None:
    found = nasty_extraction()
    write_store(tmp_path, [found])
    assert found.report is not None
    first = table(tmp_path, "follow_ups")[0]
    assert json.loads(first["references"]) == found.report.follow_ups[0].references


def test_csv_holds_what_the_rows_hold(tmp_path: Path) -> None:
    found = named("a.pdf")
    write_store(tmp_path, [found])
    rows = rows_of(found)
    for made in schema().tables:
        assert len(table(tmp_path, made.name)) == len(rows[made.name]), made.name


def test_a_record_added_by_hand_or_taken_away_is_seen_by_the_next_finish(tmp_path: Path) -> None:
    write_store(tmp_path, [named("a.pdf"), named("b.pdf")])
    whole = contents(tmp_path)
    (one,) = (tmp_path / "reports").glob("a-*.json")
    saved = one.read_bytes()
    one.unlink()
    with open_store(tmp_path) as store:
        store.finish()
    assert [row["source_name"] for row in table(tmp_path, "reports")] == ["b.pdf"]
    one.write_bytes(saved)
    with open_store(tmp_path) as store:
        store.finish()
    assert contents(tmp_path) == whole


@pytest.mark.parametrize("name", ["follow_ups.csv", "reports.jsonl", "datapackage.json"])
@pytest.mark.parametrize("harm", ["gone", "changed"])
def test_what_was_lost_or_changed_is_made_again(tmp_path: Path, name: str, harm: str) -> None:
    write_store(tmp_path, [named("a.pdf")])
    whole = contents(tmp_path)
    if harm == "gone":
        (tmp_path / name).unlink()
    else:
        (tmp_path / name).write_bytes(b"{}")
    with open_store(tmp_path) as store:
        store.finish()
    assert contents(tmp_path) == whole


def test_a_second_finish_writes_nothing(tmp_path: Path) -> None:
    write_store(tmp_path, [named("a.pdf")])
    times = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()}
    with open_store(tmp_path) as store:
        store.finish()
    assert {path: path.stat().st_mtime_ns for path in times} == times


def test_a_file_that_is_no_record_is_named(tmp_path: Path) -> None:
    write_store(tmp_path, [named("a.pdf")])
    before = contents(tmp_path)
    stray = tmp_path / "reports" / "notes.json"
    stray.write_text("{}", "utf-8")
    with pytest.raises(RecordError, match=r"notes\.json: this is not a record"):
        write_store(tmp_path, [named("b.pdf")])
    stray.unlink()
    assert contents(tmp_path).items() >= before.items()
