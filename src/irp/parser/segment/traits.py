"""The structure of a report, trait by trait, each recognised by its own evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex

from irp.parser.layouts import known
from irp.parser.layouts.base import Label, LabelPart, Layout, Trait
from irp.parser.layouts.house import NORTHERN_IRELAND
from irp.parser.layouts.labels import RANKED, UNRANKED
from irp.parser.patterns import Pattern
from irp.parser.segment.label_starts import FoundLabel, LabelStarts
from irp.parser.segment.model import FollowUpBlock, SectionBlock, SummaryItem
from irp.parser.segment.sections import find_headings
from irp.parser.text.model import Document, Furniture, Line, TextProblem
from irp.parser.text.passage import EMPTY, Passage
from irp.record.vocabulary import Priority, SectionRole

_LEADERS = Pattern(r"(?:\s*\.{2,}|\s*…+)?\s*\d{0,3}$")
_FOR_JUSTICE = Pattern(NORTHERN_IRELAND, regex.IGNORECASE)


class TraitFound(NamedTuple):
    """The value of a trait, and the words that show it; empty where something is missing."""

    trait: Trait
    value: str
    evidence: Passage


def labels_in(lines: Sequence[Line]) -> Iterator[tuple[int, FoundLabel]]:
    """The labels of follow-ups among lines, each with its position."""
    labels = LabelStarts(lines, RANKED, lambda _: False)
    for position in range(len(lines)):
        if found := labels.at(position):
            yield position, found


def labels_of(document: Document, sections: Sequence[SectionBlock]) -> tuple[Label, ...]:
    """The labels that introduce this report's follow-ups: "key" is a rank where there are ranks."""
    found = [
        label.label
        for section in sections
        if section.role is SectionRole.PROGRESS
        for _, label in labels_in(section.lines)
    ]
    asked = any(label.part is LabelPart.RECOMMENDATION for label in found)
    ranked = any(label.priority is Priority.PRIORITY for label in found)
    return UNRANKED if asked and not ranked and not _signed_for_justice(document) else RANKED


def find_traits(
    document: Document,
    sections: Sequence[SectionBlock],
    follow_ups: Sequence[FollowUpBlock],
    judgements: Sequence[SummaryItem],
) -> list[TraitFound]:
    """The traits of a report whose sections have been read."""
    return [
        _titling(sections),
        _numbers(sections),
        _labelling(follow_ups),
        _summary(sections, judgements),
        TraitFound(
            Trait.SIGNED,
            known.OF_JUSTICE if (by := _signed_for_justice(document)) else known.OF_PRISONS,
            by,
        ),
    ]


def name_layout(found: Sequence[TraitFound]) -> tuple[Layout, list[TextProblem]]:
    """The known combination of these traits; if there is none, a problem that lists them."""
    values = {trait.trait: trait.value for trait in found}
    for layout in known.KNOWN:
        if layout.fits(values):
            return layout, []
    listed = "; ".join(
        f"{trait}: {value}" + (f" (page {where.pieces[0].line.page})" if where else "")
        for trait, value, where in found
    )
    place = next((where.spans()[0] for _, _, where in found if where), None)
    message = f"no known layout combines what was found: {listed}"
    return known.UNFAMILIAR, [TextProblem("unfamiliar_layout", message, place)]


def not_found_as_listed(
    document: Document, sections: Sequence[SectionBlock]
) -> Iterator[TextProblem]:
    """A problem for each section that the contents page lists and that was not found."""
    roles = {section.role for section in sections}
    for line in document.lines:
        if line.furniture is not Furniture.CONTENTS:
            continue
        entry = Line(1, 0, 0, _LEADERS.sub("", line.text), line.raw, gap=None)
        for heading in find_headings([entry]).found:
            if heading.spec.role not in roles:
                message = f"“{entry.text}” is on the contents page, but no such section was found"
                yield TextProblem("section_missing", message, line.span())


def _signed_for_justice(document: Document) -> Passage:
    lines = document.body
    if not _FOR_JUSTICE.search("\n".join([line.text for line in lines])):  # as a rule
        return EMPTY
    line = next((line for line in lines if _FOR_JUSTICE.search(line.text)), None)
    return Passage.of_lines([line]) if line else EMPTY


def _titling(sections: Sequence[SectionBlock]) -> TraitFound:
    """How the sections are labelled; the key findings of 2019 come before the first section."""
    kinds = (SectionRole.SUMMARY, SectionRole.PROGRESS, SectionRole.JUDGEMENTS)
    titled = [section for section in sections if section.role in kinds]
    words = {section.label.text.split(" ", 1)[0].capitalize() for section in titled}
    value = known.OTHER_SECTIONS
    if words <= {"Section", "Chapter"}:
        value = known.SECTION_N if words == {"Section"} else known.CHAPTER_N
    first = titled[0] if titled else None
    return TraitFound(Trait.SECTIONS, value, first.label.plus(first.title) if first else EMPTY)


def _numbers(sections: Sequence[SectionBlock]) -> TraitFound:
    for section in sections:
        if section.role is SectionRole.KEY_FINDINGS and section.numbering:
            number = Pattern(section.numbering)
            numbered = next((line for line in section.lines if number.match(line.text)), None)
            if numbered:
                lettered = section.numbering.startswith("S")
                value = known.NUMBERED_S if lettered else known.NUMBERED_N
                return TraitFound(Trait.NUMBERS, value, Passage.of_lines([numbered]))
    return TraitFound(Trait.NUMBERS, known.UNNUMBERED, EMPTY)


def _labelling(follow_ups: Sequence[FollowUpBlock]) -> TraitFound:
    labels = [label for block in follow_ups for label in block.labels if label.words]
    found = [label for label in labels if label.label.part is not LabelPart.THEME]
    asked = [label for label in found if label.label.part is LabelPart.RECOMMENDATION]
    ranked = [label for label in found if label.label.priority is Priority.PRIORITY]
    if not found:
        return TraitFound(Trait.LABELS, known.UNLABELLED, EMPTY)
    value = known.RECOMMENDATIONS if asked else known.CONCERNS
    if asked and ranked:
        value = known.PRIORITIES_TOO
    return TraitFound(Trait.LABELS, value, (asked or found)[0].words)


def _summary(sections: Sequence[SectionBlock], judgements: Sequence[SummaryItem]) -> TraitFound:
    for section in sections:
        if section.role is SectionRole.JUDGEMENTS:
            return TraitFound(Trait.SUMMARY, known.OWN_SECTION, section.title)
    if judgements:
        return TraitFound(Trait.SUMMARY, known.INSIDE, judgements[0].text)
    return TraitFound(Trait.SUMMARY, known.NO_SUMMARY, EMPTY)
