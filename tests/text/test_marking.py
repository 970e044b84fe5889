"""Line numbers, contents pages and drawings, by the lines and shapes that a page has."""

from __future__ import annotations

import pytest

from irp.parser.text.engines.raw import DrawnShape
from irp.parser.text.figures.drawings import find_drawings
from irp.parser.text.furniture.contents import mark_contents
from irp.parser.text.furniture.line_numbers import leave_out_line_numbers
from irp.parser.text.line_builder import Draft, DraftPage, freeze
from irp.parser.text.model import Placed
from irp.record.spans import Box


def page(number: int, *texts: str) -> DraftPage:
    return DraftPage(number, [Draft(text, text) for text in texts])


WORDS = ["The kitchen", "was open on", "six days of", "the week and", "closed on", "Sunday."]


def without(*pages: list[str]) -> list[list[str]] | None:
    """The texts of pages without their line numbers; None where they have none."""
    drafts = [page(number, *texts) for number, texts in enumerate(pages, start=1)]
    problems = leave_out_line_numbers(drafts)
    assert [problem.code for problem in problems] in ([], ["line_numbers"])
    return [[line.text for line in draft.lines] for draft in drafts] if problems else None


def numbered(start: int = 1, step: int = 1, words: list[str] = WORDS) -> list[str]:
    return [f"{start + i * step} {text}" for i, text in enumerate(words)]


def test_numbers_that_rise_by_one_are_line_numbers() -> None:
    assert without(numbered(), numbered(7)) == [WORDS, WORDS]
    assert without(numbered(words=WORDS[:5])) == [WORDS[:5]]
    assert without([*numbered(), "7"]) == [WORDS]


def test_every_fifth_line_may_have_a_number() -> None:
    lines = [f"{i} and so on" if i % 5 == 0 else "and so on" for i in range(1, 31)]
    assert without(lines) == [["and so on"] * 30]
    thirds = [f"{i} and so on" if i % 3 == 0 else "and so on" for i in range(1, 31)]
    assert without(thirds) is None


@pytest.mark.parametrize(
    "texts",
    [
        numbered(words=WORDS[:4]),
        [f"{n} {text}" for n, text in zip((4, 19, 7, 3, 12, 30), WORDS, strict=True)],
        [*numbered(), *["and more"] * 5],
        numbered(2016, 2),
        WORDS,
    ],
)
def test_few_or_other_numbers_are_part_of_the_text(texts: list[str]) -> None:
    assert without(texts) is None


def test_a_page_without_numbers_among_many_stays() -> None:
    assert without(numbered(), WORDS, numbered(7)) == [WORDS, WORDS, WORDS]
    assert without(numbered(), WORDS, WORDS) is None
    assert without(numbered(), WORDS[:4], WORDS[:4]) == [WORDS, WORDS[:4], WORDS[:4]]


def test_what_is_known_of_a_line_moves_with_its_text() -> None:
    lines = [
        Draft(
            f"{n} Name role", "", cells=(2, 7), box=Box(10, 0, 90, 9), bold_until=6,
            words=(Placed(0, 1, 10, 15), Placed(2, 6, 20, 40), Placed(7, 11, 60, 90)),
        )
        for n in range(1, 7)
    ]  # fmt: skip
    assert leave_out_line_numbers([DraftPage(1, lines)])
    first = lines[0]
    assert (first.text, first.cells, first.bold_until) == ("Name role", (5,), 4)
    assert first.words == (Placed(0, 4, 20, 40), Placed(5, 9, 60, 90))
    assert first.box == Box(20, 0, 90, 9)


def contents(*texts: str, pages: int = 20) -> list[str]:
    """The lines that are marked as contents."""
    drafts = [page(1, *texts), *(page(n) for n in range(2, pages + 1))]
    mark_contents(drafts)
    marked = [line.text for line in drafts[0].lines if line.furniture]
    assert len(marked) < len(texts)
    return marked


AFTER = "The prison was quiet."


@pytest.mark.parametrize(
    "entries",
    [
        ["Contents", "Summary 3", "Findings 5"],
        ["Table of contents", "Summary", "of it all 3", "Findings 5"],
        ["Summary .... 3", "Findings .... 5", "Team .... 9"],
        ["Contents page", "Summary .... 3", "Findings in 2019", "and 2020 .... 5"],
        ["Summary . . . . 3", "Findings ······ 5", "Team ____ ix"],
        ["Contents", "Summary ....", "3", "Findings ....", "5"],
        ["Contents", "Summary 32", "Findings 32"],
    ],
)
def test_entries_end_in_leaders_or_a_number(entries: list[str]) -> None:
    assert contents(*entries, AFTER) == entries


@pytest.mark.parametrize(
    ("texts", "marked"),
    [
        (["Contents", "Summary 3"], 0),
        (["Summary .... 3", "Findings .... 5"], 0),
        (["Summary ... 3", "Findings ... 5", "Team ... 9"], 0),
        (["Contents", "Summary 33", "Findings 34"], 0),
        (["Contents", "Summary 3", "Findings 5", "There were 2"], 3),
        (["Contents", "Summary 3", "Findings 5", "a", "b", "Team 9"], 6),
        (["Contents", "Summary 3", "Findings 5", "a", "b", "c", "Team 9"], 3),
        (["Contents", "Summary .... 3", "Findings .... 5", "There were 9"], 3),
    ],
)
def test_what_is_no_entry_ends_the_contents(texts: list[str], marked: int) -> None:
    assert contents(*texts, AFTER) == texts[:marked]


def test_the_offsets_and_indexes_of_lines_are_counted_over_pages() -> None:
    pages = freeze([page(1, "one", "three"), page(2, "two")])
    assert [(line.index, line.start) for p in pages for line in p.lines] == [(0, 0), (1, 4), (2, 0)]


def bar(x0: float, top: float, x1: float, bottom: float) -> DrawnShape:
    return DrawnShape(Box(x0, top, x1, bottom), curved=False, filled=True, mcid=None)


def curve(x0: float, top: float, x1: float, bottom: float) -> DrawnShape:
    return DrawnShape(Box(x0, top, x1, bottom), curved=True, filled=True, mcid=None)


AXIS = bar(90, 200, 210, 201)


@pytest.mark.parametrize(
    ("shapes", "drawn"),
    [
        ([bar(100, 120, 120, 200), bar(140, 160, 160, 200)], True),
        ([bar(100, 120, 180, 130), bar(100, 140, 140, 150)], True),
        ([bar(100, 120, 120, 200)], False),
        ([bar(100, 196, 120, 200), bar(140, 197, 160, 200)], False),
        ([bar(100, 120, 120, 200), bar(140, 120, 160, 200), AXIS], True),
        ([bar(100, 120, 120, 200), bar(140, 120, 160, 200)], False),
        ([bar(100, 120, 120, 200), bar(120, 120, 140, 200), AXIS], False),
        (
            [
                bar(100, 120, 120, 200),
                bar(120, 120, 140, 200),
                bar(160, 120, 180, 200),
                AXIS,
            ],
            False,
        ),
        ([curve(100, 100, 180, 180)], True),
        ([curve(100, 100, 104, 104)], False),
        ([], False),
        ([curve(100, 100, 180, 180)] * 2001, False),
    ],
)
def test_bars_on_one_foot_line_and_large_curves_are_drawings(
    shapes: list[DrawnShape], drawn: bool
) -> None:
    assert bool(find_drawings(shapes, lambda _: False)) is drawn


def test_boxes_with_words_are_no_bars_and_what_touches_a_drawing_belongs_to_it() -> None:
    bars = [bar(100, 120, 120, 200), bar(140, 160, 160, 200)]
    assert not find_drawings(bars, lambda _: True)
    (found,) = find_drawings([*bars, AXIS], lambda _: False)
    assert found == Box(90, 120, 210, 201)
    wide = bar(0, 200, 595, 201)
    (found,) = find_drawings([*bars, wide], lambda _: False)
    assert found == Box(100, 120, 160, 200)
