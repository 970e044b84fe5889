"""The entry: reads the charts of a report's figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from irp.parser.charts.labels import WordRun, labels_of, runs_of
from irp.parser.charts.model import Chart, ChartReading, UnreadChartError
from irp.parser.charts.pictured import charts_of_picture
from irp.parser.charts.reading import read_chart, subject_of
from irp.parser.charts.regions import Region, regions_of
from irp.parser.patterns import Pattern
from irp.parser.segment.model import FigureBlock, Outline
from irp.parser.segment.patterns import CAPTION_END
from irp.parser.text import recogniser
from irp.parser.text.engines.pdfium.artwork import Artwork, read_artwork
from irp.parser.text.engines.pdfium.cutouts import Pixels, is_large
from irp.parser.text.engines.raw import RawPage
from irp.parser.text.model import Word
from irp.record.spans import Box, Span
from irp.record.vocabulary import Witness
from irp.source import PDF, SourceFile

_YEAR = Pattern(r"\b(?:19|20)\d\d\b")
_DIGITS = Pattern(r"\d+")


class FigureChart(NamedTuple):
    """What the chart of a figure shows, and its page."""

    page: int
    reading: ChartReading

    def place(self, box: Box) -> tuple[Span, ...]:
        """The place of one of its bars or slices."""
        return (Span(self.page, 0, 0, box),)


Charts = Mapping[int, FigureChart]
"""The charts by the index of the line that begins their figures' captions."""


def figure_key(figure: FigureBlock) -> int:
    """What ``Charts`` knows a figure by."""
    return figure.words.pieces[0].line.index


def read_charts(outline: Outline, source: SourceFile) -> Charts:
    """The charts of the figures in the summary and the key findings.

    Raises:
        SourceError: the PDF cannot be opened again.
    """
    document = outline.document
    if source.media_type != PDF or not document.raw:
        return {}
    figures = (*outline.summary.figures, *outline.key_findings.figures)
    regions = {
        figure_key(figure): [r for r in regions_of(figure, document) if _may_show(r, document.raw)]
        for figure in figures
    }
    places: dict[int, list[Box]] = {}
    for region in (region for found in regions.values() for region in found):
        if _can_be_read(region, document.raw):
            places.setdefault(region.page, []).append(region.box)
    turns = {number: document.raw[number - 1].rotation for number in places}
    artworks = read_artwork(source.pdf, turns, places) if places else {}
    drawn = {(page, art.box): art for page, found in artworks.items() for art in found}
    found: dict[int, FigureChart] = {}
    for figure in figures:
        read = _read_figure(figure, regions[figure_key(figure)], drawn, document.raw)
        if read:
            found[figure_key(figure)] = read
    return found


def _read_figure(
    figure: FigureBlock,
    regions: Sequence[Region],
    drawn: Mapping[tuple[int, Box], Artwork],
    raw: Sequence[RawPage],
) -> FigureChart | None:
    """The first of the regions that shows a chart; one that can be read comes first."""
    caption = figure.caption.text
    years = sorted({int(found[0]) for found in _YEAR.finditer(caption)})
    n = CAPTION_END.search(caption)
    count = _DIGITS.search(n[0]) if n else None
    unread = None
    for region in regions:
        art, page = drawn.get((region.page, region.box)), raw[region.page - 1]
        for reading in _readings(art, page, years, int(count[0]) if count else None):
            if reading.outcomes or reading.counts:
                return FigureChart(region.page, reading)
            unread = unread or FigureChart(region.page, reading)
    return unread


def _readings(
    art: Artwork | None, page: RawPage, years: Sequence[int], n: int | None
) -> Iterator[ChartReading]:
    """What the drawing in a place shows, then what the picture there shows."""
    why = art.unread if art else f"it is a picture, which takes {recogniser.EXTRA} to read"
    if art and (reading := read_chart(chart_of(art, page), years, n)):
        yield reading
    if art and art.pixels:
        try:
            if reading := read_picture(art.pixels, _runs_in(art.pixels.box, page), years, n):
                yield reading
            else:
                why = why or "no words of a chart were recognised in its picture"
        except UnreadChartError as error:
            why = str(error)
    if why and (years or n):
        yield ChartReading(Witness.PICTURE, unread=why)


def read_picture(
    pixels: Pixels, printed: Sequence[WordRun], years: Sequence[int], n: int | None
) -> ChartReading | None:
    """What a picture shows, its words looked for thoroughly where a quick look gives no values.

    Args:
        pixels: the picture.
        printed: words of the page's text in its place.
        years: those that the figure's caption names.
        n: the number of follow-ups that the caption gives.

    Raises:
        UnreadChartError: the recogniser failed.
    """
    reading = None
    for chart in charts_of_picture(pixels, printed):
        reading = read_chart(chart, years, n) or reading
        if reading and (reading.outcomes or reading.counts):
            break
    return reading


def chart_of(artwork: Artwork, page: RawPage) -> Chart:
    """What is drawn in a place, with the words that are there."""
    labels = labels_of(_runs_in(artwork.box, page))
    return Chart(artwork.box, artwork.patches, tuple(r.box for r in artwork.rules), labels)


def _may_show(region: Region, raw: Sequence[RawPage]) -> bool:
    """Whether a chart may be drawn in a region, or be a picture there."""
    page = raw[region.page - 1]
    return _names_chart(region, raw) or any(
        is_large(image.box) and _holds(region.box, image.box) for image in page.images
    )


def _holds(box: Box, other: Box) -> bool:
    return box.holds((other.x0 + other.x1) / 2, (other.top + other.bottom) / 2)


def _can_be_read(region: Region, raw: Sequence[RawPage]) -> bool:
    """Whether there are words for what is there, or a recogniser; if not, nothing need be drawn."""
    return recogniser.is_installed() or _names_chart(region, raw)


def _names_chart(region: Region, raw: Sequence[RawPage]) -> bool:
    """Whether the words of a region may be a chart's."""
    return subject_of(labels_of(_runs_in(region.box, raw[region.page - 1]))) is not None


def _runs_in(box: Box, page: RawPage) -> list[WordRun]:
    return runs_of([word for word in page.words if _is_in(word, box)])


def _is_in(word: Word, box: Box) -> bool:
    return box.holds((word.x0 + word.x1) / 2, word.baseline - word.size / 3)
