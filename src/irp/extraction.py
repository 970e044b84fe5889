"""The whole output for one source: the record, what the report states of itself, the checks.

``Extraction`` is what ``irp.extract`` returns and what ``irp extract`` prints as JSON.
"""

from __future__ import annotations

from datetime import datetime

from pydantic import Field

from irp.records import SCHEMA_VERSION, Record, Report
from irp.spans import Box
from irp.vocabulary import Body, Judgement, Outcome, Status


class Place(Record):
    """A stretch of one page's text: see ``irp.spans.Span``."""

    one_value = True

    page: int = Field(ge=1)
    start: int | None
    end: int | None
    box: Box | None = Field(default=None, description="x0, top, x1, bottom in PDF points.")


class SourcePdf(Record):
    """The PDF's own metadata, which is often wrong."""

    title: str | None
    producer: str | None


class SourceInfo(Record):
    """What was read."""

    name: str
    sha256: str
    bytes: int
    pages: int | None
    media_type: str | None
    url: str | None = None
    retrieved_at: datetime | None = None
    pdf: SourcePdf | None = None


class ParserInfo(Record):
    """What read it. ``layout`` is null where the source was refused before one was chosen."""

    version: str
    layout: str | None
    engine: str | None
    engine_version: str | None


class StatedCount(Record):
    """A count sentence: "reasonable progress in two recommendations"."""

    known_by = ("body", "judgement")
    body: Body
    judgement: Judgement
    count: int
    places: list[Place]


class StatedFollowedUp(Record):
    """A number said to be followed up: "we followed up eight recommendations"."""

    body: Body
    count: int
    places: list[Place]


class StatedCaption(Record):
    """The n of a figure's caption; ``body`` is null where the caption names none."""

    figure: int
    body: Body | None
    n: int
    places: list[Place]


class StatedProse(Record):
    """A count in the chief inspector's prose.

    "good or reasonable progress against five of the eight recommendations" has two judgements,
    count 5 and total 8.
    """

    body: Body
    judgements: list[Judgement]
    count: int
    total: int | None
    text: str
    places: list[Place]


class StatedName(Record):
    """An establishment's name and where it stands: cover, furniture, caption or text."""

    name: str
    where: str
    places: list[Place]


class StatedDate(Record):
    """A date that cannot be read or cannot be."""

    text: str
    reason: str
    places: list[Place]


class Stated(Record):
    """What the report says of itself, read by its own path (``irp.normalise.stated``)."""

    counts: list[StatedCount] = []
    followed_up: list[StatedFollowedUp] = []
    captions: list[StatedCaption] = []
    prose: list[StatedProse] = []
    names: list[StatedName] = []
    odd_dates: list[StatedDate] = []


class Coverage(Record):
    """What became of the document's lines; the four uses add up to ``lines``."""

    lines: int
    claimed: int
    furniture: int
    boilerplate: int
    unclaimed: int
    unclaimed_places: list[Place] = []


class Check(Record):
    """One check's outcome, with both sides and their places."""

    known_by = ("code",)
    code: str
    title: str
    outcome: Outcome
    expected: str | None = None
    found: str | None = None
    message: str
    places: list[Place] = []


class Problem(Record):
    """Something less than a failed check that a person should know; see ``docs/problems.md``."""

    code: str
    message: str
    place: Place | None = None


class Extraction(Record):
    """Everything irp has to say of one source."""

    schema_version: str = SCHEMA_VERSION
    status: Status
    source: SourceInfo
    parser: ParserInfo
    report: Report | None
    stated: Stated | None = None
    coverage: Coverage | None = None
    checks: list[Check] = []
    problems: list[Problem] = []
    provenance: dict[str, list[Place]] = Field(
        default={}, description="JSON pointer into `report` to the places of that value."
    )
