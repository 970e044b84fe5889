"""How fresh the data are, as the data themselves say: the clock is never asked."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from irp.pages.site import words
from irp.pages.site.data.rows import ReportLine

_FINISHED = ("finished_at", "finished", "ended_at", "ended", "started_at", "started")
"""What the run's own report calls its end, or else its start."""


@dataclass(frozen=True)
class Freshness:
    """When the data were last looked at.

    Attributes:
        as_of: the end of the last run, else when the newest source was fetched; None where
            neither is known.
        sentence: the same for people.
    """

    as_of: datetime | None
    sentence: str


def freshness(
    lines: Iterable[ReportLine], run: datetime | None, newest_visit: date | None
) -> Freshness:
    """How fresh the reports are.

    Args:
        lines: the reports.
        run: when the run that read them ended, if that is known.
        newest_visit: the first day of the newest visit.
    """
    fetched = max((_aware(line.retrieved_at) for line in lines if line.retrieved_at), default=None)
    visit = f"The newest visit began on {words.day(newest_visit)}." if newest_visit else ""
    if run:
        told = f"The reports were last read on {words.day(run)}."
    elif fetched:
        told = f"The newest report was fetched on {words.day(fetched)}."
    else:
        told = "When the reports were fetched is not recorded."
    return Freshness(run or fetched, f"{told} {visit}".strip())


def last_run(data: str | os.PathLike[str]) -> datetime | None:
    """When the run that wrote the data ended, from the ``run.json`` beside or in them."""
    path = Path(data)
    beside = path.with_name(f"{path.name}.run.json")
    for file in (
        path / "run.json",
        path.parent / "run.json" if path.name == "published" else beside,
    ):
        try:
            told = json.loads(file.read_text("utf-8"))
        except (OSError, ValueError):
            continue
        for key in _FINISHED if isinstance(told, dict) else ():
            try:
                return _aware(datetime.fromisoformat(told[key]))
            except (KeyError, TypeError, ValueError):
                continue
    return None


def _aware(when: datetime) -> datetime:
    return when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
