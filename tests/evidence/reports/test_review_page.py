"""The review page of the real report."""

from __future__ import annotations

from pathlib import Path

import irp


def test_the_page_of_the_reference_report_is_small(chelmsford: Path) -> None:
    page = irp.review(chelmsford / "report-weasyprint.pdf")
    assert page.count("data:image/") >= 29
    assert len(page.encode()) < 2_500_000
