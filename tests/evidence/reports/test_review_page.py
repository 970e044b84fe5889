"""The review page of the real report."""

from __future__ import annotations

from pathlib import Path

from pages.making import reviewed


def test_the_page_of_the_reference_report_is_small(chelmsford: Path) -> None:
    made = reviewed(chelmsford / "report-weasyprint.pdf")
    assert len(made.sheets) == 29
    assert all(sheet.image for sheet in made.sheets)
    assert made.path.stat().st_size < 2_500_000
