"""Decisions about invented records, and strategies that make them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from hypothesis import strategies as st

from irp.record.decision import Decision

WHEN = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
SHA = "0" * 64
"""The hash of the source of ``library.records.extraction``."""


def decision(ruling: str = "correct", place: object = None, **fields: Any) -> Decision:
    """A decision about the invented record."""
    plain = {"because": "seen in the PDF", "by": "A. Reader", "at": WHEN, **fields}
    source = {"sha256": fields.pop("sha256", SHA), "name": "larkmoor.pdf"}
    plain.pop("sha256", None)
    return Decision.model_validate({"source": source, "decision": ruling, "place": place, **plain})


_TEXTS = st.text(min_size=1, max_size=12).filter(lambda text: text.strip())
_VALUES = st.none() | st.booleans() | st.integers() | st.text(max_size=8)


@st.composite
def decisions(draw: st.DrawFn) -> Decision:
    """Any decision that is about a value, a finding, or a whole record."""
    ruling = draw(st.sampled_from(["correct", "accept", "reject", "note"]))
    pointer = draw(st.sampled_from(["/establishment/name", "/follow_ups/0/concern"]))
    place: object = {"pointer": pointer, "words": draw(st.lists(_TEXTS, max_size=2))}
    if ruling == "reject" or (ruling == "note" and draw(st.booleans())):
        place = None
    elif ruling == "accept" and draw(st.booleans()):
        place = draw(st.sampled_from(["IRP-T01", "unclaimed_lines"]))
    return decision(
        ruling,
        place,
        sha256=draw(st.sampled_from("0a")) * 64,
        read=draw(_VALUES),
        value=draw(_VALUES) if ruling == "correct" else None,
        because=draw(_TEXTS),
        by=draw(st.sampled_from(["A. Reader", "B. Reader"])),
        at=draw(st.datetimes(timezones=st.just(UTC))),
    )
