"""Running the nightly job in this process, and looking at what it left."""

from __future__ import annotations

import hashlib
import json
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from irp.sync import CrawlOptions, Settings, SyncOptions, run_sync
from irp.sync.archive.opening import open_state
from irp.sync.archive.quarantine import Held, Quarantine
from irp.sync.report.run_report import RunReport
from sync.site import Site

TODAY = datetime(2025, 6, 10, 3, 0, tzinfo=UTC)
"""A week after the newest post, a day after the first run."""


class Ticking:
    """A clock whose date is what a test says; waiting is real."""

    def __init__(self, now: datetime) -> None:
        self.time = now

    def now(self) -> datetime:
        return self.time

    def monotonic(self) -> float:
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        time.sleep(max(0.0, seconds))

    def pass_on(self, **spell: float) -> None:
        self.time += timedelta(**spell)


def settings_for(site: Site, /, **sections: dict[str, Any]) -> Settings:
    """Settings for the local site, with changes by section."""
    usual: dict[str, dict[str, Any]] = {
        "site": {
            "url": site.url,
            "report_hosts": [site.files],
            "contact": "tests@example.org",
            "gap_seconds": 0.0,
            "allow_loopback": True,
        },
        "limits": {"retry_seconds": 0.01, "request_seconds": 5, "read_seconds": 2},
    }
    for name, values in sections.items():
        usual[name] = {**usual.get(name, {}), **values}
    return Settings.model_validate(usual)


def sync(data: Path, settings: Settings, clock: Ticking, **options: Any) -> RunReport:
    """One run; ``crawl`` are those of ``irp.sync.CrawlOptions``, by name."""
    crawl = CrawlOptions(**options.pop("crawl", {}))
    return run_sync(data, settings, SyncOptions(crawl, **options), clock=clock)


def lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def codes(data: Path, *states: str) -> set[str]:
    """The codes of ``problems.jsonl``, those of the states that are named."""
    rows = lines(data / "problems.jsonl")
    return {row["code"] for row in rows if not states or row["state"] in states}


def published(data: Path) -> dict[str, bytes]:
    """The published set: every file and its bytes."""
    folder = data / "published"
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def published_hashes(data: Path) -> set[str]:
    """The hashes of the originals whose records are published."""
    return {row["source"]["sha256"] for row in lines(data / "published" / "reports.jsonl")}


def archived(data: Path) -> dict[str, str]:
    """The originals in the archive: what they are called, and their hash."""
    return {
        path.stem: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (data / "archive").glob("??/*.pdf")
    }


def held(data: Path) -> dict[str, Held]:
    """What is in quarantine, by address."""
    with open_state(data, in_memory=True)[0] as state:
        return {one.url: one for one in Quarantine(state).held()}


def sha256(data: bytes | None) -> str:
    """The hash by which a PDF is published."""
    return hashlib.sha256(data or b"").hexdigest()
