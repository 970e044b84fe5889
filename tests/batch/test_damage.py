"""Stores that notice their damage: nothing whole is lost, nothing damaged is published."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from unittest import mock

import pytest

from batch.making import files
from disks import can_mount, filled, small_disk
from irp import BatchOptions, run_batch
from irp.batch.output.progress import BatchResult
from irp.batch.soundness import check_store
from irp.errors import OutputError, StoreError
from irp.stores import read_store, write_store
from stores.making import KINDS, READABLE, several, target

SOURCES = {"a": "good a", "b": "doubtful b", "c": "good c"}
DAMAGES = int(os.environ.get("IRP_DAMAGES", "6"))
"""How many files of each kind of store are damaged; the campaign takes 200."""


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    return files(tmp_path / "in", **SOURCES)


def batch(sources: object, out: Path) -> BatchResult:
    return run_batch(sources, str(out), batch_options=BatchOptions(jobs=1))  # type: ignore[arg-type]


def records(out: Path) -> dict[str, str]:
    """What is published of each source: a hash of its record."""
    return {
        one.source.name: hashlib.sha256(one.model_dump_json().encode()).hexdigest()
        for one in read_store(out)
    }


def rot(path: Path, chosen: random.Random, bits: int = 1) -> None:
    """Flip bits as a disk does: neither size nor time change."""
    status = path.stat()
    data = bytearray(path.read_bytes())
    for _ in range(bits):
        data[chosen.randrange(len(data))] ^= 1 << chosen.randrange(8)
    path.write_bytes(bytes(data))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def problems_of(out: Path, kind: str) -> str:
    """The text of a store's ``problems.jsonl``."""
    path = out / "problems.jsonl" if kind == "folder" else Path(f"{out}.problems.jsonl")
    return path.read_text("utf-8")


@pytest.fixture
def thorough(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every block is in the share that is compared by hash."""
    monkeypatch.setattr("irp.files.index._SHARE", 1.0)


def kept(out: Path) -> Iterator[Path]:
    """Every file that a batch keeps, but the report of the run."""
    folder = out if out.is_dir() else out.parent
    for path in sorted(folder.rglob("*")):
        passing = path.name.endswith(("run.json", "-wal", "-shm"))
        if path.is_file() and path.stat().st_size and not passing:
            yield path


@pytest.mark.usefixtures("thorough")
@pytest.mark.parametrize("kind", KINDS)
def test_one_good_run_after_damage_comes_to_the_whole_store(
    reports: Path, tmp_path: Path, readings: list[str], kind: str
) -> None:
    chosen = random.Random(kind)
    out = target(tmp_path / "out", kind)
    batch(reports, out)
    whole = records(out) if kind in READABLE else {}
    for turn in range(DAMAGES):
        victim = chosen.choice(list(kept(out)))
        rot(victim, chosen, bits=1 + turn % 40)
        if victim.name.endswith("manifest.json"):  # all else is known by it: left for a person
            with pytest.raises(StoreError, match=r"damaged|no manifest|another version"):
                batch(reports, out)
            victim.unlink()
        batch(reports, out)
        if kind in READABLE:
            assert records(out) == whole, victim
        assert "record_damaged" not in problems_of(out, kind), victim
        readings.clear()
        assert not batch(reports, out).changes["updated"]
        assert readings == [], victim


@pytest.mark.usefixtures("thorough")
@pytest.mark.parametrize("kind", READABLE)
def test_a_damaged_record_without_its_source_is_set_aside_and_named(
    reports: Path, tmp_path: Path, readings: list[str], kind: str
) -> None:
    out = target(tmp_path / "out", kind)
    batch(reports, out)
    whole = records(out)
    if kind == "folder":
        (victim,) = (out / "reports").glob("b-*.json")
        changed = victim.read_bytes().replace(b"good_progress", b"poor_progress")
    else:
        victim = out if kind != "xlsx" else out.with_name(f"{out.name}.records.jsonl")
        data = victim.read_bytes()
        place = data.rindex(b"b.txt") if kind == "duckdb" else data.index(b'"name":"b.txt"')
        changed = data[:place] + bytes(200) + data[place + 200 :]
    status = victim.stat()
    victim.write_bytes(changed)
    os.utime(victim, ns=(status.st_atime_ns, status.st_mtime_ns))
    result = batch(reports / "a.txt", out)
    assert victim.name in result.damaged
    if kind != "duckdb":  # there the damage may spare the records
        assert result.codes["record_damaged"] == 1
        assert "record_damaged" in problems_of(out, kind)
    published = records(out)
    assert "b.txt" not in published or kind == "duckdb"
    assert published.items() <= whole.items()
    result = batch(reports, out)
    assert records(out) == whole
    assert "unread" not in result.statuses
    assert "record_damaged" not in problems_of(out, kind)


@pytest.mark.usefixtures("thorough")
def test_a_repair_that_is_interrupted_names_every_record_that_is_missing(
    reports: Path, tmp_path: Path
) -> None:
    out = tmp_path / "of[1].jsonl"
    batch(reports, out)
    whole = records(out)
    out.write_bytes(out.read_bytes().replace(b'"name":"b.txt"', b'"name":"d.txt"'))
    full = mock.patch("irp.batch.output.inspection.write_store", side_effect=OutputError("full"))
    with full, pytest.raises(OutputError):
        batch(reports / "a.txt", out)
    result = batch(reports / "a.txt", out)
    missing = set(whole) - set(records(out))
    assert len(missing) > 1
    assert result.codes["record_damaged"] == len(missing)
    assert records(out).items() <= whole.items()


@pytest.mark.parametrize("kind", ["folder", "sqlite"])
def test_what_somebody_wrote_since_is_compared_at_once(
    reports: Path, tmp_path: Path, readings: list[str], kind: str
) -> None:
    """Not only in the share: the file's time tells."""
    out = target(tmp_path / "out", kind)
    batch(reports, out)
    whole = records(out)
    if kind == "folder":
        for path in (out / "reports").glob("*.json"):
            path.write_bytes(path.read_bytes()[:200])
        (out / "reports.jsonl").write_bytes(b"")
    else:
        out.write_bytes(bytes(100) + out.read_bytes()[100:])
    result = batch(reports, out)
    assert (result.changes["inserted"], result.statuses["unread"]) == (3, 0)
    assert result.damaged
    assert records(out) == whole
    if kind == "folder":
        assert len((out / "reports.jsonl").read_bytes().splitlines()) == 3
        assert list((out / "damaged").iterdir()) == []


def test_a_view_of_somebodys_own_is_no_damage(
    reports: Path, tmp_path: Path, readings: list[str]
) -> None:
    out = target(tmp_path / "out", "sqlite")
    batch(reports, out)
    with closing(sqlite3.connect(out)) as db:
        db.execute("CREATE VIEW own AS SELECT count(*) FROM records")
        db.commit()
    assert batch(reports, out).changes["skipped"] == 3
    with closing(sqlite3.connect(out)) as db:
        assert db.execute("SELECT * FROM own").fetchone() == (3,)


def test_a_lock_of_somebody_else_is_no_damage(
    reports: Path, tmp_path: Path, readings: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("irp.stores.sqlite.store._WAIT", 0.1)
    out = target(tmp_path / "out", "sqlite")
    batch(reports, out)
    whole = records(out)
    os.utime(out)
    with closing(sqlite3.connect(out)) as db:
        db.execute("PRAGMA locking_mode = exclusive")
        db.execute("BEGIN EXCLUSIVE")
        with pytest.raises(OutputError, match="locked"):
            batch(reports, out)
    assert sorted(path.name for path in out.parent.glob("*damaged*")) == []
    assert batch(reports, out).changes["skipped"] == 3
    assert records(out) == whole


@pytest.mark.parametrize("kind", ["folder", "sqlite", "jsonl"])
def test_after_a_lost_manifest_damage_is_noticed_as_before(
    reports: Path, tmp_path: Path, readings: list[str], kind: str
) -> None:
    out = target(tmp_path / "out", kind)
    batch(reports, out)
    manifest = out / "manifest.json" if kind == "folder" else Path(f"{out}.manifest.json")
    before = manifest.read_bytes()
    manifest.unlink()
    batch(reports, out)
    assert manifest.read_bytes() == before


@pytest.mark.parametrize("kind", ["folder", "sqlite", "jsonl"])
def test_a_lost_index_costs_a_look_and_nothing_else(
    reports: Path, tmp_path: Path, readings: list[str], kind: str
) -> None:
    out = target(tmp_path / "out", kind)
    batch(reports, out)
    (index,) = (path for path in kept(out) if path.name.endswith("irp-batch.index"))
    for content in (None, b"", b"{}", b'{"sha256": "0", "files": []}'):
        index.unlink() if content is None else index.write_bytes(content)
        readings.clear()
        assert batch(reports, out).changes["skipped"] == 3
        assert readings == []
        assert json.loads(index.read_bytes())["files"]


class Full:
    """A disk that is full after so many files."""

    def __init__(self, left: int) -> None:
        self.left = left
        self.fsync = os.fsync

    def __call__(self, handle: int) -> None:
        self.left -= 1
        if self.left < 0:
            raise OSError(28, "No space left on device")
        self.fsync(handle)


FULL = int(os.environ.get("IRP_FULL_DISKS", "4"))


@contextlib.contextmanager
def full_disk(disk: Path, chosen: random.Random) -> Iterator[None]:
    """A disk that is full after some files; every other time a real one, where that is allowed."""
    if disk.is_mount():
        with filled(disk, chosen.choice((0, 1 << 13, chosen.randrange(1 << 20)))):
            yield
    else:
        with mock.patch.object(os, "fsync", Full(chosen.randrange(12))):
            yield


@pytest.mark.parametrize("kind", ["folder", "sqlite", "jsonl"])
def test_a_disk_that_fills_up_at_any_write_loses_nothing(
    reports: Path, tmp_path: Path, readings: list[str], kind: str
) -> None:
    chosen = random.Random(kind)
    undisturbed = target(tmp_path / "undisturbed", kind)
    batch(reports, undisturbed)
    for turn in range(FULL):
        disk = tmp_path / f"disk{turn}"
        real = turn % 2 and can_mount()
        with small_disk(disk, 12) if real else contextlib.nullcontext():
            out = target(disk, kind)
            batch(reports / "a.txt", out)
            before = records(out)
            with full_disk(disk, chosen), contextlib.suppress(OutputError):
                batch(reports, out)
            assert before.items() <= records(out).items()
            batch(reports, out)
            assert records(out) == records(undisturbed)
            assert not list(disk.rglob("*damaged*"))


@pytest.mark.parametrize("kind", KINDS)
def test_a_check_of_a_store_names_what_is_damaged_and_changes_nothing(
    reports: Path, tmp_path: Path, readings: list[str], kind: str
) -> None:
    out = target(tmp_path / "out", kind)
    batch(reports, out)
    found = check_store(out)
    assert (found.whole, found.damaged, found.known) == (3, [], True)
    if kind == "folder":
        victim = next((out / "reports").glob("a-*.json"))
        victim.write_bytes(victim.read_bytes().replace(b"good_progress", b"poor_progress"))
        (out / "reports.jsonl").write_bytes(b"")
    else:
        victim = out
        data = victim.read_bytes()
        victim.write_bytes(data[: len(data) // 2])
    before = {path: path.read_bytes() for path in kept(out)}
    found = check_store(out)
    assert found.damaged
    assert found.whole == 2 or kind != "folder"
    assert {path: path.read_bytes() for path in kept(out)} == before


def test_a_check_without_a_manifest_goes_by_the_other_files(
    reports: Path, tmp_path: Path, readings: list[str]
) -> None:
    write_store(tmp_path / "plain/", several())
    assert (check_store(tmp_path / "plain").whole, check_store(tmp_path / "plain").damaged) == (
        4,
        [],
    )
    victim = next((tmp_path / "plain" / "reports").glob("a-*.json"))
    victim.write_bytes(victim.read_bytes().replace(b"2022", b"2021", 1))
    (only,) = check_store(tmp_path / "plain").damaged
    assert only[0] == victim.name
    with pytest.raises(StoreError, match="no store"):
        check_store(tmp_path / "nothing")
