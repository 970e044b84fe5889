"""The nightly job: find new reports on the inspectorate's site, download, read and publish them.

``irp sync`` runs it; ``docs/nightly.md`` says how. It needs the extra ``nightly``.
"""

from irp.sync.nightly import run_sync
from irp.sync.options import CrawlOptions, SyncOptions
from irp.sync.settings import Settings

__all__ = ["CrawlOptions", "Settings", "SyncOptions", "run_sync"]
