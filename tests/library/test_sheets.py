"""The pages of a source as texts and pictures: in place, turned or not, and never at any price."""

from __future__ import annotations

import base64
import io
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter, Transformation

from irp.api import Reader
from irp.errors import IrpError
from irp.options import PDF_ENGINES, Limits, Options
from irp.parser.text.engines.rendering import WIDTH, draw_page
from irp.parser.text.reader import read_document
from irp.show.page_images import Sheet, run_here, sheets_of
from irp.source import SourceFile
from library import hostile
from text.making import Put, make_pdf, prose

PICTURE = b"\x89PNG\r\n\x1a\n and so on"


def source_of(data: bytes) -> SourceFile:
    return SourceFile.from_bytes(data, "made.pdf")


def sheets(
    data: bytes, engine: str | None = "pdfium", options: Options | None = None
) -> list[Sheet]:
    return sheets_of(source_of(data), engine, options or Options(), run_here)


def picture(sheet: Sheet) -> Image.Image:
    assert sheet.image is not None
    return Image.open(io.BytesIO(base64.b64decode(sheet.image.partition(",")[2]))).convert("L")


def darkness(image: Image.Image, box: tuple[float, float, float, float]) -> float:
    """The share of dark pixels in a part of a picture."""
    left, top, right, bottom = map(round, box)
    histogram = image.crop((left, top, right, bottom)).histogram()
    return sum(histogram[:128]) / max(1, sum(histogram))


def turned(data: bytes, rotation: int) -> bytes:
    """The same PDF with its pages displayed turned."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    for page in writer.pages:
        page.rotate(rotation)
    return written(writer)


def sideways(data: bytes) -> bytes:
    """The same PDF with its text drawn from the bottom up, the page as it was."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    for page in writer.pages:
        page.add_transformation(Transformation().rotate(90).translate(700, 0))
    return written(writer)


def written(writer: PdfWriter) -> bytes:
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


PAGE = make_pdf([[Put("Harbour", 200, 300, 24), *prose(6, y=400)]])


@pytest.mark.parametrize("engine", PDF_ENGINES)
@pytest.mark.parametrize(
    "data",
    [PAGE, turned(PAGE, 90), turned(PAGE, 180), turned(PAGE, 270), sideways(PAGE)],
    ids=["upright", "turned by 90", "turned by 180", "turned by 270", "text on its side"],
)
def test_a_word_is_drawn_where_its_box_says(data: bytes, engine: str) -> None:
    (sheet,) = sheets(data, engine)
    (page,) = read_document(source_of(data), engine).pages
    (box,) = [line.box for line in page.lines if line.text == "Harbour"]
    assert box is not None
    assert sheet.width is not None
    image = picture(sheet)
    scale = image.width / sheet.width
    inside = tuple(edge * scale for edge in box)
    height = inside[3] - inside[1]
    above = (inside[0], inside[1] - 1.2 * height, inside[2], inside[3] - 1.2 * height)
    assert darkness(image, (inside[0], inside[1], inside[2], inside[3])) > 0.08
    assert darkness(image, above) == 0


def test_a_page_that_is_not_there_is_refused_by_name() -> None:
    for number in (0, 2):
        with pytest.raises(IrpError, match=f"there is no page {number} among 1") as error:
            draw_page(PAGE, number)
        assert error.value.code == "no_such_page"


def test_a_page_is_sharp_and_small() -> None:
    drawn = draw_page(PAGE, 1)
    assert drawn.pages == 1
    assert Image.open(io.BytesIO(drawn.data)).width == WIDTH
    assert len(drawn.data) < 100_000


def test_a_photograph_is_not_reduced_to_a_few_colours() -> None:
    slope, hill = Image.linear_gradient("L"), Image.radial_gradient("L")
    photograph = Image.merge("RGB", (slope, hill, slope.transpose(Image.Transpose.ROTATE_90)))
    file = io.BytesIO()
    photograph.save(file, "PDF")
    drawn = draw_page(file.getvalue(), 1)
    colours = Image.open(io.BytesIO(drawn.data)).convert("RGB").getcolors(10_000_000)
    assert len(colours or []) > 1000


def test_words_are_packed_without_loss() -> None:
    image = Image.open(io.BytesIO(draw_page(PAGE, 1).data)).convert("RGB")
    assert 1 < len(image.getcolors() or []) <= 12


def test_a_huge_page_gives_no_huge_picture() -> None:
    drawn = draw_page(make_pdf([prose(3)], size=(200, 14_000)), 1)
    image = Image.open(io.BytesIO(drawn.data))
    assert image.width * image.height < 6_100_000
    assert image.height == 16_000


def test_texts_are_what_offsets_count() -> None:
    document = read_document(source_of(PAGE), "pdfium")
    assert [sheet.text for sheet in sheets(PAGE)] == [page.text for page in document.pages]


def test_a_text_dump_has_texts_and_no_pictures() -> None:
    source = SourceFile.from_bytes(b"one\ftwo", "dump.txt")
    assert sheets_of(source, "text", Options(), run_here) == [Sheet(1, "one"), Sheet(2, "two")]


def test_pages_without_text_are_drawn_all_the_same() -> None:
    file = io.BytesIO()
    scan = Image.new("RGB", (300, 400), "grey")
    scan.save(file, "PDF", save_all=True, append_images=[scan])
    found = sheets(file.getvalue(), None)
    assert [sheet.number for sheet in found] == [1, 2]
    assert all(sheet.text is None and sheet.image and sheet.width for sheet in found)


def test_a_source_that_cannot_be_opened_has_no_pages() -> None:
    assert sheets(b"%PDF-1.7 nothing else") == []


# ------------------------------------------------------------------ at what price


def test_a_page_that_hangs_costs_its_picture_and_not_the_others() -> None:
    """The reading process is asked for each page; one never answers in time."""
    asked: list[int] = []

    def ask(task: str, source: SourceFile, options: Options, arguments: Mapping[str, Any]) -> bytes:
        if task == "render":
            asked.append(arguments["number"])
            if arguments["number"] == 2:
                raise IrpError("too slow", code="timed_out")
        return run_here(task, source, options, arguments)

    found = sheets_of(source_of(make_pdf([prose(2)] * 3)), "pdfium", Options(), ask)
    assert asked == [1, 2, 3]
    assert [sheet.image is not None for sheet in found] == [True, False, True]
    assert all(sheet.text for sheet in found)


def test_after_some_failures_in_a_row_the_rest_is_not_tried() -> None:
    asked: list[int] = []

    def ask(task: str, source: SourceFile, options: Options, arguments: Mapping[str, Any]) -> bytes:
        if task == "texts":
            return run_here(task, source, options, arguments)
        asked.append(arguments["number"])
        raise IrpError("it crashed", code="crashed")

    found = sheets_of(source_of(make_pdf([prose(2)] * 8)), "pdfium", Options(), ask)
    assert asked == [1, 2, 3]
    assert [sheet.image for sheet in found] == [None] * 8


def test_all_pictures_together_stay_within_the_limit() -> None:
    data = make_pdf([prose(20)] * 6)
    limits = Limits(output_bytes=int(2.5 * len(draw_page(data, 1).data)))
    found = sheets(data, options=Options("pdfium", limits))
    drawn = [sheet for sheet in found if sheet.image]
    assert 0 < len(drawn) < len(found) == 6


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"{}\n" + PICTURE,
        b"[]\n" + PICTURE,
        b'{"pages": 1, "width": 1, "height": 1}\n<svg onload=alert(1)>',
        b'{"pages": 1, "width": 1, "height": 1}\n"><script>alert(1)</script>',
        b"not JSON\n" + PICTURE,
    ],
)
def test_what_is_no_picture_is_not_taken_for_one(answer: bytes) -> None:
    def ask(task: str, source: SourceFile, options: Options, arguments: Mapping[str, Any]) -> bytes:
        return answer if task == "render" else run_here(task, source, options, arguments)

    (found,) = sheets_of(source_of(PAGE), "pdfium", Options(), ask)
    assert found.image is None
    assert found.text


@pytest.mark.parametrize("make", [hostile.bomb, hostile.endless])
def test_a_hostile_file_does_not_outlive_the_limits(make: Callable[[], bytes]) -> None:
    source = source_of(make())
    options = Options("pdfium", Limits(seconds=2.0, memory_mb=600))
    with Reader(options) as reader:
        extraction = reader.extract(source)
        started = time.monotonic()
        found = reader.sheets(source, extraction)
        assert time.monotonic() - started < 20
    assert len(found) <= 1


def test_the_reading_process_draws_what_we_would() -> None:
    source = source_of(PAGE)
    with Reader() as reader:
        extraction = reader.extract(source)
        apart = reader.sheets(source, extraction)
    with Reader(isolated=False) as reader:
        here = reader.sheets(source, extraction)
    assert apart == here
    assert apart[0].image


def test_the_engine_of_the_record_reads_the_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def ask(task: str, source: SourceFile, options: Options, arguments: Mapping[str, Any]) -> bytes:
        asked.append(options.engine)
        return run_here(task, source, options, arguments)

    sheets_of(source_of(PAGE), "pdfplumber", Options(), ask)
    assert set(asked) == {"pdfplumber"}
    asked.clear()
    sheets_of(source_of(PAGE), None, replace(Options(), engine="pdfium"), ask)
    assert set(asked) == {"pdfium"}
