"""A result in short, as plain values: what is said of it beside its record."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from irp.record.extraction import Extraction


class Brief(NamedTuple):
    """A result in short. All values are those of JSON, so that processes can exchange it.

    Attributes:
        status: a member of ``irp.record.vocabulary.Status``.
        in_words: the status for a reader.
        judgements: that of each follow-up; None where it is missing.
        checks: the outcome of each check.
        problems: the code of each problem.
        details: what there is to look at, a sentence each.
    """

    status: str
    in_words: str
    judgements: list[str | None]
    checks: list[str]
    problems: list[str]
    details: list[str]


class WrittenRecord(NamedTuple):
    """A result as the text of a file of its own, and in short."""

    text: str
    brief: Brief


def brief_of(extraction: Extraction) -> Brief:
    """A result in short."""
    from irp.record.findings import described, in_words, to_tell

    follow_ups = extraction.report.follow_ups if extraction.report else []
    return Brief(
        extraction.status.value,
        in_words(extraction),
        [one.judgement.value.value if one.judgement else None for one in follow_ups],
        [check.outcome.value for check in extraction.checks],
        [problem.code for problem in extraction.problems],
        [described(one) for one in to_tell(extraction)],
    )
