"""Words of a PDF to lines: order, marks, columns, gaps, weight, places."""

from __future__ import annotations

import io

import pdfplumber
import pytest
from reportlab.pdfgen.canvas import Canvas

from irp.options import PDF_ENGINES
from irp.parser.text.lines import build_lines
from irp.parser.text.model import Word
from irp.parser.text.reader import read_document
from irp.parser.text.spacing import usual_step
from irp.source import SourceFile
from text.making import Put, body, make_pdf, only, prose, read_bytes, read_pages


def word(
    text: str, x0: float, baseline: float = 100, size: float = 12, font: str = "Arial"
) -> Word:
    return Word(text, x0, x0 + 0.5 * size * len(text), baseline, size, font, None, None)


def texts(*words: Word) -> list[str]:
    return [line.text for line in build_lines(words)]


def test_text_drawn_out_of_order_is_sorted() -> None:
    words = [word("third", 72, 130), word("line", 110), word("second", 72, 115), word("first", 72)]
    assert texts(*words) == ["first line", "second", "third"]


def test_pieces_of_a_word_drawn_at_different_times_are_put_together() -> None:
    assert texts(word("pri", 72), word("other", 200), word("soners", 90)) == ["prisoners other"]


def test_words_drawn_one_after_another_stay_apart_however_close() -> None:
    assert texts(word("pri", 72), word("soners", 90)) == ["pri soners"]


def test_dots_drawn_from_right_to_left_are_one_leader() -> None:
    dots = [Word(".", x, x + 3, 100, 12, "Arial", None, None) for x in range(150, 120, -3)]
    assert texts(word("Glossary", 72), *dots, word("26", 160)) == ["Glossary .......... 26"]


@pytest.mark.parametrize("size", [7, 8.5, 10])
@pytest.mark.parametrize("raised", [4.5, -2.5])
def test_a_footnote_mark_stays_on_its_line(raised: float, size: float) -> None:
    words = [word("prison", 72), word("1", 109, 100 - raised, size), word("above", 72, 86)]
    assert texts(*words) == ["above", "prison 1"]


def test_small_print_under_a_line_stays_a_line() -> None:
    assert texts(word("prison", 72), word("note", 200, 104, 7)) == ["prison", "note"]


@pytest.mark.parametrize("off", [-2, 0, 1.5, 2.5])
def test_a_number_slightly_off_the_baseline_joins_its_line(off: float) -> None:
    words = [word("At", 114), word("our", 132), word("visit", 114, 114), word("1.2", 72, 100 + off)]
    assert texts(*words) == ["1.2 At our", "visit"]


def test_columns_are_cells_and_a_number_is_none() -> None:
    lines = build_lines(
        [word("Ada", 72), word("Quill", 94), word("Team", 250), word("leader", 278)]
    )
    assert [(line.text, line.cells) for line in lines] == [("Ada Quill Team leader", (10,))]
    lines = build_lines([word("3.14", 72), word("The", 150), word("cells", 172)])
    assert [(line.text, line.cells) for line in lines] == [("3.14 The cells", ())]


def test_a_justified_line_has_no_cells() -> None:
    words = [word(f"word{i}", 72 + 43 * i) for i in range(8)]
    assert build_lines(words)[0].cells == ()


def test_weight_slant_and_size() -> None:
    bold, italic = "ABC-BoldMT", "Arial-ItalicMT"
    (line,) = build_lines([word("Concern:", 72, font=bold), word("Cells", 124)])
    assert (line.bold, line.bold_until, line.italic) == (False, 8, False)
    (line,) = build_lines([word("3.1", 72), word("Cells", 124, font=bold)])
    assert (line.bold, line.bold_until) == (False, 0)
    (line,) = build_lines([word("All", 72, font=bold), word("bold", 95, font=bold)])
    assert (line.bold, line.bold_until) == (True, 8)
    (line,) = build_lines([word("All", 72, font=italic), word("1", 91, 96, 7, font=italic)])
    assert (line.italic, line.size) == (True, 12)


@pytest.mark.parametrize(
    ("text", "font"), [("o", "CourierNewPSMT"), ("n", "Wingdings-Regular"), ("\uf0b7", "Symbol")]
)
def test_letters_of_symbol_fonts_are_bullets(text: str, font: str) -> None:
    assert texts(word(text, 72, font=font), word("clean", 90), word("cells", 125)) == [
        "• clean cells"
    ]


def test_a_sentence_in_courier_has_no_bullet() -> None:
    courier = "Courier"
    assert texts(word("o", 72, font=courier), word("dear", 84, font=courier)) == ["o dear"]


def test_gaps_are_in_line_heights() -> None:
    document = read_pages([*prose(8), Put("3.2 Next", y=198 + 28), Put("and on", y=198 + 42)])
    assert [line.gap for line in document.lines] == [None, *[0.0] * 7, 1.0, 0.0]
    assert only(document.lines, "3.2 Next").apart


def test_a_heading_is_measured_by_its_own_size() -> None:
    document = read_pages([*prose(8), Put("Security", y=198 + 40, size=20), Put("3.3 Text", y=270)])
    assert only(document.lines, "Security").gap == pytest.approx(0.79, abs=0.1)


def test_places_agree_with_pdfplumber() -> None:
    data = make_pdf([[*prose(20), Put("A heading of size", y=60, size=20)]])
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        theirs = pdf.pages[0].extract_words()
    document = read_bytes(data)
    ours = [(line, place) for line in document.lines for place in line.words]
    assert len(ours) == len(theirs)
    for (line, place), their in zip(ours, theirs, strict=True):
        assert line.text[place.start : place.end] == their["text"]
        box = line.span(place.start, place.end).box
        assert box is not None
        expected = (their["x0"], their["top"], their["x1"], their["bottom"])
        assert tuple(box) == pytest.approx(expected, abs=1)


def test_text_without_space_glyphs_is_cut_at_gaps() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 12)
        for row in range(6):
            x = 72.0
            for text in "Words stand apart by gaps alone".split():
                canvas.drawString(x, 700 - 14 * row, text)
                x += canvas.stringWidth(text, "Helvetica", 12) + 3.0

    assert body(read_pages([draw])) == ["Words stand apart by gaps alone"] * 6


def test_kerned_runs_are_one_word() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 12)
        text = "The recommendations of the inspectorate"
        x = 72.0
        for i in range(0, len(text), 3):
            canvas.drawString(x, 700, text[i : i + 3])
            x += canvas.stringWidth(text[i : i + 3], "Helvetica", 12) + (0.6 if i % 2 else -0.4)

    assert body(read_pages([draw])) == ["The recommendations of the inspectorate"]


@pytest.mark.parametrize("by_letter", [True, False])
def test_fake_bold_is_there_once(by_letter: bool) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 12)
        text = "Concern: All cells still fill"
        for piece in text if by_letter else [text]:
            x = 72 + canvas.stringWidth(
                text[: text.index(piece)] if not by_letter else "", "Helvetica", 12
            )
            for shift in (0, 0.3):
                canvas.drawString(x + shift, 700, piece)
            if by_letter:
                canvas.translate(canvas.stringWidth(piece, "Helvetica", 12), 0)

    assert body(read_pages([draw])) == ["Concern: All cells still fill"]


def test_a_number_is_cut_from_the_run_behind_it() -> None:
    width = 72 + 23.4
    document = read_pages([*prose(5), Put("10.1", 72, 300), Put("Children", width + 2, 300)])
    assert "10.1 Children" in body(document)


def test_a_word_divided_at_the_end_of_its_column_stays_divided() -> None:
    words = [
        word("The", 72),
        word("rail\u00ad", 96),
        word("Good", 300),
        word("pro\u00adgress", 328),
    ]
    [line] = build_lines(words)
    assert line.text == "The rail\u00ad Good progress"
    assert line.cells == (10,)
    assert [line.text[start:end] for start, end, _, _ in line.words] == [
        "The",
        "rail\u00ad",
        "Good",
        "progress",
    ]


def test_a_soft_hyphen_in_the_middle_of_a_column_goes() -> None:
    [line] = build_lines([word("The", 72), word("rail\u00ad", 96), word("ways", 126)])
    assert line.text == "The rail ways"


@pytest.mark.parametrize("pitch", [13.0, 13.1, 13.2])
def test_the_usual_distance_of_lines_does_not_hang_on_a_class(pitch: float) -> None:
    paragraphs = [pitch + 6] * 3
    low, high = (usual_step([pitch + by] * 9 + paragraphs) for by in (-1e-5, 1e-5))
    assert low == pytest.approx(pitch, abs=1e-4)
    assert high == pytest.approx(pitch, abs=1e-4)


@pytest.mark.parametrize("font", ["Times-Italic", "Times-BoldItalic", "Helvetica-Oblique"])
def test_an_f_that_ends_a_line_reaches_as_far_as_any(font: str) -> None:
    """Its outline goes beyond its width, and no letter behind it says how far."""
    source = SourceFile.from_bytes(make_pdf([[Put("Training for staff", font=font)]]), name="f")
    ends = [read_document(source, engine).lines[0].words[-1].x1 for engine in PDF_ENGINES]
    assert ends[0] == pytest.approx(ends[1], abs=0.2)


def spanning(text: str, x0: float, x1: float) -> Word:
    return Word(text, x0, x1, 100, 12, "Arial", None, None)


def test_leaders_have_the_same_place_however_an_engine_cuts_what_touches_them() -> None:
    first = spanning("Review", 72, 108)
    ways = [
        [spanning("team......17", 112, 200)],
        [spanning("team", 112, 136), spanning("......17", 136.2, 200)],
        [spanning("team......", 112, 188), spanning("17", 188.3, 200)],
        [spanning("team", 112, 136), spanning("......", 136.2, 188), spanning("17", 188.3, 200)],
    ]
    (usual, *others) = [build_lines([first, *way])[0] for way in ways]
    assert usual.text == "Review team ...... 17"
    assert [(word.start, word.end, word.x0, word.x1) for word in usual.words] == [
        (0, 6, 72, 108),
        (7, 21, 112, 200),
    ]
    assert [(line.text, line.words, line.cells) for line in others] == 3 * [
        (usual.text, usual.words, usual.cells)
    ]


@pytest.mark.parametrize(
    "text", ["Leaders of a prison in need of relief", "Planning and oversight"]
)
@pytest.mark.parametrize("font", ["Times-Italic", "Times-BoldItalic", "Helvetica-BoldOblique"])
def test_a_last_letter_that_stands_nowhere_else_is_as_wide_as_its_font_says(
    font: str, text: str
) -> None:
    """A slanted letter's outline goes beyond its width; no other of its font shows by how much."""
    page = [Put(text, font=font, size=14), Put("Text in another font of it.", y=130)]
    source = SourceFile.from_bytes(make_pdf([page]), name="t")
    ends = [read_document(source, engine).lines[0].words[-1].x1 for engine in PDF_ENGINES]
    assert ends[0] == pytest.approx(ends[1], abs=0.2)
