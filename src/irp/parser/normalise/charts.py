"""The counts that the charts of progress show, and what is to be said about charts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from irp.parser.charts.read import Charts, figure_key
from irp.parser.normalise.grounding import Node
from irp.parser.segment.model import FigureBlock
from irp.parser.text.model import TextProblem
from irp.record.spans import Sourced
from irp.record.vocabulary import Witness


def counts_shown(figure: FigureBlock, charts: Charts) -> list[Node]:
    """The counts of a figure's chart; empty where it shows none, or could not be read."""
    chart = charts.get(figure_key(figure))
    if chart is None:
        return []
    return [
        {
            "judgement": Sourced(shown.judgement, chart.place(shown.box)),
            "count": Sourced(shown.number, chart.place(shown.box)),
            "witness": Sourced(chart.reading.witness, chart.place(shown.box)),
        }
        for shown in chart.reading.counts
    ]


def chart_problems(figures: Sequence[FigureBlock], charts: Charts) -> Iterator[TextProblem]:
    """Charts that could not be read, or contradict themselves."""
    for figure in figures:
        chart = charts.get(figure_key(figure))
        if chart is None:
            continue
        name, place = figure.words.text.rstrip(" :."), figure.words.spans()[0]
        if chart.reading.unread:
            message = f"the chart of {name} was not read: {chart.reading.unread}"
            yield TextProblem("chart_unread", message, place)
        is_picture = chart.reading.witness is Witness.PICTURE
        for doubt in chart.reading.doubts:
            message = f"the chart of {name} contradicts itself: {doubt}"
            yield TextProblem(
                "picture_in_doubt" if is_picture else "chart_in_doubt", message, place
            )
