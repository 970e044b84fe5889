"""What is not an independent review of progress is refused, by the name it gives itself."""

from __future__ import annotations

import pytest

from dumped import small_review
from irp.parser.pipeline import run
from irp.record.vocabulary import Status
from irp.source import SourceFile

OTHERS = {
    "full inspection": "Report on an unannounced inspection of\nHMP Ashdown Vale\n3–14 May 2021",
    "scrutiny visit": "Report on a scrutiny visit to\nHMP Ashdown Vale\n3 and 10 May 2021",
    "action plan": "Action Plan: HMP Ashdown Vale\nAction plan submitted after the inspection",
    "urgent notification": "Urgent Notification: HMP Ashdown Vale\nDear Secretary of State",
    "urgent notification letter": "Urgent Notification\nHMP Ashdown Vale\n3 May 2021",
    "annual report": "HM Chief Inspector of Prisons\nAnnual Report 2021–22",
}
BODY = (
    "\n\n1.1 We said at the last visit, an independent review of progress, that this would be"
    " looked at again.\n\n1.2 It was.\n"
)


@pytest.mark.parametrize("kind", OTHERS)
def test_other_documents_are_named(kind: str) -> None:
    extraction = run(SourceFile.from_bytes((OTHERS[kind] + BODY).encode(), name="other.txt"))
    assert extraction.status is Status.FAILED
    assert extraction.report is None
    assert [problem.code for problem in extraction.problems] == ["not_an_irp"]
    assert kind.split(maxsplit=1)[0] in extraction.problems[0].message


def test_a_title_after_an_empty_page_names_the_document() -> None:
    letter = f"\f\fHMP Ashdown Vale\n1 May 2023\nDear Minister,{BODY}"
    extraction = run(SourceFile.from_bytes(letter.encode(), name="other.txt"))
    assert [problem.code for problem in extraction.problems] == ["not_an_irp"]
    assert "a letter" in extraction.problems[0].message


def test_a_review_without_follow_ups_is_refused_with_the_nearest_lines() -> None:
    title = "Report on an independent review of progress at\nHMP Ashdown Vale"
    text = f"{title}\n\nChapter One\n\nOur concerns were many.\n"
    extraction = run(SourceFile.from_bytes(text.encode(), name="new.txt"))
    [problem] = extraction.problems
    assert problem.code == "unknown_layout"
    assert "no follow-up was found" in problem.message
    assert "“Our concerns were many.” (page 1)" in problem.message


TITLE = "Report on an independent review of progress at HMP Ashdown Vale"
ABOUT_A_REVIEW = {
    "an action plan": f"HMCIP Action Plan\n{TITLE}",
    "a letter": f"3 May 2023\nDear Governor\n{TITLE}\nI enclose the report.",
    "an easy read summary": f"Easy Read\n{TITLE}",
    "a press release": "Press release\nIndependent review of progress at HMP Ashdown Vale",
    "a response to a report": "Response to the independent review of progress at HMP Ashdown Vale",
    "the results of a survey": "HMP Ashdown Vale: survey results\nIndependent review of progress",
}
ELSEWHERE = {
    "Care Quality Commission": "Care Quality Commission\nAshdown Vale Health Centre",
    "Probation": "HM Inspectorate of Probation\nNorthshire",
    "constabulary": "HMICFRS\nAn inspection of Northshire Police",
    "Estyn": "Estyn\nA report on Ysgol Ashdown",
    "by Ofsted": "Ofsted\nMonitoring visit report\nHMP Ashdown Vale",
    "Scotland": "HM Inspectorate of Prisons for Scotland\nReport on HMP Ashdown",
    "court custody": "Report on an inspection visit to court custody facilities in Northshire",
    "short-term holding": "Report on an unannounced inspection of short-term holding facilities",
    "full inspection": "Report on a full unannounced inspection of HMP Ashdown Vale",
    "scrutiny visit": "Short scrutiny visit: women’s prisons",
}
LIKE_A_REVIEW = "\n\n" + small_review(
    "We expect to return for an independent review of progress.",
    "We judged that there was good progress in one concern.",
)


@pytest.mark.parametrize("kind", [*ABOUT_A_REVIEW, *ELSEWHERE])
def test_a_title_page_decides_whatever_the_text_looks_like(kind: str) -> None:
    title = (ABOUT_A_REVIEW | ELSEWHERE)[kind]
    extraction = run(SourceFile.from_bytes((title + LIKE_A_REVIEW).encode(), name="other.txt"))
    assert [problem.code for problem in extraction.problems] == ["not_an_irp"]
    assert kind in extraction.problems[0].message


def test_a_review_without_its_cover_may_speak_of_other_papers() -> None:
    text = LIKE_A_REVIEW.replace(
        "1.1 We", "1.1 After the Urgent Notification letter and an action plan, we"
    )
    extraction = run(SourceFile.from_bytes(text.encode(), name="dump.txt"))
    assert extraction.report is not None
    assert len(extraction.report.follow_ups) == 1


def test_sections_named_after_healthy_prison_tests_are_a_full_inspection() -> None:
    text = LIKE_A_REVIEW + "\nSection 5 Safety\n\n5.1 Text.\n\nSection 6 Respect\n\n6.1 Text.\n"
    extraction = run(SourceFile.from_bytes(text.encode(), name="dump.txt"))
    assert "a full inspection report" in extraction.problems[0].message


def test_a_glossary_at_the_front_does_not_say_what_a_document_is() -> None:
    glossary = "Glossary of terms\n\nCare Quality Commission (CQC)\nIt regulates health care."
    text = f"Crown copyright 2019\n\n{glossary}{BODY}"
    extraction = run(SourceFile.from_bytes(text.encode(), name="dump.txt"))
    [problem] = extraction.problems
    assert problem.code == "unknown_layout"  # there is no more to it, but it is not the CQC's


def test_partners_and_terms_named_on_a_page_without_title_do_not_name_the_document() -> None:
    imprint = (
        "This progress visit was carried out in partnership with the following bodies:\n\n"
        "Care Quality Commission\nOfsted\n\nGlossary of terms\n\n"
        "Care Quality Commission (CQC)\nThe body that registers health care.\n"
    )
    extraction = run(SourceFile.from_bytes((imprint + LIKE_A_REVIEW).encode(), name="dump.txt"))
    assert extraction.report is not None, extraction.problems


def test_a_label_may_have_a_long_addressee() -> None:
    to = "to the governor and the health provider"
    text = LIKE_A_REVIEW.replace("Concern: Staffing", f"Recommendation ({to}): Staffing")
    extraction = run(SourceFile.from_bytes(text.encode(), name="dump.txt"))
    assert extraction.report is not None, extraction.problems
    assert [f.addressee for f in extraction.report.follow_ups] == [to.removeprefix("to ")]


QUOTED = """

Section 1 Progress against our concerns

Leadership

Concern: Staffing was poor.

1.1 We considered that the prison had made good progress against this concern.

Section 2 Summary of judgements

Staffing was poor.
Good progress
"""


@pytest.mark.parametrize("own", ["Section 3 Key findings\n\n3.1 We saw much.\n\n", ""])
def test_what_quotes_a_review_without_its_title_and_its_findings_is_none(own: str) -> None:
    text = f"The independent review of progress at HMP Ashdown Vale judged this:{QUOTED}{own}"
    extraction = run(SourceFile.from_bytes(text.encode(), name="dump.txt"))
    if own:
        assert extraction.report is not None
        return
    [problem] = extraction.problems
    assert problem.code == "not_an_irp"
    assert "neither a chief inspector’s summary nor key findings" in problem.message


def test_an_empty_page_before_a_letter_does_not_hide_what_it_is() -> None:
    text = f"\f3 May 2023\nDear Governor,\nI enclose the report.{LIKE_A_REVIEW}"
    extraction = run(SourceFile.from_bytes(text.encode(), name="letter.txt"))
    assert "a letter" in extraction.problems[0].message
