"""Folding of lines into passages, and the way back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from irp.errors import UngroundedError
from irp.parser.text.model import Document, Line, Page
from irp.parser.text.passage import EMPTY, Passage, Piece, joiner
from irp.record.spans import Span
from text.making import text_under


def document_of(texts: list[list[str]]) -> Document:
    """A document of pages of lines."""
    pages, index = [], 0
    for number, lines in enumerate(texts, start=1):
        made, start = [], 0
        for text in lines:
            made.append(Line(number, index, start, text, text))
            start, index = start + len(text) + 1, index + 1
        pages.append(Page(number, tuple(made)))
    return Document("text/plain", tuple(pages), "text", "1")


@pytest.mark.parametrize(
    ("before", "after", "folded"),
    [
        ("the cells", "were clean", "the cells were clean"),
        ("throw-", "overs with", "throw-overs with"),
        ("short-", "and long-term", "short- and long-term"),
        ("one- to", "two", "one- to two"),
        ("a dash -", "and more", "a dash - and more"),
        ("25–", "27 July", "25–27 July"),
        ("cells –", "and", "cells – and"),
        ("pris\u00ad", "oners", "prisoners"),
        (
            "see https://example.org/our-",
            "expectations/",
            "see https://example.org/our-expectations/",
        ),
        ("see www.example.org/about/", "team/who", "see www.example.org/about/team/who"),
        ("see https://example.org/about/", "team/who", "see https://example.org/about/team/who"),
        ("the men and/or", "women", "the men and/or women"),
        ("see https://www.", "example.org.uk", "see https://www.example.org.uk"),
        ("see https://www.example.", "org.uk, where", "see https://www.example.org.uk, where"),
        ("see https://www.example.org.", "uk", "see https://www.example.org.uk"),
        ("see https://www.example.org.", "we went on", "see https://www.example.org. we went on"),
        ("see www.example.org/about/", "We went on", "see www.example.org/about/ We went on"),
    ],
)
def test_joining(before: str, after: str, folded: str) -> None:
    lines = document_of([[before, after]]).lines
    assert Passage.of_lines(lines).text == folded
    assert joiner(before, after) in ("", " ")


def test_pages_are_joined_as_lines_are_and_spans_say_both() -> None:
    document = document_of([["3.1 It was an over-"], ["statement."]])
    passage = Passage.of_lines(document.lines)
    assert passage.text == "3.1 It was an over-statement."
    assert passage.spans() == (Span(1, 0, 19), Span(2, 0, 10))
    assert passage.spans(14, 19) == (Span(1, 14, 19),)


def test_an_empty_passage_has_no_place() -> None:
    assert not EMPTY
    with pytest.raises(UngroundedError) as error:
        EMPTY.sourced()
    assert error.value.code == "ungrounded_value"


words = st.text(alphabet="ab-–\u00ad./1", min_size=1, max_size=6)
texts = st.lists(words, min_size=1, max_size=4).map(" ".join).filter(lambda text: text != "\u00ad")
"""Lines; none is nothing but a soft hyphen."""
documents = st.lists(st.lists(texts, min_size=1, max_size=4), min_size=1, max_size=3).map(
    document_of
)


@given(documents, st.data())
def test_text_under_the_spans_of_a_slice_folds_to_the_slice(
    document: Document, data: st.DataObject
) -> None:
    passage = Passage.of_lines(document.lines)
    start = data.draw(st.integers(0, len(passage.text)))
    end = data.draw(st.integers(start, len(passage.text)))
    part = passage.slice(start, end)
    pieces = [
        Piece(line, max(0, span.start - line.start), min(len(line.text), span.end - line.start))
        for span in part.spans()
        for line in document.pages[span.page - 1].lines
        if line.start < span.end and line.end > span.start
    ]
    assert Passage.of(pieces).text == part.text


@given(documents, st.data())
def test_each_character_stands_where_its_span_says(document: Document, data: st.DataObject) -> None:
    passage = Passage.of_lines(document.lines)
    at = data.draw(st.integers(0, len(passage.text) - 1)) if passage.text else 0
    spans = passage.spans(at, at + 1)
    # A space between two lines stands nowhere; every other character stands where it is.
    assert [text_under(document, span) for span in spans] in ([], [passage.text[at]])


@given(documents)
def test_cutting_a_passage_in_two_loses_nothing(document: Document) -> None:
    passage = Passage.of_lines(document.lines)
    middle = len(passage.text) // 2
    halves = passage.slice(0, middle).text + passage.slice(middle).text
    assert halves.replace(" ", "") == passage.text.replace(" ", "")


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        (0, None, "one two three"),
        (0, 99, "one two three"),
        (-3, 99, "one two three"),
        (0, 3, "one"),
        (0, 12, "one two thre"),
        (4, 7, "two"),
        (5, 9, "wo t"),
        (7, 8, ""),
        (12, 13, "e"),
        (13, 13, ""),
    ],
)
def test_a_slice_holds_its_characters_and_no_others(start: int, end: int | None, text: str) -> None:
    document = document_of([["one", "two"], ["three"]])
    part = Passage.of_lines(document.lines).slice(start, end)
    assert part.text == text
    shown = [text_under(document, span) for span in part.spans()]
    assert " ".join(shown).split() == text.split()
