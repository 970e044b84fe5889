"""The places in the source of everything on the page, by keys.

The key of a report's value is its JSON pointer ("/follow_ups/0/judgement/value"). Anything else
with places has a key without a leading slash: "check/IRP-T01", "problem/0", "unclaimed/0",
"stated/counts/0". A key is also the part of the page's address after the ``#``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from irp.pages.review.key_names import label_of
from irp.record.extraction import Check, Extraction, Place
from irp.record.pointers import leaves

Row = tuple[float | None, ...]
"""A place as the script has it: page, start, end, and x0, top, x1, bottom where there is a box."""

_NAMED = 4
"""Pages that a link names one by one."""


class Places:
    """The places by key, and which of the report's values a template has shown so far."""

    def __init__(self, extraction: Extraction) -> None:
        self._report = extraction.report
        self._check_keys = _check_keys(extraction.checks)
        self._places: dict[str, Sequence[Place]] = {
            key: places for key, places in _all(extraction, self._check_keys) if places
        }
        self._shown: set[str] = set()

    def __contains__(self, key: str) -> bool:
        return key in self._places

    def __len__(self) -> int:
        return len(self._places)

    def check(self, check: Check) -> str:
        """A check's key."""
        return self._check_keys[id(check)]

    def show(self, key: str) -> bool:
        """Record that a value is shown; return whether it has a place to link to."""
        self._shown.add(key)
        return key in self._places

    def pages(self, key: str) -> str:
        """The pages of a key's places: "p. 9", "pp. 9–10", "pp. 3, 9", "20 pages from p. 3"."""
        numbers = sorted({place.page for place in self._places[key]})
        if len(numbers) == 1:
            return f"p. {numbers[0]}"
        if len(numbers) == 2 and numbers[1] == numbers[0] + 1:
            return f"pp. {numbers[0]}–{numbers[1]}"
        if len(numbers) > _NAMED:
            return f"{len(numbers)} pages from p. {numbers[0]}"
        return f"pp. {', '.join(map(str, numbers))}"

    def label(self, key: str) -> str:
        """A key in words: "follow-up 1, judgement"."""
        return label_of(key)

    def address(self, key: str) -> str:
        """The fragment of an address that links to a key, with its ``#``."""
        return f"#{quote(key, safe='/~')}"

    def left(self) -> list[tuple[str, str]]:
        """The report's values with a place that no template has shown yet: key and words."""
        if self._report is None:
            return []
        values = dict(leaves(self._report.model_dump(mode="json")))
        return [
            (key, str(values[key]))
            for key in self._places
            if key.startswith("/") and key not in self._shown and values.get(key) is not None
        ]

    def data(self, findings: Sequence[str]) -> dict[str, Any]:
        """What the script needs.

        Args:
            findings: keys, in reading order.
        """
        return {
            "places": {key: [_row(one) for one in places] for key, places in self._places.items()},
            "labels": {key: label_of(key) for key in self._places},
            "findings": [key for key in findings if key in self._places],
        }


def _all(
    extraction: Extraction, check_keys: Mapping[int, str]
) -> Iterator[tuple[str, Sequence[Place]]]:
    for pointer, places in extraction.provenance.items():
        if pointer.startswith("/"):  # what is not a pointer could look like one of our keys
            yield pointer, places
    for check in extraction.checks:
        yield check_keys[id(check)], check.places
    for number, problem in enumerate(extraction.problems):
        yield f"problem/{number}", [problem.place] if problem.place else []
    unclaimed = extraction.coverage.unclaimed_places if extraction.coverage else []
    for number, place in enumerate(unclaimed):
        yield f"unclaimed/{number}", [place]
    if extraction.stated:
        for name in type(extraction.stated).model_fields:
            for number, stated in enumerate(getattr(extraction.stated, name)):
                yield f"stated/{name}/{number}", stated.places


def _check_keys(checks: Sequence[Check]) -> dict[int, str]:
    """A key for each check: its code, followed by a number if codes repeat."""
    counts = Counter(check.code for check in checks)
    return {
        id(check): f"check/{check.code}" + (f"/{number}" if counts[check.code] > 1 else "")
        for number, check in enumerate(checks)
    }


def _row(place: Place) -> Row:
    return (place.page, place.start, place.end, *(place.box or ()))
