"""Small tables: rows, and cells that are wrapped."""

from __future__ import annotations

from irp.segment.tables import table_rows
from irp.spans import Box
from irp.text.model import Line, Placed


def row(*cells: tuple[str, float], gap: float) -> Line:
    """A line of cells, each at its place from the left."""
    text, words = "", []
    for cell, x in cells:
        text = f"{text} {cell}".strip()
        words.append(Placed(len(text) - len(cell), len(text), x, x + 5 * len(cell)))
    starts = tuple(word.start for word in words[1:])
    box = Box(cells[0][1], 0, 500, 12)
    return Line(1, 0, 0, text, text, gap=gap, cells=starts, box=box, size=12, words=tuple(words))


def told(*lines: Line) -> list[list[str]]:
    return [[cell.text for cell in cells] for cells in table_rows(lines)]


def test_several_cells_of_a_row_may_be_wrapped() -> None:
    table = [
        row(("Kitchen", 72), ("Not yet", 200), ("Open", 300), gap=0.4),
        row(("and stores", 72), ("opened", 200), gap=0.0),
        row(("Laundry", 72), ("Open", 200), ("Open", 300), gap=0.4),
    ]
    assert told(*table) == [
        ["Kitchen and stores", "Not yet opened", "Open"],
        ["Laundry", "Open", "Open"],
    ]


def test_rows_without_space_between_them_stay_rows() -> None:
    table = [
        row(("Month", 72), ("hours", 200), ("men", 300), gap=0.0),
        row(("kitchen", 72), ("full", 200), ("some", 300), gap=0.0),
    ]
    assert told(*table) == [["Month", "hours", "men"], ["kitchen", "full", "some"]]


def test_figures_are_no_wrapped_cells() -> None:
    table = [
        row(("Kitchen", 72), ("12", 200), gap=0.4),
        row(("stores", 72), ("7", 200), gap=0.0),
        row(("Laundry", 72), ("3", 200), gap=0.4),
    ]
    assert told(*table) == [["Kitchen", "12"], ["stores", "7"], ["Laundry", "3"]]
