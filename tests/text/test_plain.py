"""Text dumps: page breaks, blank lines, columns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from irp.errors import SourceError
from irp.options import Limits
from irp.parser.text.model import Document
from irp.parser.text.reader import read_document
from irp.source import SourceFile
from text.making import body, read_bytes, read_dump, text_under


def pages(document: Document) -> list[list[str]]:
    return [[line.text for line in page.lines] for page in document.pages]


def test_form_feeds_break_pages_and_the_last_one_ends_the_last_page() -> None:
    assert pages(read_dump("a\nb\n\fc\n\f")) == [["a", "b"], ["c"]]
    assert pages(read_dump("a\f\fb")) == [["a"], [], ["b"]]


def test_one_leading_blank_breaks_a_page_where_there_are_no_form_feeds() -> None:
    lines = [f"line {i} of the report" for i in range(20)]
    lines[0], lines[5], lines[9] = f" {lines[0]}", f" {lines[5]}", f" {lines[9]}"
    document = read_dump("\n".join(lines))
    assert [len(page) for page in pages(document)] == [5, 4, 11]
    assert body(document) == [f"line {i} of the report" for i in range(20)]


def test_a_line_of_one_blank_breaks_no_page() -> None:
    assert len(read_dump("a\n \nb\nc\nd\ne\n f\ng").pages) == 2


@pytest.mark.parametrize(
    "text",
    [
        " every\n line\n is\n indented\n by\n one\n blank",
        "some\n  lines\nby two\n and one\nby one\nand none",
        "\ta tab\n one blank\nnone\nnone\nnone\nnone\nnone",
    ],
)
def test_indented_lines_break_no_pages(text: str) -> None:
    document = read_dump(text)
    assert len(document.pages) == 1
    assert body(document) == [line.strip() for line in text.split("\n")]


def test_with_form_feeds_a_leading_blank_is_nothing() -> None:
    assert pages(read_dump("a\n b\nc\fd\n e")) == [["a", "b", "c"], ["d", "e"]]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_kind(end: str) -> None:
    document = read_dump(f"a{end}{end}b{end}c{end}")
    assert [(line.text, line.gap) for line in document.lines] == [("a", None), ("b", 1), ("c", 0)]


def test_a_byte_order_mark_is_no_text() -> None:
    assert body(read_bytes("\ufeffSection 1".encode())) == ["Section 1"]


def test_blank_lines_make_gaps_but_not_at_the_top_of_a_page() -> None:
    document = read_dump("a\n\n \nb\n\n\n\nc\n\f\n\n\n\nd")
    assert [line.gap for line in document.lines] == [None, 2, 3, None]
    assert [line.below_picture for line in document.lines] == [False, False, True, False]


@pytest.mark.parametrize(
    ("raw", "text", "cells"),
    [
        ("Ada Quill  Team leader", "Ada Quill Team leader", (10,)),
        ("Ada Quill\tTeam leader ", "Ada Quill Team leader", (10,)),
        ("Safety   3    2", "Safety 3 2", (7, 9)),
        ("2018    3    2", "2018 3 2", (5, 7)),
        ("3.1      The cells were clean", "3.1 The cells were clean", ()),
        ("S12\tThe cells were clean", "S12 The cells were clean", ()),
        ("•   an item", "• an item", ()),
        ("Section 1    Key findings", "Section 1 Key findings", ()),
        ("The cells were clean", "The cells were clean", ()),
    ],
)
def test_columns(raw: str, text: str, cells: tuple[int, ...]) -> None:
    (line,) = read_dump(raw).lines
    assert (line.text, line.cells, line.raw) == (text, cells, raw)


def test_too_many_characters() -> None:
    source = SourceFile.from_bytes(b"a" * 100)
    with pytest.raises(SourceError, match="limit is 99") as error:
        read_document(source, limits=Limits(characters=99))
    assert error.value.code == "too_large"


def test_too_many_pages() -> None:
    with pytest.raises(SourceError, match="401 pages"):
        read_dump("\f" * 400 + "x")


@pytest.mark.parametrize(
    ("text", "code"), [(" \n\f\n", "no_text"), ("\ufffd" * 9 + "a", "garbled_text")]
)
def test_a_dump_without_words(text: str, code: str) -> None:
    with pytest.raises(SourceError) as error:
        read_dump(text)
    assert error.value.code == code


@given(st.text(alphabet="ab .\n\f\t\u00ad•3", max_size=80).filter(str.strip))
def test_every_line_stands_where_its_span_says(text: str) -> None:
    try:
        document = read_dump(text)
    except SourceError:
        return
    for index, line in enumerate(document.lines):
        assert line.index == index
        assert text_under(document, line.span()) == line.text != ""
    kept = "".join("".join(line.text.split()) for line in document.lines)
    squeezed = "".join(text.split())
    assert kept.replace("\u00ad", "") == squeezed.replace("\u00ad", "")
