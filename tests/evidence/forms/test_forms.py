"""Small reports of others, one feature each, against their truths."""

from __future__ import annotations

import re

import pytest

from evidence.reached import FORMS_RIGHT, FORMS_SILENT
from evidence.running import said
from material import SHARED

SCRIPT = SHARED / "forms" / "check.py"


@pytest.mark.timeout(900)
def test_no_fewer_reports_are_right_and_no_more_are_silently_wrong() -> None:
    *lines, last = said(SCRIPT)
    counted = {name: int(count) for name, count in re.findall(r"'(\w+)': (\d+)", last)}
    assert sum(counted.values()) == len(list(SCRIPT.parent.glob("*.truth.json"))) > 0
    report = "\n".join([last, *lines])
    assert counted.get("right", 0) >= FORMS_RIGHT, report
    assert counted.get("SILENT", 0) <= FORMS_SILENT, report
