"""pdfium's functions, bound once: with plain addresses for handles and without the wrapper's work.

A report takes some thirty thousand calls. pypdfium2's own functions wrap every pointer in an
object of its own, which costs more than pdfium's work; here a handle is an integer, and a result
is written to a place that is made once. pypdfium2 still finds and loads the library.

The functions that are called for each word are bound without the types of their arguments, which
ctypes would look up each time: that halves what a call costs. They take a ``c_void_p`` for the
text page and what ``byref`` makes for a place; a plain integer would be cut to 32 bits.

pdfium is not safe in threads: whoever calls it holds ``LOCK``. The calls keep the interpreter, so
that they cost the least; none of them takes long.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from ctypes import PYFUNCTYPE, byref, c_char_p, c_double, c_int, c_uint, c_ulong, c_void_p
from threading import RLock
from typing import Any, Final

import pypdfium2.raw

from irp.text.turning import Corners

LOCK: Final = RLock()
"""Held by whoever calls pdfium."""

OBJECT_TEXT: Final[int] = pypdfium2.raw.FPDF_PAGEOBJ_TEXT
OBJECT_PATH: Final[int] = pypdfium2.raw.FPDF_PAGEOBJ_PATH
OBJECT_IMAGE: Final[int] = pypdfium2.raw.FPDF_PAGEOBJ_IMAGE
OBJECT_FORM: Final[int] = pypdfium2.raw.FPDF_PAGEOBJ_FORM
SEGMENT_MOVE: Final[int] = pypdfium2.raw.FPDF_SEGMENT_MOVETO
SEGMENT_CURVE: Final[int] = pypdfium2.raw.FPDF_SEGMENT_BEZIERTO

_TEXT: Final = 512
"""Bytes that a name or a short text mostly needs."""


class Matrix(ctypes.Structure):
    """A transformation, as ``FS_MATRIX``."""

    _fields_ = [(name, ctypes.c_float) for name in "abcdef"]


class Rectangle(ctypes.Structure):
    """A rectangle, as ``FS_RECTF``."""

    _fields_ = [(name, ctypes.c_float) for name in ("left", "top", "right", "bottom")]


def address(handle: Any) -> int:
    """The address behind one of pypdfium2's handles; 0 for none."""
    return ctypes.cast(handle, c_void_p).value or 0


def _bound(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    function = getattr(pypdfium2.raw, name)
    return PYFUNCTYPE(result, *arguments)(address(function))


def _untyped(name: str, result: Any) -> Callable[..., Any]:
    return PYFUNCTYPE(result)(address(getattr(pypdfium2.raw, name)))


# ------------------------------------------------------------------ pages

count_pages: Final = _bound("FPDF_GetPageCount", c_int, c_void_p)
load_page: Final = _bound("FPDF_LoadPage", c_void_p, c_void_p, c_int)
close_page: Final = _bound("FPDF_ClosePage", None, c_void_p)
new_page: Final = _bound("FPDFPage_New", c_void_p, c_void_p, c_int, c_double, c_double)
delete_page: Final = _bound("FPDFPage_Delete", None, c_void_p, c_int)
rotation_of_page: Final = _bound("FPDFPage_GetRotation", c_int, c_void_p)
bounds_of_page: Final = _bound("FPDF_GetPageBoundingBox", c_int, c_void_p, c_void_p)
media_box: Final = _bound("FPDFPage_GetMediaBox", c_int, c_void_p, *[c_void_p] * 4)
insert_into_page: Final = _bound("FPDFPage_InsertObject", None, c_void_p, c_void_p)
remove_from_page: Final = _bound("FPDFPage_RemoveObject", c_int, c_void_p, c_void_p)
remove_from_form: Final = _bound("FPDFFormObj_RemoveObject", c_int, c_void_p, c_void_p)
destroy_object: Final = _bound("FPDFPageObj_Destroy", None, c_void_p)
load_text: Final = _bound("FPDFText_LoadPage", c_void_p, c_void_p)
close_text: Final = _bound("FPDFText_ClosePage", None, c_void_p)

# ------------------------------------------------------------------ characters, untyped

count_chars: Callable[[c_void_p], int] = _untyped("FPDFText_CountChars", c_int)
text_of_chars: Callable[[c_void_p, int, int, Any], int] = _untyped("FPDFText_GetText", c_int)
unicode_of_char: Callable[[c_void_p, int], int] = _untyped("FPDFText_GetUnicode", c_uint)
is_generated: Callable[[c_void_p, int], int] = _untyped("FPDFText_IsGenerated", c_int)
object_of_char: Callable[[c_void_p, int], int | None] = _untyped("FPDFText_GetTextObject", c_void_p)
origin_of_char: Callable[[c_void_p, int, Any, Any], int] = _untyped("FPDFText_GetCharOrigin", c_int)
loose_box_of_char: Callable[[c_void_p, int, Any], int] = _untyped("FPDFText_GetLooseCharBox", c_int)
box_of_char: Callable[[c_void_p, int, Any, Any, Any, Any], int] = _untyped(
    "FPDFText_GetCharBox", c_int
)
matrix_of_char: Callable[[c_void_p, int, Any], int] = _untyped("FPDFText_GetMatrix", c_int)
size_of_char: Callable[[c_void_p, int], float] = _untyped("FPDFText_GetFontSize", c_double)

# ------------------------------------------------------------------ objects of a page

font_of_text: Final = _bound("FPDFTextObj_GetFont", c_void_p, c_void_p)
name_of_font: Final = _bound(
    "FPDFFont_GetBaseFontName", ctypes.c_size_t, c_void_p, c_void_p, ctypes.c_size_t
)
count_objects: Final = _bound("FPDFPage_CountObjects", c_int, c_void_p)
object_of_page: Final = _bound("FPDFPage_GetObject", c_void_p, c_void_p, c_int)
count_form_objects: Final = _bound("FPDFFormObj_CountObjects", c_int, c_void_p)
object_of_form: Final = _bound("FPDFFormObj_GetObject", c_void_p, c_void_p, c_ulong)
type_of_object: Final = _bound("FPDFPageObj_GetType", c_int, c_void_p)
matrix_of_object: Final = _bound("FPDFPageObj_GetMatrix", c_int, c_void_p, c_void_p)
bounds_of_object: Final = _bound("FPDFPageObj_GetBounds", c_int, c_void_p, *[c_void_p] * 4)
mcid_of_object: Final = _bound("FPDFPageObj_GetMarkedContentID", c_int, c_void_p)
count_marks: Final = _bound("FPDFPageObj_CountMarks", c_int, c_void_p)
mark_of_object: Final = _bound("FPDFPageObj_GetMark", c_void_p, c_void_p, c_ulong)
name_of_mark: Final = _bound(
    "FPDFPageObjMark_GetName", c_int, c_void_p, c_void_p, c_ulong, c_void_p
)
count_segments: Final = _bound("FPDFPath_CountSegments", c_int, c_void_p)
segment_of_path: Final = _bound("FPDFPath_GetPathSegment", c_void_p, c_void_p, c_int)
point_of_segment: Final = _bound("FPDFPathSegment_GetPoint", c_int, c_void_p, c_void_p, c_void_p)
type_of_segment: Final = _bound("FPDFPathSegment_GetType", c_int, c_void_p)
closes_path: Final = _bound("FPDFPathSegment_GetClose", c_int, c_void_p)
draw_mode: Final = _bound("FPDFPath_GetDrawMode", c_int, c_void_p, c_void_p, c_void_p)

# ------------------------------------------------------------------ the structure tree

tree_of_page: Final = _bound("FPDF_StructTree_GetForPage", c_void_p, c_void_p)
close_tree: Final = _bound("FPDF_StructTree_Close", None, c_void_p)
count_roots: Final = _bound("FPDF_StructTree_CountChildren", c_int, c_void_p)
root_of_tree: Final = _bound("FPDF_StructTree_GetChildAtIndex", c_void_p, c_void_p, c_int)
count_children: Final = _bound("FPDF_StructElement_CountChildren", c_int, c_void_p)
child_of_element: Final = _bound("FPDF_StructElement_GetChildAtIndex", c_void_p, c_void_p, c_int)
mcid_of_child: Final = _bound("FPDF_StructElement_GetChildMarkedContentID", c_int, c_void_p, c_int)
type_of_element: Final = _bound("FPDF_StructElement_GetType", c_ulong, c_void_p, c_void_p, c_ulong)
alt_of_element: Final = _bound(
    "FPDF_StructElement_GetAltText", c_ulong, c_void_p, c_void_p, c_ulong
)
count_attributes: Final = _bound("FPDF_StructElement_GetAttributeCount", c_int, c_void_p)
attributes_of_element: Final = _bound(
    "FPDF_StructElement_GetAttributeAtIndex", c_void_p, c_void_p, c_int
)
attribute_value: Final = _bound("FPDF_StructElement_Attr_GetValue", c_void_p, c_void_p, c_char_p)
count_values: Final = _bound("FPDF_StructElement_Attr_CountChildren", c_int, c_void_p)
value_of_values: Final = _bound(
    "FPDF_StructElement_Attr_GetChildAtIndex", c_void_p, c_void_p, c_int
)
number_of_value: Final = _bound("FPDF_StructElement_Attr_GetNumberValue", c_int, c_void_p, c_void_p)


# ------------------------------------------------------------------ places

_x: Final = c_double()
_y: Final = c_double()
_origin_at: Final = (byref(_x), byref(_y))
_edges: Final = tuple(c_double() for _ in range(4))
_edges_at: Final = tuple(map(byref, _edges))
_rectangle: Final = Rectangle()
_rectangle_at: Final = byref(_rectangle)


def origin(text_page: c_void_p, index: int) -> tuple[float, float]:
    """Where a character starts on its baseline."""
    origin_of_char(text_page, index, *_origin_at)
    return _x.value, _y.value


def loose_box(text_page: c_void_p, index: int) -> Corners:
    """The box of a character as wide as the space it takes: left, bottom, right, top."""
    loose_box_of_char(text_page, index, _rectangle_at)
    return _rectangle.left, _rectangle.bottom, _rectangle.right, _rectangle.top


def tight_box(text_page: c_void_p, index: int) -> Corners:
    """The box around a character's outline: left, bottom, right, top."""
    box_of_char(text_page, index, *_edges_at)
    left, right, bottom, top = (edge.value for edge in _edges)
    return left, bottom, right, top


# ------------------------------------------------------------------ texts

_room: Final = ctypes.create_string_buffer(_TEXT)
_room_at: Final = ctypes.addressof(_room)
_FIGURE: Final = "Figure\0".encode("utf-16-le")
_length: Final = c_ulong()
_length_at: Final = ctypes.addressof(_length)


def utf16(call: Callable[..., int], handle: int) -> str:
    """A text that a call writes in UTF-16 and whose size in bytes it gives back."""
    size = call(handle, _room_at, _TEXT)
    if size <= _TEXT:
        return _decoded(_room_at, size)
    room = ctypes.create_string_buffer(size)
    room_at = ctypes.addressof(room)
    return _decoded(room_at, call(handle, room_at, size))


def characters(text_page: c_void_p) -> str:
    """A character for each index of a text page; those beyond U+FFFF are two halves."""
    count = count_chars(text_page)
    if count <= 0:
        return ""
    units = (ctypes.c_ushort * (count + 1))()
    written = text_of_chars(text_page, 0, count, units)
    if written != count + 1:  # control characters are left out
        return "".join(chr(unicode_of_char(text_page, i) & 0xFFFF) for i in range(count))
    text = bytes(units)[: 2 * count].decode("utf-16-le", "surrogatepass")
    return text if len(text) == count else "".join(map(chr, units[:count]))


def is_figure(element: int) -> bool:
    """Whether an element of a structure tree is of the type Figure."""
    size = type_of_element(element, _room_at, _TEXT)
    return size == len(_FIGURE) and ctypes.string_at(_room_at, size) == _FIGURE


def mark_name(mark: int) -> str:
    """The name of a mark, such as "P"; empty where it is too long to be one of PDF's own."""
    if not name_of_mark(mark, _room_at, _TEXT, _length_at):
        return ""
    return _decoded(_room_at, _length.value)


def font_name(font: int) -> str:
    """The name of a font, with its subset prefix."""
    size = min(name_of_font(font, _room_at, _TEXT), _TEXT)
    return ctypes.string_at(_room_at, max(0, size - 1)).decode("utf-8", "replace")


def _decoded(place: int, size: int) -> str:
    # The last two bytes are the end mark.
    return ctypes.string_at(place, max(0, size - 2)).decode("utf-16-le", "replace")
