"""The objects of a page, those inside forms included, as pdfium tells them."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Final, NamedTuple

from irp.text import pdfium_calls as calls
from irp.text.paths import Point

_NESTED: Final = 20
"""Forms within forms; a file that nests more of them is up to no good."""
_NO_WIDTH: Final = 0.01
"""Points; pdfium hands over no characters of a text object that is narrower."""

Transform = tuple[float, float, float, float, float, float]
IDENTITY: Final[Transform] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

_matrix: Final = calls.Matrix()
_matrix_at: Final = ctypes.addressof(_matrix)
_edges: Final = tuple(ctypes.c_float() for _ in range(4))  # left, bottom, right, top
_edges_at: Final = tuple(map(ctypes.addressof, _edges))


class Thing(NamedTuple):
    """A page object.

    Attributes:
        address: its handle.
        kind: its type.
        form: the form in which it stands, or 0.
        around: what turns the form's coordinates into those of the page.
    """

    address: int
    kind: int
    form: int
    around: Transform


def things(page: int, *, texts: bool = False) -> Iterator[Thing]:
    """The objects of a page in drawing order: not forms, but what is in them.

    Args:
        page: the page.
        texts: with the text objects that stand on the page itself.
    """
    for index in range(calls.count_objects(page)):
        address = calls.object_of_page(page, index)
        kind = calls.type_of_object(address)
        if kind == calls.OBJECT_FORM:
            yield from _things_of_form(address, IDENTITY, 0)
        elif texts or kind != calls.OBJECT_TEXT:
            yield Thing(address, kind, 0, IDENTITY)


def _things_of_form(form: int, around: Transform, depth: int) -> Iterator[Thing]:
    inner = transform(form, around)
    for index in range(calls.count_form_objects(form)):
        address = calls.object_of_form(form, index)
        kind = calls.type_of_object(address)
        if kind != calls.OBJECT_FORM:
            yield Thing(address, kind, form, inner)
        elif depth < _NESTED:
            yield from _things_of_form(address, inner, depth + 1)


def transform(address: int, around: Transform) -> Transform:
    """What turns an object's own coordinates into those of the page."""
    if not calls.matrix_of_object(address, _matrix_at):
        return around
    m = _matrix
    own = (m.a, m.b, m.c, m.d, m.e, m.f)
    return own if around is IDENTITY else _product(own, around)


def _product(first: Transform, then: Transform) -> Transform:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )


def moved(x: float, y: float, by: Transform) -> Point:
    """A point, transformed."""
    a, b, c, d, e, f = by
    return a * x + c * y + e, b * x + d * y + f


def lost_spaces(page: int) -> Iterator[Point]:
    """Where text objects start that hold nothing but spaces.

    Word draws some spaces by themselves; pdfium hands over no characters of them.
    """
    for thing in things(page, texts=True):
        if thing.kind == calls.OBJECT_TEXT:
            calls.bounds_of_object(thing.address, *_edges_at)
            if abs(_edges[2].value - _edges[0].value) < _NO_WIDTH:
                yield moved(0.0, 0.0, transform(thing.address, thing.around))
