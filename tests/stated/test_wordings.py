"""Counts and numbers followed up in many wordings: what is read, what must not be, what is told.

Counts are written in short: "pg4 pr3" is HMI Prisons, good progress in four, reasonable in three.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from irp.parser.stated.read import StatedReading, StatedSource, read_with_places
from irp.record.vocabulary import Body, Judgement
from normalise.making import passages

_BODIES = {
    Body.HMI_PRISONS: "p",
    Body.OFSTED: "o",
    Body.ESTYN: "e",
    Body.CARE_QUALITY_COMMISSION: "c",
}
WORDINGS = tomllib.loads(Path(__file__).with_name("wordings.toml").read_text(encoding="utf-8"))
_FOLLOWED = (
    "At this IRP visit, we followed up nine recommendations and Ofsted followed up three themes."
)


def read(*texts: str, captions: tuple[str, ...] = ()) -> StatedReading:
    return read_with_places(
        StatedSource(key_findings=passages(*texts), captions=passages(*captions))
    )


def counts(reading: StatedReading) -> str:
    return " ".join(
        f"{_BODIES[count.body]}{count.judgement.value[0]}{count.count}"
        for count in reading.stated.counts
    )


def followed(reading: StatedReading) -> str:
    return " ".join(f"{_BODIES[s.body]}{s.count}" for s in reading.stated.followed_up)


@pytest.mark.parametrize(("text", "expected"), WORDINGS["counts"].items())
def test_counts_in_many_wordings(text: str, expected: str) -> None:
    reading = read(_FOLLOWED, text)
    assert sorted(counts(reading).split()) == sorted(expected.split())
    if len(expected.split()) > 1:
        assert reading.problems == ()


@pytest.mark.parametrize(("text", "expected"), WORDINGS["followed_up"].items())
def test_numbers_followed_up_in_many_wordings(text: str, expected: str) -> None:
    assert followed(read(text)) == expected


@pytest.mark.parametrize("text", WORDINGS["nothing"])
def test_prose_is_no_count(text: str) -> None:
    assert counts(read(_FOLLOWED, text)) == ""
    assert followed(read(text)) == ""


HALF_READ = [
    (
        "There was good progress in four recommendations, reasonable progress in about three and"
        " insufficient progress in two recommendations."
    ),
    (
        "There was good progress in four recommendations, reasonable progress in five"
        " recommendations and no meaningful progress in any recommendation."
    ),
    (
        "Good progress was seen by some in four recommendations and, in the same way, nearly three"
        " recommendations were reasonable."
    ),
]


@pytest.mark.parametrize("text", HALF_READ)
def test_a_sentence_of_which_a_part_is_not_understood_is_told(text: str) -> None:
    problems = read(_FOLLOWED, text).problems
    assert [problem.code for problem in problems] == ["counts_half_read"]
    assert text[:30] in problems[0].message


UNKNOWN_WORDS = (
    "Having weighed all the evidence before us, good progress was our verdict on four, reasonable"
    " progress our verdict on three, and insufficient progress our verdict on {last}."
)


def test_unknown_words_are_read_only_where_the_counts_make_up_a_known_total() -> None:
    assert counts(read(_FOLLOWED, UNKNOWN_WORDS.format(last="two"))) == "pg4 pr3 pi2"
    assert counts(read(_FOLLOWED, UNKNOWN_WORDS.format(last="six"))) == ""
    assert counts(read(UNKNOWN_WORDS.format(last="two"))) == ""


def test_unknown_words_whose_counts_miss_the_total_by_a_slip_are_read() -> None:
    # Unread, the slip would pass for a report that says nothing.
    assert counts(read(_FOLLOWED, UNKNOWN_WORDS.format(last="three"))) == "pg4 pr3 pi3"
    assert counts(read(_FOLLOWED, UNKNOWN_WORDS.format(last="one"))) == "pg4 pr3 pi1"


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("Across the {all} recommendations that we reviewed, {rest}.", 9),
        ("Of the {all} recommendations that were followed up, {rest}.", 9),
        ("Of the {all} recommendations that were followed up, {rest}.", 10),
        ("Our judgements on the {all} recommendations were {rest}.", 9),
        ("Our judgements on the {all} recommendations were {rest}.", 10),
        ("{all} recommendations were followed up, and there had been {rest}.", 9),
        ("{all} recommendations were followed up, and there had been {rest}.", 10),
        ("We found {rest} of the {all} recommendations.", 9),
        ("We found {rest} of the {all} recommendations.", 8),
    ],
)
@pytest.mark.parametrize("last", [2, 3])
def test_a_total_that_a_sentence_names_is_read_with_its_counts(
    text: str, total: int, last: int
) -> None:
    words = {2: "two", 3: "three", 8: "eight", 9: "nine", 10: "ten"}
    rest = (
        "good progress in four, reasonable progress in three and insufficient progress in "
        + words[last]
    )
    sentence = text.format(all=words[total], rest=rest)
    stated = read_with_places(
        StatedSource(key_findings=passages(_FOLLOWED), summary=passages(sentence))
    ).stated
    assert [claim.count for claim in stated.prose] == [4, 3, last]
    assert stated.prose[-1].total == total


def test_a_caption_vouches_for_a_number_followed_up_in_unknown_words() -> None:
    text = "The scope of this visit took in a selection of nine concerns."
    assert followed(read(text)) == ""
    assert followed(read(text, captions=("Figure 1: Progress on concerns (n=9)",))) == "p9"
    assert followed(read(text, captions=("Figure 1: Progress on concerns (n=8)",))) == ""


def test_numbers_followed_up_stand_in_the_order_of_the_text() -> None:
    text = "Progress was reviewed against nine concerns, and three themes were reviewed by Ofsted."
    assert followed(read(text)) == "p9 o3"


def test_a_number_that_two_bodies_may_mean_must_add_up() -> None:
    both = ("We checked progress on nine concerns. Ofsted checked progress on three themes.",)
    taken_up = "Of these, four had made good progress and {n} had made insufficient progress."
    assert counts(read(*both, taken_up.format(n="five"))) == "pg4 pi5"
    assert counts(read(*both, taken_up.format(n="eight"))) == ""


def test_hmi_prisons_and_cji_judge_together() -> None:
    text = "HMI Prisons and CJI judged that there was good progress in three concerns."
    [count] = read(text).stated.counts
    assert (count.body, count.judgement) == (Body.HMI_PRISONS, Judgement.GOOD_PROGRESS)


SUMS = {
    ("Good progress had been made in all recommendations.",): "pg9",
    ("All of the recommendations that we followed up had made good progress.",): "pg9",
    ("Every recommendation had made good progress.",): "pg9",
    ("Ofsted judged that there was reasonable progress in all themes.",): "or3",
    ("There was good progress in four recommendations and reasonable progress in the rest.",): (
        "pg4 pr5"
    ),
    ("There was good progress in four recommendations. The rest showed reasonable progress.",): (
        "pg4 pr5"
    ),
    ("There was good progress in four recommendations; the others were insufficient.",): "pg4 pi5",
    (
        "Good progress was made in four, and reasonable progress in the remaining recommendations.",
    ): ("pg4 pr5"),
    ("There was good progress in seven recommendations. In the remaining two it was poor.",): "pg7",
    ("There was good progress in seven recommendations. In the remaining two it was good.",): (
        "pg7 pg2"
    ),
    ("Good progress: 4. Reasonable progress: three. Insufficient progress: 2.",): "pg4 pr3 pi2",
    ("Good progress 4", "Reasonable progress 3", "Insufficient progress 2"): "pg4 pr3 pi2",
    ("Four had made good progress. Five had made insufficient progress.",): "pg4 pi5",
    ("Four recommendations were judged good, three reasonable and two insufficient.",): (
        "pg4 pr3 pi2"
    ),
}


@pytest.mark.parametrize("texts", SUMS)
def test_what_a_number_of_all_tells(texts: tuple[str, ...]) -> None:
    reading = read(_FOLLOWED, *texts)
    assert counts(reading) == SUMS[texts]
    assert reading.problems == ()


@pytest.mark.parametrize(
    "text",
    [
        (
            "There was good progress in four recommendations, reasonable progress in about three"
            " and no meaningful progress in the rest."
        ),
        "Not all recommendations had made good progress.",
        "Almost all recommendations had made good progress.",
        "All of the wings had made good progress, and the rest of the prison reasonable progress.",
        "Leaders should make good progress in all recommendations.",
        "The rest had made good progress.",
    ],
)
def test_all_and_the_rest_are_no_numbers_where_something_is_open(text: str) -> None:
    assert counts(read(_FOLLOWED, text)) in ("", "pg4")
    assert counts(read(text)) in ("", "pg4")


def test_the_rest_is_no_number_after_what_was_not_understood() -> None:
    several = "There was good progress in four recommendations, and in some it was reasonable."
    reading = read(_FOLLOWED, several, "The rest showed insufficient progress.")
    assert counts(reading) == "pg4"
    assert [problem.code for problem in reading.problems] == ["counts_half_read"]


def test_short_counts_that_do_not_make_up_the_number_of_all_are_told() -> None:
    reading = read(_FOLLOWED, "Good progress: 1. Reasonable progress: 1. Insufficient progress: 2.")
    assert counts(reading) == ""
    assert [problem.code for problem in reading.problems] == 3 * ["counts_half_read"]
    # by a slip: read, so that the check fails
    reading = read(_FOLLOWED, "Good progress: 4. Reasonable progress: 3. Insufficient progress: 1.")
    assert counts(reading) == "pg4 pr3 pi1"


@pytest.mark.parametrize(
    "rest",
    [
        "but too little had been done about health care, where we found no meaningful progress",
        "and the insufficient progress in education was a disappointment",
    ],
)
def test_a_judgement_that_nothing_counts_leaves_no_doubt(rest: str) -> None:
    text = f"There had been good or reasonable progress in seven recommendations, {rest}."
    reading = read(_FOLLOWED, text)
    assert reading.problems == ()
    assert counts(reading) == counts(read(_FOLLOWED, f"{text.partition(',')[0]}."))
