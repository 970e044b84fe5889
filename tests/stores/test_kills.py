"""A writer killed at any moment: nothing corrupt, nothing torn, nothing lost that was put.

``IRP_KILLS`` sets how often each kind of store has its writer killed.
"""

from __future__ import annotations

import contextlib
import json
import multiprocessing
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pyarrow.parquet
import pytest

from irp.record.extraction import Extraction
from irp.stores import read_store, write_store
from irp.stores.journal import StoreJournal, journal_path
from stores.making import contents, named, target, versions
from stores.writer import write_for_ever

KILLS = int(os.environ.get("IRP_KILLS", "2"))
FINAL = versions()[2::3]


SERVER = multiprocessing.get_context("forkserver")
SERVER.set_forkserver_preload(["stores.writer"])  # so that each writer starts at once


def killed(place: Path, seed: str, chosen: random.Random) -> list[tuple[str, str]]:
    """Start a writer, kill it at a random moment; what it said it had put."""
    mine, its = SERVER.Pipe(duplex=False)
    writer = SERVER.Process(target=write_for_ever, args=(str(place), seed, its))
    writer.start()
    its.close()
    assert mine.recv_bytes() == b"open"
    said: list[tuple[str, str]] = []
    end = time.monotonic() + chosen.random() * 0.5
    with contextlib.suppress(EOFError, ConnectionError):
        while True:
            if time.monotonic() > end:
                writer.kill()
            if mine.poll(0.001):
                name, version = mine.recv_bytes().decode().split(" ")
                said.append((name, version))
    writer.join()
    assert writer.exitcode == -signal.SIGKILL
    return said


def assert_whole(place: Path, kind: str) -> None:
    """Every file of a store is what it should be."""
    if kind == "folder":
        for path in (place / "reports").glob("*.json"):
            json.loads(path.read_bytes())
        lines = place / "reports.jsonl"
        if lines.exists():
            assert [json.loads(line) for line in lines.read_bytes().splitlines()]
    elif kind == "sqlite" and place.exists():
        with closing(sqlite3.connect(place)) as db:
            assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    elif kind == "jsonl" and place.exists():
        assert [json.loads(line) for line in place.read_bytes().splitlines()]


def records(place: Path) -> dict[str, Extraction]:
    return {one.source.name: one for one in read_store(place)}


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL on Windows")
@pytest.mark.parametrize("kind", ["folder", "sqlite", "jsonl"])
def test_a_killed_writer_leaves_a_whole_store(tmp_path: Path, kind: str) -> None:
    chosen = random.Random(kind)
    place = target(tmp_path, kind)
    every = versions()
    last: dict[str, str] = {}
    put = 0
    for turn in range(KILLS):
        said = killed(place, f"{kind} {turn}", chosen)
        last |= dict(said)
        put += len(said)
        assert_whole(place, kind)
        found = records(place) if place.exists() or journal_path(place).exists() else {}
        assert all(one in every for one in found.values())
        others = [name for name, version in last.items() if found[name].parser.version != version]
        assert len(others) <= 1  # the one that was being put
        last = {name: one.parser.version for name, one in found.items()}
    assert put > KILLS
    write_store(place, FINAL)
    (tmp_path / "undisturbed").mkdir()
    write_store(target(tmp_path / "undisturbed", kind), FINAL)
    assert list(read_store(place)) == FINAL
    if kind != "sqlite":  # a database file has its history in it
        mine = {name: text for name, text in contents(tmp_path).items() if "undist" not in name}
        assert mine == contents(tmp_path / "undisturbed")


@pytest.mark.parametrize("kind", ["jsonl", "duckdb", "parquet"])
def test_a_journal_that_was_left_is_taken_over_without_its_torn_line(
    tmp_path: Path, kind: str
) -> None:
    place = target(tmp_path, kind)
    write_store(place, FINAL[:1])
    before = place.read_bytes()
    other = target(tmp_path, "jsonl").with_name("other.jsonl")
    journal = StoreJournal(other)
    journal.put(FINAL[1].source.sha256, FINAL[1].model_dump_json().encode())
    journal.remove(FINAL[0].source.sha256)
    journal.close()
    torn = b"put 0123 torn"
    journal_path(place).write_bytes(journal_path(other).read_bytes() + torn)
    journal_path(other).unlink()
    if kind != "parquet":
        assert list(read_store(place)) == [FINAL[1]]
    assert place.read_bytes() == before
    write_store(place, [FINAL[2]])
    assert not journal_path(place).exists()
    if kind != "parquet":
        assert list(read_store(place)) == [FINAL[1], FINAL[2]]
    else:
        names = pyarrow.parquet.read_table(place).column("source_name").to_pylist()
        assert set(names) == {FINAL[1].source.name, FINAL[2].source.name}


def test_what_a_dead_writer_left_half_written_is_swept_away(tmp_path: Path) -> None:
    write_store(tmp_path, [named("a.pdf")])
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    left = [
        tmp_path / "reports" / f".a-1.json.{dead.pid}.abcd1234.tmp",
        tmp_path / f".reports.csv.{dead.pid}.abcd1234.tmp",
    ]
    others = tmp_path / f".reports.csv.{os.getppid()}.abcd1234.tmp"
    for path in (*left, others):
        path.write_bytes(b"half")
    write_store(tmp_path, [named("a.pdf")])
    assert not any(path.exists() for path in left)
    assert others.exists()  # its writer may still be at work
