"""Decisions in the library: a record that is read anew has them, and one that is checked again."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import irp
from batch.making import files, made_up, rows
from irp.decisions.applying import apply
from irp.decisions.file import Decisions, add
from irp.decisions.making import decide
from irp.record.decision import Decision, Ruling
from irp.record.extraction import Extraction
from irp.render import to_json
from irp.render.digest import to_markdown
from irp.stores import read_store
from library.records import extraction, one_count_too_many

WHO = {"because": "looked at the PDF", "by": "A. Reader"}
SOURCES = {"clean": "good", "off": "doubtful"}


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the sources that were read, by ``made_up``."""
    names: list[str] = []

    def read(self: object, source: object, options: object) -> object:
        names.append(source.name)  # type: ignore[attr-defined]
        return made_up(self, source, options)  # type: ignore[arg-type]

    monkeypatch.setattr("irp.isolation.worker.Worker.read", read)
    return names


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return files(tmp_path / "in", **SOURCES)


Accepting = Callable[[Extraction], list[Decision]]


def accepting(record: Extraction) -> list[Decision]:
    return decide(record, Ruling.ACCEPT, place="IRP-T01", **WHO)


def test_a_record_that_is_read_again_has_its_decisions(
    folder: Path, tmp_path: Path, readings: list[str]
) -> None:
    path = tmp_path / "decisions.jsonl"
    before = [*irp.extract_many(sorted(folder.iterdir()))]
    assert [one.status.value for one in before] == ["verified", "needs_review"]
    add(path, accepting(before[1]))
    after = [*irp.extract_many(sorted(folder.iterdir()), decisions=path)]
    assert [one.status.value for one in after] == ["verified", "reviewed"]
    assert to_json(after[0]) == to_json(before[0])
    assert irp.extract(folder / "off.txt", decisions=path) == after[1]
    assert "accepted by A. Reader: looked at the PDF" in to_markdown(after[1])


def test_a_saved_record_is_checked_with_its_decisions(folder: Path, readings: list[str]) -> None:
    before = irp.extract(folder / "off.txt")
    decisions = Decisions(accepting(before))
    after = irp.extract(folder / "off.txt", decisions=decisions)
    assert irp.check(after) == after.checks
    assert irp.check(json.loads(to_json(after))) == after.checks
    assert irp.check(before, decisions=decisions) == after.checks
    assert irp.check(after, decisions=Decisions()) == before.checks


STORES = ("out", "out.sqlite", "out.jsonl", "out.duckdb", "out.parquet", "out.xlsx")


@pytest.mark.parametrize("store", STORES)
def test_a_batch_makes_only_that_record_again_whose_decisions_changed(
    folder: Path, tmp_path: Path, readings: list[str], store: str
) -> None:
    out = tmp_path / store
    has_readings = not store.endswith(".parquet")
    irp.run_batch(folder, out)
    before = irp.extract(folder / "off.txt")
    decided = irp.BatchOptions(decisions=Decisions(accepting(before)))
    readings.clear()
    result = irp.run_batch(folder, out, batch_options=decided)
    assert readings == ([] if has_readings else ["off.txt"])
    assert dict(result.statuses) == {"verified": 1, "reviewed": 1}
    assert result.changes["skipped"] == result.changes["updated"] == 1
    readings.clear()
    again = irp.run_batch(folder, out, batch_options=decided)
    assert (readings, again.changes["skipped"]) == ([], 2)
    if has_readings:
        assert kept(out) == irp.extract(folder / "off.txt", decisions=decided.decisions)
    # Read again as a whole, nothing is lost and nothing is applied twice.
    forced = irp.BatchOptions(decisions=decided.decisions, resume=False)
    irp.run_batch(folder, out, batch_options=forced)
    assert not has_readings or [one.state.value for one in kept(out).decisions] == ["applied"]
    readings.clear()
    irp.run_batch(folder, out)
    assert not has_readings or (readings, kept(out)) == ([], before)


def kept(store: Path) -> Extraction:
    """The record of ``off.txt`` in a store."""
    (found,) = [one for one in read_store(store) if one.source.name == "off.txt"]
    return found


def test_what_cannot_be_taken_back_or_was_damaged_is_read_again(
    folder: Path, tmp_path: Path, readings: list[str]
) -> None:
    out = tmp_path / "out"
    irp.run_batch(folder, out)
    before = kept(out)
    rejected = Decisions(decide(before, Ruling.REJECT, **WHO))
    readings.clear()
    for changed in (1, 0):
        done = irp.run_batch(folder, out, batch_options=irp.BatchOptions(decisions=rejected))
        assert (readings, kept(out).status.value) == ([], "failed")
        assert (done.changes["updated"], done.statuses["failed"]) == (changed, 1)
    irp.run_batch(folder, out)
    assert (readings, kept(out)) == (["off.txt"], before)
    readings.clear()
    (file,) = (out / "reports").glob("off-*")
    file.write_text(file.read_text("utf-8").replace("HMP", "HMX"), "utf-8")
    decided = irp.BatchOptions(decisions=Decisions(accepting(before)))
    irp.run_batch(folder, out, batch_options=decided)
    assert (readings, kept(out).status.value) == (["off.txt"], "reviewed")


def test_problems_of_a_batch_are_the_open_ones(
    folder: Path, tmp_path: Path, readings: list[str]
) -> None:
    irp.run_batch(folder, tmp_path / "out")
    assert [row["code"] for row in rows(tmp_path / "out" / "problems.jsonl")] == ["IRP-T01"]
    (before,) = [one for one in read_store(tmp_path / "out") if one.source.name == "off.txt"]
    decided = irp.BatchOptions(decisions=Decisions(accepting(before)))
    irp.run_batch(folder, tmp_path / "out", batch_options=decided)
    assert rows(tmp_path / "out" / "problems.jsonl") == []


def test_a_difference_says_whose_decision_it_is() -> None:
    before = extraction(one_count_too_many)
    name = decide(before, Ruling.CORRECT, place="/chief_inspector/name", value="A. Other", **WHO)
    found = irp.diff(before, apply(before, [*accepting(before), *name]))
    by = {one.path: one.decided_by for one in found}
    assert by["report.chief_inspector.name"] == "A. Reader"
    assert by["checks[IRP-T01].accepted"] == "A. Reader"
    assert by["status"] is None
    assert '"decided_by": "A. Reader"' in found[1].as_json()
