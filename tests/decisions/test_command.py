"""``irp decide``: what a person decides on the command line is checked, kept and listed."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.running import Run, irp
from decisions.deciding import decision
from irp.decisions.file import line_of, parse
from irp.record.decision import Decision
from irp.render import to_json
from library.records import extraction, one_count_too_many

WHO = ("--by", "A. Reader", "--because", "looked at the PDF")
JUDGEMENT = "/follow_ups/2/judgement/value"


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """A folder with the saved record of a report that needs review."""
    folder = tmp_path / "records"
    folder.mkdir()
    (folder / "larkmoor.json").write_text(to_json(extraction(one_count_too_many)), "utf-8")
    return folder


def kept(folder: Path) -> list[Decision]:
    return parse((folder / "decisions.jsonl").read_bytes())[0]


def decide(folder: Path, word: str, *more: str) -> Run:
    file = folder / "larkmoor.json"
    return irp("decide", word, file, *more, *WHO, "--into", folder / "decisions.jsonl")


def test_an_accepted_check_is_kept_with_what_was_said(saved: Path) -> None:
    listed = irp("decide", "list", saved)
    assert listed.code == 1
    assert "open: IRP-T01 failed" in listed.out
    done = decide(saved, "accept", "IRP-T01")
    assert done.code == 0
    assert done.lines[-1].endswith("larkmoor.json: reviewed by a person")
    (one,) = kept(saved)
    assert "states good progress in 3" in str(one.read)
    again = irp("decide", "list", saved)
    assert again.code == 0
    assert "applied: accept IRP-T01 by A. Reader: accepted (looked at the PDF)" in again.out
    assert irp("decide", "next", saved).code == 4


def test_what_cannot_be_decided_leaves_the_file_alone(saved: Path) -> None:
    for words in (
        ("accept", "IRP-M02"),
        ("correct", "/no/such", "x"),
        ("correct", JUDGEMENT, "great_progress"),
        ("correct", "/follow_ups/0/position", "two"),
    ):
        done = decide(saved, *words)
        assert done.code == 3
        assert done.lines[-1].endswith("(bad_decisions)")
    assert not (saved / "decisions.jsonl").exists()


def test_a_correction_takes_words_or_json(saved: Path) -> None:
    assert decide(saved, "correct", "/chief_inspector/name", "Charlie Taylor").code == 0
    assert decide(saved, "correct", "/followed_up_inspection/year", "2020", "--json").code == 0
    assert [one.value for one in kept(saved)] == ["Charlie Taylor", 2020]
    site = irp("decide", "list", saved).out
    assert "set by A. Reader" in site


def test_notes_and_a_rejection(saved: Path) -> None:
    file, into = saved / "larkmoor.json", saved / "decisions.jsonl"
    done = irp("decide", "note", file, "a picture", "--by", "A. Reader", "--into", into)
    assert done.code == 0
    assert decide(saved, "reject").code == 0
    assert [one.decision.value for one in kept(saved)] == ["note", "reject"]
    listed = irp("decide", "list", saved)
    assert (listed.code, "open:" in listed.out) == (0, False)
    assert "applied: reject the record by A. Reader" in listed.out
    assert irp("decide", "next", saved).code == 4
    assert irp("decide", "note", file, "a", "b", "c", "--by", "A", "--into", into).code == 2


def test_files_are_checked_and_merged(saved: Path, tmp_path: Path) -> None:
    mine = decision("correct", "/establishment/name", read="HMP A", value="HMP B")
    other = mine.model_copy(update={"by": "B. Reader", "value": "HMP C"})
    first, second = tmp_path / "1.jsonl", tmp_path / "2.jsonl"
    first.write_text(f"{line_of(mine)}\nnot a decision\n", "utf-8")
    second.write_text(f"{line_of(mine)}\n{line_of(other)}\n", "utf-8")
    into = saved / "decisions.jsonl"
    done = irp("decide", "add", first, second, "--into", into)
    assert done.code == 3
    assert f"{first}: line 2: " in done.lines[0]
    assert kept(saved) == [mine, other]
    again = irp("decide", "add", second, "--into", into)
    assert again.code == 1
    assert "decided differently about /establishment/name" in again.lines[-1]
    into.write_text("not a decision\n", "utf-8")
    assert irp("decide", "list", saved).code == 2


def test_decisions_are_carried_to_a_new_edition(saved: Path, tmp_path: Path) -> None:
    decide(saved, "correct", JUDGEMENT, "good_progress")
    record = extraction()
    source = record.source.model_copy(update={"sha256": "b" * 64})
    new = tmp_path / "new.json"
    new.write_text(to_json(record.model_copy(update={"source": source})), "utf-8")
    old, into = saved / "larkmoor.json", saved / "decisions.jsonl"
    done = irp("decide", "carry", old, new, "--into", into)
    assert (done.code, done.lines[-1][-15:]) == (0, "1 moved, 0 left")
    assert [one.source.sha256[:1] for one in kept(saved)] == ["0", "b"]
    assert irp("check", new, "--decisions", into).code == 1
