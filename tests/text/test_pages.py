"""Pages that are turned, cropped, or have text on their side or beside them."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import RectangleObject
from reportlab.pdfgen.canvas import Canvas

from irp.parser.text.model import Document
from text.making import HEIGHT, WIDTH, Put, body, make_pdf, prose, read_bytes, read_pages

LINES = [put.text for put in prose(12)]


def changed(
    data: bytes, *, rotate: int = 0, crop: tuple[float, ...] = (), media: tuple[float, ...] = ()
) -> Document:
    writer = PdfWriter()
    for page in PdfReader(io.BytesIO(data)).pages:
        if rotate:
            page.rotate(rotate)
        if media:
            page.mediabox = RectangleObject(media)
        if crop:
            page.cropbox = RectangleObject(crop)
        writer.add_page(page)
    file = io.BytesIO()
    writer.write(file)
    return read_bytes(file.getvalue())


def place(document: Document) -> tuple[float, float]:
    box = document.pages[0].lines[0].box
    assert box is not None
    return round(box.x0, 1), round(box.bottom, 1)


def test_a_crop_box_moves_the_corner_that_places_are_counted_from() -> None:
    data = make_pdf([[*prose(12), Put("Slug line", 20, 10)]])
    document = changed(data, crop=(50, 42, 550, 802))
    assert (document.pages[0].width, document.pages[0].height) == (500, 760)
    assert body(document) == LINES
    assert place(document) == (22.0, 62.5)


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_crop_box_on_a_turned_page_moves_the_same_corner(degrees: int) -> None:
    document = changed(make_pdf([prose(12)]), crop=(50, 42, 550, 802), rotate=degrees)
    assert (document.pages[0].width, document.pages[0].height) == (500, 760)
    assert body(document) == LINES
    assert place(document) == (22.0, 62.5)


def test_a_media_box_that_does_not_start_at_the_origin() -> None:
    document = changed(make_pdf([prose(12)]), media=(-20, -30, WIDTH - 20, HEIGHT - 30))
    assert body(document) == LINES
    assert place(document)[0] == 92


def test_a_crop_box_beside_the_page_is_ignored() -> None:
    document = changed(make_pdf([prose(12)]), crop=(2000, 2000, 2100, 2100))
    assert body(document) == LINES


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_text_drawn_upright_on_a_turned_page_reads_on(degrees: int) -> None:
    """The page is displayed on its side, but its text still makes lines."""
    document = changed(make_pdf([prose(12)]), rotate=degrees)
    assert body(document) == LINES
    assert [problem.code for problem in document.problems] == (
        ["rotated_page"] if degrees == 0 else []
    )


@pytest.mark.parametrize("degrees", [90, 270])
def test_a_landscape_page_drawn_sideways(degrees: int) -> None:
    def turn(canvas: Canvas) -> None:
        canvas.translate(*((WIDTH, 0) if degrees == 90 else (0, HEIGHT)))
        canvas.rotate(degrees)

    puts = [Put(p.text, 72, HEIGHT - 500 + 14 * i) for i, p in enumerate(prose(12))]
    document = read_pages([turn, *puts])
    assert body(document) == LINES
    assert (document.pages[0].width, document.pages[0].height) == (HEIGHT, WIDTH)
    assert document.problems[0].code == "rotated_page"
    first = document.pages[0].lines[0]
    assert first.box is not None
    assert first.box.x0 == pytest.approx(72, abs=0.1)


def test_a_name_on_its_side_is_a_label() -> None:
    def axis(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.rotate(90)
        canvas.drawString(400, -40, "Number of prisoners")
        canvas.restoreState()

    document = read_pages([*prose(12), axis])
    assert body(document) == LINES
    labels = [line for line in document.lines if line.in_figure]
    assert sorted(line.text for line in labels) == ["Number", "of", "prisoners"]
    for line in labels:
        assert line.box is not None
        assert 25 < line.box.x0 < line.box.x1 < 45


def test_a_slanted_watermark_is_left_out() -> None:
    def watermark(canvas: Canvas) -> None:
        canvas.rotate(45)
        canvas.drawString(300, 100, "DRAFT")

    assert body(read_pages([*prose(12), watermark])) == LINES


def test_what_stands_outside_the_page_is_not_read() -> None:
    outside = [Put("left", -100), Put("right", 700), Put("above", 72, -20), Put("below", 72, 900)]
    assert body(read_pages([*prose(12), *outside])) == LINES


def test_a_line_that_runs_off_the_page_is_read_to_its_end() -> None:
    title = "Report on an independent review of progress at"
    assert body(read_pages([Put(title, 72, 100, 26)])) == [title]
