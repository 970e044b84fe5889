"""What every model of the record is made of: its base, and how its values are grounded."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import BaseModel, ConfigDict, Field

from irp.record.vocabulary import Body, Judgement, Witness


class Grounding(StrEnum):
    """How a value relates to the words under its spans."""

    VERBATIM = "verbatim"
    """The words under the spans, folded, are the value."""
    TERM = "term"
    """The words under the spans name a member of a closed vocabulary."""
    NUMBER = "number"
    """The words under the spans are the number, in digits or in words."""
    DATE = "date"
    """The words under the spans hold the date, or a part of it."""
    DERIVED = "derived"
    """Concluded by irp; the spans are the evidence."""


Text = Annotated[str, Grounding.VERBATIM]
Number = Annotated[int, Grounding.NUMBER]
Year = Annotated[int, Grounding.DATE]
Month = Annotated[int, Grounding.DATE, Field(ge=1, le=12)]
Day = Annotated[date, Grounding.DATE]
Position = Annotated[int, Grounding.DERIVED, Field(ge=1)]
BodyTerm = Annotated[Body, Grounding.TERM]
JudgementTerm = Annotated[Judgement, Grounding.TERM]
WitnessTerm = Annotated[Witness, Grounding.DERIVED]


class Record(BaseModel):
    """Base of every model of the record: frozen, and closed to unknown fields.

    The class variables say how ``irp.stores.tables.schema`` makes flat tables of a model.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
    table_name: ClassVar[str | None] = None
    """The table that holds all models of this kind, wherever they stand; None: see there."""
    one_value: ClassVar[bool] = False
    """Whether a list of these is one value (JSON) of a row, not rows of a table."""
    known_by: ClassVar[tuple[str, ...]] = ()
    """The fields that say which one of a list it is, when two records are compared."""
