"""A batch reads what is to be read, once, and leaves a store that is always the same."""

from __future__ import annotations

import json
import resource
from pathlib import Path
from typing import Any

import pytest

from batch.making import content, files, hashed, rows
from irp import BatchOptions, Limits, Options, Progress, SourceFile, run_batch
from irp.batch.output.lock import locked
from irp.batch.output.manifest import _digest_of
from irp.errors import LockedError, OutputError, StoreError
from irp.stores import read_store


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    return files(tmp_path / "in", a="good a", b="doubtful b", sub__c="good c", z="bad z")


def batch(sources: Any, out: Path, **options: Any) -> Any:
    return run_batch(sources, str(out), batch_options=BatchOptions(jobs=2, **options))


# ------------------------------------------------------------------ what comes out


def test_every_source_has_its_record(reports: Path, tmp_path: Path, readings: list[str]) -> None:
    result = batch(reports, tmp_path / "out")
    assert dict(result.statuses) == {"verified": 2, "needs_review": 1, "failed": 1}
    assert dict(result.changes) == {"inserted": 4}
    stored = {one.source.name: one.status.value for one in read_store(tmp_path / "out")}
    assert stored == {
        "a.txt": "verified",
        "b.txt": "needs_review",
        "c.txt": "verified",
        "z.txt": "failed",
    }
    assert sorted(readings) == ["a.txt", "b.txt", "c.txt", "z.txt"]


def test_run_json_says_what_was_done(reports: Path, tmp_path: Path, readings: list[str]) -> None:
    result = batch(reports, tmp_path / "out")
    assert result.run_file == str(tmp_path / "out" / "run.json")
    told = json.loads((tmp_path / "out" / "run.json").read_text("utf-8"))
    assert told["outcome"] == "finished"
    assert told["counts"]["found"] == 4
    assert told["counts"]["needs_review"] == told["counts"]["failed"] == 1
    assert told["counts"]["inserted"] == 4
    assert told["by_layout"]["none"] == {"failed": 1}
    assert sum(sum(one.values()) for one in told["by_layout"].values()) == 4
    assert {"hmip-irp", "schema", "pypdfium2", "python"} <= set(told["versions"])
    assert told["started"] <= told["ended"]
    assert told["seconds"] > 0


def test_problems_have_names_that_stay(reports: Path, tmp_path: Path, readings: list[str]) -> None:
    (reports / "gone.txt").symlink_to("nowhere")
    batch([reports], tmp_path / "one")
    first = rows(tmp_path / "one" / "problems.jsonl")
    assert [(row["source"], row["code"]) for row in first] == [
        ("b.txt", "IRP-T01"),
        ("z.txt", "not_an_irp"),
        (str(reports / "gone.txt"), "unreadable"),
    ]
    assert first[0]["sha256"] == hashed("doubtful b")
    assert len({row["id"] for row in first}) == 3
    batch([reports / "z.txt", reports / "b.txt"], tmp_path / "other")
    other = {row["id"] for row in rows(tmp_path / "other" / "problems.jsonl")}
    assert other == {row["id"] for row in first[:2]}


def test_a_source_in_memory_keeps_where_it_came_from(tmp_path: Path, readings: list[str]) -> None:
    source = SourceFile.from_bytes(b"good", "x.txt", url="https://example.org/x.txt")
    batch([source], tmp_path / "out")
    (stored,) = read_store(tmp_path / "out")
    assert stored.source.url == "https://example.org/x.txt"


def test_the_same_bytes_twice_are_one_record(tmp_path: Path, readings: list[str]) -> None:
    reports = files(tmp_path / "in", a="good", b="good", c="good c")
    result = batch(reports, tmp_path / "out")
    assert dict(result.changes) == {"inserted": 2, "duplicate": 1}
    assert [one.source.name for one in read_store(tmp_path / "out")] == ["a.txt", "c.txt"]
    (problem,) = rows(tmp_path / "out" / "problems.jsonl")
    assert (problem["code"], problem["source"]) == ("duplicate", str(reports / "b.txt"))
    assert str(reports / "a.txt") in problem["message"]


def test_progress_is_told_for_each_source(
    reports: Path, tmp_path: Path, readings: list[str]
) -> None:
    steps: list[Progress] = []
    run_batch([reports], str(tmp_path / "out"), on_progress=steps.append)
    assert [step.done for step in steps] == [1, 2, 3, 4]
    assert {step.total for step in steps} == {4}
    assert {step.outcome for step in steps} == {"verified", "needs_review", "failed"}
    assert steps[-1].seconds_left == 0
    assert steps[-1].rate > 0


def test_a_source_whose_reader_fails_stops_no_other(tmp_path: Path, readings: list[str]) -> None:
    reports = files(tmp_path / "in", a="lost", b="good")
    result = batch(reports, tmp_path / "out")
    assert dict(result.statuses) == {"failed": 1, "verified": 1}
    assert result.codes["crashed"] == 1


def test_nothing_at_all_is_no_store(tmp_path: Path, readings: list[str]) -> None:
    (tmp_path / "in").mkdir()
    result = batch([tmp_path / "in"], tmp_path / "out")
    assert result.found == 0
    assert result.codes["nothing_found"] == 1
    assert not (tmp_path / "out" / "reports.jsonl").exists()


# ------------------------------------------------------------------ again


def test_a_second_run_does_nothing(
    reports: Path, tmp_path: Path, readings: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (reports / "z.txt").unlink()
    batch(reports, tmp_path / "out")
    before = content(tmp_path / "out")
    times = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*.json*")}
    readings.clear()
    monkeypatch.setattr("irp.batch.run.open_store", None)  # not even opened
    result = batch(reports, tmp_path / "out")
    assert readings == []
    assert dict(result.changes) == {"skipped": 3}
    assert dict(result.statuses) == {"verified": 2, "needs_review": 1}
    assert content(tmp_path / "out") == before
    changed = [path.name for path, time in times.items() if path.stat().st_mtime_ns != time]
    assert changed == ["run.json"]


def test_what_failed_is_tried_again(reports: Path, tmp_path: Path, readings: list[str]) -> None:
    batch(reports, tmp_path / "out")
    before = content(tmp_path / "out")
    readings.clear()
    result = batch(reports, tmp_path / "out")
    assert readings == ["z.txt"]
    assert dict(result.changes) == {"skipped": 3, "unchanged": 1}
    assert content(tmp_path / "out") == before


def test_only_what_is_new_or_has_changed_is_read(
    reports: Path, tmp_path: Path, readings: list[str]
) -> None:
    (reports / "z.txt").unlink()
    batch(reports, tmp_path / "out")
    readings.clear()
    files(reports, a="good but changed", new="good news")
    result = batch(reports, tmp_path / "out")
    assert sorted(readings) == ["a.txt", "new.txt"]
    assert dict(result.changes) == {"inserted": 2, "skipped": 2}


@pytest.mark.parametrize(
    "options",
    [
        {"options": Options("pdfplumber")},
        {"options": Options(limits=Limits(pages=399))},
        {"resume": False},
    ],
    ids=["engine", "limits", "again"],
)
def test_with_other_options_all_is_read_again(
    reports: Path, tmp_path: Path, readings: list[str], options: dict[str, Any]
) -> None:
    batch(reports, tmp_path / "out")
    readings.clear()
    result = batch(reports, tmp_path / "out", **options)
    assert len(readings) == 4
    assert dict(result.changes) == {"unchanged": 4}


@pytest.mark.parametrize(
    "what", ["irp.batch.fingerprint.parser_digest", "irp.batch.fingerprint.versions"]
)
def test_a_newer_parser_reads_all_again(
    reports: Path,
    tmp_path: Path,
    readings: list[str],
    monkeypatch: pytest.MonkeyPatch,
    what: str,
) -> None:
    batch(reports, tmp_path / "out")
    readings.clear()
    monkeypatch.setattr(what, lambda: {"pdfplumber": "99"})
    batch(reports, tmp_path / "out")
    assert len(readings) == 4
    readings.clear()
    batch(reports, tmp_path / "out")
    assert readings == ["z.txt"]


def test_a_record_that_somebody_deleted_is_made_again(
    reports: Path, tmp_path: Path, readings: list[str]
) -> None:
    batch(reports, tmp_path / "out")
    before = content(tmp_path / "out")
    (victim,) = (tmp_path / "out" / "reports").glob("a-*.json")
    victim.unlink()
    (tmp_path / "out" / "reports.jsonl").unlink()
    readings.clear()
    batch(reports, tmp_path / "out")
    assert sorted(readings) == ["a.txt", "z.txt"]
    assert content(tmp_path / "out") == before


def test_what_was_read_earlier_stays_when_other_sources_are_named(
    tmp_path: Path, readings: list[str]
) -> None:
    batch(files(tmp_path / "one", a="good a"), tmp_path / "out")
    batch(files(tmp_path / "two", b="good b"), tmp_path / "out")
    assert [one.source.name for one in read_store(tmp_path / "out")] == ["a.txt", "b.txt"]
    together = json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))
    assert set(together["reports"]) == {hashed("good a"), hashed("good b")}


def test_the_order_in_which_sources_are_read_shows_nowhere(
    reports: Path, tmp_path: Path, readings: list[str]
) -> None:
    batch(reports, tmp_path / "one")
    parts = [reports / "z.txt", reports / "sub", reports / "b.txt", reports / "a.txt"]
    for part in parts:
        batch([part], tmp_path / "other")
    assert content(tmp_path / "one") == content(tmp_path / "other")


# ------------------------------------------------------------------ stopped


class StopAfter:
    """Raises something after so many sources."""

    def __init__(self, number: int, error: BaseException) -> None:
        self.left = number
        self.error = error

    def __call__(self, _progress: Progress) -> None:
        self.left -= 1
        if not self.left:
            raise self.error


@pytest.mark.parametrize("error", [KeyboardInterrupt(), SystemExit(143), ZeroDivisionError("why")])
def test_a_run_that_is_stopped_keeps_what_is_done(
    reports: Path, tmp_path: Path, readings: list[str], error: BaseException
) -> None:
    out = tmp_path / "out"
    options = BatchOptions(jobs=1)
    with pytest.raises(type(error)):
        run_batch(reports, str(out), batch_options=options, on_progress=StopAfter(2, error))
    told = json.loads((out / "run.json").read_text("utf-8"))
    stopped = not isinstance(error, Exception)
    assert told["outcome"] == ("interrupted" if stopped else "failed")
    kept = [one.source.name for one in read_store(out)]
    assert len(kept) >= 2
    assert len(rows(out / "reports.jsonl")) == len(kept)
    assert not (out / "manifest.journal").exists()
    readings.clear()
    batch(reports, out)
    assert not set(readings) & set(kept) - {"z.txt"}
    batch(reports, tmp_path / "undisturbed")
    assert content(out) == content(tmp_path / "undisturbed")


def test_a_journal_that_a_kill_cut_short_is_taken_over(
    reports: Path, tmp_path: Path, readings: list[str]
) -> None:
    """As after kill -9: all was put, the manifest is missing, the last line is torn."""
    out = tmp_path / "out"
    batch(reports, out)
    whole = content(out)
    reports_of = json.loads(whole["manifest.json"])["reports"]
    entries = [{"sha256": sha256, **entry} for sha256, entry in reports_of.items()]
    lines = [json.dumps({**entry, "check": _digest_of(entry)}) for entry in entries]
    (out / "manifest.journal").write_text("\n".join(lines)[:-20], "utf-8")
    (out / "manifest.json").unlink()
    (out / "reports.jsonl").unlink()
    (out / "reports" / ".leftover.4194304.x.tmp").write_text("half", "utf-8")
    readings.clear()
    batch(reports, out)
    assert len(readings) == 2  # the torn one, and the one that fails
    assert content(out) == whole


def test_a_manifest_that_is_none_is_told(reports: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    for text in ("{", "[]", '{"manifest_version": 99, "reports": {}, "files": []}'):
        (tmp_path / "out" / "manifest.json").write_text(text, "utf-8")
        with pytest.raises(StoreError, match="move it away"):
            batch(reports, tmp_path / "out")


# ------------------------------------------------------------------ the output


def test_two_runs_into_one_store_are_kept_apart(reports: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    with locked(out / ".irp-batch.lock"), pytest.raises(LockedError):
        batch(reports, out)
    assert list(out.iterdir()) == []


def test_an_output_that_cannot_be_made_is_told(reports: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OutputError, match="cannot be written: not a directory"):
        batch(reports, tmp_path / "file" / "out")


def test_a_full_disk_is_told_and_nothing_is_half_written(
    tmp_path: Path, readings: list[str]
) -> None:
    reports = files(tmp_path / "in", **{f"r{n}": f"good {n}" for n in range(6)})
    out = tmp_path / "out"
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    batch(reports / "r0.txt", out)
    whole = content(out)
    size = len(whole["reports.jsonl"])
    # No file may be larger than this: the records fit, reports.jsonl does not.
    resource.setrlimit(resource.RLIMIT_FSIZE, (size * 3, before[1]))
    try:
        with pytest.raises(OutputError, match="cannot be written: file too large"):
            batch(reports, out)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert content(out)["reports.jsonl"] == whole["reports.jsonl"]
    assert {path.name for path in out.rglob(".*") if path.is_file()} <= {".irp-batch.index"}
    for one in read_store(out):
        assert one.status.value == "verified"
    batch(reports, out)
    batch(reports, tmp_path / "undisturbed")
    assert content(out) == content(tmp_path / "undisturbed")


def test_a_lock_is_taken_again_after_its_holder_was_killed(reports: Path, tmp_path: Path) -> None:
    path = tmp_path / ".lock"
    path.touch()  # what a killed run leaves
    with locked(path):
        assert path.exists()
    assert not path.exists()
