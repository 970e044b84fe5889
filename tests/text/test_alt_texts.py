"""Alternative texts of drawings of which only the labels are tagged."""

from __future__ import annotations

from collections.abc import Mapping

from irp.parser.text.engines.raw import DrawnShape, FigureTag, Image, RawPage, may_be_figures
from irp.parser.text.figures.find import BodyStyle, find_figures
from irp.parser.text.model import Word
from irp.record.spans import Box

BODY = BodyStyle(11.0, "serif")
WEDGES = [DrawnShape(Box(80, top, 180, top + 50), True, True, None) for top in (200, 240, 500, 540)]


def label(text: str, x: float, baseline: float, mcid: int) -> Word:
    return Word(text, x, x + 5 * len(text), baseline, 9.0, "Serif", "Figure", mcid)


def alt_texts(
    *words: Word, shapes: list[DrawnShape], tags: Mapping[int, str | None]
) -> list[tuple[str | None, float]]:
    """The alternative texts of the pictures of a page, each with its picture's top."""
    figures = [FigureTag(frozenset({mcid}), None, text) for mcid, text in tags.items()]
    page = RawPage(4, 595, 842, 0, words, shapes=shapes, figures=figures, tagged=True)
    return [(picture.alt_text, picture.box.top) for picture in find_figures(page, BODY).pictures]


def test_labels_beside_a_drawing_name_it() -> None:
    words = [label("Good", 200, 230, 1), label("Poor", 200, 260, 1), label("Good", 200, 560, 2)]
    told = alt_texts(*words, shapes=WEDGES, tags={1: "Good 3, poor 1.", 2: "Good 2."})
    assert told == [("Good 3, poor 1.", 200), ("Good 2.", 500)]


def test_two_drawings_may_have_the_same_text() -> None:
    words = [label("Good", 200, 230, 1), label("Good", 200, 560, 2)]
    told = alt_texts(*words, shapes=WEDGES, tags={1: "Good 1.", 2: "Good 1."})
    assert told == [("Good 1.", 200), ("Good 1.", 500)]


def test_labels_without_a_drawing_are_the_picture() -> None:
    words = [label("Good", 200, 230, 1), label("progress", 230, 230, 1)]
    assert alt_texts(*words, shapes=[], tags={1: "Good progress 1."}) == [("Good progress 1.", 221)]


def test_one_bar_may_be_a_chart() -> None:
    bar = DrawnShape(Box(80, 200, 280, 214), False, True, None)
    assert may_be_figures([bar], [], 595)
    rule = DrawnShape(Box(80, 200, 280, 200.5), False, True, None)
    assert not may_be_figures([rule], [], 595)


def test_words_of_a_figure_beside_its_photograph_are_its_caption() -> None:
    photograph = Image(Box(72, 100, 300, 250), 1)
    words = [
        Word("Sign", 100, 130, 200, 9, "A", "Span", 2),  # on the photograph
        Word("Yard", 72, 99, 265, 9, "A", "Span", 3),
    ]
    figure = FigureTag(frozenset({1, 2, 3}), None, None)
    page = RawPage(4, 595, 842, 0, words, images=[photograph], figures=[figure], tagged=True)
    assert find_figures(page, BodyStyle(11, "A")).inside == {0}


def test_a_figure_without_words_or_without_labels_names_nothing() -> None:
    good = label("Good", 200, 230, 1)
    assert alt_texts(good, shapes=[], tags={1: None}) == []
    assert alt_texts(good, shapes=[], tags={2: "Good 1."}) == []
    tagged = DrawnShape(Box(80, 200, 180, 250), True, True, 1)
    assert [alt for alt, _ in alt_texts(good, shapes=[tagged], tags={1: "Good 1."})] == ["Good 1."]
