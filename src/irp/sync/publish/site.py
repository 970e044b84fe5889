"""The pages of a data folder: a review page of each published report, and the site.

Both follow the published set. All originals are in the archive, so a missing review page can
always be made: the first run with ``--site`` makes all of them, later ones what is new.
Nothing here changes the set; what goes wrong is a finding.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from pathlib import Path
from typing import TYPE_CHECKING, Final

from irp.batch.fingerprint import review_fingerprint
from irp.batch.local import LocalExecutor
from irp.batch.output.review_pages import REVIEWS, WANTING
from irp.errors import IrpError, SourceError
from irp.options import Options
from irp.source import SourceFile
from irp.stores import read_store
from irp.sync.archive.originals import Originals
from irp.sync.publish.publisher import PUBLISHED
from irp.sync.report.findings import Finding, Severity
from irp.sync.settings import PageSettings

if TYPE_CHECKING:
    from irp.pages.review.review_folder import ReviewFolder
    from irp.record.extraction import Extraction, SourceInfo

SITE: Final = "site"
NOT_BUILT: Final = "site_not_built"


def make_pages(
    data: Path, archive: Originals, options: Options, jobs: int, pages: PageSettings
) -> Iterator[Finding]:
    """Bring review pages and site up to date with the published set.

    Args:
        data: the data folder, with a published set.
        archive: its originals.
        options: how they were read; the limits hold again for drawing the pages of each.
        jobs: review pages made at the same time.
        pages: what the site's pages print.

    Yields:
        What went wrong.
    """
    from irp.pages.review.review_folder import ReviewFolder
    from irp.pages.site import DEFAULT_TITLE, SiteOptions, build_site

    folder = ReviewFolder(data / REVIEWS, review_fingerprint(options))
    try:
        yield from _make_reviews(data, archive, folder, options, jobs)
        folder.keep_only(record.source for record in read_store(data / PUBLISHED))
        title = pages.title or DEFAULT_TITLE
        shown = SiteOptions(title, base_url=pages.base_url, contact=pages.contact)
        build_site(data, data / SITE, shown)  # without news it builds nothing
    except IrpError as error:
        text = "the site could not be built; the previous one stays"
        yield Finding(NOT_BUILT, Severity.ERROR, text, SITE, {"error": error.message})


def _make_reviews(
    data: Path, archive: Originals, folder: ReviewFolder, options: Options, jobs: int
) -> Iterator[Finding]:
    """Make the review pages that are missing or out of date."""
    executor = LocalExecutor(jobs)
    making: dict[Future[str], Extraction] = {}
    try:
        for record in read_store(data / PUBLISHED):
            if record.report is None or folder.holds(record.source, record):
                continue
            try:
                source = _source(record, archive, options)
            except (OSError, IrpError):  # an earlier page stays
                text = "the original is not in the archive, so no review page can be made"
                yield _incomplete(record.source, text)
                continue
            making[executor.draw(folder, source, record, options)] = record
            if len(making) > jobs:  # what waits holds its bytes
                wait(making, return_when=FIRST_COMPLETED)
                yield from _landed(making)
        wait(making)
        yield from _landed(making)
    except BaseException:
        executor.close(now=True)
        raise
    executor.close()


def _source(record: Extraction, archive: Originals, options: Options) -> SourceFile:
    """The original of a record.

    Raises:
        OSError: it does not exist.
        SourceError: it is not the file that was read.
    """
    info = record.source
    data = archive.path(info.sha256).read_bytes()
    limit = max(options.limits.bytes, len(data))
    source = SourceFile.from_bytes(data, info.name, url=info.url, limit=limit)
    if source.sha256 != info.sha256:
        raise SourceError("the file is not the one that was read")
    return source


def _landed(making: dict[Future[str], Extraction]) -> Iterator[Finding]:
    """Remove the finished ones and report what they lack."""
    for future in [one for one in making if one.done()]:
        source = making.pop(future).source
        try:
            lacks = future.result()
        except IrpError as error:
            lacks = f"the review page could not be made: {error.message}"
        except Exception as error:  # noqa: BLE001 - whatever it is, it is one page's
            lacks = f"the review page could not be made: {type(error).__name__}: {error}"
        if lacks:
            yield _incomplete(source, lacks)


def _incomplete(source: SourceInfo, text: str) -> Finding:
    return Finding(WANTING, Severity.NOTE, text, source.sha256, source=source.name)
