"""Cells side by side on lines, and which of them are one column."""

from __future__ import annotations

import pytest

from irp.errors import LayoutDefinitionError
from irp.parser.layouts.base import Layout, Trait
from irp.parser.segment.parts.side_by_side import cell_columns, cells_of
from irp.parser.segment.summary.tables import cell_of
from irp.parser.text.model import Line, Placed
from irp.record.spans import Box
from irp.record.vocabulary import SectionRole


def row(index: int, *cells: tuple[str, float]) -> Line:
    """A line of a page, made of texts and where each begins; a letter is 5 points wide."""
    text = " ".join(cell for cell, _ in cells)
    placed, starts, at = [], [], 0
    for cell, x0 in cells:
        placed.append(Placed(at, at + len(cell), x0, x0 + 5 * len(cell)))
        starts.append(at)
        at += len(cell) + 1
    box = Box(placed[0].x0, 0, placed[-1].x1, 10)
    return Line(1, index, 0, text, text, cells=tuple(starts[1:]), box=box, words=tuple(placed))


def dumped(index: int, raw: str, *cells: int) -> Line:
    return Line(1, index, 0, " ".join(raw.split()), raw, cells=cells)


def texts(lines: list[Line]) -> list[list[str]]:
    return [[cell.line.text[cell.start : cell.end].strip() for cell in column]
            for column in cell_columns(lines)]  # fmt: skip


def test_a_line_is_cut_where_columns_begin() -> None:
    line = row(0, ("name", 0), ("role", 100))
    assert [(cell.start, cell.end) for cell in cells_of(line)] == [(0, 5), (5, 9)]
    assert [(cell.start, cell.end) for cell in cells_of(row(0, ("name", 0)))] == [(0, 4)]


def test_cells_that_share_a_part_of_the_width_are_one_column() -> None:
    lines = [row(0, ("Ada", 0), ("Head", 100)), row(1, ("Beth Hale", 0), ("Cook", 45))]
    assert texts(lines) == [["Ada", "Beth Hale"], ["Cook"], ["Head"]]
    lines = [row(0, ("Ada", 0), ("Head", 100)), row(1, ("Beth Hale", 0), ("Cook", 44))]
    assert texts(lines) == [["Ada", "Beth Hale", "Cook"], ["Head"]]


def test_a_short_cell_does_not_end_a_column_that_a_long_one_began() -> None:
    lines = [row(0, ("A long name", 0)), row(1, ("Bo", 5)), row(2, ("Cy", 40))]
    assert texts(lines) == [["A long name", "Bo", "Cy"]]


def test_the_columns_of_a_dump_are_counted_in_its_own_characters() -> None:
    lines = [dumped(0, "Ada            Head", 4), dumped(1, "Beth Halesworth   Cook", 16)]
    assert texts(lines) == [["Ada", "Beth Halesworth"], ["Head", "Cook"]]
    tabbed = [dumped(0, "Ada\tHead", 4), dumped(1, "Bo      Cook", 3)]
    assert texts(tabbed) == [["Ada", "Bo"], ["Head", "Cook"]]


def layout(*promised: SectionRole, **traits: str) -> Layout:
    held = {Trait[name]: frozenset({value}) for name, value in traits.items()}
    return Layout("invented", "Invented", (2020, None), held, promised)


def test_a_layout_promises_each_section_once_and_one_with_follow_ups() -> None:
    with pytest.raises(LayoutDefinitionError, match="promised twice"):
        layout(SectionRole.PROGRESS, SectionRole.PROGRESS)
    with pytest.raises(LayoutDefinitionError, match="no section holds follow-ups"):
        layout(SectionRole.SUMMARY)


def test_a_layout_fits_where_every_trait_does() -> None:
    both = layout(SectionRole.PROGRESS, SIGNED="hand", NUMBERS="plain")
    assert both.fits({Trait.SIGNED: "hand", Trait.NUMBERS: "plain", Trait.LABELS: "any"})
    assert not both.fits({Trait.SIGNED: "hand", Trait.NUMBERS: "other"})
    assert not both.fits({Trait.SIGNED: "hand"})
    assert layout(SectionRole.PROGRESS).fits({})


@pytest.mark.parametrize(
    ("line", "edge", "right"),
    [
        (dumped(0, "progress"), None, True),
        (dumped(0, "Progress"), None, False),
        (dumped(0, "prisoners"), None, False),
        (row(0, ("progress", 300)), 300, True),
        (row(0, ("Progress", 300)), 300, True),
        (row(0, ("progress", 295)), 300, True),
        (row(0, ("progress", 72)), 300, False),
        (row(0, ("progress", 300)), None, False),
    ],
)
def test_the_rest_of_a_judgement_alone_on_a_line_is_in_the_column_of_judgements(
    line: Line, edge: float | None, right: bool
) -> None:
    cell = cell_of(line, edge)
    assert (cell.left is None, cell.right is not None) == (right, right)
