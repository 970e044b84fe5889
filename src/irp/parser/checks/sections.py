"""IRP-S01 and IRP-S02: the report is complete, and every line of it has been read."""

from __future__ import annotations

from collections.abc import Sequence

from irp.parser.checks.base import (
    CheckDefinition,
    CheckResult,
    Evidence,
    failed,
    passed,
    unavailable,
)
from irp.parser.layouts import LAYOUTS
from irp.parser.layouts.base import Layout
from irp.parser.layouts.sections import SECTIONS
from irp.parser.wording.numbers import WORDS
from irp.plain_words import counted, listed
from irp.record.extraction import Place
from irp.record.report import Report
from irp.record.vocabulary import SectionRole

_ORDERED = (
    SectionRole.SUMMARY,
    SectionRole.KEY_FINDINGS,
    SectionRole.PROGRESS,
    SectionRole.JUDGEMENTS,
)


def sections_in_order(evidence: Evidence) -> CheckResult:
    """IRP-S01."""
    layout = LAYOUTS.get(evidence.layout)
    if layout is None:
        return unavailable(f"layout {evidence.layout!r} is unknown, so its sections are too")
    known = dict.fromkeys(spec.role for spec in SECTIONS)  # in order, for the message
    found = [(s.role, i) for i, s in enumerate(evidence.report.sections) if s.role in known]
    if not found:
        return unavailable("no section was found")
    roles = [role for role, _ in found]
    empty = _empty(evidence.report, [r for r in layout.promised if r in roles])
    faults = [
        *(f"{_title(r)} is missing" for r in layout.promised if r not in roles),
        *(f"{_title(r)} appears {roles.count(r)} times" for r in _repeated(evidence.report, roles)),
        *(_out_of_order(layout, roles) if _has_order(layout, evidence.report) else ()),
        *(f"{_title(role)} is empty" for role in empty),
    ]
    if not faults:
        return passed(f"all {counted(len(layout.promised), 'section')} are present, in order")
    places: list[Place] = []
    for _, index in found:
        places += evidence.places(f"/sections/{index}/title")
    return failed(
        listed(faults),
        expected=", ".join(layout.promised),
        found=", ".join(f"{role} (empty)" if role in empty else role for role in roles),
        places=places,
    )


def _title(role: SectionRole) -> str:
    return f"the section {role.value.replace('_', ' ')!r}"


def _repeated(report: Report, roles: Sequence[SectionRole]) -> list[SectionRole]:
    """Sections that appear again; each body's progress may have a numbered one of its own."""
    numbers = progress_numbers(report)
    parted = 0 not in numbers and len(set(numbers)) == len(numbers)
    whole = {SectionRole.PROGRESS} if parted else set()
    return [r for r in dict.fromkeys(roles) if roles.count(r) > 1 and r not in whole]


def progress_numbers(report: Report) -> list[int]:
    """The numbers of the sections of progress; 0 where one has none."""
    sections = [s for s in report.sections if s.role is SectionRole.PROGRESS]
    return [_number(section.label or "") for section in sections]


def _empty(report: Report, roles: list[SectionRole]) -> list[SectionRole]:
    """Sections that are present but from which nothing was read."""
    held: dict[SectionRole, Sequence[object]] = {
        SectionRole.SUMMARY: report.summary.paragraphs,
        SectionRole.KEY_FINDINGS: report.key_findings.paragraphs,
        SectionRole.PROGRESS: report.follow_ups,
        SectionRole.TEAM: report.review_team,
        SectionRole.GLOSSARY: report.glossary,
    }
    return [role for role, items in held.items() if role in roles and not items]


def _has_order(layout: Layout, report: Report) -> bool:
    """Whether the layout's order applies: not if the report numbers its own sections in another."""
    labels = {section.role: section.label or "" for section in report.sections}
    # An appendix may be numbered too, in a series of its own.
    ones = [
        label for role, label in labels.items() if role in _ORDERED and not label.startswith("A")
    ]
    numbers = [_number(label) for label in ones]
    return layout.ordered and not (all(numbers) and numbers == sorted(set(numbers)))


def _number(label: str) -> int:
    """The number in a label, in digits or words; 0 where there is none."""
    digits = "".join(filter(str.isdigit, label))
    words = (word.strip(".:") for word in label.casefold().split())
    return int(digits or sum(WORDS.get(word, 0) for word in words))


def _out_of_order(layout: Layout, roles: list[SectionRole]) -> list[str]:
    """Promised sections that follow one they should precede; nested ones may be anywhere."""
    nested = {spec.role for spec in SECTIONS if spec.nested or spec.anywhere}
    promised = [role for role in layout.promised if role in roles and role not in nested]
    faults: list[str] = []
    latest: SectionRole | None = None
    for role in promised:
        if latest is not None and roles.index(role) < roles.index(latest):
            faults.append(f"{_title(role)} comes before {_title(latest)}")
        else:
            latest = role
    return faults


def every_line_read(evidence: Evidence) -> CheckResult:
    """IRP-S02."""
    coverage = evidence.coverage
    if not coverage.lines:
        return unavailable("no lines were counted")
    parts = coverage.claimed + coverage.furniture + coverage.boilerplate + coverage.unclaimed
    if parts != coverage.lines:
        return failed(
            f"the uses of the lines add up to {parts}, but there are {coverage.lines} lines",
            expected=str(coverage.lines),
            found=str(parts),
            places=coverage.unclaimed_places,
        )
    if coverage.unclaimed:
        return failed(
            f"{counted(coverage.unclaimed, 'line')} not used anywhere in the record",
            expected="0 unclaimed lines",
            found=counted(coverage.unclaimed, "unclaimed line"),
            places=coverage.unclaimed_places,
        )
    return passed(f"all {counted(coverage.lines, 'line')} are accounted for")


CHECKS = (
    CheckDefinition(
        "IRP-S01",
        "All sections that the layout requires are present, in order",
        sections_in_order,
        "/sections",
    ),
    CheckDefinition(
        "IRP-S02", "Every line is claimed, furniture or known boilerplate", every_line_read, ""
    ),
)
