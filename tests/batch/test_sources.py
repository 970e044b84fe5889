"""What a batch's arguments name: everything they mean, once, in an order that stays."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from batch.making import files, zipped
from irp import BatchOptions, SourceFile
from irp.batch.sources.arguments import find, read_list
from irp.errors import SourceError

LIMIT = 1000


def found(*given: Any, options: BatchOptions | None = None) -> list[tuple[str, str]]:
    """The label of each source with its text, or with the code of what is wrong."""
    result = []
    for one in find(given, options or BatchOptions()):
        for item in one.items():
            source = item.load(LIMIT)
            what = (
                source.data.decode() if isinstance(source, SourceFile) else source.problems[0].code
            )
            result.append((item.label, what))
    return result


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return files(tmp_path, b="b", a__x="x", a__y__z="z", **{"c[1]": "c"})


def test_a_folder_gives_its_reports_in_order_with_those_further_down(here: Path) -> None:
    (here / "a" / "notes.docx").write_text("no")
    (here / "a" / ".hidden.txt").write_text("no")
    (here / ".git").mkdir()
    (here / ".git" / "x.txt").write_text("no")
    (here / "a" / "UPPER.PDF").write_text("u")
    (here / "a" / "more.zip").write_bytes(zipped([("m.txt", b"m")]))
    assert found(".") == [
        ("a/UPPER.PDF", "u"),
        ("a/more.zip!m.txt", "m"),
        ("a/x.txt", "x"),
        ("a/y/z.txt", "z"),
        ("b.txt", "b"),
        ("c[1].txt", "c"),
    ]


def test_files_are_taken_whatever_their_name(here: Path) -> None:
    (here / "report.bin").write_text("r")
    assert found("report.bin", Path("b.txt"), "c[1].txt") == [
        ("report.bin", "r"),
        ("b.txt", "b"),
        ("c[1].txt", "c"),
    ]


def test_patterns_are_looked_up(here: Path) -> None:
    assert found("*.txt") == [("b.txt", "b"), ("c[1].txt", "c")]
    assert found("**/*.txt") == [
        ("a/x.txt", "x"),
        ("a/y/z.txt", "z"),
        ("b.txt", "b"),
        ("c[1].txt", "c"),
    ]
    assert found("a/*") == [("a/x.txt", "x"), ("a/y/z.txt", "z")]
    assert found(str(here / "?.txt")) == [(str(here / "b.txt"), "b")]


def test_folders_that_lead_into_each_other_are_walked_once(here: Path) -> None:
    (here / "a" / "up").symlink_to(here)
    (here / "a" / "self").symlink_to(".")
    (here / "linked.txt").symlink_to("b.txt")
    labels = [label for label, _ in found(".")]
    assert labels == ["a/x.txt", "a/y/z.txt", "b.txt", "c[1].txt", "linked.txt"]


def test_a_linked_folder_is_looked_into(
    here: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = files(tmp_path_factory.mktemp("other"), far="f")
    (here / "link").symlink_to(elsewhere)
    assert ("link/far.txt", "f") in found(".")


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("gone.txt", "unreadable"),
        ("gone.zip", "unreadable"),
        ("*.docx", "nothing_found"),
        ("empty", "nothing_found"),
        ("nul\0.txt", "unreadable"),
        ("x" * 300 + ".txt", "unreadable"),
        ("ssh://host/x.pdf", "host_not_allowed"),
        ("zip://x.pdf::https://host/y.zip", "host_not_allowed"),
        ("https://example.org/x.pdf", "host_not_allowed"),
        ("http://hmiprisons.justiceinspectorates.gov.uk/x.pdf", "host_not_allowed"),
    ],
)
def test_what_names_nothing_is_told_and_stops_nothing(here: Path, given: str, code: str) -> None:
    (here / "empty").mkdir()
    first, second = found(given, "b.txt")
    assert first[1] == code
    assert second == ("b.txt", "b")


def test_links_that_lead_nowhere_are_told(here: Path) -> None:
    (here / "a" / "gone.pdf").symlink_to("nowhere")
    (here / "a" / "ring.pdf").symlink_to("ring.pdf")
    assert [one for one in found("a") if "pdf" in one[0]] == [
        ("a/gone.pdf", "unreadable"),
        ("a/ring.pdf", "unreadable"),
    ]


def test_a_folder_that_cannot_be_read_is_told(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scan = os.scandir

    def refused(path: Any) -> Any:
        if Path(path).name == "y":
            raise PermissionError(13, "Permission denied")
        return scan(path)

    monkeypatch.setattr("os.scandir", refused)
    assert found("a") == [("a/x.txt", "x"), ("a/y", "unreadable")]


def test_names_of_any_bytes_are_told_as_text(here: Path) -> None:
    Path(os.fsdecode(os.fsencode(here) + b"/caf\xe9.txt")).write_text("e")
    assert ("caf\ufffd.txt", "e") in found(".")


def test_a_file_with_too_many_bytes_is_told(here: Path) -> None:
    (here / "just.txt").write_bytes(b"x" * LIMIT)
    (here / "over.txt").write_bytes(b"x" * (LIMIT + 1))
    assert [what for _, what in found("just.txt", "over.txt")] == ["x" * LIMIT, "too_large"]


def test_a_list_has_a_source_on_each_line() -> None:
    data = "\ufeffone.pdf\r\n# a remark\n\n two words.pdf\ns3://bucket/x\n".encode()
    assert read_list(data) == ["one.pdf", " two words.pdf", "s3://bucket/x"]


def test_a_list_that_is_no_text_is_told() -> None:
    with pytest.raises(SourceError, match="not text"):
        read_list(b"%PDF-1.7\0\0")


def test_a_list_may_name_files_of_any_bytes(here: Path) -> None:
    path = os.fsencode(here) + b"/caf\xe9.txt"
    Path(os.fsdecode(path)).write_text("e")
    assert [what for _, what in found(*read_list(path + b"\n"))] == ["e"]
