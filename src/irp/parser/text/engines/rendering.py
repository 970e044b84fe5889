"""One page of a PDF as a picture that is sharp enough to read and small enough to send.

Most pages are dark letters on white and some flat colours: a palette of few colours is enough,
compressed without loss to half of the bytes that a photograph's format would take. WebP
needs a third less than PNG (measured on the reference report: 1.13 and 1.68 MB for 26 pages).
Pages with photographs are compressed with a loss that is not visible.
"""

from __future__ import annotations

import io
from contextlib import closing
from typing import TYPE_CHECKING, Final, NamedTuple

import pypdfium2

from irp.errors import IrpError, SourceError
from irp.parser.text.engines.precheck import LOCK, open_document

if TYPE_CHECKING:
    from PIL.Image import Image

WIDTH: Final = 1190
"""Pixels across a page: two for each point of A4's width, and nearly two for each pixel of its
place beside the record on a screen of 1440."""
_MOST_PIXELS: Final = 6_000_000
"""A page in A4's shape has 2 million."""
_LONGEST_SIDE: Final = 16_000
"""Pixels; a WebP can have 16,383."""
_COLOURS: Final = 12
_SMALL: Final = 4
"""How much smaller the copy used to judge the palette is."""
_COARSE: Final = 5.0
"""Mean difference, of 255, from which a palette is too coarse: the page has a photograph."""
_QUALITY: Final = 60
_EFFORT: Final = 75
"""Of 100: compression effort; less makes files a third larger. The methods that search longer
take a quarter more time and save nothing (measured on the reference reports)."""


class PageImage(NamedTuple):
    """A drawn page.

    Attributes:
        pages: how many pages the document has.
        width, height: of the page, in points, as it is drawn.
        data: a WebP.
    """

    pages: int
    width: float
    height: float
    data: bytes


def draw_page(data: bytes, number: int, turn: int | None = None) -> PageImage:
    """Draw one page.

    Args:
        data: the PDF.
        number: the page, counted from 1.
        turn: the direction of its text in PDF space, ``Page.rotation``, which the picture shows
            upright; None to draw the page as viewers display it.

    Raises:
        SourceError: the PDF cannot be opened, or the page cannot be drawn.
        IrpError: there is no such page.
    """
    with LOCK, closing(open_document(data)) as document:
        pages = len(document)
        if not 1 <= number <= pages:
            raise IrpError(f"there is no page {number} among {pages}", code="no_such_page")
        try:
            with closing(document[number - 1]) as page:
                return _draw(page, pages, turn)
        except pypdfium2.PdfiumError as error:
            raise SourceError(
                f"page {number} cannot be drawn: {error}", code="not_a_pdf"
            ) from error


def _draw(page: pypdfium2.PdfPage, pages: int, turn: int | None) -> PageImage:
    rotation = 0 if turn is None else (turn - page.get_rotation()) % 360
    width, height = page.get_size()
    if rotation in (90, 270):
        width, height = height, width
    scale = min(
        WIDTH / width,
        (_MOST_PIXELS / (width * height)) ** 0.5,
        _LONGEST_SIDE / max(width, height),
    )
    with closing(page.render(scale=scale, rotation=rotation, rev_byteorder=True)) as bitmap:
        return PageImage(pages, width, height, _packed(bitmap.to_pil().convert("RGB")))


def _packed(image: Image) -> bytes:
    """The picture in the format that suits it."""
    packed = io.BytesIO()
    if _is_photograph(image):
        image.save(packed, "WEBP", quality=_QUALITY, method=2)
    else:
        few = _few_colours(image).convert("RGB")
        few.save(packed, "WEBP", lossless=True, quality=_EFFORT, method=1)
    return packed.getvalue()


def _is_photograph(image: Image) -> bool:
    from PIL import ImageChops, ImageStat

    small = image.reduce(_SMALL)
    difference = ImageChops.difference(small, _few_colours(small).convert("RGB"))
    return max(ImageStat.Stat(difference).mean) >= _COARSE


def _few_colours(image: Image) -> Image:
    from PIL.Image import Dither, Quantize

    return image.quantize(_COLOURS, method=Quantize.FASTOCTREE, dither=Dither.NONE)
