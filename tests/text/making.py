"""Small PDFs and dumps, drawn to order."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from agreeing import disagreements
from irp.options import PDF_ENGINES
from irp.parser.text.model import Document, Line
from irp.parser.text.reader import read_document
from irp.record.spans import Span
from irp.source import SourceFile

WIDTH, HEIGHT = 595.0, 842.0
Draw = Callable[[Canvas], None]


@dataclass(frozen=True)
class Put:
    """A text at a place: x from the left, y from the top."""

    text: str
    x: float = 72
    y: float = 100
    size: float = 12
    font: str = "Helvetica"

    def __call__(self, canvas: Canvas) -> None:
        """Draw it."""
        canvas.setFont(self.font, self.size)
        canvas.drawString(self.x, HEIGHT - self.y, self.text)


def prose(count: int, *, y: float = 100, x: float = 72, seed: str = "well") -> list[Put]:
    """Lines of a paragraph of invented prose, every line another."""
    words = "orchard lantern harbour meadow quarry willow tunnel copper".split()
    return [
        Put(
            f"The {words[i % 8]} by the {words[(i * 3 + 1) % 8]} was {seed} seen on day {i} of May",
            x,
            y + 14 * i,
        )
        for i in range(count)
    ]


def make_pdf(
    pages: Iterable[Iterable[Draw]], size: tuple[float, float] = (WIDTH, HEIGHT), **options: Any
) -> bytes:
    """A PDF of pages of drawing calls."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=size, invariant=1, **options)
    for page in pages:
        for draw in page:
            draw(canvas)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def read_pages(*pages: Iterable[Draw]) -> Document:
    """What the text stage makes of pages of drawing calls."""
    return read_bytes(make_pdf(pages))


def read_bytes(data: bytes, name: str = "test") -> Document:
    """What the text stage makes of bytes; of a PDF both engines have to make the same."""
    source = SourceFile.from_bytes(data, name)
    document = read_document(source, PDF_ENGINES[0])
    for engine in PDF_ENGINES[1:]:
        found = disagreements(document, read_document(source, engine))
        assert not found, "\n".join(found[:9])
    return document


def read_dump(text: str) -> Document:
    """What the text stage makes of a dump."""
    return read_bytes(text.encode())


def body(document: Document) -> list[str]:
    """The texts of the body's lines."""
    return [line.text for line in document.body if not line.in_figure]


def text_under(document: Document, span: Span) -> str:
    """The characters of a page's text at a span."""
    return document.pages[span.page - 1].text[span.start : span.end]


def furniture(document: Document) -> list[str]:
    """The texts of the furniture."""
    return [line.text for line in document.lines if line.furniture]


def only(lines: Sequence[Line], text: str) -> Line:
    """The one line that holds a text."""
    (line,) = [line for line in lines if text in line.text]
    return line
