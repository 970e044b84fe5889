"""What the second path reads: passages, sorted by where they stand. No blocks, no judgements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from irp.parser.text.passage import EMPTY, Passage
from irp.record.extraction import Place
from irp.record.spans import Span


@dataclass(frozen=True, slots=True)
class StatedSource:
    """The passages of a report that say something of the report itself.

    Attributes:
        cover: the whole cover; empty where the source has none.
        furniture: running heads and footers, one passage for each distinct line.
        summary: the paragraphs of the chief inspector's summary, in order.
        key_findings: the paragraphs of the key findings, in order.
        captions: whole captions of figures, with "Figure 2: ".
        text: every passage in which the establishment's name or a date may stand.
    """

    cover: Passage = EMPTY
    furniture: tuple[Passage, ...] = ()
    summary: tuple[Passage, ...] = ()
    key_findings: tuple[Passage, ...] = ()
    captions: tuple[Passage, ...] = ()
    text: tuple[Passage, ...] = ()


def places_of(spans: Iterable[Span]) -> list[Place]:
    """Spans as the published record holds them."""
    return [Place.of(span) for span in spans]


def distinct(passages: Sequence[Passage]) -> list[Passage]:
    """The passages without those that stand at the same place as one before."""
    seen: dict[tuple[Span, ...], Passage] = {}
    for passage in passages:
        if passage:
            seen.setdefault(passage.spans(), passage)
    return list(seen.values())
