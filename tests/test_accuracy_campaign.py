"""The accuracy campaign: a small share of it must be perfect, and it must count rightly."""

from __future__ import annotations

import sys
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT))  # the campaign is no part of the package

from benchmarks.accuracy import corpus, faults, others, reading, tables  # noqa: E402
from benchmarks.accuracy.aligning import align  # noqa: E402
from benchmarks.accuracy.comparing import Verdict, compare, same  # noqa: E402
from benchmarks.accuracy.metrics import Blocks, Counts, blocks, by_field, overall  # noqa: E402
from benchmarks.accuracy.results import Results, sums  # noqa: E402
from benchmarks.accuracy.verdict import claims  # noqa: E402

from generator.producers import campaign_producers, producers  # noqa: E402

# ------------------------------------------------------------------ a share of the campaign


def share() -> list[corpus.Spec]:
    """The first report of each layout and producer of PDFs, in the wording of the rules."""
    names = faults.seen_producers()
    result: dict[tuple[str, str], corpus.Spec] = {}
    for spec in corpus.plan(1000, seed=1):
        if spec.wording == corpus.SEEN_WORDING and spec.producer in names:
            result.setdefault((spec.layout, spec.producer), spec)
    return sorted(result.values())


@pytest.mark.parametrize("spec", share(), ids=str)
def test_a_seen_report_comes_out_right_and_never_errs_in_silence(spec: corpus.Spec) -> None:
    pdf, dump = reading.read([spec])
    assert (pdf.spec.producer, dump.spec.producer) == (spec.producer, corpus.DUMP)
    assert pdf.wrong == (), pdf.wrong
    assert pdf.alarms == (), pdf.why
    # A dump cannot show what is a caption, a heading or a table: it may be in doubt, and say so.
    assert dump.silent == 0, dump.wrong
    assert min(pdf.leaves, dump.leaves) > 150


def test_the_corpus_has_every_layout_producer_and_wording_and_no_report_twice() -> None:
    specs = list(corpus.plan(240, seed=1))
    assert len(specs) >= 240
    assert {spec.layout for spec in specs} == set(corpus.LAYOUTS)
    assert {spec.producer for spec in specs} == set(corpus.all_producers()) - {corpus.DUMP}
    assert {spec.wording for spec in specs} == set(corpus.WORDINGS)
    assert len({spec.seed for spec in specs}) == len(specs)
    assert specs == list(corpus.plan(240, seed=1))
    assert all(corpus.Spec.parse(str(spec)) == spec for spec in specs)
    assert {spec.group for spec in specs} == set(corpus.GROUPS)


def test_campaign_producers_are_no_producers_of_the_tests() -> None:
    assert not campaign_producers().keys() & producers().keys()
    assert not corpus.Spec("2021", "weasyprint", "seen", 1).seen
    assert corpus.Spec("2021", "typst", "seen", 1).seen


@pytest.mark.parametrize("kind", [kind.name for kind in others.KINDS])
def test_documents_of_other_kinds_are_refused(kind: str) -> None:
    tasks = [(kind, producer, 7) for producer in ("fpdf2", corpus.DUMP)]
    for refusal in others.read(tasks):
        assert refusal.status == "failed", refusal


# ------------------------------------------------------------------ the counting

TRUTH: dict[str, Any] = {
    "name": "HMP Larkstone",
    "visit": None,
    "count": 3,
    "paragraphs": [{"number": f"1.{n}", "text": f"Sentence {n} of many."} for n in range(1, 6)],
}


def verdicts(truth: Any, record: Any) -> dict[str, str]:
    return {leaf.pointer: leaf.verdict for leaf in compare(truth, record) if not leaf.right}


def test_the_same_record_is_right_whatever_its_spaces_and_further_fields() -> None:
    record = {**deepcopy(TRUTH), "name": " HMP  Larkstone ", "more": "welcome"}
    counts = overall(by_field(compare(TRUTH, record)))
    assert verdicts(TRUTH, record) == {}
    assert (counts.total, counts.wrong, counts.f1()) == (12, 0, 1.0)


@pytest.mark.parametrize(
    ("key", "value", "verdict"),
    [
        ("name", "HMP Larkston", Verdict.WRONG),
        ("name", None, Verdict.MISSING),
        ("visit", {"text": "3 May"}, Verdict.EXTRA),
        ("count", 4, Verdict.WRONG),
    ],
)
def test_a_changed_leaf_is_wrong(key: str, value: Any, verdict: Verdict) -> None:
    found = verdicts(TRUTH, {**TRUTH, key: value})
    assert list(found.values()) == [verdict]


def test_a_wrong_value_lowers_precision_and_recall() -> None:
    counts = Counts()
    counts.verdicts.update({Verdict.EXACT: 8, Verdict.WRONG: 2})
    assert (counts.precision(), counts.recall(), counts.f1()) == (0.8, 0.8, 0.8)


def test_a_missing_value_lowers_recall_and_an_extra_one_precision() -> None:
    missing, extra = Counts(), Counts()
    missing.verdicts.update({Verdict.EXACT: 8, Verdict.MISSING: 2})
    extra.verdicts.update({Verdict.EXACT: 8, Verdict.EXTRA: 2})
    assert (missing.precision(), missing.recall()) == (1.0, 0.8)
    assert (extra.precision(), extra.recall()) == (0.8, 1.0)
    assert missing.f1() == extra.f1() == 16 / 18


def test_nearly_the_same_counts_only_by_similarity() -> None:
    text = "word " * 60
    [leaf] = compare({"a": text + "end"}, {"a": text + "and"})
    assert leaf.verdict is Verdict.SIMILAR
    counts = by_field([leaf])["a"]
    assert (counts.f1(), counts.f1(similar=True), counts.wrong) == (0.0, 1.0, 1)


def test_nothing_to_measure_is_no_number() -> None:
    assert Counts().f1() is None
    assert tables.number(None) == tables.cell(None) == "–"
    assert tables.number(0.99999) == "0.9999"  # only 1 is printed as 1


def without(index: int) -> dict[str, Any]:
    paragraphs = [p for n, p in enumerate(TRUTH["paragraphs"]) if n != index]
    return {**TRUTH, "paragraphs": paragraphs}


@pytest.mark.parametrize("index", range(5))
def test_an_item_that_is_missing_does_not_spoil_the_others(index: int) -> None:
    assert verdicts(TRUTH, without(index)) == {
        f"/paragraphs/{index}/number": Verdict.MISSING,
        f"/paragraphs/{index}/text": Verdict.MISSING,
    }
    found = verdicts(without(index), TRUTH)
    assert list(found.values()) == [Verdict.EXTRA, Verdict.EXTRA]


def test_two_items_that_changed_places_are_two_mistakes() -> None:
    assert align(["a", "b", "c"], ["a", "c"], same) == [(0, 0), (1, None), (2, 1)]
    assert align(["one", "two"], ["xyz", "two"], same) == [(0, 0), (1, 1)]
    assert align([], ["a"], same) == [(None, 0)]
    swapped = [TRUTH["paragraphs"][n] for n in (1, 0, 2, 3, 4)]
    assert len(verdicts(TRUTH, {**TRUTH, "paragraphs": swapped})) >= 2


def follow_up(position: int) -> dict[str, Any]:
    return {
        "position": position,
        "area": f"Area {position}",
        "kind": "recommendation",
        "body": "ofsted",
        "concern": f"There were too few of number {position}.",
        "recommendation": f"There should be more of number {position}.",
        "references": ["1.3"],
        "paragraphs": [{"number": f"3.{position}", "text": f"We saw {position * 7} of them."}],
        "judgement": {"value": "good_progress", "text": "We considered …", "paragraph": "3.9"},
    }


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("concern", "Another."),
        ("area", None),
        ("references", []),
        ("references", ["1.3", "1.4"]),
        ("paragraphs", []),
        ("kind", "theme"),
        ("judgement", None),
    ],
)
def test_a_block_is_right_only_where_all_of_it_is(key: str, value: Any) -> None:
    truth = [follow_up(1), follow_up(2), follow_up(3)]
    record = [follow_up(1), {**follow_up(2), key: value}, follow_up(3)]
    found = blocks(truth, record)
    assert (found.expected, found.found, found.right) == (3, 3, 2)
    assert found.f1 == 4 / 6
    assert found.judgements_right == (2 if key == "judgement" else 3)


def test_a_lost_block_is_lost_and_its_judgement_wrong() -> None:
    truth = [follow_up(1), follow_up(2), follow_up(3)]
    assert blocks(truth, truth) == Blocks(3, 3, 3, 3, 3)
    assert blocks(truth, truth[:1] + truth[2:]) == Blocks(3, 2, 2, 3, 2)


# ------------------------------------------------------------------ the sums and the verdict


def one_reading(status: str, record: dict[str, Any]) -> reading.Reading:
    leaves = list(compare(TRUTH, record))
    wrong = tuple(leaf for leaf in leaves if not leaf.right)
    spec = corpus.Spec("2021", "typst", "seen", 1)
    right = Blocks(2, 2, 2, 2, 2)
    return reading.Reading(spec, status, "", by_field(leaves), right, wrong, 10, 1)


def test_only_a_verified_record_errs_in_silence() -> None:
    bad = {**TRUTH, "name": "HMP Elsewhere", "count": 4}
    found = sums([one_reading("verified", bad), one_reading("needs_review", bad)])
    assert (found.silent_fields, found.silent_sources) == (2, 1)
    assert (found.all.wrong, found.right, found.coverage) == (4, 0, 0.9)
    assert found.verified_fields == 12


def held(results: Results) -> dict[str, bool | None]:
    return {claim.claim: claim.held for claim in claims(results)}


def test_the_verdict_tells_what_is_missed_and_what_was_not_measured() -> None:
    good = held(Results(1, "", readings=[one_reading("verified", TRUTH)] * 3000))
    assert good["Silent errors"] is True
    assert good["Block F1, seen"] is True
    assert good["Block F1, unseen"] is None
    assert good["Documents of other kinds accepted"] is None
    bad = [one_reading("verified", {**TRUTH, "count": 4})]
    missed = held(Results(1, "", readings=bad))
    assert missed["Silent errors"] is False
    assert missed["Reports in the corpus"] is False
    accepted = others.Refusal("letter", "typst", 1, "needs_review", "")
    assert held(Results(1, "", refusals=[accepted]))["Documents of other kinds accepted"] is False


def test_a_fault_is_told_only_by_its_own_code() -> None:
    spec = corpus.Spec("2021", "typst", "seen", 1)
    told = [
        faults.Planted("count_off", spec, "needs_review", frozenset(codes))
        for codes in ({"IRP-T01"}, {"IRP-M01"})
    ]
    assert [planted.right for planted in told] == [True, False]
    share_told = held(Results(1, "", planted=told))
    assert share_told["Faults with two witnesses told by the right code"] is False
