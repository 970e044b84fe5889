"""IRP-E01: the establishment's name."""

from __future__ import annotations

from irp.establishments import same_establishment
from irp.parser.checks.base import (
    CheckDefinition,
    CheckResult,
    Evidence,
    failed,
    not_applicable,
    passed,
    unavailable,
)
from irp.plain_words import counted, listed
from irp.record.extraction import Place


def same_name(evidence: Evidence) -> CheckResult:
    """IRP-E01."""
    if evidence.report.establishment is None:
        return unavailable("no establishment name was found")
    name = evidence.report.establishment.name
    own = evidence.places("/establishment/name")
    names = [stated for stated in evidence.stated.names if stated.places]
    here = {_where(place) for place in own}
    others = {_where(place): s.where for s in names for place in s.places}
    others = {place: where for place, where in others.items() if place not in here}
    wrong = [stated for stated in names if not same_establishment(stated.name, name)]
    if wrong:
        return failed(
            listed(dict.fromkeys(f"the {s.where} names {s.name}, not {name}" for s in wrong)),
            expected=name,
            found=", ".join(dict.fromkeys(stated.name for stated in wrong)),
            places=[*own, *(place for stated in wrong for place in stated.places)],
        )
    if not others and not any(s.where in ("cover", "furniture") for s in names):
        return not_applicable(f"the source has no cover or footers and names {name} once")
    if not others:
        return unavailable(f"{name} is named in only one place")
    where = listed(dict.fromkeys(others.values()))
    return passed(f"{name} is named in {counted(len(others), 'other place')}: {where}")


def _where(place: Place) -> tuple[int, int | None, int | None]:
    return place.page, place.start, place.end


CHECKS = (
    CheckDefinition(
        "IRP-E01",
        "The establishment is the same on the cover, in footers, captions and text",
        same_name,
        "/establishment/name",
    ),
)
