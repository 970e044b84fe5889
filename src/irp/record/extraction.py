"""The whole output for one source: the record, what the report states of itself, the checks.

``Extraction`` is what ``irp.extract`` returns and what ``irp extract`` prints as JSON.
"""

from __future__ import annotations

from datetime import datetime
from typing import Self

from pydantic import Field

from irp.record.decision import Acceptance, DecisionMade
from irp.record.grounding import Record
from irp.record.report import SCHEMA_VERSION, Report
from irp.record.shown import card_of_extraction, line_of_extraction
from irp.record.spans import Box, Span
from irp.record.vocabulary import Body, Judgement, Outcome, Status

_DOUBTS_ABOUT = "JSON pointers to the fields of `report` that it puts in doubt."


def _is_empty(value: object) -> bool:
    """Whether a field is left out of the JSON, which is then as without a person's decisions."""
    return not value


class Place(Record):
    """A stretch of one page's text: see ``irp.record.spans.Span``."""

    one_value = True

    page: int = Field(ge=1)
    start: int | None
    end: int | None
    box: Box | None = Field(default=None, description="x0, top, x1, bottom in PDF points.")
    set_by: str | None = Field(
        default=None,
        exclude_if=_is_empty,
        description="The person who set the value; what was read here is in `decisions`.",
    )

    @classmethod
    def of(cls, span: Span) -> Self:
        """A span as the record holds it; its box to a tenth of a point."""
        page, start, end, box = span
        rounded = Box(*(round(edge, 1) for edge in box)) if box else None
        return cls(page=page, start=start, end=end, box=rounded)


class SourcePdf(Record):
    """The PDF's own metadata, which is often wrong."""

    title: str | None = Field(description="As the PDF says.")
    producer: str | None = Field(description="The program that made it.")


class SourceInfo(Record):
    """What was read."""

    name: str = Field(description="Name of the file.")
    sha256: str = Field(description="SHA-256 of its bytes, in hexadecimal.")
    bytes: int = Field(description="Its size.")
    pages: int | None = Field(description="How many pages it has.")
    media_type: str | None = Field(description="application/pdf or text/plain.")
    url: str | None = Field(default=None, description="Where it was fetched from.")
    retrieved_at: datetime | None = Field(default=None, description="When it was fetched.")
    pdf: SourcePdf | None = None


class ParserInfo(Record):
    """What read it. ``layout`` is null where the source was refused before one was chosen."""

    version: str = Field(description="Version of hmip-irp.")
    layout: str | None = Field(description="The layout it was read by.")
    engine: str | None = Field(description="The engine that read it.")
    engine_version: str | None = Field(description="That of the engine.")
    second_engine: str | None = Field(
        default=None, description="The engine that read the pages in doubt."
    )
    second_engine_version: str | None = Field(default=None, description="Its version.")
    second_engine_pages: list[int] = Field(default=[], description="The pages that it read.")


class StatedCount(Record):
    """A count sentence: "reasonable progress in two recommendations"."""

    known_by = ("body", "judgement")
    body: Body = Field(description="Whose judgement it is.")
    judgement: Judgement = Field(description="The judgement.")
    count: int = Field(description="How many got it.")
    places: list[Place] = Field(description="Where it is in the source.")


class StatedFollowedUp(Record):
    """A number said to be followed up: "we followed up eight recommendations"."""

    body: Body = Field(description="Who followed up.")
    count: int = Field(description="How many.")
    places: list[Place] = Field(description="Where it is in the source.")


class StatedCaption(Record):
    """The n of a figure's caption; ``body`` is null where the caption names none."""

    figure: int = Field(description="Number of the figure.")
    body: Body | None = Field(description="The body it names.")
    n: int = Field(description="The number it gives.")
    places: list[Place] = Field(description="Where it is in the source.")


class StatedProse(Record):
    """A count in the chief inspector's prose.

    "good or reasonable progress against five of the eight recommendations" has two judgements,
    count 5 and total 8.
    """

    body: Body = Field(description="Whose judgements they are.")
    judgements: list[Judgement] = Field(description="Those it names.")
    count: int = Field(description="How many got them.")
    total: int | None = Field(description="Of how many.")
    text: str = Field(description="The words.")
    places: list[Place] = Field(description="Where it is in the source.")


class StatedName(Record):
    """An establishment's name and where it is: cover, furniture, caption or text."""

    name: str = Field(description="As printed.")
    where: str = Field(description="The part of the report.")
    places: list[Place] = Field(description="Where it is in the source.")


class StatedDate(Record):
    """A date that cannot be read or cannot be."""

    text: str = Field(description="As printed.")
    reason: str = Field(description="What is the matter.")
    places: list[Place] = Field(description="Where it is in the source.")


class Stated(Record):
    """What the report says of itself, read by its own path (``irp.parser.stated.read``)."""

    counts: list[StatedCount] = []
    followed_up: list[StatedFollowedUp] = []
    captions: list[StatedCaption] = []
    prose: list[StatedProse] = []
    names: list[StatedName] = []
    odd_dates: list[StatedDate] = []


class Coverage(Record):
    """What became of the document's lines; the four uses add up to ``lines``."""

    lines: int = Field(description="All lines.")
    claimed: int = Field(description="Those in a field.")
    furniture: int = Field(description="Running heads, feet and the like.")
    boilerplate: int = Field(description="Wording of the house.")
    unclaimed: int = Field(description="Those in none.")
    unclaimed_places: list[Place] = Field(default=[], description="Where those in none stand.")


class Seen(Record):
    """What came of comparing the words with the pictures of the pages."""

    pages: int = Field(description="How many pages were drawn.")
    left_out: int = Field(description="How many words nobody sees; they are not in the record.")
    contradictions: list[Place] = Field(description="Where words and picture disagree.")


class Check(Record):
    """One check's outcome, with both sides and their places."""

    known_by = ("code",)
    code: str = Field(description="Such as IRP-T01.")
    title: str = Field(description="What it claims.")
    outcome: Outcome = Field(description="What became of it.")
    expected: str | None = Field(default=None, description="What the report states.")
    found: str | None = Field(default=None, description="What was found.")
    message: str = Field(description="In one sentence.")
    places: list[Place] = Field(default=[], description="Where both sides stand.")
    doubts_about: list[str] = Field(default=[], description=_DOUBTS_ABOUT)
    accepted: Acceptance | None = Field(
        default=None, exclude_if=_is_empty, description="Where a person accepted it."
    )


class Problem(Record):
    """Something less than a failed check that a person should know."""

    code: str = Field(description="What it is; `irp explain` says what to do.")
    message: str = Field(description="In one sentence.")
    place: Place | None = None
    doubts_about: list[str] = Field(default=[], description=_DOUBTS_ABOUT)
    accepted: Acceptance | None = Field(
        default=None, exclude_if=_is_empty, description="Where a person accepted it."
    )


class Extraction(Record):
    """Everything irp has to say of one source."""

    schema_version: str = Field(
        default=SCHEMA_VERSION, description="Version of the record's schema."
    )
    status: Status = Field(description="Whether all checks passed.")
    source: SourceInfo
    parser: ParserInfo
    report: Report | None
    stated: Stated | None = None
    coverage: Coverage | None = None
    seen: Seen | None = Field(default=None, description="Null for plain text.")
    checks: list[Check] = []
    problems: list[Problem] = []
    provenance: dict[str, list[Place]] = Field(
        default={}, description="JSON pointer into `report` to the places of that value."
    )
    decisions: list[DecisionMade] = Field(
        default=[], exclude_if=_is_empty, description="What persons decided about this source."
    )

    def __repr__(self) -> str:
        return line_of_extraction(self)

    def __str__(self) -> str:
        return line_of_extraction(self)

    def _repr_html_(self) -> str:
        """The card that a notebook shows."""
        return card_of_extraction(self)
