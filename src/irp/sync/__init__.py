"""The nightly job: finds new reports on the inspectorate's site, fetches, reads, publishes, tells.

``irp sync`` is this; ``docs/nightly.md`` says how to run it. It needs the extra ``nightly``.
"""

from irp.sync.crawl.crawler import Wishes
from irp.sync.nightly import run_sync
from irp.sync.run import Orders
from irp.sync.settings import Settings

__all__ = ["Orders", "Settings", "Wishes", "run_sync"]
