"""``build_site``: records in, a folder of plain files out."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Any

from irp.areas import in_use
from irp.decisions.applying import applied_again
from irp.decisions.file import Decisions
from irp.errors import StoreError
from irp.files.atomic import explained
from irp.links.items import visited
from irp.pages import base
from irp.pages.site import words
from irp.pages.site.data import search
from irp.pages.site.data.catalogue import Catalogue
from irp.pages.site.data.downloads import Downloads, json_address
from irp.pages.site.data.freshness import changes_feed, freshness, last_run
from irp.pages.site.data.rows import line_of, rows_of
from irp.pages.site.feed import feed
from irp.pages.site.folder import NotOursError, contents_if_from, replaced
from irp.pages.site.news import key_of
from irp.pages.site.overviews import Overviews
from irp.pages.site.report_page import CheckCounts, report_values
from irp.pages.site.writing import Pages
from irp.pages.stamp import Stamp, find_review, reviews_beside
from irp.plain_words import not_wanted
from irp.record.extraction import Extraction
from irp.record.load import each_record
from irp.stores import read_store

DEFAULT_TITLE = "Independent reviews of progress"
REVIEWS = "reviews"
"""The folder of review pages on the site."""
_ASSETS = MappingProxyType(
    {
        "site.css": ("base.css", "site/site.css"),
        "data.js": ("site/data.js",),
        "search.js": ("site/search.js",),
        "table.js": ("site/table.js",),
    }
)


class NoRecordsError(StoreError):
    """There is no record in the data, so there is nothing to show."""


@dataclass(frozen=True)
class SiteOptions:
    """Options of a site.

    Attributes:
        title: the title at the top of every page.
        base_url: the site's address; with it the feed's links are absolute.
        as_of: the date of the data; by default taken from the data.
        reviews: a folder with review pages, named like the reports' pages (``report_name``); by
            default the one in or next to the data (``reviews_beside``).
        decisions: what people decided, in place of the decisions in the records.
        contact: where readers report a mistake: a web or an e-mail address.
    """

    title: str = DEFAULT_TITLE
    base_url: str | None = None
    as_of: datetime | None = None
    reviews: Path | None = None
    decisions: Decisions | None = None
    contact: str | None = None

    @property
    def shown(self) -> tuple[object, ...]:
        """The options that pages show."""
        return (self.title, self.base_url, self.as_of, self.contact)


@dataclass(frozen=True)
class SiteResult:
    """The contents of a site.

    Attributes:
        folder: its folder.
        reports: pages of reports.
        follow_ups: rows of the table.
        reviews: pages of reports that link to their review page.
        unread: sources without a record, which are listed with the reason.
        repeated: records that were left out because the same source came before.
        pages: HTML pages in all.
        unchanged: whether there was no news, so that nothing was built.
    """

    folder: Path
    reports: int
    follow_ups: int
    reviews: int
    unread: int
    repeated: int
    pages: int
    unchanged: bool = False

    @property
    def sentence(self) -> str:
        """The same as a sentence."""
        parts = [words.count(self.reports, "report"), words.count(self.follow_ups, "follow-up")]
        if self.reviews:
            parts.append(words.count(self.reviews, "review page"))
        if self.unread:
            parts.append(words.count(self.unread, "source") + " without a record")
        if self.repeated:
            parts.append(words.count(self.repeated, "record") + " of a source that came before")
        text = f"{self.folder}: {', '.join(parts)}; {words.count(self.pages, 'page')}"
        return f"{text}; there was no news, so nothing was built" if self.unchanged else text


def build_site(
    data: str | os.PathLike[str] | Iterable[Extraction],
    out: str | os.PathLike[str],
    options: SiteOptions | None = None,
    *,
    on_report: Callable[[int], None] | None = None,
) -> SiteResult:
    """Build or rebuild the site; the folder is replaced once everything is written.

    The same data give the same bytes. A site of a path whose records, review pages, options and irp
    are those that it was built from is not built again.

    Args:
        data: whatever ``irp.stores.read_store`` reads, or extractions.
        out: the folder; it must be new, empty, or a site that this function built.
        options: the options.
        on_report: called with the number of records added so far.

    Raises:
        StoreError: there is no store; ``NoRecordsError`` where there is no record in it.
        RecordError: something in the store is not a record.
        NotOursError: ``out`` contains something that this function did not write.
        OutputError: the site cannot be written.
        MissingExtraError: the packages of the extra ``pages`` are not installed.
    """
    if not isinstance(out, str | os.PathLike):
        raise not_wanted("the site's folder", "a path", out)
    options = options or SiteOptions()
    folder = Path(os.path.realpath(out))
    path = None
    if isinstance(data, (str, os.PathLike)):
        path = Path(data)
        _refuse_within(path, folder)
        extractions: Iterable[Extraction] = read_store(path)
    else:
        extractions = each_record(data)
    if options.decisions:
        extractions = applied_again(extractions, options.decisions)
    reviews = options.reviews or (reviews_beside(path) if path is not None else None)
    about: dict[str, Any] = {}
    changes = changes_feed(path) if path is not None else None
    if path is not None:
        about["made_from"] = key_of(path, reviews, options.decisions, *options.shown, changes)
        if contents := contents_if_from(folder, about["made_from"]):
            return SiteResult(folder=folder, **contents, unchanged=True)
    with explained(folder), replaced(folder, about) as new:
        run = last_run(path) if path is not None else None
        builder = _Builder(new, options, reviews, run, changes)
        result = builder.build(extractions, folder, on_report)
        about["contents"] = {
            one.name: getattr(result, one.name) for one in fields(result) if one.type == "int"
        }
        return result


def _refuse_within(data: Path, out: Path) -> None:
    """The site's folder is replaced as a whole, so the data must not be in it."""
    real = Path(os.path.realpath(data))
    if real == out or out in real.parents:
        raise NotOursError(f"the data are in {out}, which the site would replace")


class _Builder:
    """Writes one site into a new folder.

    Args:
        folder: the new folder.
        options: the options.
        reviews: the folder of review pages.
        run: when the data were last read, if known.
        changes: the feed of nightly runs; without it the feed has the newest reviews.
    """

    def __init__(
        self,
        folder: Path,
        options: SiteOptions,
        reviews: Path | None,
        run: datetime | None,
        changes: str | None,
    ) -> None:
        self._changes = changes
        self._folder = folder
        self._options = options
        self._reviews = reviews
        self._run = options.as_of or run
        self._catalogue = Catalogue()
        self._search = search.SearchPieces(lambda n, text: self._pages.text(f"data/{n}", text))
        self._checks = CheckCounts()
        self._pages = Pages(folder, options.title, options.base_url, options.contact)
        self._repeated = self._linked = 0

    def build(
        self,
        extractions: Iterable[Extraction],
        out: Path,
        on_report: Callable[[int], None] | None,
    ) -> SiteResult:
        """Add every record, then write the pages over all of them."""
        catalogue = self._catalogue
        with Downloads(self._folder) as downloads:
            for number, extraction in enumerate(extractions, 1):
                if self._take(extraction):
                    downloads.put(extraction)
                if on_report:
                    on_report(number)
            if not catalogue.reports and not catalogue.unread:
                raise NoRecordsError("there is no record in the data, so there is nothing to show")
            downloads.finish()
        self._write_overviews()
        return SiteResult(
            folder=out,
            reports=len(catalogue.reports),
            follow_ups=len(catalogue.rows),
            reviews=self._linked,
            unread=len(catalogue.unread),
            repeated=self._repeated,
            pages=self._pages.written,
        )

    def _take(self, extraction: Extraction) -> bool:
        """Write one report's page and keep its summary; False if its source is a repeat."""
        line = line_of(extraction)
        before = self._catalogue.named(line.name)
        if before and before.sha256 == line.sha256:
            self._repeated += 1
            return False
        if before:  # two hashes with the same start
            line = line_of(extraction, whole_hash=True)
        rows = list(rows_of(extraction, line))
        follow_ups = extraction.report.follow_ups if extraction.report else ()
        texts = (list(search.text_of(follow_up, line)) for follow_up in follow_ups)
        self._search.add(line, rows, texts)
        self._catalogue.add(line, rows, visited(extraction, in_use()))
        if extraction.report:
            self._checks.add(extraction.checks)
            self._pages.write(
                f"reports/{line.name}",
                "report.html",
                here="reports",
                json_file=json_address(extraction),
                review=self._take_review(extraction, line.name),
                **report_values(extraction, extraction.report, line, rows),
            )
        return True

    def _take_review(self, extraction: Extraction, name: str) -> str | None:
        """Copy the report's review page; return the text of its link, None if there is none."""
        if self._reviews is None:
            return None
        found = find_review(self._reviews, extraction.source)
        stamp = Stamp.on(found) if found else None
        if found is None or stamp is None:
            return None
        (self._folder / REVIEWS).mkdir(exist_ok=True)
        _link_or_copy(found, self._folder / REVIEWS / f"{name}.html")
        self._linked += 1
        if stamp.record == Stamp.of(extraction).record:
            return "Review page with the report’s pages"
        return "Review page of an earlier reading"

    def _write_overviews(self) -> None:
        catalogue, pages = self._catalogue, self._pages
        fresh = freshness(
            [*catalogue.reports, *catalogue.unread], self._run, catalogue.newest_visit()
        )
        pages.fresh = fresh.sentence
        for name, parts in _ASSETS.items():
            pages.text(f"assets/{name}", base.asset(*parts))
        icon = files("irp.pages") / "static" / "site" / "icon.svg"  # no asset(): it has end tags
        pages.text("assets/icon.svg", icon.read_text("utf-8"))
        self._search.finish()
        pages.text("data/names.js", search.names_script(catalogue, self._search))
        scripts = self._search.scripts()
        Overviews(catalogue, self._checks, self._folder, scripts).write(pages)
        pages.text(
            "feed.xml",
            self._changes
            or feed(
                catalogue.newest_first(),
                links=catalogue.links,
                title=self._options.title,
                base_url=self._options.base_url,
                as_of=fresh.as_of,
            ),
        )


def _link_or_copy(page: Path, target: Path) -> None:
    """Link or copy a review page: it is large and never edited, so one file may have two names."""
    try:
        target.hardlink_to(page)
    except OSError:  # on another disk, or one without links
        shutil.copyfile(page, target)
