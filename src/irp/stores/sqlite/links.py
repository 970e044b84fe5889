"""The table ``links`` of a SQLite store: made again for establishments whose records changed."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from irp.links.items import FollowedItem, LinkDecision, Visited, known_as, position_of
from irp.links.rows import link_rows
from irp.record.vocabulary import Body, Judgement
from irp.stores.sqlite.schema import STORE
from irp.stores.tables.links import LINKS
from irp.stores.tables.rows import Row
from irp.stores.tables.schema import JUDGEMENTS, KEY, ROOT

_MARK = "unlinked "
"""The start of the names, in the store's own table, of establishments to be linked again."""
_PLACE = "establishment_id, establishment_name"
_ITEMS = f"""
SELECT source_name, visit_end, position, area, area_theme, body, judgement,
  coalesce(concern, text, '')
FROM {JUDGEMENTS} WHERE {KEY} = ? AND visit_end IS NOT NULL ORDER BY position
"""
_DECISIONS = f"""
SELECT pointer, other_source_sha256, other_place_pointer, value, "by", because
FROM decisions WHERE {KEY} = ? AND decision = 'link' AND state = 'applied' ORDER BY "row"
"""


def mark(db: sqlite3.Connection, report_id: str) -> None:
    """Note that the establishment of a report in the store must be linked again."""
    for place in db.execute(f"SELECT {_PLACE} FROM {ROOT} WHERE {KEY} = ?", (report_id,)):
        name = _MARK + known_as(*place)
        db.execute(f"INSERT OR IGNORE INTO {STORE} VALUES (?, '')", (name,))


def linked_again(db: sqlite3.Connection) -> Iterator[tuple[str, list[Row]]]:
    """The rows of the establishments that must be linked again, one at a time."""
    names = db.execute(f"SELECT name FROM {STORE} WHERE name LIKE ? || '%'", (_MARK,)).fetchall()
    reports: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for key, own_id, name in db.execute(f"SELECT {KEY}, {_PLACE} FROM {ROOT}") if names else ():
        reports[known_as(own_id, name)].append((key, name))
    for (name,) in names:
        place = name.removeprefix(_MARK)
        visits = (_visited(db, place, *report) for report in reports[place])
        yield place, list(link_rows(one for one in visits if one))


def replace(db: sqlite3.Connection, insertion: str, place: str, rows: list[Row]) -> None:
    """Put the rows of an establishment in place of those it had, and take its mark away."""
    db.execute(f"DELETE FROM {LINKS} WHERE establishment = ?", (place,))
    db.executemany(insertion, rows)
    db.execute(f"DELETE FROM {STORE} WHERE name = ?", (_MARK + place,))


def _visited(
    db: sqlite3.Connection, place: str, report_id: str, establishment: str | None
) -> Visited | None:
    """A report as a visit, from its rows; None without an establishment, visit or follow-up."""
    items = [
        FollowedItem(
            sha256=report_id,
            source=source,
            place=place,
            establishment=establishment or "",
            visit=date.fromisoformat(day),
            position=position,
            area=area,
            theme=theme,
            body=Body(body),
            judgement=Judgement(judgement) if judgement else None,
            text=text,
        )
        for source, day, position, area, theme, body, judgement, text in db.execute(
            _ITEMS, (report_id,)
        )
    ]
    if not items or not establishment:
        return None
    decided = (
        LinkDecision(
            position_of(pointer), (sha256, position_of(there)), json.loads(value), by, because
        )
        for pointer, sha256, there, value, by, because in db.execute(_DECISIONS, (report_id,))
    )
    return Visited(place, report_id, items[0].visit, tuple(items), tuple(decided))
