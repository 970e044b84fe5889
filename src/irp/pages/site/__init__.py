"""A static site over many records: plain files that work from a folder or from any web host.

``build_site`` is the entry point. It reads the records once, one at a time: each page is written
at once, and only what the tables and charts need is kept.
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
