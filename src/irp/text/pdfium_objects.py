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


class Mark(NamedTuple):
    """The innermost tag around an object, and the marked-content id."""

    tag: str | None
    mcid: int | None


UNMARKED: Final = Mark(None, None)


class Thing(NamedTuple):
    """A page object.

    Attributes:
        address: its handle.
        kind: its type.
        form: the form in which it stands, or 0.
        around: what turns the form's coordinates into those of the page.
        mark: the mark of the form, which holds for an object that has none.
    """

    address: int
    kind: int
    form: int
    around: Transform
    mark: Mark


class PageObjects:
    """The objects of a page, listed once.

    Attributes:
        drawn: paths, images and the like in drawing order; text and forms are not among them.
        texts: the text objects that stand in forms, by their addresses.
    """

    def __init__(self, page: int) -> None:
        self._page = page
        self._marks: dict[int, Mark] = {}
        self.drawn: list[Thing] = []
        self.texts: dict[int, Thing] = {}
        for index in range(calls.count_objects(page)):
            address = calls.object_of_page(page, index)
            kind = calls.type_of_object(address)
            if kind == calls.OBJECT_FORM:
                self._add_form(Thing(address, kind, 0, IDENTITY, UNMARKED), 0)
            elif kind != calls.OBJECT_TEXT:
                self.drawn.append(Thing(address, kind, 0, IDENTITY, UNMARKED))

    def _add_form(self, form: Thing, depth: int) -> None:
        inner, mark = transform(form), mark_of(form.address, form.mark)
        for index in range(calls.count_form_objects(form.address)):
            address = calls.object_of_form(form.address, index)
            thing = Thing(address, calls.type_of_object(address), form.address, inner, mark)
            if thing.kind == calls.OBJECT_TEXT:
                self.texts[address] = thing
            elif thing.kind != calls.OBJECT_FORM:
                self.drawn.append(thing)
            elif depth < _NESTED:
                self._add_form(thing, depth + 1)

    def mark(self, text: int) -> Mark:
        """The mark of a text object."""
        if text in self.texts:
            return mark_of(text, self.texts[text].mark)
        if calls.count_marks(text) != 1:
            return mark_of(text, UNMARKED)
        address = calls.mark_of_object(text, 0)  # the same for all objects between its ends
        if address not in self._marks:
            self._marks[address] = mark_of(text, UNMARKED)
        return self._marks[address]

    def lost_spaces(self) -> Iterator[Point]:
        """Where text objects start that hold nothing but spaces.

        Word draws some spaces by themselves; pdfium hands over no characters of them.
        """
        for thing in (*self._texts_of_page(), *self.texts.values()):
            calls.bounds_of_object(thing.address, *_edges_at)
            if abs(_edges[2].value - _edges[0].value) < _NO_WIDTH:
                yield moved(0.0, 0.0, transform(thing))

    def _texts_of_page(self) -> Iterator[Thing]:
        for index in range(calls.count_objects(self._page)):
            address = calls.object_of_page(self._page, index)
            if calls.type_of_object(address) == calls.OBJECT_TEXT:
                yield Thing(address, calls.OBJECT_TEXT, 0, IDENTITY, UNMARKED)


def mark_of(address: int, around: Mark) -> Mark:
    """The mark of an object, that of its form where it has none of its own."""
    count = calls.count_marks(address)
    if count <= 0:
        return around
    tag = calls.mark_name(calls.mark_of_object(address, count - 1))
    mcid = calls.mcid_of_object(address)
    return Mark(tag or None, mcid if mcid >= 0 else around.mcid)


def transform(thing: Thing) -> Transform:
    """What turns an object's own coordinates into those of the page."""
    if not calls.matrix_of_object(thing.address, _matrix_at):
        return thing.around
    m = _matrix
    own = (m.a, m.b, m.c, m.d, m.e, m.f)
    return own if thing.around is IDENTITY else _product(own, thing.around)


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
