"""Judgement sentences: which are, whose they are, and what must never be taken for one."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from irp.parser.segment.judgement_sentences import (
    body_in,
    ends_follow_up,
    judgement_in,
    judgement_sentences,
    plain_judgement,
    plain_judgements,
    whole_judgement,
)
from irp.record.vocabulary import Body
from normalise.making import passage

SENTENCES = tomllib.loads(Path(__file__).with_name("judgements.toml").read_text(encoding="utf-8"))
BEFORE = "Two wings had been painted. "
AFTER = " More remained to be done."


@pytest.mark.parametrize(("text", "judgement"), SENTENCES["anywhere"].items())
def test_a_sentence_that_says_who_judges_is_one_wherever_it_stands(
    text: str, judgement: str
) -> None:
    for whole in (text, BEFORE + text):
        [match] = judgement_sentences(whole)
        assert match[0] == text
        assert judgement_in(match, passage(whole)).value.phrase == f"{judgement} progress"
    assert ends_follow_up(BEFORE + text, framed=True)


@pytest.mark.parametrize(("text", "judgement"), SENTENCES["at_the_end"].items())
def test_other_sentences_judge_at_the_end_of_a_follow_up(text: str, judgement: str) -> None:
    assert judgement_sentences(text) == []
    match = plain_judgement(text)
    assert match is not None
    assert judgement_in(match, passage(text)).value.phrase == f"{judgement} progress"
    if text.endswith("."):
        assert plain_judgement(text + AFTER) is None


@pytest.mark.parametrize("text", SENTENCES["not_one"])
def test_what_is_no_judgement(text: str) -> None:
    assert judgement_sentences(text) == []
    assert plain_judgement(text) is None
    assert plain_judgement(BEFORE + text) is None


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("In Ofsted’s view, there was good progress in this theme.", Body.OFSTED),
        ("Our judgement was that leaders had made good progress in this area.", Body.HMI_PRISONS),
        (
            "Inspectors from the ETI judged that there was good progress in this area.",
            Body.EDUCATION_AND_TRAINING_INSPECTORATE,
        ),
        (
            "The RQIA found that the Trust had made good progress in this area.",
            Body.REGULATION_AND_QUALITY_IMPROVEMENT_AUTHORITY,
        ),
    ],
)
def test_whose_judgement_it_is(text: str, body: Body) -> None:
    [match] = judgement_sentences(text)
    found = body_in(match, passage(text))
    assert found is not None
    assert found.value is body


def test_a_paragraph_that_does_nothing_but_judge_this_theme_is_told_from_others() -> None:
    match = whole_judgement("Ofsted found reasonable progress against this theme.")
    assert match is not None
    assert match["judgement"] == "reasonable progress"
    assert whole_judgement("Ofsted found reasonable progress in mathematics.") is None
    assert whole_judgement(BEFORE + "Ofsted found reasonable progress against this theme.") is None


UNFRAMED = "Leaders had made {} progress against this concern."


def test_judgements_without_a_frame_that_follow_each_other_are_all_found() -> None:
    both = f"{UNFRAMED.format('good')} {UNFRAMED.format('insufficient')}"
    for text in (both, BEFORE + both):
        assert [m["judgement"] for m in plain_judgements(text)] == [
            "good progress",
            "insufficient progress",
        ]


@pytest.mark.parametrize("between", [AFTER, " The governor said that more was planned."])
def test_a_judgement_without_a_frame_amid_a_paragraph_is_none(between: str) -> None:
    text = f"{UNFRAMED.format('good')}{between} {UNFRAMED.format('insufficient')}"
    assert [m["judgement"] for m in plain_judgements(text)] == ["insufficient progress"]
    assert plain_judgements(UNFRAMED.format("good") + between) == []
