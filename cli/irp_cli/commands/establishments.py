"""``irp establishments``: the places that irp knows, looked up by name, id or code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from irp_cli import settings
from irp_cli.columns import columns
from irp_cli.exit_codes import ExitCode
from irp_cli.guard import guarded
from irp_cli.output import to_stdout
from irp_cli.talk import clean, say

if TYPE_CHECKING:
    from irp.establishments import ListedPlace, Register


@guarded
def establishments(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[NAME|ID|CODE]",
            help="Names as reports print them, ids or NOMIS codes; by default all are listed.",
            show_default=False,
        ),
    ] = None,
    establishments: settings.Establishments = None,
) -> None:
    """List establishments with their ids and NOMIS codes, and what became of them.

    Exit code 0: all are known. 1: one is not, and those with a similar name are listed.

    \b
    Examples:
      irp establishments "HMP & YOI Chelmsford" WWI
      irp establishments                            all of them
      irp establishments Ashdown --establishments own.csv
    """
    from irp.establishments import register_with

    register = register_with(establishments or "")
    found: list[ListedPlace] = [] if names else list(register.by_id.values())
    unknown: list[str] = []
    for name in names or ():
        place = _find(register, name)
        if place:
            found.append(place)
        else:
            unknown.append(name)
    if found:
        with to_stdout() as write:
            write(columns([("id", "name", "kind", "code", "holds", "history"), *map(_row, found)]))
    for name in unknown:
        near = _near(register, name)
        say(clean(f"{name}: not known" + (f"; similar: {', '.join(near)}" if near else "")))
    raise typer.Exit(ExitCode.NEEDS_REVIEW if unknown else ExitCode.VERIFIED)


def _find(register: Register, name: str) -> ListedPlace | None:
    by_code = (p for p in register.by_id.values() if p.nomis_code == name.upper())
    return register.by_id.get(name) or register.find(name) or next(by_code, None)


def _near(register: Register, name: str) -> list[str]:
    from rapidfuzz import fuzz, process

    names = [place.name for place in register.by_id.values()]
    found = process.extract(name, names, scorer=fuzz.WRatio, score_cutoff=75, limit=3)
    return [near for near, _, _ in found]


def _row(place: ListedPlace) -> tuple[str, ...]:
    from irp.establishments.histories import events_of

    events = [
        f"{event.event} {event.year}"
        + (f": {event.id}" if event.id != place.id else "")
        + (f" into {event.into}" if event.into != place.id else "")
        for event in events_of(place.id)
        if place.id in (event.id, event.into)
    ]
    code, holds = place.nomis_code or "-", ", ".join(place.holds) or "-"
    return (place.id, place.name, place.kind or "-", code, holds, "; ".join(events))
