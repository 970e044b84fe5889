"""Checks: compare what a report says in several places. ``irp.parser.checks.run`` runs all."""

from __future__ import annotations

from irp.parser.checks import (
    charts,
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
from irp.parser.doubts_about import FieldsByPlace
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
    *charts.CHECKS,
)
"""Every check, in the order of ``docs/checks.md``."""


def run(evidence: Evidence, fields: FieldsByPlace | None = None) -> list[Check]:
    """The outcome of every check.

    Args:
        evidence: what they look at.
        fields: the record's fields by their places, where the caller has them.
    """
    fields = fields or FieldsByPlace(evidence.provenance)
    return [definition.run(evidence).named(definition, fields) for definition in CHECKS]
