"""A folder of review pages, one for each report, made only if something has changed.

The pages have the names of the reports' pages on the site, which copies them. The stamp of each
says what it was made from, so no separate list is needed.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from irp.files import atomic
from irp.options import Options
from irp.pages.review import build_review
from irp.pages.stamp import BY_HAND, ENDING, INCOMPLETE, Stamp, find_review, place_for
from irp.record.extraction import Extraction, SourceInfo
from irp.show.page_images import Ask, sheets_of
from irp.source import PDF, SourceFile


class ReviewFolder:
    """Keeps a folder of review pages.

    Args:
        folder: where they are; it is created with the first page.
        by: a hash of everything else that affects the page.
    """

    def __init__(self, folder: Path, by: str) -> None:
        self.folder = folder
        self._by = by
        atomic.sweep(folder)  # what a killed process left half done

    def holds(self, source: SourceInfo, record: Extraction | None = None) -> bool:
        """Whether the page of a source exists, complete and as it would be made now.

        Args:
            source: the source.
            record: what the page must show; where there is none, the page is only asked how it
                was made.
        """
        page = find_review(self.folder, source)
        stamp = Stamp.on(page) if page else None
        if stamp is None or stamp.by != self._by:
            return False
        return record is None or stamp.record == Stamp.of(record).record

    def make(self, source: SourceFile, record: Extraction, options: Options, ask: Ask) -> str:
        """Make the page of a source, replacing an earlier one.

        Args:
            source: the source.
            record: its record.
            options: limits for drawing its pages.
            ask: runs a task in a reading process.

        Returns:
            What the page lacks, in words; an empty text if it lacks nothing.

        Raises:
            OutputError: it cannot be written; an earlier page is unchanged.
        """
        sheets = sheets_of(
            source, record.parser.engine, options, ask, record.parser.second_engine_pages
        )
        lacking = [sheet.number for sheet in sheets if sheet.image is None]
        lacks = ""
        if source.media_type == PDF and (lacking or not sheets):
            which = f"{len(lacking)} of its {len(sheets)} pages" if sheets else "its pages"
            lacks = f"{which} could not be drawn for the review page"
        html = build_review(record, sheets, by=INCOMPLETE if lacks else self._by)
        atomic.make_folder(self.folder)
        atomic.write(place_for(self.folder, record.source), html.encode("utf-8", "replace"))
        return lacks

    def keep_only(self, sources: Iterable[SourceInfo]) -> None:
        """Delete the pages of other sources, except those made by hand.

        Raises:
            OutputError: one cannot be removed.
        """
        kept = {source.sha256 for source in sources}
        for page in sorted(self.folder.glob(f"*{ENDING}")):
            stamp = Stamp.on(page)
            if stamp and stamp.by != BY_HAND and stamp.source not in kept:
                atomic.remove(page)
