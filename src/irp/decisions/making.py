"""Make decisions about a value or a finding of a record, and move them to another edition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple

from pydantic import ValidationError

from irp.decisions.applying import apply, as_read
from irp.decisions.places import find, value_at, words_at
from irp.errors import DecisionsError
from irp.record.decision import (
    Decision,
    DecisionPlace,
    DecisionSource,
    DecisionState,
    Ruling,
)
from irp.record.extraction import Check, Extraction, Problem
from irp.record.findings import findings_of


class Carried(NamedTuple):
    """Decisions about an old edition: those moved to the new one, and those that were not."""

    moved: list[Decision]
    left: list[Decision]


class LinkEnd(NamedTuple):
    """A follow-up of a record, by its position from 1."""

    record: Extraction
    position: int


def decide(
    record: Extraction,
    ruling: Ruling,
    *,
    place: str | None = None,
    value: Any = None,
    because: str,
    by: str,
) -> list[Decision]:
    """Decide about a place of a record; what is read there is taken from the record.

    Args:
        record: the record that a person looked at.
        ruling: what is decided.
        place: a JSON pointer into the report, or the code of a check or problem; every open
            finding of that code gets a decision of its own.
        value: the right value, for a correction.
        because: why.
        by: who decides.

    Raises:
        DecisionsError: there is no such place, or the decision does not fit it.
    """
    core = {"decision": ruling, "value": value, "because": because, "by": by}
    return [_made(record, place=at, read=read, **core) for at, read in _places(record, place)]


def link(end: LinkEnd, other: LinkEnd, *, same: bool = True, because: str, by: str) -> Decision:
    """Decide whether a follow-up is the same concern as one of another review.

    Args:
        end: the follow-up that the decision is kept with, usually the later one.
        other: the other one.
        same: whether they are the same concern.
        because: why.
        by: who decides.

    Raises:
        DecisionsError: there is no such follow-up.
    """
    place, read = _text_of(end)
    about = {"sha256": other.record.source.sha256, "name": other.record.source.name}
    place_there = _text_of(other)[0]
    core = {"decision": Ruling.LINK, "value": same, "because": because, "by": by}
    there = {"source": about, "place": place_there}
    return _made(end.record, place=place, read=read, other=there, **core)


def _text_of(end: LinkEnd) -> tuple[DecisionPlace, Any]:
    """The place of the text that a follow-up is about, and the text."""
    record, position = end
    follow_ups = record.report.follow_ups if record.report else []
    if not 1 <= position <= len(follow_ups):
        raise DecisionsError(f"{record.source.name} has no follow-up {position}")
    one = follow_ups[position - 1]
    field = "concern" if one.concern else "recommendation" if one.recommendation else "label"
    return place_of(as_read(record), f"/follow_ups/{position - 1}/{field}")


def _made(record: Extraction, **core: Any) -> Decision:
    at = datetime.now(UTC).replace(microsecond=0)
    about = {"sha256": record.source.sha256, "name": record.source.name}
    try:
        return Decision.model_validate({"source": about, "at": at, **core})
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        reason = f"{where}: {first['msg']}".removeprefix(": ")
        raise DecisionsError(f"this cannot be decided: {reason}") from None


def refusal(record: Extraction, decisions: Iterable[Decision]) -> str | None:
    """Why new decisions cannot be applied to the record they are about; None if they can.

    Raises:
        DecisionsError: as for ``as_read``.
    """
    again = apply(record, decisions)
    wrong = (DecisionState.STALE, DecisionState.REFUSED)
    return next((one.message for one in again.decisions if one.state in wrong), None)


def _places(record: Extraction, place: str | None) -> Iterator[tuple[DecisionPlace | None, Any]]:
    """The named places, each with the value that is read there."""
    if place is None:
        yield None, None
    elif place.startswith("/"):
        yield place_of(as_read(record), place)
    else:
        found = [one for one in findings_of_code(record, place) if not one.accepted]
        if not found:
            raise DecisionsError(f"{record.source.name} has no open finding {place}")
        for message in dict.fromkeys(one.message for one in found):
            yield DecisionPlace(code=place), message


def findings_of_code(record: Extraction, code: str) -> list[Check | Problem]:
    """The findings of a code that keep a record from being verified."""
    return [finding for finding in findings_of(record) if finding.code == code]


def place_of(record: Extraction, pointer: str) -> tuple[DecisionPlace, Any]:
    """The place at a pointer of a record as it was read, and what is read there.

    Raises:
        DecisionsError: there is no such place.
    """
    if record.report is None:
        raise DecisionsError(f"{record.source.name} gave no record")
    tree = record.report.model_dump(mode="json")
    try:
        words = words_at(tree, pointer)
        return DecisionPlace(pointer=pointer, words=words), value_at(tree, pointer)
    except LookupError:
        raise DecisionsError(f"{record.source.name} has nothing at {pointer}") from None


def carry(decisions: Iterable[Decision], new: Extraction) -> Carried:
    """Move decisions about one edition of a report to another, where the words are the same.

    Args:
        decisions: those about the old edition.
        new: the record of the new edition.
    """
    record = as_read(new)
    tree = record.report.model_dump(mode="json") if record.report else {}
    source = DecisionSource(sha256=new.source.sha256, name=new.source.name)
    moved: list[Decision] = []
    left: list[Decision] = []
    for decision in decisions:
        update: dict[str, Any] = {"source": source}
        if decision.place and decision.place.pointer:
            at = find(tree, decision.place, decision.read)
            if at:
                update["place"] = place_of(record, at)[0]
        one = decision.model_copy(update=update)
        state = apply(record, [one]).decisions[0].state
        # A decision about the whole of one edition may not apply to another.
        if decision.place and state is DecisionState.APPLIED:
            moved.append(one)
        else:
            left.append(decision)
    return Carried(moved, left)
