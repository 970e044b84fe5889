"""The settings of a batch."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from irp.options import Options, Positive
from irp.plain_words import not_wanted

if TYPE_CHECKING:
    from irp.decisions.file import Decisions

EXECUTORS = ("local", "dask")
"""Where the reading happens: on this machine, or on a dask cluster."""


@dataclass(frozen=True, slots=True)
class ArchiveLimits(Positive):
    """What a zip archive may contain; far more than any archive of reports needs.

    Attributes:
        members: number of members, those of archives inside it too.
        bytes: the total size of its unpacked members, and the size of the archive itself.
        ratio: how many times larger than packed a member above 1,000,000 bytes may be.
        depth: how deep archives may be nested; 1 is an archive without others in it.

    Raises:
        ValueError: a limit is not above zero.
    """

    members: int = 10_000
    bytes: int = 2_000_000_000
    ratio: int = 200
    depth: int = 3


@dataclass(frozen=True, slots=True)
class BatchOptions:
    """How to run a batch.

    Attributes:
        options: how each source is read: the engine and the limits.
        jobs: how many sources are read at the same time on this machine; None for one
        per usable processor. A cluster reads as many as its workers have threads.
        executor: one of ``EXECUTORS``.
        scheduler: address of the dask scheduler, such as "tcp://10.0.0.1:8786".
        resume: leave out what an earlier run has read, if neither it nor irp has changed since.
        hosts: web hosts that sources may be fetched from, besides the inspectorate's own.
        fetch_seconds: the longest time to fetch one source or archive over a network.
        archives: what zip archives may contain.
        decisions: what people decided about the sources; only the record of a source whose
            decisions changed is made again, from the saved reading where the store has one.
        reviews: make the review page of each report, too, in ``reviews/`` of the store, or in
            ``FILE.reviews/``: for what is read, and for what has no up-to-date page.

    Raises:
        ValueError: a setting makes no sense.
    """

    options: Options = field(default_factory=Options)
    jobs: int | None = None
    executor: str = EXECUTORS[0]
    scheduler: str | None = None
    resume: bool = True
    hosts: tuple[str, ...] = ()
    fetch_seconds: float = 600.0
    archives: ArchiveLimits = field(default_factory=ArchiveLimits)
    reviews: bool = False
    decisions: Decisions | None = None

    def __post_init__(self) -> None:
        if not isinstance(self.jobs, int | None):
            raise not_wanted("the jobs", "a whole number", self.jobs)
        if self.jobs is not None and self.jobs < 1:
            raise ValueError(f"there must be at least one job, not {self.jobs}")
        if not self.fetch_seconds > 0:
            raise ValueError(f"the time to fetch must be above zero, not {self.fetch_seconds!r}")
        if self.executor not in EXECUTORS:
            known = ", ".join(EXECUTORS)
            raise ValueError(f"{self.executor!r} is not an executor; known: {known}")
        if (self.executor == "dask") != (self.scheduler is not None):
            raise ValueError("the executor dask needs the address of a scheduler, no other does")


def usable_processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
