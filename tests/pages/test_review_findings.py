"""What a reader of a review page should look at stands first, with both sides and its place."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect

from irp.record.extraction import Extraction
from irp.record.vocabulary import Outcome
from pages.browsing import Viewer
from pages.looking import WITHIN, apart, chosen, due, lit
from pages.making import Made, written


def test_a_failed_check_stands_first_with_both_sides_and_its_places(
    viewer: Viewer, sample: Made
) -> None:
    (check,) = [c for c in sample.extraction.checks if c.outcome is Outcome.FAILED]
    page = viewer.open(sample.path)
    finding = page.locator(".finding").first
    expect(finding).to_contain_text(check.code)
    expect(finding.locator("dd")).to_have_text([check.expected or "", check.found or ""])
    expect(page.locator(".checks tbody tr").first).to_contain_text(f"{check.code}")
    assert page.locator(".box-check").count() == len(check.places)
    finding.get_by_role("link").click()
    assert apart(lit(page), due(page, sample, check.places)) <= WITHIN


def test_the_summary_stands_beside_the_blocks(viewer: Viewer, sample: Made) -> None:
    report = sample.extraction.report
    assert report is not None
    page = viewer.open(sample.path)
    rows = page.locator(".compared tbody tr")
    assert rows.count() == len(report.judgement_summary)
    for number, entry in enumerate(report.judgement_summary):
        expect(rows.nth(number)).to_contain_text(entry.text)
        expect(rows.nth(number).locator(".tag")).to_have_text("Same")


def test_a_summary_that_differs_is_told(viewer: Viewer, sample: Made) -> None:
    plain = sample.extraction.model_dump()
    summary = plain["report"]["judgement_summary"]
    summary[0]["judgement"] = "good_progress"
    summary[1]["follow_up"] = None
    extraction = Extraction.model_validate(plain)
    page = viewer.open(written(extraction, sample.sheets).path)
    rows = page.locator(".compared tbody tr")
    expect(rows.nth(0).locator(".tag")).to_have_text("Differs")
    expect(rows.nth(1)).to_contain_text("No block matches")
    expect(rows.last).to_contain_text("Not in the summary")


def test_unclaimed_lines_and_problems_are_quoted_and_marked(viewer: Viewer, sample: Made) -> None:
    extraction = doubtful(sample.extraction)
    made = written(extraction, sample.sheets)
    page = viewer.open(made.path)
    expect(page.locator(".verdict")).to_contain_text("4 findings to look at")
    quoted = (sample.sheets[5].text or "")[10:40]
    expect(page.locator(".unclaimed li").first).to_contain_text(quoted)
    expect(page.locator(".finding-note")).to_contain_text("engines_differ")
    assert page.locator(".box-unclaimed").count() == 2
    assert page.locator(".box-problem").count() == 1
    order = []
    for _ in range(5):
        page.keyboard.press("n")
        order += chosen(page)
    assert order[:4] == ["check/IRP-T01", "problem/1", "unclaimed/0", "unclaimed/1"]
    assert order[4] == "/follow_ups/0/judgement/value"


def doubtful(extraction: Extraction) -> Extraction:
    """The same with a note, a problem and two stretches of unclaimed lines."""
    box = (72.0, 100.0, 300.0, 112.0)
    lines: list[dict[str, Any]] = [
        {"page": 6, "start": 10, "end": 40, "box": box},
        {"page": 7, "start": 0, "end": 5, "box": box},
    ]
    plain = extraction.model_dump()
    plain["problems"] = [
        {"code": "engines_differ", "message": "another engine reads it otherwise", "place": None},
        {"code": "short_line", "message": "a line is short", "place": {**lines[0], "page": 8}},
    ]
    plain["coverage"] |= {"unclaimed": 3, "unclaimed_places": lines}
    return Extraction.model_validate(plain)
