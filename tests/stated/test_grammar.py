"""The grammar of counts: its notation, and each clause by a sentence that it alone reads."""

from __future__ import annotations

import time
import tomllib
from importlib.resources import files

import pytest

from irp.parser.stated import claims as module
from irp.parser.stated.claims import claims
from irp.parser.stated.grammar import CLAUSES, WORDS, Clause, letters
from irp.parser.stated.words import sentences
from normalise.making import passage

IDS = [clause.example for clause in CLAUSES]


def read(text: str) -> list[tuple[str, int]]:
    """The judgements and numbers of a sentence."""
    [sentence] = sentences(passage(text))
    return [(claim.judgements[0].phrase, claim.value) for claim in claims(sentence)]


@pytest.mark.parametrize("clause", CLAUSES, ids=IDS)
def test_each_clause_reads_its_example(clause: Clause) -> None:
    found = read(clause.example)
    assert found
    assert len(found) == clause.example.count("reasonable") + clause.example.lower().count(
        "good"
    ) + clause.example.count("insufficient")


@pytest.mark.parametrize("clause", CLAUSES, ids=IDS)
def test_no_other_clause_reads_it(clause: Clause, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = read(clause.example)
    others = tuple(other for other in CLAUSES if other is not clause)
    monkeypatch.setattr(module, "CLAUSES", others)
    assert read(clause.example) != whole


def test_a_notation_stands_for_letters() -> None:
    assert (
        letters("<GRADE> <PROGRESS>? (?: <IN|WITH> <!COMMA|STOP>* ){1,2}")
        == "AP?(?:[pw][^CS]*){1,2}"
    )
    assert letters("{BREAK}") == "[CScb]"
    with pytest.raises(KeyError):
        letters("<GRAD>")
    with pytest.raises(KeyError):
        letters("{COUNTS}")


def test_a_word_is_of_one_class_only() -> None:
    data = files("irp.parser.stated").joinpath("grammar.toml").read_text("utf-8")
    words = " ".join(tomllib.loads(data)["words"].values()).split()
    assert sorted(words) == sorted(WORDS)


def test_a_sentence_of_many_clauses_costs_as_it_grows() -> None:
    """Time, since what a search looks at cannot be counted: 16 times as much would be squared."""

    def seconds(clauses: int) -> float:
        text = "good progress in one recommendation and reasonable progress in 2 of the 14, "
        [sentence] = sentences(passage(f"HMI Prisons judged {text * clauses}"))
        took = []
        for _ in range(3):
            began = time.process_time()
            assert len(claims(sentence)) == 2 * clauses
            took.append(time.process_time() - began)
        return min(took)

    seconds(2)  # patterns are compiled once
    assert seconds(160) < 9 * seconds(40)
