"""Render documents with any producer; find producers that cannot be used on this machine."""

from __future__ import annotations

import importlib
from collections.abc import Sequence

from benchmarks.accuracy.corpus import all_producers

from generator import Report
from generator.producers import libreoffice_writer

Rendered = bytes | str  # a file, or why there is none


def unusable() -> dict[str, str]:
    """The producers that cannot be used here, and what they lack."""
    lacking = {}
    if libreoffice_writer.program() is None:
        lacking["libreoffice"] = "the program soffice (Debian: libreoffice-writer-nogui)"
    try:
        importlib.import_module("weasyprint")
    except ImportError:
        lacking["weasyprint"] = "the package weasyprint (requirements/accuracy.txt)"
    except OSError:
        lacking["weasyprint"] = "Pango (Debian: libpango-1.0-0 libpangoft2-1.0-0)"
    return lacking


def _one(producer: str, report: Report) -> Rendered:
    try:
        return all_producers()[producer].render(report)
    except Exception as error:  # noqa: BLE001 - any failure of a producer is reported
        return f"{type(error).__name__}: {error}"


def render(producer: str, reports: Sequence[Report]) -> list[Rendered]:
    """The reports as files; those of LibreOffice in one run."""
    if producer == libreoffice_writer.PRODUCER.name:
        try:
            return list(libreoffice_writer.render_many(reports))
        except Exception:  # noqa: BLE001 - one bad report: find it by rendering them one by one
            return [_one(producer, report) for report in reports]
    return [_one(producer, report) for report in reports]
