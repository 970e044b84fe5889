"""Distinguishes labels and titles that extend beyond their drawings from lines of the body.

A body line begins where lines of the body begin; a label is centred under its bar or is
beside its slice. Looked for only next to a drawing, and only where no tag says what a line is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from irp.parser.text.engines.word_segmentation import LARGE
from irp.parser.text.figures.find import BodyStyle
from irp.parser.text.line_builder import Draft, DraftPage
from irp.parser.text.model import Furniture, Picture
from irp.record.spans import Box

_REACH: Final = 1.8
"""Of the body's size: how far from the drawing, or from the label before it, a label may be."""
_TITLE: Final = 1.3
"""Of the body's size; a larger line is a drawing's title only where it is no wider than that."""
_BESIDE: Final = 60.0
"""Points; how far beside the drawing a label above or below it may begin or end."""
_LEGEND: Final = 200.0
"""Points; how far beside the drawing a legend or the name of a bar may be."""
_EDGE_LEAST: Final = 3
_EDGE_SHARE: Final = 0.04
"""Of the body's lines that begin at one place, where lines of the body begin there."""
_PROSE: Final = 25
"""A line set as the body with at least this many characters is prose."""
_SENTENCE: Final = 40
_LONGEST: Final = 70
_SLACK: Final = 10.0
_STAMPED: Final = 0.005
"""The greatest share of a document's characters in the font of a stamp."""
_ACROSS: Final = 0.5
"""Of the size of a line: how much of its height another one covers that is printed over it."""
_CAPTION: Final = re.compile(r"(?:figure|fig\.|chart|table|graph|photo\w*|source)\b", re.IGNORECASE)


def left_edges(pages: Iterable[DraftPage], body: BodyStyle) -> set[float]:
    """Where lines that are set as the body often begin."""
    counts = Counter(
        _edge(line.box.x0)
        for page in pages
        for line in page.lines
        if line.box and not line.in_figure and body.sets(line.size or 0.0, line.family)
    )
    least = max(_EDGE_LEAST, _EDGE_SHARE * counts.total())
    return {edge for edge, count in counts.items() if count >= least}


def mark_labels(
    page: DraftPage, drawings: Sequence[Box], body: BodyStyle, edges: set[float]
) -> None:
    """Mark lines next to a page's drawings that are labels as part of a figure."""
    for drawing in drawings:
        beside = [line for line in page.lines if _beside(line, drawing)]
        for line in beside:
            if not line.in_figure and _is_label(line, drawing, body, edges, inside=True):
                line.in_figure = True
        below = [line for line in page.lines if line.baseline > drawing.bottom]
        _mark_chain(below, drawing.bottom, drawing, body, edges)
        above = [line for line in page.lines if line.baseline < drawing.top]
        _mark_chain(above[::-1], drawing.top, drawing, body, edges)


def _mark_chain(
    lines: Iterable[Draft], start: float, drawing: Box, body: BodyStyle, edges: set[float]
) -> None:
    """Mark labels from the drawing outwards until a line is not a label or is too far away."""
    reached = start
    for line in lines:
        near = line.box.top if line.box and line.baseline > drawing.bottom else line.baseline
        if abs(near - reached) > _REACH * body.size:
            return
        if not line.in_figure and not _is_label(line, drawing, body, edges, inside=False):
            return
        line.in_figure = True
        reached = line.baseline


def _beside(line: Draft, drawing: Box) -> bool:
    return drawing.top <= line.baseline <= drawing.bottom + 0.2 * (line.size or 0.0)


def _is_label(
    line: Draft, drawing: Box, body: BodyStyle, edges: set[float], *, inside: bool
) -> bool:
    reach = _LEGEND if inside else _BESIDE
    if line.box is None or line.box.x0 > drawing.x1 + reach or line.box.x1 < drawing.x0 - reach:
        return False
    if (line.size or 0.0) > _TITLE * body.size and not _no_wider(line.box, drawing):
        return False
    as_body = body.sets(line.size or 0.0, line.family)
    if _CAPTION.match(line.text) or (not line.cells and _is_prose(line.text, as_body=as_body)):
        return False
    start = _edge(line.box.x0)
    aligned = any(start + step in edges for step in (-1.0, -0.5, 0.0, 0.5, 1.0))
    return not aligned or (inside and not as_body)


def _no_wider(box: Box, drawing: Box) -> bool:
    return drawing.x0 - _SLACK <= box.x0 and box.x1 <= drawing.x1 + _SLACK


def _is_prose(text: str, *, as_body: bool) -> bool:
    length = len(text)
    if as_body and length >= _PROSE:
        return True
    return length > _LONGEST or (length >= _SENTENCE and text.endswith((".", ",", ";", ":")))


def _edge(x: float) -> float:
    return round(x * 2) / 2


def mark_stamps(pages: Sequence[DraftPage], body: BodyStyle) -> None:
    """Mark the lines that are stamped on a page, and are neither captions nor text.

    They are beside photographs, in a font which the document hardly uses; or large, across lines
    of text, as a watermark is.
    """
    families: Counter[str] = Counter()
    for page in pages:
        for line in page.lines:
            families[line.family] += len(line.text)
    few = _STAMPED * families.total()
    for page in pages:
        for line in page.lines:
            large = (line.size or 0) > LARGE * body.size and not line.in_figure
            if large and any(_lies_across(line, other) for other in page.lines):
                line.furniture = Furniture.STAMP
        for line in page.lines if page.pictures else ():
            box, foreign = line.box, families[line.family] < few and not line.in_figure
            if box and foreign and any(_is_beside(box, picture) for picture in page.pictures):
                line.furniture = Furniture.STAMP


def _lies_across(line: Draft, other: Draft) -> bool:
    """Whether a line is printed over another one, in much larger letters."""
    size = other.size or 0
    if line.box is None or other.box is None or other.in_figure or (line.size or 0) < LARGE * size:
        return False
    level = min(line.box.bottom, other.box.bottom) - max(line.box.top, other.box.top)
    across = min(line.box.x1, other.box.x1) - max(line.box.x0, other.box.x0)
    return level > _ACROSS * size and across > size


def _is_beside(box: Box, picture: Picture) -> bool:
    """Whether a line is to the left or right of a picture, all of it at its height."""
    around = picture.box
    level = around.top <= box.top and box.bottom <= around.bottom
    return level and (box.x0 >= around.x1 or box.x1 <= around.x0)
