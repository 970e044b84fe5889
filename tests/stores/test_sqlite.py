"""The SQLite store as a database: strict, whole, searchable, with answers ready."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from checks.clean import Plain
from irp.errors import OutputError, StoreError
from irp.record.extraction import Extraction, Problem
from irp.record.vocabulary import Status
from irp.render.table import as_json
from irp.stores import StoreChange, open_store, read_store, write_store
from irp.stores.sqlite.metadata import metadata_path
from irp.stores.sqlite.schema import SEARCHED, search
from irp.stores.sqlite.store import SqliteStore
from irp.stores.sqlite.views import VIEWS, usable
from irp.stores.tables.schema import schema
from library.records import extraction, one_count_too_many
from stores.making import failed_with_hash, named, nasty_extraction, several


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "irps.sqlite"


def query(path: Path, sql: str, *values: Any) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as db:
        return db.execute(sql, values).fetchall()


def assert_whole(path: Path) -> None:
    assert query(path, "PRAGMA integrity_check") == [("ok",)]
    assert query(path, "PRAGMA foreign_key_check") == []
    for index in map(search, SEARCHED):
        check = f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)"
        assert query(path, check) == []


def of(name: str, place: str, end: str, judgement: str) -> Extraction:
    """A report on a place, its first follow-up with a judgement."""

    def plant(plain: Plain) -> None:
        report = plain["report"]
        report["establishment"] |= {"name": place, "id": place.lower().replace(" ", "-")}
        report["visit"] = {"text": "then", "start": end, "end": end}
        report["report_date"] = {"text": "then", "year": int(end[:4]), "month": int(end[5:7])}
        report["follow_ups"][0]["judgement"]["value"] = judgement

    found = extraction(plant, name=name)
    source = named(name).source
    return found.model_copy(update={"source": source})


def test_the_tables_are_strict_with_foreign_keys_and_a_write_ahead_log(path: Path) -> None:
    write_store(path, several())
    tables = {
        name: strict
        for _, name, kind, _, _, strict in query(path, "PRAGMA table_list")
        if kind == "table"
    }
    made = [table.name for table in schema().tables]
    assert {tables[name] for name in (*made, "records", "irp_store")} == {1}
    assert query(path, "PRAGMA journal_mode") == [("wal",)]
    for name in {*made} - {"reports"}:
        targets = {row[2] for row in query(path, f'PRAGMA foreign_key_list("{name}")')}
        assert "reports" in targets
    assert_whole(path)


def test_a_row_without_its_report_is_refused(path: Path) -> None:
    write_store(path, [named("a.pdf")])
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA foreign_keys = ON")
        db.execute(
            "INSERT INTO glossary (report_id, row, term, definition) VALUES ('x', 1, 't', 'd')"
        )
        with pytest.raises(sqlite3.IntegrityError):
            db.commit()


def test_an_update_leaves_no_row_of_before(path: Path) -> None:
    write_store(path, [nasty_extraction(), named("a.pdf")])
    counts = "SELECT (SELECT count(*) FROM paragraphs), (SELECT count(*) FROM glossary)"
    plain = named("a.pdf").model_copy(update={"source": nasty_extraction().source})
    assert write_store(path, [plain]) == {StoreChange.UPDATED: 1}
    single = path.with_name("single.sqlite")
    write_store(single, [named("a.pdf")])
    assert query(path, counts) == [tuple(2 * n for n in query(single, counts)[0])]
    assert_whole(path)


def test_search_finds_words_and_forgets_what_is_gone(path: Path) -> None:
    found = "SELECT count(*) FROM paragraphs_fts WHERE paragraphs_fts MATCH ?"
    write_store(path, [named("a.pdf"), named("b.pdf")])
    ((both,),) = query(path, found, "looking carefully")  # stems: "looked"
    assert both > 0
    with open_store(path) as store:
        store.remove(named("a.pdf").source.sha256)
        store.finish()
    assert query(path, found, "looking carefully") == [(both // 2,)]
    assert_whole(path)


def test_the_views_give_the_latest_and_the_counts(path: Path) -> None:
    older = of("old.pdf", "HMP Larkmoor", "2021-03-04", "good_progress")
    newer = of("new.pdf", "HMP Larkmoor", "2023-05-06", "insufficient_progress")
    other = of("other.pdf", "HMP Hawkstone", "2022-01-02", "good_progress")
    write_store(path, [newer, older, other, failed_with_hash()])
    latest = (
        "SELECT establishment_name, visit_end, judgement FROM latest_judgements WHERE position = 1"
    )
    assert query(path, f"{latest} ORDER BY 1") == [
        ("HMP Hawkstone", "2022-01-02", "good_progress"),
        ("HMP Larkmoor", "2023-05-06", "insufficient_progress"),
    ]
    by_year = "SELECT year, sum(judged), max(reports) FROM judgements_by_year GROUP BY year"
    assert query(path, by_year) == [(2021, 6, 1), (2022, 6, 1), (2023, 6, 1)]
    counted = "SELECT insufficient FROM judgements_by_body WHERE body = 'hmi_prisons'"
    assert query(path, counted) == [(4,)]
    by_area = "SELECT DISTINCT area FROM judgements_by_area"
    assert query(path, by_area) == [("Living and learning",)]
    assert query(path, "SELECT count(*), sum(latest = 1) FROM results") == [(3, 2)]


def test_outcomes_stand_beside_the_progress_under_each_test(path: Path) -> None:
    def plant(plain: Plain) -> None:
        report = plain["report"]
        for index, follow_up in enumerate(report["follow_ups"]):
            follow_up["area"] = "Early days in custody" if index < 2 else "Public protection"
        report["outcome_witnesses"] = [
            {"year": 2018, "outcomes": {"Safety": "Good", "Respect": "Poor"}, "witness": "text"},
            {"year": 2021, "outcomes": {"Safety": "Good"}, "witness": "picture"},
            {
                "year": 2021,
                "outcomes": {"Safety": "Poor", "Preparation for release": "Good"},
                "witness": "chart",
            },
        ]

    write_store(path, [extraction(plant, name="a.pdf")])
    columns = "healthy_prison_test, inspection, grade, witness, judged"
    count = len(extraction(plant, name="a.pdf").report.follow_ups)  # type: ignore[union-attr]
    assert query(path, f"SELECT {columns} FROM outcomes_and_progress") == [
        ("preparation_for_release", 2021, "Good", "chart", count - 2),
        ("safety", 2021, "Poor", "chart", 2),
    ]
    graded = "inspection_year, inspection_witness, safety_grade, respect_grade"
    graded += ", preparation_for_release_grade"
    assert set(query(path, f"SELECT {graded} FROM judgements")) == {
        (2021, "chart", "Poor", None, "Good")
    }


def test_a_replaced_file_of_one_visit_is_told(path: Path) -> None:
    one = of("a.pdf", "HMP Larkmoor", "2021-03-04", "good_progress")
    other = of("b.pdf", "HMP Larkmoor", "2021-03-04", "good_progress")
    write_store(path, [one, other])
    names = query(path, "SELECT source_name, other_source_name FROM same_visit")
    assert [set(pair) for pair in names] == [{"a.pdf", "b.pdf"}]


def test_every_view_can_be_asked(path: Path) -> None:
    write_store(path, several())
    assert [view.name for view in usable(schema())] == [view.name for view in VIEWS]
    for view in VIEWS:
        query(path, f"SELECT * FROM {view.name}")


def as_sqlite(value: Any) -> Any:
    """A value of DuckDB as SQLite holds it: it has no days, truth values or lists."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return as_json(value)
    return int(value) if isinstance(value, bool) else value


def test_duckdb_has_the_same_views_with_the_same_answers(path: Path, tmp_path: Path) -> None:
    found = [
        of("old.pdf", "HMP Larkmoor", "2021-03-04", "good_progress"),
        of("new.pdf", "HMP Larkmoor", "2023-05-06", "insufficient_progress"),
    ]
    write_store(path, found)
    write_store(tmp_path / "irps.duckdb", found)
    with closing(duckdb.connect(str(tmp_path / "irps.duckdb"), read_only=True)) as db:
        for view in VIEWS:
            sql = f"SELECT * FROM {view.name}"
            theirs = [tuple(map(as_sqlite, row)) for row in db.execute(sql).fetchall()]
            assert sorted(map(repr, theirs)) == sorted(map(repr, query(path, sql))), view


def test_every_record_that_needs_review_is_in_to_review_with_its_reason(path: Path) -> None:
    doubtful = extraction(one_count_too_many, name="doubtful.pdf")
    problem = Problem(code="summary_reworded", message="An entry is worded otherwise.")
    reworded = named("reworded.pdf").model_copy(
        update={"status": Status.NEEDS_REVIEW, "problems": [problem]}
    )
    silent = named("silent.pdf").model_copy(update={"status": Status.NEEDS_REVIEW})
    write_store(path, [named("good.pdf"), doubtful, reworded, silent])
    assert query(path, "SELECT source_name, code, outcome, in_doubt FROM to_review") == [
        ("doubtful.pdf", "IRP-T01", "failed", "judgements"),
        ("reworded.pdf", "summary_reworded", "problem", "wording"),
        ("silent.pdf", None, None, None),
    ]


# ------------------------------------------------------------------ others' files, earlier versions


def test_a_database_of_others_is_refused_and_left_alone(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE reports (mine)")
        db.commit()
    with pytest.raises(StoreError, match="not a store that irp made"):
        open_store(path)
    assert query(path, "SELECT name FROM sqlite_schema") == [("reports",)]
    with pytest.raises(StoreError, match="not a store that irp made"):
        list(read_store(path))


@pytest.fixture
def earlier(path: Path) -> Path:
    """A store whose tables an earlier irp made otherwise, with a view of a user's own."""
    write_store(path, several())
    with closing(sqlite3.connect(path)) as db:
        db.execute("DROP VIEW latest_judgements")
        db.execute("ALTER TABLE follow_ups DROP COLUMN addressee")
        db.execute("UPDATE irp_store SET value = 'other' WHERE name = 'layout'")
        db.execute(
            "UPDATE records SET json = replace(json, ?, ?)",
            [f'"schema_version":"{v}"' for v in ("1.1", "1.0")],
        )
        db.execute("CREATE VIEW mine AS SELECT count(*) FROM follow_ups")
        db.commit()
    return path


def test_a_store_of_an_earlier_version_is_made_anew_from_its_records(earlier: Path) -> None:
    with open_store(earlier):
        pass
    assert list(read_store(earlier)) == several()
    assert write_store(earlier, several()) == {StoreChange.UNCHANGED: len(several())}
    query(earlier, "SELECT addressee FROM follow_ups")
    query(earlier, "SELECT * FROM latest_judgements")
    assert query(earlier, "SELECT * FROM mine")[0][0] > 0
    assert_whole(earlier)


def test_a_store_that_cannot_be_carried_over_is_refused_and_left_as_it_is(earlier: Path) -> None:
    with closing(sqlite3.connect(earlier)) as db:
        db.execute("UPDATE records SET json = json_set(json, '$.schema_version', '0.5')")
        db.commit()
    tables = query(earlier, "SELECT name, sql FROM sqlite_schema ORDER BY name")
    with pytest.raises(StoreError, match="cannot be carried over"):
        open_store(earlier)
    assert query(earlier, "SELECT name, sql FROM sqlite_schema ORDER BY name") == tables
    assert query(earlier, "SELECT count(*) FROM records") == [(len(several()),)]


def test_a_store_is_read_where_nothing_can_be_written(path: Path, tmp_path: Path) -> None:
    write_store(path, several())
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    shutil.copy(path, elsewhere)
    (elsewhere / path.name).chmod(0o444)
    elsewhere.chmod(0o555)
    assert list(read_store(elsewhere / path.name)) == several()
    elsewhere.chmod(0o755)


def test_a_store_that_another_writes_to_is_told(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("irp.stores.sqlite.store._WAIT", 0.05)
    with SqliteStore(path) as store, closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(OutputError, match="locked"):
            store.put(named("a.pdf"))
        other.rollback()
        assert store.put(named("a.pdf")) is StoreChange.INSERTED


# ------------------------------------------------------------------ Datasette


def test_what_datasette_is_told_is_true(path: Path) -> None:
    write_store(path, several())
    told = json.loads(metadata_path(path).read_text("utf-8"))
    assert {"title", "description", "license", "license_url", "source", "source_url"} <= set(told)
    (database,) = told["databases"].values()
    assert list(told["databases"]) == [path.stem]
    for name, about in database["tables"].items():
        there = {row[1] for row in query(path, f'PRAGMA table_info("{name}")')}
        assert there, name
        assert set(about.get("columns", ())) <= there
    with closing(sqlite3.connect(path)) as db:
        for name, asked in database["queries"].items():
            found = db.execute(asked["sql"], {"words": "carefully OR damp"}).fetchall()
            assert found or not name.startswith("search"), name


def test_datasette_is_told_what_to_show_and_by_what_name(path: Path) -> None:
    write_store(path, several())
    (database,) = json.loads(metadata_path(path).read_text("utf-8"))["databases"].values()
    shown = {name for name, about in database["tables"].items() if not about.get("hidden")}
    assert shown >= {"judgements", "reports", "paragraphs", "checks", "problems", "links"}
    assert not {name for name in shown if name.startswith("stated_")}
    for name in shown:
        about = database["tables"][name]
        wanted = [*about.get("facets", ()), about.get("sort_desc"), about.get("label_column")]
        for column in filter(None, wanted):
            query(path, f"SELECT {column} FROM {name}")
    labels = query(path, "SELECT label FROM reports ORDER BY source_name, report_id")
    assert ("HMP Larkmoor, 2022",) in labels
    assert (failed_with_hash().source.name,) in labels
    for view in VIEWS:
        assert any(view.name in asked["sql"] for asked in database["queries"].values())


def test_datasette_finds_the_search_of_the_paragraphs(path: Path) -> None:
    write_store(path, several())
    # Datasette offers a search where a table's index names it in one of these two ways
    # (https://docs.datasette.io/en/stable/full_text_search.html): single quotes are passed over.
    found = query(
        path,
        "SELECT count(*) FROM sqlite_schema WHERE sql LIKE '%VIRTUAL TABLE%USING FTS%'"
        " AND (sql LIKE '%content=\"paragraphs\"%' OR sql LIKE '%content=[paragraphs]%')",
    )
    assert found == [(1,)]
