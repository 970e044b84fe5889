"""Decisions files: written and read again, merged in any order, and every bad line named."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from decisions.deciding import decision, decisions
from irp.decisions.file import Decisions, add, disputes, line_of, merged, parse, read
from irp.errors import DecisionsError
from irp.record import schema
from irp.record.decision import Decision

GOOD = line_of(decision("note", None))


@given(st.lists(decisions(), max_size=6))
def test_what_is_written_is_read_again_and_fits_the_schema(given: list[Decision]) -> None:
    validator = Draft202012Validator(schema.generate_decision())
    lines = [line_of(one) for one in given]
    for line in lines:
        validator.validate(json.loads(line))
    assert parse("\n".join(lines)) == (given, [])


@given(st.lists(decisions(), max_size=6), st.randoms(use_true_random=False))
def test_merging_is_the_same_in_any_order_and_with_duplicates(
    given: list[Decision], random: Random
) -> None:
    shuffled = [*given, *given[:3]]
    random.shuffle(shuffled)
    assert merged(shuffled) == merged(given, given)
    assert merged(merged(shuffled)) == merged(shuffled)
    assert {*map(line_of, merged(shuffled))} == {*map(line_of, given)}
    assert Decisions(given).fingerprint("0" * 64) == Decisions(shuffled).fingerprint("0" * 64)


@given(st.lists(decisions(), max_size=6), st.randoms(use_true_random=False))
def test_adding_keeps_every_line_and_adds_each_decision_once(
    tmp_path_factory: pytest.TempPathFactory, given: list[Decision], random: Random
) -> None:
    path = tmp_path_factory.mktemp("add") / "decisions.jsonl"
    path.write_text(f"no decision\n{GOOD}", "utf-8")
    before = path.read_bytes()
    shuffled = [*given, *given]
    random.shuffle(shuffled)
    for one in shuffled:
        add(path, [one])
    assert path.read_bytes().startswith(before)
    found, bad = parse(path.read_bytes())
    assert merged(found) == merged(given, parse(GOOD)[0])
    assert len(found) == len(merged(found))
    assert [one.number for one in bad] == [1]


def test_the_schema_of_a_line_is_committed() -> None:
    assert schema.committed(schema.DECISION_FILE) == schema.generated(schema.DECISION_FILE)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "not one JSON object"),
        ("[]", "not a JSON object"),
        ("[" * 100_000, "not one JSON object"),
        ('"x"', "not a JSON object"),
        (GOOD.replace('"version": 1', '"version": 2'), "use a newer irp"),
        (GOOD.replace('"note"', '"guess"'), "decision:"),
        (GOOD.replace("seen in the PDF", " "), "because:"),
        (GOOD.replace("0" * 64, "abc"), "source.sha256:"),
        (GOOD.replace("+00:00", "").replace("Z", ""), "at:"),
        (GOOD.replace('"because"', '"reason"'), "because:"),
        (line_of(decision("correct", "/a", value=1)).replace("/a", "a"), "pointer"),
        (GOOD.replace('"note"', '"accept"'), "accept needs a place"),
        (GOOD[:40], "cut short"),
        ("x" * 1_000_001, "more than 1,000,000 bytes"),
    ],
)
def test_a_bad_line_is_named_and_none_is_left_out(tmp_path: Path, line: str, reason: str) -> None:
    path = tmp_path / "decisions.jsonl"
    path.write_text(f"{GOOD}\n\n{line}\n{GOOD}\n", "utf-8")
    with pytest.raises(DecisionsError, match=r"decisions\.jsonl: line 3: ") as caught:
        read(path)
    assert reason in caught.value.message
    assert len(parse(path.read_bytes())[0]) == 2


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(DecisionsError, match="no such file"):
        read(tmp_path / "none.jsonl")


def test_persons_who_decide_differently_are_found() -> None:
    place = {"pointer": "/establishment/name"}
    mine = decision("correct", place, read="HMP A", value="HMP B")
    same = decision("correct", place, read="HMP A", value="HMP B", by="B. Reader")
    other = decision("correct", place, read="HMP A", value="HMP C", by="B. Reader")
    right = decision("accept", place, read="HMP A", by="C. Reader")
    assert not [*disputes([mine, same])]
    assert len([*disputes([mine, other])]) == 1
    assert len([*disputes([mine, right])]) == 1
    assert not [*disputes([mine, mine.model_copy(update={"value": "HMP D"})])]
