"""Every problem code, what it means and what to do about it: the one list of them.

The list is ``problems.toml``. ``docs/problems.md`` and ``irp explain`` are made from it; a test
holds that no module uses a code that is not in it.
"""

from __future__ import annotations

import tomllib
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple


class Weight(StrEnum):
    """What a problem does to the record."""

    ENDS = "no record"
    """The source has no record."""
    DOUBT = "needs review"
    """There is a record, but it is not verified."""
    NOTE = "note"
    """Worth knowing; the record may be verified."""
    RUN = "nightly run"
    """About a run of irp sync, not about a record."""


class ProblemKind(NamedTuple):
    """A kind of problem.

    Attributes:
        code: as it is in a record.
        weight: what it does to the record.
        meaning: what is the matter.
        advice: what a person can do about it.
    """

    code: str
    weight: Weight
    meaning: str
    advice: str


def _load() -> dict[str, ProblemKind]:
    table = tomllib.loads(Path(__file__).with_name("problems.toml").read_text("utf-8"))
    return {
        code: ProblemKind(code, Weight(row["effect"]), row["meaning"], row["advice"])
        for code, row in table.items()
    }


PROBLEMS: MappingProxyType[str, ProblemKind] = MappingProxyType(_load())
"""Every kind of problem by its code, in the order of the documentation."""


def is_doubt(code: str) -> bool:
    """Whether a problem keeps a record from being verified; an unknown code does."""
    kind = PROBLEMS.get(code)
    return kind is None or kind.weight is not Weight.NOTE
