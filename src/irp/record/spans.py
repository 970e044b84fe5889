"""Where a value is in the source: spans, boxes, and values that carry them.

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

    @property
    def width(self) -> float:
        """From the left to the right edge, in points."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """From the top to the bottom edge, in points."""
        return self.bottom - self.top

    @classmethod
    def around(cls, boxes: Iterable[Box]) -> Box:
        """The smallest box that contains all of these; there must be one at least."""
        lefts, tops, rights, bottoms = zip(*boxes, strict=True)
        return cls(min(lefts), min(tops), max(rights), max(bottoms))

    def holds(self, x: float, y: float) -> bool:
        """Whether a point is in the box or on its edge."""
        return self.x0 <= x <= self.x1 and self.top <= y <= self.bottom

    def gap(self, other: Box) -> float:
        """The distance to another box, the larger of across and down; 0 where they touch."""
        across = max(self.x0 - other.x1, other.x0 - self.x1, 0.0)
        return max(across, self.top - other.bottom, other.top - self.bottom)


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
    box = Box.around(boxes) if boxes else None
    return Span(run[0].page, run[0].start, run[-1].end, box)
