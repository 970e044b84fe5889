"""Reading the originals: ``irp.run_batch`` over the archive, into a store of its own.

The store in ``work/`` holds the record of every original that was ever read, the refused ones
too; what is published is chosen among them. What was read by another version of the parser is
read again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from irp.batch import BatchOptions, Progress, run_batch
from irp.batch.fingerprint import fingerprint
from irp.options import Limits, Options
from irp.record.vocabulary import Status
from irp.source import SourceFile
from irp.stores import read_store
from irp.sync.archive.originals import FetchRecord, Originals
from irp.sync.archive.state import SyncState
from irp.sync.http.urls import file_name
from irp.sync.settings import LimitSettings

if TYPE_CHECKING:
    from irp.record.extraction import Extraction

WORK: Final = "work"
_PARSER: Final = "parser"
_AT_A_TIME: Final = 32
"""Originals whose bytes are held at a time."""

OnProgress = Callable[[Progress], None]


class ParsedRecords:
    """The records of all originals.

    Args:
        folder: the data folder.
        archive: the originals.
        state: keeps what each came to.
        limits: what reading one may cost.

    Attributes:
        options: how each is read.
    """

    def __init__(
        self, folder: Path, archive: Originals, state: SyncState, limits: LimitSettings
    ) -> None:
        self._work = folder / WORK
        self._archive = archive
        self._state = state
        self.options = Options(
            limits=Limits(
                bytes=limits.pdf_bytes,
                seconds=limits.parse_seconds,
                memory_mb=limits.parse_memory_mb,
            )
        )
        self._jobs = limits.jobs

    def read(self, *, again: bool = False, on_progress: OnProgress | None = None) -> int:
        """Read what was not read yet; all of it after a change of the parser.

        Args:
            again: read all of it whatever was read before.
            on_progress: told after each.

        Returns:
            How many were read.
        """
        parser = fingerprint(self.options)
        again = again or self._state.fact(_PARSER) != parser
        known = self._state.readings() if not again and self._work.is_dir() else {}
        todo = [sha256 for sha256 in self._archive.hashes() if sha256 not in known]
        # A parser's change is read through like any other interrupted work: what the batch has
        # done by this parser it leaves out.
        forced = again and self._state.fact(_PARSER) == parser
        first = self._first_fetches()
        for start in range(0, len(todo), _AT_A_TIME):
            part = todo[start : start + _AT_A_TIME]
            sources = [self._source(sha256, first.get(sha256)) for sha256 in part]
            options = BatchOptions(options=self.options, jobs=self._jobs, resume=not forced)
            run_batch(sources, self._work, batch_options=options, on_progress=on_progress)
        if todo:
            wanted = set(todo)
            self._state.keep_readings(
                (record.source.sha256, record.status.value, _failure(record))
                for record in self.records()
                if record.source.sha256 in wanted
            )
        self._state.keep_fact(_PARSER, parser)
        return len(todo)

    def records(self) -> Iterator[Extraction]:
        """All records, in the order of their names."""
        return read_store(self._work) if self._work.is_dir() else iter(())

    def chosen(self, hashes: Iterable[str]) -> list[Extraction]:
        """The records of these originals, in the order of their names."""
        wanted = set(hashes)
        return [record for record in self.records() if record.source.sha256 in wanted]

    def _first_fetches(self) -> dict[str, FetchRecord]:
        found: dict[str, FetchRecord] = {}
        for record in self._archive.records():
            found.setdefault(record.sha256, record)
        return found

    def _source(self, sha256: str, fetch: FetchRecord | None) -> SourceFile:
        data = self._archive.path(sha256).read_bytes()
        return SourceFile.from_bytes(
            data,
            file_name(fetch.url) if fetch else f"{sha256}.pdf",
            url=fetch.url if fetch else None,
            retrieved_at=fetch.fetched if fetch else None,
            limit=max(self.options.limits.bytes, len(data)),
        )


def _failure(record: Extraction) -> str | None:
    if record.status is not Status.FAILED:
        return None
    return record.problems[0].code if record.problems else None
