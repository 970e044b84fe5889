"""What a kind of problem is, and what it does to a record."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Weight(StrEnum):
    """What a problem does to the record."""

    ENDS = "no record"
    """The source is left without a record."""
    DOUBT = "needs review"
    """There is a record, but it is not verified."""
    NOTE = "note"
    """Worth knowing; the record may be verified all the same."""
    RUN = "nightly run"
    """Of a run of irp sync, not of a record."""


class ProblemKind(NamedTuple):
    """A kind of problem.

    Attributes:
        code: as it stands in a record.
        weight: what it does to the record.
        meaning: what is the matter.
        advice: what a person can do about it.
    """

    code: str
    weight: Weight
    meaning: str
    advice: str
