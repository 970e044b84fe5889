"""The changes of all runs, saved so that a kill loses none and reports none twice.

The changes of a set are saved under the set's key before it is published, and count once it is.
Withdrawals are derived from the pages.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from irp.batch.output.problem_ids import problem_id
from irp.sync.archive.state import SyncState
from irp.sync.crawl.visiting import WANTED


class ChangeLog:
    """The table ``changes``.

    Args:
        state: stores them.
        run: the name of this run.
        now: its time.
    """

    def __init__(self, state: SyncState, run: str, now: datetime) -> None:
        self._state = state
        self._run = run
        self._now = now.isoformat()

    def settle(self, published_key: str) -> None:
        """Count the changes that a killed run published, and delete those that it did not."""
        with self._state.transaction():
            self._count(published_key)
            self._state.execute("DELETE FROM changes WHERE published IS NULL")

    def during(
        self, key: str, changes: Sequence[Mapping[str, Any]], put_in_place: Callable[[], bool]
    ) -> bool:
        """Save changes, publish their set with ``put_in_place``, count them; return its result."""
        with self._state.transaction():
            for change in changes:
                self._add(change, key, published=False)
        done = put_in_place()
        with self._state.transaction():
            self._count(key)
        return done

    def withdrawals(self) -> list[dict[str, Any]]:
        """Save which pages of reviews are gone, or back, since the last time."""
        last: dict[str, str] = {}
        for (entry,) in self._state.execute("SELECT entry FROM changes ORDER BY number"):
            change = json.loads(entry)
            if change["change"] in ("withdrawn", "returned"):
                last[change["page"]] = change["change"]
        noted = []
        with self._state.transaction():
            for page in self._state.pages():
                gone = page.withdrawn is not None
                if page.verdict not in WANTED or gone == (last.get(page.url) == "withdrawn"):
                    continue
                what = "withdrawn" if gone else "returned"
                change = {"change": what, "page": page.url, "title": page.title, "url": page.pdf}
                noted.append(self._add(change, "", published=True))
        return noted

    def of_this_run(self) -> list[dict[str, Any]]:
        """The changes of this run."""
        rows = self._state.execute(
            "SELECT entry FROM changes WHERE run = ? AND published IS NOT NULL ORDER BY number",
            (self._run,),
        )
        return [json.loads(row[0]) for row in rows]

    def _add(self, change: Mapping[str, Any], key: str, *, published: bool) -> dict[str, Any]:
        about = change.get("sha256") or change["page"]
        entry = {
            "id": problem_id(about, change["change"], None, self._run),
            "run": self._run,
            "time": self._now,
            **change,
        }
        self._state.execute(
            "INSERT INTO changes (run, published, set_key, entry) VALUES (?, ?, ?, ?)",
            (
                self._run,
                self._now if published else None,
                key,
                json.dumps(entry, ensure_ascii=False),
            ),
        )
        return entry

    def _count(self, key: str) -> None:
        self._state.execute(
            "UPDATE changes SET published = ? WHERE published IS NULL AND set_key = ?",
            (self._now, key),
        )
