"""One batch from its sources to a finished store: ``irp.run_batch``."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from irp.batch.decided import Decided
from irp.batch.executors import executor_for
from irp.batch.fingerprint import fingerprint
from irp.batch.local import Executor
from irp.batch.output import records
from irp.batch.output.inspection import DAMAGED, Inspection
from irp.batch.output.manifest import Entry, Manifest
from irp.batch.output.progress import UNREAD, BatchResult, Progress, messages_of
from irp.batch.output.review_pages import REVIEWS, Drawing
from irp.batch.output.target import Output, opened
from irp.batch.settings import BatchOptions
from irp.batch.sources.arguments import Given, as_list, find, is_url
from irp.batch.sources.items import Item, SourceGroup
from irp.batch.sources.prefetch import Loaded, loaded
from irp.errors import ClusterError, IrpError, OutputError
from irp.plain_words import not_wanted
from irp.record.failed import failed_extraction, source_info
from irp.record.findings import in_words
from irp.record.vocabulary import Status
from irp.source import SourceFile
from irp.stores import Store, StoreChange, open_store
from irp.stores.contents import digest_in

if TYPE_CHECKING:
    from irp.record.extraction import Extraction

OnProgress = Callable[[Progress], None]

_BYTES_WAITING = 64_000_000
"""How many bytes of sources are held at a time, beyond the one that is always held."""
_NOTHING_FOUND = "nothing_found"
_PUSH_SECONDS = 20.0
"""How often an output that is a URL is updated during the run."""


def run_batch(
    sources: Iterable[Given] | Given,
    out: str | os.PathLike[str],
    *,
    batch_options: BatchOptions | None = None,
    on_progress: OnProgress | None = None,
) -> BatchResult:
    """Read many reports into a store, continuing where an earlier run stopped.

    A bad source never stops the others. Finished work is always kept: on Ctrl-C, or a
    ``SystemExit`` that a signal's handler raises, the store is finished with what was read, and the
    exception is passed on; after a kill the next run reads the rest.

    Args:
        sources: paths of reports, folders and zip archives, patterns, URLs, or ``SourceFile``s.
        out: the store, by its name as for ``irp.stores.open_store``; a path or a URL.
        batch_options: how to run; ``BatchOptions()`` by default.
        on_progress: called after each source, from the thread that called us.

    Raises:
        OutputError: the output cannot be written; what was written before is intact.
        LockedError: another run writes there.
        MissingExtraError: a URL, a cluster, a kind of store or review pages need an extra of the
            package.
        ValueError: review pages are asked for, and the store is behind a URL.
    """
    options = batch_options or BatchOptions()
    if not isinstance(options, BatchOptions):
        raise not_wanted("the options", "irp.BatchOptions", options)
    given = as_list(sources)
    if options.reviews and is_url(os.fspath(out)):
        raise ValueError("review pages can be made beside a store on this machine only")
    with opened(os.fspath(out)) as output, Manifest(output.manifest) as manifest:
        run = _Run(output, manifest, options, on_progress)
        run.go(list(find(given, options)))
        return run.result


class _Run:
    """The state of one batch."""

    def __init__(
        self,
        output: Output,
        manifest: Manifest,
        options: BatchOptions,
        on_progress: OnProgress | None,
    ) -> None:
        self._output = output
        self._manifest = manifest
        self._options = options
        self._on_progress = on_progress
        self._fingerprint = fingerprint(options.options)
        self._decided = Decided(output, manifest, options, self._fingerprint)
        # Records that were deleted are read again, and what is derived is rebuilt.
        gone = manifest.drop_unless(output.holds())
        self._drawing = Drawing(output.beside(REVIEWS), options) if options.reviews else None
        self._executor: Executor | None = None
        self._store: Store | None = None
        self._started, self._clock = datetime.now(UTC), time.monotonic()
        self._inspection = Inspection(output, manifest, str(self._started))
        damage = self._inspection.set_aside_damage()
        self._changed = gone or damage or manifest.disturbed or not output.whole(manifest.files)
        self._flying: dict[Future[Extraction], tuple[Item, SourceFile]] = {}
        self._seen: dict[str, str] = {}
        self._others: list[tuple[str, str, str]] = []
        self._total = self._done = self._read = 0
        self._pushed = self._clock
        self.result = BatchResult(run_file=output.run_shown, damaged=self._inspection.set_aside)

    def go(self, found: list[SourceGroup]) -> None:
        """Read what must be read, then finish."""
        counts = [one.count for one in found]
        self._total = sum(counts)
        limit = self._options.options.limits.bytes
        feed = loaded(self._items(found, counts), limit, self._options.fetch_seconds)
        try:
            with contextlib.closing(feed):
                self._work(feed)
            self._close_executor()
            self._finish()
        except OutputError:
            self._stop()
            self._abandon()
            raise
        except BaseException as error:
            # Ctrl-C or SIGTERM in order: what is finished is kept. Anything else: the same.
            self._stop()
            stopped = isinstance(error, KeyboardInterrupt | SystemExit)
            self.result.outcome = "interrupted" if stopped else "failed"
            with contextlib.suppress(IrpError):
                self._finish()
            raise
        finally:
            with contextlib.suppress(Exception):  # it is closed, unless something was raised
                if self._store:
                    self._store.close()

    def _items(self, found: list[SourceGroup], counts: list[int]) -> Iterator[Item]:
        for one, count in zip(found, counts, strict=True):
            for number, item in enumerate(one.items(), 1):
                self._total += number > count
                yield item

    def _work(self, feed: Iterator[Loaded]) -> None:
        following: Loaded | None = None
        more = True
        while more or self._waited_for():
            while more:
                following = following or next(feed, None)
                if following is None:
                    more = False
                elif self._has_room(following[1]):
                    self._take(*following)
                    following = None
                else:
                    break
            if waited_for := self._waited_for():
                done, _ = wait(waited_for, return_when=FIRST_COMPLETED)
                for future in done:
                    self._land(future)

    def _waited_for(self) -> set[Future[Any]]:
        """The sources being read and the review pages being made."""
        return {*self._flying, *(self._drawing.pending if self._drawing else ())}

    def _has_room(self, source: SourceFile | Extraction) -> bool:
        flying = len(self._waited_for())
        if not flying or not isinstance(source, SourceFile):
            return True
        slots = self._executor.slots if self._executor else 1
        held = sum(waiting.size for _, waiting in self._flying.values())
        held += self._drawing.held if self._drawing else 0
        return flying < 2 * slots and held + source.size <= _BYTES_WAITING

    # -------------------------------------------------------------- one source

    def _take(self, item: Item, source: SourceFile | Extraction) -> None:
        """Skip a source, start reading it, or store its failure."""
        sha256 = source.sha256 if isinstance(source, SourceFile) else source.source.sha256
        if not sha256 and not isinstance(source, SourceFile):
            self._note_unread(item, source)
        elif sha256 in self._seen:
            self.result.changes["duplicate"] += 1
            self._others.append((item.label, "duplicate", f"same bytes as {self._seen[sha256]}"))
            message = f"same bytes as {self._seen[sha256]} (duplicate)"
            self._tell(item.label, "duplicate", (message,))
        else:
            self._seen[sha256] = item.label
            if self._is_done(sha256) and self._has_review(sha256):
                self._skip(item, self._manifest.entries[sha256])
            elif not isinstance(source, SourceFile):
                self._keep(item, self._decided.applied(source))
            elif saved := self._decided.from_saved(sha256):
                self._keep(item, saved)
                if self._drawing:
                    self._drawing.begin(self._executor, source, saved)
            else:
                self._submit(item, source)

    def _is_done(self, sha256: str) -> bool:
        entry = self._manifest.entries.get(sha256)
        return (
            self._options.resume
            and entry is not None
            and (entry.status != Status.FAILED or self._decided.is_rejected(sha256))
            and entry.fingerprint == self._decided.fingerprint(sha256)
        )

    def _has_review(self, sha256: str) -> bool:
        """Whether a source that is done needs no review page; one is made of what is read."""
        entry = self._manifest.entries[sha256]
        if self._drawing is None or entry.status == Status.FAILED:
            return True
        return self._drawing.is_done(entry.name, sha256)

    def _submit(self, item: Item, source: SourceFile) -> None:
        if self._executor is None:
            self._executor = executor_for(self._options)
        self._flying[self._executor.submit(source, self._options.options)] = item, source

    def _land(self, future: Future[Any]) -> None:
        if self._drawing and future in self._drawing.pending:
            self._drawing.land(future)
            return
        item, source = self._flying.pop(future)
        try:
            extraction = future.result()
        except ClusterError:
            raise  # no fault of the source
        except IrpError as error:
            extraction = failed_extraction(source_info(source), error.code, error.message)
        extraction = self._decided.applied(extraction)
        self._keep(item, extraction)
        if self._drawing:
            self._drawing.begin(self._executor, source, extraction)

    def _keep(self, item: Item, extraction: Extraction) -> None:
        """Store a result, and note it in the manifest."""
        sha256 = extraction.source.sha256
        change = self._opened_store().put(extraction)
        self._changed |= change is not StoreChange.UNCHANGED
        digest = digest_in(self._output.kind, extraction)
        entry = records.entry_of(extraction, item.label, self._decided.fingerprint(sha256), digest)
        self._manifest.note(sha256, entry)
        self.result.changes[change.value] += 1
        self._read += 1
        self._count(entry)
        self._tell(item.label, entry.status, messages_of(extraction), in_words(extraction))
        if time.monotonic() - self._pushed > _PUSH_SECONDS:
            self._output.push(finished=False)
            self._pushed = time.monotonic()

    def _skip(self, item: Item, entry: Entry) -> None:
        self.result.changes["skipped"] += 1
        if self._drawing and entry.status != Status.FAILED:
            self._drawing.counts["kept"] += 1
        self._count(entry)
        self._tell(item.label, "skipped", ())

    def _note_unread(self, item: Item, extraction: Extraction) -> None:
        problem = extraction.problems[0]
        self._others.append((item.label, problem.code, problem.message))
        if problem.code == _NOTHING_FOUND:
            self.result.codes[problem.code] += 1  # no source, so it has no status
        else:
            self.result.count(UNREAD, None, [problem.code])
        self._tell(item.label, UNREAD, messages_of(extraction))

    def _count(self, entry: Entry) -> None:
        codes = [problem["code"] for problem in entry.problems]
        self.result.count(entry.status, entry.layout, codes)

    def _tell(self, label: str, outcome: str, messages: tuple[str, ...], words: str = "") -> None:
        self._done += 1
        if self._on_progress:
            seconds = time.monotonic() - self._clock
            counts = self._done, self._total, self._read
            self._on_progress(Progress(label, outcome, messages, *counts, seconds, words))

    # -------------------------------------------------------------- the end

    def _close_executor(self) -> None:
        if self._executor:
            self._executor.close()
        if self._drawing:
            self._drawing.close()

    def _stop(self) -> None:
        """Cancel what is being read, but keep what has been read."""
        if self._executor:
            self._executor.close(now=True)
        if self._drawing:
            self._drawing.close(now=True)
        for future in list(self._flying):
            # The error that stopped the run is reported, not the errors it causes.
            with contextlib.suppress(CancelledError, IrpError):
                self._land(future)

    def _finish(self) -> None:
        """Rebuild everything that is derived, if anything has changed."""
        if self._changed:
            self._opened_store().finish()
        if self._store:
            self._store.close()
        self._count_found()
        for name, message in self._inspection.left():
            self._others.append((name, DAMAGED, message))
            self.result.count(UNREAD, None, [DAMAGED])
        entries = self._manifest.entries
        if self._drawing:
            entries = self._drawing.with_problems(entries)
            self.result.reviews.update(self._drawing.counts)
        self.result.problems = records.write_problems(self._output.problems, entries, self._others)
        files = self._manifest.files_or(self._output.files, changed=self._changed)
        self._manifest.replace(files)
        self._inspection.note(files)
        self._write_run()
        self._output.push()

    def _opened_store(self) -> Store:
        if self._store is None:
            self._output.prepare()
            self._manifest.begin()
            self._store = open_store(self._output.target)
        return self._store

    def _abandon(self) -> None:
        """Writing failed: close the store as it is, and record that if possible."""
        self.result.outcome = "failed"
        self._count_found()
        with contextlib.suppress(OutputError):
            self._write_run()

    def _count_found(self) -> None:
        nothing = sum(code == _NOTHING_FOUND for _, code, _ in self._others)
        self.result.found = self._total - nothing
        self.result.seconds = time.monotonic() - self._clock

    def _write_run(self) -> None:
        records.write_run(
            self._output.run, self.result, self._options, self._started, self._fingerprint
        )
