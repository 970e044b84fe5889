"""Files and folders that are replaced as a whole, and journals that only grow by whole lines."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from irp.errors import OutputError
from irp.files import atomic, folders
from irp.files.journal import Journal
from irp.files.names import safe_stem
from irp.plain_words import counted, listed, reason_of, shortened


def fill(folder: Path, word: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "page").write_text(word, "utf-8")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def replace(target: Path, word: str) -> None:
    with folders.new_folder(target) as new:
        fill(new, word)
        folders.put_in_place(new, target)


@pytest.fixture(params=["in one step", "in two steps"])
def system(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "in two steps":
        monkeypatch.setattr(folders, "_exchanged", lambda *_: False)
    return str(request.param)


@pytest.mark.usefixtures("system")
def test_a_folder_is_replaced_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "site"
    for word in ("one", "two"):
        replace(target, word)
        assert (target / "page").read_text("utf-8") == word
        assert names(tmp_path) == ["site"]


@pytest.mark.usefixtures("system")
def test_a_folder_behind_a_link_is_replaced_where_the_link_leads(tmp_path: Path) -> None:
    elsewhere = tmp_path / "www" / "site"
    elsewhere.mkdir(parents=True)
    link = tmp_path / "published"
    link.symlink_to(elsewhere)
    for word in ("one", "two"):
        replace(link, word)
        folders.mend(link)
        assert link.is_symlink()
        assert (elsewhere / "page").read_text("utf-8") == word
    assert names(elsewhere.parent) == ["site"]


def test_a_folder_that_cannot_be_put_in_place_leaves_the_earlier_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "site"
    replace(target, "one")
    monkeypatch.setattr(folders, "_exchanged", lambda *_: False)
    rename = Path.replace

    def refuse(self: Path, other: Path) -> Path:
        if self.suffix == ".tmp":
            raise OSError(28, "No space left on device")
        return rename(self, other)

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OSError, match="No space"):
        replace(target, "two")
    assert (target / "page").read_text("utf-8") == "one"
    assert names(tmp_path) == ["site"]


def test_a_kill_between_the_two_renames_is_undone(tmp_path: Path) -> None:
    target = tmp_path / "site"
    fill(tmp_path / ".site.previous", "one")
    folders.mend(target)
    assert (target / "page").read_text("utf-8") == "one"
    fill(tmp_path / ".site.previous", "older")
    folders.mend(target)
    assert (target / "page").read_text("utf-8") == "one"
    assert names(tmp_path) == ["site"]


def ended() -> int:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


@pytest.mark.parametrize(
    "pid", [ended(), os.getpid()], ids=["another process", "an earlier one of ours"]
)
def test_what_killed_processes_left_is_swept_away(tmp_path: Path, pid: int) -> None:
    """In a container every run may have the same PID."""
    fill(tmp_path / f".site.{pid}.abcd1234.tmp", "half")
    (tmp_path / f".other.json.{pid}.abcd1234.tmp").write_text("half", "utf-8")
    folders.mend(tmp_path / "site")
    assert names(tmp_path) == [f".other.json.{pid}.abcd1234.tmp"]
    with atomic.temporary(tmp_path / "site") as own, folders.new_folder(tmp_path / "x") as new:
        atomic.sweep(tmp_path)
        assert names(tmp_path) == sorted([own.name, new.name])
    assert names(tmp_path) == []


def test_a_link_is_deleted_and_what_it_leads_to_is_kept(tmp_path: Path) -> None:
    fill(tmp_path / "precious", "kept")
    (tmp_path / "link").symlink_to(tmp_path / "precious")
    atomic.delete(tmp_path / "link")
    atomic.delete(tmp_path / "link")
    assert names(tmp_path) == ["precious"]
    assert names(tmp_path / "precious") == ["page"]


def test_a_journal_drops_the_line_that_was_cut_short_and_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    path.write_bytes(b"one\ntw")
    journal = Journal(path)
    assert [line.content for line in journal.lines()] == [b"one"]
    assert path.read_bytes() == b"one\ntw"  # a reader changes nothing
    start = journal.append(b"three")
    assert (start, path.read_bytes()) == (4, b"one\nthree\n")
    journal.discard()
    assert not journal.exists()


def test_a_line_that_finds_no_room_leaves_no_trace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = Journal(tmp_path / "journal")
    journal.append(b"one")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="no space left on device"):
        journal.append(b"two")
    journal.close()
    assert [line.content for line in journal.lines()] == [b"one"]


def test_a_broken_pipe_is_no_failed_write() -> None:
    with pytest.raises(BrokenPipeError), atomic.explained("standard output"):
        raise BrokenPipeError


def test_a_link_to_a_folder_that_does_not_exist_is_named(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.symlink_to("nowhere")
    reason = "out is a link to nowhere, which does not exist"
    with pytest.raises(OutputError, match=reason), atomic.explained(out / "reports"):
        (out / "reports").mkdir(parents=True, exist_ok=True)
    with pytest.raises(OutputError, match="file exists"), atomic.explained(tmp_path):
        tmp_path.mkdir()


@pytest.mark.parametrize(
    ("name", "stem"),
    [("a/b.pdf", "b"), ("CON.pdf", "CON_"), ("a\\..\\x\x1b:.pdf", "x__"), ("..", "source")],
)
def test_a_safe_stem(name: str, stem: str) -> None:
    assert safe_stem(name) == stem


def test_words_of_messages() -> None:
    assert [counted(n, "line") for n in (0, 1, 1200)] == ["0 lines", "1 line", "1,200 lines"]
    assert counted(2, "entry", "entries") == "2 entries"
    assert [listed("abc"[:n]) for n in range(4)] == ["", "a", "a and b", "a, b and c"]
    assert listed("ab", "or") == "a or b"
    assert [shortened("good progress", n) for n in (13, 12, 6)] == [
        "good progress",
        "good progre…",
        "good…",
    ]
    assert reason_of(OSError(28, "No space left on device")) == "no space left on device"
    assert reason_of(ValueError("One\nTwo")) == "one"
    assert reason_of(ValueError()) == "valueerror"
