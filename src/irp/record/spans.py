"""Where a value stands in the source: spans, boxes, and values that carry them.

A value cannot be built without its place: ``Sourced`` refuses to be empty. Stages pass sourced
values on; only the published record splits them into plain values and a map from JSON pointer
to spans (``irp.parser.normalise.grounding``).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from irp.errors import UngroundedError

T = TypeVar("T")


class Box(NamedTuple):
    """A rectangle on a page, in PDF points from the page's top left corner."""

    x0: float
    top: float
    x1: float
    bottom: float


class Span(NamedTuple):
    """A stretch of one page's text.

    Attributes:
        page: the page, counted from 1.
        start: offset of the first character in the page's text, as ``irp show text`` prints it.
        end: offset after the last character.
        box: the box around the words, or None where the source has no geometry (plain text).
    """

    page: int
    start: int
    end: int
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Sourced(Generic[T]):
    """A value and the places in the source it was read from.

    Raises:
        UngroundedError: when there is no place.
    """

    value: T
    spans: tuple[Span, ...]

    def __post_init__(self) -> None:
        if not self.spans:
            raise UngroundedError(f"the value {self.value!r} has no place in the source")


def merge_spans(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Join spans that touch or are parted by one character (a line break) on the same page.

    The order is kept: a value that is read from the end of one page and the start of the next
    has its spans in reading order.
    """
    runs: list[list[Span]] = []
    on = end = -2  # the page and the end of the span before
    for span in spans:
        page, start, after, _ = span
        if page == on and 0 <= start - end <= 1:
            runs[-1].append(span)
        else:
            runs.append([span])
        on, end = page, after
    return tuple([run[0] if len(run) == 1 else _joined(run) for run in runs])


def _joined(run: list[Span]) -> Span:
    """One span over several that follow each other on a page."""
    boxes = [span.box for span in run if span.box]
    box = None
    if boxes:
        lefts, tops, rights, bottoms = zip(*boxes, strict=True)
        box = Box(min(lefts), min(tops), max(rights), max(bottoms))
    return Span(run[0].page, run[0].start, run[-1].end, box)
