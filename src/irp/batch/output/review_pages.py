"""Review pages of a batch: each is made once its record is stored, from the bytes in memory.

They are made by the same processes that read, where these are on this machine, so that ``jobs``
holds for both; a cluster only reads. A page that cannot be made is reported and stops nothing; the
next run tries again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from irp.batch.fingerprint import review_fingerprint
from irp.batch.local import Executor, LocalExecutor
from irp.batch.output.manifest import Entry
from irp.batch.settings import BatchOptions, usable_processors
from irp.errors import IrpError
from irp.source import SourceFile

if TYPE_CHECKING:
    from irp.record.extraction import Extraction

REVIEWS = "reviews"
"""Their folder: in the store's folder, or beside its file."""
WANTING = "review_wanting"
"""The problem code of a review page that could not be made, or not all of it."""


@dataclass(frozen=True, slots=True)
class _Order:
    """A page that is being made."""

    source: SourceFile
    record: Extraction


class Drawing:
    """Makes the review pages of a batch.

    Args:
        folder: where they go.
        options: those of the batch.

    Attributes:
        counts: pages made, kept and missing.

    Raises:
        MissingExtraError: the extra "pages" is not installed.
    """

    def __init__(self, folder: Path, options: BatchOptions) -> None:
        from irp.pages.review import need_extra
        from irp.pages.review.review_folder import ReviewFolder

        need_extra()
        self._folder = ReviewFolder(folder, review_fingerprint(options.options))
        self._options = options
        self._own: LocalExecutor | None = None
        self._closed = False
        self._orders: dict[Future[str], _Order] = {}
        self.counts: Counter[str] = Counter()
        self._problems: dict[str, str] = {}

    @property
    def pending(self) -> Collection[Future[str]]:
        """The pages that are being made."""
        return self._orders.keys()

    @property
    def held(self) -> int:
        """How many bytes of sources they hold."""
        return sum(order.source.size for order in self._orders.values())

    def is_done(self, name: str, sha256: str) -> bool:
        """Whether the page of a source that has a record exists and is up to date."""
        from irp.record.failed import unread_source

        return self._folder.holds(unread_source(name).model_copy(update={"sha256": sha256}))

    def begin(self, executor: Executor | None, source: SourceFile, record: Extraction) -> None:
        """Start to make the page of a record, unless it is up to date.

        Args:
            executor: what read the source.
            source: the source.
            record: its result.
        """
        if record.report is None or self._closed:
            return
        if self._options.resume and self._folder.holds(record.source, record):
            self.counts["kept"] += 1
            return
        if not isinstance(executor, LocalExecutor):
            jobs = self._options.jobs or usable_processors()
            executor = self._own = self._own or LocalExecutor(jobs)
        future = executor.draw(self._folder, source, record, self._options.options)
        self._orders[future] = _Order(source, record)

    def land(self, future: Future[str]) -> None:
        """Record that a page was made, or could not be."""
        order = self._orders.pop(future)
        try:
            lacks = future.result()
        except CancelledError:
            return
        except IrpError as error:
            lacks = f"the review page could not be made: {error.message}"
        except Exception as error:  # noqa: BLE001 - any error affects one page only
            lacks = f"the review page could not be made: {type(error).__name__}: {error}"
        self.counts["missing" if lacks else "made"] += 1
        if lacks:
            self._problems[order.source.sha256] = lacks

    def with_problems(self, entries: Mapping[str, Entry]) -> dict[str, Entry]:
        """The manifest's entries, with what each review page lacks added to its problems."""
        found = dict(entries)
        for sha256, lacks in self._problems.items():
            problem = {"code": WANTING, "page": None, "message": lacks}
            found[sha256] = replace(found[sha256], problems=[*found[sha256].problems, problem])
        return found

    def close(self, *, now: bool = False) -> None:
        """End the processes that are only ours; ``now`` cancels what is being made."""
        if self._own:
            self._own.close(now=now)
        if now:
            self._closed = True
            self._orders.clear()
