"""``irp review``: one page, where it goes, and what the exit code says."""

from __future__ import annotations

import sys
import webbrowser
from pathlib import Path

import pytest

import irp as library
from cli.running import irp
from conftest import ROOT
from irp.api import Reader
from irp.errors import MissingExtraError
from irp.pages import review as pages
from irp_cli.exit_codes import ExitCode

SAMPLE = ROOT / "samples" / "hmp-larkstone-2022.pdf"
VERIFIED = ROOT / "samples" / "hmp-ashdown-vale-2022.pdf"


@pytest.fixture(scope="module")
def dump(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A text dump of a sample: quick to read, nothing to draw."""
    path = tmp_path_factory.mktemp("dump") / "ashdown.txt"
    with Reader() as reader:
        path.write_text(reader.view(VERIFIED, "text"), "utf-8")
    return path


def test_the_page_is_written_where_asked_and_the_exit_code_is_that_of_the_record(
    tmp_path: Path,
) -> None:
    run = irp("review", SAMPLE, "-o", tmp_path / "review.html")
    page = (tmp_path / "review.html").read_text("utf-8")
    assert run.code == ExitCode.NEEDS_REVIEW
    assert run.out == ""
    assert "IRP-T01 failed" in run.err
    assert page.startswith("<!doctype html>")
    assert "HMP Larkstone" in page
    assert page.count('src="data:image/') == 22
    assert [path.name for path in tmp_path.iterdir()] == ["review.html"]


def test_standard_output_carries_the_page_and_nothing_else(dump: Path) -> None:
    run = irp("review", dump)
    assert run.out.startswith("<!doctype html>")
    assert run.out.endswith("</html>\n")
    assert "follow-ups" in run.err


def test_standard_input_is_read(dump: Path) -> None:
    run = irp("review", "-", "--quiet", stdin=dump.read_bytes())
    assert "<dd>stdin</dd>" in run.out


def test_a_folder_gets_a_file_named_after_the_source(dump: Path, tmp_path: Path) -> None:
    irp("review", dump, "-o", f"{tmp_path}/pages/")
    assert [path.name for path in (tmp_path / "pages").iterdir()] == ["ashdown.html"]


def test_a_source_without_a_record_gives_a_page_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7 no more")
    run = irp("review", tmp_path / "broken.pdf", "-o", tmp_path / "review.html")
    assert run.code == ExitCode.NO_RECORD
    assert "truncated" in run.err
    page = (tmp_path / "review.html").read_text("utf-8")
    assert "Why there is no record" in page
    assert "truncated" in page


def test_a_file_that_is_not_there_gives_a_page_all_the_same(tmp_path: Path) -> None:
    run = irp("review", tmp_path / "missing.pdf", "-o", tmp_path / "review.html")
    assert run.code == ExitCode.NO_RECORD
    assert "no such file" in (tmp_path / "review.html").read_text("utf-8")


def test_open_shows_the_page(dump: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    def open_address(address: str) -> bool:
        opened.append(address)
        return True

    monkeypatch.setattr(webbrowser, "open", open_address)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    run = irp("review", dump, "--open")
    assert run.out == ""
    (page,) = tmp_path.rglob("*.html")
    assert opened == [page.as_uri()]
    irp("review", dump, "--open", "-o", tmp_path / "named.html")
    assert opened[1:] == [(tmp_path / "named.html").as_uri()]


def test_where_no_browser_opens_the_page_is_named(
    dump: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webbrowser, "open", lambda _: False)
    run = irp("review", dump, "--open", "-o", tmp_path / "named.html")
    assert f"no browser could be opened; the page is {tmp_path / 'named.html'}" in run.err


def test_the_source_is_never_overwritten(dump: Path) -> None:
    before = dump.read_bytes()
    run = irp("review", dump, "-o", dump)
    assert run.code == ExitCode.USAGE
    assert dump.read_bytes() == before


def test_a_terminal_is_not_flooded(dump: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from irp_cli.commands import review

    monkeypatch.setattr(review, "to_terminal", lambda: True)
    run = irp("review", dump)
    assert run.code == ExitCode.USAGE
    assert run.out == ""
    assert "-o" in run.err


def test_without_the_extra_the_error_says_what_to_install(
    dump: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "jinja2", None)
    pages._template.cache_clear()
    run = irp("review", dump)
    assert "pip install '.[pages]'" in run.err
    assert run.out == ""
    with pytest.raises(MissingExtraError):
        library.review(dump)


def test_the_library_gives_the_page_that_the_command_writes(dump: Path) -> None:
    assert library.review(dump) == irp("review", dump).out
