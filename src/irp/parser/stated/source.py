"""What the second path reads: passages by where they are printed. No blocks, no judgements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from irp.parser.text.passage import EMPTY, Passage
from irp.record.extraction import Place
from irp.record.spans import Span


class StatedSource(NamedTuple):
    """The passages of a report that say something about the report itself.

    Attributes:
        cover: the whole cover; empty where the source has none.
        furniture: running heads and footers, one passage for each distinct line.
        summary: the paragraphs of the chief inspector's summary, in order.
        key_findings: the paragraphs of the key findings, in order.
        captions: whole captions of figures, with "Figure 2: ".
        text: every passage in which the establishment's name or a date may appear.
    """

    cover: Passage = EMPTY
    furniture: tuple[Passage, ...] = ()
    summary: tuple[Passage, ...] = ()
    key_findings: tuple[Passage, ...] = ()
    captions: tuple[Passage, ...] = ()
    text: tuple[Passage, ...] = ()


def places_of(spans: Iterable[Span]) -> list[Place]:
    """Spans in the form stored in the published record."""
    return [Place.of(span) for span in spans]


def distinct(passages: Sequence[Passage]) -> list[Passage]:
    """The passages, without any at the same place as an earlier one."""
    seen: dict[tuple[Span, ...], Passage] = {}
    for passage in passages:
        if passage:
            seen.setdefault(passage.spans(), passage)
    return list(seen.values())
