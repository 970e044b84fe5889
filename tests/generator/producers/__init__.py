"""The producers by name; each is imported only when the list is asked for."""

from __future__ import annotations

from functools import cache

from .base import Producer

__all__ = ["Producer", "campaign_producers", "producers"]


@cache
def producers() -> dict[str, Producer]:
    """All producers."""
    from . import fpdf2_ribbon, plain, reportlab_house, typst_book

    pdf = (reportlab_house.PRODUCER, fpdf2_ribbon.PRODUCER, typst_book.PRODUCER)
    return {p.name: p for p in (*pdf, *plain.PRODUCERS)}


@cache
def campaign_producers() -> dict[str, Producer]:
    """Producers that need more than wheels: only the accuracy campaign uses them.

    Nobody looks at what they print while rules are written.
    """
    from . import libreoffice_writer, weasyprint_pages

    return {p.name: p for p in (weasyprint_pages.PRODUCER, libreoffice_writer.PRODUCER)}
