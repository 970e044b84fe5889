"""The Figure elements of a page, from the structure tree as pdfium reads it.

The page has to stay open while its tree is read: a tree whose page is closed crashes
the interpreter.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from math import isnan, nan
from typing import Final

from irp.parser.text.engines.orientation import PageFrame
from irp.parser.text.engines.pdfium import calls
from irp.parser.text.engines.pdfium.calls import Handle
from irp.parser.text.engines.raw import FigureTag
from irp.record.spans import Box

_DEEPEST: Final = 100
"""Elements within elements; a deeper tree refers to itself."""

_number: Final = ctypes.c_float()
_number_at: Final = ctypes.byref(_number)


def read_figures(page: Handle, frame: PageFrame, *, boxes: bool) -> list[FigureTag] | None:
    """The page's Figure elements, or None where it has no structure tree.

    Args:
        page: the page, open.
        frame: its coordinates.
        boxes: whether the BBox attributes can be trusted to be in the page's coordinates.
    """
    tree = calls.tree_of_page(page)
    if tree.value is None:
        return None
    try:
        count = calls.count_roots(tree)
        roots = [calls.root_of_tree(tree, index) for index in range(max(0, count))]
        figures = [figure for root in roots if root.value for figure in _figures(root, 0)]
        return [_tag(figure, frame, boxes=boxes) for figure in figures] if roots else None
    finally:
        calls.close_tree(tree)


def _figures(element: Handle, depth: int) -> Iterator[Handle]:
    """The Figure elements under an element, itself included."""
    if calls.is_figure(element):
        yield element
    if depth < _DEEPEST:
        for index in range(calls.count_children(element)):
            child = calls.child_of_element(element, index)
            if child.value:
                yield from _figures(child, depth + 1)


def _tag(element: Handle, frame: PageFrame, *, boxes: bool) -> FigureTag:
    alt = calls.alt_text(element)
    box = _box(element, frame) if boxes else None
    return FigureTag(frozenset(_mcids(element, 0)), box, alt or None)


def _mcids(element: Handle, depth: int) -> Iterator[int]:
    """The marked content on the page under an element and under its children."""
    for index in range(calls.count_children(element)):
        mcid = calls.mcid_of_child(element, index)
        if mcid >= 0:
            yield mcid
        child = calls.child_of_element(element, index)
        if child.value and depth < _DEEPEST:
            yield from _mcids(child, depth + 1)


def _box(element: Handle, frame: PageFrame) -> Box | None:
    for index in range(calls.count_attributes(element)):
        attributes = calls.attributes_of_element(element, index)
        value = calls.attribute_value(attributes, b"BBox")
        if value.value and calls.count_values(value) == 4:
            x0, y0, x1, y1 = (_float(calls.value_of_values(value, edge)) for edge in range(4))
            if not isnan(x0 + y0 + x1 + y1):
                return frame.clipped((x0, y0, x1, y1))
    return None


def _float(value: Handle) -> float:
    """A number; NaN where the value is not one."""
    return _number.value if value.value and calls.number_of_value(value, _number_at) else nan
