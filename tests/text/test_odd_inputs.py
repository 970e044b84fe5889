"""PDFs that cannot be read, or only in part: each a typed error or a problem, never a guess."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from conftest import ROOT
from irp.errors import SourceError
from irp.options import Engine, Limits, Options
from irp.parser.engine_choice import read_text
from irp.parser.text.reader import read_document
from irp.source import SourceFile
from text.making import HEIGHT, WIDTH, Draw, body, make_pdf, prose, read_bytes, read_pages

SAMPLES = sorted((ROOT / "samples").glob("*.pdf"))


def code_of(
    data: bytes, limits: Limits | None = None, engine: str = Engine.AUTO
) -> tuple[str, str]:
    with pytest.raises(SourceError) as error:
        read_text(SourceFile.from_bytes(data), Options(engine, limits or Limits()))
    return error.value.code, error.value.message


def scan(text: str = "") -> Draw:
    """A page that is a picture, with a text on it."""
    file = io.BytesIO()
    Image.linear_gradient("L").save(file, "PNG")
    reader = ImageReader(io.BytesIO(file.getvalue()))

    def draw(canvas: Canvas) -> None:
        canvas.drawImage(reader, 0, 0, WIDTH, HEIGHT)
        canvas.drawString(72, 30, text)

    return draw


def protected(password: str, owner: str | None = None) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(make_pdf([prose(12)]))))
    writer.encrypt(password, owner, algorithm="AES-256")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_half_a_report_is_truncated(path: Path) -> None:
    data = path.read_bytes()
    code, message = code_of(data[: len(data) // 2])
    assert code == "truncated"
    assert "fetch it again" in message


def test_padding_behind_the_end_is_no_harm() -> None:
    assert len(body(read_bytes(make_pdf([prose(12)]) + b"\0" * 9000 + b"\n"))) == 12


def test_junk_before_the_start_is_no_harm() -> None:
    assert len(body(read_bytes(b"\r\n" * 5 + make_pdf([prose(12)])))) == 12


def test_a_password_is_asked_for() -> None:
    code, message = code_of(protected("secret"))
    assert code == "encrypted"
    assert "password" in message


def test_an_owner_password_alone_is_no_harm() -> None:
    assert len(body(read_bytes(protected("", "secret")))) == 12


def test_a_header_and_nothing_behind_it() -> None:
    assert code_of(b"%PDF-1.7\n%%EOF")[0] == "not_a_pdf"


def test_a_damaged_page_says_which() -> None:
    data = make_pdf([prose(12), prose(12)], pageCompression=0)
    broken = data.replace(b"/MediaBox", b"/MediaBux")
    code, message = code_of(broken, engine="pdfplumber")
    assert code == "not_a_pdf"
    assert "damaged" in message


def test_a_page_that_does_not_say_its_size_has_the_usual_one() -> None:
    """Where one engine gives up, the other reads."""
    data = make_pdf([prose(12)], pageCompression=0).replace(b"/MediaBox", b"/MediaBux")
    document = read_text(SourceFile.from_bytes(data), Options())
    assert (document.engine, len(document.lines)) == ("pdfium", 12)
    assert (document.pages[0].width, document.pages[0].height) == (612, 792)


def test_pictures_of_pages_need_ocr() -> None:
    code, message = code_of(make_pdf([[scan()], [scan("7")], [scan()]]))
    assert code == "image_only"
    assert "OCR" in message


def test_nothing_at_all() -> None:
    assert code_of(make_pdf([[], []]))[0] == "no_text"


def test_a_scanned_page_between_others_is_a_problem() -> None:
    document = read_pages(prose(12), [scan()], prose(12))
    assert [(p.code, p.place and p.place.page) for p in document.problems] == [
        ("page_without_text", 2)
    ]


def test_too_many_pages_are_refused_before_they_are_read() -> None:
    code, message = code_of(make_pdf([prose(1)] * 5), Limits(pages=4))
    assert code == "too_large"
    assert "5 pages" in message


def test_fonts_that_do_not_say_their_letters() -> None:
    """The letters of a font without a mapping are numbers of glyphs and nothing else."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(make_pdf([prose(30)]))))
    private = "".join(f"<{ord(char):02X}> <F0{ord(char):02X}>\n" for char in "abcdefghijklmnopqrst")
    table = f"1 beginbfrange\n<00> <FF> <F000>\nendbfrange\n20 beginbfchar\n{private}endbfchar\n"
    from pypdf.generic import NameObject, StreamObject

    stream = StreamObject()
    stream.set_data(
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        b"1 begincodespacerange <00> <FF> endcodespacerange\n" + table.encode() + b"endcmap end end"
    )
    reference = writer._add_object(stream)
    for page in writer.pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            font.get_object()[NameObject("/ToUnicode")] = reference
    file = io.BytesIO()
    writer.write(file)
    code, message = code_of(file.getvalue())
    assert code == "garbled_text"
    assert "OCR" in message


def test_there_is_no_such_engine() -> None:
    with pytest.raises(ValueError, match="does not name one engine"):
        read_document(SourceFile.from_bytes(make_pdf([prose(1)])), engine="abacus")


def test_reading_twice_gives_the_same() -> None:
    data = make_pdf([prose(30)] * 3)
    assert read_bytes(data) == read_bytes(data)
