"""The kinds of establishment that the inspectorate has healthy prison tests of their own for."""

from __future__ import annotations

from enum import StrEnum

from irp.establishments import packaged


class Estate(StrEnum):
    """Whose tests apply; prisons of Northern Ireland and for women have those of prisons."""

    PRISONS = "prisons"
    CHILDREN = "children"
    DETENTION = "detention"


_OF_KIND = {
    "IRC": Estate.DETENTION,
    "STC": Estate.CHILDREN,
    "SCH": Estate.CHILDREN,
}
_HELD = {"children": Estate.CHILDREN, "detainees": Estate.DETENTION}


def estate_of(establishment_id: str | None, kind: str | None) -> Estate | None:
    """Whose tests apply to an establishment: by the register, else by its printed kind.

    None where neither says: a young offender institution that the register does not have may
    hold children or young adults.
    """
    if kind in _OF_KIND:
        return _OF_KIND[kind]
    place = packaged().by_id.get(establishment_id or "")
    if place:
        held = {_HELD.get(one, Estate.PRISONS) for one in place.holds}
        # A prison that was a removal centre or held children keeps its id: its printed kind counts.
        if kind == "HMP" and Estate.PRISONS not in held:
            return Estate.PRISONS
        return held.pop() if len(held) == 1 else None
    return Estate.PRISONS if kind and kind.startswith("HMP") else None
