"""What a check gets and what it returns.

A check is a pure function from ``Evidence`` to ``Check``. Evidence is made of what the published
record holds, so that a saved record can be checked again without its PDF.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from irp.parser.doubts_about import FieldsByPlace
from irp.record.extraction import Check, Coverage, Extraction, Place, Seen, Stated
from irp.record.report import Report
from irp.record.vocabulary import Outcome


class Evidence(NamedTuple):
    """Everything a check may use.

    Attributes:
        layout: the layout's id.
        report: the record read from the follow-up blocks.
        stated: what the report states about itself, read independently.
        coverage: how the lines were used.
        seen: the words compared with the pages' pictures; None for plain text.
        provenance: JSON pointer into the report to places.
    """

    layout: str
    report: Report
    stated: Stated
    coverage: Coverage
    provenance: Mapping[str, list[Place]]
    seen: Seen | None = None

    def places(self, *pointers: str) -> list[Place]:
        """The places of the values at these pointers, those without any left out."""
        return [place for pointer in pointers for place in self.provenance.get(pointer, [])]


class CheckDefinition(NamedTuple):
    """A check.

    Attributes:
        code: its stable code.
        title: its claim in one sentence.
        run: the function that tests it.
        about: JSON pointer to the value in doubt, for answers that name no places.
    """

    code: str
    title: str
    run: Callable[[Evidence], CheckResult]
    about: str


class CheckResult(NamedTuple):
    """A check's answer before it is given its code and title."""

    outcome: Outcome
    message: str
    expected: str | None = None
    found: str | None = None
    places: tuple[Place, ...] = ()

    def named(self, definition: CheckDefinition, fields: FieldsByPlace) -> Check:
        """The answer in the form stored in the record."""
        about: list[str] = []
        if self.outcome in (Outcome.FAILED, Outcome.UNAVAILABLE):
            about = fields.at(self.places) or [definition.about]
        return Check(
            code=definition.code,
            title=definition.title,
            outcome=self.outcome,
            expected=self.expected,
            found=self.found,
            message=self.message,
            places=list(self.places),
            doubts_about=about,
        )


def passed(message: str, places: Iterable[Place] = ()) -> CheckResult:
    """The claim is true, and there was something to compare it with."""
    return CheckResult(Outcome.PASSED, message, places=tuple(places))


def failed(
    message: str, *, expected: str | None, found: str | None, places: Iterable[Place]
) -> CheckResult:
    """The claim is not true; the answer gives both sides with their places."""
    return CheckResult(Outcome.FAILED, message, expected, found, tuple(places))


def not_applicable(why: str) -> CheckResult:
    """The claim does not concern this report, for the reason given."""
    return CheckResult(Outcome.NOT_APPLICABLE, why)


def unavailable(why: str) -> CheckResult:
    """The claim concerns this report, but something that should be compared was not found."""
    return CheckResult(Outcome.UNAVAILABLE, why)


def evidence_of(extraction: Extraction) -> Evidence | None:
    """The evidence in a saved record, or None where it has no report."""
    if extraction.report is None or extraction.stated is None or extraction.coverage is None:
        return None
    return Evidence(
        extraction.parser.layout or "",
        extraction.report,
        extraction.stated,
        extraction.coverage,
        extraction.provenance,
        extraction.seen,
    )
