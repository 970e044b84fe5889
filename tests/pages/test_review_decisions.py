"""Decisions on a review page: made by keyboard, saved as lines, applied."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from irp.decisions.applying import apply
from irp.decisions.file import Decisions, add, parse
from irp.pages.review import build_review
from irp.record.decision import Decision
from irp.record.extraction import Extraction, Problem
from irp.record.vocabulary import Status
from irp.show.page_images import Sheet
from library.records import extraction, failed, one_count_too_many
from pages.browsing import Viewer, violations
from pages.hostile import PAYLOADS, hostile_extraction
from pages.making import Made, written

FINDINGS, REPORTS = 64, 10


def saved(page: Page) -> list[Decision]:
    """What the page saves, by its key."""
    with page.expect_download() as download:
        page.keyboard.press("s")
    found, bad = parse(Path(download.value.path()).read_bytes())
    assert bad == []
    return found


def answer(page: Page, because: str, by: str | None = None) -> None:
    """Fill in what the dialog asks for, and decide."""
    page.keyboard.type(because)
    if by is not None:
        page.keyboard.press("Tab")
        page.keyboard.type(by)
    page.keyboard.press("Enter")


def test_decisions_are_made_by_keyboard_saved_and_applied(viewer: Viewer, sample: Made) -> None:
    page = viewer.open(sample.path)
    page.keyboard.press("n")
    page.keyboard.press("a")
    answer(page, "the report is wrong", "A. Reader")
    page.keyboard.press("n")
    page.keyboard.press("n")
    page.keyboard.press("c")
    page.keyboard.press("Control+a")
    page.keyboard.type("good_progress")
    page.keyboard.press("Tab")
    answer(page, "as on page 9")
    assert "2 decided, not saved" in page.locator("#tray").inner_text()
    accepted, corrected = saved(page)
    assert "2 decided, saved" in page.locator("#tray").inner_text()
    assert (accepted.by, corrected.by) == ("A. Reader", "A. Reader")
    assert str(corrected.place) == "/follow_ups/0/judgement/value"
    assert corrected.place
    assert corrected.place.words
    record = apply(sample.extraction, [accepted])
    assert [one.state.value for one in record.decisions] == ["applied"]
    record = apply(sample.extraction, [corrected])
    assert [one.state.value for one in record.decisions] == ["applied"]


def test_escape_closes_the_dialog_and_keeps_what_is_chosen(viewer: Viewer, sample: Made) -> None:
    page = viewer.open(sample.path)
    page.keyboard.press("n")
    page.keyboard.press("a")
    assert page.locator("#decide").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#decide").is_visible()
    assert page.locator("#tray-accept").is_enabled()
    assert page.locator("#tray-save").is_disabled()


def test_notes_and_a_rejection_are_made_by_keyboard(viewer: Viewer, sample: Made) -> None:
    page = viewer.open(sample.path)
    page.keyboard.press("m")
    assert page.get_by_label("Note", exact=True).is_visible()
    answer(page, "seen in print", "A. Reader")
    page.keyboard.press("n")
    page.keyboard.press("m")
    answer(page, "so it is printed")
    page.keyboard.press("a")
    answer(page, "the report is wrong")
    page.keyboard.press("r")
    answer(page, "a draft")
    made = saved(page)
    about = [(one.decision.value, one.place.code if one.place else None) for one in made]
    assert about == [("note", None), ("note", "IRP-T01"), ("accept", "IRP-T01"), ("reject", None)]
    record = apply(sample.extraction, made[:3])
    assert [one.state.value for one in record.decisions] == ["applied"] * 3
    assert apply(sample.extraction, made).problems[0].code == "rejected"


def test_a_source_without_a_record_has_a_tray_for_notes_and_a_rejection(
    viewer: Viewer, tmp_path: Path
) -> None:
    letter = failed()
    source = letter.source.model_copy(update={"sha256": "0" * 64})
    letter = letter.model_copy(update={"source": source})
    page = viewer.open(written(letter, []).path)
    assert not page.locator("#tray-accept").is_visible()
    for button in ("note", "reject"):
        page.locator(f"#tray-{button}").focus()
        page.keyboard.press("Enter")
        answer(page, "a letter", "A. Reader" if button == "note" else None)
    assert violations(page) == []
    page.locator("#tray-save").focus()
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    made = parse(Path(download.value.path()).read_bytes())[0]
    after = apply(letter, made)
    assert [one.state.value for one in after.decisions] == ["applied", "applied"]
    assert after.problems[0].code == "rejected"
    page = viewer.open(written(after, []).path)
    assert page.locator("#decided").inner_text().count("letter") == 2


def doubtful(number: int, problems: int) -> Extraction:
    """A report with a failed check and some doubts."""
    record = extraction(one_count_too_many, name=f"report-{number}.pdf")
    doubts = [
        Problem(code="unclaimed_lines", message=f"a line of report {number}: “{n}”")
        for n in range(problems)
    ]
    source = record.source.model_copy(update={"sha256": f"{number:064x}"})
    update = {"source": source, "problems": doubts, "status": Status.NEEDS_REVIEW}
    return record.model_copy(update=update)


def test_all_findings_of_ten_reports_are_decided(viewer: Viewer, tmp_path: Path) -> None:
    each = (FINDINGS - REPORTS) // REPORTS
    more = FINDINGS - REPORTS * (1 + each)
    records = [doubtful(n, each + (n < more)) for n in range(REPORTS)]
    for record in records:
        page = viewer.open(written(record, []).path)
        for number in range(page.locator("button.accept").count()):
            page.locator("button.accept").nth(number).focus()
            page.keyboard.press("Enter")
            answer(page, f"looked at {number}", None if number else "A. Reader")
        page.locator("#tray-save").focus()
        with page.expect_download() as download:
            page.keyboard.press("Enter")
        add(tmp_path / "decisions.jsonl", parse(Path(download.value.path()).read_bytes())[0])
        # A browser may hold back the next download of a window that has just made one.
        page.context.close()
    decisions = Decisions(parse((tmp_path / "decisions.jsonl").read_bytes())[0])
    assert len(decisions) == FINDINGS
    after = [apply(record, decisions.about(record.source.sha256)) for record in records]
    assert {one.status for one in after} == {Status.REVIEWED}
    page = viewer.open(written(after[-1], []).path)
    assert f"{1 + each} findings, all accepted" in page.locator(".verdict").inner_text()


@pytest.mark.parametrize("payload", PAYLOADS[:3])
def test_hostile_text_in_a_decision_is_text(viewer: Viewer, tmp_path: Path, payload: str) -> None:
    path = tmp_path / "page.html"
    path.write_text(build_review(hostile_extraction(payload), [Sheet(1, payload)]), "utf-8")
    page = viewer.open(path)
    problem = Problem(code="odd_heading", message=payload)
    record = doubtful(0, 1).model_copy(update={"problems": [problem]})
    page = viewer.open(written(record, [Sheet(1, payload)]).path)
    page.locator("button.accept").last.focus()
    page.keyboard.press("Enter")
    answer(page, payload, payload)
    (made,) = saved(page)
    assert (made.because, made.by, made.read) == (payload, payload, payload)
    assert payload in page.locator("#tray-list").inner_text()
    after = apply(record, [made])
    page = viewer.open(written(after, [Sheet(1, payload)]).path)
    assert "2 findings to look at" in page.locator(".verdict").inner_text()
    assert payload in page.locator(".accepted").inner_text()


def test_the_tray_and_the_dialog_are_accessible(viewer: Viewer, sample: Made) -> None:
    page = viewer.open(sample.path)
    page.keyboard.press("n")
    page.keyboard.press("c")
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    assert violations(page) == []
