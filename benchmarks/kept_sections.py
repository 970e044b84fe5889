"""Sections of docs/accuracy.md that other measurements than the campaign write."""

from __future__ import annotations

import re
from pathlib import Path

PAGE = Path("docs/accuracy.md")
_LAST = "## Terms"
"""The section before which new ones are put."""


def _pattern(heading: str) -> re.Pattern[str]:
    return re.compile(rf"{re.escape(heading)}\n.*?(?=^## |\Z)", re.DOTALL | re.MULTILINE)


def kept(heading: str) -> str:
    """A section as the page has it; empty where it has none."""
    match = _pattern(heading).search(PAGE.read_text("utf-8"))
    return match[0].rstrip() if match else ""


def write(heading: str, text: str) -> None:
    """Write a section into the page, in place of the one with its heading if there is one."""
    page = PAGE.read_text("utf-8")
    section = f"{heading}\n\n{text.strip()}\n\n"
    if heading in page:
        page = _pattern(heading).sub(lambda _: section, page)
    else:
        page = page.replace(_LAST, f"{section}{_LAST}")
    PAGE.write_text(page, "utf-8")
