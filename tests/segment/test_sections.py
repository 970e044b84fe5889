"""Sections: a contents page is none, whether or not it has page numbers."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from dumped import small_review
from irp.parser.layouts.labels import RANKED, UNRANKED
from irp.parser.pipeline import run
from irp.parser.segment.sections import find_headings
from irp.parser.segment.segmenter import house_lines
from irp.parser.segment.traits import labels_of
from irp.parser.text.model import Document
from irp.record.extraction import Extraction
from irp.record.vocabulary import SectionRole
from irp.source import SourceFile
from segment.dumping import lines_of

CONTENTS = """Contents

Section 1 Chief Inspector’s summary

Section 2 Key findings

Section 3 Progress against our concerns

Section 4 Summary of judgements

Appendix I About this report

"""
TEXT = f"""{small_review()}
Appendix I About this report

This is about the report.
"""


def sections(extraction: Extraction) -> list[str]:
    assert extraction.report is not None
    return [section.role for section in extraction.report.sections]


@pytest.mark.parametrize("contents", [CONTENTS, CONTENTS.removeprefix("Contents\n\n")])
def test_a_contents_page_without_page_numbers_is_no_section(contents: str) -> None:
    plain = run(SourceFile.from_bytes(TEXT.encode(), name="plain.txt"))
    listed = run(SourceFile.from_bytes((contents + TEXT).encode(), name="listed.txt"))
    assert sections(listed) == sections(plain)
    assert listed.report is not None
    assert plain.report is not None
    assert listed.report.follow_ups == plain.report.follow_ups
    assert listed.coverage is not None
    assert listed.coverage.unclaimed == 0


@pytest.mark.parametrize(
    ("usual", "other"),
    [
        ("Chief Inspector’s summary", "Summary by the Chief Inspector"),
        ("Key findings", "Our key findings"),
        ("About this report", "About our independent reviews of progress"),
        ("About this report", "About these visits"),
        ("Progress against", "Progress made on"),
        ("Progress against", "Progress in addressing"),
        ("Summary of judgements", "Summary of our judgements"),
        ("Summary of judgements", "Judgements: a summary"),
    ],
)
def test_a_section_may_have_another_title(usual: str, other: str) -> None:
    assert usual in TEXT
    changed = run(SourceFile.from_bytes(TEXT.replace(usual, other).encode(), name="other.txt"))
    plain = run(SourceFile.from_bytes(TEXT.encode(), name="plain.txt"))
    assert changed.report is not None
    assert plain.report is not None
    assert changed.report.follow_ups == plain.report.follow_ups
    assert changed.report.judgement_summary == plain.report.judgement_summary
    assert changed.coverage == plain.coverage


def test_findings_alone_are_no_section() -> None:
    text = "Key findings\n\nS1 We came back.\n\nFindings\n\nMore was found.\n"
    assert [h.title.text for h in find_headings(lines_of(text)).found] == ["Key findings"]


def test_an_appendix_of_another_title_ends_the_section_before_it() -> None:
    text = (
        "Section 3 Progress against our concerns\n\n3.1 It was.\n\n"
        "Appendix II Our way of working\n\nWe go.\n"
    )
    found = find_headings(lines_of(text)).found
    assert [heading.spec.role for heading in found] == ["progress", "appendices"]
    assert found[1].title.text == "Appendix II Our way of working"


def test_where_no_space_is_left_a_title_alone_follows_what_has_ended() -> None:
    text = (
        "Section 3 Progress against our concerns\n3.1 It was.\nReview team\n"
        "3.2 The\nReview team\nmet.\n"
    )
    assert [h.start for h in find_headings(lines_of(text)).found] == [0, 2]


@pytest.mark.parametrize(
    "words",
    [
        "Report on an independent review of progress at HMP Elm by HM Chief\nInspector of Prisons",
        "Printed and published by: Her Majesty’s Inspectorate of Prisons",
    ],
)
def test_who_reports_and_who_publishes_are_house_wording(words: str) -> None:
    lines = lines_of(f"{words}\n\nHMP Elm\n")
    assert [line.text for line in house_lines(lines)] == words.split("\n")


SECOND = """Section 4 Progress against Ofsted themes

Theme 1: Are there enough places to work?

{number} Ofsted considered that the prison had made good progress against this theme.

Section 5 Summary"""


@pytest.mark.parametrize(("number", "outcome"), [("4.1", "passed"), ("4.2", "failed")])
def test_each_body_may_have_a_section_of_progress_with_its_own_numbers(
    number: str, outcome: str
) -> None:
    text = small_review().replace("Section 4 Summary", SECOND.format(number=number))
    extraction = run(SourceFile.from_bytes(text.encode(), name="dump.txt"))
    found = {check.code: check.outcome for check in extraction.checks}
    assert found["IRP-N01"] == outcome
    assert extraction.report
    roles = [section.role.value for section in extraction.report.sections]
    assert roles.count("progress") == 2
    assert not [c.message for c in extraction.checks if c.message and "2 times" in c.message]


@pytest.mark.parametrize(
    "line", ["To: HMPPS", "(To the governor and HMPPS)", "Action by: the governor"]
)
def test_a_line_below_a_recommendation_may_say_whom_it_is_addressed_to(line: str) -> None:
    asked = f"Recommendation: Posts should be filled. (1.31)\n\n{line}\n\n3.1"
    text = small_review().replace("Concern: Staffing was poor.\n\n3.1", asked)
    report = run(SourceFile.from_bytes(text.encode(), name="dump.txt")).report
    assert report
    [follow_up] = report.follow_ups
    assert follow_up.recommendation == "Posts should be filled."
    assert follow_up.references == ["1.31"]
    assert follow_up.addressee
    assert follow_up.addressee in line
    assert not follow_up.sub_headings


@pytest.mark.parametrize(
    ("labels", "ranked"),
    [
        (["Key concern", "Recommendation"], False),
        (["Concern", "Recommendation"], False),
        (["Key concern", "Priority concern", "Recommendation"], True),
        (["Priority concern", "Recommendation"], True),
        (["Key concern"], True),
        ([], True),
    ],
)
def test_key_is_a_rank_where_another_concern_has_priority_or_nothing_is_recommended(
    labels: list[str], ranked: bool
) -> None:
    text = "\n\n".join(f"{label}: Meals were served cold on most days." for label in labels)
    lines = lines_of(f"{text}\n\n3.1 Meals were hot.\n")
    section = SimpleNamespace(role=SectionRole.PROGRESS, lines=lines)
    other = SimpleNamespace(role=SectionRole.SUMMARY, lines=lines_of("Recommendation: A.\n\nb\n"))
    found = labels_of(Document("text/plain", (), "text", "1"), [section, other])  # type: ignore[list-item]
    assert found == (RANKED if ranked else UNRANKED)
