"""Judgement sentences: which are, whose they are, and what must never be taken for one."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from irp.parser.segment.judgement_sentences import Strength, ends_follow_up, judgements
from irp.record.vocabulary import Body
from normalise.making import passage

SENTENCES = tomllib.loads(Path(__file__).with_name("judgements.toml").read_text(encoding="utf-8"))
BEFORE = "Two wings had been painted. "
AFTER = " More remained to be done."


@pytest.mark.parametrize(("text", "judgement"), SENTENCES["anywhere"].items())
def test_a_sentence_that_says_who_judges_is_one_wherever_it_stands(
    text: str, judgement: str
) -> None:
    for whole in (text, BEFORE + text, BEFORE + text + AFTER):
        [one] = judgements(whole)
        assert whole[one.start : one.end] == text
        assert one.judgement(passage(whole)).value.phrase == f"{judgement} progress"
        assert one.strength is Strength.FRAMED
    assert ends_follow_up(BEFORE + text, framed=True)


@pytest.mark.parametrize(("text", "judgement"), SENTENCES["at_the_end"].items())
def test_other_sentences_judge_at_the_end_of_a_follow_up(text: str, judgement: str) -> None:
    [one] = judgements(text)
    assert one.strength is Strength.PLAIN
    assert one.judgement(passage(text)).value.phrase == f"{judgement} progress"
    if text.endswith("."):
        assert judgements(text + AFTER) == ()


@pytest.mark.parametrize("text", SENTENCES["not_one"])
def test_what_is_no_judgement(text: str) -> None:
    for whole in (text, BEFORE + text):
        assert [one for one in judgements(whole) if one.strength > Strength.LOOSE] == []


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
    [one] = judgements(text)
    found = one.judged_by(passage(text))
    assert found is not None
    assert found.value is body


UNFRAMED = "Leaders had made {} progress against this concern."


def test_judgements_without_a_frame_that_follow_each_other_are_all_found() -> None:
    both = f"{UNFRAMED.format('good')} {UNFRAMED.format('insufficient')}"
    for text in (both, BEFORE + both):
        assert [one.value.phrase for one in judgements(text)] == [
            "good progress",
            "insufficient progress",
        ]


@pytest.mark.parametrize("between", [AFTER, " The governor said that more was planned."])
def test_a_judgement_without_a_frame_amid_a_paragraph_is_none(between: str) -> None:
    text = f"{UNFRAMED.format('good')}{between} {UNFRAMED.format('insufficient')}"
    assert [one.value.phrase for one in judgements(text)] == ["insufficient progress"]
    assert judgements(UNFRAMED.format("good") + between) == ()


@pytest.mark.parametrize(("text", "judgement"), SENTENCES["loose"].items())
def test_what_does_not_say_what_it_judges_is_loose(text: str, judgement: str) -> None:
    [one] = judgements(BEFORE + text)
    assert one.strength is Strength.LOOSE
    assert one.value.phrase == f"{judgement} progress"
    assert not ends_follow_up(BEFORE + text)
