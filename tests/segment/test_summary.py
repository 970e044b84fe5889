"""The summary of judgements as tables, set in every way a table may be set."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from irp.parser.layouts.sections import SECTIONS
from irp.parser.segment.model import SectionBlock
from irp.parser.segment.summary.entries import build_summary
from irp.parser.segment.summary.inside import cut_summary
from irp.parser.text.model import Line, Placed
from irp.parser.text.passage import EMPTY
from irp.record.spans import Box
from irp.record.vocabulary import SectionRole
from segment.dumping import lines_of, paired

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


@pytest.mark.parametrize("place", ["top", "middle", "foot"])
def test_rows_parted_by_space(place: str) -> None:
    assert paired(build_summary(table(place, (0.6, 0.0))).entries) == EXPECTED


def test_rows_without_space_whose_judgements_stand_at_the_top() -> None:
    assert paired(build_summary(table("top", (0.0, 0.0))).entries) == EXPECTED


@pytest.mark.parametrize("row", [0, 2])
def test_a_row_that_goes_on_over_the_page(row: int) -> None:
    assert paired(build_summary(table("top", (0.6, 0.0), break_in=row)).entries) == EXPECTED


def test_repeated_heads_and_headings_over_both_columns_are_no_entries() -> None:
    rows = table("top", (0.6, 0.0))
    head = line(90, "Recommendation", "Judgement", gap=None)
    theme = line(91, "Ofsted themes", "", gap=0.6)
    entry = line(92, "Attendance should be better.", "Significant progress", gap=0.6)
    found = build_summary([head, *rows[:3], head, *rows[3:], theme, entry])
    assert paired(found.entries) == [
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
    found = paired(build_summary(lines).entries)
    wanted = ["" if n == bare else "Good progress" for n in range(4)]
    assert [judgement for _, judgement in found] == wanted
    assert [text for text, _ in found] == [f"Row {n} has a line. It has two." for n in range(4)]


def test_the_name_of_a_column_may_be_wrapped() -> None:
    rows = table("top", (0.6, 0.0))
    head = line(90, "What we followed up", "Judgement", gap=None)
    rest = line(91, "", "made", gap=0.0)
    found = build_summary([head, rest, *rows])
    assert paired(found.entries) == EXPECTED


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
    assert paired(found.entries) == [*EXPECTED, (text, "Good progress")]


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


def test_words_that_announce_a_summary_at_a_page_s_top_are_no_part_of_the_paragraph() -> None:
    [spec] = [spec for spec in SECTIONS if spec.role is SectionRole.KEY_FINDINGS]
    opening = "The judgements are summarised in the table below."
    lines = lines_of(f"S1 We went back.\n\fThe table\n\n{opening}\n\n{DUMPED.format(chr(10), '')}")
    cut = cut_summary(SectionBlock(spec, EMPTY, EMPTY, lines[:1] + lines[2:], r"S\d{1,2}"))
    assert cut.announced.text == opening
    assert [line.text for line in cut.lines] == ["S1 We went back."]


def test_a_text_that_ends_with_its_reference_ends_its_row_before_a_new_page() -> None:
    lines: list[Line] = []
    for number in range(3):
        for text, said in ((f"Row {number} has a line.", ""), ("And one. (S38)", "Good progress")):
            full = f"{text:<26}{said}".rstrip()
            gap = 0 if said else 1 if number < 2 else None  # the last row is on a new page
            page, cells = 1 + number // 2, (26,) if said else ()
            lines.append(Line(page, len(lines), 0, full, full, gap=gap, cells=cells))
    found = paired(build_summary(lines).entries)
    assert found == [(f"Row {n} has a line. And one. (S38)", "Good progress") for n in range(3)]


def test_a_dump_may_have_wrapped_a_judgement() -> None:
    text = "Cells were cold.\nReasonable\nprogress\nFood was poor.\nNo meaningful\nprogress\n"
    assert [(e.text.text, e.judgement.text) for e in build_summary(lines_of(text)).entries] == [
        ("Cells were cold.", "Reasonable progress"),
        ("Food was poor.", "No meaningful progress"),
    ]


def test_entries_may_be_grouped_under_the_judgement_they_share() -> None:
    text = (
        "Good progress\n\nCells were cold.\n\nFood was\npoor.\n\nInsufficient progress\n\nDrugs.\n"
    )
    assert [(e.text.text, e.judgement.text) for e in build_summary(lines_of(text)).entries] == [
        ("Cells were cold.", "Good progress"),
        ("Food was poor.", "Good progress"),
        ("Drugs.", "Insufficient progress"),
    ]


@pytest.mark.parametrize("mark", ["R{}", "({})", "{}.", "C{}"])
def test_entries_may_be_numbered_with_a_letter_or_in_brackets(mark: str) -> None:
    text = "".join(
        f"{mark.format(n)} {words}\nGood progress\n\n"
        for n, words in enumerate(["Cells were cold.", "Food was poor."], 1)
    )
    assert [entry.text.text for entry in build_summary(lines_of(text)).entries] == [
        "Cells were cold.",
        "Food was poor.",
    ]
