"""The catalogue of faults by name."""

from __future__ import annotations

from . import bodies, counts, judgements, pages, passages, places, sheets
from .base import Fault

__all__ = ["FAULTS", "Fault"]

FAULTS: dict[str, Fault] = {
    fault.name: fault
    for fault in (
        *counts.FAULTS,
        *judgements.FAULTS,
        *bodies.FAULTS,
        *places.FAULTS,
        *pages.FAULTS,
        *passages.FAULTS,
        *sheets.FAULTS,
    )
}
