"""The flat tables: made of the models, all of them, whatever is added to them."""

from __future__ import annotations

import re
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import Any

import duckdb
import pytest
from pydantic import Field

from conftest import ROOT
from irp.record.extraction import Extraction
from irp.record.grounding import Record, Text
from irp.record.load import as_extraction
from irp.record.report import FollowUp, Report
from irp.stores.duck import DuckStore
from irp.stores.sqlite.store import SqliteStore
from irp.stores.sqlite.views import VIEWS, usable
from irp.stores.tables.csv import csv_lines
from irp.stores.tables.fields import Kind
from irp.stores.tables.package import describe
from irp.stores.tables.rows import rows_of
from irp.stores.tables.schema import Schema, schema
from stores.making import named, nasty_extraction

PROMISED = (
    "reports follow_ups paragraphs judgement_summary tallies checks problems people glossary"
).split()


def test_the_tables_that_are_promised_are_there() -> None:
    assert {table.name for table in schema().tables} >= set(PROMISED)


def leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from leaves(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner)
    elif value is not None:
        yield value


@pytest.mark.parametrize("make", [lambda: named("a.pdf"), nasty_extraction])
def test_every_value_of_a_record_is_in_a_table(make: Any) -> None:
    found = make()
    plain = found.model_dump(mode="json", exclude={"provenance"})
    rows = [list(row) for table in rows_of(found).values() for row in table]
    missing = {*map(repr, leaves(plain))} - {*map(repr, leaves(rows))}
    assert missing == set()


def test_keys_are_keys_and_parents_are_there() -> None:
    rows = rows_of(nasty_extraction())
    for table in schema().tables:
        names = [column.name for column in table.columns]
        keys = [tuple(row[names.index(name)] for name in table.key) for row in rows[table.name]]
        assert len(set(keys)) == len(keys)
        for parent, column in table.parents:
            numbers = {row[names.index(column)] for row in rows[table.name]} - {None}
            assert numbers <= set(range(1, len(rows[parent]) + 1))


def test_paragraphs_say_which_part_and_follow_up_they_are_from() -> None:
    found = named("a.pdf")
    assert found.report is not None
    names = [column.name for column in schema().table("paragraphs").columns]
    rows = [dict(zip(names, row, strict=True)) for row in rows_of(found)["paragraphs"]]
    for position, follow_up in enumerate(found.report.follow_ups, start=1):
        mine = [row for row in rows if row["follow_ups_row"] == position]
        assert [row["number"] for row in mine] == [p.number for p in follow_up.paragraphs]
        assert {row["part"] for row in mine} == {"follow_ups"}
    summary = [row["text"] for row in rows if row["part"] == "summary"]
    assert summary == [p.text for p in found.report.summary.paragraphs]
    assert all(row["page"] for row in rows)


def test_people_are_all_who_are_named() -> None:
    found = named("a.pdf")
    assert found.report is not None
    names = [column.name for column in schema().table("people").columns]
    people = [dict(zip(names, row, strict=True)) for row in rows_of(found)["people"]]
    team = [(m.name, m.role) for m in found.report.review_team]
    assert [(p["name"], p["role"]) for p in people if p["part"] == "review_team"] == team
    inspector = found.report.chief_inspector
    assert inspector is not None
    (signed,) = [p for p in people if p["part"] == "chief_inspector"]
    assert (signed["name"], signed["title"]) == (inspector.name, inspector.title)


def test_every_column_says_what_it_is() -> None:
    for table in schema().tables:
        assert table.description.endswith(".")
        for column in table.columns:
            assert len(column.description) > 8, (table.name, column.name)


# ------------------------------------------------------------------ planted fields


class Shade(StrEnum):
    LIGHT = "light"
    DARK = "dark"


class Visitor(Record):
    """Somebody who came along."""

    name: Text
    days: list[date] = Field(default=[])


class Weather(Record):
    """What the weather was."""

    shade: Shade = Shade.DARK
    degrees: float | None = None


class NewFollowUp(FollowUp):
    urgency: int = Field(default=3, ge=1, le=5, description="How urgent it is.")
    visitors: list[Visitor] = Field(default=[])


class NewReport(Report):
    weather: Weather = Weather()
    open_day: date | None = Field(default=None, description="The open day.")
    mottos: list[str] = Field(default=[])
    visitors: list[Visitor] = Field(default=[])
    by_year: dict[str, int] = Field(default={})
    follow_ups: list[NewFollowUp]  # type: ignore[assignment] # a list of more than there was


class NewExtraction(Extraction):
    report: NewReport | None


def planted() -> tuple[Schema, NewExtraction]:
    plain = named("a.pdf").model_dump(mode="json")
    visitor = {"name": "Ada", "days": ["2022-03-01", "2022-03-02"]}
    plain["report"] |= {
        "weather": {"shade": "light", "degrees": 20.5},
        "open_day": "2022-05-05",
        "mottos": ["One", "Two"],
        "visitors": [visitor],
        "by_year": {"2021": 1},
    }
    plain["report"]["follow_ups"][1] |= {"urgency": 5, "visitors": [visitor, visitor]}
    return schema(NewExtraction), NewExtraction.model_validate(plain)


def test_new_fields_are_columns_and_rows() -> None:
    tables, found = planted()
    reports = {column.name: column for column in tables.table("reports").columns}
    assert reports["weather_shade"].allowed == ("light", "dark")
    assert reports["weather_degrees"].kind is Kind.NUMBER
    assert (reports["open_day"].kind, reports["open_day"].description) == (
        Kind.DATE,
        "The open day.",
    )
    assert reports["mottos"].item is Kind.TEXT
    assert reports["by_year"].kind is Kind.OBJECT
    urgency = tables.table("follow_ups").column("urgency")
    assert (urgency.minimum, urgency.maximum, urgency.description) == (1, 5, "How urgent it is.")
    assert {column.name for column in tables.table("visitors").columns} >= {
        *("report_id", "row", "part", "follow_ups_row", "name", "days")
    }
    rows = rows_of(found, tables)
    names = [column.name for column in tables.table("visitors").columns]
    visitors = [dict(zip(names, row, strict=True)) for row in rows["visitors"]]
    assert {(v["name"], v["follow_ups_row"]) for v in visitors} == {("Ada", None), ("Ada", 2)}
    assert len(visitors) == 3


def test_new_fields_are_in_csv_and_its_description() -> None:
    tables, found = planted()
    rows = rows_of(found, tables)
    lines = "".join(csv_lines(tables.table("reports"), rows["reports"]))
    for value in ("weather_shade", "light", "20.5", "2022-05-05", '"[""One"", ""Two""]"'):
        assert value in lines
    described = {one["name"]: one for one in describe(tables)["resources"]}
    fields = {one["name"]: one for one in described["reports"]["schema"]["fields"]}
    assert fields["weather_shade"]["constraints"]["enum"] == ["light", "dark"]
    assert fields["open_day"]["type"] == "date"
    keys = described["visitors"]["schema"]["foreignKeys"]
    assert keys[0]["reference"] == {"resource": "reports", "fields": ["report_id"]}


def test_new_fields_are_in_databases(tmp_path: Path) -> None:
    tables, found = planted()
    with SqliteStore(tmp_path / "a.sqlite", tables) as store:
        store.put(found)
        store.finish()
    db = sqlite3.connect(tmp_path / "a.sqlite")
    query = "SELECT weather_shade, weather_degrees, open_day, mottos FROM reports"
    assert db.execute(query).fetchone() == ("light", 20.5, "2022-05-05", '["One", "Two"]')
    assert db.execute("SELECT max(urgency) FROM follow_ups").fetchone() == (5,)
    assert db.execute("SELECT count(*) FROM visitors").fetchone() == (3,)
    db.close()


def test_new_fields_are_in_duckdb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tables, found = planted()
    # In place of the real one, which knows no new field.
    monkeypatch.setattr("irp.stores.duck.from_text", NewExtraction.model_validate_json)
    with DuckStore(tmp_path / "a.duckdb", tables) as store:
        store.put(found)
    db = duckdb.connect(str(tmp_path / "a.duckdb"), read_only=True)
    query = "SELECT weather_degrees, open_day, mottos FROM reports"
    assert db.execute(query).fetchone() == (20.5, date(2022, 5, 5), ["One", "Two"])
    db.close()


def test_new_fields_are_in_the_data_dictionary(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [str(ROOT / "docs"), *sys.path])
    describing = import_module("describe_tables")
    page = describing.stores_page(f"# Stores\n{describing.MARK}\nold", planted()[0])
    assert "| `urgency` | integer |  | How urgent it is. |" in page
    assert "### visitors\n\nSomebody who came along." in page
    assert "old" not in page


def test_every_column_of_a_store_is_in_the_data_dictionary_with_its_values(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "stores.md").read_text("utf-8")
    with SqliteStore(tmp_path / "a.sqlite"):
        pass
    db = sqlite3.connect(tmp_path / "a.sqlite")
    own = {"records", "irp_store"}
    things = db.execute("SELECT type, name FROM sqlite_schema WHERE type IN ('table', 'view')")
    for kind, name in things.fetchall():
        if name in own or "_fts" in name or name.startswith("sqlite_"):
            continue
        columns = {row[1] for row in db.execute(f'PRAGMA table_info("{name}")')} - {"id"}
        if kind == "view":
            (told,) = re.findall(rf"^\| `{name}` \|.*$", page, re.MULTILINE)
            assert columns == {*re.findall(r"`(\w+)`", told.rpartition(" | ")[2])}, name
            continue
        section = page.partition(f"\n### {name}\n")[2].partition("\n##")[0]
        assert columns == {*re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)}, name
        for column in schema().table(name).columns:
            assert all(f"`{value}`" in section for value in column.allowed), (name, column.name)
    db.close()


def test_a_record_of_the_schema_before_is_read() -> None:
    plain = named("a.pdf").model_dump(mode="json")
    del plain["report"]["establishment"]["nomis_code"]
    found = as_extraction({**plain, "schema_version": "1.0"})
    assert found == named("a.pdf")


@pytest.mark.parametrize("without", ["report_days", "judgements"])
def test_a_view_is_left_out_where_anything_that_it_needs_is_missing(without: str) -> None:
    """The name of a view that others are made from, or of a table."""
    tables = schema()
    if without == "report_days":
        root = next(view for view in VIEWS if view.name == without).needs[0].partition(".")[0]
    else:
        root = without
    fewer = replace(tables, tables=tuple(one for one in tables.tables if one.name != root))
    left = {view.name for view in usable(fewer)}
    gone = {view.name for view in VIEWS} - left
    assert gone
    for view in VIEWS:
        needs = {need.partition(".")[0] for need in view.needs}
        assert (view.name in gone) is bool(needs & {root, *gone})
