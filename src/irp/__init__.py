"""Reports on independent reviews of progress as checked, typed records.

>>> import irp
>>> extraction = irp.extract("report.pdf")  # doctest: +SKIP
>>> extraction.status, extraction.report.establishment.name  # doctest: +SKIP

The names below are the public ones. They are imported when first used, so that importing ``irp``
costs next to nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from irp.errors import IrpError

if TYPE_CHECKING:
    from irp.api import check, extract, extract_many
    from irp.batch import ArchiveLimits, BatchOptions, BatchResult, Progress, run_batch
    from irp.decisions.file import Decisions
    from irp.differences import Difference, diff
    from irp.options import Limits, Options
    from irp.pages.review import review
    from irp.pages.site import build_site
    from irp.record.extraction import Check, Extraction, Place, Problem
    from irp.record.report import Report
    from irp.source import SourceFile
    from irp.stores import open_store, read_store, write_store
    from irp.stores.tables.flat import rows
    from irp.version import __version__

__all__ = [
    "ArchiveLimits",
    "BatchOptions",
    "BatchResult",
    "Check",
    "Decisions",
    "Difference",
    "Extraction",
    "IrpError",
    "Limits",
    "Options",
    "Place",
    "Problem",
    "Progress",
    "Report",
    "SourceFile",
    "__version__",
    "build_site",
    "check",
    "diff",
    "extract",
    "extract_many",
    "open_store",
    "read_store",
    "review",
    "rows",
    "run_batch",
    "write_store",
]

_HOMES = {
    "ArchiveLimits": "irp.batch",
    "BatchOptions": "irp.batch",
    "BatchResult": "irp.batch",
    "Check": "irp.record.extraction",
    "Decisions": "irp.decisions.file",
    "Difference": "irp.differences",
    "Extraction": "irp.record.extraction",
    "Limits": "irp.options",
    "Options": "irp.options",
    "Place": "irp.record.extraction",
    "Problem": "irp.record.extraction",
    "Progress": "irp.batch",
    "Report": "irp.record.report",
    "SourceFile": "irp.source",
    "__version__": "irp.version",
    "build_site": "irp.pages.site",
    "check": "irp.api",
    "diff": "irp.differences",
    "extract": "irp.api",
    "extract_many": "irp.api",
    "open_store": "irp.stores",
    "read_store": "irp.stores",
    "review": "irp.pages.review",
    "rows": "irp.stores.tables.flat",
    "run_batch": "irp.batch",
    "write_store": "irp.stores",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'irp' has no attribute {name!r}")
    from importlib import import_module

    value: object = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
