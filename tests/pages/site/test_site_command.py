"""``irp site``: what it says, what it writes, how it ends."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from cli.running import irp
from irp.record.extraction import Extraction
from irp.stores import write_store


@pytest.fixture
def data(extractions: Sequence[Extraction], tmp_path: Path) -> Path:
    write_store(f"{tmp_path}/data/", [*extractions[:2], extractions[-1]])
    return tmp_path / "data"


def test_a_data_folder_becomes_a_site(data: Path, tmp_path: Path) -> None:
    run = irp("site", data, "--out", tmp_path / "site", "--title", "Our reviews")
    assert run.code == 0
    assert run.out == ""
    assert "2 reports" in run.err
    assert "1 source without a record" in run.err
    assert "Our reviews" in (tmp_path / "site" / "index.html").read_text("utf-8")
    again = irp("site", data, "--out", tmp_path / "site", "--quiet")
    assert (again.code, again.err) == (0, "")


def test_a_folder_of_somebody_else_is_wrong_usage(data: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "index.html").write_text("mine", "utf-8")
    run = irp("site", data, "--out", tmp_path / "mine")
    assert run.code == 2
    assert "did not make it" in " ".join(run.err.split())
    assert (tmp_path / "mine" / "index.html").read_text("utf-8") == "mine"


def test_data_without_a_record_are_nothing_to_do(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    run = irp("site", tmp_path / "data", "--out", tmp_path / "site")
    assert run.code == 4
    assert "there is no record in the data" in run.err
    assert not (tmp_path / "site").exists()


def test_data_that_are_not_there_or_no_records_are_told(tmp_path: Path) -> None:
    run = irp("site", tmp_path / "nowhere", "--out", tmp_path / "site")
    assert run.code == 3
    assert "there is no store" in run.err
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "one.json").write_text("{}", "utf-8")
    run = irp("site", tmp_path / "data", "--out", tmp_path / "site")
    assert run.code == 3
    assert "one.json" in run.err
    assert not (tmp_path / "site").exists()


def test_a_base_address_that_is_none_is_wrong_usage(data: Path, tmp_path: Path) -> None:
    run = irp("site", data, "--out", tmp_path / "site", "--base-url", "javascript:alert(1)")
    assert run.code == 2
    assert "no address of the web" in run.err


def test_the_address_for_mistakes_is_on_the_pages(data: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    assert irp("site", data, "--out", site, "--contact", "data@example.org").code == 0
    assert "mailto:data@example.org" in (site / "method.html").read_text("utf-8")
    done = irp("site", data, "--out", site, "--contact", "javascript:alert(1)")
    assert done.code == 2
    assert "neither a web nor an e-mail address" in done.err.replace("\n", " ")
