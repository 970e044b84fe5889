"""The producers by name; each is imported only when the list is asked for."""

from __future__ import annotations

from functools import cache

from .base import Producer


@cache
def producers() -> dict[str, Producer]:
    """All producers."""
    from . import plain, reportlab_house

    return {p.name: p for p in (reportlab_house.PRODUCER, *plain.PRODUCERS)}
