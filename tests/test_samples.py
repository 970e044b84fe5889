"""The samples: each PDF gives the record beside it, and the script makes the same files again."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from comparing import differences
from conftest import ROOT
from irp.parser.pipeline import run
from irp.record.vocabulary import Outcome
from irp.source import SourceFile

SAMPLES = ROOT / "samples"
FAILED = {
    "hmp-ashdown-vale-2022": [],
    "hmp-yoi-merrowdale-2022": [],
    "hmp-larkstone-2022": ["IRP-T01"],  # it contradicts itself on purpose
}
"""What each must come to: the checks that fail."""


@pytest.mark.parametrize("name", FAILED)
def test_a_sample_gives_its_record(name: str) -> None:
    extraction = run(SourceFile.from_path(SAMPLES / f"{name}.pdf"))
    assert extraction.report is not None
    truth = json.loads((SAMPLES / f"{name}.expected.json").read_text("utf-8"))
    assert list(differences(truth, extraction.report.model_dump(mode="json"))) == []
    failed = [check.code for check in extraction.checks if check.outcome is Outcome.FAILED]
    assert failed == FAILED[name]
    assert [problem.code for problem in extraction.problems] == ["unknown_establishment"]
    assert extraction.status == ("needs_review" if failed else "verified")


def test_they_are_made_again_byte_for_byte(tmp_path: Path) -> None:
    command = [sys.executable, str(SAMPLES / "make_samples.py"), str(tmp_path)]
    subprocess.run(command, check=True, capture_output=True)
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    kept = {path.name: path.read_bytes() for path in SAMPLES.iterdir() if path.name in made}
    assert {name.partition(".")[0] for name in made} == set(FAILED)
    assert len(made) == 2 * len(FAILED)
    assert made == kept
