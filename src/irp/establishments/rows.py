"""The rows of a list of establishments, read and checked."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from irp.csv_lists import Columns, CsvListError, CsvRow, rows_of
from irp.errors import EstablishmentsError

COLUMNS = ("id", "name", "kind", "nomis_code", "country", "holds", "aliases", "units")
"""The columns of a list; the first two are needed."""
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_CODE = re.compile(r"[A-Z]{3}")


class ListedPlace(NamedTuple):
    """An establishment.

    Attributes:
        id: stable, in small letters and hyphens.
        name: the place, without its kind.
        kind: HMP, HMP/YOI, YOI, IRC, STC, …, or None.
        nomis_code: three letters, or None where there is none or it is not known.
        country: where it is, or None.
        holds: whom: "men", "women", "children", "detainees", …
        aliases: other names.
        units: ids of the places that a report on this one is about, where they are several.
    """

    id: str
    name: str
    kind: str | None = None
    nomis_code: str | None = None
    country: str | None = None
    holds: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    units: tuple[str, ...] = ()


def parse_rows(text: str) -> list[ListedPlace]:
    """The places of a list in CSV.

    Raises:
        EstablishmentsError: a column is missing or unknown, or a row is invalid.
    """
    try:
        places = [_place(row) for row in rows_of(text, Columns(COLUMNS, COLUMNS[:2]))]
    except CsvListError as error:
        raise EstablishmentsError(str(error)) from None
    for one, count in Counter(place.id for place in places).items():
        if count > 1:
            raise EstablishmentsError(f"two rows have the id {one!r}")
    return places


def _place(row: CsvRow) -> ListedPlace:
    cells = {name: row.cells.get(name, "") for name in COLUMNS}
    line = row.line
    if not _ID.fullmatch(cells["id"]):
        raise EstablishmentsError(
            f"line {line}: the id {cells['id']!r} is not small letters, digits and hyphens"
        )
    if not cells["name"]:
        raise EstablishmentsError(f"line {line}: {cells['id']} has no name")
    if cells["nomis_code"] and not _CODE.fullmatch(cells["nomis_code"]):
        raise EstablishmentsError(
            f"line {line}: the NOMIS code {cells['nomis_code']!r} is not three capital letters"
        )
    return ListedPlace(
        id=cells["id"],
        name=cells["name"],
        kind=cells["kind"] or None,
        nomis_code=cells["nomis_code"] or None,
        country=cells["country"] or None,
        holds=_several(cells["holds"]),
        aliases=_several(cells["aliases"]),
        units=_several(cells["units"]),
    )


def _several(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())
