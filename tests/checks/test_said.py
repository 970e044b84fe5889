"""What the checks say of what reports may have: outcome, sentence, both sides and places."""

# mypy: disable-error-code="func-returns-value"
# Several changes are a tuple of calls, whatever they return.

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from checks.clean import Plain, clean, clean_evidence, evidence
from checks.test_clean import NOT_APPLICABLE, PASSES, UNAVAILABLE, outcome
from checks.test_faults import (
    PLACE_SEEN,
    join_entries,
    odd_date,
    renumber,
    second_judgement,
)
from irp.parser.checks import CHECKS, run
from irp.parser.checks.base import evidence_of
from irp.record.extraction import Extraction
from irp.record.vocabulary import Outcome

SAID = tomllib.loads(Path(__file__).with_name("said.toml").read_text("utf-8"))
"""What each check says, by situation; places as page:start."""


def _relabelled(plain: Plain, first: str | None, second: str) -> None:
    """The sections on progress and judgements change places, and have these labels."""
    sections = plain["report"]["sections"]
    sections[2], sections[3] = sections[3], sections[2]
    sections[2]["label"], sections[3]["label"] = first, second


def _two_progresses(plain: Plain, first: str, second: str | None) -> None:
    """Progress has two sections, with these labels."""
    sections = plain["report"]["sections"]
    sections[2]["label"], sections[3]["label"] = first, "Section 5"
    sections.insert(3, {**sections[2], "label": second})


def _unnumbered(plain: Plain) -> None:
    for follow_up in plain["report"]["follow_ups"]:
        follow_up["paragraphs"] = []
    for part in ("summary", "key_findings"):
        plain["report"][part]["paragraphs"] = []


def _one_follow_up(plain: Plain) -> None:
    plain["report"]["follow_ups"] = plain["report"]["follow_ups"][:1]


def _no_summary(plain: Plain) -> None:
    """A report of no known layout, without a summary of judgements."""
    report = plain["report"]
    plain["layout"], report["judgement_summary"] = "unfamiliar", []
    report["sections"] = [one for one in report["sections"] if one["role"] != "judgements"]
    for follow_up in report["follow_ups"]:
        follow_up["concern"] = None


def _same_twice(plain: Plain) -> None:
    """Two follow-ups have one text, and their entries are matched the other way."""
    report = plain["report"]
    for i in (0, 1):
        report["follow_ups"][i]["recommendation"] = "Cells should be warm."
        report["judgement_summary"][i] |= {"text": "Cells should be warm.", "follow_up": 2 - i}


def _own(plain: Plain) -> list[dict[str, Any]]:
    """The place of the establishment's name in the record."""
    return [evidence(plain).provenance["/establishment/name"][0].model_dump()]


def _two_charts(plain: Plain) -> None:
    """The counts of one chart are in two."""
    figures = plain["report"]["figures"]
    figures.append({**figures[0], "counts": figures[0]["counts"][:1]})
    figures[0] = {**figures[0], "counts": figures[0]["counts"][1:]}


Change = Callable[[Any, Any, Plain], object]
"""Changes the report, what is stated, or anything of the clean evidence."""
SITUATIONS: list[tuple[str, str, Change]] = [
    ("IRP-S01", "a section twice, one missing and one empty", lambda r, s, p:
        (r["sections"].append(r["sections"][3]), r["sections"].pop(4), r["glossary"].clear())),
    ("IRP-S01", "other sections are numbered in the order in which they come", lambda r, s, p:
        _relabelled(p, "Section 3", "Section 4")),
    ("IRP-S01", "numbers in words", lambda r, s, p: _relabelled(p, "Section three",
        "Section four")),
    ("IRP-S01", "one section is not numbered", lambda r, s, p: _relabelled(p, None, "Section 4")),
    ("IRP-S01", "two sections have one number", lambda r, s, p: _relabelled(p, "Section 3",
        "Section 3")),
    ("IRP-S01", "a section in an appendix", lambda r, s, p: _relabelled(p, "Section 3",
        "Appendix I")),
    ("IRP-S01", "each body's progress has a numbered section", lambda r, s, p:
        _two_progresses(p, "Section 3", "Section 4")),
    ("IRP-S01", "two sections of progress have one number", lambda r, s, p:
        _two_progresses(p, "Section 3", "Section 3")),
    ("IRP-S01", "one of two sections of progress has no number", lambda r, s, p:
        _two_progresses(p, "Section 1", None)),
    ("IRP-S02", "two lines", lambda r, s, p: p["coverage"].update(claimed=78, unclaimed=2)),
    ("IRP-N01", "no section has numbers", lambda r, s, p: _unnumbered(p)),
    ("IRP-N01", "an unknown layout, one section without", lambda r, s, p: (p.update(layout="x"),
        r["key_findings"].update(paragraphs=[]))),
    ("IRP-N01", "a word for a number", lambda r, s, p:
        r["summary"]["paragraphs"][0].update(number="one")),
    ("IRP-N01", "a word between", lambda r, s, p:
        r["key_findings"]["paragraphs"][1].update(number="2.x")),
    ("IRP-N01", "an area has a paragraph of its own", lambda r, s, p: (renumber(p, 0, 1),
        r["areas"][0].update(paragraphs=[{"number": "3.1", "text": "The prison was full."}]))),
    ("IRP-N01", "one of two areas has paragraphs of its own", lambda r, s, p:
        (renumber(p, 0, 1), r["areas"].append({**r["areas"][0], "heading": "Health"}),
        r["areas"][0].update(paragraphs=[{"number": "3.1", "text": "The prison was full."}]))),
    ("IRP-J01", "none and two", lambda r, s, p: (second_judgement(p),
        r["follow_ups"][2].update(judgement=None))),
    ("IRP-J01", "only another judgement", lambda r, s, p: (second_judgement(p),
        r["follow_ups"][1].update(judgement=None))),
    ("IRP-J02", "one body's scale is unknown", lambda r, s, p:
        [f.update(body="estyn") for f in r["follow_ups"][4:]]),
    ("IRP-J02", "two are off their scale", lambda r, s, p:
        (r["follow_ups"][4]["judgement"].update(value="good_progress"),
        r["follow_ups"][0]["judgement"].update(value="significant_progress"))),
    ("IRP-T01", "a body with follow-ups and one with a count alone", lambda r, s, p:
        s["counts"].append({**s["counts"][0], "body": "estyn"})),
    ("IRP-T02", "one figure has an n, no caption", lambda r, s, p: (s.update(captions=[]),
        r["figures"][0].update(n=None))),
    ("IRP-T02", "no figure has an n", lambda r, s, p: (s.update(captions=[]),
        [f.update(n=None) for f in r["figures"]])),
    ("IRP-T02", "two captions that give all", lambda r, s, p:
        s["captions"].append(s["captions"][0])),
    ("IRP-T02", "two captions, one right", lambda r, s, p: s["captions"].append({**s["captions"][0],
        "figure": 5, "n": 3})),
    ("IRP-T02", "one caption of no body", lambda r, s, p: s["captions"][1].update(body=None)),
    ("IRP-T02", "one follow-up", lambda r, s, p: (_one_follow_up(p),
        s.update(captions=[{**s["captions"][0], "n": 2}]))),
    ("IRP-T03", "nothing stated, all counted", lambda r, s, p: s.update(followed_up=[])),
    ("IRP-T03", "nothing stated, a caption counts, the counts do not", lambda r, s, p:
        (s.update(followed_up=[]), s["counts"].pop())),
    ("IRP-T03", "nothing stated, nothing counts one body", lambda r, s, p:
        (s.update(followed_up=[]), s["counts"].pop(), s["captions"].pop())),
    ("IRP-T03", "a body that the report has no follow-up of", lambda r, s, p:
        s["followed_up"].append({**s["followed_up"][0], "body": "estyn", "count": 1})),
    ("IRP-T03", "one was found", lambda r, s, p: _one_follow_up(p)),
    ("IRP-T03", "none were found", lambda r, s, p: r.update(follow_ups=[])),
    ("IRP-T04", "one was found", lambda r, s, p: s["prose"][1].update(count=2)),
    ("IRP-T04", "the total of one", lambda r, s, p: _one_follow_up(p)),
    ("IRP-T04", "a judgement is in doubt", lambda r, s, p:
        r["follow_ups"][0].update(judgement=None)),
    ("IRP-M01", "five faults", lambda r, s, p: r["judgement_summary"].__delitem__(slice(0, 5))),
    ("IRP-M01", "no follow-ups", lambda r, s, p: r.update(follow_ups=[])),
    ("IRP-M01", "no summary in a layout that has one", lambda r, s, p:
        r.update(judgement_summary=[])),
    ("IRP-M01", "no summary in an unknown layout", lambda r, s, p: _no_summary(p)),
    ("IRP-M01", "no summary, but its section", lambda r, s, p: (_no_summary(p),
        r["sections"].append({"role": "judgements", "title": "Summary of judgements"}))),
    ("IRP-M01", "no summary, but the counts differ", lambda r, s, p: (_no_summary(p),
        s["counts"][0].update(count=3))),
    ("IRP-M01", "no summary, but a text repeats a follow-up's", lambda r, s, p: (_no_summary(p),
        r["key_findings"]["paragraphs"][1].update(
            text="It was said that “cells should be warm, dry and free of damp”."))),
    ("IRP-M02", "no summary in an unknown layout", lambda r, s, p: _no_summary(p)),
    ("IRP-M01", "an entry under another body whose judgement is missing", lambda r, s, p:
        (r["judgement_summary"][4].update(body="hmi_prisons"),
        r["follow_ups"][4].update(judgement=None))),
    ("IRP-M01", "an entry under no body", lambda r, s, p:
        r["judgement_summary"][4].update(body=None)),
    ("IRP-M01", "an entry without a stored match", lambda r, s, p:
        r["judgement_summary"][0].update(follow_up=None)),
    ("IRP-M01", "two follow-ups with one text, matched the other way", lambda r, s, p:
        _same_twice(p)),
    ("IRP-M02", "two follow-ups with one text", lambda r, s, p: _same_twice(p)),
    ("IRP-M02", "a judgement of the other scale is not compared", lambda r, s, p:
        r["follow_ups"][0]["judgement"].update(value="significant_progress")),
    ("IRP-M02", "two are not compared", lambda r, s, p:
        [f.update(judgement=None) for f in r["follow_ups"][:2]]),
    ("IRP-M02", "none can be compared", lambda r, s, p:
        [f.update(judgement=None) for f in r["follow_ups"]]),
    ("IRP-M02", "a body's entries have none", lambda r, s, p:
        [e.update(judgement=None) for e in r["judgement_summary"][4:]]),
    ("IRP-M02", "an entry without a judgement holds two texts", lambda r, s, p: (join_entries(p),
        r["judgement_summary"][1].update(judgement=None))),
    ("IRP-M01", "an entry holds two texts", lambda r, s, p: join_entries(p)),
    ("IRP-M02", "five entries contradict", lambda r, s, p:
        [e.update(judgement="no_meaningful_progress") for e in r["judgement_summary"][:5]]),
    ("IRP-X01", "four kinds of text refer to others", lambda r, s, p:
        (r["areas"][0].update(note="See paragraph 3.91."),
        r["sections"][2].update(introduction="(Paragraph S4.)"),
        r["positive_practice"][0].update(see_paragraphs=["4.1"]))),
    ("IRP-X01", "the same is referred to twice", lambda r, s, p:
        (r["areas"][0].update(note="See paragraph 3.8."),
        r["sections"][2].update(introduction="See paragraphs 3.8 and 3.9."))),
    ("IRP-X02", "two are malformed", lambda r, s, p: r["follow_ups"][0].update(references=["133",
        "1.3x"])),
    ("IRP-X02", "one cannot be read in a concern", lambda r, s, p:
        r["follow_ups"][0].update(concern="Cells were damp. (by HMPPS, 1.3)")),
    ("IRP-X02", "three share one with no reason", lambda r, s, p:
        [f.update(references=["1.31"]) for f in r["follow_ups"][:3]]),
    ("IRP-X02", "one concern, but not for all", lambda r, s, p: ([f.update(references=["1.31"],
        concern="Cells were damp.") for f in r["follow_ups"][:2]],
        r["follow_ups"][2].update(references=["1.31"], concern=None))),
    ("IRP-X02", "two follow-ups have one text", lambda r, s, p: [f.update(references=["1.31"],
        concern=None, recommendation="Cells should be dry.") for f in r["follow_ups"][:2]]),
    ("IRP-X02", "one has another of its own, the other has not", lambda r, s, p:
        [f.update(references=r) for f, r in zip(r["follow_ups"], (["1.31", "1.40"], ["1.31"]),
        strict=False)]),
    ("IRP-X02", "two have the same other", lambda r, s, p: [f.update(references=["1.31",
        "1.40"]) for f in r["follow_ups"][:2]]),
    ("IRP-X02", "one follow-up gives it twice", lambda r, s, p:
        r["follow_ups"][0].update(references=["1.31", "1.31"])),
    ("IRP-D01", "no dates but a visit", lambda r, s, p: r.update(report_date=None,
        previous_inspections=[], followed_up_inspection=None)),
    ("IRP-D01", "a report alone", lambda r, s, p: r.update(visit=None, previous_inspections=[],
        followed_up_inspection=None)),
    ("IRP-D01", "an inspection alone", lambda r, s, p: r.update(visit=None, report_date=None,
        followed_up_inspection=None, previous_inspections=[2018])),
    ("IRP-D01", "an inspection in the visit's year", lambda r, s, p:
        r.update(previous_inspections=[2022])),
    ("IRP-D01", "an inspection of the month of the visit", lambda r, s, p:
        r.update(followed_up_inspection={"year": 2022, "month": 7})),
    ("IRP-D01", "an inspection of the month after", lambda r, s, p:
        r.update(followed_up_inspection={"year": 2022, "month": 8})),
    ("IRP-D01", "the year of the inspection is all that is known", lambda r, s, p:
        r.update(followed_up_inspection={"year": 2022, "month": None})),
    ("IRP-D01", "an inspection of the next year", lambda r, s, p:
        r.update(followed_up_inspection={"year": 2023, "month": None})),
    ("IRP-D01", "a visit of one day", lambda r, s, p: r["visit"].update(end="2022-07-04")),
    ("IRP-D01", "two dates that cannot be", lambda r, s, p: (odd_date(p),
        s["odd_dates"].append({**s["odd_dates"][0], "text": "31 June"}))),
    ("IRP-E01", "no establishment", lambda r, s, p: r.update(establishment=None)),
    ("IRP-E01", "a text dump that names it once", lambda r, s, p: s.update(names=[{**s["names"][3],
        "places": _own(clean())}])),
    ("IRP-E01", "named on the cover alone", lambda r, s, p: s.update(names=[{**s["names"][0],
        "places": _own(clean())}])),
    ("IRP-E01", "named in the footer, where the record has it from", lambda r, s, p:
        s.update(names=[{**s["names"][1], "places": _own(clean())}])),
    ("IRP-E01", "one other place", lambda r, s, p: s.update(names=s["names"][:1])),
    ("IRP-E01", "two others are named", lambda r, s, p: (s["names"][0].update(name="HMP Hawkstone"),
        s["names"][1].update(name="HMP Stell"))),
    ("IRP-V01", "two places and words left out", lambda r, s, p:
        p["seen"].update(contradictions=[PLACE_SEEN, PLACE_SEEN], left_out=3)),
    ("IRP-V01", "words on one page are left out", lambda r, s, p: p["seen"].update(pages=1,
        left_out=2)),
    ("IRP-V02", "one chart, its caption names nobody", lambda r, s, p: (s.update(captions=[]),
        r["figures"][0].update(caption="Progress on recommendations"), r["figures"].pop())),
    ("IRP-V02", "a caption names Ofsted", lambda r, s, p: s.update(captions=[])),
    ("IRP-V02", "captions name nobody", lambda r, s, p: (s.update(captions=[]),
        [f.update(caption="Progress") for f in r["figures"]])),
    ("IRP-V02", "two charts share the follow-ups", lambda r, s, p: _two_charts(p)),
    ("IRP-V02", "two charts each show all", lambda r, s, p: r["figures"].append({**r["figures"][0],
        "number": 2})),
    ("IRP-V02", "a chart leaves out a judgement that was found", lambda r, s, p:
        r["figures"][0]["counts"].pop()),
    ("IRP-V02", "a chart shows one more that was not found", lambda r, s, p:
        r["figures"][0]["counts"].append({"judgement": "no_meaningful_progress", "count": 1,
        "witness": "chart"})),
    ("IRP-V02", "a chart shows none of one that was not found", lambda r, s, p:
        r["figures"][0]["counts"].append({"judgement": "no_meaningful_progress", "count": 0,
        "witness": "chart"})),
    ("IRP-V03", "two grades differ", lambda r, s, p:
        r["outcome_witnesses"][3]["outcomes"].update(Safety="Poor", Respect="Poor")),
    ("IRP-V03", "a chart adds a test", lambda r, s, p:
        r["outcome_witnesses"][2]["outcomes"].update(Release="Good")),
    ("IRP-V03", "a chart of another year", lambda r, s, p:
        r["outcome_witnesses"][2].update(year=2015)),
    ("IRP-V03", "a picture shows another grade", lambda r, s, p:
        r["outcome_witnesses"].append({"year": 2018, "outcomes": {"Safety": "Good"},
        "witness": "picture"})),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "name", "change"), SITUATIONS, ids=[f"{code} {name}" for code, name, _ in SITUATIONS]
)
def test_a_check_says_what_it_found(code: str, name: str, change: Change) -> None:
    check = outcome(code, lambda plain: change(plain["report"], plain["stated"], plain))
    said: dict[str, str | None] = {"outcome": check.outcome.value, "message": check.message}
    if check.outcome is Outcome.FAILED:
        said |= {
            "expected": check.expected,
            "found": check.found,
            "places": " ".join(f"{place.page}:{place.start}" for place in check.places),
        }
    assert said == SAID[code][name]


def test_every_situation_has_its_words() -> None:
    told = {(code, name) for code, names in SAID.items() for name in names}
    listed = {(code, name) for code, name, _ in SITUATIONS}
    assert listed <= told
    assert len(listed) == len(SITUATIONS)
    assert told - listed == {
        *((check.code, "clean") for check in CHECKS),
        *((code, f"not applicable {i}") for i, (code, _) in enumerate(NOT_APPLICABLE)),
        *((code, f"unavailable {i}") for i, (code, _) in enumerate(UNAVAILABLE)),
        *((code, name) for code, name, _ in PASSES),
    }


def test_the_outcomes_of_clean_reports_have_these_words() -> None:
    for check in run(clean_evidence()):
        assert check.message == SAID[check.code]["clean"]["message"]
    for kind, listed in (("not applicable", NOT_APPLICABLE), ("unavailable", UNAVAILABLE)):
        for i, (code, plant) in enumerate(listed):
            assert outcome(code, plant).message == SAID[code][f"{kind} {i}"]["message"]
    for code, name, plant in PASSES:
        assert outcome(code, plant).message == SAID[code][name]["message"]


@pytest.mark.parametrize("part", ["report", "stated", "coverage"])
def test_a_record_is_checked_again_only_where_it_has_everything(part: str) -> None:
    given = clean_evidence()
    parts = given._asdict() | {"parser": SimpleNamespace(layout=None), part: None}
    assert evidence_of(Extraction.model_construct(None, **parts)) is None
    parts[part] = getattr(given, part)
    assert evidence_of(Extraction.model_construct(None, **parts)) == given._replace(layout="")
