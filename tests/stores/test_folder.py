"""The folder store: one file for each source, whole at every moment."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from irp.record.extraction import Extraction
from irp.stores import StoreChange, open_store, read_store, write_store
from library.records import extraction, failed


def named(name: str, sha256: str) -> Extraction:
    found = extraction(name=name)
    return found.model_copy(update={"source": found.source.model_copy(update={"sha256": sha256})})


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_what_is_put_is_read_back_in_the_order_of_names(tmp_path: Path) -> None:
    one, other = named("b.pdf", "1" * 64), named("a.pdf", "2" * 64)
    changes = write_store(tmp_path / "out", [one, other])
    assert changes == {StoreChange.INSERTED: 2}
    assert list(read_store(tmp_path / "out")) == [other, one]
    assert (tmp_path / "out" / "reports" / "a-22222222.json").is_file()


def test_the_same_again_changes_nothing(tmp_path: Path) -> None:
    found = [named("b.pdf", "1" * 64), named("a.pdf", "2" * 64)]
    write_store(tmp_path, found)
    before = contents(tmp_path)
    assert write_store(tmp_path, reversed(found)) == {StoreChange.UNCHANGED: 2}
    assert contents(tmp_path) == before


def test_the_same_bytes_under_another_name_are_one_record(tmp_path: Path) -> None:
    write_store(tmp_path, [named("b.pdf", "1" * 64)])
    changes = write_store(tmp_path, [named("a.pdf", "1" * 64)])
    assert changes == {StoreChange.UPDATED: 1}
    assert [one.source.name for one in read_store(tmp_path)] == ["a.pdf"]


def test_hashes_that_begin_alike_are_two_records(tmp_path: Path) -> None:
    found = [named("a.pdf", "1" * 63 + "0"), named("a.pdf", "1" * 64)]
    write_store(tmp_path, found)
    assert write_store(tmp_path, found) == {StoreChange.UNCHANGED: 2}
    assert list(read_store(tmp_path)) == found


def test_a_removed_record_is_gone(tmp_path: Path) -> None:
    write_store(tmp_path, [named("b.pdf", "1" * 64)])
    with open_store(tmp_path) as store:
        assert store.remove("1" * 64)
        assert not store.remove("1" * 64)
        store.finish()
    assert list(read_store(tmp_path)) == []


def test_a_source_without_bytes_has_no_place_in_a_store(tmp_path: Path) -> None:
    with open_store(tmp_path) as store, pytest.raises(ValueError, match="could not be obtained"):
        store.put(failed())
    assert write_store(tmp_path, [failed()]) == {}


def test_a_table_that_is_no_more_is_taken_away_and_no_other_file(tmp_path: Path) -> None:
    found = [named("b.pdf", "1" * 64)]
    write_store(tmp_path, found)
    (tmp_path / "mine.csv").write_text("a table of the user's own")
    package = json.loads((tmp_path / "datapackage.json").read_text("utf-8"))
    package["resources"] += [{"path": "old_table.csv"}, {"path": "../outside.csv"}]
    (tmp_path / "datapackage.json").write_text(json.dumps(package), "utf-8")
    (tmp_path / "old_table.csv").write_text("written by an earlier version")
    (tmp_path.parent / "outside.csv").write_text("not in this folder")
    write_store(tmp_path, [named("c.pdf", "2" * 64)])
    assert not (tmp_path / "old_table.csv").exists()
    assert (tmp_path / "mine.csv").exists()
    assert (tmp_path.parent / "outside.csv").exists()
    assert (tmp_path / "glossary.csv").read_bytes().startswith(b"report_id,")
