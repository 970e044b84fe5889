"""Damage and full disks at random, and what must hold after each: for tests and campaign."""

from __future__ import annotations

import contextlib
import json
import random
import resource
import shutil
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from unittest import mock

from disks import filled, small_disk
from irp.errors import IrpError
from irp.sync.archive import intake
from sync.posts import irp_post
from sync.running import Ticking, archived, lines, settings_for, sync
from sync.site import Site

KINDS = {
    "state": "state.sqlite",
    "copy of the state": "state.jsonl",
    "changes": "changes.jsonl",
    "problems": "problems.jsonl",
    "run": "run.json",
    "originals": "archive/??/*.pdf",
    "records of downloads": "archive/??/*.json",
    "records": "work/reports/*.json",
    "lists of work": "work/*.json*",
    "published": "published/**/*.*",
}
"""The kinds of files that a data folder keeps, with a pattern for each."""
SMALL = "small file system"
"""The kind of round in which a real file system is full; mounting it must be allowed."""
RUNS = 3
"""Runs after which a spoiled folder must be as it would have been."""


@dataclass
class Outcome:
    """The outcome of a campaign."""

    rounds: Counter[str] = field(default_factory=Counter)
    reported: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    faults: list[str] = field(default_factory=list)


def flip(data: Path, pattern: str, rng: random.Random) -> None:
    """Flip a bit of one file."""
    path = rng.choice([path for path in sorted(data.glob(pattern)) if path.stat().st_size])
    content = bytearray(path.read_bytes())
    content[rng.randrange(len(content))] ^= 1 << rng.randrange(8)
    path.write_bytes(content)


@contextlib.contextmanager
def no_room(most: int) -> Iterator[None]:
    """Let no file grow beyond so many bytes: writing more fails as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def campaign(site: Site, base: Path, folder: Path, rounds: dict[str, int], seed: int) -> Outcome:
    """Spoil a copy of a data folder so many times in each way, and run on it.

    Each run checks all originals by hash, not a thirtieth of them.

    Args:
        site: the site, as it was when the data folder was made.
        base: a data folder after a good run.
        folder: where copies are made.
        rounds: how often each kind of file is spoiled; "full disk", "no state" and ``SMALL`` too.
        seed: of what is random.
    """
    rng, outcome, began = random.Random(seed), Outcome(), time.monotonic()
    site.posts.insert(0, irp_post(3, -1))
    whole = folder / "whole"
    shutil.copytree(base, whole)
    clock = Ticking(datetime.fromisoformat("2025-06-10T03:00:00+00:00"))
    sync(whole, settings_for(site), clock)
    disk = folder / "disk"
    for kind, count in rounds.items():
        for number in range(count):
            data = disk / "data"
            shutil.rmtree(data, ignore_errors=True)
            mounted = small_disk(disk, 24) if kind == SMALL else contextlib.nullcontext()
            with mounted, mock.patch.object(intake, "_SHARES", 1):
                shutil.copytree(base, data)
                faults = _round(site, data, whole, kind, rng, outcome)
            outcome.faults += [f"{kind} {number}: {fault}" for fault in faults]
            outcome.rounds[kind] += 1
    outcome.seconds = time.monotonic() - began
    return outcome


def _round(
    site: Site, data: Path, whole: Path, kind: str, rng: random.Random, outcome: Outcome
) -> list[str]:
    clock = Ticking(datetime.fromisoformat("2025-06-10T03:00:00+00:00"))
    changes = [row["id"] for row in lines(data / "changes.jsonl")]
    limit: contextlib.AbstractContextManager[None] = contextlib.nullcontext()
    if kind == "full disk":
        limit = no_room(rng.choice((0, 1 << 12, rng.randrange(1 << 17), rng.randrange(1 << 20))))
    elif kind == SMALL:
        limit = filled(data.parent, rng.choice((0, 1 << 13, rng.randrange(1 << 20))))
    elif kind == "no state":
        (data / "state.sqlite").unlink()
    else:
        flip(data, KINDS[kind], rng)
    faults, codes = [], set()
    for turn in range(RUNS):
        try:
            with limit if turn == 0 else contextlib.nullcontext():
                report = sync(data, settings_for(site), clock)
            codes |= {finding.code for finding in report.findings}
            if report.exit_code not in (0, 5):
                faults.append(f"run {turn} ended with {report.exit_code}")
        except IrpError as error:
            codes.add(error.code)
            if turn or kind not in ("full disk", SMALL):
                faults.append(f"run {turn} ended with {error.code}: {error.message}")
        faults += _published(data, whole)
        clock.time += timedelta(days=9)  # so that the whole list is read again
    outcome.reported.update(code for code in codes if code.endswith(_REPORTS))
    return faults + _converged(data, whole, changes)


_REPORTS = ("_damaged", "_rebuilt", "cannot_write")


def _published(data: Path, whole: Path) -> list[str]:
    """What is wrong with the published set: it may lack the new report, and nothing else."""
    try:
        rows = _records(data)
    except ValueError as error:
        return [f"the published set cannot be read: {error}"]
    known = _records(whole)
    return [f"published: {name} differs" for name, row in rows.items() if known.get(name) != row]


def _records(data: Path) -> dict[str, Any]:
    rows = lines(data / "published" / "reports.jsonl")
    for row in rows:
        row["source"].pop("retrieved_at")
    return {row["source"]["sha256"]: row for row in rows}


def _converged(data: Path, whole: Path, changes: list[str]) -> list[str]:
    """What a folder still lacks after its good runs."""
    faults = []
    if _records(data) != _records(whole):
        faults.append("another set than without the damage")
    after = lines(data / "changes.jsonl")
    if [row["change"] for row in after] != [
        row["change"] for row in lines(whole / "changes.jsonl")
    ]:
        faults.append(f"other changes: {[row['change'] for row in after]}")
    if [row["id"] for row in after][: len(changes)] != changes:
        faults.append("an earlier change was lost")
    faults += [f"{name} holds other bytes" for name, sha in archived(data).items() if name != sha]
    run = json.loads((data / "run.json").read_text("utf-8"))
    return [*faults, *([] if run["exit_code"] == 0 else [f"ended with {run['exit_code']}"])]
