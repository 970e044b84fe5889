"""Doubts that a text raises while it is read, each with its place and the field it is about."""

from __future__ import annotations

import pytest

from dumped import OPENING, SAID, small_review
from irp.parser.pipeline import run
from irp.parser.text.reader import read_document
from irp.source import SourceFile

AREAS = ("Staffing", "Food", "Clothing")


def section(progress: str) -> str:
    """A review with another section of progress."""
    before, _, rest = small_review().partition("Leadership\n")
    return f"{before}{progress}\n\nSection 4{rest.partition('Section 4')[2]}"


def paragraphs(number: int) -> str:
    """What follows a recommendation: two paragraphs, of which the second judges."""
    return (
        f"3.{number} It was better.\n\n3.{number + 1} We considered that the prison had made good"
        " progress against this recommendation.\n\n"
    )


def areas(unlabelled: str = "") -> str:
    """Areas with a concern and a recommendation each; of one the latter has no label."""
    return "".join(
        f"{name} in prisons\n\nConcern: {name} was poor and prisoners were unsafe.\n\n"
        f"{'' if name == unlabelled else 'Recommendation: '}Leaders should mend {name.lower()}."
        f"\n\n{paragraphs(2 * number + 1)}"
        for number, name in enumerate(AREAS)
    )


ODD = OPENING.replace("had", "\ue000\ue001\ue002")
VISITORS = "Visitors had to wait outside in the rain for an hour."
TEACHERS = "The prison had too few teachers for the classes that it offered."
PAINTED = "3.1 The wing had been painted by prisoners in the spring, and it was much brighter.\n"
CAPTION = "The wing in May after it was painted."
PRACTICE = "2.2 We found {} of notable positive practice during this review."
EXAMPLE = "\n\n2.3 Staff had painted the wing with prisoners (see paragraph 3.1)."
LATER = "Staffing was very poor on the old wings of the prison."

DOUBTS = [
    ("not_signed", small_review(), "1.1", "/report_date"),
    ("odd_characters", small_review(ODD), f"1.1 {ODD}", "/summary/paragraphs/0/number"),
    *(
        (
            "positive_practice_count",
            small_review(said=f"{SAID}\n\n{PRACTICE.format(count)}{EXAMPLE}"),
            PRACTICE.format(count)[4:],
            "/positive_practice",
        )
        for count in ("two examples", "no examples")
    ),
    (
        "positive_practice_count",
        small_review(said=f"{SAID}\n\n{PRACTICE.format('not any examples')}{EXAMPLE}"),
        PRACTICE.format("not any examples")[4:],
        "/positive_practice",
    ),
    (
        "summary_reworded",
        small_review()
        .replace("Staffing was poor.\n\n", "Staffing was poor on the old wings at night.\n\n")
        .replace("Staffing was poor.\nGood", f"{LATER}\nGood"),
        LATER,
        "/judgement_summary/0/text",
    ),
    (
        "unlabelled_follow_up",
        section(f"{areas()}Education\n\n{TEACHERS}\n\n{paragraphs(7)}"),
        TEACHERS,
        None,
    ),
    ("unlabelled_follow_up", section(areas("Clothing")), "Leaders should mend clothing.",
     None),
    (
        "concern_or_note",
        section(
            f"{areas()}Visits\n\n{VISITORS}\n\nRecommendation: Leaders should build a shelter.\n\n"
            f"{paragraphs(7)}"
        ),
        VISITORS,
        "/follow_ups/3/concern",
    ),
    (
        "caption_or_text",
        small_review().replace("3.1 We", f"{PAINTED}\n\n\n\n\n{CAPTION}\n\n3.2 We"),
        CAPTION,
        "/follow_ups/0/paragraphs/0/text",
    ),
    (
        "caption_or_heading",
        small_review().replace("\n\nSection 2", "\n\nPrisons in Kent\n\nSection 2"),
        "Prisons in Kent",
        None,
    ),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text", "words", "field"), DOUBTS)
def test_a_doubt_names_its_words_and_the_field_that_they_are_in(
    code: str, text: str, words: str, field: str | None
) -> None:
    source = SourceFile.from_bytes(text.encode(), name="x.txt")
    extraction = run(source)
    (told,) = (problem for problem in extraction.problems if problem.code == code)
    assert told.place
    page = read_document(source).pages[told.place.page - 1]
    assert page.text[told.place.start : told.place.end] == words
    assert told.doubts_about == ([field] if field else [])  # a note leaves every field as it is


def test_what_is_announced_and_found_is_no_doubt() -> None:
    text = small_review(said=f"{SAID}\n\n{PRACTICE.format('one example')}{EXAMPLE}")
    extraction = run(SourceFile.from_bytes(text.encode(), name="x.txt"))
    assert "positive_practice_count" not in {problem.code for problem in extraction.problems}
