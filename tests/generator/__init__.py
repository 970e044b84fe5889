"""Invented reports, truth first: a record, then the document that says it, then a PDF."""

from __future__ import annotations

from copy import deepcopy

from . import compose_2021
from .document import Report
from .names import Establishment
from .options import Options
from .producers import producers
from .record import Record
from .truth import Truth, make_truth

__all__ = [
    "Establishment",
    "Options",
    "Record",
    "Report",
    "Truth",
    "build",
    "expected",
    "make_truth",
    "producers",
    "render",
]

_COMPOSERS = {"2021": compose_2021.compose}


def build(truth: Truth) -> Report:
    """The document that says what the truth says."""
    return _COMPOSERS[truth.layout](truth)


def render(document: Report, producer: str = "reportlab") -> bytes:
    """The document as a file: a PDF, or text for the plain producers."""
    return producers()[producer].render(document)


def expected(truth: Truth, producer: str = "reportlab") -> Record:
    """The record that must come out of what this producer makes of the truth."""
    record = deepcopy(truth.record)
    if not producers()[producer].prints_cover:
        record["visit"] = None
    return record
