"""kill -9 at random moments of a run, and what must hold after each: used by tests and campaign."""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sync.running import archived, lines
from sync.site import Site

PROGRAM = [sys.executable, "-c", "from irp_cli.start import main; main()"]
MOST_RUNS = 40
"""Runs of one data folder, killed or not, until it must have all there is."""


@dataclass
class Tally:
    """What a campaign came to."""

    kills: int = 0
    folders: int = 0
    finished: int = 0
    seconds: float = 0.0
    faults: list[str] = field(default_factory=list)


def config(site: Site, folder: Path) -> Path:
    """A file of settings for the local site."""
    path = folder / "irp.toml"
    path.write_text(
        f'[site]\nurl = "{site.url}"\nreport_hosts = ["{site.files}"]\n'
        'contact = "tests@example.org"\ngap_seconds = 0.01\nallow_loopback = true\n'
        "[limits]\nretry_seconds = 0.01\n",
        "utf-8",
    )
    return path


def campaign(site: Site, folder: Path, kills: int, seed: int) -> Tally:
    """Kill so many runs; each data folder is used until a run of it gets to its end."""
    rng, tally = random.Random(seed), Tally()
    settings, began = config(site, folder), time.monotonic()
    whole = _whole(site, folder / "whole", settings, tally)
    while tally.kills < kills and not tally.faults:
        data = folder / f"data-{tally.folders}"
        tally.folders += 1
        for _ in range(MOST_RUNS):
            before, site_before = _known(data), len(site.log)
            finished = _run(data, settings, rng.uniform(0, whole) if tally.kills < kills else None)
            tally.kills += not finished
            tally.finished += finished
            tally.faults += _check(data, site, before, site_before)
            if finished:
                break
        tally.faults += _converged(data, folder / "whole")
    tally.seconds = time.monotonic() - began
    return tally


def _whole(site: Site, data: Path, settings: Path, tally: Tally) -> float:
    """A run that is left in peace; how long it takes."""
    began = time.monotonic()
    if not _run(data, settings, None):
        tally.faults.append("the run that is left in peace did not get to its end")
    site.forget()
    return time.monotonic() - began


def _run(data: Path, settings: Path, seconds: float | None) -> bool:
    """A run, killed after so many seconds; whether it got to its end before."""
    arguments = ["sync", "--data", str(data), "--config", str(settings), "--quiet"]
    with subprocess.Popen(
        [*PROGRAM, *arguments], stderr=subprocess.PIPE, start_new_session=True
    ) as running:
        try:
            running.wait(seconds if seconds is not None else 300)
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGKILL)
            running.wait()
            return False
        if running.returncode:
            told = running.stderr.read().decode() if running.stderr else ""
            raise AssertionError(f"a run ended with {running.returncode}: {told}")
        return True


def _known(data: Path) -> set[str]:
    """The addresses whose originals are in the archive."""
    known = set()
    for path in (data / "archive").glob("??/*.fetch-*.json"):
        record = json.loads(path.read_text("utf-8"))
        if (path.parent / f"{record['sha256']}.pdf").exists():
            known.add(record["url"])
    return known


def _check(data: Path, site: Site, before: set[str], since: int) -> list[str]:
    """What is wrong after a run, however it ended."""
    faults = [f"{name} holds other bytes" for name, sha in archived(data).items() if name != sha]
    if (data / "state.sqlite").exists():
        with contextlib.closing(sqlite3.connect(data / "state.sqlite")) as state:
            answer = state.execute("PRAGMA integrity_check").fetchone()
            faults += [] if answer == ("ok",) else [f"the state: {answer}"]
    if (data / "published").exists():
        count = len(lines(data / "published" / "reports.jsonl"))
        files = len(list((data / "published" / "reports").glob("*.json")))
        reviews = sum(post.kind == "irp" for post in site.posts)
        if not count == files == reviews or not (data / "published" / "irp.sqlite").exists():
            faults.append(f"published: {count} lines, {files} files of {reviews} reviews")
    for request in site.log[since:]:
        url = f"http://{site.files}{request.path}"
        if request.host == "files" and request.body and url in before:
            faults.append(f"fetched again: {request.path}")
    return faults


def _converged(data: Path, whole: Path) -> list[str]:
    """What a folder whose run got to its end lacks, against one that was left in peace."""
    faults = []
    if _plain(data) != _plain(whole):
        faults.append(f"{data.name}: another set than that of a run in peace")
    told = [row["change"] for row in lines(data / "changes.jsonl")]
    if told != [row["change"] for row in lines(whole / "changes.jsonl")]:
        faults.append(f"{data.name}: other changes: {told}")
    left = [path.name for path in data.iterdir() if path.name in (".staging", ".previous")]
    left += [path.name for path in (data / "archive" / "incoming").iterdir()]
    return faults + [f"{data.name}: left behind: {name}" for name in left]


def _plain(data: Path) -> list[Any]:
    """The published records without the time of their fetch."""
    rows = lines(data / "published" / "reports.jsonl")
    for row in rows:
        row["source"]["retrieved_at"] = None
    return rows
