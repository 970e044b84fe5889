"""The summary of judgements as a list, and what announces it."""

from __future__ import annotations

import pytest

from irp.parser.segment.summary.entries import build_summary
from irp.parser.text.model import Line
from segment.dumping import lines_of, paired


def plain(index: int, text: str, gap: float | None) -> Line:
    return Line(1, index, 0, text, text, gap=gap)


def test_texts_under_a_judgement_end_where_those_of_follow_ups_do() -> None:
    texts = ("Cells should be clean.", "Men should be safe.")
    lines = lines_of("Good progress\nCells should be\nclean.\nMen should be safe.\n")
    assert paired(build_summary(lines, (), [[text] for text in texts]).entries) == [
        (text, "Good progress") for text in texts
    ]


def test_a_list_keeps_a_line_that_only_ends_like_a_judgement() -> None:
    lines = [
        plain(0, "HMI Prisons concerns", 1),
        plain(1, "Learners should have plans that help them to make", 1),
        plain(2, "good progress.", 0),
        plain(3, "Insufficient progress", 0),
    ]
    found = build_summary(lines)
    assert paired(found.entries) == [
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
    assert paired(build_summary(lines).entries) == [
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
    assert paired(build_summary(lines).entries) == [
        (TEXTS[0], "Good progress"),
        (TEXTS[1], "No meaningful progress"),
    ]


@pytest.mark.parametrize("form", ["{0} {1}", "{0} ({1})", "{0} – {1}", "{0} Judgement: {1}"])
def test_a_judgement_may_end_the_last_line_of_its_text(form: str) -> None:
    lines = [
        plain(0, form.format(TEXTS[0], "Good progress"), 1),
        plain(1, form.format(TEXTS[1], "Insufficient progress"), 1),
    ]
    assert paired(build_summary(lines).entries) == [
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
            assert paired(found.entries) == [
                (TEXTS[0], "Good progress"),
                (TEXTS[1], "Reasonable progress"),
            ]
        assert found.entries[0].text.text == TEXTS[0]
        assert found.marks[0].text == "Daily life"


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


def test_an_entry_may_have_two_paragraphs_where_a_follow_up_has_their_text() -> None:
    lines = lines_of("Cells are cold.\n\nThe boilers are old.\nGood progress\n")
    found = build_summary(lines, texts=[["Cells are cold. The boilers are old."]])
    assert [e.text.text for e in found.entries] == ["Cells are cold. The boilers are old."]
    apart = build_summary(lines, texts=[["Cells are cold."], ["The boilers are old."]])
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
