"""The reference report: its words, all of them and nothing else, from every source."""

from __future__ import annotations

import io
from pathlib import Path

import pdfplumber
import pytest

from irp.parser.text.model import Document, Furniture
from irp.parser.text.reader import read_document
from irp.source import SourceFile
from text.making import text_under

PDFS = ("libreoffice", "weasyprint", "fragmented")


@pytest.fixture(scope="module", params=PDFS)
def pdf(request: pytest.FixtureRequest, chelmsford: Path) -> Path:
    return chelmsford / f"report-{request.param}.pdf"


@pytest.fixture(scope="module")
def document(pdf: Path) -> Document:
    return read_document(SourceFile.from_path(pdf))


@pytest.fixture(scope="module")
def dump(chelmsford: Path) -> Document:
    return read_document(SourceFile.from_path(chelmsford / "report.txt"))


def characters(document: Document, *, after_page: int = 0) -> str:
    """The body's characters without white space."""
    lines = [line for line in document.body if not line.in_figure and line.page > after_page]
    return "".join("".join(line.text.split()) for line in lines)


def test_the_body_is_the_report_to_the_letter(document: Document, dump: Document) -> None:
    """The cover is the PDF's own; no word of a chart, a footer or the contents gets in."""
    assert characters(document, after_page=1) == characters(dump)


def test_each_footer_and_the_contents_are_furniture(document: Document) -> None:
    footer = "Report on an independent review of progress at HMP Chelmsford"
    for page in document.pages[1:]:
        last = page.lines[-1]
        assert last.text == f"{footer} {page.number}"
        assert last.furniture is Furniture.FOOTER
    rest = [line for line in document.lines if line.furniture not in (None, Furniture.FOOTER)]
    assert {line.furniture for line in rest} == {Furniture.CONTENTS}
    assert {line.page for line in rest} == {2}
    assert rest[0].text == "Contents"
    assert [line for line in document.body if line.page == 2] == []


def test_the_dump_has_no_furniture_and_thirty_pages(dump: Document) -> None:
    assert [line for line in dump.lines if line.furniture] == []
    assert len(dump.pages) == 30


def test_text_under_a_line_is_the_line(document: Document, dump: Document) -> None:
    for text in (document, dump):
        assert all(text_under(text, line.span()) == line.text for line in text.lines)
        assert [line.index for line in text.lines] == list(range(len(text.lines)))


def test_words_stand_inside_their_lines_and_their_pages(document: Document) -> None:
    for line in document.lines:
        page = document.pages[line.page - 1]
        assert line.box is not None
        assert page.height is not None
        assert 0 < line.box.top < line.box.bottom < page.height
        words = [line.text[w.start : w.end] for w in line.words]
        assert " ".join(words) == line.text
        assert [word for word in words if " " in word and "...." not in word] == []
        assert all(line.box.x0 <= w.x0 < w.x1 <= line.box.x1 for w in line.words)


def test_places_agree_with_pdfplumber(pdf: Path, document: Document) -> None:
    with pdfplumber.open(io.BytesIO(pdf.read_bytes())) as plumber:
        theirs = plumber.pages[4].extract_words()
    ours = [
        (line.text[w.start : w.end], line.span(w.start, w.end).box)
        for line in document.pages[4].lines
        for w in line.words
    ]
    assert len(ours) == len(theirs)
    # LibreOffice writes fonts without a descent, which pdfplumber believes.
    down = 3 if "libreoffice" in pdf.name else 1
    for (text, box), word in zip(ours, theirs, strict=True):
        assert box is not None
        assert text == word["text"]
        assert (box.x0, box.x1) == pytest.approx((word["x0"], word["x1"]), abs=1)
        assert (box.top, box.bottom) == pytest.approx((word["top"], word["bottom"]), abs=down)


def test_every_paragraph_stands_apart_but_no_line_within_one_does(document: Document) -> None:
    """From 1.4 to 1.9 every paragraph has its number, so that the number tells where one begins."""
    lines = [line for line in document.body if not line.in_figure]
    texts = [line.text for line in lines]
    first = next(i for i, text in enumerate(texts) if text.startswith("1.4 "))
    last = next(i for i, text in enumerate(texts) if text.startswith("1.10 "))
    for line in lines[first + 1 : last]:
        if not line.first_on_page:
            assert line.apart == line.text.startswith("1.")


def test_weights_of_labels(document: Document) -> None:
    concerns = [line for line in document.body if line.text.startswith("Concern:")]
    assert len(concerns) == 8
    assert {line.bold_until for line in concerns} == {len("Concern:")}
    assert all(line.bold for line in document.body if line.text.startswith("Recommendation:"))


def test_the_team_is_in_columns(document: Document, dump: Document, pdf: Path) -> None:
    # One of the producers sets the team with two blanks and no table.
    for text in (document, dump) if "fragmented" not in pdf.name else (dump,):
        rows = [line for line in text.body if line.cells and "nspector" in line.text]
        assert len(rows) >= 6
        assert all(len(line.cells) == 1 for line in rows)


def test_pictures_stand_above_their_captions(document: Document, pdf: Path) -> None:
    if "fragmented" in pdf.name:
        assert not any(page.pictures for page in document.pages)
        return
    below = [line.text for line in document.body if line.below_picture]
    assert "Servery" in below
    assert any(text.startswith("Rubbish in the window grilles") for text in below)


def test_no_problems(document: Document, dump: Document) -> None:
    assert document.problems == dump.problems == ()
    assert document.title == "Report on an independent review of progress at HMP Chelmsford"
    assert dump.title is None
