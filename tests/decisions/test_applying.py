"""Decisions in a record: found again, applied before the checks, never applied blindly."""

from __future__ import annotations

from copy import deepcopy
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counting import growth, work
from decisions.deciding import decision, decisions
from irp.decisions.applying import apply, as_read
from irp.decisions.file import merged
from irp.decisions.making import carry, decide
from irp.decisions.places import find, item_words, value_at, words_at
from irp.errors import DecisionsError
from irp.record.decision import Decision, DecisionState, Ruling
from irp.record.extraction import Extraction
from irp.record.findings import in_words, open_findings, to_look_at, to_tell
from irp.record.report import Report
from irp.record.vocabulary import Status
from irp.render import to_json
from library.records import extraction, failed, one_count_too_many

CLEAN, OFF = extraction(), extraction(one_count_too_many)
assert CLEAN.report is not None
TREE = CLEAN.report.model_dump(mode="json")
JUDGEMENT = "/follow_ups/2/judgement/value"
WHO: dict[str, Any] = {"because": "seen in the PDF", "by": "A. Reader"}


def states(record: Extraction) -> list[str]:
    return [one.state.value for one in record.decisions]


def correct(pointer: str, value: object, record: Extraction = CLEAN) -> Decision:
    (made,) = decide(record, Ruling.CORRECT, place=pointer, value=value, **WHO)
    return made


def with_report(record: Extraction, change: Any) -> Extraction:
    """Another reading of the same source."""
    plain = record.report.model_dump(mode="json") if record.report else {}
    change(plain)
    return record.model_copy(update={"report": Report.model_validate(plain)})


def test_a_record_without_decisions_is_the_same_and_says_nothing_of_them() -> None:
    assert apply(OFF, []) is OFF
    assert not any(word in to_json(OFF) for word in ('"decisions"', '"accepted"', '"set_by"'))


def test_a_correction_is_in_the_record_with_who_set_it_and_what_was_read() -> None:
    name = correct("/chief_inspector/name", "Charlie Taylor")
    record = apply(CLEAN, [name])
    assert record.report
    assert record.report.chief_inspector
    assert record.report.chief_inspector.name == "Charlie Taylor"
    assert record.status is Status.REVIEWED
    assert {place.set_by for place in record.provenance["/chief_inspector/name"]} == {"A. Reader"}
    (made,) = record.decisions
    assert made.state is DecisionState.APPLIED
    assert made.read == value_at(TREE, "/chief_inspector/name")


def test_a_wrong_correction_is_caught_by_the_checks() -> None:
    record = apply(CLEAN, [correct(JUDGEMENT, "good_progress")])
    assert record.status is Status.NEEDS_REVIEW
    assert {"IRP-T01", "IRP-M02"} <= {finding.code for finding in open_findings(record)}


def test_an_accepted_check_stays_visible_with_its_reason() -> None:
    assert OFF.status is Status.NEEDS_REVIEW
    accepted = decide(OFF, Ruling.ACCEPT, place="IRP-T01", **WHO)
    record = apply(OFF, accepted)
    assert record.status is Status.REVIEWED
    (check,) = [check for check in record.checks if check.accepted]
    assert (check.code, check.outcome) == ("IRP-T01", "failed")
    assert check.accepted
    assert check.accepted.because == "seen in the PDF"
    assert not open_findings(record)


def test_accepting_one_complaint_does_not_accept_another_of_that_check() -> None:
    accepted = decide(OFF, Ruling.ACCEPT, place="IRP-T01", **WHO)
    record = apply(OFF, [*accepted, correct(JUDGEMENT, "good_progress")])
    assert record.status is Status.NEEDS_REVIEW
    assert "stale" in states(record)


def test_notes_and_accepted_values_leave_the_machine_its_word() -> None:
    note = decision("note", None)
    (value,) = decide(CLEAN, Ruling.ACCEPT, place=JUDGEMENT, **WHO)
    record = apply(CLEAN, [note, value])
    assert record.status is Status.VERIFIED
    assert states(record) == ["applied", "applied"]


def test_a_rejected_source_gives_no_record() -> None:
    record = apply(CLEAN, [decision("reject", None), correct(JUDGEMENT, "good_progress")])
    assert (record.status, record.report) == (Status.FAILED, None)
    assert record.problems[0].code == "rejected"
    assert "seen in the PDF" in record.problems[0].message
    with pytest.raises(DecisionsError, match="extract it again"):
        as_read(record)


def test_a_refused_source_carries_notes_and_a_rejection_only() -> None:
    source = failed().source.model_copy(update={"sha256": "0" * 64})
    refused = failed().model_copy(update={"source": source})
    given = [decision("note", None), decision("accept", "not_a_pdf", read="the file is empty")]
    record = apply(refused, given)
    assert sorted(states(record)) == ["applied", "stale"]
    assert record.status is Status.FAILED
    rejected = apply(refused, [decision("reject", None)])
    assert [one.code for one in rejected.problems] == ["rejected", "not_a_pdf"]
    assert open_findings(rejected) == to_look_at(rejected) == []
    assert to_tell(rejected) == rejected.problems[:1]


@pytest.mark.parametrize(
    ("pointer", "value"),
    [
        (JUDGEMENT, "great_progress"),
        (JUDGEMENT, None),
        ("/follow_ups/0/position", 0),
        ("/visit/start", "soon"),
        ("/follow_ups", "none"),
        ("/establishment", {"name": "HMP A", "colour": "red"}),
    ],
)
def test_a_correction_never_makes_a_record_untrue_to_its_schema(pointer: str, value: Any) -> None:
    good = correct("/chief_inspector/name", "Charlie Taylor")
    record = apply(CLEAN, [correct(pointer, value), good])
    assert sorted(states(record)) == ["applied", "refused"]
    (told,) = record.problems
    assert told.code == "refused_decision"
    assert told.message.startswith(f"correct by A. Reader of {pointer}: ")
    assert record.status is Status.NEEDS_REVIEW
    Extraction.model_validate_json(to_json(record))


def test_a_decision_is_stale_when_something_else_is_read() -> None:
    made = correct("/chief_inspector/name", "Charlie Taylor")

    def reads_otherwise(plain: Any) -> None:
        plain["chief_inspector"]["name"] = "Somebody Else"

    record = apply(with_report(CLEAN, reads_otherwise), [made])
    assert states(record) == ["stale"]
    assert "Somebody Else" in record.decisions[0].message
    assert record.status is Status.NEEDS_REVIEW
    assert [problem.code for problem in record.problems] == ["stale_decision"]


def test_a_correction_that_the_parser_now_reads_is_no_longer_needed() -> None:
    made = correct("/chief_inspector/name", "Charlie Taylor")

    def reads_better(plain: Any) -> None:
        plain["chief_inspector"]["name"] = "Charlie Taylor"

    record = apply(with_report(CLEAN, reads_better), [made])
    assert states(record) == ["not_needed"]
    assert [problem.code for problem in record.problems] == ["decision_not_needed"]
    assert record.status is Status.VERIFIED


@given(st.integers(0, 5), st.integers(0, 5), st.data())
def test_a_place_is_found_again_however_a_newer_parser_counts(
    number: int, taken: int, data: st.DataObject
) -> None:
    before = TREE
    path = data.draw(st.sampled_from(["judgement/value", "paragraphs/1/text", "references/0"]))
    pointer = f"/follow_ups/{number}/{path}"
    made = correct(pointer, "another")
    assert made.place is not None
    after = {**before, "follow_ups": [*before["follow_ups"]]}
    moved = after["follow_ups"].pop(number)
    after["follow_ups"].insert(taken, moved)
    assert find(after, made.place, made.read) == f"/follow_ups/{taken}/{path}"
    # Where the follow-up is not read at all, no other one is taken for it.
    del after["follow_ups"][taken]
    assert find(after, made.place, made.read) is None


def test_words_that_are_read_a_little_better_still_lead_to_the_place() -> None:
    made = correct(JUDGEMENT, "good_progress")
    after = deepcopy(TREE)
    one = after["follow_ups"][2]
    name = "recommendation" if one["recommendation"] else "concern"
    one[name] = one[name].replace("Complaints", "Complaint s") + " x"
    assert made.place
    assert find(after, made.place, made.read) == JUDGEMENT


def test_two_persons_who_differ_are_reported_and_neither_is_applied() -> None:
    mine = correct("/chief_inspector/name", "Charlie Taylor")
    other = mine.model_copy(update={"by": "B. Reader", "value": "Peter Clarke"})
    record = apply(CLEAN, [mine, other])
    assert states(record) == ["disputed", "disputed"]
    assert {problem.code for problem in record.problems} == {"disputed_decision"}
    by = [problem.message.partition(" of /")[0] for problem in record.problems]
    assert sorted(by) == ["correct by A. Reader", "correct by B. Reader"]
    assert record.report == CLEAN.report
    assert record.status is Status.NEEDS_REVIEW
    later = mine.model_copy(update={"value": "Peter Clarke", "at": mine.at.replace(year=2030)})
    assert sorted(states(apply(CLEAN, [mine, later]))) == ["applied", "superseded"]


@given(st.lists(decisions(), max_size=5), st.randoms(use_true_random=False))
def test_applying_is_the_same_in_any_order_twice_and_taken_back(
    given: list[Decision], random: Random
) -> None:
    about = [one for one in given if one.source.sha256 == "0" * 64]
    once = apply(OFF, about)
    shuffled = [*about, *about]
    random.shuffle(shuffled)
    assert apply(OFF, shuffled) == once
    assert len(once.decisions) == len(merged(about))
    Extraction.model_validate_json(to_json(once))
    if once.report is not None:
        assert apply(once, about) == once
        assert as_read(once) == OFF


def test_corrections_are_taken_back_as_they_were_made() -> None:
    made = [correct(JUDGEMENT, "good_progress"), correct("/visit/text", "one day")]
    assert as_read(apply(CLEAN, made)) == CLEAN


def corrected_paragraphs(count: int) -> int:
    """The work of correcting that many paragraphs of a record with as many more."""
    plain = CLEAN.model_dump(mode="json")
    of_one = plain["report"]["follow_ups"][0]
    texts = [f"Paragraph {n} has words of its own, which nobody else has." for n in range(count)]
    of_one["paragraphs"] = [{"number": f"9.{n}", "text": text} for n, text in enumerate(texts)]
    place = next(iter(plain["provenance"].values()))
    where = [f"/follow_ups/0/paragraphs/{n}/text" for n in range(count)]
    record = Extraction.model_validate(
        plain | {"provenance": plain["provenance"] | dict.fromkeys(where, place)}
    )
    made = [correct(pointer, "other words", record) for pointer in where]
    assert states(apply(record, made)) == ["applied"] * count
    return work(lambda: apply(record, made))


def test_the_work_of_many_decisions_grows_as_they_do() -> None:
    assert growth([corrected_paragraphs(count) for count in (20, 40, 80)]) < 2.03


def test_decisions_move_to_another_edition_where_the_words_are_the_same() -> None:
    def another_edition(plain: Any) -> None:
        plain["follow_ups"].insert(0, plain["follow_ups"].pop(2))
        plain["chief_inspector"]["name"] = "Somebody Else"

    source = CLEAN.source.model_copy(update={"sha256": "b" * 64})
    new = with_report(CLEAN, another_edition).model_copy(update={"source": source})
    judged = correct(JUDGEMENT, "good_progress")
    name = correct("/chief_inspector/name", "Charlie Taylor")
    moved, left = carry([judged, name, decision("reject", None)], new)
    assert [one.source.sha256 for one in moved] == ["b" * 64]
    assert [str(one.place) for one in moved] == ["/follow_ups/0/judgement/value"]
    assert states(apply(new, moved)) == ["applied"]
    assert len(left) == 2


def test_the_status_in_words_names_the_part_in_doubt() -> None:
    assert in_words(CLEAN) == "verified"
    assert in_words(OFF) == "needs review (in doubt: judgements)"
    accepted = decide(OFF, Ruling.ACCEPT, place="IRP-T01", **WHO)
    assert in_words(apply(OFF, accepted)) == "reviewed by a person"


def test_what_is_not_there_cannot_be_decided() -> None:
    for place in ("/follow_ups/99", "/no/such", "/visit/text/more", "IRP-T01"):
        with pytest.raises(DecisionsError):
            decide(CLEAN, Ruling.ACCEPT, place=place, **WHO)
    with pytest.raises(DecisionsError, match="because"):
        decide(CLEAN, Ruling.NOTE, because=" ", by="A. Reader")


def test_words_are_the_longest_text_of_each_item() -> None:
    tree = {"a": [{"b": ["x", "long text"], "c": "the item's text"}]}
    assert words_at(tree, "/a/0/b/1") == ["the item's text", "long text"]
    assert item_words({"n": 1}) == ""
