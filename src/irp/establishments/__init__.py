"""The establishments that irp knows: prisons, young offender institutions, removal centres, guests.

The list is ``establishments.csv`` beside this module, one row for each place:

- ``id``: stable, in small letters and hyphens; never used again for another place.
- ``name``: the place, without its kind.
- ``kind``: HMP, HMP/YOI, YOI, IRC, STC, … as it is called today.
- ``nomis_code``: the three letters of the prison service's case system, from the public register
  of prisons; empty where there is none, or where it is not certain.
- ``country``, ``holds``: where it is, and whom it holds.
- ``aliases``: other names, separated by semicolons. One with its kind ("HMYOI Parc") matches that
name only; one without matches the place whatever kind is printed before or after it.
- ``units``: ids of the places that a report on this one is about, where they are several.

A user's own list, with the same columns, adds places or replaces rows with the same id.
"""

from __future__ import annotations

from irp.establishments.register import Register, packaged, read_own, register_with
from irp.establishments.rows import COLUMNS, ListedPlace
from irp.establishments.same import same_establishment

__all__ = [
    "COLUMNS",
    "ListedPlace",
    "Register",
    "packaged",
    "read_own",
    "register_with",
    "same_establishment",
]
