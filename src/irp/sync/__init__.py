"""The nightly job: finds new reports on the inspectorate's site, fetches, reads, publishes, tells.

``irp sync`` is this; ``docs/nightly.md`` says how to run it. It needs the extra ``nightly``.
"""

from irp.sync.crawl.crawler import CrawlOptions
from irp.sync.nightly import run_sync
from irp.sync.run import SyncOptions
from irp.sync.settings import Settings

__all__ = ["CrawlOptions", "Settings", "SyncOptions", "run_sync"]
