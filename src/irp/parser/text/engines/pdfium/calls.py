"""pdfium's functions, bound once, without argument types and without pypdfium2's wrapper.

A report takes some thirty thousand calls. pypdfium2's own functions wrap every pointer in an
object of its own and have ctypes look up the type of every argument, which costs more than
pdfium's work. Here a call takes a ``Handle`` for what pdfium made, ``byref`` of a place to write
to, and integers only where pdfium takes an ``int``: nothing is looked up, so a plain integer in
place of a pointer would be cut to 32 bits. pypdfium2 still finds and loads the library.

pdfium is not thread-safe: callers must hold ``precheck.LOCK``. The calls do not
release the interpreter lock, which is fastest; none of them takes long.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from ctypes import PYFUNCTYPE, byref, c_double, c_float, c_int, c_size_t, c_uint, c_ulong, c_void_p
from functools import lru_cache
from typing import Any, Final

import pypdfium2.raw

from irp.parser.text.engines.orientation import Corners

OBJECT_TEXT: Final[int] = pypdfium2.raw.FPDF_PAGEOBJ_TEXT
OBJECT_PATH: Final[int] = pypdfium2.raw.FPDF_PAGEOBJ_PATH
OBJECT_IMAGE: Final[int] = pypdfium2.raw.FPDF_PAGEOBJ_IMAGE
OBJECT_FORM: Final[int] = pypdfium2.raw.FPDF_PAGEOBJ_FORM
GREY: Final[int] = pypdfium2.raw.FPDFBitmap_Gray
COLOUR: Final[int] = pypdfium2.raw.FPDFBitmap_BGRx
SEGMENT_MOVE: Final[int] = pypdfium2.raw.FPDF_SEGMENT_MOVETO
SEGMENT_CURVE: Final[int] = pypdfium2.raw.FPDF_SEGMENT_BEZIERTO


class Matrix(ctypes.Structure):
    """A transformation, as ``FS_MATRIX``."""

    _fields_ = [(name, ctypes.c_float) for name in "abcdef"]


class Rectangle(ctypes.Structure):
    """A rectangle, as ``FS_RECTF``."""

    _fields_ = [(name, ctypes.c_float) for name in ("left", "top", "right", "bottom")]


class Handle(c_void_p):
    """The address of something that pdfium made; false where there is none."""


def as_argument(handle: Handle) -> Any:
    """A handle converted once for many calls; ctypes converts a ``Handle`` at every call."""
    return c_void_p.from_param(handle.value)


def handle_of(raw: Any) -> Handle:
    """The handle inside a pypdfium2 object."""
    return Handle(ctypes.cast(raw, c_void_p).value)


def _bound(name: str, result: Any) -> Any:
    address = ctypes.cast(getattr(pypdfium2.raw, name), c_void_p).value
    return PYFUNCTYPE(result)(address or 0)


_Place = Any
"""What ``byref`` makes, or a buffer."""


# ------------------------------------------------------------------ pages

count_pages: Callable[[Handle], int] = _bound("FPDF_GetPageCount", c_int)
load_page: Callable[[Handle, int], Handle] = _bound("FPDF_LoadPage", Handle)
close_page: Callable[[Handle], None] = _bound("FPDF_ClosePage", None)
new_page: Callable[[Handle, int, c_double, c_double], Handle] = _bound("FPDFPage_New", Handle)
delete_page: Callable[[Handle, int], None] = _bound("FPDFPage_Delete", None)
rotation_of_page: Callable[[Handle], int] = _bound("FPDFPage_GetRotation", c_int)
bounds_of_page: Callable[[Handle, _Place], int] = _bound("FPDF_GetPageBoundingBox", c_int)
media_box: Callable[[Handle, _Place, _Place, _Place, _Place], int] = _bound(
    "FPDFPage_GetMediaBox", c_int
)
insert_into_page: Callable[[Handle, Handle], None] = _bound("FPDFPage_InsertObject", None)
remove_from_page: Callable[[Handle, Handle], int] = _bound("FPDFPage_RemoveObject", c_int)
remove_from_form: Callable[[Handle, Handle], int] = _bound("FPDFFormObj_RemoveObject", c_int)
destroy_object: Callable[[Handle], None] = _bound("FPDFPageObj_Destroy", None)
width_of_page: Callable[[Handle], float] = _bound("FPDF_GetPageWidthF", c_float)
height_of_page: Callable[[Handle], float] = _bound("FPDF_GetPageHeightF", c_float)
count_annotations: Callable[[Handle], int] = _bound("FPDFPage_GetAnnotCount", c_int)
annotation_of_page: Callable[[Handle, int], Handle] = _bound("FPDFPage_GetAnnot", Handle)
close_annotation: Callable[[Handle], None] = _bound("FPDFPage_CloseAnnot", None)
type_of_annotation: Callable[[Handle], int] = _bound("FPDFAnnot_GetSubtype", c_int)
box_of_annotation: Callable[[Handle, _Place], int] = _bound("FPDFAnnot_GetRect", c_int)
text_of_annotation: Callable[[Handle, bytes, _Place, c_ulong], int] = _bound(
    "FPDFAnnot_GetStringValue", c_ulong
)
has_key: Callable[[Handle, bytes], int] = _bound("FPDFAnnot_HasKey", c_int)
set_appearance: Callable[[Handle, int, _Place], int] = _bound("FPDFAnnot_SetAP", c_int)
flatten_page: Callable[[Handle, int], int] = _bound("FPDFPage_Flatten", c_int)
new_bitmap: Callable[[int, int, int, _Place, int], Handle] = _bound("FPDFBitmap_CreateEx", Handle)
destroy_bitmap: Callable[[Handle], None] = _bound("FPDFBitmap_Destroy", None)
render_page: Callable[[Handle, Handle, int, int, int, int, int, int], None] = _bound(
    "FPDF_RenderPageBitmap", None
)
load_text: Callable[[Handle], Handle] = _bound("FPDFText_LoadPage", Handle)
close_text: Callable[[Handle], None] = _bound("FPDFText_ClosePage", None)

# ------------------------------------------------------------------ characters of a text page

count_chars: Callable[[Handle], int] = _bound("FPDFText_CountChars", c_int)
text_of_chars: Callable[[Handle, int, int, _Place], int] = _bound("FPDFText_GetText", c_int)
unicode_of_char: Callable[[Handle, int], int] = _bound("FPDFText_GetUnicode", c_uint)
is_generated: Callable[[Handle, int], int] = _bound("FPDFText_IsGenerated", c_int)
has_map_error: Callable[[Handle, int], int] = _bound("FPDFText_HasUnicodeMapError", c_int)
object_of_char: Callable[[Handle, int], int | None] = _bound("FPDFText_GetTextObject", c_void_p)
origin_of_char: Callable[[Handle, int, _Place, _Place], int] = _bound(
    "FPDFText_GetCharOrigin", c_int
)
loose_box_of_char: Callable[[Handle, int, _Place], int] = _bound("FPDFText_GetLooseCharBox", c_int)
box_of_char: Callable[[Handle, int, _Place, _Place, _Place, _Place], int] = _bound(
    "FPDFText_GetCharBox", c_int
)
matrix_of_char: Callable[[Handle, int, _Place], int] = _bound("FPDFText_GetMatrix", c_int)
size_of_char: Callable[[Handle, int], float] = _bound("FPDFText_GetFontSize", c_double)

# ------------------------------------------------------------------ objects of a page

font_of_text: Callable[[Handle], Handle] = _bound("FPDFTextObj_GetFont", Handle)
width_of_glyph: Callable[[Handle, int, ctypes.c_float, _Place], int] = _bound(
    "FPDFFont_GetGlyphWidth", c_int
)
name_of_font: Callable[[Handle, _Place, c_size_t], int] = _bound(
    "FPDFFont_GetBaseFontName", c_size_t
)
count_objects: Callable[[Handle], int] = _bound("FPDFPage_CountObjects", c_int)
object_of_page: Callable[[Handle, int], Handle] = _bound("FPDFPage_GetObject", Handle)
count_form_objects: Callable[[Handle], int] = _bound("FPDFFormObj_CountObjects", c_int)
object_of_form: Callable[[Handle, c_ulong], Handle] = _bound("FPDFFormObj_GetObject", Handle)
type_of_object: Callable[[Handle], int] = _bound("FPDFPageObj_GetType", c_int)
set_active: Callable[[Handle, int], int] = _bound("FPDFPageObj_SetIsActive", c_int)
matrix_of_object: Callable[[Handle, _Place], int] = _bound("FPDFPageObj_GetMatrix", c_int)
bounds_of_object: Callable[[Handle, _Place, _Place, _Place, _Place], int] = _bound(
    "FPDFPageObj_GetBounds", c_int
)
mcid_of_object: Callable[[Handle], int] = _bound("FPDFPageObj_GetMarkedContentID", c_int)
count_marks: Callable[[Handle], int] = _bound("FPDFPageObj_CountMarks", c_int)
mark_of_object: Callable[[Handle, c_ulong], Handle] = _bound("FPDFPageObj_GetMark", Handle)
name_of_mark: Callable[[Handle, _Place, c_ulong, _Place], int] = _bound(
    "FPDFPageObjMark_GetName", c_int
)
type_of_parameter: Callable[[Handle, bytes], int] = _bound(
    "FPDFPageObjMark_GetParamValueType", c_int
)
remove_mark: Callable[[Handle, Handle], int] = _bound("FPDFPageObj_RemoveMark", c_int)
count_segments: Callable[[Handle], int] = _bound("FPDFPath_CountSegments", c_int)
segment_of_path: Callable[[Handle, int], Handle] = _bound("FPDFPath_GetPathSegment", Handle)
point_of_segment: Callable[[Handle, _Place, _Place], int] = _bound(
    "FPDFPathSegment_GetPoint", c_int
)
type_of_segment: Callable[[Handle], int] = _bound("FPDFPathSegment_GetType", c_int)
draw_mode: Callable[[Handle, _Place, _Place], int] = _bound("FPDFPath_GetDrawMode", c_int)
fill_colour: Callable[[Handle, _Place, _Place, _Place, _Place], int] = _bound(
    "FPDFPageObj_GetFillColor", c_int
)
clip_of_object: Callable[[Handle], Handle] = _bound("FPDFPageObj_GetClipPath", Handle)
count_clips: Callable[[Handle], int] = _bound("FPDFClipPath_CountPaths", c_int)
count_clip_segments: Callable[[Handle, int], int] = _bound("FPDFClipPath_CountPathSegments", c_int)
segment_of_clip: Callable[[Handle, int, int], Handle] = _bound(
    "FPDFClipPath_GetPathSegment", Handle
)
size_of_image: Callable[[Handle, _Place, _Place], int] = _bound(
    "FPDFImageObj_GetImagePixelSize", c_int
)

# ------------------------------------------------------------------ the structure tree

is_tagged: Callable[[Handle], int] = _bound("FPDFCatalog_IsTagged", c_int)
tree_of_page: Callable[[Handle], Handle] = _bound("FPDF_StructTree_GetForPage", Handle)
close_tree: Callable[[Handle], None] = _bound("FPDF_StructTree_Close", None)
count_roots: Callable[[Handle], int] = _bound("FPDF_StructTree_CountChildren", c_int)
root_of_tree: Callable[[Handle, int], Handle] = _bound("FPDF_StructTree_GetChildAtIndex", Handle)
count_children: Callable[[Handle], int] = _bound("FPDF_StructElement_CountChildren", c_int)
child_of_element: Callable[[Handle, int], Handle] = _bound(
    "FPDF_StructElement_GetChildAtIndex", Handle
)
mcid_of_child: Callable[[Handle, int], int] = _bound(
    "FPDF_StructElement_GetChildMarkedContentID", c_int
)
type_of_element: Callable[[Handle, _Place, c_ulong], int] = _bound(
    "FPDF_StructElement_GetType", c_ulong
)
alt_of_element: Callable[[Handle, _Place, c_ulong], int] = _bound(
    "FPDF_StructElement_GetAltText", c_ulong
)
count_attributes: Callable[[Handle], int] = _bound("FPDF_StructElement_GetAttributeCount", c_int)
attributes_of_element: Callable[[Handle, int], Handle] = _bound(
    "FPDF_StructElement_GetAttributeAtIndex", Handle
)
attribute_value: Callable[[Handle, bytes], Handle] = _bound(
    "FPDF_StructElement_Attr_GetValue", Handle
)
count_values: Callable[[Handle], int] = _bound("FPDF_StructElement_Attr_CountChildren", c_int)
value_of_values: Callable[[Handle, int], Handle] = _bound(
    "FPDF_StructElement_Attr_GetChildAtIndex", Handle
)
number_of_value: Callable[[Handle, _Place], int] = _bound(
    "FPDF_StructElement_Attr_GetNumberValue", c_int
)

# ------------------------------------------------------------------ places

_x: Final = c_double()
_y: Final = c_double()
_origin_at: Final = (byref(_x), byref(_y))
_edges: Final = tuple(c_double() for _ in range(4))
_edges_at: Final = tuple(map(byref, _edges))
_rectangle: Final = Rectangle()
_rectangle_at: Final = byref(_rectangle)


def origin(text_page: Handle, index: int) -> tuple[float, float]:
    """Where a character starts on its baseline."""
    origin_of_char(text_page, index, *_origin_at)
    return _x.value, _y.value


def loose_box(text_page: Handle, index: int) -> Corners:
    """The box of a character as wide as the space it takes: left, bottom, right, top."""
    loose_box_of_char(text_page, index, _rectangle_at)
    return _rectangle.left, _rectangle.bottom, _rectangle.right, _rectangle.top


def tight_box(text_page: Handle, index: int) -> Corners:
    """The box around a character's outline: left, bottom, right, top."""
    box_of_char(text_page, index, *_edges_at)
    left, right, bottom, top = (edge.value for edge in _edges)
    return left, bottom, right, top


_width: Final = ctypes.c_float()
_width_at: Final = byref(_width)


def width(text_page: Handle, index: int, letter: str, size: float) -> float | None:
    """How far a letter at an index moves on, in points; None where its font does not say."""
    drawn = object_of_char(text_page, index)
    font = font_of_text(Handle(drawn)) if drawn else None
    if not font or not width_of_glyph(font, ord(letter), ctypes.c_float(size), _width_at):
        return None
    return _width.value


# ------------------------------------------------------------------ texts

_room: Final = ctypes.create_string_buffer(512)
_room_size: Final = c_ulong(512)
_FIGURE: Final = "Figure\0".encode("utf-16-le")
_length: Final = c_ulong()
_length_at: Final = byref(_length)


def characters(text_page: Handle) -> str:
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


def is_figure(element: Handle) -> bool:
    """Whether an element of a structure tree is of the type Figure."""
    size = type_of_element(element, _room, _room_size)
    return size == len(_FIGURE) and ctypes.string_at(_room, size) == _FIGURE


def alt_text(element: Handle) -> str:
    """The alternative text of an element of a structure tree; empty where there is none."""
    size = alt_of_element(element, _room, _room_size)
    if size <= len(_room):
        return _decoded(_room, size)
    room = ctypes.create_string_buffer(size)
    return _decoded(room, alt_of_element(element, room, c_ulong(size)))


def annotation_text(annotation: Handle, key: bytes) -> str:
    """A string of an annotation; empty where it has none under this key."""
    size = text_of_annotation(annotation, key, None, c_ulong(0))
    room = ctypes.create_string_buffer(max(size, 2))
    text_of_annotation(annotation, key, room, c_ulong(size))
    return _decoded(room, size)


def mark_name(mark: Handle) -> str:
    """The name of a mark, such as "P"; empty where it is too long to be one of PDF's own."""
    if not name_of_mark(mark, _room, _room_size, _length_at):
        return ""
    return _name(ctypes.string_at(_room, max(0, _length.value - 2)))


@lru_cache(maxsize=256)
def _name(written: bytes) -> str:
    return written.decode("utf-16-le", "replace")


def font_name(font: Handle) -> str:
    """The name of a font, with its subset prefix."""
    size = min(name_of_font(font, _room, c_size_t(len(_room))), len(_room))
    return ctypes.string_at(_room, max(0, size - 1)).decode("utf-8", "replace")


def _decoded(room: ctypes.Array[ctypes.c_char], size: int) -> str:
    # The last two bytes are the end mark.
    return ctypes.string_at(room, max(0, size - 2)).decode("utf-16-le", "replace")
