"""irp batch: what it says, its exit codes, and how it ends when it is told to."""

from __future__ import annotations

import json
import re
import signal
import subprocess
from pathlib import Path

import pytest

from batch.making import content, files, made_up, rows
from cli.running import PROGRAM, environment, irp, program, started
from cli.test_program import on_terminal
from irp.batch.output.lock import locked
from irp.stores import read_store
from library import hostile


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder to work in, where a source's first word decides the result."""
    monkeypatch.setattr("irp.isolation.worker.Worker.read", made_up)
    monkeypatch.chdir(tmp_path)
    return tmp_path


# ------------------------------------------------------------------ exit codes


@pytest.mark.parametrize(
    ("contents", "code"),
    [
        (["good"], 0),
        (["good", "good too"], 0),
        (["good", "doubtful"], 1),
        (["good", "doubtful", "bad"], 3),
        (["good", "faulty", "bad"], 70),
    ],
)
def test_the_gravest_result_decides_the_exit_code(
    here: Path, contents: list[str], code: int
) -> None:
    files(here / "in", **{f"r{n}": text for n, text in enumerate(contents)})
    assert irp("batch", "in", "--out", "out").code == code
    assert irp("batch", "in", "--out", "out").code == code  # of what is skipped, too


@pytest.mark.parametrize("source", ["empty", "*.pdf", "empty/**/*.pdf"])
def test_nothing_that_matches_has_its_own_exit_code(here: Path, source: str) -> None:
    (here / "empty").mkdir()
    done = irp("batch", source, "--out", "out")
    assert done.code == 4
    assert "(nothing_found)" in done.err


def test_an_argument_that_names_nothing_beside_others_is_a_source_without_record(
    here: Path,
) -> None:
    files(here / "in", a="good")
    done = irp("batch", "in", "gone.pdf", "*.pdf", "--out", "out")
    assert done.code == 3
    assert "gone.pdf: the file cannot be read: no such file or directory (unreadable)" in done.err
    assert [one.source.name for one in read_store("out")] == ["a.txt"]


@pytest.mark.parametrize(
    "arguments",
    [
        "--out out",
        "in",
        "in --out out --jobs 0",
        "in --out out --engine best",
        "in --out out --executor cloud",
        "in --out out --executor dask",
        "in --out out --scheduler tcp://127.0.0.1:1",
        "--from - --from - --out out",
        "--from gone.list --out out",
        "in --out out --seconds 0",
        "in --out s3://bucket/out --site",
    ],
)
def test_wrong_usage(here: Path, arguments: str) -> None:
    files(here / "in", a="good")
    done = irp("batch", *arguments.split())
    assert (done.code, done.out) == (2, "")
    assert not (here / "out").exists()


def test_another_run_in_the_same_store_is_told(here: Path) -> None:
    files(here / "in", a="good")
    (here / "out").mkdir()
    with locked(here / "out" / ".irp-batch.lock"):
        done = irp("batch", "in", "--out", "out")
    assert (done.code, "another run is writing there" in done.err) == (6, True)


def test_an_output_that_cannot_be_written_is_told(here: Path) -> None:
    files(here / "in", a="good")
    done = irp("batch", "in", "--out", "in/a.txt/store")
    assert done.code == 73
    assert "cannot be written: not a directory" in done.err


# ------------------------------------------------------------------ what it says


def test_off_a_terminal_each_source_is_a_line_and_counts_end_it(here: Path) -> None:
    files(here / "in", a="good", b="doubtful", c="bad", d="good")
    done = irp("batch", "in", "--out", "out", "--jobs", "1")
    assert done.out == ""
    assert {line.partition("(duplicate)")[0] for line in done.lines} > {
        "in/a.txt: verified",
        "in/b.txt: needs review (in doubt: judgements)",
        "in/c.txt: not an IRP (not_an_irp)",
        "in/d.txt: same bytes as in/a.txt ",
    }
    assert sum(line.startswith("in/b.txt: IRP-T01 failed: ") for line in done.lines) == 1
    assert "layout none: 1 failed" in done.lines
    assert "1 verified, 1 needs review, 1 failed; 3 inserted, 1 duplicate" in done.lines
    assert done.lines[-1].endswith("problems: 3; report: out/run.json")


def test_quiet_says_only_what_has_no_record(here: Path) -> None:
    files(here / "in", a="good", b="doubtful", c="bad")
    done = irp("batch", "in", "gone.pdf", "--out", "out", "-q")
    assert sorted(line.partition(":")[0] for line in done.lines) == ["gone.pdf", "in/c.txt"]


def test_a_second_run_says_that_all_is_done(here: Path) -> None:
    files(here / "in", a="good")
    irp("batch", "in", "--out", "out")
    assert "1 verified; 1 skipped" in irp("batch", "in", "--out", "out").lines
    for again in ("--again", "--no-resume"):
        assert "1 verified; 1 unchanged" in irp("batch", "in", "--out", "out", again).lines


def test_sources_may_come_from_lists(here: Path) -> None:
    files(here / "in", a="good a", b="good b", c="good c")
    (here / "list").write_text("# reports\nin/a.txt\n\nin/b.*\n", "utf-8")
    done = irp("batch", "--from", "list", "--from", "-", "--out", "o", stdin=b"in/c.txt\n")
    assert done.code == 0
    assert [one.source.name for one in read_store("o")] == ["a.txt", "b.txt", "c.txt"]


def test_an_empty_list_is_nothing_to_do(here: Path) -> None:
    assert irp("batch", "--from", "-", "--out", "out", stdin=b"").code == 4


def test_names_cannot_steer_the_terminal(here: Path) -> None:
    files(here / "in", **{"a\x1b[2J\n": "bad"})
    assert "\x1b" not in irp("batch", "in", "--out", "out").err


@pytest.mark.parametrize("out", ["out.sqlite", "out.jsonl"])
def test_a_file_has_its_companions_beside_it(here: Path, out: str) -> None:
    files(here / "in", a="good", b="bad")
    assert irp("batch", "in", "--out", out).code == 3
    assert [one.source.name for one in read_store(out)] == ["a.txt", "b.txt"]
    assert rows(here / f"{out}.problems.jsonl")[-1]["code"] == "not_an_irp"
    assert json.loads((here / f"{out}.run.json").read_text("utf-8"))["counts"]["inserted"] == 2
    assert irp("batch", "in", "--out", out).lines[-2].endswith("1 unchanged, 1 skipped")


# ------------------------------------------------------------------ as a program


def test_a_bar_and_a_table_on_a_terminal(tmp_path: Path, dump: Path) -> None:
    (tmp_path / "empty.pdf").touch()
    shown = on_terminal("batch", dump, tmp_path / "empty.pdf", "--out", tmp_path / "out")
    shown = re.sub(r"\x1b\[\??[0-9;]*[A-Za-z]", "", shown)
    lines = [line.split() for line in shown.replace("\r", "\n").split("\n") if line.strip()]
    assert ["layout", "verified", "failed"] in lines
    assert ["recommendations_2021", "1", "·"] in lines
    assert ["all", "1", "1"] in lines
    assert "2/2" in shown
    assert "the file is empty (not_a_pdf)" in shown


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_ends_it_in_order_and_keeps_what_is_done(
    tmp_path: Path, number: int, code: int
) -> None:
    sources = files(tmp_path / "in", a="A letter to a friend", b="Another letter")
    (sources / "endless.pdf").write_bytes(hostile.endless())
    out = tmp_path / "out"
    with started("batch", sources, "--out", out, "--jobs", "2", "--engine", "pdfplumber") as run:
        assert run.stderr is not None
        told = [run.stderr.readline(), run.stderr.readline()]
        assert all(b"letter" in line or b"txt" in line for line in told)
        run.send_signal(number)
        assert run.wait(10) == code
        rest = run.stderr.read()
    assert b"stopped after 2 of 3 sources; they are kept: run it again to go on" in rest
    assert b"Traceback" not in rest
    assert [one.source.name for one in read_store(out)] == ["a.txt", "b.txt"]
    assert json.loads((out / "run.json").read_text("utf-8"))["outcome"] == "interrupted"
    assert {path.name for path in out.rglob("*") if path.name.startswith(".")} == {
        ".irp-batch.index"
    }
    left = subprocess.run(["pgrep", "-s", str(run.pid)], capture_output=True, check=False).stdout
    assert left == b""


def test_a_full_device_is_one_line(tmp_path: Path) -> None:
    """No file may be larger than some bytes: as on a full disk, writing ends in the middle."""
    sources = files(tmp_path / "in", **{f"r{n}": f"A letter number {n}" for n in range(5)})
    out = tmp_path / "out"
    limited = ["sh", "-c", 'ulimit -f 2; exec "$@"', "sh"]
    command = [*limited, *PROGRAM, "batch", str(sources), "--out", str(out), "-q"]
    done = subprocess.run(command, capture_output=True, check=False, env=environment())
    assert done.returncode == 73
    last = done.stderr.decode().splitlines()[-1]
    assert last.startswith("irp: ")
    assert last.endswith("cannot be written: file too large")
    for name, data in content(out).items():
        assert data.endswith(b"\n"), name
    assert program("batch", sources, "--out", out, "-q").returncode == 3
    program("batch", sources, "--out", tmp_path / "undisturbed", "-q")
    assert content(out) == content(tmp_path / "undisturbed")
