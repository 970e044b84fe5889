"""Builds draft pages from the raw pages of any engine: figures, lines, labels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from irp.parser.text.engines.raw import RawPage
from irp.parser.text.figures.chart_labels import left_edges, mark_labels, mark_stamps
from irp.parser.text.figures.find import Figures, body_style, find_figures
from irp.parser.text.hyphenation import (
    divides_by_sign,
    draws_soft_hyphens,
    with_hyphens,
    with_soft_hyphens,
)
from irp.parser.text.line_builder import DraftPage
from irp.parser.text.lines import build_lines
from irp.parser.text.model import Furniture, Word
from irp.parser.text.seen.beside import right_edge, words_beside
from irp.parser.text.seen.columns import is_level, newspaper_columns

_WITH_COVER: Final = 3
"""The fewest pages of a document with a cover."""


def draft_pages(raw: Sequence[RawPage]) -> list[DraftPage]:
    """Build the lines of all pages; furniture and gaps are not marked yet."""
    if draws_soft_hyphens(raw):
        raw = [with_hyphens(page) for page in raw]
    elif divides_by_sign(raw):
        raw = [with_soft_hyphens(page) for page in raw]
    body = body_style(raw)
    figures = [
        # A cover has ornaments and logos; what is on or beside them is the report's title.
        find_figures(page, body, tags_only=page.number == 1 and len(raw) >= _WITH_COVER)
        for page in raw
    ]
    pages = [_page(page, found) for page, found in zip(raw, figures, strict=True)]
    edge = right_edge(page.lines for page in pages)
    for page, source in zip(pages, raw, strict=True):
        _part_from_text(page, source.words, edge)
        _part_columns(page, source.words)
    mark_stamps(pages, body)
    untagged = [
        (page, found.drawings)
        for page, found, source in zip(pages, figures, raw, strict=True)
        if found.drawings and not source.figures  # tags, where there are any, have already decided
    ]
    if untagged:
        edges = left_edges(pages, body)
        for page, drawings in untagged:
            mark_labels(page, drawings, body, edges)
            for line in page.lines:
                if line.in_figure and line.furniture is Furniture.BESIDE:
                    line.furniture = None  # the drawing is wider than the text
    return pages


def _part_from_text(page: DraftPage, words: Sequence[Word], edge: float) -> None:
    """Make separate lines of the words beside the text of a page."""
    lines = [line for line in page.lines if not line.in_figure]
    chosen = words_beside(words, lines, edge)
    if not chosen:
        return
    beside = build_lines([word for index, word in enumerate(words) if index in chosen])
    for line in beside:
        line.furniture = Furniture.BESIDE
    rest = build_lines([word for index, word in enumerate(words) if index not in chosen])
    labels = [line for line in page.lines if line.in_figure]
    page.lines = sorted([*rest, *beside, *labels], key=lambda line: line.baseline)


def _part_columns(page: DraftPage, words: Sequence[Word]) -> None:
    """Put the second column of newspaper text after the first."""
    for rows, x in newspaper_columns([line for line in page.lines if not line.in_figure]):
        level = [word for word in words if is_level(word, rows)]
        first = build_lines([word for word in level if word.x0 < x])
        second = build_lines([word for word in level if word.x0 >= x])
        at = page.lines.index(rows[0])
        rest = [line for line in page.lines if not any(line is row for row in rows)]
        page.lines = [*rest[:at], *first, *second, *rest[at:]]


def _page(page: RawPage, figures: Figures) -> DraftPage:
    inside = figures.inside
    if inside:
        lines = build_lines([w for i, w in enumerate(page.words) if i not in inside])
        labels = [w for i, w in enumerate(page.words) if i in inside]
        lines += build_lines(labels, in_figure=True)
    else:
        lines = build_lines(page.words)
    if page.turned:
        lines += build_lines(page.turned, in_figure=True)
    if inside or page.turned:
        lines.sort(key=lambda line: line.baseline)
    return DraftPage(page.number, lines, page.width, page.height, page.rotation, figures.pictures)
