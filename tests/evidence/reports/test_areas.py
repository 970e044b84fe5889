"""Every heading of the real report and of the forms of others has a theme, or is listed here."""

from __future__ import annotations

import json
from typing import Any

from irp.areas import packaged
from material import SHARED

UNKNOWN: set[str] = set()
"""Headings without a theme, or of several."""


def test_every_heading_has_a_theme(expected: dict[str, Any]) -> None:
    headings = {item["area"] for item in expected["follow_ups"]}
    truths = sorted((SHARED / "forms").glob("*.truth.json"))
    assert truths
    for path in truths:
        headings |= {item.get("area") for item in json.loads(path.read_text("utf-8"))["items"]}
    known = {heading for heading in headings if heading}
    assert len(known) > 10
    assert {one for one in known if packaged().place(one).theme is None} == UNKNOWN
