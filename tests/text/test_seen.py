"""What a person sees is what is read: hidden, covered, struck out and annotated words."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    RectangleObject,
    StreamObject,
)
from reportlab.pdfgen.canvas import Canvas

from irp.parser.text.model import Document
from text.making import HEIGHT, Draw, Put, body, make_pdf, prose, read_bytes, read_pages
from text.test_figures import photograph

SECRET = "Zebra kestrel"
LINES = [put.text for put in prose(12)]


def codes(document: Document) -> list[str]:
    return [problem.code for problem in document.problems]


def everything(document: Document) -> str:
    """All that a document says anywhere."""
    return repr(document)


def put_secret(prepare: Callable[[Canvas], None], *, y: float = 400) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.saveState()
        prepare(canvas)
        Put(SECRET, 100, y)(canvas)
        canvas.restoreState()

    return draw


def _clipped(canvas: Canvas) -> None:
    path = canvas.beginPath()
    path.rect(300, 300, 20, 20)
    canvas.clipPath(path, stroke=0)


def _invisible(canvas: Canvas) -> None:
    text = canvas.beginText()
    text.setTextRenderMode(3)
    canvas.drawText(text)


HIDDEN: dict[str, Draw] = {
    "white": put_secret(lambda canvas: canvas.setFillColorRGB(1, 1, 1)),
    "nearly white": put_secret(lambda canvas: canvas.setFillColorRGB(0.99, 0.99, 0.99)),
    "transparent": put_secret(lambda canvas: canvas.setFillAlpha(0)),
    "clipped": put_secret(_clipped),
    "invisible": put_secret(_invisible),
}


@pytest.mark.parametrize("draw", HIDDEN.values(), ids=HIDDEN)
def test_words_that_nobody_sees_are_left_out_with_a_note(draw: Draw) -> None:
    document = read_pages([*prose(12), draw])
    assert body(document) == LINES
    assert codes(document) == ["unseen_words"]
    (problem,) = document.problems
    assert problem.place
    assert problem.place.box
    assert problem.place.box.x0 == pytest.approx(100, abs=1)
    assert document.sighting
    assert document.sighting.left_out == 2
    assert not document.sighting.contradictions


def test_hidden_words_that_run_off_the_page_are_left_out_whole() -> None:
    def white(canvas: Canvas) -> None:
        canvas.setFillGray(1)
        Put(f"{SECRET} of the hills – and more", 500, 400)(canvas)

    document = read_pages([*prose(12), white])
    assert body(document) == LINES


def _box(x: float, y: float, width: float, height: float, grey: float) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.setFillGray(grey)
        canvas.rect(x, HEIGHT - y - height, width, height, stroke=0, fill=1)
        canvas.restoreState()

    return draw


@pytest.mark.parametrize("grey", [0, 0.4, 1], ids=["black", "grey", "white"])
@pytest.mark.parametrize("left", [98, 100, 104], ids=["wide", "exact", "narrow"])
def test_what_lies_under_a_box_appears_nowhere(grey: float, left: float) -> None:
    box = _box(left, 388, 80, 17, grey)
    document = read_pages([*prose(12), Put(f"{SECRET} was let out", 100, 400), box])
    for word in SECRET.split():
        assert word not in everything(document)
    assert "covered_words" in codes(document)
    assert document.sighting
    assert document.sighting.contradictions


def test_words_on_a_coloured_box_are_read() -> None:
    def white(canvas: Canvas) -> None:
        canvas.setFillGray(1)
        Put("Key a 1 concerns", 100, 400)(canvas)

    document = read_pages([*prose(12), _box(72, 380, 300, 40, 0.3), white])
    assert body(document)[-1] == "Key a 1 concerns"
    assert not codes(document)


def _picture_over(canvas: Canvas) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    picture = Image.effect_noise((120, 60), 80)
    canvas.drawImage(ImageReader(picture), 90, HEIGHT - 420, 200, 60)


def test_words_under_a_picture_are_left_out() -> None:
    document = read_pages([*prose(12), Put(SECRET, 100, 400), _picture_over])
    assert "Zebra" not in everything(document)
    assert "covered_words" in codes(document)


def test_words_on_a_picture_are_read() -> None:
    document = read_pages([*prose(12), _picture_over, Put(SECRET, 100, 400)])
    assert SECRET in [line.text for line in document.lines]
    assert not codes(document)


def _scan(canvas: Canvas) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    picture = Image.effect_noise((120, 160), 20)
    canvas.drawImage(ImageReader(picture), 0, 0, 595, HEIGHT)


def test_text_recognised_in_a_scan_is_read_with_a_doubt() -> None:
    def invisible(canvas: Canvas) -> None:
        _invisible(canvas)
        for put in prose(12):
            put(canvas)

    document = read_pages([_scan, invisible])
    assert body(document) == LINES
    assert codes(document) == ["recognised_text"]


# ------------------------------------------------------------------ struck out, on each other


def _rule(x0: float, x1: float, y: float) -> Draw:
    return lambda canvas: canvas.line(x0, HEIGHT - y, x1, HEIGHT - y)


def test_a_rule_through_words_strikes_them_out() -> None:
    document = read_pages([*prose(12), Put("It was not never seen", 72, 400), _rule(110, 128, 396)])
    assert codes(document) == ["struck_words"]
    assert "“not”" in document.problems[0].message


def test_rules_under_and_between_words_strike_nothing_out() -> None:
    rules = [_rule(72, 200, 402), _rule(50, 500, 396), _rule(72, 300, 384)]
    assert not codes(read_pages([*prose(12), Put("It was not never seen", 72, 400), *rules]))


def test_words_on_words_contradict_each_other() -> None:
    document = read_pages([*prose(12), Put("sufficient", 72, 400), Put("insufficient", 74, 401)])
    assert codes(document) == ["overlapping_words", "overlapping_words"]


@pytest.mark.parametrize("by", [0, 0.4, 1.5, 2])
def test_a_line_that_is_drawn_twice_is_one_line(by: float) -> None:
    again = [Put(put.text, put.x + by, put.y) for put in prose(2)]
    document = read_pages([*prose(12), *again])
    assert body(document) == LINES
    assert not codes(document)


def test_the_same_word_twice_in_a_row_stays() -> None:
    document = read_pages([Put("it had had that that 1 1 l l", 72, 400)])
    assert body(document) == ["it had had that that 1 1 l l"]


# ------------------------------------------------------------------ ink that is no word


def _picture_of_a_line(canvas: Canvas) -> None:
    from PIL import Image, ImageDraw
    from reportlab.lib.utils import ImageReader

    picture = Image.new("RGB", (400, 40), "white")
    ImageDraw.Draw(picture).text((4, 2), "Use of force", fill="black", font_size=32)
    canvas.drawImage(ImageReader(picture), 72, HEIGHT - 400, 200, 20)


def _outlines(canvas: Canvas) -> None:
    """A line of letters, each an outline."""
    for i in range(12):
        path = canvas.beginPath()
        x, y = 72 + 9 * i, HEIGHT - 400
        path.moveTo(x, y)
        path.curveTo(x + 6, y, x + 6, y + 10, x, y + 10)
        path.curveTo(x + 2, y + 8, x + 2, y + 2, x, y)
        canvas.drawPath(path, fill=1, stroke=0)


def _outlined_digits(canvas: Canvas) -> None:
    """A line of words with a number that is drawn as outlines."""
    Put("There were", 72, 400)(canvas)
    Put("incidents in May", 160, 400)(canvas)
    for x in (140, 147):
        canvas.ellipse(x, HEIGHT - 400, x + 5, HEIGHT - 391, fill=0)


@pytest.mark.parametrize("draw", [_picture_of_a_line, _outlines, _outlined_digits])
def test_a_line_that_is_no_text_is_a_doubt_with_its_place(draw: Draw) -> None:
    document = read_pages([*prose(12), draw, *prose(5, y=430)], prose(12))
    assert codes(document) == ["unread_ink"]
    (problem,) = document.problems
    assert problem.place
    assert problem.place.box
    assert 380 < problem.place.box.top < problem.place.box.bottom < 405


def test_ink_beside_a_word_that_the_foot_of_the_page_cuts_is_no_error() -> None:
    def cut(canvas: Canvas) -> None:
        Put("There were incidents", 72, HEIGHT + 2)(canvas)
        canvas.ellipse(190, -2, 196, 9, fill=1)

    assert read_pages([*prose(12), cut]).pages


def test_a_mark_on_every_page_is_part_of_the_design() -> None:
    pages: list[list[Draw]] = [[_picture_of_a_line, *prose(12)]] * 3
    assert not codes(read_pages(*pages))


def test_rules_boxes_photographs_and_bullets_are_no_unread_lines() -> None:
    rules = [_rule(72, 500, 300), _box(72, 310, 400, 12, 0.2), photograph(72, 400, 200, 120)]
    bullets: list[Draw] = [
        lambda canvas, y=y: canvas.circle(66, HEIGHT - y + 4, 2, fill=1)  # type: ignore[misc]
        for y in (100, 114, 128)
    ]
    assert not codes(read_pages([*prose(12), *rules, *bullets]))


# ------------------------------------------------------------------ annotations


def _annotated(subtype: str, appearance: str, *, flags: int = 4) -> bytes:
    """A page of prose with an annotation over all of it that paints something."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(make_pdf([prose(12)]))))
    page = writer.pages[0]
    area = RectangleObject((0, 0, 595, HEIGHT))
    form = StreamObject()
    form.set_data(appearance.encode())
    form |= {
        NameObject("/Type"): NameObject("/XObject"),
        NameObject("/Subtype"): NameObject("/Form"),
        NameObject("/BBox"): area,
        NameObject("/Resources"): page["/Resources"],
    }
    annotation = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/" + subtype),
            NameObject("/Rect"): area,
            NameObject("/F"): NumberObject(flags),
            NameObject("/AP"): DictionaryObject({NameObject("/N"): writer._add_object(form)}),
        }
    )
    page[NameObject("/Annots")] = ArrayObject([writer._add_object(annotation)])
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


TYPED = f"BT /F1 12 Tf 72 {HEIGHT - 400} Td (Typed on the page) Tj ET"


@pytest.mark.parametrize("subtype", ["FreeText", "Stamp", "Widget"])
def test_text_that_an_annotation_paints_is_text(subtype: str) -> None:
    document = read_bytes(_annotated(subtype, TYPED))
    assert body(document) == [*LINES, "Typed on the page"]
    assert not codes(document)


def test_text_of_a_hidden_annotation_is_not_read() -> None:
    assert body(read_bytes(_annotated("FreeText", TYPED, flags=2))) == LINES


def test_a_black_box_that_is_an_annotation_covers() -> None:
    first = prose(1)[0]
    box = f"0 g 60 {HEIGHT - first.y - 4} 400 16 re f"
    document = read_bytes(_annotated("Square", box))
    assert body(document) == LINES[1:]
    assert codes(document) == ["covered_words"]


def test_a_rule_that_is_an_annotation_strikes_out() -> None:
    first = prose(1)[0]
    rule = f"1 0 0 RG 96 {HEIGHT - first.y + 4} m 136 {HEIGHT - first.y + 4} l S"
    assert codes(read_bytes(_annotated("StrikeOut", rule))) == ["struck_words"]
