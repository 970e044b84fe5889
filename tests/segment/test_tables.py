"""Small tables: rows, and cells that are wrapped."""

from __future__ import annotations

from irp.parser.segment.model import Loose, Numbered, TableBlock
from irp.parser.segment.parts.tables import table_rows, tabular, take_tables
from irp.parser.text.model import Line
from irp.parser.text.passage import Passage
from segment.dumping import items_of, row


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


def table_of(*rows: list[Line]) -> list[TableBlock]:
    """The tables among items of which each holds the lines of one row."""
    number = Passage.of_lines([row(("3.1", 72), gap=0.4)])
    paragraph = Numbered(
        number, Passage.of_lines([row(("The table gives the figures.", 90), gap=0)])
    )
    items = [Loose(Passage.of_lines(lines)) for lines in rows]
    _, tables = take_tables([paragraph, *items, paragraph])
    return tables


HEAD = [
    row(("Grade", 72), ("Target", 200), ("In post", 260), ("Available for", 330), gap=0.6),
    row(("duty", 330), gap=0.0),
]
OFFICERS = [row(("Officers", 72), ("206", 200), ("136", 260), ("96", 330), gap=0.4)]
MANAGERS = [
    row(("Custodial", 72), ("27", 200), ("18", 260), ("12", 330), gap=0.4),
    row(("managers", 72), gap=0.0),
]


def test_most_rows_of_a_small_table_may_be_wrapped() -> None:
    [table] = table_of(HEAD, OFFICERS, MANAGERS)
    assert [[cell.text for cell in cells] for cells in table.rows] == [
        ["Grade", "Target", "In post", "Available for duty"],
        ["Officers", "206", "136", "96"],
        ["Custodial managers", "27", "18", "12"],
    ]


def test_text_across_the_columns_is_no_row() -> None:
    text = [
        row(("Staff on the wings had been", 72), ("told", 260), gap=0.4),
        row(
            ("of it, and said so to each of us when", 72), ("we", 260), ("asked them", 280), gap=0.0
        ),
        row(("and again, at the time", 72), ("of the visit", 260), gap=0.0),
    ]
    for line in text[1:]:
        object.__setattr__(line, "cells", ())
    assert len(table_of(HEAD, OFFICERS, text)) == 1
    assert len(table_of(HEAD, OFFICERS, text)[0].rows) == 2


def test_a_row_alone_has_columns_and_is_no_heading() -> None:
    assert table_of(MANAGERS) == []
    assert tabular(Loose(Passage.of_lines(MANAGERS)))
    assert not tabular(Loose(Passage.of_lines([row(("Daily life", 72), gap=0.4)])))


def test_what_says_where_the_figures_come_from_is_the_note_of_a_table() -> None:
    text = (
        "Safety\n\nConcern: Violence was high.\n\n3.1 It had gone down.\n\nQuarter  Assaults\n"
        "Spring  61\nAutumn  38\n\nSource: the prison’s records, read in May.\n\n3.2 It was low.\n"
    )
    items, [table] = take_tables(items_of(text))
    assert table.note.text == "Source: the prison’s records, read in May."
    assert [item.text.text for item in items if isinstance(item, Numbered)] == [
        "It had gone down.",
        "It was low.",
    ]


def test_a_note_close_below_the_rows_is_no_row() -> None:
    text = (
        "Safety\n\nConcern: Violence was high.\n\n3.1 It had gone down.\n\nQuarter  Assaults\n"
        "Spring  61\nAutumn  38\nNote: the prison’s own figures.\n\n3.2 It was low.\n"
    )
    _, [table] = take_tables(items_of(text))
    assert table.note.text == "Note: the prison’s own figures."
    assert len(table.rows) == 3


def test_the_head_of_a_table_that_a_page_repeats_is_no_row() -> None:
    text = "3.1 It was so.\n\nMonth   Tests\nMay     31\nJune    20\n\fMonth   Tests\nJuly    33\n"
    _, [table] = take_tables(items_of(f"{text}\n3.2 It was.\n"))
    rows = [[cell.text for cell in row] for row in table.rows]
    assert rows == [["Month", "Tests"], ["May", "31"], ["June", "20"], ["July", "33"]]
    assert [head.text for head in table.heads] == ["Month Tests"]
