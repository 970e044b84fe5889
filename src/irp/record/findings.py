"""What of a record is open, which part of it that puts in doubt, and the status that follows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Final

from irp.plain_words import counted, listed
from irp.record.extraction import Check, Extraction, Problem
from irp.record.problems import is_doubt
from irp.record.vocabulary import Outcome, Status

Finding = Check | Problem
"""What may be complained of in a record."""

_FINE: Final = (Outcome.PASSED, Outcome.NOT_APPLICABLE)


class DoubtfulPart(StrEnum):
    """A part of a record that may be in doubt."""

    JUDGEMENTS = "judgements"
    WORDING = "wording"
    NUMBERING = "sections and numbering"
    FRONT = "name and dates"
    LINES = "lines that were not read"


PARTS: Final = {
    **dict.fromkeys(("IRP-J", "IRP-T", "IRP-M", "counts_half_read"), DoubtfulPart.JUDGEMENTS),
    **dict.fromkeys(
        ("IRP-S01", "IRP-N", "IRP-X", "section_missing", "page_order"), DoubtfulPart.NUMBERING
    ),
    **dict.fromkeys(("IRP-D", "IRP-E", "not_signed", "unknown_establishment"), DoubtfulPart.FRONT),
    **dict.fromkeys(("IRP-S02", "unclaimed_lines", "page_without_text"), DoubtfulPart.LINES),
}
"""How the code of a finding begins, and the part that it is about; any other: the wording."""


def complains(finding: Finding) -> bool:
    """Whether a check or problem keeps a record from being verified."""
    if isinstance(finding, Check):
        return finding.outcome not in _FINE
    return is_doubt(finding.code)


def findings_of(extraction: Extraction) -> Iterator[Finding]:
    """The checks and problems that keep a record from being verified, accepted ones too."""
    yield from filter(complains, extraction.checks)
    yield from filter(complains, extraction.problems)


def open_findings(extraction: Extraction) -> list[Finding]:
    """The findings that nobody has accepted."""
    return [finding for finding in findings_of(extraction) if not finding.accepted]


def to_look_at(extraction: Extraction) -> list[Finding]:
    """The checks that did not pass and all problems, notes too; not what a person accepted."""
    found: list[Finding] = [*filter(complains, extraction.checks), *extraction.problems]
    return [finding for finding in found if not finding.accepted]


def to_tell(extraction: Extraction) -> list[Finding]:
    """What is said of a result: what there is to look at, or why it was rejected."""
    reason = extraction.problems[:1] if extraction.report is None else []
    return to_look_at(extraction) or [*reason]


def failed_codes(extraction: Extraction) -> list[str]:
    """The codes of the checks that failed, without those that a person accepted."""
    failed = (check for check in extraction.checks if check.outcome is Outcome.FAILED)
    return [check.code for check in failed if not check.accepted]


def described(finding: Finding) -> str:
    """A finding in one sentence, with its code."""
    if isinstance(finding, Check):
        return f"{finding.code} {finding.outcome.value}: {finding.message}"
    return f"{finding.message} ({finding.code})"


def page_of(finding: Finding) -> int | None:
    """The page on which a finding's first place is."""
    places = finding.places if isinstance(finding, Check) else [finding.place]
    return places[0].page if places and places[0] else None


def part_of(code: str) -> DoubtfulPart:
    """The part of a record that a finding is about."""
    return next(
        (part for start, part in PARTS.items() if code.startswith(start)), DoubtfulPart.WORDING
    )


def status_of(
    checks: Sequence[Check], problems: Sequence[Problem], *, corrected: bool = False
) -> Status:
    """The status of a record: only a machine's reading that nothing complains of is verified.

    Args:
        checks: the outcomes of the checks.
        problems: what else is known of the record.
        corrected: whether a person set a value of it.
    """
    found: list[Finding] = [*filter(complains, checks), *filter(complains, problems)]
    if any(not finding.accepted for finding in found):
        return Status.NEEDS_REVIEW
    return Status.REVIEWED if found or corrected else Status.VERIFIED


def in_words(extraction: Extraction) -> str:
    """The status for a reader: which parts are in doubt, and that the judgements agree.

    >>> from irp.record.failed import failed_extraction, unread_source
    >>> in_words(failed_extraction(unread_source("a.pdf"), "encrypted", "it is encrypted"))
    'no record'
    """
    if extraction.report is None:
        return "no record"
    parts = parts_in_doubt(extraction)
    if not parts:
        return "reviewed by a person" if extraction.status is Status.REVIEWED else "verified"
    agree = "" if DoubtfulPart.JUDGEMENTS in parts else "the judgements agree; "
    return f"needs review ({agree}in doubt: {listed(parts)})"


def parts_in_doubt(extraction: Extraction) -> list[str]:
    """The parts of a record that are in doubt, in words."""
    parts = {part_of(finding.code) for finding in open_findings(extraction)}
    lines = extraction.coverage.unclaimed if extraction.coverage else 0
    return [
        f"{counted(lines, 'line')} not read" if part is DoubtfulPart.LINES and lines else part.value
        for part in DoubtfulPart
        if part in parts
    ]


def doubts(extraction: Extraction, pointer: str) -> bool:
    """Whether an open finding puts a field of ``report`` in doubt: it, a part, or what it is in."""
    about = (where for one in open_findings(extraction) for where in one.doubts_about)
    return any(
        f"{pointer}/".startswith(f"{where}/") or where.startswith(f"{pointer}/") for where in about
    )
