"""IRP-N01: paragraph numbers."""

from __future__ import annotations

from collections.abc import Collection
from itertools import groupby
from typing import NamedTuple

from irp.parser.checks.base import (
    CheckDefinition,
    CheckResult,
    Evidence,
    failed,
    passed,
    unavailable,
)
from irp.parser.checks.evidence import NumberedAt, paragraphs
from irp.parser.checks.sections import progress_numbers
from irp.parser.layouts import LAYOUTS
from irp.parser.patterns import Pattern
from irp.plain_words import counted, listed
from irp.record.vocabulary import SectionRole

_NUMBER = Pattern(r"(?P<series>S|\d{1,2}\.)(?P<number>\d{1,3})")
_ROLES = {
    "summary": SectionRole.SUMMARY,
    "key_findings": SectionRole.KEY_FINDINGS,
    "progress": SectionRole.PROGRESS,
}


class _Fault(NamedTuple):
    """A number that does not follow the one before it."""

    message: str
    expected: str
    found: str
    pointers: tuple[str, ...]


def numbers_run(evidence: Evidence) -> CheckResult:
    """IRP-N01."""
    sections = {
        name: list(items) for name, items in groupby(paragraphs(evidence), lambda p: p.section)
    }
    firsts = {f"{number}.1" for number in progress_numbers(evidence.report)[1:]}
    faults = [fault for items in sections.values() for fault in _faults(items, firsts)]
    if faults:
        return failed(
            listed(fault.message for fault in faults),
            expected=", ".join(fault.expected for fault in faults),
            found=", ".join(fault.found for fault in faults),
            places=evidence.places(*(f"{p}/number" for f in faults for p in f.pointers)),
        )
    empty = [name for name in _ROLES if name not in sections and _numbered(evidence, name)]
    if empty or not sections:
        names = listed(name.replace("_", " ") for name in empty or _ROLES)
        return unavailable(f"no numbered paragraphs were found in: {names}")
    count = sum(len(items) for items in sections.values())
    return passed(
        f"{counted(count, 'paragraph')} in {counted(len(sections), 'section')} are in order,"
        " without a gap"
    )


def _numbered(evidence: Evidence, section: str) -> bool:
    """Whether the layout has numbered paragraphs in a section."""
    layout = LAYOUTS.get(evidence.layout)
    return layout is None or _ROLES[section] in layout.promised


def _faults(items: list[NumberedAt], firsts: Collection[str]) -> list[_Fault]:
    """Where the numbers of one role do not increase by one; a further section begins with 1."""
    faults: list[_Fault] = []
    series, last, before = "", 0, ""
    for item in items:
        match = _NUMBER.fullmatch(item.number)
        pointers = (before, item.pointer) if before else (item.pointer,)
        if match is None:
            message = f"{item.number!r} is not a paragraph number"
            faults.append(_Fault(message, "a number such as 2.1 or S1", item.number, pointers))
            continue
        series = series or match["series"]
        begins = item.number in firsts and match["series"] != series
        expected = item.number if begins else f"{series}{last + 1}"
        if item.number != expected:
            after = f"after {series}{last}" if last else "first"
            message = f"{item.number} comes {after}, where {expected} is expected"
            faults.append(_Fault(message, expected, item.number, pointers))
        # Continue from the printed number, so that one error is reported once.
        series, last, before = match["series"], int(match["number"]), item.pointer
    return faults


CHECKS = (
    CheckDefinition(
        "IRP-N01",
        "Paragraph numbers run without gap, repeat or jump in every section",
        numbers_run,
        "/key_findings/paragraphs",
    ),
)
