"""Options of a nightly run."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path


@dataclass(frozen=True)
class CrawlOptions:
    """What a crawl looks at.

    Attributes:
        full: read the whole list, whether that is due or not.
        since: skip what was published before this day.
        limit: maximum number of new PDFs to download.
        dry: download no PDF.
    """

    full: bool = False
    since: date | None = None
    limit: int | None = None
    dry: bool = False


@dataclass(frozen=True)
class SyncOptions:
    """What a run does.

    Attributes:
        crawl: what the crawl looks at.
        reparse: read the whole archive again, without the network.
        accept: publish even if gates fail; later sets are compared with this one.
        site: after publishing, bring the review pages and the site up to date.
        decisions: what people decided; ``decisions.jsonl`` of the data folder if not given.
    """

    crawl: CrawlOptions = field(default_factory=CrawlOptions)
    reparse: bool = False
    accept: bool = False
    site: bool = False
    decisions: Path | None = None
