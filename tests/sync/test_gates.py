"""Gates: what keeps a set from being published, and what is only told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from irp.record.extraction import Extraction, Problem
from irp.record.vocabulary import Status
from irp.sync.publish.gates import Sets, check_gates
from irp.sync.report.findings import Severity
from irp.sync.settings import GateSettings
from library.records import extraction
from sync.posts import faulty_review, irp_post
from sync.running import Ticking, codes, lines, published, published_hashes, settings_for, sync
from sync.site import Site


def record(number: int, status: Status = Status.VERIFIED) -> Extraction:
    """A made-up record of a source of its own."""
    made = extraction(name=f"{number}.pdf")
    info = made.source.model_copy(update={"sha256": f"{number:064x}"})
    return made.model_copy(update={"source": info, "status": status})


USUAL: dict[str, Any] = {
    "added": 0,
    "comparable": True,
    "quarantined": 0,
    "newest": None,
    "today": date(2025, 6, 10),
}


def found(
    before: list[Extraction], after: list[Extraction], gates: dict[str, Any], **more: Any
) -> dict[str, Severity]:
    """What the gates find of these sets, with how grave it is."""
    fresh = [one for one in after if one not in before]
    sets = Sets(before, after, fresh, **{**USUAL, **more})
    return {one.code: one.severity for one in check_gates(sets, GateSettings(**gates))}


GOOD = [record(number) for number in range(20)]
DOUBTFUL = [record(100 + number, Status.NEEDS_REVIEW) for number in range(20)]
GATE, WARNING = Severity.GATE, Severity.WARNING


@pytest.mark.parametrize(
    ("before", "after", "gates", "expected"),
    [
        (GOOD, GOOD, {}, {}),
        ([], GOOD, {}, {}),
        ([], [], {}, {"too_few_reports": GATE}),
        ([], GOOD, {"min_reports": 20}, {}),
        ([], GOOD, {"min_reports": 21}, {"too_few_reports": GATE}),
        (GOOD, GOOD[:19], {}, {"reports_lost": GATE}),
        (GOOD, GOOD[:19], {"min_kept_share": 0.95}, {}),
        (GOOD, GOOD[:18], {"min_kept_share": 0.95}, {"reports_lost": GATE}),
        (GOOD, GOOD + DOUBTFUL[:2], {}, {}),
        (GOOD, GOOD + DOUBTFUL[:3], {}, {"verified_fell": GATE}),
        (GOOD[:2], GOOD[:2] + DOUBTFUL[:1], {}, {}),
        (GOOD[:2], GOOD[:2] + DOUBTFUL[:2], {}, {"verified_fell": GATE}),
        (GOOD, GOOD + DOUBTFUL[:3], {"max_verified_fall": 0.2}, {}),
        ([], DOUBTFUL, {"min_verified_share": 0.5}, {"too_few_verified": GATE}),
        (GOOD, GOOD + DOUBTFUL[:1], {"min_verified_share": 0.96}, {"too_few_verified": GATE}),
    ],
)
def test_a_set_that_fails_a_min_gate_is_held_back(
    before: list[Extraction],
    after: list[Extraction],
    gates: dict[str, Any],
    expected: dict[str, Severity],
) -> None:
    assert found(before, after, gates) == expected


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"added": 20}, {}),
        ({"added": 21}, {"many_new": WARNING}),
        ({"quarantined": 10}, {}),
        ({"quarantined": 11}, {"many_quarantined": WARNING}),
        ({"newest": date(2025, 4, 11)}, {}),
        ({"newest": date(2025, 4, 10)}, {"nothing_new": WARNING}),
        ({"newest": date(2030, 1, 1)}, {}),
    ],
)
def test_a_max_gate_only_tells(more: dict[str, Any], expected: dict[str, Severity]) -> None:
    assert found(GOOD, GOOD, {}, **more) == expected


def doubted(code: str, message: str = "as printed") -> Extraction:
    """A fresh record with a problem."""
    problem = Problem(code=code, message=message)
    return record(200).model_copy(update={"problems": [problem]})


def with_unclaimed(number: int) -> Extraction:
    """A fresh record with so many lines that nothing uses."""
    fresh = record(200)
    assert fresh.coverage
    lines = fresh.coverage.model_copy(update={"unclaimed": number})
    return fresh.model_copy(update={"coverage": lines})


MOST = GateSettings().max_unclaimed_lines


@pytest.mark.parametrize(
    ("fresh", "code", "sign"),
    [
        (doubted("unknown_layout"), "layout_drift", "unknown_layout: as printed"),
        (doubted("layout_guessed"), "layout_drift", "layout_guessed: as printed"),
        (doubted("odd_heading"), "heading_drift", "odd_heading: as printed"),
        (with_unclaimed(MOST + 1), "unclaimed_drift", f"{MOST + 1} unclaimed lines"),
    ],
)
def test_what_a_new_record_shows_of_drift_is_named(fresh: Extraction, code: str, sign: str) -> None:
    sets = Sets(GOOD, [*GOOD, fresh], [fresh], **USUAL)
    (told,) = check_gates(sets, GateSettings())
    assert (told.code, told.severity) == (code, GATE)
    assert told.evidence == {
        "records": {"200.pdf": {"sha256": fresh.source.sha256, "signs": [sign]}}
    }


def test_as_many_unclaimed_lines_as_are_allowed_are_no_drift() -> None:
    assert found(GOOD, [*GOOD, with_unclaimed(MOST)], {}) == {}


@pytest.mark.parametrize(
    ("fault", "code"), [("no_judgement", "wording_drift"), ("team_missing", "sections_missing")]
)
def test_drift_in_a_new_record_keeps_the_last_good_set_until_it_is_accepted(
    data: Path, site: Site, again: Callable[..., int], fault: str, code: str
) -> None:
    before = published(data)
    post = replace(irp_post(3, -1), pdf=faulty_review(5, fault))
    site.posts.insert(0, post)
    assert again() == 7
    assert published(data) == before
    row = next(row for row in lines(data / "problems.jsonl") if row["severity"] == "gate")
    assert row["code"] == code
    assert "review-3.pdf" in row["evidence"]["records"]
    assert again() == 7  # every night until somebody acts
    assert lines(data / "changes.jsonl")[-1]["establishment"] != post.title
    assert again(accept=True) == 1
    assert len(published_hashes(data)) == 3
    assert lines(data / "changes.jsonl")[-1]["change"] == "new"
    assert again() == 0


def test_drift_may_be_only_told(data: Path, site: Site, clock: Ticking) -> None:
    site.posts.insert(0, replace(irp_post(3, -1), pdf=faulty_review(5, "no_judgement")))
    settings = settings_for(site, gates={"drift": "warn"})
    assert sync(data, settings, clock).exit_code == 1
    assert len(published_hashes(data)) == 3
    assert "wording_drift" in codes(data)


def test_a_first_run_has_nothing_to_drift_from(site: Site, tmp_path: Path, clock: Ticking) -> None:
    site.posts.insert(0, replace(irp_post(3, -1), pdf=faulty_review(5, "no_judgement")))
    assert sync(tmp_path, settings_for(site), clock).exit_code == 1
    assert len(published_hashes(tmp_path)) == 3
    assert "wording_drift" in codes(tmp_path)


def test_a_frozen_list_does_not_look_like_a_quiet_month(
    data: Path, again: Callable[..., int], clock: Ticking
) -> None:
    assert again() == 0
    assert "nothing_new" not in codes(data)
    clock.pass_on(days=90)
    assert again() == 0
    assert "nothing_new" in codes(data, "new")


def test_a_list_that_lost_most_of_its_reports_is_a_failed_gate(
    data: Path, site: Site, again: Callable[..., int]
) -> None:
    before = published(data)
    site.posts[:] = site.posts[:5]
    assert again(crawl={"full": True}) == 7
    assert "listing_shrank" in codes(data)
    assert published(data) == before
    missed = {request.path for request in site.log if request.status == 404}
    assert not any(path.startswith("/hmipris_reports/") for path in missed)
