"""The shape of the record, as `expected.json` of the reference report has it, and a little more."""

from __future__ import annotations

from typing import NotRequired, TypedDict


class Paragraph(TypedDict):
    number: str
    text: str


class Photograph(TypedDict):
    caption: str
    after: str


class Judgement(TypedDict):
    value: str
    text: str
    paragraph: str


class SubHeading(TypedDict):
    text: str
    before: str


class FollowUp(TypedDict):
    """What is not required is there where it is printed."""

    position: int
    area: str
    kind: str
    body: str
    label: str | None
    concern: str | None
    recommendation: str | None
    references: list[str]
    paragraphs: list[Paragraph]
    judgement: Judgement | None
    photographs: list[Photograph]
    priority: NotRequired[str]
    addressee: NotRequired[str]
    sub_headings: NotRequired[list[SubHeading]]


class Entry(TypedDict):
    """One entry of the report's own summary of judgements."""

    body: str | None  # None where no heading names it
    text: str
    label: str | None
    judgement: str
    follow_up: int | None
    references: NotRequired[list[str]]


class Tally(TypedDict):
    body: str
    judgement: str
    count: int


class Number(TypedDict):
    body: str
    count: int


class KeyFindings(TypedDict):
    paragraphs: list[Paragraph]
    tallies: list[Tally]
    followed_up: list[Number]
    sub_headings: NotRequired[list[dict[str, str | None]]]


class Figure(TypedDict):
    number: int
    caption: str
    n: int | None
    note: NotRequired[str]
    alt_text: NotRequired[str]


class Practice(TypedDict):
    paragraph: str
    text: str
    see_paragraphs: list[str]


class Visit(TypedDict):
    start: str
    end: str
    text: str


class Month(TypedDict):
    year: int
    month: int
    text: NotRequired[str]


class Named(TypedDict):
    name: str
    kind: NotRequired[str | None]
    id: NotRequired[str]
    nomis_code: NotRequired[str | None]


class Person(TypedDict):
    name: str
    title: str


class Member(TypedDict):
    name: str
    role: str


class Term(TypedDict):
    term: str
    definition: str


class Area(TypedDict):
    heading: str
    note: str | None


class Definition(TypedDict):
    body: str
    judgement: str
    text: str


class Summary(TypedDict):
    paragraphs: list[Paragraph]


class Footnote(TypedDict):
    number: int
    text: str


class Table(TypedDict):
    """A small table inside findings; the first row holds the heads of its columns."""

    caption: str
    rows: list[list[str]]
    after: str  # number of the paragraph it stands after


class Outcomes(TypedDict):
    """How one inspection graded the establishment."""

    year: int
    outcomes: dict[str, str]


class Section(TypedDict):
    role: str
    label: str | None
    title: str
    introduction: str | None


class Record(TypedDict):
    document_type: str
    establishment: Named
    visit: Visit | None
    report_date: Month
    chief_inspector: Person
    other_signatories: NotRequired[list[Person]]
    previous_inspections: list[int]
    followed_up_inspection: Month
    summary: Summary
    key_findings: KeyFindings
    figures: list[Figure]
    positive_practice: list[Practice]
    follow_ups: list[FollowUp]
    judgement_summary: list[Entry]
    review_team: list[Member]
    glossary: list[Term]
    areas: list[Area]
    judgement_definitions: list[Definition]
    copyright_year: int | None
    sections: NotRequired[list[Section]]
    photographs: NotRequired[list[str]]
    footnotes: NotRequired[list[Footnote]]
    tables: NotRequired[list[Table]]
    healthy_prison_outcomes: NotRequired[list[Outcomes]]
