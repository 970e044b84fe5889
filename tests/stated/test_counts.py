"""Counts in sentences: what is read, and what must not be.

Counts are written in short: "p:good+reasonable=5/8" is HMI Prisons, good or
reasonable progress, five of eight.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from irp.parser.stated.read import StatedSource, read_stated, read_with_places
from irp.record.vocabulary import Body, Judgement
from normalise.making import passage, passages

BODIES = {
    Body.HMI_PRISONS: "p",
    Body.OFSTED: "o",
    Body.ESTYN: "e",
    Body.CARE_QUALITY_COMMISSION: "c",
}


def prose(*texts: str, findings: tuple[str, ...] = ()) -> list[str]:
    """The counts read from paragraphs of a summary, in short."""
    stated = read_stated(StatedSource(summary=passages(*texts), key_findings=passages(*findings)))
    return [
        f"{BODIES[claim.body]}:"
        + "+".join(judgement.value.removesuffix("_progress") for judgement in claim.judgements)
        + f"={claim.count}"
        + (f"/{claim.total}" if claim.total is not None else "")
        for claim in stated.prose
    ]


def counts(*texts: str) -> list[str]:
    """The counts read from paragraphs of the key findings, in short."""
    stated = read_stated(StatedSource(key_findings=passages(*texts)))
    return [
        f"{BODIES[count.body]}:{count.judgement.value.removesuffix('_progress')}={count.count}"
        for count in stated.counts
    ]


COUNT_SENTENCES = {
    "HMI Prisons judged that there was good progress in six recommendations, reasonable progress"
    " in one recommendation and insufficient progress in four recommendations.": [
        "p:good=6", "p:reasonable=1", "p:insufficient=4"],
    "We judged that there was no meaningful progress in one concern, insufficient progress in two"
    " and good progress in the remaining four.": [
        "p:no_meaningful=1", "p:insufficient=2", "p:good=4"],
    "Inspectors judged that there was good progress against 12 concerns and reasonable progress"
    " against none.": ["p:good=12", "p:reasonable=0"],
    "HMI Prisons judged that there had been good progress in no recommendations, reasonable in 3"
    " and insufficient in 5.": ["p:good=0", "p:reasonable=3", "p:insufficient=5"],
    "Ofsted judged that there was significant progress in one theme, reasonable progress in one"
    " theme and insufficient progress in two themes.": [
        "o:significant=1", "o:reasonable=1", "o:insufficient=2"],
    "Ofsted inspectors also found insufficient progress for both themes.": ["o:insufficient=2"],
    "Estyn judged that there was reasonable progress on two recommendations.": ["e:reasonable=2"],
    "The Care Quality Commission considered that there was good progress in one concern.": [
        "c:good=1"],
    "Seven recommendations had made good progress, two had made reasonable progress and one no"
    " meaningful progress.": ["p:good=7", "p:reasonable=2", "p:no_meaningful=1"],
    "Seven concerns were judged to have made good progress; two were judged to have made"
    " insufficient progress.": ["p:good=7", "p:insufficient=2"],
    "Three themes were judged by Ofsted to have made reasonable progress.": ["o:reasonable=3"],
    "Of the eleven key concerns, we judged that seven had made good progress, three reasonable"
    " progress and one insufficient progress.": ["p:good=7", "p:reasonable=3", "p:insufficient=1"],
    "We judged that there was good progress in two priority concerns and three key concerns, and"
    " insufficient progress in one priority concern.": ["p:good=5", "p:insufficient=1"],
    "HMI Prisons judged that there was: • good progress in three concerns • reasonable progress in"
    " two concerns.": ["p:good=3", "p:reasonable=2"],
    "HMI Prisons judged that progress was good in three recommendations, reasonable in two and"
    " insufficient in one.": ["p:good=3", "p:reasonable=2", "p:insufficient=1"],
    "In three recommendations there was good progress, in two reasonable progress and in one"
    " insufficient progress.": ["p:good=3", "p:reasonable=2", "p:insufficient=1"],
    "HMI Prisons judged good progress in two recommendations and Ofsted judged reasonable progress"
    " in three themes.": ["p:good=2", "o:reasonable=3"],
    "S2 We judged that there was good progress in one recommendation, reasonable progress in three"
    " recommendations and insufficient progress in five recommendations.": [
        "p:good=1", "p:reasonable=3", "p:insufficient=5"],
    "There was insufficient progress in three HMI Prisons recommendations and reasonable progress"
    " in two Ofsted themes.": ["p:insufficient=3", "o:reasonable=2"],
}  # fmt: skip


@pytest.mark.parametrize("text", COUNT_SENTENCES)
def test_count_sentences(text: str) -> None:
    assert counts(text) == COUNT_SENTENCES[text]


PROSE = {
    "There had been good or reasonable progress in six of the nine recommendations that we"
    " followed up, but insufficient progress remained against three. Ofsted found reasonable"
    " progress in only one theme and three remained insufficient.": [
        "p:good+reasonable=6/9", "p:insufficient=3", "o:reasonable=1", "o:insufficient=3"],
    "There was good progress against the one recommendation that we looked at.": ["p:good=1"],
    "We followed up seven recommendations at this visit. There was good progress in four,"
    " reasonable progress in two and insufficient progress in one.": [
        "p:good=4", "p:reasonable=2", "p:insufficient=1"],
    "We followed up seven recommendations. Of these, four had made good progress and the remaining"
    " three had made insufficient progress.": ["p:good=4", "p:insufficient=3"],
    "Of the 14 concerns we followed up, 11 had made good progress, one reasonable progress and two"
    " insufficient progress.": ["p:good=11/14", "p:reasonable=1/14", "p:insufficient=2/14"],
    "I am pleased to report that leaders had made good or reasonable progress in 11 of the 13"
    " recommendations.": ["p:good+reasonable=11/13"],
    "Encouragingly, good progress had been made in all eight recommendations.": ["p:good=8/8"],
    "In five of the ten concerns, progress was insufficient.": ["p:insufficient=5/10"],
    "There was insufficient progress in none of the recommendations.": ["p:insufficient=0"],
    "Ofsted followed up three themes and found reasonable progress in two and significant progress"
    " in one.": ["o:reasonable=2/3", "o:significant=1/3"],
    "Only one of the five themes had made reasonable progress; the other four were insufficient.":
        ["o:reasonable=1/5", "o:insufficient=4"],
    "There was good progress in three recommendations, mainly in safety, but insufficient progress"
    " in two.": ["p:good=3", "p:insufficient=2"],
    "There was good progress in four of the 10 concerns we raised at the inspection.": [
        "p:good=4/10"],
    "Good progress had been made in three out of eight recommendations.": ["p:good=3/8"],
    "Each of the three themes had made insufficient progress.": ["o:insufficient=3/3"],
    "Seven recommendations were followed up, and there had been good progress against one and"
    " reasonable progress against five.": ["p:good=1/7", "p:reasonable=5/7"],
    "Nine of the 12 concerns were followed up, and there was good progress in four.": [
        "p:good=4/9"],
    "We considered six concerns and judged that there was good progress in four.": [
        "p:good=4/6"],
    "We considered six concerns to have made good progress.": ["p:good=6"],
    "In education, Ofsted found significant progress against three themes.": ["o:significant=3"],
    "In education, skills and work, Ofsted found reasonable progress in two themes.": [
        "o:reasonable=2"],
}  # fmt: skip

THEMES_ARE_OFSTED = ("Ofsted followed up some themes.",)


@pytest.mark.parametrize("text", PROSE)
def test_counts_in_prose(text: str) -> None:
    assert prose(text, findings=THEMES_ARE_OFSTED) == PROSE[text]


NOTHING = [
    # no number, or a number of something else
    "We also found insufficient progress in relation to family contact.",
    "We found good progress in key areas.",
    "Two of the wings had made good progress.",
    "There was reasonable progress in one area.",
    "We found good progress in one of the two workshops.",
    "Three prisoners had made good progress. Three had made good progress.",
    "Reasonable progress had been made in two respects.",
    "Good progress was evident on four landings and two units.",
    "The good progress of two years ago had stalled.",
    # a part of what was followed up
    "There was insufficient progress in two recommendations on safety.",
    "In education, there was insufficient progress in two recommendations.",
    "In education, two recommendations had made good progress and one insufficient progress.",
    "In class, two of the three recommendations did well. Progress was good in the remaining one.",
    "These two recommendations had made insufficient progress.",
    "Insufficient progress had been made in three health care recommendations.",
    "Insufficient progress had been made in two recommendations to the governor.",
    # inexact
    "There had been good progress in over half of the recommendations.",
    "More than half of the eight recommendations had made good progress.",
    "All but one recommendation had made good progress.",
    "None but two recommendations had made good progress.",
    "One in three recommendations had made good progress.",
    "Two thirds of the recommendations had made good progress.",
    "There was at least reasonable progress in 11 recommendations.",
    "There was reasonable progress or better in nine recommendations.",
    "There was good progress in around three recommendations.",
    "There was good progress in two or three recommendations.",
    "There was good progress in at least three recommendations.",
    # denied
    "The prison had not made good progress in three recommendations.",
    "The prison hadn’t made reasonable progress in three of the eight recommendations.",
    "Leaders had failed to make reasonable progress in three recommendations.",
    "There was little or no meaningful progress in three recommendations.",
    "No good progress was made in three recommendations.",
    # another visit
    "At our previous IRP in 2019, we found good progress in three recommendations.",
    "At the last inspection, there was insufficient progress in nine recommendations.",
    "In 2019 we found good progress in three recommendations.",
    # not clear whose, or which number belongs to which judgement
    "HMI Prisons and Ofsted judged that there was good progress in three recommendations.",
    "According to Ofsted, there was reasonable progress in two recommendations.",
    "We judged that there was reasonable progress in two themes.",
    "There was good progress and reasonable progress in one and two recommendations respectively.",
    "There was good progress, and reasonable progress in two recommendations.",
    "There was good progress in five recommendations and themes.",
    # definitions and headings
    "Good progress Managers had implemented a realistic strategy for one recommendation.",
    "Each recommendation is given one of four progress judgements: insufficient progress.",
    "We considered that the prison had made reasonable progress against this recommendation.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_what_must_not_be_read(text: str) -> None:
    assert prose(text, findings=THEMES_ARE_OFSTED) == []
    assert counts(text) == []


def test_a_clause_that_cannot_be_read_does_not_spoil_the_others() -> None:
    text = (
        "We judged that there was good progress in three concerns, reasonable progress in about"
        " two concerns and insufficient progress in four concerns."
    )
    assert counts(text) == ["p:good=3", "p:insufficient=4"]
    text = "There was good progress in three recommendations, and two wings remained insufficient."
    assert counts(text) == ["p:good=3"]


def test_areas_count_where_the_report_follows_up_areas() -> None:
    text = "We judged that there was good progress in three areas and insufficient in two."
    assert counts(text) == []
    assert counts("At this visit, we followed up five areas.", text) == [
        "p:good=3", "p:insufficient=2"]  # fmt: skip


def test_a_total_that_is_known_vouches_for_a_sentence_with_other_words() -> None:
    text = "Despite new mentors, reasonable progress was made in four of the nine recommendations."
    assert prose(text) == []
    followed = "At this IRP visit, we followed up nine recommendations."
    assert prose(text, findings=(followed,)) == ["p:reasonable=4/9"]


def test_they_are_the_body_of_the_sentence_before() -> None:
    they = "They judged that there was reasonable progress in two themes."
    assert prose(f"Ofsted monitored three themes. {they}") == ["o:reasonable=2"]
    assert prose(they) == []


def test_the_body_of_themes_is_the_one_the_report_names() -> None:
    text = "There was reasonable progress in two themes."
    assert prose(text, findings=("Estyn followed up two themes.",)) == ["e:reasonable=2"]
    assert prose(text) == []


def test_two_judgements_together_are_prose_even_in_the_key_findings() -> None:
    text = "We judged that there was good or reasonable progress in seven recommendations."
    stated = read_stated(StatedSource(key_findings=passages(text)))
    assert stated.counts == []
    assert [claim.count for claim in stated.prose] == [7]


def test_a_count_that_is_repeated_counts_once() -> None:
    text = "HMI Prisons judged that there was good progress in three concerns."
    assert counts(text, text) == ["p:good=3"]
    assert counts(text, text.replace("three", "four")) == ["p:good=3", "p:good=4"]


def test_places_lead_to_the_words_over_line_breaks() -> None:
    text = (
        "HMI Prisons judged that there was good progress in twenty-one recommendations and"
        " insufficient progress in two recommendations."
    )
    wrapped = passage(text, width=30)
    page = "\n".join(piece.line.text for piece in wrapped.pieces)
    reading = read_with_places(StatedSource(key_findings=(wrapped,)))
    shown = [
        [" ".join(page[place.start : place.end].split()) for place in count.places]
        for count in reading.stated.counts
    ]
    assert shown == [
        ["good progress in twenty-one recommendations"],
        ["insufficient progress in two recommendations"],
    ]
    first = reading.counts[0]
    parts = (first.body.spans, first.judgements.spans, first.count.spans)
    words = [" ".join(page[s.start : s.end].split()) for spans in parts for s in spans]
    assert words == ["HMI Prisons", "good progress", "twenty-one"]
    assert first.judgements.value == (Judgement.GOOD_PROGRESS,)


PARTS = (
    "good insufficient reasonable no meaningful progress in of the two three eight none all but and"
    " or recommendations themes we Ofsted judged had made , . not at least remaining"
).split(" ")


@given(st.lists(st.sampled_from(PARTS), max_size=25))
def test_no_mixture_of_the_words_stops_the_grammar(parts: list[str]) -> None:
    text = " ".join(parts)
    stated = read_stated(StatedSource(summary=passages(text), key_findings=passages(text)))
    for claim in stated.prose:
        assert claim.text in text
        assert claim.judgements


def test_the_only_one_that_was_followed_up_needs_no_noun() -> None:
    said = "We checked progress on one concern from the inspection, and Ofsted on two themes."
    assert counts(said, "Of these, one had made good progress.") == ["p:good=1"]
    # two may be the themes
    assert counts(said, "Of these, two had made good progress.") == []


def test_a_list_of_counts_in_prose_that_is_not_understood_is_told() -> None:
    text = (
        "With zest, good progress against one, in ways new reasonable progress against two themes."
    )
    source = StatedSource(summary=passages(text))
    assert [problem.code for problem in read_with_places(source).problems] == ["counts_half_read"]
    alone = StatedSource(summary=passages("In ways new there was good progress in two themes."))
    assert read_with_places(alone).problems == ()


@pytest.mark.parametrize(
    ("number", "read"), [("2021", ["p:good=2"]), ("4567", []), ("2121", []), ("1821", [])]
)
def test_a_year_says_nothing_but_any_other_number_is_not_understood(
    number: str, read: list[str]
) -> None:
    sentence = f"We judged that there was good progress in two recommendations from {number}."
    assert counts(sentence) == read
