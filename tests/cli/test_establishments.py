"""``--establishments``: a list of one's own; a wrong one is wrong usage."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.running import irp
from conftest import ROOT

SAMPLE = ROOT / "samples" / "hmp-ashdown-vale-2022.pdf"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "own.csv"
    path.write_text("id,name,kind,nomis_code\nashdown,Ashdown Vale,HMP,AVX\n", "utf-8")
    return path


@pytest.mark.parametrize("by", ["option", "environment"])
def test_a_list_of_ones_own_is_used(own: Path, monkeypatch: pytest.MonkeyPatch, by: str) -> None:
    if by == "environment":
        monkeypatch.setenv("IRP_ESTABLISHMENTS", str(own))
        done = irp("extract", SAMPLE)
    else:
        done = irp("extract", SAMPLE, "--establishments", own)
    assert done.code == 0
    found = json.loads(done.out)
    assert found["report"]["establishment"]["nomis_code"] == "AVX"
    assert found["problems"] == []


def test_a_wrong_list_is_wrong_usage_and_nothing_is_read(own: Path) -> None:
    own.write_text("id,name\nA,x\n", "utf-8")
    done = irp("extract", SAMPLE, "--establishments", own)
    assert done.code == 2
    assert "line 2" in done.err
    assert done.out == ""


def test_names_ids_and_codes_are_looked_up(tmp_path: Path) -> None:
    found = irp("establishments", "HMP & YOI Chelmsford", "wwi", "humber")
    assert found.code == 0
    _, *lines = found.out.splitlines()
    assert [line.split()[0] for line in lines] == ["chelmsford", "wandsworth", "humber"]
    assert "merged 2014: wolds" in lines[-1]
    lost = irp("establishments", "Chelmsfort")
    assert (lost.code, lost.out) == (1, "")
    assert lost.err == "Chelmsfort: not known; similar: Chelmsford\n"
    own = tmp_path / "own.csv"
    own.write_text("ID;Name\nkeld;Keld\n", "utf-16")
    assert irp("establishments", "Keld", "--establishments", own).code == 0
    assert len(irp("establishments").out.splitlines()) > 190
