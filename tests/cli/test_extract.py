"""irp extract: sources in, records out, an exit code that says what became of them."""

from __future__ import annotations

import json
import shlex
import subprocess
from pathlib import Path

import pytest

from cli.running import PROGRAM, irp, program, started
from irp.render import to_json, to_jsonl
from irp.render.digest import to_markdown
from irp.render.table import to_csv
from irp_cli.exit_codes import ExitCode
from library.records import extraction, failed, one_count_too_many

pytestmark = pytest.mark.usefixtures("results")


# ------------------------------------------------------------------ exit codes


@pytest.mark.parametrize(
    ("names", "code"),
    [
        ("good.pdf", 0),
        ("good.pdf good2.pdf", 0),
        ("doubtful.pdf", 1),
        ("good.pdf doubtful.pdf", 1),
        ("bad.pdf", 3),
        ("bad.pdf doubtful.pdf good.pdf", 3),
        ("broken.pdf bad.pdf doubtful.pdf", 70),
    ],
)
def test_the_gravest_result_decides_the_exit_code(names: str, code: int) -> None:
    assert irp("extract", *names.split()).code == code


@pytest.mark.parametrize(
    "arguments",
    [
        "",
        "good.pdf --format xml",
        "good.pdf --seconds 0",
        "good.pdf --engine best",
        "- -",
        "--no-such-option",
    ],
)
def test_wrong_usage(arguments: str) -> None:
    done = irp("extract", *arguments.split())
    assert (done.code, done.out) == (2, "")
    assert "Error" in done.err


def test_a_fault_is_one_line_with_what_to_do_about_it() -> None:
    done = irp("extract", "faulty.pdf")
    assert (done.code, done.out) == (70, "")
    assert done.lines == [
        "irp: internal error: ZeroDivisionError: why not",
        "irp: please report it, with the output of the same command under IRP_DEBUG=1",
    ]


def test_a_traceback_only_where_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IRP_DEBUG", "1")
    assert "Traceback (most recent call last)" in irp("extract", "faulty.pdf").err


def test_an_error_with_a_code_is_one_line() -> None:
    done = irp("extract", "refused.pdf")
    assert (done.code, done.out, done.lines) == (3, "", ["why not (encrypted)"])


def test_an_interruption_has_its_own_exit_code() -> None:
    done = irp("extract", "interrupted.pdf")
    assert (done.code, done.out, done.lines) == (130, "", ["irp: interrupted"])


# ------------------------------------------------------------------ what is written


def test_one_source_is_an_object_and_several_are_an_array() -> None:
    assert irp("extract", "good.pdf").out == to_json(extraction(name="good.pdf"))
    found = json.loads(irp("extract", "good.pdf", "bad.pdf").out)
    assert [one["status"] for one in found] == ["verified", "failed"]


def test_a_directory_is_an_array_whatever_is_in_it(results: Path) -> None:
    (results / "good.pdf").touch()
    assert len(json.loads(irp("extract", ".").out)) == 1


@pytest.mark.parametrize(
    ("form", "render"), [("jsonl", to_jsonl), ("markdown", to_markdown), ("json", to_json)]
)
def test_the_form_can_be_chosen(form: str, render: object) -> None:
    assert callable(render)
    assert irp("extract", "good.pdf", "-f", form).out == render(extraction(name="good.pdf"))


def test_csv_has_one_head_and_the_rows_of_all() -> None:
    found = [extraction(name="good.pdf"), extraction(one_count_too_many, name="doubtful.pdf")]
    done = irp("extract", "good.pdf", "bad.pdf", "doubtful.pdf", "--format", "csv")
    assert done.out == to_csv(found)
    assert "bad.pdf: the file is empty (not_a_pdf)" in done.lines
    assert irp("extract", "good.pdf", "-f", "csv", "--bom").out == to_csv(found[:1], bom=True)


def test_standard_input_is_a_source() -> None:
    done = irp("extract", "-", stdin=b"text")
    assert json.loads(done.out)["source"]["name"] == "stdin"
    assert done.lines[0].startswith("stdin: verified")


# ------------------------------------------------------------------ sources


def test_a_directory_gives_its_pdf_and_text_files_in_order(results: Path) -> None:
    for name in ("good2.PDF", "good1.txt", "good.pdf", ".good.pdf", "good.docx", "more/good.pdf"):
        (results / name).parent.mkdir(exist_ok=True)
        (results / name).touch()
    (results / "good3.pdf").mkdir()
    found = json.loads(irp("extract", str(results)).out)
    assert [one["source"]["name"] for one in found] == ["good.pdf", "good1.txt", "good2.PDF"]


def test_a_directory_without_reports_is_told_in_one_line(results: Path) -> None:
    (results / "empty").mkdir()
    done = irp("extract", "empty")
    assert done.code == 3
    assert done.lines == ["empty: no PDF or text files in empty (nothing_found)"]
    (found,) = json.loads(done.out)
    assert [problem["code"] for problem in found["problems"]] == ["nothing_found"]


def test_a_bad_source_never_stops_the_others() -> None:
    done = irp("extract", "bad.pdf", "good.pdf")
    assert [one["status"] for one in json.loads(done.out)] == ["failed", "verified"]


# ------------------------------------------------------------------ what is said


def test_a_line_for_each_source_says_what_was_found() -> None:
    done = irp("extract", "good.pdf", "doubtful.pdf", "bad.pdf")
    good, doubtful, detail, bad = done.lines
    assert good == (
        "good.pdf: verified, 6 follow-ups (1 significant, 2 good, 2 reasonable, 1 insufficient);"
        " checks: 18 passed"
    )
    assert doubtful.startswith("doubtful.pdf: needs review (in doubt: judgements), 6 follow-ups")
    assert doubtful.endswith("checks: 17 passed, 1 failed")
    assert detail.startswith("doubtful.pdf: IRP-T01 failed: ")
    assert bad == "bad.pdf: the file is empty (not_a_pdf)"


def test_quiet_says_only_what_gave_no_record() -> None:
    done = irp("extract", "good.pdf", "doubtful.pdf", "bad.pdf", "--quiet")
    assert done.lines == ["bad.pdf: the file is empty (not_a_pdf)"]
    assert done.code == 3


def test_names_cannot_steer_the_terminal() -> None:
    done = irp("extract", "\x1b[2J\n/bad.pdf")
    assert done.lines == [r"\x1b[2J\x0a/bad.pdf: the file is empty (not_a_pdf)"]


# ------------------------------------------------------------------ files


def test_a_file_appears_whole(results: Path) -> None:
    done = irp("extract", "good.pdf", "-o", "out.json")
    assert (done.code, done.out) == (0, "")
    assert (results / "out.json").read_text("utf-8") == to_json(extraction(name="good.pdf"))
    assert [path.name for path in results.iterdir()] == ["out.json"]


@pytest.mark.parametrize("name", ["faulty.pdf", "interrupted.pdf"])
def test_a_file_keeps_what_it_had_when_something_goes_wrong(results: Path, name: str) -> None:
    (results / "out.json").write_text("before", "utf-8")
    assert irp("extract", "good.pdf", name, "-o", "out.json").code in (70, 130)
    assert (results / "out.json").read_text("utf-8") == "before"
    assert [path.name for path in results.iterdir()] == ["out.json"]


def test_a_folder_gets_a_file_for_each_source(results: Path) -> None:
    names = ["a/good.pdf", "b/good.pdf", "GOOD.txt", "bad.pdf"]
    irp("extract", *names[:2], names[3], "-o", "out/", "-f", "markdown")
    assert sorted(path.name for path in (results / "out").iterdir()) == [
        "bad.md",
        "good-2.md",
        "good.md",
    ]
    assert (results / "out/good-2.md").read_text("utf-8") == to_markdown(
        extraction(name="good.pdf")
    )
    assert (results / "out/bad.md").read_text("utf-8") == to_markdown(failed())


def test_a_folder_keeps_the_files_that_were_finished(results: Path) -> None:
    (results / "out").mkdir()
    assert irp("extract", "good.pdf", "interrupted.pdf", "good2.pdf", "-o", "out").code == 130
    assert [path.name for path in (results / "out").iterdir()] == ["good.json"]


def test_a_link_is_followed_and_permissions_are_kept(results: Path) -> None:
    target = results / "target.json"
    target.write_text("before", "utf-8")
    target.chmod(0o640)
    (results / "out.json").symlink_to(target)
    irp("extract", "good.pdf", "-o", "out.json")
    assert (results / "out.json").is_symlink()
    assert target.read_text("utf-8") == to_json(extraction(name="good.pdf"))
    assert target.stat().st_mode & 0o777 == 0o640


def test_a_device_is_not_replaced() -> None:
    assert irp("extract", "good.pdf", "-o", "/dev/null").code == 0
    assert Path("/dev/null").is_char_device()


def test_standard_output_can_be_named_as_a_file(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("A letter to a friend", "utf-8")
    wanted = program("extract", letter, "-q").stdout
    assert program("extract", letter, "-q", "-o", "/dev/stdout").stdout == wanted
    with (tmp_path / "all.json").open("wb") as out:
        out.write(b"first\n")
        out.flush()
        with started("extract", letter, "-q", "-o", "/dev/stdout", stdout=out) as run:
            assert run.wait(60) == 3
    assert (tmp_path / "all.json").read_bytes() == b"first\n" + wanted


def test_a_source_is_not_overwritten(results: Path) -> None:
    (results / "good.pdf").write_text("source", "utf-8")
    assert irp("extract", "good.pdf", "-o", "good.pdf").code == 2
    assert (results / "good.pdf").read_text("utf-8") == "source"


@pytest.mark.parametrize("output", ["missing/out.json", "file/out/", "/dev/full", "n" * 300])
def test_an_output_that_cannot_be_written_is_one_line(results: Path, output: str) -> None:
    (results / "file").touch()
    done = irp("extract", "good.pdf", "-q", "-o", output)
    assert (done.code, done.out) == (ExitCode.CANNOT_WRITE, "")
    assert len(done.lines) == 1
    assert "cannot be written: " in done.err
    assert [path.name for path in results.iterdir()] == ["file"]


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("x" * 251 + ".pdf", "x" * 150 + ".json"),
        ("é" * 120 + ".pdf", "é" * 75 + ".json"),
        ("a\nb\x1b.pdf", "a_b_.json"),
    ],
)
def test_odd_names_give_files_all_the_same(
    results: Path, monkeypatch: pytest.MonkeyPatch, name: str, file: str
) -> None:
    monkeypatch.setattr("irp.api.Reader.extract", lambda *_args, **_options: extraction())
    assert irp("extract", name, "-o", "out/").code == 0
    assert [path.name for path in (results / "out").iterdir()] == [file]


# ------------------------------------------------------------------ what is no report


@pytest.mark.parametrize("command", ["extract", "check", "review", "show text"])
def test_standard_input_that_is_closed_is_one_line(command: str) -> None:
    shell = f"{shlex.join(PROGRAM)} {command} - <&-"
    done = subprocess.run(["/bin/sh", "-c", shell], capture_output=True, text=True, check=False)
    assert done.returncode == ExitCode.NO_RECORD
    (line,) = done.stderr.splitlines()
    assert "standard input is closed (unreadable)" in line


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_a_saved_record_is_told_from_a_report(results: Path, form: str) -> None:
    assert irp("extract", "good1.pdf", "good2.pdf", "-f", form, "-o", f"saved.{form}").code == 0
    done = irp("extract", f"saved.{form}", "-q")
    assert done.code == ExitCode.NO_RECORD
    assert "irp check runs its checks again (not_a_pdf)" in done.err


def test_an_address_is_for_irp_batch() -> None:
    done = irp("extract", "https://example.org/report.pdf")
    assert done.code == ExitCode.USAGE
    assert "for an address use irp batch" in " ".join(done.err.split())
