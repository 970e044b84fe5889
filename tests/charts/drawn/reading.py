"""A chart drawn on a page of its own and read again, and what came of it."""

from __future__ import annotations

import io
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from pypdfium2 import PdfDocument
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from irp.options import Limits
from irp.parser.charts.model import ChartReading
from irp.parser.charts.read import chart_of, read_picture
from irp.parser.charts.reading import read_chart
from irp.parser.text.engines.pdfium.artwork import read_artwork
from irp.parser.text.engines.pdfium.engine import PdfiumEngine
from irp.record.spans import Box
from irp.record.vocabulary import judgement_of

from . import with_altair, with_matplotlib
from .facts import GREYS, Facts, Style
from .with_reportlab import Drawer

SIZE = (460.0, 230.0)


def as_pdf(facts: Facts, style: Style) -> bytes:
    """The chart as a page of a PDF that draws it."""
    if style.library == "matplotlib":
        return with_matplotlib.draw(facts, style, SIZE, "pdf")
    if style.library == "altair":
        return with_altair.draw(facts, style, SIZE, "pdf")
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=SIZE, invariant=1)
    Drawer(canvas, (15, 12, SIZE[0] - 30, SIZE[1] - 24), facts, style).draw()
    canvas.save()
    return out.getvalue()


class Print(NamedTuple):
    """How a chart becomes a picture: pixels for each inch, its format, whether in grey."""

    dpi: int = 150
    format: Literal["PNG", "JPEG"] = "PNG"
    grey: bool = False


PRINTS = (
    Print(),
    Print(format="JPEG"),
    Print(300),
    Print(300, "JPEG"),
    Print(96),
    Print(grey=True),
    Print(96, "JPEG"),
)


def as_picture(facts: Facts, style: Style, how: Print) -> bytes:
    """The chart as a picture; in grey its colours are shades that can be told apart."""
    if how.grey:
        style = replace(style, colours=GREYS)
    with closing(PdfDocument(as_pdf(facts, style))) as document:
        picture = document[0].render(scale=how.dpi / 72).to_pil()
    picture = picture.convert("L" if how.grey else "RGB")
    out = io.BytesIO()
    picture.save(out, how.format, **({"quality": 80} if how.format == "JPEG" else {}))
    return out.getvalue()


def on_a_page(picture: bytes) -> bytes:
    """A PDF of a page that shows a picture."""
    out = io.BytesIO()
    image = ImageReader(io.BytesIO(picture))
    width, height = image.getSize()
    size = (SIZE[0], SIZE[0] * height / width)
    canvas = Canvas(out, pagesize=size, invariant=1)
    canvas.drawImage(image, 0, 0, *size)
    canvas.save()
    return out.getvalue()


def read(pdf: bytes, facts: Facts) -> ChartReading | None:
    """What the chart on the first page shows, with the words of a caption."""
    (page,) = PdfiumEngine().read(pdf, Limits())
    whole = Box(0.0, 0.0, page.width, page.height)
    (artwork,) = read_artwork(pdf, {1: 0}, {1: [whole]})[1]
    years = [int(name) for name, _ in facts.series if name]
    n = facts.n if facts.about == "progress" else None
    if artwork.pixels:
        return read_picture(artwork.pixels, (), years, n)
    return read_chart(chart_of(artwork, page), years, n)


@dataclass(frozen=True)
class Score:
    """How many values of a chart were read right, read wrong without a doubt, and not read."""

    right: int
    wrong: int
    missing: int
    doubted: bool


def score(facts: Facts, reading: ChartReading | None) -> Score:
    """The values read against those drawn."""
    if facts.about == "outcomes":
        truth = {
            (int(year), name): value
            for year, values in facts.series
            for name, value in zip(facts.names, values, strict=True)
        }
        shown = {(one.year, one.test): one.grade for one in reading.outcomes} if reading else {}
        right = sum(shown.get(key) == value for key, value in truth.items())
        return Score(right, len(shown) - right, len(truth) - right, _doubted(reading))
    counts = {
        judgement_of(name): count
        for name, count in zip(facts.names, facts.series[0][1], strict=True)
    }
    found = {one.judgement: one.number for one in reading.counts} if reading else {}
    # A count of 0 need not be shown.
    right = sum(found.get(key, 0 if found else None) == count for key, count in counts.items())
    wrong = sum(counts.get(key) != number for key, number in found.items())
    return Score(right, wrong, len(counts) - right, _doubted(reading))


def _doubted(reading: ChartReading | None) -> bool:
    return bool(reading and reading.doubts)
