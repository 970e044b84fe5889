"""irp extract: the digest, the formats of files and the length of messages."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from cli.running import irp
from irp.render import to_json, to_jsonl
from irp.render.digest import to_markdown
from irp.render.table import to_csv
from irp_cli.output import show_markdown
from irp_cli.talk import cut_list
from library.records import extraction, failed

pytestmark = pytest.mark.usefixtures("results")


def test_a_terminal_shows_the_digest_and_a_pipe_gets_json(monkeypatch: pytest.MonkeyPatch) -> None:
    assert irp("extract", "good.pdf").out == to_json(extraction(name="good.pdf"))
    monkeypatch.setattr("irp_cli.extracting.to_terminal", lambda: True)
    shown = irp("extract", "good.pdf").out
    assert "HMP Larkmoor: independent review of progress" in shown
    assert '"schema_version"' not in shown
    assert max(map(len, shown.splitlines())) <= 80
    assert irp("extract", "good.pdf", "-f", "json").out == to_json(extraction(name="good.pdf"))


def test_text_of_a_report_cannot_control_the_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    show_markdown("a \x1b[2J \x9b31m \u202e b")
    assert not {*"\x1b\x9b\u202e"} & {*capsys.readouterr().out}


@pytest.mark.parametrize("form", ["csv", "jsonl", "md", "json"])
def test_the_ending_of_the_file_says_the_format(results: Path, form: str) -> None:
    assert irp("extract", "good.pdf", "-o", f"out.{form}").code == 0
    found = extraction(name="good.pdf")
    write = {"csv": to_csv([found]), "jsonl": to_jsonl(found), "md": to_markdown(found)}
    assert Path(f"out.{form}").read_text("utf-8") == write.get(form, to_json(found))


@pytest.mark.parametrize("name", ["out.sqlite", "out.docx"])
def test_an_ending_of_no_format_is_refused_unless_a_format_is_named(
    results: Path, name: str
) -> None:
    done = irp("extract", "good.pdf", "-o", name)
    assert (done.code, Path(name).exists()) == (2, False)
    assert f"no format has the ending {Path(name).suffix}" in " ".join(done.err.split())
    assert irp("extract", "good.pdf", "-o", name, "-f", "json").code == 0
    assert irp("extract", "good.pdf", "-o", f"folder-{name}/").code == 0


def test_a_spreadsheet_of_several_reports(results: Path) -> None:
    assert irp("extract", "good.pdf", "bad.pdf", "-f", "xlsx", "-o", "out.xlsx").code == 3
    assert load_workbook("out.xlsx")["judgements"].max_row == 7
    assert irp("extract", "good.pdf", "-f", "xlsx").code == 2


def test_a_long_message_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cli.running.failed", lambda: failed(message="word " * 500))
    (line,) = irp("extract", "bad.pdf").lines
    assert len(line) < 350
    assert line.endswith("…")


def test_many_messages_are_cut_with_a_count() -> None:
    kept = cut_list((f"message {number}" for number in range(30)), 20)
    assert kept[:2] == ["message 0", "message 1"]
    assert kept[19:] == ["… and 11 more, all in the records"]
    assert cut_list(["one", "two"], 2) == ["one", "two"]
