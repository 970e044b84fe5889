"""The reference engine: pdfplumber, read from pdfminer's layout objects directly.

``extract_words`` builds a dictionary for each character and takes twice the time. Each page is
closed once it is read; a document left open keeps every page's objects in memory.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Callable, Collection, Iterator
from contextlib import closing
from dataclasses import replace
from functools import partial
from typing import Any, Final, TypeVar

import pdfplumber
from pdfminer.encodingdb import EncodingDB
from pdfminer.layout import LTChar, LTContainer, LTCurve, LTImage, LTPage
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import resolve1
from pdfminer.psparser import PSLiteral
from pdfminer.utils import Matrix, translate_matrix
from pdfplumber.page import Page, PDFPageAggregatorWithMarkedContent
from pdfplumber.structure import PDFStructElement, PDFStructTree, StructTreeMissing

from irp.errors import IrpError, SourceError
from irp.options import Limits
from irp.parser.text.engines.fonts import plain_name
from irp.parser.text.engines.orientation import (
    Corners,
    PageFrame,
    Turn,
    inside,
    moved_words,
    turn_of,
    visible_part,
)
from irp.parser.text.engines.paths import is_curved
from irp.parser.text.engines.pdfium import calls
from irp.parser.text.engines.pdfium.pages import flattened
from irp.parser.text.engines.pdfium.pictures import draw_read
from irp.parser.text.engines.precheck import LOCK, check_pages, encrypted, open_document
from irp.parser.text.engines.raw import DrawnShape, FigureTag, Image, RawPage, may_be_figures
from irp.parser.text.engines.word_segmentation import UNKNOWN, Glyph, cut_words
from irp.parser.text.model import Word
from irp.record.spans import Box

T = TypeVar("T")

# pdfminer logs each odd colour and operator; standard error is only for what users can act on.
logging.getLogger("pdfminer").setLevel(logging.ERROR)

_UNMAPPED: Final = re.compile(r"\(cid:\d+\)|[\0-\x08\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2060\ufeff]")
"""A glyph without a character, or with one that draws nothing."""
EncodingDB.win2unicode[173] = "-"  # as the PDF standard says; pdfminer has a space there


class PlumberEngine:
    """The ``PdfReader`` that uses pdfplumber."""

    name: Final = "pdfplumber"
    version: Final = str(pdfplumber.__version__)

    def read(
        self, data: bytes, limits: Limits, pages: Collection[int] | None = None
    ) -> Iterator[RawPage]:
        """Read the pages. See ``PdfReader.read``; the first is returned when all are read."""
        data = _displayed(data, pages)
        pdf = _guarded(lambda: pdfplumber.open(io.BytesIO(data), raise_unicode_errors=False))
        found = _guarded(lambda: pdf.pages)
        check_pages(len(found), limits)
        read = []
        for page in found:
            if pages is not None and page.page_number not in pages:
                continue
            try:
                read.append(_guarded(partial(_read, page), f"page {page.page_number}"))
            finally:
                page.close()
        return iter(_with_pictures(data, read))


def _displayed(data: bytes, pages: Collection[int] | None) -> bytes:
    """A PDF with the annotations of pages merged into them, if pdfium can make one."""
    try:
        return flattened(data, pages)
    except SourceError:
        return data


def _with_pictures(data: bytes, pages: list[RawPage]) -> list[RawPage]:
    """The pages with their pictures, if pdfium can draw them."""
    try:
        with LOCK, closing(open_document(data)) as document:
            handle = calls.handle_of(document.raw)
            return [replace(page, picture=draw_read(handle, page)) for page in pages]
    except SourceError:
        return pages


def _guarded(read: Callable[[], T], what: str = "the file") -> T:
    """Turn every error that the parser raises on a damaged file into a typed error."""
    try:
        return read()
    except (IrpError, MemoryError):
        raise
    except Exception as error:
        # pdfminer lets bare TypeErrors, KeyErrors and others through; pdfplumber wraps some.
        cause = error.args[0] if error.args and isinstance(error.args[0], Exception) else error
        if isinstance(cause, MemoryError):
            raise cause from error
        if isinstance(cause, PDFPasswordIncorrect | PDFEncryptionError):
            raise encrypted() from error
        reason = str(cause) or type(cause).__name__
        raise SourceError(f"{what} is damaged: {reason}", code="not_a_pdf") from error


def _read(page: Page) -> RawPage:
    (x0, y0, x1, y1), cropbox = page.page_obj.mediabox, page.page_obj.cropbox
    # A file may give the corners in any order; pdfminer counts from the first one.
    mediabox = page.page_obj.mediabox = (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
    visible = visible_part(mediabox, cropbox, page.rotation)
    items = _Items(_layout(page))
    frame, words, turned = _words(items.chars, visible)
    shapes = [shape for curve in items.curves if (shape := _shape(curve, frame))]
    images = [image for item in items.images if (image := _image(item, frame))]
    tagged, figures = _is_tagged(page), None
    if may_be_figures(shapes, images, frame.width):
        figures = _figure_tags(page, frame)
        tagged = figures is not None
    return RawPage(
        page.page_number,
        frame.width,
        frame.height,
        (page.rotation + frame.turn) % 360,
        words,
        turned,
        shapes,
        images,
        figures or (),
        tagged=tagged,
    )


class _Marker(PDFPageAggregatorWithMarkedContent):
    """Notes the innermost tag around each object and the innermost marked-content id.

    pdfplumber's own forgets the outer tag where an inner one ends; and for a raised letter, such
    as a footnote's mark, pdfminer returns the baseline of the letters beside it.
    """

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._around: list[tuple[str, int | None]] = []

    def render_char(
        self, matrix: Matrix, font: Any, fontsize: float, scaling: float, rise: float, *others: Any
    ) -> float:
        if rise:
            matrix = translate_matrix(matrix, (0, rise))
        return super().render_char(matrix, font, fontsize, scaling, 0, *others)

    def begin_tag(self, tag: PSLiteral, props: Any = None) -> None:
        super().begin_tag(tag, props)
        self._around.append((self.cur_tag or "", self.cur_mcid))
        self._look()

    def end_tag(self) -> None:
        if self._around:
            self._around.pop()
        self._look()

    def _look(self) -> None:
        self.cur_tag = self._around[-1][0] if self._around else None
        mcids = (mcid for _, mcid in reversed(self._around) if mcid is not None)
        self.cur_mcid = next(mcids, None)


def _layout(page: Page) -> LTPage:
    """The page's layout objects; not kept in the page, as ``page.layout`` is."""
    device = _Marker(page.pdf.rsrcmgr, pageno=page.page_number, laparams=page.pdf.laparams)
    PDFPageInterpreter(page.pdf.rsrcmgr, device).process_page(page.page_obj)
    return device.get_result()


class _Items:
    """A page's layout objects by kind, those inside forms included, in drawing order."""

    def __init__(self, layout: LTContainer[Any]) -> None:
        self.chars: list[LTChar] = []
        self.curves: list[LTCurve] = []
        self.images: list[LTImage] = []
        self._collect(layout)

    def _collect(self, container: LTContainer[Any]) -> None:
        for item in container:
            if isinstance(item, LTChar):
                self.chars.append(item)
            elif isinstance(item, LTCurve):
                self.curves.append(item)
            elif isinstance(item, LTImage):
                self.images.append(item)
            elif isinstance(item, LTContainer):
                self._collect(item)


# ------------------------------------------------------------------ words


def _words(chars: list[LTChar], visible: Corners) -> tuple[PageFrame, list[Word], list[Word]]:
    """The page's frame, its words, and those that run in another direction than most."""
    by_turn: dict[Turn, list[LTChar]] = {}
    for char in chars:
        a, b = char.matrix[0], char.matrix[1]
        if char.adv < 0:  # a negative size: the letters run against the matrix
            a, b = -a, -b
        turn: Turn | None = 0 if b == 0 and a > 0 else turn_of(a, b)
        if turn is not None:  # slanted text is a watermark or the labels of an axis
            by_turn.setdefault(turn, []).append(char)
    main: Turn = max(by_turn, key=lambda turn: len(by_turn[turn])) if by_turn else 0
    frame = PageFrame(main, visible)
    words = inside(cut_words(_glyphs(by_turn.pop(main, []), frame)), frame)
    turned: list[Word] = []
    for turn, others in by_turn.items():
        other = PageFrame(turn, visible)
        moved = moved_words(cut_words(_glyphs(others, other)), other, frame)
        turned += inside(list(moved), frame)
    return frame, words, turned


def _glyphs(chars: list[LTChar], frame: PageFrame) -> list[Glyph]:
    fonts: dict[str, str] = {}
    glyphs: list[Glyph] = []
    for char in chars:
        name = char.fontname
        font = fonts.get(name)
        if font is None:
            font = fonts[name] = _font(name)
        text = char.get_text()
        if not text.isprintable() or text[:5] == "(cid:":
            text = UNKNOWN if _UNMAPPED.fullmatch(text) and char.adv else text
        # A slanted letter's box is wider than its advance, and begins elsewhere.
        a, b, _, _, x, y = char.matrix
        x0, baseline = frame.point(x, y)
        x1, _ = frame.point(x + a * char.adv, y + b * char.adv)
        size = char.size if frame.turn in (0, 180) else char.width
        marks: Any = char  # pdfplumber adds the marked content to pdfminer's objects
        glyphs.append(Glyph(text, x0, x1, baseline, size, font, marks.tag, marks.mcid))
    return glyphs


def _font(name: str | bytes) -> str:
    text = name.decode("utf-8", "replace") if isinstance(name, bytes) else name
    return plain_name(text)


# ------------------------------------------------------------------ what is drawn


def _shape(curve: LTCurve, frame: PageFrame) -> DrawnShape | None:
    box = frame.clipped(curve.bbox)
    if box is None:
        return None
    bent = any(segment[0] in "cvy" for segment in curve.original_path or ())
    marks: Any = curve
    curved = is_curved(curve.pts, curve.bbox, bent=bent)
    return DrawnShape(box, curved, bool(curve.fill), marks.mcid)


def _image(image: LTImage, frame: PageFrame) -> Image | None:
    box = frame.clipped(image.bbox)
    marks: Any = image
    return box and Image(box, marks.mcid)


# ------------------------------------------------------------------ the structure tree


def _is_tagged(page: Page) -> bool:
    """Whether the document says that it is tagged."""
    mark_info = resolve1(page.pdf.doc.catalog.get("MarkInfo"))
    return isinstance(mark_info, dict) and bool(resolve1(mark_info.get("Marked")))


def _figure_tags(page: Page, frame: PageFrame) -> list[FigureTag] | None:
    """The page's Figure elements, or None where it has no structure tree that can be read."""
    try:
        tree = PDFStructTree(page.pdf, page)
    except StructTreeMissing:
        return None
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - a broken tree is treated as none; the words do not need it
        return None
    if not tree.children:
        return None
    return [_figure_tag(element, page, frame) for element in tree.find_all("Figure")]


def _figure_tag(element: PDFStructElement, page: Page, frame: PageFrame) -> FigureTag:
    number = page.page_number
    mcids = frozenset(mcid for where, mcid in element.all_mcids() if where in (None, number))
    return FigureTag(mcids, _tag_box(element, page, frame), element.alt_text or None)


def _tag_box(element: PDFStructElement, page: Page, frame: PageFrame) -> Box | None:
    corners = element.attributes.get("BBox")
    if not isinstance(corners, list) or len(corners) != 4 or page.rotation:
        return None
    if not all(isinstance(value, int | float) for value in corners):
        return None
    left, bottom = page.page_obj.mediabox[:2]
    x0, y0, x1, y1 = map(float, corners)
    return frame.clipped((x0 - left, y0 - bottom, x1 - left, y1 - bottom))
