"""What a PDF engine returns: the same for all engines, so that later stages need not know which.

Coordinates are points from the top left of the page as it is displayed: the crop box, turned as
the page's rotation says. Words come in the order in which the PDF draws them, cut by these rules:

* white space ends a word, whatever its width; so does a gap of a quarter of the size on a page
  that has space glyphs, less on a page that has none; a jump back or a new baseline;
* a change of font, tag or marked content alone does not: Word sets "prisoners’" in two fonts;
* a footnote mark is a separate word, and a number is cut from the letters of a following run;
* text drawn twice to look bold is kept once; what is outside the page is left out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, Protocol

from irp.options import Limits
from irp.parser.text.model import Word
from irp.record.spans import Box


class DrawnShape(NamedTuple):
    """Something drawn: a line, a rectangle or a curve.

    Attributes:
        box: around it; thin for a line.
        curved: it has curves or slanted edges, so that it is neither a rule nor a box; a
            rectangle with rounded corners is not curved.
        filled: it is filled, not just outlined.
        mcid: the marked-content id on its page, or None.
    """

    box: Box
    curved: bool
    filled: bool
    mcid: int | None


class Image(NamedTuple):
    """A raster image: its box and the marked-content id on its page, or None."""

    box: Box
    mcid: int | None


def has_line_shape(box: Box) -> bool:
    """Whether a box has the shape of a line of text, as a heading that is a picture has."""
    across, down = box.x1 - box.x0, box.bottom - box.top
    return LOWEST_LINE <= down <= HIGHEST_LINE and across >= max(_LEAST_LINE, _LONG_LINE * down)


class Raster(NamedTuple):
    """A page drawn in grey, upright: its size in pixels, pixels for each point, and the pixels.

    A pixel is one byte, 0 for black; rows go from top to bottom.
    """

    width: int
    height: int
    scale: float
    pixels: bytes


class PagePicture(NamedTuple):
    """What a person sees of a page.

    Attributes:
        seen: the page, without images on which no word lies.
        bare: the same without its words; None where none lies on an image.
    """

    seen: Raster
    bare: Raster | None


class FigureTag(NamedTuple):
    """A Figure element of the structure tree, as far as it is on the page.

    Attributes:
        mcids: the marked content under it and under its children.
        box: its BBox attribute, which some producers get wrong, or None.
        alt_text: what it shows, in the author's words, or None.
    """

    mcids: frozenset[int]
    box: Box | None
    alt_text: str | None


TALLEST: Final = 60.0
"""Points; the largest size of letters that a rule or a box is compared with."""
LOWEST_LINE: Final = 4.0
HIGHEST_LINE: Final = 36.0
"""Points: the greatest height of a line of letters."""
_LEAST_LINE: Final = 24.0
"""Points: the least length of a line of letters."""
_LONG_LINE: Final = 1.5
"""How many times longer than high a line of letters is, at least."""
_RULE: Final = 2.0
"""Points; anything thinner is a rule."""
_BOX: Final = 0.6
"""Of the page's width; a wider filled shape is a box around text or a band of colour."""


def may_be_figures(shapes: Sequence[DrawnShape], images: Sequence[Image], width: float) -> bool:
    """Whether a page may have Figure elements, so that they have to be read.

    False where only rules and boxes outside its marked content are drawn on it.
    """
    if images or any(shape.curved or shape.mcid is not None for shape in shapes):
        return True
    return any(_may_be_bar(shape.box, width) for shape in shapes if shape.filled)


def _may_be_bar(box: Box, width: float) -> bool:
    return _RULE <= box.width < _BOX * width and box.height >= _RULE


@dataclass(frozen=True, slots=True)
class RawPage:
    """One page as read by an engine.

    Attributes:
        number: counted from 1.
        width, height: in points, of the page as displayed.
        rotation: degrees by which the page was turned to be upright.
        words: in drawing order.
        turned: words that run in another direction than the page's text (the name of a chart's
            axis, a watermark); their boxes' edges, the lower one as the baseline.
        shapes: what is drawn.
        images: raster images.
        figures: Figure elements; empty where the page is not tagged, or has nothing drawn that
            may be one (``may_be_figures``).
        unmapped: fonts of the page that have no table of the letters they draw.
        tagged: the page has a structure tree, so that a word's marked content says whether it
            belongs to a figure.
        picture: the page as a person sees it; None where it cannot be drawn.
    """

    number: int
    width: float
    height: float
    rotation: int
    words: Sequence[Word]
    turned: Sequence[Word] = ()
    shapes: Sequence[DrawnShape] = ()
    images: Sequence[Image] = ()
    figures: Sequence[FigureTag] = ()
    tagged: bool = False
    unmapped: frozenset[str] = frozenset()
    picture: PagePicture | None = None


class PdfReader(Protocol):
    """Reads PDFs. Stateless: one object serves any number of files."""

    @property
    def name(self) -> str:
        """The name in the record, such as "pdfplumber"."""
        ...

    @property
    def version(self) -> str:
        """The version of the library that it uses."""
        ...

    def read(
        self, data: bytes, limits: Limits, pages: Collection[int] | None = None
    ) -> Iterator[RawPage]:
        """Read the pages one by one; all of them, or those with these numbers.

        Raises:
            SourceError: the file or a page cannot be read; the code says why.
        """
        ...
