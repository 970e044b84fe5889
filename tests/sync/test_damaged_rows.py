"""What irp never writes into its state is noticed, whatever SQLite finds."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import pytest

from irp.sync.archive.damaged_rows import COLUMNS, FACTS, damaged_rows
from irp.sync.archive.originals import FetchRecord, Originals
from irp.sync.archive.state_schema import SCHEMA

MOMENT = "2026-11-29T01:00:00+00:00"
HASH = "0" * 64
ROWS = {
    "pages": ("u", "t", "2026-11-29", MOMENT, MOMENT, MOMENT, "review", "", None, None, MOMENT),
    "documents": ("u", HASH, None, None, MOMENT, MOMENT, MOMENT),
    "versions": (1, "u", HASH, MOMENT),
    "originals": (HASH, "verified", None, HASH),
    "quarantine": ("u", "pdf", "c", "r", 1, MOMENT, MOMENT),
    "problems": ("i", "r", "{}"),
    "changes": (1, "r", MOMENT, "", "{}"),
}
VALUES = {
    "decisions": "{}",
    "full_look": MOMENT,
    "last_run": MOMENT,
    "newest_listed": "2026-11-29",
    "no_sitemap": MOMENT,
    "published_set": '[["a", "b"]]',
    "silence": f"{MOMENT} 7200.0 status 429",
}


@pytest.fixture
def whole() -> Iterator[sqlite3.Connection]:
    """A state with a row in each table and each fact that is read as more than text."""
    with contextlib.closing(sqlite3.connect(":memory:")) as state:
        state.executescript(SCHEMA)
        state.executemany("INSERT INTO meta VALUES (?, ?)", VALUES.items())
        for table, row in ROWS.items():
            state.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)
        state.commit()
        yield state


def test_what_irp_writes_is_no_damage(whole: sqlite3.Connection) -> None:
    assert list(damaged_rows(whole)) == []
    assert {*COLUMNS, *VALUES} == {*ROWS, *FACTS}


@pytest.mark.parametrize("wrong", ["2026-11-29T01:00:00", f"{MOMENT[:-5]}99:00", "[1]", "", "{"])
def test_a_value_that_irp_never_writes_is_damage(whole: sqlite3.Connection, wrong: str) -> None:
    """A flipped bit leaves text that SQLite finds whole: a time without its zone, half of JSON."""
    cells = [(table, column, "1") for table, columns in COLUMNS.items() for column in columns]
    for table, column, where in [*cells, *(("meta", "value", f"key = '{f}'") for f in FACTS)]:
        whole.execute(f"UPDATE {table} SET {column} = ? WHERE {where}", (wrong,))
        assert [row[0] for row in damaged_rows(whole)] == [table], (table, column, where)
        whole.rollback()


def test_a_record_of_a_download_whose_time_has_no_zone_is_damaged(tmp_path: Path) -> None:
    """Times with and without a zone cannot be put in order."""
    originals = Originals(tmp_path)
    for number, fetched in enumerate((MOMENT, MOMENT[:19])):
        record = FetchRecord("u", "u", datetime.fromisoformat(fetched), HASH, 1, {})
        values = {**asdict(record), "fetched": fetched}
        path = originals.path(HASH).with_name(f"{HASH}.fetch-{number}.json")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(values), "utf-8")
    assert len(list(originals.records())) == 1
    assert originals.unreadable == [f"{HASH}.fetch-1.json"]
