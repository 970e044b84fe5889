"""kill -9 at random moments of a batch: nothing corrupt, nothing torn, and the re-run converges.

Some of the batches that are killed know what people decided, some do not; the last always does.
"""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

from irp.decisions.file import add
from irp.decisions.making import decide as made_about
from irp.record.decision import Ruling
from irp.record.load import parse_records
from irp.stores import read_store

PROGRAM = (sys.executable, "-c", "from irp_cli.start import main; main()", "batch")
DECISIONS = "decided.jsonl"
STORES = ("store/", "store.sqlite")
_LONGEST = 600
_ENDED_SECONDS = 3
"""Seconds until the children of a killed batch must be gone; on an idle machine it is none."""


@dataclass
class Tally:
    """The results of the kills for one kind of store."""

    store: str
    kills: int = 0
    converged: int = 0
    moments: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def campaign(sources: Path, work: Path, store: str, kills: int, seed: int) -> Tally:
    """Kill batches that write to a store, a given number of times.

    Each report has a note and a correction. Each batch is killed again and again, at moments
    between its start and a little after the end of an undisturbed run, until it ends by itself;
    then the store is compared with that run's.
    """
    rng, tally = random.Random(seed), Tally(store)  # noqa: S311 - moments, no secrets
    target = work / store
    finish(sources, target)
    decide(target, work / DECISIONS)
    wipe(work)
    started = time.monotonic()
    finish(sources, target)
    longest = (time.monotonic() - started) * 1.05
    undisturbed = content_of(target)
    wipe(work)
    while tally.kills < kills:
        known = rng.random() < 0.5
        if kill_once(sources, target, rng.uniform(0, longest), tally, decided=known):
            tally.faults += faults_in(target)
            continue
        compare(sources, target, undisturbed, tally)
        wipe(work)
    compare(sources, target, undisturbed, tally)
    return tally


def decide(target: Path, file: Path) -> None:
    """Note something about each record of a store, and correct a paragraph of it."""
    file.unlink(missing_ok=True)
    for record in read_store(target):
        who = {"because": "a campaign", "by": "A. Reader"}
        note = made_about(record, Ruling.NOTE, **who)
        where = "/follow_ups/0/paragraphs/0/text"
        add(
            file,
            [*note, *made_about(record, Ruling.CORRECT, place=where, value="Corrected.", **who)],
        )


def kill_once(sources: Path, target: Path, moment: float, tally: Tally, *, decided: bool) -> bool:
    """Start a batch and kill it at a moment; False if it ended before."""
    with started(sources, target, decided=decided) as running:
        try:
            running.wait(moment)
        except subprocess.TimeoutExpired:
            children = psutil.Process(running.pid).children(recursive=True)
            running.kill()
            running.wait()
            tally.kills += 1
            tally.moments.append(moment)
            _, alive = psutil.wait_procs(children, timeout=_ENDED_SECONDS)
            tally.faults += [f"child {child.pid} outlived its parent" for child in alive]
            return True
    if running.returncode not in (0, 1, 3):
        tally.faults.append(f"a run ended with exit code {running.returncode}")
    return False


def compare(sources: Path, target: Path, undisturbed: Any, tally: Tally) -> None:
    """Finish the store, and compare it with the undisturbed run."""
    finish(sources, target)
    found = content_of(target)
    if found == undisturbed:
        tally.converged += 1
    else:
        names = sorted(name for name in found if found[name] != undisturbed.get(name))
        tally.faults.append(f"another content after the re-run: {names[:5]}")


def started(sources: Path, target: Path, *, decided: bool = True) -> subprocess.Popen[bytes]:
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    command = [*PROGRAM, str(sources), "--out", str(target), "-q"]
    if decided and (file := target.parent / DECISIONS).exists():
        command += ["--decisions", str(file)]
    return subprocess.Popen(command, **quiet)  # type: ignore[call-overload, no-any-return]


def finish(sources: Path, target: Path) -> None:
    """Run a batch without disturbing it."""
    with started(sources, target) as running:
        if running.wait(_LONGEST) not in (0, 1, 3):
            raise RuntimeError(f"exit code {running.returncode}")


def wipe(work: Path) -> None:
    for path in work.glob("store*"):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    for path in work.glob(".store*"):
        path.unlink()


# ------------------------------------------------------------------ what is in a store


def faults_in(target: Path) -> Iterator[str]:
    """What is corrupt or torn in a store that a killed run left."""
    state = target / "manifest.json" if target.is_dir() else Path(f"{target}.manifest.json")
    if state.exists():
        try:
            json.loads(state.read_bytes())
        except ValueError as error:
            yield f"the manifest is torn: {error}"
    if target.is_dir():
        for path in (*target.glob("reports/*.json"), *target.glob("reports.jsonl")):
            try:
                parse_records(path.read_text("utf-8"))
            except Exception as error:  # noqa: BLE001 - any error is a fault
                yield f"{path.name} is torn: {error}"
    elif target.exists():
        try:
            with closing(sqlite3.connect(target)) as database:
                told = database.execute("PRAGMA integrity_check").fetchall()
                broken = database.execute("PRAGMA foreign_key_check").fetchall()
            if told != [("ok",)] or broken:
                yield f"the database is corrupt: {told} {broken}"
            list(read_store(target))
        except Exception as error:  # noqa: BLE001 - the same
            # The very first moments: a database in which nothing was written.
            if Path(f"{target}.manifest.journal").exists() and noted(target):
                yield f"the database cannot be read: {error}"


def noted(target: Path) -> bool:
    """Whether the batch's journal says that anything is in the store."""
    return bool(Path(f"{target}.manifest.journal").read_bytes())


def content_of(target: Path) -> dict[str, Any]:
    """All that a store contains, in a form in which two stores can be compared."""
    if target.is_dir():
        return {
            path.relative_to(target).as_posix(): path.read_bytes()
            for path in sorted(target.rglob("*"))
            if path.is_file() and path.name not in ("run.json", ".irp-batch.index")
        }
    beside = {
        path.name: path.read_bytes()
        for path in target.parent.glob(f"{target.name}.*")
        if not path.name.endswith((".run.json", ".irp-batch.index", "-wal", "-shm"))
    }
    return {**beside, **dict(tables_of(target))}


def tables_of(target: Path) -> Iterator[tuple[str, Any]]:
    """Each table of a database with its rows in order.

    Without the numbers that SQLite gives rows, which depend on the order in which reports were
    finished, and without the search index's own tables and SQLite's notes, which depend on history.
    """
    with closing(sqlite3.connect(target)) as database:
        tables = database.execute(
            "SELECT name FROM pragma_table_list WHERE type = 'table' AND schema = 'main'"
            " AND name NOT LIKE 'sqlite_%'"
        )
        for (name,) in tables.fetchall():
            columns = [
                f'"{column}"'
                for (column,) in database.execute(
                    "SELECT name FROM pragma_table_info(?) WHERE name <> 'id'", (name,)
                )
            ]
            sql = f'SELECT {", ".join(columns)} FROM "{name}"'  # noqa: S608 - its own names
            yield name, sorted(database.execute(sql).fetchall(), key=repr)
