"""The producers by name; each is imported only when the list is asked for."""

from __future__ import annotations

from functools import cache

from .base import Producer


@cache
def producers() -> dict[str, Producer]:
    """All producers."""
    from . import fpdf2_ribbon, plain, reportlab_house, typst_book

    pdf = (reportlab_house.PRODUCER, fpdf2_ribbon.PRODUCER, typst_book.PRODUCER)
    return {p.name: p for p in (*pdf, *plain.PRODUCERS)}
