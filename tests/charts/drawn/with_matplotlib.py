"""Charts by matplotlib, as a PDF or as a picture."""

from __future__ import annotations

import io
from textwrap import fill
from typing import Any

from .facts import Facts, Style, grade_name, value_words

_WHERE: dict[str, dict[str, Any]] = {
    "top": {"loc": "lower center", "bbox_to_anchor": (0.5, 1.01), "ncol": 2},
    "bottom": {"loc": "upper center", "bbox_to_anchor": (0.5, -0.2), "ncol": 2},
    "right": {"loc": "center left", "bbox_to_anchor": (1.01, 0.5)},
}


def draw(facts: Facts, style: Style, size: tuple[float, float], form: str, dpi: int = 150) -> bytes:
    """The chart as a file of this form ("pdf", "png"), its size in points."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib.figure import Figure

    with mpl.rc_context({"font.size": style.size}):
        figure = Figure(figsize=(size[0] / 72, size[1] / 72), dpi=dpi, layout="constrained")
        axes = figure.add_subplot()
        if style.kind in ("pie", "ring"):
            _pie(axes, facts, style)
        else:
            _bars(axes, facts, style)
        out = io.BytesIO()
        figure.savefig(
            out, format=form, dpi=dpi, metadata={"CreationDate": None} if form == "pdf" else {}
        )
    return out.getvalue()


def _bars(axes: Any, facts: Facts, style: Style) -> None:
    outcomes, rows = facts.about == "outcomes", style.kind == "rows"
    count = len(facts.series)
    thick = 0.7 / count
    bars = axes.barh if rows else axes.bar
    for number, (name, values) in enumerate(facts.series):
        places = [i + thick * (number - (count - 1) / 2) for i in range(len(values))]
        many = count == 1 and style.legend != "none"
        colours: Any = style.colours[: len(values)] if many else style.colours[number]
        if many:
            made = [
                bars([p], [v], thick, color=c, label=n)
                for p, v, c, n in zip(places, values, colours, facts.names, strict=True)
            ]
        else:
            made = [bars(places, values, thick, color=colours, label=name)]
        if style.labels == "numbers":
            for one in made:
                texts = [
                    value_words(round(v), facts, style)
                    for v in (getattr(p, "get_width" if rows else "get_height")() for p in one)
                ]
                axes.bar_label(one, texts, padding=2)
    names = list(facts.names) if rows else [fill(name, 14) for name in facts.names]
    (axes.set_yticks if rows else axes.set_xticks)(range(len(names)), names)
    if rows:
        axes.invert_yaxis()
    limit = (
        (5.5 if rows and style.labels == "numbers" else 4.4)
        if outcomes
        else max(*facts.series[0][1], 1) + 0.8
    )
    (axes.set_xlim if rows else axes.set_ylim)(0, limit)
    ticks = range(1, 5) if outcomes else range(int(limit) + 1)
    setter = axes.set_xticks if rows else axes.set_yticks
    if style.axis:
        width = 12 if rows else 30
        setter(ticks, [fill(_words(tick, outcomes=outcomes), width) for tick in ticks])
    else:
        setter([])
    axes.set_facecolor(style.ground)
    axes.set_axisbelow(True)
    axes.grid(visible=style.grid, axis="x" if rows else "y")
    if style.legend != "none":
        axes.legend(**_WHERE[style.legend], frameon=False)


def _words(value: float, *, outcomes: bool) -> str:
    return grade_name(round(value)) if outcomes else str(round(value))


def _pie(axes: Any, facts: Facts, style: Style) -> None:
    shown = [
        (name, count, colour)
        for name, count, colour in zip(facts.names, facts.series[0][1], style.colours, strict=False)
        if count
    ]
    counts = [count for _, count, _ in shown]
    ring = {"width": 0.5} if style.kind == "ring" else {}
    options: dict[str, Any] = {}
    if style.legend == "none":
        options["labels"] = [name for name, _, _ in shown]
    if style.labels == "numbers":
        options["autopct"] = lambda share: str(round(share * sum(counts) / 100))
    if style.labels == "percent":
        options["autopct"] = "%.0f%%"
    if style.labels != "none":
        options["pctdistance"] = 0.75
    wedges, *_ = axes.pie(
        counts,
        colors=[colour for _, _, colour in shown],
        startangle=90,
        counterclock=False,
        wedgeprops={"edgecolor": "white", **ring},
        **options,
    )
    if style.legend != "none":
        axes.legend(wedges, [name for name, _, _ in shown], **_WHERE[style.legend], frameon=False)
