"""What a batch reports while it runs and at its end."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from irp.record.extraction import Extraction

UNREAD = "unread"
"""The status given if a source's bytes could not be obtained."""
NO_LAYOUT = "none"
"""The layout given if none was chosen."""


@dataclass(frozen=True, slots=True)
class Progress:
    """One step of a batch: a source is done.

    Attributes:
        label: the source's name in messages.
        outcome: its status ("verified", "needs_review", "failed"), "unread" where its bytes could
            not be obtained, "skipped" where an earlier run has read it, "duplicate" where another
            source of this run has the same bytes.
        messages: its failed checks and problems, a sentence each with its code in brackets.
        done: number of sources done so far.
        total: number of sources found; it grows if archives contain archives.
        read: number of sources read so far, that is neither skipped nor duplicates.
        seconds: since the batch started.
        words: the status of what was read in words for people, with the parts that are in doubt.
    """

    label: str
    outcome: str
    messages: tuple[str, ...]
    done: int
    total: int
    read: int
    seconds: float
    words: str = ""

    @property
    def rate(self) -> float:
        """Sources read per second."""
        return self.read / self.seconds if self.seconds > 0 else 0.0

    @property
    def seconds_left(self) -> float | None:
        """How long the rest takes if all of it must be read; None while that is unknown."""
        return (self.total - self.done) / self.rate if self.read else None


@dataclass(slots=True)
class BatchResult:
    """The result of a batch.

    Attributes:
        statuses: number of sources by status, those of earlier runs that were skipped too, and
            "unread" for those whose bytes could not be obtained.
        layouts: for each layout the number of sources by status; "none" where none was chosen.
        changes: records "inserted", "updated" and "unchanged" in the store, sources "skipped"
            and "duplicate".
        reviews: review pages "made", "kept" from an earlier run, and "missing" where one could
            not be made, or not all of it.
        problems: number of lines of ``problems.jsonl``.
        damaged: the names of the store's files that were damaged and were set aside.
        codes: the codes of all problems of this run's sources.
        found: number of sources; 0 where nothing matched.
        seconds: how long it took.
        run_file: where ``run.json`` is: a path, or a URL.
        outcome: "finished", "interrupted" or "failed".
    """

    statuses: Counter[str] = field(default_factory=Counter)
    layouts: dict[str, Counter[str]] = field(default_factory=dict)
    changes: Counter[str] = field(default_factory=Counter)
    reviews: Counter[str] = field(default_factory=Counter)
    problems: int = 0
    damaged: list[str] = field(default_factory=list)
    codes: Counter[str] = field(default_factory=Counter)
    found: int = 0
    seconds: float = 0.0
    run_file: str = ""
    outcome: str = "finished"

    def count(self, status: str, layout: str | None, codes: list[str]) -> None:
        """Count one source."""
        self.statuses[status] += 1
        self.layouts.setdefault(layout or NO_LAYOUT, Counter())[status] += 1
        self.codes.update(codes)


def messages_of(extraction: Extraction) -> tuple[str, ...]:
    """The messages of a result: checks that did not pass, then problems."""
    from irp.record.findings import described, to_tell

    return tuple(map(described, to_tell(extraction)))
