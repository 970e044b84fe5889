"""The date of the newest data, taken from the data and not from the clock."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from irp.pages.site import words
from irp.pages.site.data.rows import ReportLine

_FINISHED = ("finished_at", "finished", "ended_at", "ended", "started_at", "started")
"""Names of the run's end, or else its start, in ``run.json``."""


@dataclass(frozen=True)
class Freshness:
    """The date of the data.

    Attributes:
        as_of: the end of the last run, else when the newest source was fetched; None if
            neither is known.
        sentence: the same for people.
    """

    as_of: datetime | None
    sentence: str


def freshness(
    lines: Iterable[ReportLine], run: datetime | None, newest_visit: date | None
) -> Freshness:
    """The date of the reports.

    Args:
        lines: the reports.
        run: when the run that read them ended, if that is known.
        newest_visit: the first day of the newest visit.
    """
    fetched = max((_aware(line.retrieved_at) for line in lines if line.retrieved_at), default=None)
    visit = f"The newest visit began on {words.day(newest_visit)}." if newest_visit else ""
    if run:
        text = f"The reports were last read on {words.day(run)}."
    elif fetched:
        text = f"The newest report was fetched on {words.day(fetched)}."
    else:
        text = "When the reports were fetched is not recorded."
    return Freshness(run or fetched, f"{text} {visit}".strip())


def last_run(data: str | os.PathLike[str]) -> datetime | None:
    """When the run that wrote the data ended, from the ``run.json`` next to them or in them."""
    for text in _beside(Path(data), "run.json"):
        try:
            values = json.loads(text)
        except ValueError:
            continue
        for key in _FINISHED if isinstance(values, dict) else ():
            try:
                return _aware(datetime.fromisoformat(values[key]))
            except (KeyError, TypeError, ValueError):
                continue
    return None


def changes_feed(data: str | os.PathLike[str]) -> str | None:
    """The feed of the changes that nightly runs saw, if one of them wrote the data."""
    if not any(_beside(Path(data), "changes.jsonl")):
        return None
    return next(_beside(Path(data), "feed.xml"), None)


def _beside(path: Path, name: str) -> Iterator[str]:
    """What a file says that a run wrote in a folder of data, or next to it."""
    published = path.name == "published"
    beside = path.parent / name if published else path.with_name(f"{path.name}.{name}")
    for file in (path / name, beside):
        with suppress(OSError, ValueError):
            yield file.read_text("utf-8")


def _aware(when: datetime) -> datetime:
    return when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
