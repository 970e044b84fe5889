"""What people decided, in a nightly run: applied to what was read, kept, and published."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from irp.batch.local import WorkerPool
from irp.decisions.file import add
from irp.decisions.making import decide
from irp.record.decision import Ruling
from irp.record.extraction import Extraction
from irp.stores import read_store
from sync.running import lines, published

WHO = {"because": "seen in the PDF", "by": "A. Reader"}
PLACE = "/chief_inspector/name"


def first_of(data: Path) -> Extraction:
    return next(iter(read_store(data / "published")))


def test_a_decision_changes_what_is_published_and_no_report_is_read_for_it(
    data: Path, again: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object) -> Extraction:
        pytest.fail("a report was read again")

    monkeypatch.setattr(WorkerPool, "read", never)
    before, file = first_of(data), data / "decisions.jsonl"
    add(file, decide(before, Ruling.CORRECT, place=PLACE, value="A. Other", **WHO))
    assert again() == 0
    record = first_of(data)
    assert record.status == "reviewed"
    assert [one.state.value for one in record.decisions] == ["applied"]
    change = lines(data / "changes.jsonl")[-1]
    assert [(one["field"], one["after"]) for one in change["fields"]] == [
        ("/status", "reviewed"),
        (f"/report{PLACE}", "A. Other"),
    ]
    # A quiet night changes nothing; without the line, the record is as it was read.
    there = published(data)
    assert again() == 0
    assert published(data) == there
    file.unlink()
    assert again() == 0
    assert first_of(data) == before


def test_a_rejected_report_is_published_without_a_record_and_is_no_problem(
    data: Path, again: Callable[..., int]
) -> None:
    rejected = first_of(data)
    add(data / "decisions.jsonl", decide(rejected, Ruling.REJECT, **WHO))
    assert (again(accept=True), again()) == (3, 0)
    record = first_of(data)
    assert (record.source, record.status.value, record.report) == (rejected.source, "failed", None)
    open_problems = [row for row in lines(data / "problems.jsonl") if row["state"] != "resolved"]
    assert rejected.source.sha256 not in {row["subject"] for row in open_problems}
