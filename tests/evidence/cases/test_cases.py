"""Variations of a sample, each with one trap: read right, or reported, as each must be."""

from __future__ import annotations

import json

import pytest

from conftest import ROOT
from evidence.reached import CASES_SHORT
from evidence.running import said
from material import SHARED

FOLDER = SHARED / "cases"
SAMPLE = ROOT / "samples" / "hmp-ashdown-vale-2022.expected.json"


@pytest.mark.timeout(900)
def test_no_more_cases_are_short_of_what_they_must_be() -> None:
    *lines, last = said(FOLDER / "check.py", SAMPLE)
    assert len(lines) >= len(json.loads((FOLDER / "cases.json").read_text("utf-8"))) > 0
    short = [line for line in lines if line.startswith("BAD")]
    assert len(short) <= CASES_SHORT, "\n".join([last, *short])
