"""Faults of passages: findings that are lost, stand twice or at the wrong place, on whole pages.

The same as of pages, for documents that have none: text that was copied out.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from random import Random
from typing import Any, TypeVar, cast

from ..document import (
    Box,
    Caption,
    Element,
    Entry,
    EntryTable,
    Heading,
    Numbered,
    Plain,
    Report,
)
from .base import Fault
from .pages import span_of, with_elements

_LOST = frozenset(f"IRP-{code}" for code in "J01 T01 T02 T03 T04 M01 M02 X01 X02 S02".split())
Item = TypeVar("Item")
Arrange = Callable[[list[Element], int, int], list[Element]]  # all, a passage's start and end


def _runs(report: Report) -> list[tuple[int, int]]:
    """Passages of two or three findings of one block, before its judgement."""
    span = span_of(report, "progress")
    if span is None:
        return []
    runs = []
    for start in range(*span):
        end = start
        while isinstance(report.elements[end], Numbered):
            end += 1
        if end - start >= 4:
            runs.append((start, start + 2))
    return runs


def _passage(report: Report, rng: Random, *, arrange: Arrange) -> Report | None:
    runs = _runs(report)
    if not runs:
        return None
    start, end = rng.choice(runs)
    return with_elements(report, arrange(list(report.elements), start, end))


def _missing(elements: list[Element], start: int, end: int) -> list[Element]:
    return [*elements[:start], *elements[end:]]


def _twice(elements: list[Element], start: int, end: int) -> list[Element]:
    return [*elements[:end], *elements[start:]]


def _swapped(elements: list[Element], start: int, end: int) -> list[Element]:
    return [*elements[:start], elements[end - 1], elements[start], *elements[end:]]


def _blocks(report: Report) -> list[tuple[int, int]]:
    """From each box to the next, or to the heading of an area."""
    span = span_of(report, "progress")
    starts: list[int] = []
    ends: list[int] = []
    for index in range(*span) if span else ():
        element = report.elements[index]
        heading = isinstance(element, Heading) and element.level < 3
        if starts and len(ends) < len(starts) and (isinstance(element, Box) or heading):
            ends.append(index)
        if isinstance(element, Box):
            starts.append(index)
    if span and len(ends) < len(starts):
        ends.append(span[1])
    return list(zip(starts, ends, strict=True))


def _block_missing(report: Report, rng: Random) -> Report | None:
    """A whole block is gone, and the numbers run on as if it had never been there."""
    blocks = _blocks(report)
    if len(blocks) < 3:
        return None
    start, end = rng.choice(blocks[1:-1])
    gone = [e for e in report.elements[start:end] if isinstance(e, Numbered)]
    series, _, last = gone[-1].number.rpartition(".")
    elements: list[Element] = []
    for element in (*report.elements[:start], *report.elements[end:]):
        if isinstance(element, Numbered) and element.number.startswith(f"{series}."):
            rank = int(element.number.rpartition(".")[2])
            moved = rank - len(gone) if rank > int(last) else rank
            elements.append(replace(element, number=f"{series}.{moved}"))
        else:
            elements.append(element)
    return with_elements(report, elements)


def _repeated_in(report: Report, rng: Random, *, role: str) -> Report | None:
    """From some paragraph of a section on, each has the number of the one before it."""
    span = span_of(report, role)
    places = [i for i in range(*span or (0, 0)) if isinstance(report.elements[i], Numbered)]
    if len(places) < 2:
        return None
    from_here = rng.choice(places[1:])
    elements = list(report.elements)
    for index in places[places.index(from_here) :]:
        element = elements[index]
        if isinstance(element, Numbered):
            head, rank = re.fullmatch(r"(\D*|\d+\.)(\d+)", element.number).groups()  # type: ignore[union-attr]
            elements[index] = replace(element, number=f"{head}{int(rank) - 1}")
    return with_elements(report, elements)


def _prose_dangling(report: Report, rng: Random, *, role: str) -> Report | None:
    """A paragraph outside the findings refers to a finding that does not exist."""
    span, progress = span_of(report, role), span_of(report, "progress")
    if span is None or progress is None:
        return None
    places = [
        i
        for i in range(*span)
        if isinstance(e := report.elements[i], Numbered) and not e.bullets and not e.tail
    ]
    numbers = [e.number for e in report.elements[slice(*progress)] if isinstance(e, Numbered)]
    if not places or not numbers:
        return None
    head, _, rank = numbers[-1].rpartition(".")
    index, elements = rng.choice(places), list(report.elements)
    element = elements[index]
    if not isinstance(element, Numbered):
        return None
    text = f"{element.text} (See paragraph {head}.{int(rank) + rng.randint(2, 30)}.)"
    elements[index] = replace(element, text=text)
    return with_elements(report, elements)


def _captions_swapped(report: Report, _rng: Random) -> Report | None:
    """The captions of two bodies have each other's number."""
    found = [
        (i, e, match)
        for i, e in enumerate(report.elements)
        if isinstance(e, Caption) and (match := re.search(r"(?<=n=)\d+|(?<=n = )\d+", e.text))
    ]
    if len(found) != 2 or found[0][2][0] == found[1][2][0]:
        return None
    elements = list(report.elements)
    for (index, caption, mine), (_, _, other) in zip(found, reversed(found), strict=True):
        text = caption.text[: mine.start()] + other[0] + caption.text[mine.end() :]
        elements[index] = replace(caption, text=text)
    return with_elements(report, elements)


def _entries_exchanged(report: Report, rng: Random) -> Report | None:
    """Two entries of the summary of judgements have each other's judgement."""
    elements = list(report.elements)
    for index, element in enumerate(elements):
        if isinstance(element, EntryTable):
            rows = _exchanged(list(element.entries), rng)
            if rows is None:
                return None
            elements[index] = replace(element, entries=tuple(rows))
            return with_elements(report, elements)
    changed = _exchanged(elements, rng)
    return None if changed is None else with_elements(report, changed)


def _exchanged(items: list[Item], rng: Random) -> list[Item] | None:
    entries = [(i, e) for i, e in enumerate(items) if isinstance(e, Entry)]
    pairs = [(a, b) for a in entries for b in entries if a[0] < b[0]]
    pairs = [(a, b) for a, b in pairs if a[1].judgement != b[1].judgement]
    if not pairs:
        return None
    (i, one), (j, other) = rng.choice(pairs)
    changed: list[Any] = list(items)
    changed[i] = replace(one, judgement=other.judgement)
    changed[j] = replace(other, judgement=one.judgement)
    return changed


def _entry_unjudged(report: Report, rng: Random) -> Report | None:
    """One entry of the summary of judgements has lost its judgement."""
    elements = list(report.elements)
    for index, element in enumerate(elements):
        if isinstance(element, EntryTable):
            rows = list(element.entries)
            places = [i for i, row in enumerate(rows) if isinstance(row, Entry)]
            chosen = rng.choice(places)
            rows[chosen] = replace(cast(Entry, rows[chosen]), judgement="")
            elements[index] = replace(element, entries=tuple(rows))
            return with_elements(report, elements)
    places = [i for i, element in enumerate(elements) if isinstance(element, Entry)]
    if len(places) < 2:
        return None
    chosen = rng.choice(places)
    entry = cast(Entry, elements[chosen])
    elements[chosen] = Plain(f"{entry.label} {entry.text}".strip())
    return with_elements(report, elements)


_SECTIONS = (("summary", "chief inspector's summary"), ("key_findings", "part on key findings"))

FAULTS = (
    *(
        Fault(
            name,
            frozenset({"IRP-N01"}),
            says,
            on_document=partial(_passage, arrange=arrange),
            may=_LOST,
            witnesses=1,
        )
        for name, says, arrange in (
            ("passage_missing", "Two paragraphs of findings are missing.", _missing),
            ("passage_repeated", "Two paragraphs of findings stand twice.", _twice),
            ("passage_swapped", "Two paragraphs of findings have changed places.", _swapped),
        )
    ),
    Fault(
        "block_missing",
        frozenset({"IRP-T01", "IRP-T03", "IRP-M01"}),
        "A whole block is missing, and the numbers of paragraphs hide it.",
        on_document=_block_missing,
        may=_LOST - {"IRP-T01", "IRP-T03", "IRP-M01"},
    ),
    *(
        Fault(
            f"{name}_paragraph_repeated",
            frozenset({"IRP-N01"}),
            f"Two paragraphs of the {says} have the same number.",
            on_document=partial(_repeated_in, role=name),
            may=frozenset({"IRP-X01"}),
            witnesses=1,
        )
        for name, says in (
            ("summary", "chief inspector's summary"),
            ("key_findings", "key findings"),
        )
    ),
    *(
        Fault(
            f"{name}_dangling",
            frozenset({"IRP-X01"}),
            f"The {says} refers to a paragraph that does not exist.",
            on_document=partial(_prose_dangling, role=name),
        )
        for name, says in (
            ("summary", "chief inspector's summary"),
            ("key_findings", "part on key findings"),
        )
    ),
    Fault(
        "captions_swapped",
        frozenset({"IRP-T02"}),
        "The captions of two bodies have each other's number.",
        on_document=_captions_swapped,
    ),
    Fault(
        "entries_exchanged",
        frozenset({"IRP-M02"}),
        "Two entries of the summary of judgements have each other's judgement.",
        on_document=_entries_exchanged,
    ),
    Fault(
        "entry_unjudged",
        frozenset({"IRP-M02"}),
        "An entry of the summary of judgements has no judgement.",
        on_document=_entry_unjudged,
    ),
)
