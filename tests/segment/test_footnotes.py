"""Footnotes at the foot of a page, and what else may be set as small there."""

from __future__ import annotations

import pytest

from irp.segment.footnotes import cut_footnotes
from irp.spans import Box
from irp.text.model import Document, Line, Page

BODY = [("The library was open on six days.1 Lists", 11.5, 0.0), ("of books were kept.", 11.5, 0.0)]
CAPTION = ("Shelves in the library", 9.0, 9.0)
NOTE = ("1The catalogue lists 900 books.", 8.5, 3.0)


def document(*lines: tuple[str, float, float]) -> Document:
    made = tuple(
        Line(
            1,
            n,
            0,
            text,
            text,
            gap=gap if n else None,
            box=Box(72, 14 * n, 400, 14 * n + 12),
            size=size,
        )
        for n, (text, size, gap) in enumerate(lines)
    )
    return Document("application/pdf", (Page(1, made, 595, 842),), "pdfium", "1")


@pytest.mark.parametrize("lines", [[*BODY, NOTE], [*BODY, CAPTION, NOTE]])
def test_a_note_stands_below_a_caption_that_is_as_small(
    lines: list[tuple[str, float, float]],
) -> None:
    cut = cut_footnotes(document(*lines))
    assert [(note.number.text, note.text.text) for note in cut.notes] == [
        ("1", "The catalogue lists 900 books.")
    ]
    assert [line.text for line in cut.body] == [text for text, _, _ in lines[:-1]]


def test_small_print_without_a_number_is_no_note() -> None:
    cut = cut_footnotes(document(*BODY, CAPTION))
    assert cut.notes == ()
    assert len(cut.body) == 3
