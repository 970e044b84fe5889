"""irp check: saved records checked again, and what differs."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from cli.running import irp
from irp.record.extraction import Extraction
from irp.record.vocabulary import Outcome
from irp.render import to_json, to_jsonl
from irp.stores import write_store
from library.records import extraction, failed, one_count_too_many
from stores.making import named


def saved(folder: Path, found: Extraction, name: str = "record.json") -> Path:
    path = folder / name
    path.write_text(to_json(found), "utf-8")
    return path


def with_checks(found: Extraction, **changes: Any) -> Extraction:
    """An extraction whose first saved check is another."""
    first = found.checks[0].model_copy(update=changes)
    return found.model_copy(update={"checks": [first, *found.checks[1:]]})


def test_the_same_outcomes_all_passed(tmp_path: Path) -> None:
    path = saved(tmp_path, extraction())
    done = irp("check", path)
    assert (done.code, done.out, done.err) == (0, f"{path}: 18 checks: 18 passed\n", "")


def test_a_failed_check_is_told_with_both_sides(tmp_path: Path) -> None:
    done = irp("check", saved(tmp_path, extraction(one_count_too_many)))
    head, detail = done.out.splitlines()
    assert done.code == 1
    assert head.endswith(": 18 checks: 17 passed, 1 failed")
    assert ": IRP-T01 failed: " in detail
    assert "(expected " in detail
    assert "; found " in detail


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"outcome": Outcome.FAILED}, "IRP-S01 was failed when saved, is passed now"),
        ({"message": "other"}, "IRP-S01 is passed as saved, but says something else now"),
        ({"code": "IRP-X99"}, "IRP-S01 is new: it was not among the saved checks"),
        ({"code": "IRP-X99"}, "IRP-X99 is among the saved checks, but irp no longer has it"),
    ],
)
def test_what_differs_from_the_saved_outcome_is_told(
    tmp_path: Path, changes: dict[str, Any], told: str
) -> None:
    done = irp("check", saved(tmp_path, with_checks(extraction(), **changes)))
    assert done.code == 1
    assert told in done.out


def test_a_record_that_was_changed_by_hand_is_found_out(tmp_path: Path) -> None:
    path = saved(tmp_path, extraction())
    data = json.loads(path.read_text("utf-8"))
    data["report"]["follow_ups"][0]["judgement"]["value"] = "insufficient_progress"
    path.write_text(json.dumps(data), "utf-8")
    done = irp("check", path)
    assert done.code == 1
    assert "IRP-M02 was passed when saved, is failed now" in done.out


def test_many_records_in_one_file_and_in_several(tmp_path: Path) -> None:
    lines = tmp_path / "records.jsonl"
    lines.write_text(to_jsonl(extraction(name="a.pdf")) + to_jsonl(extraction(name="b.pdf")))
    done = irp("check", lines, saved(tmp_path, extraction()))
    assert done.code == 0
    assert [line.rsplit(": ", 2)[0] for line in done.out.splitlines()] == [
        f"{lines}: a.pdf",
        f"{lines}: b.pdf",
        f"{tmp_path / 'record.json'}",
    ]


def test_a_record_from_standard_input() -> None:
    done = irp("check", "-", stdin=to_json(extraction()).encode())
    assert (done.code, done.out) == (0, "-: 18 checks: 18 passed\n")
    assert irp("check", "-", stdin=b"\xff").code == 3


def test_what_cannot_be_read_never_stops_the_others(tmp_path: Path) -> None:
    (tmp_path / "other.json").write_text("[1, 2]", "utf-8")
    good = saved(tmp_path, extraction(), "good.json")
    without = saved(tmp_path, failed(), "failed.json")
    done = irp("check", tmp_path / "missing.json", tmp_path / "other.json", without, good)
    assert done.code == 3
    assert done.out == f"{good}: 18 checks: 18 passed\n"
    missing, other, report = done.lines
    assert missing.endswith(
        "missing.json: the file cannot be read: no such file or directory (bad_record)"
    )
    assert other.endswith("other.json: this is not a record: no schema_version in it (bad_record)")
    assert report.endswith(
        "failed.json: there is no report in this record to check: the file is empty (not_a_pdf)"
    )


def test_nothing_to_check_is_wrong_usage() -> None:
    assert irp("check").code == 2


def test_a_store_is_checked_with_the_archive_beside_it(tmp_path: Path) -> None:
    write_store(f"{tmp_path}/published/", [named("a.pdf"), named("b.pdf")])
    digest = hashlib.sha256(b"original").hexdigest()
    original = tmp_path / "archive" / digest[:2] / f"{digest}.pdf"
    original.parent.mkdir(parents=True)
    original.write_bytes(b"original")
    done = irp("check", tmp_path)
    assert (done.code, done.out.splitlines()) == (
        0,
        [f"{tmp_path}: 1 of 1 originals are whole", f"{tmp_path}: 2 records whole, 0 damaged"],
    )
    original.write_bytes(b"0riginal")
    victim = next((tmp_path / "published" / "reports").glob("a-*.json"))
    victim.write_bytes(b"{")
    done = irp("check", tmp_path)
    assert done.code == 3
    assert "1 record whole, 2 damaged" in done.out
    assert f"{digest}.pdf: it is not what was downloaded" in done.out
    assert f"{victim.name}: this is not JSON" in done.out
