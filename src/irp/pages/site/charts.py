"""A tally as a chart: bars of equal length, each divided by the shares of its judgements.

Drawn as SVG here: a library for charts would bring a browser's engine for a few rectangles, and
its markup would have to be cleaned before a page could hold it. Colours are classes, to which the
style sheet gives values for light, dark and paper.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from itertools import accumulate
from xml.etree import ElementTree as ET

from irp.pages import base
from irp.pages.site import words
from irp.pages.site.data.tallies import JudgementTally, TallyLine
from irp.record.vocabulary import Judgement

MOST_LINES = 12
"""Lines that a chart shows; it combines the rest in one. The table below it has them all."""
REST = "All others"
_SVG = "http://www.w3.org/2000/svg"
_NARROW_LABEL, _BROAD_LABEL = 15, 22
"""Characters of a line of a label, in a narrow chart and in others."""
_NARROW_BAR, _BROAD_BAR = 180, 360
"""Two broad charts fit beside each other on a wide screen without being made smaller."""
_CHARACTER, _LETTERS, _BAR = 8, 17, 26
"""Pixels: the room for a character, a line of a label, the height of a bar."""
_EDGE = 20
_NARROWEST_LABEL = 0.07
"""A part with less than this share of its bar is too narrow for its number."""


def class_of(judgement: Judgement | None, prefix: str = "j") -> str:
    """The class of a judgement in the style sheet: "j-good", or "on-good" for words on it."""
    word = judgement.value.removesuffix("_progress").replace("_", "-") if judgement else "missing"
    return f"{prefix}-{word}"


def chart_svg(tally: JudgementTally, *, alone: bool = False, narrow: bool = False) -> str:
    """The chart as an SVG element for a page: no script, no style, no references.

    Args:
        tally: what to draw.
        alone: make it a separate file, with the colours in it that a page's style sheet has.
        narrow: draw it for a telephone: shorter bars, and labels on several lines.
    """
    lines = shown_lines(tally)
    longest = _NARROW_LABEL if narrow else _BROAD_LABEL
    labels = [textwrap.wrap(f"{words.shown(o.label)} ({o.total:,})", longest) for o in lines]
    left = 12 + _CHARACTER * max((len(piece) for label in labels for piece in label), default=0)
    width = _NARROW_BAR if narrow else _BROAD_BAR
    heights = [max(_BAR + 6, _LETTERS * len(label) + 10) for label in labels]
    *tops, end = accumulate(heights, initial=4)
    root = _root(tally, f"{tally.name}-narrow" if narrow else tally.name, alone=alone)
    root.set("viewBox", f"0 0 {left + width + _EDGE} {end + 46}")
    root.set("width", str(left + width + _EDGE))
    _add_axis(root, left, width, end, parts=2 if narrow else 5)
    for line, label, top, height in zip(lines, labels, tops, heights, strict=True):
        middle = top + height / 2
        _add_label(root, left - 8, middle, label)
        _add_bar(root, tally, line, (left, width, middle))
    return ET.tostring(root, encoding="unicode")


def _root(tally: JudgementTally, name: str, *, alone: bool) -> ET.Element:
    """The drawing with its title and description, and nothing drawn yet."""
    root = ET.Element(
        "svg",
        {
            "class": "chart",
            "role": "img",
            "aria-labelledby": f"{name}-title {name}-description",
            "focusable": "false",
        },
    )
    for tag, part, text in (
        ("title", "title", tally.title),
        ("desc", "description", tally.summary),
    ):
        ET.SubElement(root, tag, {"id": f"{name}-{part}"}).text = words.shown(text)
    if alone:
        root.set("xmlns", _SVG)
        ET.SubElement(root, "style").text = base.asset("site/chart.css")
    return root


def _add_axis(root: ET.Element, left: int, width: int, end: int, *, parts: int) -> None:
    """Lines at equal shares, from the top to the labels under the bars."""
    for part in range(parts + 1):
        x = f"{left + width * part / parts:g}"
        place = {"x1": x, "x2": x, "y1": "2", "y2": str(end + 2), "class": "grid-stroke"}
        ET.SubElement(root, "line", place)
        _add_text(root, x, end + 18, f"{100 * part // parts}%", "ink-fill")
    title = f"{left + width / 2:g}"
    _add_text(root, title, end + 38, "Share of follow-ups", "ink-fill")


def _add_label(root: ET.Element, right: int, middle: float, label: Sequence[str]) -> None:
    first = middle + 5 - _LETTERS * (len(label) - 1) / 2
    if len(label) == 1:
        _add_text(root, str(right), first, label[0], "ink-fill", anchor="end")
        return
    text = _add_text(root, str(right), first, "", "ink-fill", anchor="end")
    for number, piece in enumerate(label):
        y = f"{first + _LETTERS * number:g}"
        ET.SubElement(text, "tspan", {"x": str(right), "y": y}).text = piece


def _add_bar(
    root: ET.Element, tally: JudgementTally, line: TallyLine, place: tuple[int, int, float]
) -> None:
    """The parts of a line's bar with their numbers; ``place``: its left, its length, its middle."""
    left, width, middle = place
    before = 0
    for judgement, count in zip(tally.judgements, line.counts, strict=True):
        start, share = before / line.total if line.total else 0, count / (line.total or 1)
        before += count
        if not count:
            continue
        box = {
            "x": f"{left + width * start:.1f}",
            "y": f"{middle - _BAR / 2:g}",
            "width": f"{width * share:.1f}",
            "height": str(_BAR),
            "class": class_of(judgement),
        }
        ET.SubElement(root, "rect", box)
        if share >= _NARROWEST_LABEL:
            x = f"{left + width * (start + share / 2):.1f}"
            _add_text(root, x, middle + 5, f"{count:,}", class_of(judgement, "on"))


def _add_text(
    root: ET.Element, x: str, y: float, text: str, name: str, *, anchor: str = "middle"
) -> ET.Element:
    size = "14" if anchor == "end" else "13"
    place = {"x": x, "y": f"{y:g}", "text-anchor": anchor, "font-size": size, "class": name}
    made = ET.SubElement(root, "text", place)
    made.text = text or None
    return made


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
