"""The published record of one report: what ``report`` holds in the output of ``irp extract``.

Plain values only. Where each is in the source is said by ``Extraction.provenance``; how a
value relates to the words under its spans is said by the ``Grounding`` in its annotation, which
``docs/record.md`` is generated from and the tests go by.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from irp.record.grounding import (
    BodyTerm,
    Day,
    Grounding,
    JudgementTerm,
    Month,
    Number,
    Position,
    Record,
    Text,
    WitnessTerm,
    Year,
)
from irp.record.shown import card_of_report, line_of_report
from irp.record.vocabulary import Body, FollowUpKind, Judgement, Priority, SectionRole

SCHEMA_VERSION = "1.3"
"""Changes whenever the JSON Schema of the output changes; a test compares the two."""


class Person(Record):
    """Somebody named in a report."""

    table_name = "people"
    known_by = ("name",)


class Establishment(Record):
    """The place that was visited."""

    name: Text = Field(description="As printed, for example 'HMP Chelmsford'.")
    kind: Annotated[str, Grounding.DERIVED] | None = Field(
        default=None, description="The prefix or kind of place: HMP, HMYOI, IRC, STC, …"
    )
    id: Annotated[str, Grounding.DERIVED] | None = Field(
        default=None,
        description="A stable slug: that of irp's list of establishments, else made from the name.",
    )
    nomis_code: Annotated[str, Grounding.DERIVED] | None = Field(
        default=None, description="Three letters of the register of prisons; null where unknown."
    )


class Visit(Record):
    """The days of the review visit, as the cover prints them."""

    text: Text = Field(description="As printed.")
    start: Day = Field(description="The first day.")
    end: Day = Field(description="The last day.")


class ReportDate(Record):
    """The month in the chief inspector's signature block."""

    text: Text = Field(description="As printed.")
    year: Year = Field(description="The year.")
    month: Month = Field(description="The month.")


class ChiefInspector(Person):
    """Who signed the summary."""

    name: Text = Field(description="Who signed.")
    title: Text = Field(description="As printed.")


class MonthYear(Record):
    """A month; ``month`` is null where only the year is printed."""

    year: Year = Field(description="The year.")
    month: Month | None = Field(default=None, description="The month, where one is printed.")


class Section(Record):
    """A section of the report, in the order of the document."""

    role: Annotated[SectionRole, Grounding.DERIVED] = Field(description="Its part in the report.")
    label: Text | None = Field(default=None, description="'Section 1', 'Appendix II', …")
    title: Text = Field(description="As printed.")
    introduction: Text | None = Field(
        default=None, description="Unnumbered words before the section's first item."
    )


class Paragraph(Record):
    """A numbered paragraph. Bullets stand in the text as '• …'."""

    known_by = ("number",)
    number: Text = Field(description="As printed, such as 3.8.")
    text: Text = Field(description="The words.")


class SubHeading(Record):
    """A heading between numbered paragraphs."""

    text: Text = Field(description="As printed.")
    before: Text | None = Field(default=None, description="Number of the paragraph that follows.")


class Summary(Record):
    """The chief inspector's summary."""

    paragraphs: list[Paragraph]
    sub_headings: list[SubHeading] = []


class Tally(Record):
    """What a count sentence says: so many follow-ups of one body got one judgement."""

    known_by = ("body", "judgement")
    body: BodyTerm = Field(description="Whose judgement it is.")
    judgement: JudgementTerm = Field(description="The judgement.")
    count: Number = Field(description="How many got it.")


class FollowedUp(Record):
    """How many recommendations, concerns or themes a body says it followed up."""

    known_by = ("body",)
    body: BodyTerm = Field(description="Who followed up.")
    count: Number = Field(description="How many.")


class KeyFindings(Record):
    """The key findings, with the counts that their sentences state."""

    paragraphs: list[Paragraph]
    tallies: list[Tally]
    followed_up: list[FollowedUp]
    sub_headings: list[SubHeading] = []


class CountShown(Record):
    """How many follow-ups got one judgement, as a figure's chart shows it."""

    known_by = ("judgement",)
    judgement: Annotated[Judgement, Grounding.DERIVED] = Field(description="The judgement.")
    count: Annotated[int, Grounding.DERIVED] = Field(description="How many got it.")
    witness: WitnessTerm = Field(description="What it was read from: a chart or a picture.")


class Figure(Record):
    """A figure: its caption, the number of follow-ups it says it shows, and its words."""

    known_by = ("number",)
    number: Number = Field(description="As printed.")
    caption: Text = Field(description="As printed.")
    n: Number | None = Field(default=None, description="The n of '(n=8)' in the caption.")
    note: Text | None = Field(default=None, description="Small print under the figure.")
    labels: list[Text] = Field(default=[], description="Words inside the drawing.")
    alt_text: Annotated[str, Grounding.DERIVED] | None = Field(
        default=None, description="The alternative text."
    )
    counts: list[CountShown] = Field(
        default=[], description="What a chart of progress shows; the places are those of its bars."
    )


class PositivePractice(Record):
    """An example of notable positive practice."""

    known_by = ("paragraph",)
    paragraph: Text = Field(description="Its number, or its letter in a list of examples.")
    text: Text = Field(description="The words.")
    see_paragraphs: list[Text] = Field(description="Numbers it points to.")


class JudgementFound(Record):
    """A follow-up's judgement, with the sentence that gives it."""

    value: JudgementTerm = Field(description="The judgement.")
    text: Text = Field(description="The sentence that gives it.")
    paragraph: Text | None = Field(default=None, description="Number of its paragraph.")


class Photograph(Record):
    """A photograph's caption, and the number of the paragraph it comes after or is in."""

    caption: Text = Field(description="As printed.")
    after: Text | None = Field(description="Number of the paragraph before it.")


class FollowUp(Record):
    """One concern, recommendation or theme that was followed up."""

    known_by = ("position",)
    position: Position = Field(description="1 for the first in the progress section.")
    area: Text | None = Field(description="The heading it is under.")
    kind: Annotated[FollowUpKind, Grounding.TERM] = Field(description="What was followed up.")
    body: BodyTerm = Field(description="Whose judgement it is.")
    priority: Annotated[Priority, Grounding.TERM] | None = Field(
        default=None, description="How the inspection ranked it."
    )
    label: Text | None = Field(default=None, description="'Theme 1' where printed.")
    addressee: Text | None = Field(default=None, description="Who is asked: 'the governor'.")
    concern: Text | None = Field(description="The concern, word for word.")
    recommendation: Text | None = Field(description="Word for word, and so a theme.")
    references: list[Text] = Field(description="Paragraphs of the full inspection report.")
    paragraphs: list[Paragraph]
    judgement: JudgementFound | None
    other_judgements: list[JudgementFound] = Field(
        default=[], description="Further judgement sentences in the same block: an error."
    )
    photographs: list[Photograph]
    sub_headings: list[SubHeading] = []


class Area(Record):
    """A heading of the progress section, with the text under it before its follow-ups."""

    heading: Text | None = Field(description="As printed.")
    note: Text | None = Field(default=None, description="Words before the first follow-up.")
    paragraphs: list[Paragraph] = []


class SummaryEntry(Record):
    """One entry of the report's own summary of judgements."""

    body: BodyTerm | None = Field(description="Whose judgement it is.")
    text: Text = Field(description="The entry, word for word.")
    label: Text | None = Field(description="As printed.")
    references: list[Text] = Field(default=[], description="As printed.")
    judgement: JudgementTerm | None = Field(description="The judgement it gives.")
    follow_up: Position | None = Field(description="Position of the follow-up it matches.")


class JudgementDefinition(Record):
    """What a judgement means, as the appendix prints it."""

    known_by = ("body", "judgement")
    body: Annotated[Body, Grounding.DERIVED] = Field(description="Whose judgement it is.")
    judgement: JudgementTerm = Field(description="The judgement.")
    text: Text = Field(description="What it means.")


class TeamMember(Person):
    """A member of the review team."""

    name: Text = Field(description="As printed.")
    role: Text | None = Field(description="As printed.")


class GlossaryEntry(Record):
    """A term of the glossary."""

    known_by = ("term",)
    term: Text = Field(description="As printed.")
    definition: Text = Field(description="As printed.")


class HealthyPrisonOutcomes(Record):
    """How one inspection graded the establishment against the healthy prison tests."""

    known_by: ClassVar[tuple[str, ...]] = ("year",)
    year: Annotated[int, Grounding.DERIVED] = Field(description="Of the inspection.")
    outcomes: dict[str, Annotated[str, Grounding.DERIVED]] = Field(
        description="Test to grade, such as Safety: Poor."
    )


class OutcomeWitness(HealthyPrisonOutcomes):
    """The same as one witness gives it."""

    known_by = ("year", "witness")
    witness: WitnessTerm = Field(description="Where it was read.")


class Footnote(Record):
    """A footnote."""

    known_by = ("number",)
    number: Number = Field(description="As printed.")
    text: Text = Field(description="The words.")


class Table(Record):
    """A small table inside the findings."""

    caption: Text | None = Field(description="As printed.")
    rows: list[list[Text | None]] = Field(description="Cells by row; null where one is empty.")
    after: Text | None = Field(description="Number of the paragraph it comes after.")
    note: Text | None = Field(default=None, description="The source or note under the table.")


class Report(Record):
    """One independent review of progress."""

    document_type: Annotated[Literal["independent_review_of_progress"], Grounding.TERM] = Field(
        description="Always the same."
    )
    establishment: Establishment | None = Field(
        description="Null where no cover, foot, caption or formula names the place."
    )
    visit: Visit | None
    report_date: ReportDate | None
    chief_inspector: ChiefInspector | None
    other_signatories: list[ChiefInspector] = Field(
        default=[], description="Who signed beside HM Chief Inspector, as in Northern Ireland."
    )
    previous_inspections: list[Year] = Field(description="Years of earlier inspections.")
    followed_up_inspection: MonthYear | None
    summary: Summary
    key_findings: KeyFindings
    figures: list[Figure]
    positive_practice: list[PositivePractice]
    areas: list[Area]
    follow_ups: list[FollowUp]
    judgement_summary: list[SummaryEntry]
    judgement_definitions: list[JudgementDefinition]
    review_team: list[TeamMember]
    glossary: list[GlossaryEntry]
    photographs: list[Text] = Field(default=[], description="Captions of a photographs appendix.")
    healthy_prison_outcomes: list[HealthyPrisonOutcomes] = Field(
        default=[], description="As words give them: text, or else an alternative text."
    )
    outcome_witnesses: list[OutcomeWitness] = Field(
        default=[], description="What each table, alternative text, chart or picture gives."
    )
    footnotes: list[Footnote] = []
    tables: list[Table] = []
    sections: list[Section]
    copyright_year: Year | None = Field(description="As printed.")

    def __repr__(self) -> str:
        return line_of_report(self)

    def __str__(self) -> str:
        return line_of_report(self)

    def _repr_html_(self) -> str:
        """The card that a notebook shows."""
        return card_of_report(self)
