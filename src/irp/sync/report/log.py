"""The structured log of a run: a line of JSON for each event, in ``runs/``."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import IO, Final, Self

import structlog

from irp.sync.clock import Clock
from irp.sync.report.findings import public

RUN_NAME: Final = "%Y%m%dT%H%M%SZ"
"""A run's name, as a format of its time."""


class RunLog:
    """A run's log and its name, which is the time it began.

    Args:
        folder: where logs are written; None for a dry run.
        clock: the time of each event.

    Attributes:
        run: the run's name.
    """

    def __init__(self, folder: Path | None, clock: Clock) -> None:
        self._clock = clock
        self.run = clock.now().strftime(RUN_NAME)
        self._file: IO[str] | None = None
        if folder is not None:
            self.run = _unused(folder, self.run)
            self._file = (folder / f"{self.run}.log.jsonl").open("w", encoding="utf-8")
            # A logger of our own, so that the program that calls us keeps its own settings.
            self._logger = structlog.wrap_logger(
                structlog.WriteLogger(self._file),
                processors=[structlog.processors.JSONRenderer()],
                wrapper_class=structlog.BoundLogger,
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is not None:
            self.event("failed", error=f"{type(error).__name__}: {error}")
        if self._file:
            self._file.close()

    def event(self, event: str, **values: object) -> None:
        """Add an event; passwords and signatures of addresses are removed."""
        if self._file:
            self._logger.info(
                event, time=self._clock.now().isoformat(), run=self.run, **public(values)
            )


def _unused(folder: Path, name: str) -> str:
    """The name, with a number if it is taken."""
    number, tried = 1, name
    while any(folder.glob(f"{tried}.*")):
        number += 1
        tried = f"{name}-{number}"
    return tried
