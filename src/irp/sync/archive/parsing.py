"""Parsing the originals: ``irp.run_batch`` over the archive, into a store of its own.

The store in ``work/`` holds the record of every original that was read, refused ones included;
the published set is chosen from them. What another version of the parser read is read again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from irp.batch import BatchOptions, Progress, run_batch
from irp.batch.fingerprint import fingerprint
from irp.decisions.file import Decisions
from irp.errors import IrpError, RecordError, StoreError
from irp.files import atomic
from irp.options import Limits, Options
from irp.record.vocabulary import Status
from irp.redaction import redacted
from irp.render import to_json
from irp.source import SourceFile
from irp.stores import read_store
from irp.sync.archive.originals import FetchRecord, Originals
from irp.sync.archive.state import ParsedOriginal, SyncState
from irp.sync.http.urls import file_name
from irp.sync.settings import LimitSettings

if TYPE_CHECKING:
    from irp.record.extraction import Extraction

WORK: Final = "work"
_PARSER: Final = "parser"
_DECISIONS: Final = "decisions"
"""The fact that holds, for each original with decisions, a hash of them."""
_AT_A_TIME: Final = 32
"""Originals held in memory at a time."""

OnProgress = Callable[[Progress], None]


class ParsedRecords:
    """The records of all originals.

    Args:
        folder: the data folder.
        archive: the originals.
        state: keeps the result for each.
        limits: the limits for reading one.

    Attributes:
        options: how each is read.
        damaged_originals: hashes of originals whose bytes have changed; they are not read.
        damaged_records: how many records in ``work/`` were damaged or missing.
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
        self._all: list[Extraction] | None = None  # all records, as long as none is read again
        self.damaged_originals: list[str] = []
        self.damaged_records = 0

    def read(
        self,
        *,
        again: bool = False,
        decisions: Decisions | None = None,
        on_progress: OnProgress | None = None,
    ) -> int:
        """Read what was not read yet; all of it after a change of the parser.

        Args:
            again: read everything again.
            decisions: what people decided; the record of an original whose decisions changed is
                made again.
            on_progress: called after each.

        Returns:
            How many originals were read.
        """
        parser = fingerprint(self.options)
        again = again or self._state.fact(_PARSER) != parser
        decided = decisions.fingerprints() if decisions else {}
        changed = decided.items() ^ json.loads(self._state.fact(_DECISIONS) or "{}").items()
        changed_hashes = {sha256 for sha256, _ in changed}
        parsed = {} if again else self._state.parsed()
        earlier = {key: one for key, one in parsed.items() if key not in changed_hashes}
        known = self._sound(earlier)
        todo = [sha256 for sha256 in self._archive.hashes() if sha256 not in known]
        # After a change of the parser, what this version has read already is left out, so that
        # an interrupted run goes on.
        forced = known.keys() != earlier.keys() or (again and self._state.fact(_PARSER) == parser)
        options = BatchOptions(
            options=self.options, jobs=self._jobs, resume=not forced, decisions=decisions
        )
        try:
            self._read(todo, options, on_progress)
        except (StoreError, RecordError):  # a damaged list of what was read
            self._discard()
            self.damaged_records = len(todo := self._archive.hashes())
            self._read(todo, options, on_progress)
        self._state.keep_fact(_PARSER, parser)
        self._state.keep_fact(_DECISIONS, json.dumps(decided))
        return len(todo)

    def _read(
        self, todo: Sequence[str], options: BatchOptions, on_progress: OnProgress | None
    ) -> None:
        """Read originals, and save the results in the state."""
        if not todo:
            return
        self._all = None
        first = self._first_fetches()
        for start in range(0, len(todo), _AT_A_TIME):
            part = todo[start : start + _AT_A_TIME]
            sources = [self._source(sha256, first.get(sha256)) for sha256 in part]
            whole = [source for source in sources if source]
            run_batch(whole, self._work, batch_options=options, on_progress=on_progress)
        wanted = set(todo)
        self._state.keep_parsed(
            ParsedOriginal(
                record.source.sha256, record.status.value, _failure(record), _digest(record)
            )
            for record in self.records()
            if record.source.sha256 in wanted
        )

    def _discard(self) -> None:
        """Delete ``work/``: all of it can be made from the archive."""
        with atomic.explained(self._work):
            atomic.delete(self._work)

    def _sound(self, earlier: Mapping[str, ParsedOriginal]) -> dict[str, ParsedOriginal]:
        """The earlier results whose records are as they were written; the rest is read again."""
        self.damaged_records = len(earlier)
        if not self._work.is_dir():
            return {}
        try:
            self._all = list(self.records())
            there = {record.source.sha256: _digest(record) for record in self._all}
        except (IrpError, ValueError):
            self._discard()
            there = {}
        sound = {
            sha256: one
            for sha256, one in earlier.items()
            if sha256 in there and one.record in (None, there[sha256])
        }
        self.damaged_records = len(earlier) - len(sound)
        return sound

    def records(self) -> Iterator[Extraction]:
        """All records, in the order of their names."""
        return read_store(self._work) if self._work.is_dir() else iter(())

    def chosen(self, hashes: Iterable[str]) -> list[Extraction]:
        """The records of these originals, in the order of their names."""
        wanted = set(hashes)
        records = self.records() if self._all is None else self._all
        return [record for record in records if record.source.sha256 in wanted]

    def _first_fetches(self) -> dict[str, FetchRecord]:
        found: dict[str, FetchRecord] = {}
        for record in self._archive.records():
            found.setdefault(record.sha256, record)
        return found

    def _source(self, sha256: str, fetch: FetchRecord | None) -> SourceFile | None:
        """An original; None if its bytes are not what its hash says."""
        data = self._archive.path(sha256).read_bytes()
        source = SourceFile.from_bytes(
            data,
            file_name(fetch.url) if fetch else f"{sha256}.pdf",
            url=redacted(fetch.url) if fetch else None,
            retrieved_at=fetch.fetched if fetch else None,
            limit=max(self.options.limits.bytes, len(data)),
        )
        if source.sha256 == sha256:
            return source
        self.damaged_originals.append(sha256)
        return None


def _digest(record: Extraction) -> str:
    return hashlib.sha256(to_json(record).encode("utf-8", "surrogatepass")).hexdigest()


def _failure(record: Extraction) -> str | None:
    if record.status is not Status.FAILED:
        return None
    return record.problems[0].code if record.problems else None
