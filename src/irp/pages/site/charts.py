"""A tally as a chart: bars of equal length, each divided by the shares of its judgements.

Altair makes the chart and vl-convert draws it, without a browser and without a network. The
colours here are markers only: ``svg`` replaces them by classes, to which the style sheet gives
colours for light, dark and paper.
"""

from __future__ import annotations

import textwrap
from functools import lru_cache
from typing import Any

from irp.errors import MissingExtraError
from irp.pages.site import words
from irp.pages.site.data.tallies import JudgementTally, TallyLine
from irp.pages.site.svg import TEXT_ON, cleaned, fill_sign

MOST_LINES = 12
"""Lines that a chart shows; it combines the rest in one. The table below it has them all."""
REST = "All others"
_NARROW_LABEL, _BROAD_LABEL = 15, 36
"""Characters of a line of a label, in a narrow chart and in others."""
_NARROWEST_LABEL = 0.05
"""A part with less than this share of its bar is too narrow for its number."""


def chart_svg(tally: JudgementTally, *, alone: bool = False, narrow: bool = False) -> str:
    """The chart as an SVG element for a page: no script, no style, no references.

    Args:
        tally: what to draw.
        alone: make it a separate file, with the colours in it that a page's style sheet has.
        narrow: draw it for a telephone: shorter bars, and labels on several lines.

    Raises:
        MissingExtraError: altair or vl-convert is not installed.
    """
    name = f"{tally.name}-narrow" if narrow else tally.name
    drawn = _drawn(tally, narrow=narrow)
    return cleaned(drawn, name=name, title=tally.title, description=tally.summary, alone=alone)


@lru_cache(maxsize=64)
def _drawn(tally: JudgementTally, *, narrow: bool) -> str:
    """As vl-convert draws it."""
    try:
        import vl_convert
    except ImportError as error:
        raise MissingExtraError("pages", "vl-convert-python") from error
    drawn: str = vl_convert.vegalite_to_svg(chart_spec(tally, narrow=narrow))
    return drawn


def chart_spec(tally: JudgementTally, *, narrow: bool = False) -> dict[str, Any]:
    """The chart as a Vega-Lite specification."""
    try:
        import altair as alt
    except ImportError as error:
        raise MissingExtraError("pages", "altair") from error

    lines = shown_lines(tally)
    labels = _labels(lines)
    longest = _NARROW_LABEL if narrow else _BROAD_LABEL
    labels = ["\n".join(textwrap.wrap(label, longest)) for label in labels]
    tallest = max((label.count("\n") for label in labels), default=0)
    values = [
        part
        for line, label in zip(lines, labels, strict=True)
        for part in _parts(tally, line, label)
    ]
    base = alt.Chart(alt.InlineData(values=values)).encode(
        y=alt.Y(
            "label:N",
            title=None,
            sort=labels,
            axis=alt.Axis(
                labelExpr="split(datum.label, '\\n')",
                labelFontSize=14,
                labelLimit=280,
                ticks=False,
                domain=False,
                labelPadding=8,
            ),
        )
    )
    bars = base.mark_bar().encode(
        x=alt.X(
            "start:Q",
            title="Share of follow-ups",
            scale=alt.Scale(domain=[0, 1]),
            axis=alt.Axis(
                format=".0%",
                tickCount=2 if narrow else 5,
                labelFontSize=13,
                titleFontSize=13,
                titleFontWeight="normal",
                domain=False,
                ticks=False,
            ),
        ),
        x2="end:Q",
        color=alt.Color("sign:N", scale=None),
    )
    numbers = (
        base.transform_filter(f"datum.end - datum.start >= {_NARROWEST_LABEL}")
        .mark_text(fontSize=13)
        .encode(
            x=alt.X("middle:Q"),
            text=alt.Text("count:Q", format=",d"),
            color=alt.Color("text_sign:N", scale=None),
        )
    )
    chart = alt.layer(bars, numbers).properties(
        width=180 if narrow else 520, height=alt.Step(max(32, 17 * tallest + 24))
    )
    chart = chart.configure_view(stroke=None).configure(
        background="transparent", padding={"left": 18, "right": 18, "top": 4, "bottom": 8}
    )
    spec: dict[str, Any] = chart.to_dict()
    return spec


def shown_lines(tally: JudgementTally) -> list[TallyLine]:
    """The lines that fit in the chart; one may combine the least, or the earliest years."""
    if len(tally.lines) <= MOST_LINES:
        return list(tally.lines)
    in_time = tally.by == "year"
    at = 1 - MOST_LINES if in_time else MOST_LINES - 1
    rest, shown = (tally.lines[:at], tally.lines[at:])[:: 1 if in_time else -1]
    sums = tuple(sum(line.counts[i] for line in rest) for i in range(len(tally.judgements)))
    others = TallyLine(f"{REST} ({len(rest)})", "", sums)
    return [others, *shown] if in_time else [*shown, others]


def _parts(tally: JudgementTally, line: TallyLine, label: str) -> list[dict[str, Any]]:
    parts, before = [], 0
    for judgement, count in zip(tally.judgements, line.counts, strict=True):
        if count:
            start, end = before / line.total, (before + count) / line.total
            parts.append(
                {
                    "label": label,
                    "start": start,
                    "end": end,
                    "middle": (start + end) / 2,
                    "count": count,
                    "sign": fill_sign(judgement),
                    "text_sign": fill_sign(judgement, TEXT_ON),
                }
            )
        before += count
    return parts


def _labels(lines: list[TallyLine]) -> list[str]:
    """The label of each bar; no two may be equal, or their bars would overlap."""
    labels: list[str] = []
    for line in lines:
        label = f"{words.shown(line.label)} ({line.total:,})"
        labels.append(label if label not in labels else f"{label} [{len(labels) + 1}]")
    return labels
