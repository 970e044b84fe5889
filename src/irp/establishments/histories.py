"""What became of establishments: renamed, merged into another, given another role.

The list is ``histories.csv`` beside this module, one event a row with its year and source. A
re-roled place keeps its id; a merged or renamed one is followed ``into`` the id it has today.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import NamedTuple

from irp.csv_lists import Columns, rows_of

_COLUMNS = ("id", "event", "year", "into", "source")
_FILE = "histories.csv"


class PlaceEvent(NamedTuple):
    """An event in the history of an establishment.

    Attributes:
        id: the establishment's id before it.
        event: "renamed", "merged" or "re-roled".
        year: when.
        into: the id since then.
        source: who says so.
    """

    id: str
    event: str
    year: int
    into: str
    source: str


@cache
def events() -> tuple[PlaceEvent, ...]:
    """All events of the list."""
    text = files("irp.establishments").joinpath(_FILE).read_text("utf-8")
    rows = (row.cells for row in rows_of(text, Columns(_COLUMNS, _COLUMNS)))
    return tuple(
        PlaceEvent(c["id"], c["event"], int(c["year"]), c["into"], c["source"]) for c in rows
    )


def events_of(establishment_id: str) -> list[PlaceEvent]:
    """What led to an establishment as it is today, oldest first."""
    today = today_of(establishment_id)
    return sorted((e for e in events() if today_of(e.id) == today), key=lambda e: (e.year, e.id))


def today_of(establishment_id: str) -> str:
    """The id that an establishment has today: its own, unless it was renamed or merged.

    >>> today_of("everthorpe")
    'humber'
    """
    into = {event.id: event.into for event in events() if event.into != event.id}
    return into.get(establishment_id, establishment_id)
