"""What the tables of this folder are made of: labels, sections, traits and layouts. All frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from irp.errors import LayoutDefinitionError
from irp.record.vocabulary import Body, FollowUpKind, Priority, SectionRole


class LabelPart(StrEnum):
    """Which part of a follow-up a label introduces."""

    CONCERN = "concern"
    RECOMMENDATION = "recommendation"
    THEME = "theme"


class Label(NamedTuple):
    """Words that introduce a part of a follow-up, such as "Priority concern:".

    Attributes:
        pattern: matched at the start of a line. The group ``label`` is what the record keeps as
            the follow-up's label ("Theme 1"), ``addressee`` and ``references`` what may stand
            in it; ``alone`` is there where nothing but the words shows that it is a label.
        part: what the label introduces.
        kind: the follow-up's kind where this label is its main one.
        body: the inspectorate the label implies, None where the judgement sentence decides.
        priority: the rank the label gives a concern.
    """

    pattern: str
    part: LabelPart
    kind: FollowUpKind
    body: Body | None = None
    priority: Priority | None = None


class SectionSpec(NamedTuple):
    """A section of the reports.

    Attributes:
        role: the part it plays.
        title: pattern for the whole folded title, without its label, case ignored.
        label: pattern for what may stand before the title ("Section 1"), None where nothing does.
        numbered: its paragraphs have numbers.
        telling: its title alone says enough to be a heading wherever a line holds it and no
            more; one that does not must stand apart from the text.
        after: where the title has no label, the sections of which one must stand before it.
        anywhere: its place in the order says nothing (a copyright page, front or back).
        one_line: its heading has one line.
        nested: it may stand inside another section (the team in the appendix on the report).
    """

    role: SectionRole
    title: str
    label: str | None = None
    numbered: bool = False
    telling: bool = False
    after: tuple[SectionRole, ...] = ()
    anywhere: bool = False
    one_line: bool = False
    nested: bool = False


class Trait(StrEnum):
    """What makes up the structure of a report; each is recognised by itself."""

    SECTIONS = "sections"
    NUMBERS = "paragraph numbers"
    LABELS = "labels of follow-ups"
    SUMMARY = "summary of judgements"
    SIGNED = "signed by"


@dataclass(frozen=True, slots=True)
class Layout:
    """A known combination of traits.

    Attributes:
        id: stable name, used in records.
        title: what it is, for people.
        years: first and last year it is known from; the last is None while it is in use.
        traits: the values that each trait takes in it.
        promised: the sections that each report has.
        ordered: they come in that order.
    """

    id: str
    title: str
    years: tuple[int, int | None]
    traits: Mapping[Trait, frozenset[str]]
    promised: tuple[SectionRole, ...]
    ordered: bool = True

    def __post_init__(self) -> None:
        if len(self.promised) != len(set(self.promised)):
            raise LayoutDefinitionError(f"layout {self.id}: a section is promised twice")
        if SectionRole.PROGRESS not in self.promised:
            raise LayoutDefinitionError(f"layout {self.id}: no section holds follow-ups")

    def fits(self, found: Mapping[Trait, str]) -> bool:
        """Whether the traits of a report are those of this layout."""
        return all(found.get(trait) in values for trait, values in self.traits.items())
