"""The accuracy campaign: a small share of it must be perfect, and it must count rightly."""

from __future__ import annotations

import sys
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT))  # the campaign is no part of the package

from benchmarks.accuracy import (  # noqa: E402
    corpus,
    faults,
    others,
    page,
    reading,
    tables,
)
from benchmarks.accuracy.aligning import align  # noqa: E402
from benchmarks.accuracy.comparing import Verdict, compare, same  # noqa: E402
from benchmarks.accuracy.metrics import Blocks, Counts, blocks, by_field, overall  # noqa: E402
from benchmarks.accuracy.results import Detection, Results, detection, sums  # noqa: E402
from benchmarks.accuracy.verdict import claims  # noqa: E402

import generator  # noqa: E402
from generator.producers import campaign_producers, producers  # noqa: E402
from generator.traits import KNOWN, LAYOUTS, MIXED  # noqa: E402

# ------------------------------------------------------------------ a share of the campaign


def share() -> list[corpus.Spec]:
    """A report of each known layout, and of any structure one by each producer of PDFs."""
    names = faults.tests_producers()
    known = [corpus.Spec(layout, names[n % 3], "seen", 7 + n) for n, layout in enumerate(KNOWN)]
    return [*known, *(corpus.Spec(MIXED, name, "seen", 50) for name in names)]


@pytest.mark.parametrize("spec", share(), ids=str)
def test_a_report_comes_out_right_and_never_errs_in_silence(spec: corpus.Spec) -> None:
    pdf, dump = reading.read([spec])
    assert (pdf.spec.producer, dump.spec.producer) == (spec.producer, corpus.DUMP)
    assert pdf.wrong == (), pdf.wrong
    assert pdf.alarms == (), pdf.why
    # A dump cannot show what is a caption, a heading or a table: it may be in doubt, and say so.
    assert dump.silent == 0, dump.wrong
    assert min(pdf.leaves, dump.leaves) > 150


def test_the_corpus_has_every_layout_producer_and_wording_and_no_report_twice() -> None:
    specs = list(corpus.plan(240, seed=1))
    assert len(specs) == 240
    assert {spec.layout for spec in specs} == set(LAYOUTS)
    assert {spec.producer for spec in specs} == set(corpus.all_producers()) - {corpus.DUMP}
    assert {spec.wording for spec in specs} == set(corpus.WORDINGS)
    assert len({spec.seed for spec in specs}) == len(specs)
    assert specs == list(corpus.plan(240, seed=1))
    assert all(corpus.Spec.parse(str(spec)) == spec for spec in specs)
    assert {spec.group for spec in specs} == set(corpus.GROUPS)
    assert specs != list(corpus.plan(240, seed=2))


def test_campaign_producers_are_no_producers_of_the_tests() -> None:
    assert not campaign_producers().keys() & producers().keys()


@pytest.mark.parametrize("kind", others.KINDS, ids=lambda kind: kind.name)
def test_documents_of_other_kinds_are_refused_by_their_name(kind: others.Kind) -> None:
    producers = ("text-pages", corpus.DUMP) if kind.like_a_review else ("text-pages",)
    titles = range(len(kind.titles))
    for refusal in others.read([(kind.name, p, seed) for p in producers for seed in titles]):
        assert not refusal.accepted, refusal
        assert refusal.named or not refusal.nameable, refusal


def test_a_kind_of_document_has_a_page_by_each_producer() -> None:
    planned = list(others.plan(1, seed=1))
    assert {(kind, producer) for kind, producer, _ in planned} == {
        (kind.name, producer) for kind in others.KINDS for producer in producers()
    }


@pytest.mark.parametrize(
    ("fault", "spec"),
    [
        ("entry_unjudged", "2023/text-pages/seen/231/plain"),
        ("entry_unjudged", "2019/text-dump/listed/3/plain"),
        ("inspection_after_visit", "2023/text-pages/passive/91/plain"),
        ("prose_elsewhere", "2021/text-dump/listed/8/plain"),
        ("prose_off", "2021/text-dump/passive/2/plain"),
    ],
)
def test_a_planted_fault_is_told_by_its_code_and_accuses_nothing_else(
    fault: str, spec: str
) -> None:
    [planted] = faults.read([(fault, corpus.Spec.parse(spec))])
    assert planted.right, planted
    assert planted.beside == frozenset(), planted


def test_faults_are_planted_in_every_known_layout_and_wording_and_by_every_producer() -> None:
    planned = list(faults.plan(3, seed=1))
    assert {name for name, _ in planned} == set(generator.FAULTS)
    assert len({spec.seed for _, spec in planned}) == len(planned)
    met = {(spec.wording, spec.producer) for _, spec in planned}
    assert met == {(w, p) for w in corpus.WORDINGS for p in producers()}
    assert {spec.layout for _, spec in planned} == set(KNOWN)
    hidden = [f for f, spec in planned if spec.producer == corpus.DUMP]
    assert not [name for name in hidden if generator.FAULTS[name].needs_furniture]


# ------------------------------------------------------------------ the counting

TRUTH: dict[str, Any] = {
    "name": "HMP Larkstone",
    "visit": None,
    "count": 3,
    "paragraphs": [{"number": f"1.{n}", "text": f"Sentence {n} of many."} for n in range(1, 6)],
}


def verdicts(truth: Any, record: Any) -> dict[str, str]:
    return {leaf.pointer: leaf.verdict for leaf in compare(truth, record) if not leaf.right}


def test_the_same_record_is_right_whatever_its_spaces() -> None:
    record = {**deepcopy(TRUTH), "name": " HMP  Larkstone ", "more": []}
    counts = overall(by_field(compare(TRUTH, record)))
    assert verdicts(TRUTH, record) == {}
    assert (counts.total, counts.wrong, counts.f1()) == (12, 0, 1.0)


def test_what_the_truth_does_not_state_is_wrong() -> None:
    record = deepcopy(TRUTH)
    record["paragraphs"][2]["footnote"] = "Not printed."
    record["more"] = {"labels": ["one"]}
    assert verdicts(TRUTH, record) == dict.fromkeys(
        ("/paragraphs/2/footnote", "/more/labels/0"), Verdict.EXTRA
    )


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
    assert good["Follow-ups right (F1), known layouts"] is True
    assert good["Follow-ups right (F1), any structure"] is None
    assert good["Documents of other kinds accepted"] is None
    bad = [one_reading("verified", {**TRUTH, "count": 4})]
    missed = held(Results(1, "", readings=bad))
    assert missed["Silent errors"] is False
    assert missed["Reports in the corpus"] is False
    accepted = others.Refusal("letter", "typst", 1, "needs_review", "")
    assert held(Results(1, "", refusals=[accepted]))["Documents of other kinds accepted"] is False


def told(fault: str, codes: set[str], status: str = "needs_review") -> faults.Planted:
    spec = corpus.Spec("2021", "typst", "seen", 1)
    unavailable = frozenset({"IRP-T01"}) - codes
    return faults.Planted(fault, spec, status, frozenset(codes), unavailable)


def test_a_fault_is_told_only_by_its_own_code() -> None:
    planted = [told("count_off", codes) for codes in ({"IRP-T01"}, {"IRP-M01"})]
    assert [one.right for one in planted] == [True, False]
    assert [one.beside for one in planted] == [frozenset(), {"IRP-M01"}]
    share_told = held(Results(1, "", planted=planted))
    assert share_told["Faults with two witnesses reported by the right code"] is False
    assert share_told["Faults planted, one in a report"] is False


def test_neither_a_refusal_nor_an_unavailable_check_tells_a_fault() -> None:
    refused = told("count_off", {"IRP-T01", "unknown_layout"}, status="failed")
    open_only = told("count_off", set())
    silent = told("count_off", set(), status="verified")
    unplanted = told("count_off", set(), status=faults.UNPLANTED)
    found = detection([refused, open_only, silent, unplanted])
    assert found == Detection(planted=3, right=0, otherwise=1, refused=1, silent=1, beside=0)


def test_the_page_says_what_became_of_each_fault_and_what_its_words_mean() -> None:
    planted = [told("count_off", {"IRP-T01", "IRP-M01"}), told("theme_good", {"IRP-J02"})]
    unplanted = told("entry_moved", set(), status=faults.UNPLANTED)
    text = page.page(Results(1, "make accuracy", planted=[*planted, unplanted]))
    two, one = text.split("### Two witnesses\n")[1].split("### One witness\n")
    assert "| IRP-T01 | 1 | 1 | 0 | 0 | 0 | 1 |" in two
    assert "theme_good" not in two
    assert "| IRP-J02 | 1 | 1 | 0 | 0 | 0 | 0 |" in one
    assert (
        "Not planted, because some reports of a layout have no place for it: entry_moved (2021)"
        in one
    )
    for word in ("Verified", "Silent", "Alarm", "Doubt", "Reported", "Witness"):
        assert f"- *{word}*: " in text
