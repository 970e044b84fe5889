"""Which fields of a record a finding puts in doubt, as JSON pointers (RFC 6901)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from heapq import heappop, heappush
from typing import NamedTuple

from irp.record.extraction import Place, Problem
from irp.record.problems import is_doubt

Places = Mapping[str, Sequence[Place]]

_ABOUT = {
    "chart_in_doubt": "/figures",
    "counts_half_read": "/key_findings/tallies",
    "not_signed": "/report_date",
    "positive_practice_count": "/positive_practice",
    "recognised_pages": "",
    "unknown_establishment": "/establishment/id",
    "unparsed_value": "/healthy_prison_outcomes",
    "visit_dates": "/visit",
}
"""Problems about a field that is missing or incomplete, whose place is not the field's."""


class _PageFields(NamedTuple):
    """A page cut where a place begins or ends, and the smallest field that each piece is of."""

    starts: list[int]
    smallest: list[int]


class FieldsByPlace:
    """The fields of a record by the places they were read from, put in order at the first look."""

    def __init__(self, provenance: Places) -> None:
        self._provenance = provenance

    def at(self, places: Iterable[Place]) -> list[str]:
        """The fields that were read from these places: at each, the one from the fewest words."""
        found: dict[str, None] = {}
        for place in places:
            page = self._pages.get(place.page)
            if page is None or place.start is None or place.end is None:
                continue
            first = max(bisect_right(page.starts, place.start) - 1, 0)
            last = bisect_left(page.starts, place.end)
            field = min(page.smallest[first:last], default=len(self._pointers))
            if field < len(self._pointers):
                found[self._pointers[field]] = None
        return list(found)

    @cached_property
    def _pointers(self) -> list[str]:
        """The fields, those read from the fewest words first."""
        return sorted(self._provenance, key=lambda pointer: _size(self._provenance[pointer]))

    @cached_property
    def _pages(self) -> dict[int, _PageFields]:
        spans: dict[int, list[tuple[int, int, int]]] = {}
        for field, pointer in enumerate(self._pointers):
            for span in self._provenance[pointer]:
                if span.start is not None and span.end is not None:
                    spans.setdefault(span.page, []).append((span.start, span.end, field))
        return {page: _cut(found, len(self._pointers)) for page, found in spans.items()}


def _cut(spans: list[tuple[int, int, int]], nothing: int) -> _PageFields:
    """A page's places (start, end, field) as pieces; ``nothing`` where a piece is of no field."""
    starts = sorted({edge for start, end, _ in spans for edge in (start, end)})
    coming = sorted(spans, reverse=True)
    here: list[tuple[int, int]] = []  # a heap of fields with their ends; some may be over
    smallest = []
    for at in starts:
        while coming and coming[-1][0] == at:
            _, end, field = coming.pop()
            heappush(here, (field, end))
        while here and here[0][1] <= at:
            heappop(here)
        smallest.append(here[0][0] if here else nothing)
    return _PageFields(starts, smallest)


def with_fields(problem: Problem, fields: FieldsByPlace) -> Problem:
    """A problem with the field it puts in doubt, if it is a doubt and there is such a field."""
    if not is_doubt(problem.code):
        return problem
    known = _ABOUT.get(problem.code)
    places = [problem.place] if problem.place else []
    about = [known] if known is not None else fields.at(places)
    return problem.model_copy(update={"doubts_about": about})


def _size(spans: Sequence[Place]) -> int:
    return sum((span.end or 0) - (span.start or 0) for span in spans)
