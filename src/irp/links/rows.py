"""The table ``links``: a row for each concern that was followed up again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from pydantic import Field

from irp.links.items import Visited
from irp.links.linking import ConcernLink, LinkState, links_of_place
from irp.record.grounding import Record
from irp.record.vocabulary import Body, Judgement

KEY = ("report_id", "position", "earlier_report_id", "earlier_position")
"""The columns that identify a row."""


class LinkRow(Record):
    """One row for each follow-up that is likely to be a concern of an earlier visit again."""

    table_name = "links"

    report_id: str = Field(description="The row of reports that the later follow-up belongs to.")
    position: int = Field(ge=1, description="The position of the later follow-up.")
    earlier_report_id: str = Field(description="The row of reports of the earlier one.")
    earlier_position: int = Field(ge=1, description="The position of the earlier follow-up.")
    establishment: str = Field(
        description="The id of the establishment today, else its name in small letters."
    )
    state: LinkState = Field(description="Whether a person confirmed it.")
    likeness: float = Field(
        description="Of both texts, of 100; suggested from 55 in one theme, else from 65."
    )
    body: Body = Field(description="Whose judgements they are.")
    area_theme: str | None = Field(description="The theme of the later heading.")
    earlier_visit_end: date = Field(description="The last day of the earlier visit.")
    visit_end: date = Field(description="The last day of the later visit.")
    earlier_judgement: Judgement | None = Field(description="The judgement then.")
    judgement: Judgement | None = Field(description="The judgement at the later visit.")
    earlier_text: str = Field(description="What was followed up then, word for word.")
    text: str = Field(description="What was followed up at the later visit.")
    decided_by: str | None = Field(description="Who confirmed it.")
    because: str | None = Field(description="Why it was confirmed.")


def link_rows(visits: Iterable[Visited]) -> Iterator[tuple[Any, ...]]:
    """The rows of one establishment, as plain values in the order of the columns.

    Args:
        visits: all visits to one establishment, in any order.
    """
    for link in links_of_place(visits):
        yield tuple(_row(link).model_dump(mode="json").values())


def _row(link: ConcernLink) -> LinkRow:
    earlier, later = link.earlier, link.later
    return LinkRow(
        report_id=later.sha256,
        position=later.position,
        earlier_report_id=earlier.sha256,
        earlier_position=earlier.position,
        establishment=later.place,
        state=link.state,
        likeness=link.likeness,
        body=later.body,
        area_theme=later.theme,
        earlier_visit_end=earlier.visit,
        visit_end=later.visit,
        earlier_judgement=earlier.judgement,
        judgement=later.judgement,
        earlier_text=earlier.text,
        text=later.text,
        decided_by=link.by,
        because=link.because,
    )
