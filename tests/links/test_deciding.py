"""Links that people confirm or reject, and irp compare."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.running import irp
from irp.decisions.applying import apply
from irp.decisions.file import Decisions, disputes, line_of, parse
from irp.decisions.making import LinkEnd, decide, link
from irp.errors import DecisionsError
from irp.links import LinkState, compare, link_concerns
from irp.record.decision import Decision, DecisionState, Ruling
from irp.record.extraction import Extraction
from links.histories import History, history, records

WHO = {"because": "the same wings", "by": "A. Reader"}


@pytest.fixture
def two() -> tuple[Extraction, Extraction]:
    """The first two reviews of a history."""
    one = history("Exeter", seed=4)
    first, second = records([History(one.place, one.visits[:2])])
    return first, second


def decided(
    two: tuple[Extraction, Extraction], later: int, earlier: int, *, same: bool = True, by: str = ""
) -> Decision:
    who = {**WHO, "by": by or WHO["by"]}
    return link(LinkEnd(two[1], later), LinkEnd(two[0], earlier), same=same, **who)


def with_decisions(two: tuple[Extraction, Extraction], *made: Decision) -> list[Extraction]:
    return [two[0], apply(two[1], made)]


def test_a_rejected_link_is_not_suggested_again(two: tuple[Extraction, Extraction]) -> None:
    first = link_concerns(two)[0]
    made = decided(two, first.later.position, first.earlier.position, same=False)
    found = link_concerns(with_decisions(two, made))
    assert (first.earlier.key, first.later.key) not in [(x.earlier.key, x.later.key) for x in found]


def test_a_confirmed_link_names_who_and_why_and_takes_its_ends(
    two: tuple[Extraction, Extraction],
) -> None:
    suggested = link_concerns(two)[0]
    other = next(item.position for item in compare(*two).ended if item.body is suggested.later.body)
    found = link_concerns(with_decisions(two, decided(two, suggested.later.position, other)))
    (confirmed,) = [one for one in found if one.state is LinkState.CONFIRMED]
    assert (confirmed.by, confirmed.because) == (WHO["by"], WHO["because"])
    assert (confirmed.later.position, confirmed.earlier.position) == (
        suggested.later.position,
        other,
    )
    assert [one.later.key for one in found].count(confirmed.later.key) == 1


def checked_again(record: Extraction) -> Extraction:
    """A record as it is with a decision that changes nothing."""
    noted = apply(record, decide(record, Ruling.NOTE, **WHO))
    return noted.model_copy(update={"decisions": []})


def test_a_link_changes_nothing_else_of_a_record(two: tuple[Extraction, Extraction]) -> None:
    made = decided(two, 1, 1)
    after = apply(two[1], [made])
    assert after.model_copy(update={"decisions": []}) == checked_again(two[1])
    assert [one.state for one in after.decisions] == [DecisionState.APPLIED]
    assert parse(line_of(made)) == ([made], [])


def test_two_links_of_one_follow_up_are_no_dispute_but_two_answers_are(
    two: tuple[Extraction, Extraction],
) -> None:
    both = [decided(two, 1, 1), decided(two, 1, 2, by="B. Reader")]
    assert list(disputes(both)) == []
    answers = [decided(two, 1, 1), decided(two, 1, 1, same=False, by="B. Reader")]
    assert len(list(disputes(answers))) == 1
    after = apply(two[1], answers)
    assert {one.state for one in after.decisions} == {DecisionState.DISPUTED}
    assert after.status is checked_again(two[1]).status


def test_a_follow_up_that_is_not_there_cannot_be_linked(
    two: tuple[Extraction, Extraction],
) -> None:
    with pytest.raises(DecisionsError, match="has no follow-up 99"):
        decided(two, 1, 99)


def saved(folder: Path, records: tuple[Extraction, ...]) -> list[Path]:
    paths = [folder / f"{index}.json" for index in range(len(records))]
    for path, record in zip(paths, records, strict=True):
        path.write_text(record.model_dump_json(), "utf-8")
    return paths


def test_the_command_compares_and_a_decision_changes_what_it_says(
    tmp_path: Path, two: tuple[Extraction, Extraction], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    first, second = saved(tmp_path, two)
    text = irp("compare", first, second)
    assert text.code == 0
    assert "of 100 alike" in text.out
    assert "followed up again" in text.err
    rows = [
        json.loads(row) for row in irp("compare", second, first, "-f", "jsonl").out.splitlines()
    ]
    again = next(row for row in rows if row["what"] == "again")
    assert again["earlier"]["visit"] < again["later"]["visit"]
    ends = [str(again[end]["position"]) for end in ("later", "earlier")]
    done = irp(
        *("decide", "link", second, ends[0], first, ends[1], "--not"),
        *("--by", "A. Reader", "--because", "other wings"),
    )
    assert done.code == 0, done.err
    kept = Decisions(parse((tmp_path / "decisions.jsonl").read_bytes())[0])
    assert len(kept) == 1
    found = link_concerns([two[0], apply(two[1], kept.about(two[1].source.sha256))])
    assert len(found) == sum(row["what"] == "again" for row in rows) - 1


def test_reviews_of_two_places_or_of_one_visit_are_not_compared(
    tmp_path: Path, two: tuple[Extraction, Extraction]
) -> None:
    (stranger,) = records([History("Lewes", history("Lewes", seed=4).visits[:1])])
    paths = saved(tmp_path, (two[0], stranger, two[1]))
    done = irp("compare", *paths[:2])
    assert done.code == 3
    assert "two establishments: HMP Exeter and HMP Lewes" in done.err
    assert "two reports of one visit" in irp("compare", paths[0], paths[0]).err
