"""Files as they come: what is around a PDF, numbered lines, converters, damaged bytes."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfWriter

from irp.errors import SourceError
from irp.options import PDF_ENGINES, Options
from irp.parser.text.model import Document
from irp.parser.text.reader import read_document
from irp.parser.text.trust import doubtful_characters
from irp.source import SourceFile
from text.making import Put, body, make_pdf, prose, read_bytes, read_dump

PROSE = [line.text for line in prose(12)]


def refusal(data: bytes) -> SourceError:
    with pytest.raises(SourceError) as caught:
        read_document(SourceFile.from_bytes(data), Options().engine and PDF_ENGINES[0])
    return caught.value


@pytest.mark.parametrize(
    "head", [b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n", b"x" * 3000 + b"\n"]
)
def test_what_precedes_and_follows_a_pdf_is_left_out(head: bytes) -> None:
    data = head + make_pdf([prose(12)]) + b"\n<html>" + b"<p>gone</p>" * 600 + b"</html>"
    assert body(read_bytes(data)) == PROSE


def test_an_update_that_is_cut_short_is_truncated() -> None:
    cut = make_pdf([prose(12)]) + b"\n7 0 obj\n<< /Type /Page >>\nendobj\n8 0 obj\n<< /Le"
    assert refusal(cut).code == "truncated"


def test_corners_of_a_page_in_any_order() -> None:
    data = make_pdf([prose(12)], pageCompression=0)
    box = data[(start := data.index(b"/MediaBox [")) : data.index(b"]", start) + 1]
    x0, y0, x1, y1 = box.split(b"[")[1].split(b"]")[0].split()
    turned = b"/MediaBox [ " + b" ".join((x1, y1, x0, y0)) + b" ]"
    assert body(read_bytes(data.replace(box, turned.ljust(len(box))))) == PROSE


def test_a_portfolio_is_refused_with_the_name_of_its_attachment() -> None:
    writer = PdfWriter(clone_from=io.BytesIO(make_pdf([prose(2)])))
    writer.add_attachment("report on Ashdown.pdf", make_pdf([prose(12)]))
    file = io.BytesIO()
    writer.write(file)
    error = refusal(file.getvalue())
    assert (error.code, "report on Ashdown.pdf" in error.message) == ("portfolio", True)


def test_two_pages_to_a_sheet_are_refused() -> None:
    sheet = [*prose(12, x=40, y=300), *prose(12, x=460, y=300)]
    assert refusal(make_pdf([sheet] * 4, size=(842, 595))).code == "two_page_sheets"
    assert len(body(read_bytes(make_pdf([prose(12, x=300, y=300)] * 4, size=(842, 595))))) == 48


@pytest.mark.parametrize("step", [1, 5])
def test_line_numbers_are_left_out(step: int) -> None:
    pages = [
        [
            *prose(30, x=100),
            *(
                Put(f"{n + 1 + 30 * page}", 60, 100 + 14 * n)
                for n in range(30)
                if (n + 1) % step == 0
            ),
        ]
        for page in range(3)
    ]
    document = read_bytes(make_pdf(pages))
    assert body(document) == [line.text for line in prose(30)] * 3
    assert [problem.code for problem in document.problems] == ["line_numbers"]
    assert document.lines[4].box is not None
    assert document.lines[4].box.x0 == pytest.approx(100, abs=0.5)


def test_numbers_that_begin_some_lines_stay() -> None:
    rows = [Put(f"{n + 1}. {line.text}", line.x, line.y) for n, line in enumerate(prose(9))]
    document = read_bytes(make_pdf([[*rows, *prose(20, y=300)]] * 3))
    assert [body(document)[0], document.problems] == [rows[0].text, ()]


def test_markdown_is_read_without_its_marks_and_reported() -> None:
    document = read_dump(
        "# A report\n\n## On progress\n\n**Concern:** one\n\n<!-- image -->\n\n### End"
    )
    assert [line.text for line in document.lines] == [
        "A report",
        "On progress",
        "Concern: one",
        "End",
    ]
    assert [problem.code for problem in document.problems] == ["markdown"]


def test_one_damaged_byte_spoils_one_character() -> None:
    data = "“Well” – said café".encode()
    assert (
        SourceFile.from_bytes(data.replace(b"caf", b"ca\xff")).text() == "“Well” – said ca\ufffdé"
    )
    assert SourceFile.from_bytes("“Well” – said".encode("cp1252")).text() == "“Well” – said"


# ------------------------------------------------------------------ characters that cannot be


@pytest.mark.parametrize(
    "text",
    [
        "the leƩer",
        "maƫers",
        "aŌer",
        "AŌer lunch",
        "no\u03a4e",
        "2014\u0335–15",
        "a \ufffd b",
        "leøer",
        "7\u0663 incidents",
    ],
)
def test_what_no_page_prints_is_doubtful(text: str) -> None:
    assert doubtful_characters(text)


@pytest.mark.parametrize(
    "text",
    [
        "Łukasz Nguyễn and Zoë Ó Briain",
        "a café in Tŷ Newydd – £5, ½ of 20°",
        "MÜLLER and McÉvoy",
        "naïve rôle",
        "• ‘one’ … 5 µg",
        "",
    ],
)
def test_names_and_plain_words_are_not(text: str) -> None:
    assert not doubtful_characters(text)


def test_no_engine_reads_another_text() -> None:
    def read(engine: str) -> Document:
        return read_document(SourceFile.from_bytes(make_pdf([prose(3)])), engine)

    assert [read(engine).engine for engine in PDF_ENGINES] == list(PDF_ENGINES)
