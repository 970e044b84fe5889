"""The objects of a page, those inside forms included, as pdfium lists them."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Final, NamedTuple

from irp.parser.text.engines.paths import Point
from irp.parser.text.engines.pdfium import calls
from irp.parser.text.engines.pdfium.calls import Handle

_NESTED: Final = 20
"""Forms within forms; deeper nesting is treated as malicious."""
_NO_WIDTH: Final = 0.01
"""Points; pdfium returns no characters of a narrower text object."""

Transform = tuple[float, float, float, float, float, float]
IDENTITY: Final[Transform] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

_matrix: Final = calls.Matrix()
_matrix_at: Final = ctypes.byref(_matrix)
_edges: Final = tuple(ctypes.c_float() for _ in range(4))  # left, bottom, right, top
_SPAN: Final = "Span"
"""The tag of what has replacement text, as a rule."""
_FIRST: Final = ctypes.c_ulong(0)
_edges_at: Final = tuple(map(ctypes.byref, _edges))


class Mark(NamedTuple):
    """The innermost tag around an object, and the marked-content id."""

    tag: str | None
    mcid: int | None


UNMARKED: Final = Mark(None, None)


class Thing(NamedTuple):
    """A page object.

    Attributes:
        handle: pdfium's handle.
        kind: its type.
        form: the form that contains it, or None.
        around: the transformation from the form's coordinates to those of the page.
        mark: the mark of the form, which holds for an object that has none.
    """

    handle: Handle
    kind: int
    form: Handle | None
    around: Transform
    mark: Mark


class PageObjects:
    """The objects of a page, listed once.

    Attributes:
        drawn: paths, images and the like in drawing order; text and forms are not among them.
        texts: the text objects inside forms, by their addresses.
        replaced: a text that ``mark`` was asked for says that it stands for other text.
    """

    def __init__(self, page: Handle) -> None:
        self._page = page
        self.drawn: list[Thing] = []
        self.texts: dict[int | None, Thing] = {}
        self.replaced = False
        for index in range(calls.count_objects(page)):
            handle = calls.object_of_page(page, index)
            kind = calls.type_of_object(handle)
            if kind == calls.OBJECT_FORM:
                self._add_form(Thing(handle, kind, None, IDENTITY, UNMARKED), 0)
            elif kind != calls.OBJECT_TEXT:
                self.drawn.append(Thing(handle, kind, None, IDENTITY, UNMARKED))

    def _add_form(self, form: Thing, depth: int) -> None:
        inner, mark = transform(form), mark_of(form.handle, form.mark)
        for index in range(calls.count_form_objects(form.handle)):
            handle = calls.object_of_form(form.handle, ctypes.c_ulong(index))
            thing = Thing(handle, calls.type_of_object(handle), form.handle, inner, mark)
            if thing.kind == calls.OBJECT_TEXT:
                self.texts[handle.value] = thing
            elif thing.kind != calls.OBJECT_FORM:
                self.drawn.append(thing)
            elif depth < _NESTED:
                self._add_form(thing, depth + 1)

    def mark(self, text: Handle) -> Mark:
        """The mark of a text object."""
        thing = self.texts.get(text.value)
        around = thing.mark if thing else UNMARKED
        mark = mark_of(text, around)
        if mark.tag == _SPAN and mark is not around:
            self.replaced = self.replaced or any(_replacing(text))
        return mark

    def keep_own_text(self) -> None:
        """Have pdfium return what texts draw, where the PDF gives other text for them."""
        for thing in (*self.texts_of_page(), *self.texts.values()):
            for mark in list(_replacing(thing.handle)):
                calls.remove_mark(thing.handle, mark)

    def lost_spaces(self) -> Iterator[Point]:
        """Where text objects start that hold nothing but spaces.

        Word draws some spaces by themselves; pdfium returns no characters of them.
        """
        for thing in (*self.texts_of_page(), *self.texts.values()):
            calls.bounds_of_object(thing.handle, *_edges_at)
            if abs(_edges[2].value - _edges[0].value) < _NO_WIDTH:
                yield moved(0.0, 0.0, transform(thing))

    def texts_of_page(self) -> Iterator[Thing]:
        """The text objects that are not in a form."""
        for index in range(calls.count_objects(self._page)):
            handle = calls.object_of_page(self._page, index)
            if calls.type_of_object(handle) == calls.OBJECT_TEXT:
                yield Thing(handle, calls.OBJECT_TEXT, None, IDENTITY, UNMARKED)


def _replacing(text: Handle) -> Iterator[Handle]:
    """The marks of a text that say which text to return in its place."""
    for index in range(calls.count_marks(text)):
        mark = calls.mark_of_object(text, ctypes.c_ulong(index))
        if calls.type_of_parameter(mark, b"ActualText"):
            yield mark


def mark_of(thing: Handle, around: Mark) -> Mark:
    """The mark of an object, that of its form where it has none of its own."""
    count = calls.count_marks(thing)
    if count <= 0:
        return around
    last = _FIRST if count == 1 else ctypes.c_ulong(count - 1)
    tag = calls.mark_name(calls.mark_of_object(thing, last))
    mcid = calls.mcid_of_object(thing)
    return Mark(tag or None, mcid if mcid >= 0 else around.mcid)


def transform(thing: Thing) -> Transform:
    """The transformation from an object's own coordinates to those of the page."""
    if not calls.matrix_of_object(thing.handle, _matrix_at):
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
