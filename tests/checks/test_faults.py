"""One planted fault is reported as its code and as no other, with the places of both sides."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from checks.clean import Plain, Plant, clean_evidence
from irp.parser.checks import CHECKS, run
from irp.record.vocabulary import Outcome

REPORTED = tomllib.loads(Path(__file__).with_name("reported.toml").read_text("utf-8"))
"""What each fault reports: its sentence, both sides, the places as page:start, the fields."""
PLACE_SEEN = {"page": 3, "start": 0, "end": 0, "box": [72, 90, 140, 102]}


def _report(plain: Plain) -> dict[str, Any]:
    report: dict[str, Any] = plain["report"]
    return report


def _judge(plain: Plain, position: int, value: str) -> None:
    """Let every part of the report agree on another judgement."""
    report, stated = plain["report"], plain["stated"]
    follow_up = report["follow_ups"][position - 1]
    body, before = follow_up["body"], follow_up["judgement"]["value"]
    follow_up["judgement"]["value"] = value
    report["judgement_summary"][position - 1]["judgement"] = value
    counts = {(c["body"], c["judgement"]): c for c in stated["counts"]}
    counts[body, before]["count"] -= 1
    new = {**counts[body, before], "judgement": value, "count": 0}
    counts.setdefault((body, value), new)["count"] += 1
    stated["counts"] = list(counts.values())
    stated["prose"] = []
    report["figures"][0 if body == "hmi_prisons" else 1]["counts"] = []


def second_judgement(plain: Plain) -> None:
    follow_up = plain["report"]["follow_ups"][1]
    other = {**follow_up["judgement"], "value": "insufficient_progress", "paragraph": "3.5"}
    follow_up["other_judgements"] = [other]


def renumber(plain: Plain, after: int, by: int) -> None:
    for follow_up in plain["report"]["follow_ups"]:
        for paragraph in follow_up["paragraphs"]:
            number = int(paragraph["number"].split(".")[1])
            if number > after:
                paragraph["number"] = f"3.{number + by}"


def _chart(plain: Plain) -> dict[str, Any]:
    count: dict[str, Any] = plain["report"]["figures"][0]["counts"][0]
    return count


def _swapped_legend(plain: Plain) -> None:
    counts = plain["report"]["figures"][0]["counts"]
    counts[0]["count"], counts[2]["count"] = counts[2]["count"], counts[0]["count"]


def _swap_sections(plain: Plain) -> None:
    sections = plain["report"]["sections"]
    sections[2], sections[3] = sections[3], sections[2]


def _unclaimed(plain: Plain) -> None:
    place = {"page": 3, "start": 0, "end": 12, "box": None}
    plain["coverage"] |= {"claimed": 79, "unclaimed": 1, "unclaimed_places": [place]}


def odd_date(plain: Plain) -> None:
    plain["report"]["visit"] = None
    places = [{"page": 1, "start": 70, "end": 83, "box": None}]
    odd = {"text": "6–4 July 2022", "reason": "the days are reversed", "places": places}
    plain["stated"]["odd_dates"] = [odd]


def _duplicate_entry(plain: Plain) -> None:
    entries = plain["report"]["judgement_summary"]
    entries.insert(1, {**entries[0], "follow_up": None})


def join_entries(plain: Plain) -> None:
    """The judgement between two entries is missing, so that they read as one."""
    entries = plain["report"]["judgement_summary"]
    gone = entries.pop(1)
    entries[1]["text"] = f"{gone['text']} {entries[1]['text']}"


def _only_theme_unjudged(plain: Plain) -> None:
    plain["report"]["figures"][1]["counts"] = []
    """What is Estyn's stands alone under its heading, without its judgement."""
    report, stated = plain["report"], plain["stated"]
    report["follow_ups"][5]["body"] = "estyn"
    report["judgement_summary"][5] |= {"body": "estyn", "judgement": None}
    stated["prose"] = []
    for kind in ("counts", "captions", "followed_up"):
        for item in list(stated[kind]):
            if item["body"] == "ofsted" and item.get("judgement") == "significant_progress":
                item["body"] = "estyn"
            elif item["body"] == "ofsted" and "judgement" not in item:
                number = "n" if kind == "captions" else "count"
                item[number] = 1
                stated[kind].append({**item, "body": "estyn"})


def _added_entry(plain: Plain) -> None:
    entries = plain["report"]["judgement_summary"]
    text = "Visitors should be able to book by telephone at weekends."
    entries.append({**entries[0], "text": text, "follow_up": None})


FAULTS: list[tuple[str, str, Plant]] = [
    ("IRP-S01", "a section is missing", lambda p: _report(p)["sections"].pop(5)),
    ("IRP-S01", "a promised section is empty", lambda p: _report(p)["review_team"].clear()),
    ("IRP-S01", "a section stands twice", lambda p: _report(p)["sections"].append(
        _report(p)["sections"][3])),
    ("IRP-S01", "two sections have changed places", _swap_sections),
    ("IRP-S02", "a line is unclaimed", _unclaimed),
    ("IRP-S02", "the uses do not add up", lambda p: p["coverage"].update(lines=101)),
    ("IRP-N01", "a number is left out", lambda p: renumber(p, 9, 1)),
    ("IRP-N01", "a number is repeated", lambda p: renumber(p, 9, -1)),
    ("IRP-N01", "numbers do not begin at one", lambda p: _report(p)["summary"]["paragraphs"]
        .pop(0)),
    ("IRP-N01", "a number of another section", lambda p: _report(p)["summary"]["paragraphs"][1]
        .update(number="2.2")),
    ("IRP-J01", "a judgement is missing", lambda p: _report(p)["follow_ups"][1].update(
        judgement=None)),
    ("IRP-J01", "a theme's judgement is missing", lambda p: _report(p)["follow_ups"][5].update(
        judgement=None)),
    ("IRP-J01", "a block has two judgements", second_judgement),
    ("IRP-J02", "a theme is judged good, and all agree", lambda p: _judge(p, 5, "good_progress")),
    ("IRP-J02", "a theme is judged good in its block only", lambda p: _report(p)["follow_ups"][4][
        "judgement"].update(value="good_progress")),
    ("IRP-J02", "a recommendation on Ofsted's scale", lambda p: _judge(
        p, 1, "significant_progress")),
    ("IRP-T01", "a count is off", lambda p: p["stated"]["counts"][0].update(count=3)),
    ("IRP-T01", "a count names another judgement", lambda p: p["stated"]["counts"][2].update(
        judgement="no_meaningful_progress")),
    ("IRP-T01", "a count of Ofsted is off", lambda p: p["stated"]["counts"][4].update(count=2)),
    ("IRP-T02", "an n is off", lambda p: p["stated"]["captions"][0].update(n=5)),
    ("IRP-T03", "the number followed up is off", lambda p: p["stated"]["followed_up"][0].update(
        count=5)),
    ("IRP-T04", "a count in prose is off", lambda p: p["stated"]["prose"][0].update(count=2)),
    ("IRP-T04", "a total in prose is off", lambda p: p["stated"]["prose"][0].update(total=5)),
    ("IRP-M01", "an entry is dropped", lambda p: _report(p)["judgement_summary"].pop(2)),
    ("IRP-M01", "an entry stands twice", _duplicate_entry),
    ("IRP-M01", "an entry is no follow-up", _added_entry),
    ("IRP-M01", "a theme stands under another body", lambda p: _report(p)["judgement_summary"][4]
        .update(body="hmi_prisons")),
    ("IRP-M01", "a stored match is wrong", lambda p: _report(p)["judgement_summary"][0].update(
        follow_up=3)),
    ("IRP-M02", "a judgement of the summary is flipped", lambda p: _report(p)["judgement_summary"][
        2].update(judgement="insufficient_progress")),
    ("IRP-M02", "an entry has no judgement", lambda p: _report(p)["judgement_summary"][4].update(
        judgement=None)),
    ("IRP-M02", "two entries have one judgement", join_entries),
    ("IRP-M02", "a body's only entry has no judgement", _only_theme_unjudged),
    ("IRP-X01", "a finding points nowhere", lambda p: _report(p)["follow_ups"][0]["paragraphs"][0]
        .update(text="There were few beds (see paragraphs 3.2 and 3.77).")),
    ("IRP-X01", "a practice points nowhere", lambda p: _report(p)["positive_practice"][0].update(
        see_paragraphs=["3.77"])),
    ("IRP-X02", "a reference is malformed", lambda p: _report(p)["follow_ups"][0].update(
        references=["133"])),
    ("IRP-X02", "a reference could not be read", lambda p: _report(p)["follow_ups"][5].update(
        references=[], recommendation="More prisoners should attend workshops. (5.3x)")),
    ("IRP-X02", "the same two references are used twice", lambda p: [
        f.update(references=["1.31", "1.40"]) for f in _report(p)["follow_ups"][:2]]),
    ("IRP-X02", "a reference is used twice", lambda p: _report(p)["follow_ups"][0].update(
        references=["1.32"])),
    ("IRP-D01", "the visit ends before it starts", lambda p: _report(p)["visit"].update(
        end="2022-07-01")),
    ("IRP-D01", "the report is older than the visit", lambda p: _report(p)["report_date"].update(
        month=5)),
    ("IRP-D01", "the inspection came after the visit", lambda p: _report(p)[
        "followed_up_inspection"].update(year=2022, month=9)),
    ("IRP-D01", "a previous inspection lies ahead", lambda p: _report(p).update(
        previous_inspections=[2018, 2023])),
    ("IRP-D01", "a date cannot be", odd_date),
    ("IRP-E01", "the footer names another place", lambda p: p["stated"]["names"][1].update(
        name="HMP Hawkstone")),
    ("IRP-E01", "the cover names another place", lambda p: p["stated"]["names"][0].update(
        name="HMP Hawkstone")),
    ("IRP-V02", "a chart shows another count", lambda p: _chart(p).update(count=1)),
    ("IRP-V02", "a chart's legend is swapped", _swapped_legend),
    ("IRP-V03", "a chart shows another grade", lambda p: _report(p)["outcome_witnesses"][3][
        "outcomes"].update(Safety="Poor")),
    ("IRP-V03", "a chart leaves out a test", lambda p: _report(p)["outcome_witnesses"][2][
        "outcomes"].pop("Respect")),
    ("IRP-V01", "a box lies on words", lambda p: p["seen"].update(contradictions=[PLACE_SEEN])),
]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "plant"), [(code, plant) for code, _, plant in FAULTS], ids=[f[1] for f in FAULTS]
)
def test_a_fault_is_told_by_its_code_and_no_other(code: str, plant: Plant) -> None:
    checks = run(clean_evidence(plant))
    assert [check.code for check in checks if check.outcome is Outcome.FAILED] == [code]
    (told,) = (check for check in checks if check.code == code)
    assert told.message
    assert told.expected
    assert told.found
    assert told.expected != told.found
    assert told.places or code == "IRP-S02"


@pytest.mark.parametrize(("code", "name", "plant"), FAULTS, ids=[fault[1] for fault in FAULTS])
def test_a_fault_is_reported_with_these_sides_and_places(
    code: str, name: str, plant: Plant
) -> None:
    (told,) = (check for check in run(clean_evidence(plant)) if check.code == code)
    assert {
        "message": told.message,
        "expected": told.expected,
        "found": told.found,
        "places": [f"{place.page}:{place.start}" for place in told.places],
        "about": told.doubts_about,
    } == REPORTED[name]


def test_every_check_is_shown_to_fail() -> None:
    assert {code for code, _, _ in FAULTS} == {check.code for check in CHECKS}
    assert {name for _, name, _ in FAULTS} == REPORTED.keys()


TWO_SIDED = {"IRP-T01", "IRP-T02", "IRP-T03", "IRP-T04", "IRP-M01", "IRP-M02", "IRP-E01"}


@pytest.mark.parametrize(
    ("code", "plant"),
    [(code, plant) for code, _, plant in FAULTS if code in TWO_SIDED],
    ids=[fault[1] for fault in FAULTS if fault[0] in TWO_SIDED],
)
def test_both_sides_have_places(code: str, plant: Plant) -> None:
    evidence = clean_evidence(plant)
    (told,) = (check for check in run(evidence) if check.code == code)
    record = {
        (place.page, place.start)
        for pointer, places in evidence.provenance.items()
        for place in places
        if pointer.startswith(("/follow_ups", "/establishment"))
    }
    sides = {(place.page, place.start) in record for place in told.places}
    # The one fault of an entry that is no follow-up has nothing on the other side.
    assert sides == {True, False} or "matches no follow-up" in told.message


def test_a_flip_in_a_block_is_told_by_both_its_witnesses() -> None:
    """Summary and count sentence agree against the block, so both checks' claims are false."""

    def plant(plain: Plain) -> None:
        plain["report"]["follow_ups"][0]["judgement"]["value"] = "insufficient_progress"

    failed = [check.code for check in run(clean_evidence(plant)) if check.outcome is Outcome.FAILED]
    assert failed == ["IRP-T01", "IRP-T04", "IRP-M02", "IRP-V02"]


def test_a_missing_judgement_leaves_the_counts_open() -> None:
    def plant(plain: Plain) -> None:
        plain["report"]["follow_ups"][0]["judgement"] = None

    outcomes = {check.code: check.outcome for check in run(clean_evidence(plant))}
    assert outcomes["IRP-T01"] is Outcome.UNAVAILABLE
    assert outcomes["IRP-M02"] is Outcome.PASSED


def test_counts_that_agree_a_judgement_is_missing_pass() -> None:
    def plant(plain: Plain) -> None:
        _chart(plain)["count"] = 1
        plain["report"]["follow_ups"][0]["judgement"] = None
        plain["stated"]["counts"][0]["count"] = 1
        plain["stated"]["prose"][0]["count"] = 2

    checks = run(clean_evidence(plant))
    assert [c.code for c in checks if c.outcome is not Outcome.PASSED] == ["IRP-J01"]


def test_a_missing_judgement_does_not_hide_a_count_that_cannot_be() -> None:
    def plant(plain: Plain) -> None:
        plain["report"]["follow_ups"][0]["judgement"] = None
        plain["stated"]["counts"][0]["count"] = 4

    failed = [check.code for check in run(clean_evidence(plant)) if check.outcome is Outcome.FAILED]
    assert failed == ["IRP-J01", "IRP-T01"]


def test_two_faults_are_told_by_two_codes() -> None:
    def plant(plain: Plain) -> None:
        plain["report"]["sections"].pop(5)
        plain["stated"]["captions"][0]["n"] = 9

    failed = [check.code for check in run(clean_evidence(plant)) if check.outcome is Outcome.FAILED]
    assert failed == ["IRP-S01", "IRP-T02"]


def test_an_entry_that_holds_a_part_of_another_text_is_one_entry() -> None:
    def plant(plain: Plain) -> None:
        for part in ("follow_ups", "judgement_summary"):
            items = plain["report"][part]
            field = "recommendation" if part == "follow_ups" else "text"
            items[0][field] = f"{items[1][field].rstrip('.')} and by a doctor on their second."

    assert {check.outcome for check in run(clean_evidence(plant))} == {Outcome.PASSED}
