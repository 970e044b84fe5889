"""The clean report passes every check, and a check never passes on nothing."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from checks.clean import Plain, Plant, clean, clean_evidence, evidence
from irp.parser.checks import CHECKS, run
from irp.record.extraction import Check
from irp.record.vocabulary import Outcome

CODES = (
    "IRP-S01 IRP-S02 IRP-N01 IRP-J01 IRP-J02 IRP-T01 IRP-T02 IRP-T03 IRP-T04 IRP-M01 IRP-M02"
    " IRP-X01 IRP-X02 IRP-D01 IRP-E01 IRP-V01 IRP-V02 IRP-V03"
).split()


def outcome(code: str, plant: Plant) -> Check:
    """One check's outcome on the changed report."""
    return next(check for check in run(clean_evidence(plant)) if check.code == code)


def emptied(plain: Plain) -> Plain:
    """The report without anything that could be held against anything."""
    report: dict[str, Any] = plain["report"]
    for field in ("follow_ups", "judgement_summary", "sections", "figures", "previous_inspections"):
        report[field] = []
    report |= {"visit": None, "report_date": None, "followed_up_inspection": None}
    report["positive_practice"] = report["outcome_witnesses"] = []
    for part in ("summary", "key_findings"):
        report[part]["paragraphs"] = []
    plain["stated"] = {}
    plain["seen"] = None
    plain["coverage"] = dict.fromkeys(plain["coverage"], 0) | {"unclaimed_places": []}
    return plain


def test_all_are_there_in_order() -> None:
    assert [definition.code for definition in CHECKS] == CODES
    assert len({definition.title for definition in CHECKS}) == len(CODES)


def test_the_clean_report_passes_every_check() -> None:
    checks = run(clean_evidence())
    assert {check.code: check.outcome for check in checks} == dict.fromkeys(CODES, Outcome.PASSED)
    assert all(check.message for check in checks)


def test_nothing_passes_on_nothing() -> None:
    checks = run(evidence(emptied(clean())))
    assert not [check.code for check in checks if check.outcome in (Outcome.PASSED, Outcome.FAILED)]
    assert all(check.message for check in checks)


def test_every_check_is_documented() -> None:
    page = Path(__file__).resolve().parents[2] / "docs" / "checks.md"
    headings = re.findall(r"^## (IRP-\w\d\d) (.+)$", page.read_text("utf-8"), re.MULTILINE)
    assert headings == [(definition.code, definition.title) for definition in CHECKS]


NOT_APPLICABLE: list[tuple[str, Plant]] = [
    ("IRP-E01", lambda p: p["stated"].update(names=[])),
    ("IRP-T02", lambda p: (p["stated"].update(captions=[]), p["report"].update(figures=[]))),
    ("IRP-T03", lambda p: p["stated"].update(followed_up=[])),
    ("IRP-T04", lambda p: p["stated"].update(prose=[])),
    (
        "IRP-X01",
        lambda p: (
            p["report"].update(positive_practice=[]),
            p["report"]["key_findings"]["paragraphs"][2].update(text="A kitchen was thriving."),
        ),
    ),
    ("IRP-X02", lambda p: [f.update(references=[]) for f in p["report"]["follow_ups"]]),
    ("IRP-J02", lambda p: [f.update(body="estyn") for f in p["report"]["follow_ups"]]),
    ("IRP-V01", lambda p: p.update(seen=None)),
    ("IRP-V02", lambda p: [f.update(counts=[]) for f in p["report"]["figures"]]),
    ("IRP-V02", lambda p: [
        c.update(witness="picture", count=9) for f in p["report"]["figures"] for c in f["counts"]
    ]),
    ("IRP-V03", lambda p: p["report"].update(
        outcome_witnesses=p["report"]["outcome_witnesses"][:2])),
    ("IRP-V03", lambda p: [
        given.update(witness="picture", outcomes={"Safety": "Reasonably good"})
        for given in p["report"]["outcome_witnesses"][2:]
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("code", "plant"), NOT_APPLICABLE)
def test_a_check_without_a_subject_does_not_apply(code: str, plant: Plant) -> None:
    check = outcome(code, plant)
    assert check.outcome is Outcome.NOT_APPLICABLE
    assert check.message


def _without_counts_of(body: str) -> Plant:
    def plant(plain: Plain) -> None:
        counts = plain["stated"]["counts"]
        plain["stated"]["counts"] = [count for count in counts if count["body"] != body]

    return plant


UNAVAILABLE: list[tuple[str, Plant]] = [
    ("IRP-S01", lambda p: p.update(layout="unheard_of")),
    ("IRP-N01", lambda p: p["report"]["summary"].update(paragraphs=[])),
    ("IRP-T01", _without_counts_of("ofsted")),
    ("IRP-T01", lambda p: p["stated"]["counts"].pop(1)),
    ("IRP-T02", lambda p: p["stated"].update(captions=[])),
    ("IRP-T02", lambda p: [c.update(body=None) for c in p["stated"]["captions"]]),
    ("IRP-T03", lambda p: (p["stated"]["followed_up"].pop(), p["stated"].update(
        captions=[], counts=[]))),
    ("IRP-M01", lambda p: p["report"].update(judgement_summary=[])),
    ("IRP-M02", lambda p: p["report"].update(judgement_summary=[])),
    ("IRP-M02", lambda p: [e.update(judgement=None) for e in p["report"]["judgement_summary"]]),
    ("IRP-D01", lambda p: p["report"].update(
        visit=None, previous_inspections=[], followed_up_inspection=None)),
    ("IRP-V01", lambda p: p["seen"].update(pages=0)),
    ("IRP-V02", lambda p: (
        p["report"]["follow_ups"][0].update(judgement=None),
        p["report"]["figures"][0]["counts"][0].update(count=2),
        p["report"]["figures"][0]["counts"][1].update(count=2),
    )),
]  # fmt: skip


@pytest.mark.parametrize(("code", "plant"), UNAVAILABLE)
def test_a_check_whose_witness_is_missing_is_unavailable(code: str, plant: Plant) -> None:
    check = outcome(code, plant)
    assert check.outcome is Outcome.UNAVAILABLE
    assert check.message


def test_a_name_at_one_place_only_is_no_comparison() -> None:
    plain = clean()
    place = clean_evidence().provenance["/establishment/name"][0].model_dump()
    plain["stated"]["names"] = [{"name": "HMP Larkmoor", "where": "cover", "places": [place]}]
    checks = {check.code: check for check in run(evidence(plain))}
    assert checks["IRP-E01"].outcome is Outcome.UNAVAILABLE


PASSES: list[tuple[str, str, Plant]] = [
    ("IRP-S01", "the team before its appendix", lambda p: p["report"]["sections"].insert(
        4, p["report"]["sections"].pop(5))),
    ("IRP-S01", "a section no layout promises", lambda p: p["report"]["sections"].insert(
        0, {"role": "cover", "title": "Report on an independent review of progress"})),
    ("IRP-T02", "two figures that share the follow-ups", lambda p: p["stated"].update(captions=[
        {**p["stated"]["captions"][0], "n": 1}, {**p["stated"]["captions"][0], "n": 3}])),
    ("IRP-T03", "a body whose number only its counts give", lambda p: (
        p["stated"]["followed_up"].pop(), p["stated"]["captions"].pop())),
    ("IRP-T02", "a body without a caption", lambda p: p["stated"]["captions"].pop()),
    ("IRP-M01", "a rewording", lambda p: p["report"]["judgement_summary"][0].update(
        text="Cells should be warm and dry, and free from damp")),
    ("IRP-M01", "another order", lambda p: p["report"]["judgement_summary"].reverse()),
    ("IRP-X01", "a paragraph of another report", lambda p: p["report"]["summary"]["paragraphs"][0]
        .update(text="See paragraph 9.99 of the inspection report.")),
    ("IRP-X01", "a quoted recommendation", lambda p: p["report"]["follow_ups"][0].update(
        concern="Beds were missing. (See paragraph 9.99.)")),
    ("IRP-X02", "the same reference under another body", lambda p: p["report"]["follow_ups"][4]
        .update(references=["1.31"])),
    ("IRP-X02", "one paragraph behind two follow-ups that have others too", lambda p: [
        p["report"]["follow_ups"][0].update(references=["1.31", "1.40"]),
        p["report"]["follow_ups"][1].update(references=["1.32", "1.40"])]),
    ("IRP-X02", "two follow-ups under one concern", lambda p: [
        f.update(references=["1.31"], concern="Cells were damp and cold.")
        for f in p["report"]["follow_ups"][:2]]),
    ("IRP-X02", "references of the 2019 form", lambda p: p["report"]["follow_ups"][0].update(
        references=["S40", "S41"])),
    ("IRP-D01", "the inspection in the month of the report", lambda p: p["report"].update(
        visit=None, followed_up_inspection={"year": 2022, "month": 8})),
    ("IRP-E01", "another kind of place", lambda p: p["stated"]["names"][3].update(
        name="HMP/YOI Larkmoor")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "plant"), [(code, plant) for code, _, plant in PASSES], ids=[p[1] for p in PASSES]
)
def test_what_is_legitimate_is_not_alarmed(code: str, plant: Plant) -> None:
    check = outcome(code, plant)
    assert check.outcome is Outcome.PASSED, check.message
