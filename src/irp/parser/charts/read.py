"""The entry: reads the charts of a report's figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from irp.parser.charts.labels import labels_of, runs_of
from irp.parser.charts.model import Chart, ChartLabel, ChartReading
from irp.parser.charts.reading import read_chart, subject_of
from irp.parser.charts.regions import Region, regions_of
from irp.parser.patterns import Pattern
from irp.parser.segment.model import FigureBlock, Outline
from irp.parser.segment.patterns import CAPTION_END
from irp.parser.text.engines.pdfium.artwork import Artwork, read_artwork
from irp.parser.text.engines.raw import RawPage
from irp.parser.text.model import Word
from irp.record.spans import Box, Span
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
        figure_key(figure): [r for r in regions_of(figure, document) if _is_chart(r, document.raw)]
        for figure in figures
    }
    places: dict[int, list[Box]] = {}
    for region in (region for found in regions.values() for region in found):
        places.setdefault(region.page, []).append(region.box)
    if not places:
        return {}
    turns = {number: document.raw[number - 1].rotation for number in places}
    artworks = read_artwork(source.pdf, turns, places)
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
        chart = chart_of(drawn[region.page, region.box], raw[region.page - 1])
        reading = read_chart(chart, years, int(count[0]) if count else None)
        if reading and (reading.outcomes or reading.counts):
            return FigureChart(region.page, reading)
        if reading and unread is None:
            unread = FigureChart(region.page, reading)
    return unread


def chart_of(artwork: Artwork, page: RawPage) -> Chart:
    """What is drawn in a place, with the words that are there."""
    rules, labels = tuple(r.box for r in artwork.rules), _labels(artwork.box, page)
    return Chart(artwork.box, artwork.patches, rules, labels)


def _is_chart(region: Region, raw: Sequence[RawPage]) -> bool:
    """Whether the words of a region may be a chart's; if not, its drawings need not be read."""
    return subject_of(_labels(region.box, raw[region.page - 1])) is not None


def _labels(box: Box, page: RawPage) -> tuple[ChartLabel, ...]:
    return labels_of(runs_of([word for word in page.words if _is_in(word, box)]))


def _is_in(word: Word, box: Box) -> bool:
    return box.holds((word.x0 + word.x1) / 2, word.baseline - word.size / 3)
