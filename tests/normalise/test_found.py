"""Which sentences of a follow-up are its judgement, and which sums of counts are believed."""

from __future__ import annotations

import pytest

from irp.parser.normalise.follow_ups import find_judgements
from irp.parser.segment.model import Numbered
from irp.parser.stated.totals import SourcedCount, settle
from irp.record.spans import Sourced
from irp.record.vocabulary import Body, Judgement
from normalise.making import passage

FRAMED = "We considered that the prison had made good progress in this area."
FRAMED_LOW = "We considered that the prison had made no meaningful progress in this area."
PLAIN = "The prison had made insufficient progress in this area."
LOOSE = "There had been reasonable progress."
OTHER = "Leaders had met twice."


def judged(*texts: str) -> str:
    """The judgements found in paragraphs; the last is the follow-up's."""
    paragraphs = [
        Numbered(passage(f"3.{number}"), passage(text)) for number, text in enumerate(texts, 1)
    ]
    found = find_judgements(paragraphs, Sourced(Body.HMI_PRISONS, passage("x").spans()))
    return ", ".join(one.value.value.removesuffix("_progress") for one in found)


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        ([OTHER], ""),
        ([OTHER, FRAMED], "good"),
        ([FRAMED, OTHER], "good"),
        ([OTHER, PLAIN], "insufficient"),
        ([PLAIN, OTHER], ""),
        ([OTHER, LOOSE], "reasonable"),
        ([LOOSE, OTHER], ""),
        ([FRAMED, PLAIN], "good, insufficient"),
        ([FRAMED, LOOSE], "good"),
        ([FRAMED, FRAMED_LOW], "good, no_meaningful"),
        ([PLAIN, FRAMED], "insufficient, good"),
        ([f"{OTHER} {PLAIN}", FRAMED], "good"),
        ([OTHER, f"{FRAMED} {PLAIN}"], "insufficient, good"),
        ([OTHER, f"{PLAIN} {FRAMED}"], "insufficient, good"),
        ([LOOSE, FRAMED], "good"),
        ([OTHER, f"{LOOSE} {OTHER}"], ""),
    ],
)
def test_the_last_sentence_that_judges_counts_and_one_that_contradicts_is_kept(
    texts: list[str], found: str
) -> None:
    assert judged(*texts) == found


def count(number: int, *judgements: Judgement, body: Body = Body.HMI_PRISONS) -> SourcedCount:
    at = passage("words").spans()
    return SourcedCount(
        Sourced(body, at), Sourced(judgements, at), Sourced(number, at), None, Sourced("", at)
    )


GOOD, FAIR, POOR, NONE = (
    Judgement.GOOD_PROGRESS,
    Judgement.REASONABLE_PROGRESS,
    Judgement.INSUFFICIENT_PROGRESS,
    Judgement.NO_MEANINGFUL_PROGRESS,
)


@pytest.mark.parametrize(
    ("waiting", "found", "total", "added"),
    [
        ([count(3, GOOD), count(2, FAIR)], [], 5, 2),
        ([count(3, GOOD), count(2, FAIR)], [], 6, 2),
        ([count(3, GOOD), count(2, FAIR)], [], 7, 0),
        ([count(3, GOOD), count(2, FAIR)], [], 4, 2),
        ([count(3, GOOD), count(2, FAIR)], [], 3, 0),
        ([count(3, GOOD), count(2, FAIR)], [], None, 0),
        ([count(3, GOOD), count(2, FAIR), count(1, POOR)], [], 8, 3),
        ([count(3, GOOD), count(2, FAIR), count(1, POOR)], [], 9, 0),
        ([count(3, GOOD), count(2, FAIR), count(1, POOR), count(1, NONE)], [], 9, 4),
        ([count(3, GOOD), count(2, FAIR), count(1, POOR), count(1, NONE)], [], 10, 0),
        ([count(3, GOOD), count(2, GOOD)], [], 5, 0),
        ([count(3, GOOD)], [], 3, 0),
        ([count(3, GOOD)], [count(2, FAIR)], 5, 1),
        ([count(3, GOOD)], [count(2, GOOD)], 5, 0),
        ([count(3, GOOD)], [count(2, FAIR, POOR)], 5, 0),
        ([count(3, GOOD)], [count(2, FAIR, body=Body.OFSTED)], 5, 0),
    ],
)
def test_counts_in_doubt_are_believed_where_they_add_up(
    waiting: list[SourcedCount], found: list[SourcedCount], total: int | None, added: int
) -> None:
    totals = {} if total is None else {Body.HMI_PRISONS: total}
    sentences = [f"sentence {number}" for number, _ in enumerate(waiting)]
    given = list(zip(sentences, waiting, strict=True))
    accepted, left = settle(given, found, totals)  # type: ignore[arg-type]
    assert len(accepted) == added
    assert left == (sentences if not added and len(waiting) > 1 else [])  # type: ignore[comparison-overlap]


def test_a_sum_that_is_another_bodys_total_is_no_slip() -> None:
    given = [("one", count(3, GOOD)), ("two", count(2, FAIR))]
    totals = {Body.HMI_PRISONS: 6, Body.OFSTED: 5}
    assert not settle(given, [], totals)[0]  # type: ignore[arg-type]
