"""What a person should look at, most severe first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from irp.pages.review.places import Places
from irp.record.extraction import Check, Extraction, Place, Problem
from irp.record.problems import PROBLEMS, ProblemKind, Weight
from irp.record.vocabulary import Outcome

_GRAVITY: Final = (Outcome.FAILED, Outcome.UNAVAILABLE, Outcome.PASSED, Outcome.NOT_APPLICABLE)
_DOUBTS: Final = _GRAVITY[:2]


@dataclass(frozen=True, slots=True)
class ToldProblem:
    """A problem, its number in the record, and what is known of its kind."""

    number: int
    problem: Problem
    kind: ProblemKind | None

    @property
    def key(self) -> str:
        """Its key among the page's places."""
        return f"problem/{self.number}"

    @property
    def is_note(self) -> bool:
        """Whether it leaves a record verified."""
        return self.kind is not None and self.kind.weight is Weight.NOTE


@dataclass(frozen=True, slots=True)
class Findings:
    """The findings of a result.

    Attributes:
        checks: all checks, failed ones first, then unavailable ones.
        doubtful: those of them that failed or are unavailable.
        problems: doubts first, then notes.
        unclaimed: places of lines that are not used in the record.
        judgements: keys of the follow-ups' judgements.
    """

    checks: tuple[Check, ...]
    doubtful: tuple[Check, ...]
    problems: tuple[ToldProblem, ...]
    unclaimed: tuple[Place, ...]
    judgements: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many there are; notes and judgements are not counted."""
        doubts = sum(not problem.is_note for problem in self.problems)
        return len(self.doubtful) + doubts + len(self.unclaimed)

    def order(self, places: Places) -> list[str]:
        """The keys in the order for a reader: most severe first, the judgements last."""
        problems = [problem.key for problem in self.problems]
        doubts = sum(not problem.is_note for problem in self.problems)
        return [
            *(places.check(check) for check in self.doubtful),
            *problems[:doubts],
            *(f"unclaimed/{number}" for number in range(len(self.unclaimed))),
            *problems[doubts:],
            *self.judgements,
        ]


def findings_of(extraction: Extraction) -> Findings:
    """The findings of a result."""
    checks = tuple(sorted(extraction.checks, key=lambda check: _GRAVITY.index(check.outcome)))
    numbered = [
        ToldProblem(number, problem, PROBLEMS.get(problem.code))
        for number, problem in enumerate(extraction.problems)
    ]
    coverage = extraction.coverage
    return Findings(
        checks=checks,
        doubtful=tuple(check for check in checks if check.outcome in _DOUBTS),
        problems=tuple(sorted(numbered, key=lambda one: one.is_note)),
        unclaimed=tuple(coverage.unclaimed_places) if coverage else (),
        judgements=tuple(_judgements(extraction)),
    )


def _judgements(extraction: Extraction) -> Iterator[str]:
    follow_ups = extraction.report.follow_ups if extraction.report else []
    for number, follow_up in enumerate(follow_ups):
        if follow_up.judgement:
            yield f"/follow_ups/{number}/judgement/value"
