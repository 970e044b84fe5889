"""What is told of two sets of records: which were added and removed, and what changed in them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import irp
from checks.clean import Plain
from irp.differences import ChangeKind, Difference, Differences
from irp.record.extraction import Extraction
from irp.stores import write_store
from library.records import extraction, failed, one_count_too_many

Told = list[tuple[str, str, Any, Any]]


def record(
    name: str = "a.pdf",
    sha256: str = "1" * 64,
    *,
    place: str = "HMP Larkmoor",
    end: str | None = "2022-05-04",
    month: int = 6,
    url: str | None = None,
    plant: Any = None,
) -> Extraction:
    def plants(plain: Plain) -> None:
        report = plain["report"]
        report["establishment"] |= {"name": place, "id": place.lower().replace(" ", "-")}
        report["visit"] = end and {"text": "then", "start": "2022-05-02", "end": end}
        report["report_date"] = {"text": "June 2022", "year": 2022, "month": month}
        if plant:
            plant(plain)

    found = extraction(plants, name=name)
    source = found.source.model_copy(update={"sha256": sha256, "url": url})
    return found.model_copy(update={"source": source})


def told(found: Differences) -> Told:
    return [(one.change.value, one.path, one.old, one.new) for one in found]


def set_judgement(plain: Plain) -> None:
    plain["report"]["follow_ups"][2]["judgement"]["value"] = "good_progress"


def test_the_same_is_the_same() -> None:
    found = irp.diff([record()], [record()])
    assert list(found) == []
    assert (found.added, found.removed, found.changed, found.same) == (0, 0, 0, 1)


def test_a_changed_value_is_told_with_both_sides_and_its_place() -> None:
    found = irp.diff(record(), record(plant=set_judgement))
    first = found[0]
    paths = [one.path for one in found]
    assert "report.follow_ups[3].judgement.value" in paths
    (one,) = [one for one in found if one.path == "report.follow_ups[3].judgement.value"]
    assert (one.change, one.old, one.new) == (
        ChangeKind.CHANGED,
        "reasonable_progress",
        "good_progress",
    )
    assert one.pointer == "/report/follow_ups/2/judgement/value"
    assert first.record.establishment == "HMP Larkmoor"
    assert first.record.date == "2022-05-04"


def test_records_are_added_and_removed() -> None:
    other = record("b.pdf", "2" * 64, place="HMP Hawkstone")
    found = irp.diff([record()], [other])
    assert told(found) == [("removed", "", None, None), ("added", "", None, None)]
    assert [one.record.name for one in found] == ["a.pdf", "b.pdf"]
    assert (found.added, found.removed, found.changed, found.same) == (1, 1, 0, 0)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (record(), record("renamed.pdf")),
        (record(), record("other.pdf", "2" * 64)),
        (record(end=None), record("other.pdf", "2" * 64)),
        (
            record(url="https://a.test/1"),
            record("b.pdf", "2" * 64, end=None, month=7, url="https://a.test/1"),
        ),
        (failed(), record("empty.pdf")),
    ],
    ids=["same bytes", "same visit", "same month", "same address", "failed before, by name"],
)
def test_one_report_is_known_again(old: Extraction, new: Extraction) -> None:
    unrelated = record("z.pdf", "9" * 64, place="HMP Elsewhere", month=1)
    found = irp.diff([unrelated, old], [new, unrelated])
    assert (found.added, found.removed, found.changed, found.same) == (0, 0, 1, 1)
    assert {one.record.sha256 for one in found} == {new.source.sha256}


def test_a_replaced_file_has_another_hash_and_that_is_told() -> None:
    found = irp.diff([record()], [record("a.pdf", "2" * 64)])
    assert told(found) == [("changed", "source.sha256", "1" * 64, "2" * 64)]


def test_two_visits_to_one_place_are_two_reports() -> None:
    later = record("a.pdf", "2" * 64, end="2023-05-04", month=7)
    found = irp.diff([record()], [later])
    assert (found.added, found.removed) == (1, 1)


def test_of_several_files_of_one_visit_those_with_the_same_name_are_paired() -> None:
    old = [record("a.pdf", "1" * 64), record("b.pdf", "2" * 64)]
    new = [record("b.pdf", "3" * 64), record("a.pdf", "4" * 64)]
    found = irp.diff(old, new)
    assert [(one.record.name, one.old[0], one.new[0]) for one in found] == [
        ("a.pdf", "1", "4"),
        ("b.pdf", "2", "3"),
    ]


def test_two_single_records_are_compared_whatever_they_are_of(tmp_path: Path) -> None:
    one, other = record(), record("b.pdf", "2" * 64, place="HMP Hawkstone")
    assert irp.diff(one, other).changed == 1
    for name, found in (("one", one), ("other", other)):
        (tmp_path / f"{name}.json").write_text(found.model_dump_json(), "utf-8")
    assert irp.diff(tmp_path / "one.json", tmp_path / "other.json").changed == 1


def plant_lists(plain: Plain) -> None:
    report = plain["report"]
    first = report["follow_ups"][0]
    del first["paragraphs"][0]  # 3.1
    first["paragraphs"].append({"number": "3.99", "text": "New."})
    report["glossary"].insert(0, {"term": "Aa", "definition": "First."})
    first["references"] = ["9.9"]
    first["priority"] = "key"
    report["chief_inspector"] = None


def test_items_of_lists_are_matched_by_what_they_are_known_by() -> None:
    found = irp.diff(record(), record(plant=plant_lists))
    paths = {(one.change.value, one.path) for one in found if one.path.startswith("report")}
    assert paths == {
        ("removed", "report.chief_inspector"),
        ("changed", "report.follow_ups[1].priority"),
        ("changed", "report.follow_ups[1].references"),
        ("removed", "report.follow_ups[1].paragraphs[3.1]"),
        ("added", "report.follow_ups[1].paragraphs[3.99]"),
        ("added", "report.glossary[Aa]"),
    }
    by_path = {one.path: one for one in found}
    assert by_path["report.glossary[Aa]"].new == {"term": "Aa", "definition": "First."}
    assert by_path["report.follow_ups[1].references"].new == ["9.9"]
    assert by_path["report.chief_inspector"].old["name"]


def test_a_check_that_fails_now_is_told_by_its_code() -> None:
    found = irp.diff(record(), record(plant=one_count_too_many))
    changes = {one.path: (one.old, one.new) for one in found}
    assert changes["status"] == ("verified", "needs_review")
    assert changes["checks[IRP-T01].outcome"] == ("passed", "failed")


def mechanics(found: Extraction) -> Extraction:
    """The same content, read by a newer parser that finds it elsewhere."""
    parser = found.parser.model_copy(update={"version": "99"})
    pointer, places = next(iter(found.provenance.items()))
    moved = [place.model_copy(update={"page": place.page + 1}) for place in places]
    return found.model_copy(
        update={"parser": parser, "provenance": {**found.provenance, pointer: moved}}
    )


def test_what_says_nothing_of_the_content_is_compared_only_when_asked() -> None:
    assert list(irp.diff(record(), mechanics(record()))) == []
    found = irp.diff(record(), mechanics(record()), everything=True)
    assert {one.path.split("[")[0].split(".")[0] for one in found} == {"parser", "provenance"}
    versions = next(one for one in found if one.path == "parser.version")
    assert (versions.old, versions.new) == ("1", "99")


def test_a_difference_as_json_can_be_read() -> None:
    (one,) = irp.diff([record()], [record("a.pdf", "2" * 64)])
    assert isinstance(one, Difference)
    assert json.loads(one.as_json()) == {
        "change": "changed",
        "record": {
            "name": "a.pdf",
            "sha256": "2" * 64,
            "establishment": "HMP Larkmoor",
            "date": "2022-05-04",
        },
        "path": "source.sha256",
        "pointer": "/source/sha256",
        "old": "1" * 64,
        "new": "2" * 64,
    }


@pytest.mark.parametrize("kind", ["folder", "a.sqlite", "a.jsonl", "a.duckdb"])
def test_stores_of_any_kind_are_compared(tmp_path: Path, kind: str) -> None:
    other = record("b.pdf", "2" * 64, place="HMP Hawkstone")
    write_store(tmp_path / kind, [record(), other])
    write_store(tmp_path / "new", [record(plant=set_judgement), other])
    found = irp.diff(tmp_path / kind, tmp_path / "new")
    assert (found.changed, found.same) == (1, 1)
    assert "report.follow_ups[3].judgement.value" in {one.path for one in found}
