"""Footnotes at the foot of a page, and what else may be set as small there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from irp.parser.segment.items.warnings import short_lines
from irp.parser.segment.model import Loose, Numbered
from irp.parser.segment.parts.footnotes import cut_footnotes, lost_marks, without_marks
from irp.parser.text.model import Document, Line, Page
from irp.parser.text.passage import Passage, Piece
from irp.parser.text.reader import read_document
from irp.record.spans import Box
from irp.source import SourceFile

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


STOPPED = ("1. The catalogue lists 900 books.", 8.5, 3.0)


@pytest.mark.parametrize("lines", [[*BODY, NOTE], [*BODY, CAPTION, NOTE], [*BODY, STOPPED]])
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


def cleaned(*texts: str) -> tuple[str, list[str]]:
    """The lines as one paragraph without its marks, and the codes of what is doubtful."""
    cut = cut_footnotes(document(*((text, 11.5, 0.0) for text in texts), NOTE))
    paragraph = Numbered(Passage.of([Piece(cut.body[0], 0, 1)]), Passage.of_lines(cut.body))
    [item] = without_marks([paragraph], cut.notes)
    assert isinstance(item, Numbered)
    return item.text.text, [p.code for p in lost_marks(cut.notes, [item.text])]


@pytest.mark.parametrize(
    ("marked", "text"),
    [
        (
            "Staff on House block 1 knew.1 They said so.",
            "Staff on House block 1 knew. They said so.",
        ),
        (
            "They met on B1 and in cell 1 of it (ACCT)1 too.",
            "They met on B1 and in cell 1 of it (ACCT) too.",
        ),
        ("This was so in June 2021.1 It had begun.", "This was so in June 2021. It had begun."),
        (
            "In 1 case in 11 it was late. 1 It was put right.",
            "In 1 case in 11 it was late. It was put right.",
        ),
        ("It was late on House block 1 today.1", "It was late on House block 1 today."),
    ],
)
def test_what_looks_most_like_a_mark_is_taken_out_and_nothing_else(marked: str, text: str) -> None:
    assert cleaned(marked, "More was known.") == (f"{text} More was known.", [])


def test_a_mark_may_begin_a_line() -> None:
    assert cleaned("It was put right.", "1 More was known.") == (
        "It was put right. More was known.",
        [],
    )


@pytest.mark.parametrize(
    "text",
    [
        "It was late in 11 of the cases that we looked at.",
        "Wing A1 was late.1 Wing B1 was too.1 More followed.",
        "The plan1, which was new, helped them all.",
    ],
)
def test_a_mark_that_is_not_found_for_sure_is_told(text: str) -> None:
    assert cleaned(text) == (text, ["footnote_mark"])


def test_a_mark_in_a_heading_is_told() -> None:
    cut = cut_footnotes(
        document(("The library and the gym and all that is near them1", 11.5, 0.0), NOTE)
    )
    heading = Loose(Passage.of_lines(cut.body))
    assert without_marks([heading], cut.notes) == [heading]
    assert [problem.code for problem in lost_marks(cut.notes, [])] == ["footnote_mark"]


def test_a_line_out_of_which_a_mark_was_taken_does_not_end_early() -> None:
    first, last = document(
        ("They had a support plan which had been written in the", 11.5, 0.0),
        ("month before.1 So it was.", 11.5, 0.0),
    ).body
    mark = last.text.index("1")
    pieces = [Piece(last, 0, mark), Piece(last, mark + 1, len(last.text))]
    assert short_lines([Passage.of([Piece(first, 0, len(first.text)), *pieces])]) == []


NOTES = "1 The count was made in May.\n\n2 See our last report.\n"


@pytest.mark.parametrize(
    ("foot", "numbers"),
    [
        (NOTES, ["1", "2"]),
        ("2 See our last report.\n", ["2"]),
        ("4 The count was made in May.\n\n2 See our last report.\n", ["2"]),
        ("And more of it.\n\n2 See our last report.\n", ["2"]),
        ("5 The count was made in May.\n", []),
    ],
)
def test_notes_at_the_foot_of_a_dumped_page(foot: str, numbers: list[str]) -> None:
    page = f"3.1 There were six.1 More had come by June.2 They stayed.\n\n{foot}"
    document = read_document(SourceFile.from_bytes(f"{page}\f3.2 So it was.\n".encode(), name="d"))
    assert [note.number.text for note in cut_footnotes(document).notes] == numbers


@pytest.mark.parametrize(
    ("size", "gap", "in_figure", "notes"),
    [
        (10.0, 3.0, False, 1),
        (11.0, 3.0, False, 0),
        (8.5, 0.35, False, 0),
        (8.5, 0.36, False, 1),
        (8.5, 3.0, True, 0),
    ],
)
def test_a_note_is_smaller_and_apart_and_in_no_figure(
    size: float, gap: float, in_figure: bool, notes: int
) -> None:
    made = document(*BODY, (NOTE[0], size, gap))
    lines = list(made.pages[0].lines)
    lines[-1] = replace(lines[-1], in_figure=in_figure)
    cut = cut_footnotes(replace(made, pages=(made.pages[0]._replace(lines=tuple(lines)),)))
    assert len(cut.notes) == notes
    assert len(cut.body) == 3 - notes


def test_each_note_of_a_page_goes_on_to_the_next_and_none_is_the_whole_page() -> None:
    second = ("2 There are other", 8.5, 3.0), ("catalogues.", 8.5, 0.0)
    cut = cut_footnotes(document(*BODY, NOTE, *second))
    assert [(note.number.text, note.text.text) for note in cut.notes] == [
        ("1", "The catalogue lists 900 books."),
        ("2", "There are other catalogues."),
    ]
    assert not cut_footnotes(document(NOTE, *second)).notes


def _dump_notes(text: str, following: str = "The next page.") -> list[str]:
    """The texts of the notes of a dump's page, below its first block."""
    source = SourceFile.from_bytes(f"{text}\f{following}\n".encode(), name="dump.txt")
    return [note.text.text for note in cut_footnotes(read_document(source)).notes]


@pytest.mark.parametrize(
    ("page", "following", "notes"),
    [
        ("It was open.1 It\nwas large.\n\n1 The list.\n", "The next.", ["The list."]),
        ("It was open. It\nwas large.\n\n1 The list.\n", "The next.", []),
        ("It was open and\n\n1 The list.\n", "was large.", ["The list."]),
        ("It was open and\n\n1 The list.\n", "Was large.", []),
        ("It was open.1 It2\n\n1 The list.\n\n2 A map.\n", "The", ["The list.", "A map."]),
        ("It was open.1 It2\n\n1 The list.\n\n3 A map.\n", "The", []),
        ("1 The list.\n", "The next.", []),
    ],
)
def test_a_dumps_last_blocks_are_notes_where_a_mark_or_a_cut_sentence_shows_it(
    page: str, following: str, notes: list[str]
) -> None:
    assert _dump_notes(page, following) == notes


@pytest.mark.parametrize(("x0", "codes"), [(72.0, ["short_line"]), (100.0, [])])
def test_items_of_a_list_without_marks_may_end_early(x0: float, codes: list[str]) -> None:
    *lines, early, last = document(
        ("The strategy, which had been published in August, now set out", 11.5, 0.0),
        ("for each of the actions that it listed and described", 11.5, 0.0),
        ("who was to act", 11.5, 0.0),
        ("by when it was to be done.", 11.5, 0.0),
    ).body
    moved = [replace(line, box=Box(x0, 0, x0 + 70, 12)) for line in (early, last)]
    passage = Passage.of_lines([*lines, *moved])
    assert [problem.code for problem in short_lines([passage])] == codes
