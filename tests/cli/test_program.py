"""The command as a program of its own: streams, signals, terminals, time to start."""

from __future__ import annotations

import json
import os
import pty
import re
import signal
import socket
import subprocess
import time
from pathlib import Path

import pytest
from typer.main import get_command

from cli.running import PROGRAM, environment, program, started
from irp.record.load import parse_records
from irp.render import to_json
from irp_cli.main import app
from irp_cli.start import are_files, main
from library import hostile
from library.records import extraction


@pytest.fixture
def record(tmp_path: Path) -> Path:
    path = tmp_path / "record.json"
    path.write_text(to_json(extraction()), "utf-8")
    return path


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "letter.txt"
    path.write_text("A letter to a friend — “how are you?”\n" * 4000, "utf-8")
    return path


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# ------------------------------------------------------------------ a report


def test_a_report_from_every_way_in_gives_the_same_record(dump: Path, tmp_path: Path) -> None:
    by_name = program("extract", dump)
    assert by_name.returncode == 0
    assert b"report.txt: verified, 4 follow-ups (" in by_name.stderr
    assert by_name.stderr.count(b"\n") == 2  # the other: no list has the invented prison
    piped = program("extract", "-", input=dump.read_bytes())
    assert piped.stdout == by_name.stdout.replace(b'"name": "report.txt"', b'"name": "stdin"', 1)
    to_file = program("extract", dump, "-q", "-o", tmp_path / "out.json")
    assert (to_file.stdout, to_file.stderr) == (b"", b"")
    assert (tmp_path / "out.json").read_bytes() == by_name.stdout
    again = program("check", "-", input=by_name.stdout)
    assert (again.returncode, again.stderr) == (0, b"")


def test_what_cannot_be_a_report_is_one_line_each(tmp_path: Path) -> None:
    others = [tmp_path / f"{number}.txt" for number in range(2)]
    for path in others:
        path.write_text("Report on an unannounced inspection of\nHMP Ashdown Vale\n", "utf-8")
    done = program("extract", *others, "-f", "jsonl")
    assert done.returncode == 3
    lines = done.stderr.decode().splitlines()
    assert len(lines) == len(others)
    for path, line in zip(others, lines, strict=True):
        assert line.startswith(f"{path}: not an independent review of progress")
    found = parse_records(done.stdout.decode())
    assert [one.problems[0].code for one in found] == ["not_an_irp"] * len(others)


def test_a_pdf_that_never_ends_parsing_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "endless.pdf"
    path.write_bytes(hostile.endless())
    done = program("extract", path, "--seconds", "1", "--engine", "pdfplumber")
    assert done.returncode == 3
    assert done.stderr.decode() == (
        f"{path}: reading took longer than 1 s and was stopped (timed_out)\n"
    )
    assert json.loads(done.stdout)["problems"][0]["code"] == "timed_out"


# ------------------------------------------------------------------ streams


def test_the_product_is_utf_8_whatever_the_locale(letter: Path) -> None:
    env = environment(LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    done = program("show", "text", letter, env=env)
    assert done.stdout.decode("utf-8").startswith("A letter to a friend — “how are you?”\n")


def test_a_reader_that_goes_away_is_no_matter(letter: Path) -> None:
    with started("show", "text", letter) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert running.stdout.read(10) == b"A letter t"
        running.stdout.close()
        assert (running.wait(20), running.stderr.read()) == (141, b"")


@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_nothing_is_lost_on_a_slow_pipe(letter: Path, unbuffered: str) -> None:
    env = environment(PYTHONUNBUFFERED=unbuffered)
    with started("show", "text", letter, env=env) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        time.sleep(1.5)  # the pipe is full by now
        assert running.stdout.read().decode() == letter.read_text("utf-8")


def test_a_full_disk_is_one_line(record: Path) -> None:
    with Path("/dev/full").open("wb") as full, started("check", record, stdout=full) as running:
        assert running.stderr is not None
        told = b"irp: standard output cannot be written: no space left on device\n"
        assert (running.wait(20), running.stderr.read()) == (73, told)


@pytest.mark.parametrize(("closed", "code"), [(">&-", 73), ("2>&-", 0), ("<&-", 0)])
def test_closed_streams_are_no_matter(record: Path, closed: str, code: int) -> None:
    command = f'exec "$@" {closed}'
    done = subprocess.run(
        ["sh", "-c", command, "sh", *PROGRAM, "check", str(record)],
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == code
    assert b"Traceback" not in done.stderr
    assert done.stdout == (b"" if code else f"{record}: 18 checks: 18 passed\n".encode())


# ------------------------------------------------------------------ signals


@pytest.mark.parametrize(
    ("number", "code", "told"),
    [(signal.SIGINT, 130, b"irp: interrupted\n"), (signal.SIGTERM, 143, b"")],
)
def test_a_signal_ends_it_in_order(tmp_path: Path, number: int, code: int, told: bytes) -> None:
    endless = tmp_path / "endless.pdf"
    endless.write_bytes(hostile.endless())
    (tmp_path / "letter.txt").write_text("A letter to a friend", "utf-8")
    sources, output = (tmp_path / "letter.txt", endless), tmp_path / "out.jsonl"
    slow = ("--engine", "pdfplumber")
    with started("extract", *sources, "-q", "-f", "jsonl", "-o", output, *slow) as running:
        assert running.stderr is not None
        assert b"letter.txt" in running.stderr.readline()
        time.sleep(0.3)
        running.send_signal(number)
        assert running.wait(10) == code
        assert running.stderr.read() == told
    assert left(tmp_path) == ["endless.pdf", "letter.txt"]


def test_ctrl_c_ends_a_command_that_waits_for_a_pipe_that_nobody_writes(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.json")
    with started("check", tmp_path / "pipe.json") as running:
        time.sleep(1.5)
        assert running.poll() is None
        running.send_signal(signal.SIGINT)
        assert running.wait(5) == 130


def test_ctrl_c_ends_a_batch_whose_scheduler_never_answers(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("A letter to a friend", "utf-8")
    with socket.create_server(("127.0.0.1", 0)) as mute:
        mute.settimeout(60)
        remote = ("--executor", "dask", "--scheduler", f"tcp://127.0.0.1:{mute.getsockname()[1]}")
        with started("batch", tmp_path / "letter.txt", "--out", tmp_path / "out", *remote) as run:
            connection, _ = mute.accept()
            with connection:
                run.send_signal(signal.SIGINT)
                assert run.wait(5) == 130


# ------------------------------------------------------------------ a terminal


def on_terminal(*arguments: str | Path) -> str:
    """What a command says on a terminal of 120 columns."""
    ours, theirs = pty.openpty()
    env = environment(TERM="xterm", COLUMNS="120", NO_COLOR="1")
    with started(*arguments, stderr=theirs, stdout=subprocess.DEVNULL, env=env) as running:
        os.close(theirs)
        parts = []
        try:
            while part := os.read(ours, 4096):
                parts.append(part)
        except OSError:  # how Linux says that the other side of a terminal is closed
            pass
        running.wait(20)
    os.close(ours)
    return re.sub(r"\x1b\[[0-9;]*[mK]", "", b"".join(parts).decode())


def test_a_table_on_a_terminal(tmp_path: Path, dump: Path) -> None:
    (tmp_path / "empty.pdf").touch()
    shown = on_terminal("extract", dump, tmp_path / "empty.pdf")
    rows = [line.split() for line in shown.replace("\r", "\n").split("\n") if line.strip()]
    head = next(row for row in rows if row[:2] == ["source", "status"])
    grades = ["reasonable", "insufficient", "no", "meaningful"]
    assert head[2:10] == ["follow-ups", *grades, "passed", "failed", "unavailable"]
    assert any(row[-9:-3] == ["verified", "4", "1", "1", "2", "15"] for row in rows), rows
    assert "the file is empty (not_a_pdf)" in shown
    assert "reading " in shown


def test_no_table_where_quiet_is_asked_for(dump: Path) -> None:
    assert on_terminal("extract", "--quiet", dump) == ""


# ------------------------------------------------------------------ time to start


@pytest.mark.parametrize("arguments", [["--help"], ["--version"]])
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    """What takes the time is imports; a test of seconds would test the machine."""
    code = (
        "import sys; from irp_cli.main import app\n"
        f"try: app({arguments!r})\n"
        "except SystemExit: pass\n"
        "print({'pydantic', 'pdfplumber', 'pypdfium2', 'regex', 'rich'} & {*sys.modules})"
    )
    done = subprocess.run([PROGRAM[0], "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "set()"


def test_names_of_files_alone_need_no_parser_of_options(dump: Path) -> None:
    code = (
        "import atexit, sys; from irp_cli.start import main\n"
        "seen = lambda: print({'typer', 'pydantic'} & {*sys.modules}, file=sys.stderr)\n"
        f"atexit.register(seen); sys.argv = ['irp', 'extract', {str(dump)!r}]; main()"
    )
    plain = subprocess.run([PROGRAM[0], "-c", code], capture_output=True, check=False)
    parsed = program("extract", dump, "--engine", "auto")
    assert (plain.stdout, plain.returncode) == (parsed.stdout, parsed.returncode)
    assert plain.stderr == parsed.stderr + b"set()\n"


@pytest.mark.parametrize(
    ("arguments", "plain"),
    [
        (["report.pdf", "folder"], True),
        ([], False),
        (["-"], False),
        (["report.pdf", "-q"], False),
        (["https://example.org/report.pdf"], False),
    ],
)
def test_what_needs_a_parser_of_options_gets_it(arguments: list[str], plain: bool) -> None:
    assert are_files(arguments) is plain


def test_every_variable_that_sets_an_option_needs_the_parser(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    command = get_command(app).commands["extract"]  # type: ignore[attr-defined]
    named = [one.envvar for one in command.params if one.envvar]
    assert named
    for name in named:
        with monkeypatch.context() as given:
            given.setenv(str(name), "anything")
            assert not are_files(["report.pdf"])


def test_an_interruption_while_starting_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("irp_cli.start._any", lambda: signal.raise_signal(signal.SIGINT))
    monkeypatch.setattr("sys.argv", ["irp", "--version"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert (ended.value.code, capsys.readouterr().err) == (130, "irp: interrupted\n")
