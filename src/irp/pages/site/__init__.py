"""A static site over many records: plain files that work from a folder or from any web host.

``build_site`` is the one way in. Its records pass once, one at a time: each gets its page at once,
and only what the tables and charts need is kept of it.
"""

from irp.pages.names import report_name
from irp.pages.site.build import (
    DEFAULT_TITLE,
    NoRecordsError,
    SiteOptions,
    SiteResult,
    build_site,
)
from irp.pages.site.folder import NotOursError

__all__ = [
    "DEFAULT_TITLE",
    "NoRecordsError",
    "NotOursError",
    "SiteOptions",
    "SiteResult",
    "build_site",
    "report_name",
]
