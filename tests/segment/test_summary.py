"""The summary of judgements: as a list, and as tables set in every way a table may be set."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from irp.parser.layouts.sections import SECTIONS
from irp.parser.segment.model import SectionBlock, SummaryItem
from irp.parser.segment.summary.entries import build_summary
from irp.parser.segment.summary.inside import cut_summary
from irp.parser.text.model import Line, Placed
from irp.parser.text.passage import EMPTY
from irp.record.spans import Box
from irp.record.vocabulary import SectionRole
from segment.dumping import lines_of

ROWS = [
    (
        ["Leaders should make sure that all prisoners", "can attend the activities they", "need."],
        ["Reasonable", "progress"],
    ),
    (["The kitchens should be kept clean."], ["Good progress"]),
    (
        ["Managers should use data to understand violence", "and should act on what they find."],
        ["No meaningful", "progress"],
    ),
]
EXPECTED = [(" ".join(left), " ".join(right)) for left, right in ROWS]


def line(index: int, left: str, right: str, *, gap: float | None, page: int = 1) -> Line:
    """A line of a table: the left cell at 72 points, the right one at 400."""
    text = f"{left} {right}".strip()
    words = []
    if left:
        words.append(Placed(0, len(left), 72, 72 + 5 * len(left)))
    if right:
        words.append(Placed(len(text) - len(right), len(text), 400, 400 + 5 * len(right)))
    cells = (len(left) + 1,) if left and right else ()
    box = Box(72 if left else 400, 0, 500, 12)
    return Line(
        page, index, 0, text, text, gap=gap, cells=cells, box=box, size=12, words=tuple(words)
    )


def table(offset_of: str, gaps: tuple[float, float], *, break_in: int | None = None) -> list[Line]:
    """The rows as lines.

    Args:
        offset_of: where the judgement stands in its row: "top", "middle" or "foot".
        gaps: space above the first line of a row, and above the others.
        break_in: a row whose second line is the first of the next page.
    """
    lines: list[Line] = []
    page = 1
    for number, (left, right) in enumerate(ROWS):
        height = max(len(left), len(right))
        offset = {"top": 0, "middle": (height - len(right)) // 2, "foot": height - len(right)}
        rights = [""] * offset[offset_of] + right
        for place, (one, two) in enumerate(itertools.zip_longest(left, rights, fillvalue="")):
            gap: float | None = gaps[0] if place == 0 else gaps[1]
            if number == break_in and place == 1:
                page, gap = page + 1, None
            lines.append(line(len(lines), one, two, gap=gap, page=page))
    return lines


def told(entries: list[SummaryItem]) -> list[tuple[str, str]]:
    return [(entry.text.text, entry.judgement.text) for entry in entries]


@pytest.mark.parametrize("place", ["top", "middle", "foot"])
def test_rows_parted_by_space(place: str) -> None:
    assert told(build_summary(table(place, (0.6, 0.0))).entries) == EXPECTED


def test_rows_without_space_whose_judgements_stand_at_the_top() -> None:
    assert told(build_summary(table("top", (0.0, 0.0))).entries) == EXPECTED


@pytest.mark.parametrize("row", [0, 2])
def test_a_row_that_goes_on_over_the_page(row: int) -> None:
    assert told(build_summary(table("top", (0.6, 0.0), break_in=row)).entries) == EXPECTED


def test_repeated_heads_and_headings_over_both_columns_are_no_entries() -> None:
    rows = table("top", (0.6, 0.0))
    head = line(90, "Recommendation", "Judgement", gap=None)
    theme = line(91, "Ofsted themes", "", gap=0.6)
    entry = line(92, "Attendance should be better.", "Significant progress", gap=0.6)
    found = build_summary([head, *rows[:3], head, *rows[3:], theme, entry])
    assert told(found.entries) == [
        *EXPECTED,
        ("Attendance should be better.", "Significant progress"),
    ]
    assert found.entries[-1].heading.text == "Ofsted themes"
    assert [mark.text for mark in found.marks] == ["Recommendation Judgement"] * 2


def test_rows_that_cannot_be_told_apart_are_not_paired() -> None:
    lines = [
        line(0, "One text that goes", "", gap=0.0),
        line(1, "on and on without an end", "Good progress", gap=0.0),
        line(2, "and another one that", "", gap=0.0),
        line(3, "does not end either", "Reasonable progress", gap=0.0),
    ]
    assert all(not entry.judgement for entry in build_summary(lines).entries)


@pytest.mark.parametrize(("place", "bare"), [("top", 0), ("foot", 1), ("foot", 3)])
def test_a_row_of_plain_text_that_lacks_its_judgement_leaves_the_others_theirs(
    place: str, bare: int
) -> None:
    """Without geometry, as in a text dump of a table whose columns stand side by side."""
    lines: list[Line] = []
    for number in range(4):
        first = place == "top"
        for text, judged in ((f"Row {number} has a line.", first), ("It has two.", not first)):
            said = "Good progress" if judged and number != bare else ""
            full = f"{text:<26}{said}".rstrip()
            cells = (26,) if said else ()
            gap = 1 if text.startswith("Row") else 0
            lines.append(Line(1, len(lines), 0, full, full, gap=gap, cells=cells))
    found = told(build_summary(lines).entries)
    wanted = ["" if n == bare else "Good progress" for n in range(4)]
    assert [judgement for _, judgement in found] == wanted
    assert [text for text, _ in found] == [f"Row {n} has a line. It has two." for n in range(4)]


def plain(index: int, text: str, gap: float | None) -> Line:
    return Line(1, index, 0, text, text, gap=gap)


def test_a_list_keeps_a_line_that_only_ends_like_a_judgement() -> None:
    lines = [
        plain(0, "HMI Prisons concerns", 1),
        plain(1, "Learners should have plans that help them to make", 1),
        plain(2, "good progress.", 0),
        plain(3, "Insufficient progress", 0),
    ]
    found = build_summary(lines)
    assert told(found.entries) == [
        (
            "Learners should have plans that help them to make good progress.",
            "Insufficient progress",
        )
    ]
    assert found.entries[0].heading.text == "HMI Prisons concerns"


def test_an_entry_without_a_judgement_is_not_joined_to_the_next() -> None:
    lines = [
        plain(0, "The first text is whole.", 1),
        plain(1, "The second text is whole.", 1),
        plain(2, "Good progress", 0),
    ]
    assert told(build_summary(lines).entries) == [
        ("The first text is whole.", ""),
        ("The second text is whole.", "Good progress"),
    ]


TEXTS = (
    "Leaders should make sure that all prisoners can attend (1.33).",
    "The kitchens should be kept clean.",
)


@pytest.mark.parametrize(
    "form",
    ["{0}", "Judgement: {0}", "({0})", "Our judgement: {0}", "Progress – {0}", "{0}."],
)
def test_a_judgement_on_its_own_line_may_have_a_label_or_brackets(form: str) -> None:
    lines = [
        plain(0, TEXTS[0], 1),
        plain(1, form.format("Good progress"), 0),
        plain(2, TEXTS[1], 1),
        plain(3, form.format("No meaningful progress"), 0),
    ]
    assert told(build_summary(lines).entries) == [
        (TEXTS[0], "Good progress"),
        (TEXTS[1], "No meaningful progress"),
    ]


@pytest.mark.parametrize("form", ["{0} {1}", "{0} ({1})", "{0} – {1}", "{0} Judgement: {1}"])
def test_a_judgement_may_end_the_last_line_of_its_text(form: str) -> None:
    lines = [
        plain(0, form.format(TEXTS[0], "Good progress"), 1),
        plain(1, form.format(TEXTS[1], "Insufficient progress"), 1),
    ]
    assert told(build_summary(lines).entries) == [
        (TEXTS[0], "Good progress"),
        (TEXTS[1], "Insufficient progress"),
    ]


def test_headings_of_areas_are_no_part_of_the_entries() -> None:
    lines = [
        plain(0, "Daily life", 1),
        plain(1, TEXTS[0], 1),
        plain(2, "Good progress", 0),
        plain(3, "Education, skills and work", 1),
        plain(4, TEXTS[1], 0),
        plain(5, "Reasonable progress", 0),
    ]
    for areas in ([], ["Daily life", "Education, skills and work"]):
        found = build_summary(lines, areas)
        if areas:
            assert told(found.entries) == [
                (TEXTS[0], "Good progress"),
                (TEXTS[1], "Reasonable progress"),
            ]
        assert found.entries[0].text.text == TEXTS[0]
        assert found.marks[0].text == "Daily life"


def test_the_name_of_a_column_may_be_wrapped() -> None:
    rows = table("top", (0.6, 0.0))
    head = line(90, "What we followed up", "Judgement", gap=None)
    rest = line(91, "", "made", gap=0.0)
    found = build_summary([head, rest, *rows])
    assert told(found.entries) == EXPECTED


def test_a_text_that_reaches_the_judgement_beside_it_is_told_from_it_by_the_other_rows() -> None:
    rows = table("top", (0.6, 0.0))
    area = line(90, "Public protection", "", gap=0.6)
    wide = replace(line(92, "reach many people here.", "Good progress", gap=0.0), cells=())
    row = [
        line(91, "Visits were often cancelled and post took days to", "", gap=0.6),
        wide,
        line(93, "The rooms stood idle.", "", gap=0.0),
    ]
    found = build_summary([*rows, area, *row], ["Public protection"])
    text = f"{row[0].text} reach many people here. {row[2].text}"
    assert told(found.entries) == [*EXPECTED, (text, "Good progress")]


DUMPED = """Leaders should bring about a fall in assaults,
using reliable data to understand its         Reasonable progress
causes. (S30)
{0}Detainees should spend their first days in
safety, in a clean cell, and should receive   Good progress
the information that they need. (S31, S32)

Visits should start on time, and the rooms
should be kept clean and warm, so that        Insufficient progress
{1}families can meet in comfort. (S33)
"""


@pytest.mark.parametrize("between", ["\n", "\f"])
@pytest.mark.parametrize("within", ["", "\f"])
def test_rows_of_a_dump_over_pages(between: str, within: str) -> None:
    entries = build_summary(lines_of(DUMPED.format(between, within))).entries
    assert [entry.judgement.text for entry in entries] == [
        "Reasonable progress",
        "Good progress",
        "Insufficient progress",
    ]
    assert [entry.text.text[-5:] for entry in entries] == ["(S30)", " S32)", "(S33)"]


@pytest.mark.parametrize(
    "announced",
    [
        "S2 The judgements made at this visit are summarised in the table\nbelow.",
        "S2 The judgements made at this visit are summarised in the table below.",
        "S2 The judgements made at this visit are summarised in the\ntable.",
    ],
)
def test_the_words_that_announce_a_summary_may_be_wrapped_anywhere(announced: str) -> None:
    [spec] = [spec for spec in SECTIONS if spec.role is SectionRole.KEY_FINDINGS]
    lines = lines_of(f"S1 We went back.\n\n{announced}\n\n{DUMPED.format(chr(10), '')}\nS3 More.\n")
    cut = cut_summary(SectionBlock(spec, EMPTY, EMPTY, lines, r"S\d{1,2}"))
    assert cut.summary[0].text.startswith("Leaders should bring about")
    assert len(cut.summary) == DUMPED.format("", "").count("\n") - 1
    assert cut.lines[-1].text == "S3 More."


def test_priority_and_key_concerns_may_stand_apart_below_their_body() -> None:
    text = (
        "HMI Prisons concerns\nPriority concerns\nCells are cold.\nGood progress\n"
        "Key concerns\nThe food is poor.\nReasonable progress\n"
    )
    found = build_summary(lines_of(text))
    assert [(e.heading.text, e.text.text, e.judgement.text) for e in found.entries] == [
        ("HMI Prisons concerns", "Cells are cold.", "Good progress"),
        ("HMI Prisons concerns", "The food is poor.", "Reasonable progress"),
    ]
    assert [mark.text for mark in found.marks] == ["Priority concerns", "Key concerns"]


def test_a_text_that_ends_with_its_reference_ends_its_row_before_a_new_page() -> None:
    lines: list[Line] = []
    for number in range(3):
        for text, said in ((f"Row {number} has a line.", ""), ("And one. (S38)", "Good progress")):
            full = f"{text:<26}{said}".rstrip()
            gap = 0 if said else 1 if number < 2 else None  # the last row is on a new page
            page, cells = 1 + number // 2, (26,) if said else ()
            lines.append(Line(page, len(lines), 0, full, full, gap=gap, cells=cells))
    found = told(build_summary(lines).entries)
    assert found == [(f"Row {n} has a line. And one. (S38)", "Good progress") for n in range(3)]


def test_an_entry_may_have_two_paragraphs_where_a_follow_up_has_their_text() -> None:
    lines = lines_of("Cells are cold.\n\nThe boilers are old.\nGood progress\n")
    found = build_summary(lines, texts=["Cells are cold. The boilers are old. (1.33)"])
    assert [e.text.text for e in found.entries] == ["Cells are cold. The boilers are old."]
    apart = build_summary(lines, texts=["Cells are cold.", "The boilers are old."])
    assert [e.judgement.text for e in apart.entries] == ["", "Good progress"]


def test_of_a_judgement_only_the_grade_may_be_printed() -> None:
    found = build_summary(lines_of("Cells are cold.\nGood\nThe food is poor.\nNo meaningful\n"))
    assert [(e.text.text, e.judgement.text) for e in found.entries] == [
        ("Cells are cold.", "Good"),
        ("The food is poor.", "No meaningful"),
    ]


def test_a_judgement_may_stand_ahead_of_its_text() -> None:
    text = "Good progress: Cells are\ncold.\nReasonable progress – The food is poor.\n"
    assert [(e.text.text, e.judgement.text) for e in build_summary(lines_of(text)).entries] == [
        ("Cells are cold.", "Good progress"),
        ("The food is poor.", "Reasonable progress"),
    ]


@pytest.mark.parametrize("numbers", ["1 2 1", "1. 2. 3.", "1) 2) 1)"])
def test_the_numbers_of_rows_are_no_part_of_the_entries(numbers: str) -> None:
    first, second, third = numbers.split()
    text = (
        f"{first} Cells are cold.\nGood progress\n{second} The food is poor.\nGood progress\n"
        f"{third} Nobody learns.\nInsufficient progress\n"
    )
    found = build_summary(lines_of(text))
    assert [e.text.text for e in found.entries] == [
        "Cells are cold.",
        "The food is poor.",
        "Nobody learns.",
    ]
    assert [mark.text for mark in found.marks] == [first, second, third]


def test_numbers_that_do_not_count_the_rows_stay() -> None:
    found = build_summary(lines_of("40 Cells are cold.\nGood progress\n12 Men wait.\nGood\n"))
    assert [e.text.text for e in found.entries] == ["40 Cells are cold.", "12 Men wait."]
