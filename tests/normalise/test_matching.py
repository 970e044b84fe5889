"""Which follow-up an entry of the summary stands for."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from irp.parser.normalise.matching import POSSIBLE, Match, best_first, fold, match_entries
from irp.record.vocabulary import Body

DAMP = "Cells should be warm, dry and free of damp."
NURSE = "New arrivals should be seen by a nurse on their first night in custody."
POST = "Letters should reach prisoners on the day that they arrive at the prison."
OTHER = "Workshops should be open."


def indices(matches: list[Match | None]) -> list[int | None]:
    """The follow-ups that were matched."""
    return [match.index if match else None for match in matches]


def test_equal_texts_match_whatever_their_order() -> None:
    matches = match_entries([POST, DAMP, NURSE], [DAMP, NURSE, POST])
    assert indices(matches) == [2, 0, 1]
    assert all(match and match.sure and match.score == 100 for match in matches)


def test_case_quotes_dashes_spaces_references_and_the_last_stop_do_not_matter() -> None:
    printed = "Staff should use the ‘buddy’ scheme – and  in-cell phones. (1.33)"
    plain = "Staff should use the 'buddy' scheme - and in-cell phones"
    assert fold(printed) == fold(plain)
    assert fold("Beds should be made (S40, S41).") == fold("beds should be made")
    assert fold("Beds should be made (see annex 2).") != fold("Beds should be made.")


def test_a_rewording_is_matched_and_marked_by_how_sure_it_is() -> None:
    near = "New arrivals should be seen by a nurse on the first night in custody"
    (match,) = match_entries([near], [NURSE])
    assert match
    assert match.sure
    further = "New arrivals must always see a nurse on their first night in prison"
    (match,) = match_entries([further], [NURSE, DAMP])
    assert match
    assert match.index == 0
    assert not match.sure


def test_a_text_with_a_line_too_many_is_not_sure_but_one_that_only_begins_otherwise_is() -> None:
    few = "Few letters reached prisoners on the day that they arrived at the prison."
    (match,) = match_entries([f"Too {few[0].lower()}{few[1:]}"], [few])
    assert match
    assert match.sure
    for swollen in (f"Daily life {few}", f"{few} A stray line."):
        (match,) = match_entries([swollen], [few])
        assert match
        assert not match.sure


def test_a_different_text_matches_nothing() -> None:
    assert match_entries([OTHER], [DAMP, NURSE]) == [None]
    assert match_entries(["", DAMP], [DAMP]) == [None, Match(0, 100.0, sure=True)]


def test_more_texts_than_any_report_has_are_not_paired_for_hours() -> None:
    near = [f"New arrivals should be seen by nurse number {number}" for number in range(600)]
    assert match_entries([f"{text} in private" for text in near], near) == [None] * 600
    assert indices(match_entries(near[::-1], near)) == list(range(600))[::-1]


def test_what_is_like_nothing_takes_no_part_in_the_pairing() -> None:
    others = [f"{OTHER} {number * 'x'}" for number in range(60)]
    entry = "New arrivals should be seen by a nurse on the first night in custody"
    assert indices(match_entries([entry], [*others, NURSE])) == [60]


def test_two_follow_ups_that_are_alike_make_no_sure_match() -> None:
    entry = "Wing A should have working showers for all of the men who live there"
    wings = [
        f"Wing {wing} should have working showers for all the men who live there" for wing in "AB"
    ]
    (match,) = match_entries([entry], wings)
    assert match
    assert match.index == 0
    assert not match.sure


def test_a_duplicate_entry_is_left_over() -> None:
    assert indices(match_entries([DAMP, DAMP, NURSE], [DAMP, NURSE])) == [0, None, 1]


def test_the_body_decides_between_equal_texts_only() -> None:
    prisons, ofsted = Body.HMI_PRISONS, Body.OFSTED
    matches = match_entries([DAMP, DAMP], [DAMP, DAMP], [ofsted, prisons], [prisons, ofsted])
    assert indices(matches) == [1, 0]
    assert indices(match_entries([DAMP], [DAMP], [ofsted], [prisons])) == [0]


def test_an_equal_text_under_another_body_is_as_sure_but_comes_after_that_of_its_own() -> None:
    prisons, ofsted = Body.HMI_PRISONS, Body.OFSTED
    assert match_entries([DAMP], [DAMP], [ofsted], [prisons]) == [Match(0, 100.0, sure=True)]
    matches = match_entries([DAMP] * 3, [DAMP] * 2, [ofsted, None, prisons], [prisons, prisons])
    assert indices(matches) == [None, 0, 1]


@pytest.mark.parametrize(
    ("entry", "follow_up", "sure"),
    [("a" * 9 + "b", "a" * 9 + "c", True), ("a" * 8 + "b", "a" * 8 + "c", False)],
)
def test_a_pair_is_sure_from_ninety_on(entry: str, follow_up: str, sure: bool) -> None:
    (match,) = match_entries([entry], [follow_up])
    assert match
    assert match.sure is sure


@pytest.mark.parametrize(
    ("rival", "sure"),
    [("aaaaaaabbb", True), ("aaaaaaaabb", False), ("zzz", True)],
)
def test_a_pair_is_sure_where_no_other_is_as_near_as_twenty(rival: str, sure: bool) -> None:
    """The pair is at 90; the rival at 70 or 80."""
    for entries, follow_ups in (
        (["aaaaaaaaac"], ["aaaaaaaaad", rival]),
        (["aaaaaaaaac", rival], ["aaaaaaaaad"]),
    ):
        match = match_entries(entries, follow_ups)[0]
        assert match
        assert (match.index, match.score, match.sure) == (0, 90.0, sure)


def test_the_least_similar_pair_is_made_from_seventy_on() -> None:
    assert pairs([[70.0]]) == [(0, 0)]
    assert pairs([[69.9]]) == []


def test_nothing_to_match() -> None:
    assert match_entries([], [DAMP]) == []
    assert match_entries([DAMP], []) == [None]


@given(st.permutations([DAMP, NURSE, POST, OTHER]))
def test_matching_undoes_any_order(order: list[str]) -> None:
    matches = match_entries(order, [DAMP, NURSE, POST, OTHER])
    assert [[DAMP, NURSE, POST, OTHER][m.index] for m in matches if m] == order


def pairs(scores: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    return list(best_first(scores, lambda _, __: True))


def test_a_sure_pair_is_not_given_up_for_two_that_are_possible() -> None:
    assert pairs([[90, 70], [70, 0]]) == [(0, 0)]


def test_the_body_decides_between_pairs_that_are_equally_alike() -> None:
    agree = {(0, 1), (1, 0)}
    assert list(best_first([[80, 80], [80, 80]], lambda i, j: (i, j) in agree)) == [(0, 1), (1, 0)]


@given(
    st.integers(0, 4).flatmap(
        lambda width: st.lists(
            st.lists(st.integers(60, 100), min_size=width, max_size=width), max_size=4
        )
    )
)
def test_no_two_that_are_left_over_are_more_alike_than_the_pairs_they_stand_in(
    scores: list[list[int]],
) -> None:
    found = pairs(scores)
    rows, columns = {i: scores[i][j] for i, j in found}, {j: scores[i][j] for i, j in found}
    assert len(rows) == len(columns) == len(found)
    for i, line in enumerate(scores):
        for j, score in enumerate(line):
            assert score < POSSIBLE or max(rows.get(i, 0), columns.get(j, 0)) >= score
