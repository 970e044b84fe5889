"""What a layout is: a frozen description, validated when it is built.

A layout says which words tell it, which sections it promises under which titles, how its
paragraphs are numbered, how its follow-ups are introduced and where its summary of judgements
stands. It holds no code: the segmenter reads these tables and never asks which layout it has.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import regex

from irp.errors import LayoutDefinitionError
from irp.parser.patterns import Pattern
from irp.record.vocabulary import Body, FollowUpKind, Priority, SectionRole


@lru_cache(maxsize=8192)
def _may_begin(pattern: str, letter: str) -> bool:
    """Whether a pattern's matches may begin with a letter: a partial match of it tells."""
    return bool(Pattern(pattern, regex.IGNORECASE).match(letter, partial=True))


class Part(StrEnum):
    """Which part of a follow-up a label introduces."""

    CONCERN = "concern"
    RECOMMENDATION = "recommendation"
    THEME = "theme"


@dataclass(frozen=True, slots=True)
class Label:
    """Words that introduce a part of a follow-up, such as "Priority concern:".

    Attributes:
        pattern: matched at the start of a line; a group ``label`` marks what the record keeps
            as the follow-up's label ("Theme 1"); a group ``addressee`` marks an addressee.
        part: what the label introduces.
        kind: the follow-up's kind where this label is its main one.
        body: the inspectorate the label implies, None where the judgement sentence decides.
        priority: the rank the label gives a concern.
    """

    pattern: str
    part: Part
    kind: FollowUpKind
    body: Body | None = None
    priority: Priority | None = None


@dataclass(frozen=True, slots=True)
class SectionSpec:
    """A section the layout knows.

    Attributes:
        role: the part it plays.
        title: pattern for the whole folded title, without its label, case ignored.
        label: pattern for what stands before the title ("Section 1"), None where nothing does.
        required: whether the layout promises it.
        numbering: pattern of its paragraphs' numbers; ``{n}`` stands for the section's number.
            None where its paragraphs are not numbered.
        telling: its title alone says enough to be a heading wherever a line holds it and no
            more; one that does not must stand apart from the text.
        anywhere: its place in the order says nothing (a copyright page, front or back).
        nested: it stands inside the section before it, and does not end that one's claim to be
            there (the team inside the appendix on the report).
    """

    role: SectionRole
    title: str
    label: str | None = None
    required: bool = True
    numbering: str | None = None
    telling: bool = False
    anywhere: bool = False
    nested: bool = False

    def opens(self, text: str) -> bool:
        """Whether a line may be the first of the heading: a quick look before the whole pattern."""
        return _may_begin(self.label or self.title, text[:1].casefold())

    @property
    def apart(self) -> bool:
        """Whether the heading must stand apart from the text to be one."""
        return self.label is None and not self.telling


@dataclass(frozen=True, slots=True)
class Marker:
    """Words that tell a layout.

    Attributes:
        name: what they are, for a refusal that says what is lacking.
        pattern: searched for in the body, case ignored; ``^`` is a line's start, and a space
            stands for any white space, so that words may be wrapped.
    """

    name: str
    pattern: str

    @property
    def compiled(self) -> Pattern:
        """The pattern as it is searched for."""
        return Pattern(self.pattern.replace(" ", r"\s+"), regex.IGNORECASE | regex.MULTILINE)

    def search(self, text: str) -> bool:
        """Whether the words stand in a body of lines."""
        return bool(self.compiled.search(text))


@dataclass(frozen=True, slots=True)
class Layout:
    """One layout of the reports.

    Attributes:
        id: stable name, used in records.
        title: what it is, for people.
        years: first and last year it is known from; the last is None while it is in use.
        sections: what it promises, in the order of the document.
        markers: words that must all be there.
        absent: words of which none may be there.
        labels: how follow-ups are introduced, most specific first.
        kind: what HMI Prisons follows up in this layout.
        summary_role: the section that holds the summary of judgements.
        summary_opening: where that section holds more, the end of the words after which the
            summary stands; None where the section is the summary.
        boilerplate: patterns for whole folded paragraphs of house wording that carry no data,
            wherever they stand in the sections that matter.
        sub_headings: house headings inside sections that carry no data of their own.
    """

    id: str
    title: str
    years: tuple[int, int | None]
    sections: tuple[SectionSpec, ...]
    markers: tuple[Marker, ...]
    absent: tuple[Marker, ...]
    labels: tuple[Label, ...]
    kind: FollowUpKind
    summary_role: SectionRole
    summary_opening: str | None = None
    boilerplate: tuple[str, ...] = ()
    sub_headings: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        markers = {marker.pattern: marker for marker in (*self.markers, *self.absent)}
        for pattern in [*markers, *self._patterns()]:  # each as it is used later
            try:
                if pattern in markers:
                    _ = markers[pattern].compiled
                else:
                    Pattern(pattern.replace("{n}", "1"), regex.IGNORECASE)
            except regex.error as error:
                raise LayoutDefinitionError(
                    f"layout {self.id}: {pattern!r} is not a pattern: {error}"
                ) from None
        roles = [spec.role for spec in self.sections]
        if len(roles) != len(set(roles)):
            raise LayoutDefinitionError(f"layout {self.id}: a section's role stands twice")
        for needed in (SectionRole.SUMMARY, SectionRole.KEY_FINDINGS, SectionRole.PROGRESS):
            if needed not in roles:
                raise LayoutDefinitionError(f"layout {self.id}: no section plays {needed}")
        if self.summary_role not in roles:
            raise LayoutDefinitionError(f"layout {self.id}: the summary's section is unknown")
        if not self.markers or not self.labels:
            raise LayoutDefinitionError(f"layout {self.id}: no markers, or no labels")

    def _patterns(self) -> list[str]:
        found = [label.pattern for label in self.labels]
        found += [spec.title for spec in self.sections]
        found += [spec.label for spec in self.sections if spec.label]
        found += [spec.numbering for spec in self.sections if spec.numbering]
        found += [self.summary_opening] if self.summary_opening else []
        return [*found, *self.boilerplate, *self.sub_headings]

    def section(self, role: SectionRole) -> SectionSpec | None:
        """The section that plays a role, or None where the layout has none."""
        return next((spec for spec in self.sections if spec.role is role), None)

    @property
    def required_roles(self) -> tuple[SectionRole, ...]:
        """The roles the layout promises, in the order of the document."""
        return tuple(spec.role for spec in self.sections if spec.required)
