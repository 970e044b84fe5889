"""Pages of a PDF as they are displayed, with their annotations.

A line that is typed on a page is an annotation, which is not part of the page's own content: it
is merged into it in memory before anything is read.
"""

from __future__ import annotations

import ctypes
import io
import re
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from typing import Final

import pypdfium2
import pypdfium2.raw

from irp.errors import SourceError
from irp.parser.text.engines.orientation import Corners
from irp.parser.text.engines.pdfium import calls
from irp.parser.text.engines.pdfium.calls import Handle
from irp.parser.text.engines.precheck import LOCK, open_document

_LEAST: Final = 1.0
"""Points; the least size of a page."""
_LETTER: Final = (0.0, 0.0, 612.0, 792.0)
"""The media box that pdfium assumes for a page without one: US Letter."""
_PAINT_NOTHING: Final = (pypdfium2.raw.FPDF_ANNOT_LINK, pypdfium2.raw.FPDF_ANNOT_POPUP)
_FONT_SIZE: Final = re.compile(r"(\d+(?:\.\d+)?) +Tf")
_USUAL_SIZE: Final = 12.0
_FOR_DISPLAY: Final[int] = pypdfium2.raw.FLAT_NORMALDISPLAY
_FLATTENED: Final[int] = pypdfium2.raw.FLATTEN_SUCCESS


@contextmanager
def loaded_page(document: Handle, index: int) -> Iterator[Handle]:
    """A page of an open document, with its annotations as part of its content.

    Raises:
        SourceError: pdfium cannot load it.
    """
    page = calls.load_page(document, index)
    if _flatten(page):
        calls.close_page(page)
        page = calls.load_page(document, index)
    if not page.value:
        raise SourceError(f"page {index + 1} is damaged: pdfium cannot load it", code="not_a_pdf")
    try:
        yield page
    finally:
        calls.close_page(page)


def _flatten(page: Handle) -> bool:
    """Merge the annotations of a page into its content; return whether there were any."""
    if not page.value or not any(map(_paints, _annotations(page))):
        return False
    _draw_annotations(page)
    return calls.flatten_page(page, _FOR_DISPLAY) == _FLATTENED


def _annotations(page: Handle) -> Iterator[int]:
    """The types of a page's annotations; typed text is given the appearance that it lacks."""
    for index in range(calls.count_annotations(page)):
        annotation = calls.annotation_of_page(page, index)
        kind = calls.type_of_annotation(annotation)
        if kind == pypdfium2.raw.FPDF_ANNOT_FREETEXT and not calls.has_key(annotation, b"AP"):
            calls.set_appearance(annotation, 0, _typed(annotation))
        yield kind
        calls.close_annotation(annotation)


def _typed(annotation: Handle) -> bytes:
    """A drawing of text that is typed on a page, as viewers make one where the file has none."""
    box = calls.Rectangle()
    calls.box_of_annotation(annotation, ctypes.byref(box))
    set_in = _FONT_SIZE.search(calls.annotation_text(annotation, b"DA"))
    size = float(set_in[1]) if set_in and float(set_in[1]) else _USUAL_SIZE
    lines = calls.annotation_text(annotation, b"Contents").splitlines()
    shown = " T* ".join(f"<{line.encode('cp1252', 'replace').hex()}> Tj" for line in lines)
    start = f"1 0 0 1 {box.left + size / 4:.2f} {box.top - size:.2f} Tm {1.2 * size:.2f} TL"
    return f"BT /Helv {size:.2f} Tf {start} {shown} ET\0".encode("utf-16-le")


def _draw_annotations(page: Handle) -> None:
    """Have pdfium make the drawings of annotations that the file has no drawings of."""
    room = ctypes.create_string_buffer(1)
    bitmap = calls.new_bitmap(1, 1, calls.GREY, room, 1)
    calls.render_page(bitmap, page, 0, 0, 1, 1, 0, pypdfium2.raw.FPDF_ANNOT)
    calls.destroy_bitmap(bitmap)


def _paints(kind: int) -> bool:
    return kind not in _PAINT_NOTHING


def flattened(data: bytes, pages: Collection[int] | None = None) -> bytes:
    """A PDF with its annotations merged into its pages; unchanged if it has none.

    Args:
        data: the PDF.
        pages: the numbers of the pages that are needed, all of them if None.

    Raises:
        SourceError: pdfium cannot open it.
    """
    with LOCK, closing(open_document(data)) as document:
        handle = calls.handle_of(document.raw)
        merged = False
        for index in range(len(document)):
            if pages is not None and index + 1 not in pages:
                continue
            page = calls.load_page(handle, index)
            merged = _flatten(page) or merged
            calls.close_page(page)
        if not merged:
            return data
        copy = io.BytesIO()
        document.save(copy)
        return copy.getvalue()


def visible_part_of(page: Handle) -> Corners:
    """The visible part of a page: its media box, cut to the crop box."""
    box = calls.Rectangle()
    calls.bounds_of_page(page, ctypes.byref(box))
    if box.right - box.left >= _LEAST and box.top - box.bottom >= _LEAST:
        return box.left, box.bottom, box.right, box.top
    edges = [ctypes.c_float() for _ in range(4)]  # left, bottom, right, top
    if not calls.media_box(page, *map(ctypes.byref, edges)):
        return _LETTER
    left, bottom, right, top = (edge.value for edge in edges)
    return left, bottom, right, top
