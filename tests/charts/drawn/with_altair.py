"""Charts by Vega-Lite, as a PDF or as a picture; a style that the reader was not made with."""

from __future__ import annotations

from typing import Any

from .facts import Facts, Style, grade_name, value_words

_ORIENT = {"top": "top", "bottom": "bottom", "right": "right"}


def draw(facts: Facts, style: Style, size: tuple[float, float], form: str, dpi: int = 150) -> bytes:
    """The chart as a file of this form ("pdf", "png"), its size in points."""
    import vl_convert

    spec = _pie(facts, style) if style.kind in ("pie", "ring") else _bars(facts, style)
    spec |= {
        "width": size[0] - 170,
        "height": size[1] - 90,
        "background": "#ffffff",
        "config": {
            "view": {"fill": style.ground, "stroke": None},
            "font": "Liberation Sans",
            "axis": {"labelFontSize": style.size, "labelLimit": 300},
            "legend": {"labelFontSize": style.size, "labelLimit": 300},
        },
    }
    if form == "pdf":
        return bytes(vl_convert.vegalite_to_pdf(spec))
    return bytes(vl_convert.vegalite_to_png(spec, ppi=dpi))


def _rows(facts: Facts, style: Style) -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "series": series,
            "value": values[index],
            "words": value_words(values[index], facts, style),
            "share": f"{100 * values[index] / facts.n:.0f}%" if facts.n else "",
        }
        for series, values in facts.series
        for index, name in enumerate(facts.names)
    ]


def _legend(style: Style) -> dict[str, Any] | None:
    if style.legend == "none":
        return None
    return {"orient": _ORIENT[style.legend], "title": None, "symbolType": "square"}


def _bars(facts: Facts, style: Style) -> dict[str, Any]:
    outcomes = facts.about == "outcomes"
    along, up, offset = ("y", "x", "yOffset") if style.kind == "rows" else ("x", "y", "xOffset")
    words = "|".join(f"datum.value=={g}?'{grade_name(g)}'" for g in range(1, 5)).replace("|", ":")
    axis: dict[str, Any] = {"title": None, "grid": style.grid, "tickMinStep": 1, "format": "d"}
    most = 4 if outcomes else max(*facts.series[0][1], 1) + 1
    if outcomes:
        whole = f"({words}:'')"
        split = f"split({whole}, ' ')" if style.kind == "rows" else whole  # or they would overlap
        axis |= {"values": [1, 2, 3, 4], "labelExpr": split}
    else:
        axis |= {"values": [*range(most + 1)]}
    if not style.axis:
        axis |= {"labels": False, "ticks": False, "domain": False}
    many = len(facts.series) == 1 and style.legend != "none"
    colour = "name" if many else "series"
    domain = list(facts.names) if many else [name for name, _ in facts.series]
    encoding: dict[str, Any] = {
        along: {
            "field": "name",
            "type": "nominal",
            "sort": None,
            "axis": {"title": None, "labelAngle": 0, "labelExpr": _broken(style)},
        },
        up: {
            "field": "value",
            "type": "quantitative",
            "axis": axis,
            "scale": {"domain": [0, most + 0.4]},
        },
        "color": {
            "field": colour,
            "type": "nominal",
            "sort": None,
            "scale": {"domain": domain, "range": list(style.colours[: len(domain)])},
            "legend": _legend(style),
        },
    }
    if len(facts.series) > 1:
        encoding[offset] = {"field": "series", "sort": None}
    layers: list[dict[str, Any]] = [{"mark": {"type": "bar"}, "encoding": encoding}]
    if style.labels == "numbers":
        place = (
            {"align": "left", "dx": 3} if style.kind == "rows" else {"baseline": "bottom", "dy": -2}
        )
        text = {**{k: v for k, v in encoding.items() if k != "color"}, "text": {"field": "words"}}
        layers.append({"mark": {"type": "text", "fontSize": style.size, **place}, "encoding": text})
    return {"data": {"values": _rows(facts, style)}, "layer": layers}


def _broken(style: Style) -> str:
    """Long names on several lines below columns."""
    return "datum.label" if style.kind == "rows" else "split(datum.label, ' ')"


def _pie(facts: Facts, style: Style) -> dict[str, Any]:
    rows = [row for row in _rows(facts, style) if row["value"]]
    names = [row["name"] for row in rows]
    legend = _legend(style) or {"orient": "right", "title": None}
    base = {
        "theta": {"field": "value", "type": "quantitative", "stack": True},
        "order": {"field": "order", "type": "quantitative"},
    }
    for order, row in enumerate(rows):
        row["order"] = order
    colour = {
        "field": "name",
        "type": "nominal",
        "scale": {"domain": names, "range": list(style.colours[: len(names)])},
        "legend": legend,
    }
    inner = {"innerRadius": 40} if style.kind == "ring" else {}
    layers: list[dict[str, Any]] = [
        {"mark": {"type": "arc", "outerRadius": 80, **inner}, "encoding": {**base, "color": colour}}
    ]
    if style.labels != "none":
        field = "words" if style.labels == "numbers" else "share"
        layers.append(
            {
                "mark": {"type": "text", "radius": 62, "fontSize": style.size},
                "encoding": {**base, "text": {"field": field}},
            }
        )
    return {"data": {"values": rows}, "layer": layers}
