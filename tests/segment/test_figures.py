"""Figures of a narrative: labels, and the small print that stands among them."""

from __future__ import annotations

import pytest

from irp.parser.segment.items.narrative import with_alt_texts, with_labels
from irp.parser.segment.model import FigureBlock, Item, Loose, Numbered
from irp.parser.text.model import Line, Picture
from irp.parser.text.passage import EMPTY, Passage
from irp.record.spans import Box
from normalise.making import passage, passages


def figure_of(*labels: str, note: str = "") -> FigureBlock:
    block = FigureBlock(
        passage("Figure 2:"),
        passage("Progress"),
        passages(*labels),
        passage(note) if note else EMPTY,
    )
    [item] = with_labels([block])
    assert isinstance(item, FigureBlock)
    return item


@pytest.mark.parametrize(
    "lines",
    [
        ["Ofsted themes are shown apart."],
        ["This leaves out the concerns that", "Ofsted dealt with under its themes."],
        ["Any concerns that were followed up by", "the partner body are not", "shown here."],
    ],
)
def test_a_sentence_among_the_labels_of_a_chart_is_its_note(lines: list[str]) -> None:
    figure = figure_of("Good progress", "4", *lines)
    assert [label.text for label in figure.labels] == ["Good progress", "4"]
    assert figure.note.text.endswith(lines[-1])
    assert figure.note.text[0].isupper()


def test_the_rest_of_a_note_takes_its_beginning_from_the_labels() -> None:
    figure = figure_of("Good progress", "Any concerns that were", note="followed up are not here.")
    assert [label.text for label in figure.labels] == ["Good progress"]
    assert figure.note.text == "Any concerns that were followed up are not here."


@pytest.mark.parametrize(
    "labels",
    [["Good progress", "4"], ["4", "Good progress."], ["Safety", "Not sufficiently good."], []],
)
def test_labels_stay_labels(labels: list[str]) -> None:
    figure = figure_of(*labels)
    assert [label.text for label in figure.labels] == labels
    assert not figure.note


def test_a_note_of_its_own_stays_as_it_is() -> None:
    figure = figure_of("Men", "Others.", note="Ofsted themes are shown apart.")
    assert [label.text for label in figure.labels] == ["Men", "Others."]
    assert figure.note.text == "Ofsted themes are shown apart."


def placed(text: str, top: float, page: int = 1) -> Passage:
    """A line of text at this height."""
    return Passage.of_lines(
        [Line(page, int(top), 0, text, text, box=Box(72, top, 400, top + 12), size=11)]
    )


def a_figure(number: int, top: float, page: int = 1) -> FigureBlock:
    return FigureBlock(placed(f"Figure {number}:", top, page), placed("Progress", top, page))


def a_paragraph(top: float, page: int = 1) -> Numbered:
    return Numbered(placed("2.1", top, page), placed("More was found.", top, page))


def a_picture(text: str, top: float, page: int = 1) -> Picture:
    return Picture(page, Box(72, top, 400, top + 90), text)


@pytest.mark.parametrize(
    ("items", "pictures", "texts"),
    [
        # the picture next below the caption, however many there are
        ([a_figure(1, 100)], [a_picture("two", 300), a_picture("one", 120)], ["one"]),
        ([a_figure(1, 100)], [a_picture("above", 20)], [None]),
        ([a_figure(1, 100)], [], [None]),
        # each its own
        (
            [a_figure(1, 100), a_figure(2, 300)],
            [a_picture("one", 120), a_picture("two", 320)],
            ["one", "two"],
        ),
        # what stands below the next figure or paragraph is not the first one's
        ([a_figure(1, 100), a_figure(2, 300)], [a_picture("two", 320)], [None, "two"]),
        ([a_figure(1, 100), a_paragraph(300)], [a_picture("late", 320)], [None]),
        ([a_figure(1, 100), a_paragraph(300)], [a_picture("one", 120)], ["one"]),
        # at a page's foot: the first of the next page, if nothing stands above it
        ([a_figure(1, 700)], [a_picture("next", 40, 2)], ["next"]),
        ([a_figure(1, 700), a_paragraph(200, 2)], [a_picture("next", 40, 2)], ["next"]),
        ([a_figure(1, 700), a_paragraph(20, 2)], [a_picture("late", 40, 2)], [None]),
        ([a_figure(1, 700), a_paragraph(720)], [a_picture("late", 40, 2)], [None]),
        ([a_figure(1, 700)], [a_picture("far", 40, 3)], [None]),
        # the words of a drawing show that it is right below the caption
        (
            [a_figure(1, 300)._replace(labels=(placed("Good", 320),))],
            [a_picture("x", 9, 2)],
            [None],
        ),
        ([a_figure(1, 700)], [a_picture("later", 400, 2), a_picture("next", 40, 2)], ["next"]),
    ],
)
def test_a_figure_has_the_alternative_text_of_its_own_picture(
    items: list[Item], pictures: list[Picture], texts: list[str | None]
) -> None:
    assert [figure.alt_text for figure in with_alt_texts(items, pictures)] == texts


def test_loose_text_does_not_end_a_figure() -> None:
    items: list[Item] = [a_figure(1, 100), Loose(placed("A heading", 110)), a_paragraph(300)]
    assert [f.alt_text for f in with_alt_texts(items, [a_picture("one", 140)])] == ["one"]


def test_a_section_without_items_has_no_figures() -> None:
    assert with_alt_texts([], []) == ()
