"""A small share of each campaign; `make help` names the targets that run them whole."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from conftest import ROOT

sys.path.append(str(ROOT))

from benchmarks.batch import hostile, kills
from benchmarks.batch.sources import write_reports

from batch.hostile_files import FILES

SHARE = (
    "endless.pdf",
    "bomb.pdf",
    "kids-in-a-ring.pdf",
    "arrays-deep.pdf",
    "pages-20000.pdf",
    "encrypted.pdf",
    "truncated.pdf",
    "empty.pdf",
    "damaged-1.pdf",
    "script.pdf",
    "only-a-title.txt",
    "two\nlines.pdf",
    "names-that-lead-out.zip",
    "bomb.zip",
)


def test_there_are_hostile_files_of_every_kind() -> None:
    assert len(FILES) >= 40
    assert set(SHARE) <= set(FILES)


def test_hostile_files_end_in_typed_results_and_harm_nobody(tmp_path: Path) -> None:
    sources = hostile.write_files(tmp_path / "in", SHARE)
    outcome = hostile.run(sources, tmp_path / "out", engine="pdfplumber", seconds=3)
    assert outcome.faults == []
    assert outcome.results >= len(SHARE)
    assert outcome.codes["timed_out"] >= 1
    assert {"encrypted", "truncated", "not_a_pdf", "archive_limit"} <= set(outcome.codes)
    # where an archive of the share asks for one of its files to be put
    assert not Path("/tmp/led-out-5.pdf").exists()


@pytest.mark.parametrize("store", kills.STORES)
def test_a_store_survives_kills_at_random_moments(tmp_path: Path, store: str) -> None:
    sources = write_reports(tmp_path / "in", 3, producer="text-dump")
    tally = kills.campaign(sources, tmp_path, store, kills=2, seed=7)
    assert tally.faults == []
    assert tally.kills == 2
    assert tally.converged >= 1
