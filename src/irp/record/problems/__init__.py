"""Every problem code, what it means and what to do about it: the one list of them.

``docs/problems.md`` and ``irp explain`` are made from it; a test holds that no other module uses
a code that is not here.
"""

from __future__ import annotations

from types import MappingProxyType

from irp.record.problems.doubts import DOUBTS
from irp.record.problems.kinds import ProblemKind, Weight
from irp.record.problems.nightly import RUN_PROBLEMS
from irp.record.problems.refusals import REFUSALS

__all__ = ["PROBLEMS", "ProblemKind", "Weight", "is_doubt"]

_OF_RUNS = tuple(ProblemKind(code, Weight.RUN, *told) for code, *told in RUN_PROBLEMS)

PROBLEMS: MappingProxyType[str, ProblemKind] = MappingProxyType(
    {kind.code: kind for kind in (*REFUSALS, *DOUBTS, *_OF_RUNS)}
)
"""Every kind of problem by its code."""


def is_doubt(code: str) -> bool:
    """Whether a problem keeps a record from being verified; an unknown code does."""
    kind = PROBLEMS.get(code)
    return kind is None or kind.weight is not Weight.NOTE
