"""What all stores promise, each of them tried."""

from __future__ import annotations

import builtins
import csv
import sqlite3
import sys
import weakref
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb
import pytest
from openpyxl import load_workbook

from irp.errors import MissingExtraError, StoreError
from irp.record.extraction import Extraction
from irp.stores import Store, StoreChange, open_store, read_store, write_store
from irp.stores.naming import StoreKind, kind_of_target
from irp.stores.reading import read_folder
from library.records import failed
from stores.making import (
    KINDS,
    contents,
    every_kind,
    every_readable_kind,
    named,
    opened,
    several,
    target,
)
from stores.varied import varied


def read_anew(found: Extraction) -> Extraction:
    """The same source as a later version reads it."""
    return found.model_copy(update={"parser": found.parser.model_copy(update={"version": "2"})})


@every_readable_kind
def test_what_is_put_is_read_back_whole_and_in_order(tmp_path: Path, kind: str) -> None:
    found = several()
    assert write_store(target(tmp_path, kind), reversed(found)) == {
        StoreChange.INSERTED: len(found)
    }
    assert list(read_store(target(tmp_path, kind))) == found


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "xlsx"])  # two files
def test_a_link_in_place_of_a_store_stays_and_its_target_is_written(
    tmp_path: Path, kind: str
) -> None:
    away = target(tmp_path / "away", kind)
    write_store(away, named("a.pdf"))
    link = target(tmp_path, kind)
    link.symlink_to(away)
    assert write_store(link, named("b.pdf")) == {StoreChange.INSERTED: 1}
    assert link.is_symlink()
    assert write_store(away, named("b.pdf")) == {StoreChange.UNCHANGED: 1}


@every_kind
def test_changes_are_counted(tmp_path: Path, kind: str) -> None:
    found = several()
    write_store(target(tmp_path, kind), found)
    again = [read_anew(found[0]), *found[1:], named("new.pdf")]
    changes = write_store(target(tmp_path, kind), again)
    assert changes == {
        StoreChange.UPDATED: 1,
        StoreChange.UNCHANGED: len(found) - 1,
        StoreChange.INSERTED: 1,
    }
    assert write_store(target(tmp_path, kind), again) == {StoreChange.UNCHANGED: len(again)}


@pytest.mark.parametrize("kind", ["folder", "jsonl", "parquet"])
def test_the_same_records_give_the_same_bytes(tmp_path: Path, kind: str) -> None:
    for name, found in (("one", several()), ("other", several()[::-1])):
        (tmp_path / name).mkdir()
        write_store(target(tmp_path / name, kind), found)
    assert contents(tmp_path / "one") == contents(tmp_path / "other")
    before = contents(tmp_path / "one")
    write_store(target(tmp_path / "one", kind), several())
    assert contents(tmp_path / "one") == before


@every_kind
def test_what_is_removed_is_gone(tmp_path: Path, kind: str) -> None:
    found = several()
    write_store(target(tmp_path, kind), found)
    with opened(tmp_path, kind) as store:
        assert store.remove(found[0].source.sha256)
        assert not store.remove(found[0].source.sha256)
        store.finish()
    if kind != "parquet":
        assert list(read_store(target(tmp_path, kind))) == found[1:]
    assert write_store(target(tmp_path, kind), found)[StoreChange.INSERTED] == 1


@every_readable_kind
def test_closing_without_finishing_leaves_a_valid_store(tmp_path: Path, kind: str) -> None:
    found = several()
    with opened(tmp_path, kind) as store:
        for one in found:
            store.put(one)
    assert list(read_store(target(tmp_path, kind))) == found


@every_readable_kind
def test_an_error_in_the_middle_keeps_what_was_put(tmp_path: Path, kind: str) -> None:
    def interrupted() -> None:
        with opened(tmp_path, kind) as store:
            store.put(named("a.pdf"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        interrupted()
    assert list(read_store(target(tmp_path, kind))) == [named("a.pdf")]


@every_kind
def test_a_source_whose_bytes_were_never_had_has_no_place(tmp_path: Path, kind: str) -> None:
    with opened(tmp_path, kind) as store, pytest.raises(ValueError, match="could not be obtained"):
        store.put(failed())
    assert write_store(target(tmp_path, kind), [failed()]) == {}


@every_kind
def test_each_is_a_store(tmp_path: Path, kind: str) -> None:
    with opened(tmp_path, kind) as store:
        assert isinstance(store, Store)
        store.close()
    store.close()


@every_kind
def test_nothing_but_the_store_is_left(tmp_path: Path, kind: str) -> None:
    write_store(target(tmp_path, kind), several())
    write_store(target(tmp_path, kind), several()[1:])
    allowed = {"records", f"records.{kind}", "records.sqlite.metadata.json"}
    allowed |= {"records.xlsx.records.jsonl"} if kind == "xlsx" else set()
    assert {path.name for path in tmp_path.iterdir()} <= allowed
    assert not [name for name in contents(tmp_path) if name.endswith((".tmp", ".journal"))]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("out", StoreKind.FOLDER),
        ("out/", StoreKind.FOLDER),
        ("out.sqlite/", StoreKind.FOLDER),
        ("irps.2022", StoreKind.FOLDER),
        ("irps.sqlite", StoreKind.SQLITE),
        ("IRPS.DB", StoreKind.SQLITE),
        ("irps.jsonl", StoreKind.JSONL),
        ("irps.duckdb", StoreKind.DUCKDB),
        ("irps.parquet", StoreKind.PARQUET),
    ],
)
def test_the_name_says_what_it_is(name: str, kind: StoreKind) -> None:
    assert kind_of_target(name) is kind


@pytest.mark.parametrize(
    ("kind", "missing"), [("duckdb", "duckdb"), ("duckdb", "pyarrow"), ("parquet", "pyarrow")]
)
def test_a_missing_extra_is_named(
    tmp_path: Path, kind: str, missing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__
    for name in [name for name in sys.modules if name.partition(".")[0] == missing]:
        monkeypatch.delitem(sys.modules, name)

    def without(name: str, *arguments: Any, **more: Any) -> Any:
        if name.partition(".")[0] == missing:
            raise ImportError(f"No module named {name!r}")
        return real(name, *arguments, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    monkeypatch.setattr("irp.stores.extras.import_module", without)
    with pytest.raises(MissingExtraError, match=r"pip install '\.\[analytics\]'"):
        opened(tmp_path, kind)


@pytest.mark.parametrize("kind", ["sqlite", "jsonl", "duckdb", "parquet"])
def test_a_file_that_is_something_else_is_refused_and_left_alone(tmp_path: Path, kind: str) -> None:
    path = target(tmp_path, kind)
    path.write_bytes(b"Dear diary,\n" * 1000)
    with pytest.raises(StoreError):
        open_store(path)
    assert path.read_bytes() == b"Dear diary,\n" * 1000
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_rows_without_records_are_not_read_back(tmp_path: Path) -> None:
    write_store(tmp_path / "a.parquet", several())
    with pytest.raises(StoreError, match="without their records"):
        read_store(tmp_path / "a.parquet")


def test_no_store_is_told_at_the_call(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no store at"):
        read_store(tmp_path / "nowhere")
    (tmp_path / "a.txt").write_text("text", "utf-8")
    with pytest.raises(StoreError, match="is no store"):
        read_store(tmp_path / "a.txt")


def test_a_folder_of_plain_records_and_a_published_set_are_read(tmp_path: Path) -> None:
    found = [named("a.pdf"), named("b.pdf")]
    plain = tmp_path / "plain"
    plain.mkdir()
    for one in found:
        (plain / f"z{one.source.name}.json").write_text(one.model_dump_json(indent=1), "utf-8")
    assert list(read_store(plain)) == found
    write_store(tmp_path / "data" / "published", found)
    assert list(read_store(tmp_path / "data")) == found
    single = plain / "za.pdf.json"
    assert list(read_store(single)) == found[:1]


def themes_in(folder: Path, kind: str) -> list[str | None]:
    """The theme of each judgement in a store, which its records do not hold."""
    path = target(folder, kind)
    if kind == "folder":
        with (path / "judgements.csv").open(encoding="utf-8") as file:
            return [row["area_theme"] or None for row in csv.DictReader(file)]
    if kind == "sqlite":
        with closing(sqlite3.connect(path)) as db:
            return [row[0] for row in db.execute("SELECT area_theme FROM judgements")]
    if kind == "xlsx":
        head, *lines = load_workbook(path)["judgements"].values
        return [line[head.index("area_theme")] for line in lines]
    sql = f"SELECT area_theme FROM {'judgements' if kind == 'duckdb' else repr(str(path))}"
    with closing(duckdb.connect(str(path) if kind == "duckdb" else ":memory:")) as db:
        return [row[0] for row in db.execute(sql).fetchall()]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "jsonl"])
def test_another_crosswalk_is_used_without_a_report_being_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    write_store(target(tmp_path, kind), [named("a.pdf")])
    assert "gardens" not in themes_in(tmp_path, kind)
    own = tmp_path / "own.csv"
    own.write_text("heading,theme,healthy_prison_test\nLiving and learning,gardens,safety\n")
    monkeypatch.setenv("IRP_AREAS", str(own))
    with opened(tmp_path, kind) as store:
        store.finish()
    assert set(themes_in(tmp_path, kind)) == {"gardens"}


@pytest.mark.parametrize("kind", ["folder", "sqlite"])
def test_a_record_is_let_go_when_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    alive: list[weakref.ref[Extraction]] = []
    most = 0

    def watched(records: Iterable[Extraction]) -> Iterator[Extraction]:
        nonlocal most
        for one in records:
            alive.append(weakref.ref(one))
            most = max(most, sum(ref() is not None for ref in alive))
            yield one

    monkeypatch.setattr(
        "irp.stores.derived.read_folder", lambda folder: watched(read_folder(folder))
    )
    write_store(target(tmp_path, kind), watched(varied(12)))
    assert len(alive) == (24 if kind == "folder" else 12)
    assert most <= 3
