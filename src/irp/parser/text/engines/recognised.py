"""The engine for pages that are pictures: each is drawn, and its words are recognised."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import closing
from importlib import metadata
from statistics import median
from typing import Final

import pypdfium2

from irp.errors import SourceError
from irp.options import Engine, Limits
from irp.parser.text.engines.precheck import LOCK, check_pages, open_document
from irp.parser.text.engines.raw import RawPage
from irp.parser.text.model import Word
from irp.parser.text.recogniser import (
    EXTRA,
    RecognisedLine,
    RecogniserError,
    is_installed,
    recognise,
)
from irp.record.spans import Box

_SCALE: Final = 150 / 72
"""Pixels for each point."""
_MOST_PIXELS: Final = 6_000_000
"""A page in A4's shape has 2,200,000."""
_FONT: Final = "Recognised"
_LETTERS: Final = 0.8
"""Of their size: how high letters are from the foot of g to the top of h, as boxes give it."""
_BODY: Final = 11.0
"""Points: what the commonest letters are taken for; heights of recognised lines vary by a third."""
_ALIKE: Final = 1.3
_LEVEL: Final = 0.5
"""Of their height: how far boxes on one line may be apart."""


class RecogniserEngine:
    """The ``PdfReader`` that reads pictures of pages."""

    name: Final = str(Engine.RECOGNISE)

    @property
    def version(self) -> str:
        """The version of the recogniser."""
        return metadata.version("rapidocr")

    def read(
        self, data: bytes, limits: Limits, pages: Collection[int] | None = None
    ) -> Iterator[RawPage]:
        """Read the pages. See ``PdfReader.read``."""
        if not is_installed():
            raise SourceError(
                f"the PDF holds pictures of pages: install {EXTRA} to recognise their words",
                code="image_only",
            )
        with LOCK, closing(open_document(data)) as document:
            check_pages(len(document), limits)
            chosen = [n for n in range(1, len(document) + 1) if pages is None or n in pages]
            return iter([_read(document, number) for number in chosen])


def _read(document: pypdfium2.PdfDocument, number: int) -> RawPage:
    try:
        with closing(document[number - 1]) as page:
            width, height = page.get_size()
            scale = min(_SCALE, (_MOST_PIXELS / (width * height)) ** 0.5)
            with closing(page.render(scale=scale)) as bitmap:
                picture = bitmap.to_pil().convert("RGB")
    except pypdfium2.PdfiumError as error:
        raise SourceError(f"page {number} cannot be drawn: {error}", code="not_a_pdf") from error
    try:
        lines = recognise(picture.tobytes(), *picture.size)
    except RecogniserError as error:
        if isinstance(error.__cause__, MemoryError):  # a limit of the process, reported as such
            raise error.__cause__ from None
        message = f"the words of page {number} could not be recognised: {error}"
        raise SourceError(message, code="recogniser_failed") from error
    return RawPage(number, width, height, 0, _words(lines, scale))


def _words(lines: Sequence[RecognisedLine], scale: float) -> list[Word]:
    """The words of a page, row by row; where each begins follows from its letters' number."""
    if not lines:
        return []
    usual = median(line.box.height for line in lines)
    words: list[Word] = []
    foot = middle = -usual
    for line in sorted(lines, key=lambda one: one.box.top + one.box.bottom):
        box = line.box
        if (box.top + box.bottom) / 2 - middle > _LEVEL * usual:  # another row
            middle, foot = (box.top + box.bottom) / 2, box.bottom
        height = box.height / usual
        size = _BODY if 1 / _ALIKE < height < _ALIKE else round(_BODY * height)
        words += _placed(line.text, box, foot / scale, size, scale)
    return words


def _placed(text: str, box: Box, foot: float, size: float, scale: float) -> Iterator[Word]:
    letter = box.width / scale / len(text)
    at = 0
    for word in text.split():
        at = text.index(word, at)
        x0 = box.x0 / scale + at * letter
        at += len(word)
        x1 = box.x0 / scale + at * letter
        baseline = foot - (_LETTERS - 0.6) * size
        yield Word(word, x0, x1, baseline, size, _FONT, None, None)
