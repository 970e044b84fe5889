"""Checks: compare what a report says in several places. ``irp.parser.checks.run`` runs all."""

from __future__ import annotations

from irp.parser.checks import (
    dates,
    establishment,
    judgements,
    numbering,
    references,
    sections,
    seen,
    summary,
    tallies,
)
from irp.parser.checks.base import CheckDefinition, Evidence
from irp.record.extraction import Check

__all__ = ["CHECKS", "run"]

CHECKS: tuple[CheckDefinition, ...] = (
    *sections.CHECKS,
    *numbering.CHECKS,
    *judgements.CHECKS,
    *tallies.CHECKS,
    *summary.CHECKS,
    *references.CHECKS,
    *dates.CHECKS,
    *establishment.CHECKS,
    *seen.CHECKS,
)
"""Every check, in the order of ``docs/checks.md``."""


def run(evidence: Evidence) -> list[Check]:
    """The outcome of every check."""
    return [definition.run(evidence).named(definition, evidence) for definition in CHECKS]
