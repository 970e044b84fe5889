"""Figures of a narrative: labels, and the small print that stands among them."""

from __future__ import annotations

import pytest

from irp.layouts import LAYOUTS
from irp.segment.model import FigureBlock
from irp.segment.narrative import with_labels
from irp.text.passage import EMPTY
from normalise.making import passage, passages


def figure_of(*labels: str, note: str = "") -> FigureBlock:
    block = FigureBlock(
        passage("Figure 2:"),
        passage("Progress"),
        passages(*labels),
        passage(note) if note else EMPTY,
    )
    [item] = with_labels([block], LAYOUTS["recommendations_2021"])
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
