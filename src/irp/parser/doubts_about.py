"""Which fields of a record a finding puts in doubt, as JSON pointers (RFC 6901)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from irp.record.extraction import Place, Problem
from irp.record.problems import is_doubt

Places = Mapping[str, Sequence[Place]]

_ABOUT = {
    "counts_half_read": "/key_findings/tallies",
    "not_signed": "/report_date",
    "positive_practice_count": "/positive_practice",
    "unknown_establishment": "/establishment/id",
    "unparsed_value": "/healthy_prison_outcomes",
    "visit_dates": "/visit",
}
"""Problems about a field that is missing or incomplete, whose place is not the field's."""


def fields_at(places: Iterable[Place], provenance: Places) -> list[str]:
    """The fields that were read from these places: at each, the one read from the fewest words."""
    found: dict[str, None] = {}
    for place in places:
        here = {
            pointer: _size(spans)
            for pointer, spans in provenance.items()
            if any(_overlap(place, span) for span in spans)
        }
        if here:
            found[min(here, key=lambda pointer: here[pointer])] = None
    return list(found)


def with_fields(problem: Problem, provenance: Places) -> Problem:
    """A problem with the field it puts in doubt, if it is a doubt and there is such a field."""
    if not is_doubt(problem.code):
        return problem
    known = _ABOUT.get(problem.code)
    places = [problem.place] if problem.place else []
    about = [known] if known else fields_at(places, provenance)
    return problem.model_copy(update={"doubts_about": about})


def _size(spans: Sequence[Place]) -> int:
    return sum((span.end or 0) - (span.start or 0) for span in spans)


def _overlap(one: Place, other: Place) -> bool:
    if one.page != other.page or one.start is None or other.start is None:
        return False
    return one.start < (other.end or 0) and other.start < (one.end or 0)
