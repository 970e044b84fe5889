"""What a person decided about a record: one line of a decisions file, and what became of it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import AwareDatetime, Field, StringConstraints, model_validator

from irp.record.grounding import Record

DECISION_VERSION = 1
"""Of a line of a decisions file."""

Said = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=10_000)]
"""Words that a person must give."""
_OTHER = "The other follow-up, for `link`."
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Ruling(StrEnum):
    """What is decided."""

    CORRECT = "correct"
    """The value is another one."""
    ACCEPT = "accept"
    """The value is right as read, or the finding is no fault of the record."""
    REJECT = "reject"
    """The source must not give a record."""
    NOTE = "note"
    """A remark that changes nothing."""
    LINK = "link"
    """Two follow-ups of different visits are the same concern, or, with the value false, not."""


class DecisionState(StrEnum):
    """What became of a decision when it was applied to a record."""

    APPLIED = "applied"
    NOT_NEEDED = "not_needed"
    """The record already says so, or the finding is gone."""
    STALE = "stale"
    """What is read now is not what was read when it was made: not applied."""
    DISPUTED = "disputed"
    """Somebody else decided otherwise about the same place: not applied."""
    SUPERSEDED = "superseded"
    """The same person decided again later."""
    REFUSED = "refused"
    """It does not fit the record's schema: not applied."""


class DecisionSource(Record):
    """The source that a decision is about."""

    sha256: Digest = Field(description="SHA-256 of its bytes, in hexadecimal.")
    name: str = Field(default="", description="Name of the file, for people.")


class DecisionPlace(Record):
    """What a decision is about: a value of the report, or a check or problem.

    A decisions file may have a plain string here: a pointer, which begins with "/", or a code.
    """

    pointer: str | None = Field(default=None, description="JSON pointer into `report`.")
    code: str | None = Field(default=None, description="Code of a check or a problem.")
    words: list[str] = Field(
        default=[],
        description="For each list that the pointer leads through, the beginning of its item's"
        " longest text: the place is found again by them.",
    )

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, data: Any) -> Any:
        if isinstance(data, str):
            return {"pointer": data} if data.startswith("/") else {"code": data}
        return data

    @model_validator(mode="after")
    def _is_one(self) -> Self:
        if (self.pointer is None) == (self.code is None):
            raise ValueError("a place needs either a pointer or a code")
        if self.pointer is not None and not self.pointer.startswith("/"):
            raise ValueError("a pointer begins with /")
        return self

    def __str__(self) -> str:
        return self.pointer or self.code or ""


class DecisionOther(Record):
    """The other place of a link: a follow-up of another review."""

    source: DecisionSource
    place: DecisionPlace


class DecisionCore(Record):
    """What was decided, why, by whom and when."""

    decision: Ruling = Field(description="What is decided.")
    place: DecisionPlace | None = Field(default=None, description="Null for the whole record.")
    read: Any | None = Field(
        default=None, description="The value, or the finding's message, when it was decided."
    )
    value: Any | None = Field(
        default=None, description="The right value, for `correct`; true or false, for `link`."
    )
    because: Said = Field(description="Why it was decided so.")
    by: Said = Field(description="The person who decided.")
    at: AwareDatetime = Field(description="When it was decided.")


class Decision(DecisionCore):
    """One line of a decisions file."""

    version: Literal[1] = Field(default=1, description="Of this form of a line.")
    source: DecisionSource
    other: DecisionOther | None = Field(default=None, description=_OTHER)

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if self.decision is Ruling.REJECT and self.place is not None:
            raise ValueError("reject is about the whole record and has no place")
        if self.decision is Ruling.ACCEPT and self.place is None:
            raise ValueError("accept needs a place")
        if self.decision is Ruling.CORRECT and (self.place is None or self.place.pointer is None):
            raise ValueError("correct needs a place with a pointer")
        if self.decision is Ruling.LINK:
            if self.place is None or self.place.pointer is None or self.other is None:
                raise ValueError("link needs a place with a pointer, and an other one")
            if not isinstance(self.value, bool):
                raise ValueError("link has the value true or false")
        elif self.other is not None:
            raise ValueError(f"{self.decision.value} has no other place")
        elif self.decision is not Ruling.CORRECT and self.value is not None:
            raise ValueError(f"{self.decision.value} has no value")
        return self


class DecisionMade(DecisionCore):
    """A decision about this source, and what became of it."""

    other: DecisionOther | None = Field(
        default=None, exclude_if=lambda other: other is None, description=_OTHER
    )
    state: DecisionState = Field(description="What became of it.")
    pointer: str | None = Field(default=None, description="Where its place is in this record.")
    message: str = Field(description="In one sentence.")


class Acceptance(Record):
    """That a person accepted a finding."""

    because: str = Field(description="Why it was accepted.")
    by: str = Field(description="Who accepted it.")
    at: datetime = Field(description="When it was accepted.")
