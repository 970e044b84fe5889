"""pdfium's functions, bound once: with plain addresses for handles and without the wrapper's work.

A report takes some forty thousand calls. pypdfium2's own functions look up types and wrap every
pointer, which costs more than pdfium's work; here a handle is an integer, and a result is written
to a place that is made once. pypdfium2 still finds and loads the library.

pdfium is not safe in threads: whoever calls it holds ``LOCK``. The calls keep the interpreter, so
that they cost the least; none of them takes long.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from ctypes import PYFUNCTYPE, c_char_p, c_double, c_int, c_long, c_uint, c_ulong, c_void_p
from threading import RLock
from typing import Any, Final

import pypdfium2.raw

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

    _fields_ = [(name, ctypes.c_float) for name in "abcdef"]  # noqa: RUF012 - as ctypes has it


class Rectangle(ctypes.Structure):
    """A rectangle, as ``FS_RECTF``."""

    _fields_ = [  # noqa: RUF012 - as ctypes has it
        (name, ctypes.c_float) for name in ("left", "top", "right", "bottom")
    ]


def address(handle: Any) -> int:
    """The address behind one of pypdfium2's handles; 0 for none."""
    return ctypes.cast(handle, c_void_p).value or 0


def _bound(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    function = getattr(pypdfium2.raw, name)
    return PYFUNCTYPE(result, *arguments)(address(function))


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

# ------------------------------------------------------------------ text

count_chars: Final = _bound("FPDFText_CountChars", c_int, c_void_p)
text_of_chars: Final = _bound("FPDFText_GetText", c_int, c_void_p, c_int, c_int, c_void_p)
unicode_of_char: Final = _bound("FPDFText_GetUnicode", c_uint, c_void_p, c_int)
is_generated: Final = _bound("FPDFText_IsGenerated", c_int, c_void_p, c_int)
object_of_char: Final = _bound("FPDFText_GetTextObject", c_void_p, c_void_p, c_int)
origin_of_char: Final = _bound("FPDFText_GetCharOrigin", c_int, c_void_p, c_int, c_void_p, c_void_p)
loose_box_of_char: Final = _bound("FPDFText_GetLooseCharBox", c_int, c_void_p, c_int, c_void_p)
box_of_char: Final = _bound("FPDFText_GetCharBox", c_int, c_void_p, c_int, *[c_void_p] * 4)
matrix_of_char: Final = _bound("FPDFText_GetMatrix", c_int, c_void_p, c_int, c_void_p)
size_of_char: Final = _bound("FPDFText_GetFontSize", c_double, c_void_p, c_int)
font_of_text: Final = _bound("FPDFTextObj_GetFont", c_void_p, c_void_p)
name_of_font: Final = _bound(
    "FPDFFont_GetBaseFontName", ctypes.c_size_t, c_void_p, c_void_p, ctypes.c_size_t
)

# ------------------------------------------------------------------ objects of a page

count_objects: Final = _bound("FPDFPage_CountObjects", c_int, c_void_p)
object_of_page: Final = _bound("FPDFPage_GetObject", c_void_p, c_void_p, c_int)
count_form_objects: Final = _bound("FPDFFormObj_CountObjects", c_int, c_void_p)
object_of_form: Final = _bound("FPDFFormObj_GetObject", c_void_p, c_void_p, c_ulong)
type_of_object: Final = _bound("FPDFPageObj_GetType", c_int, c_void_p)
matrix_of_object: Final = _bound("FPDFPageObj_GetMatrix", c_int, c_void_p, c_void_p)
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


# ------------------------------------------------------------------ texts

_room: Final = ctypes.create_string_buffer(_TEXT)
_room_at: Final = ctypes.addressof(_room)
_length: Final = c_ulong()
_length_at: Final = ctypes.addressof(_length)


def utf16(call: Callable[..., int], handle: int) -> str:
    """A text that a call writes in UTF-16 and whose size in bytes it gives back."""
    size = call(handle, _room_at, _TEXT)
    if size <= _TEXT:
        return _decoded(_room, size)
    room = ctypes.create_string_buffer(size)
    call(handle, ctypes.addressof(room), size)
    return _decoded(room, size)


def characters(text_page: int) -> str:
    """A character for each index of a text page; those beyond U+FFFF are two halves."""
    count = count_chars(text_page)
    if count <= 0:
        return ""
    units = (ctypes.c_ushort * (count + 1))()
    written = text_of_chars(text_page, 0, count, ctypes.addressof(units))
    if written != count + 1:  # control characters are left out
        return "".join(chr(unicode_of_char(text_page, i) & 0xFFFF) for i in range(count))
    text = bytes(units)[: 2 * count].decode("utf-16-le", "surrogatepass")
    return text if len(text) == count else "".join(map(chr, units[:count]))


def mark_name(mark: int) -> str:
    """The name of a mark, such as "P"; empty where it is too long to be one of PDF's own."""
    if not name_of_mark(mark, _room_at, _TEXT, _length_at):
        return ""
    return _decoded(_room, _length.value)


def font_name(font: int) -> str:
    """The name of a font, with its subset prefix."""
    size = name_of_font(font, _room_at, _TEXT)
    return _room.raw[: min(size, _TEXT) - 1].decode("utf-8", "replace") if size > 1 else ""


def _decoded(room: ctypes.Array[ctypes.c_char], size: int) -> str:
    # The last two bytes are the end mark.
    return room.raw[: max(0, size - 2)].decode("utf-16-le", "replace")
