"""The generator itself: same seed, same bytes; truths that agree with themselves; honest faults."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest

import generator
from generator.document import Footnote, Numbered
from generator.faults.base import prefix, rank
from generator.perturbations import PERTURBATIONS, draw
from generator.printed import missing, text_of
from generator.traits import KNOWN, LAYOUTS, traits
from generator.wordings import WORDS, wordings

PRODUCERS = tuple(generator.producers())
PLAIN = "text-pages"


# -- the same again --------------------------------------------------------------------------


@pytest.mark.parametrize("producer", PRODUCERS)
def test_the_same_seed_gives_the_same_bytes(producer: str) -> None:
    names = ("footnotes", "split_runs", "tables")
    one, other = (generator.make_truth(5, "2023", perturbations=names) for _ in range(2))
    assert one == other
    printer = generator.producers()[producer]  # itself, and not what was kept of an earlier one
    first, second = (printer.render(generator.build(t)) for t in (one, other))
    assert first == second


def test_seeds_layouts_and_wordings_differ() -> None:
    truths = [generator.make_truth(s, layout) for s in (1, 2) for layout in LAYOUTS]
    truths += [generator.make_truth(1, "2021", wording) for wording in wordings()]
    records = [repr(truth.record) for truth in truths]
    assert len(set(records)) == len(records) - 1  # 2021 with seed 1 is there twice


# -- truths agree with themselves ------------------------------------------------------------


def all_numbers(record: dict[str, Any]) -> dict[str, list[str]]:
    """The paragraph numbers of each section, in order."""
    paragraphs = [*record["summary"]["paragraphs"], *record["key_findings"]["paragraphs"]]
    paragraphs += [p for f in record["follow_ups"] for p in f["paragraphs"]]
    sections: dict[str, list[str]] = {}
    for paragraph in paragraphs:
        sections.setdefault(prefix(paragraph["number"]), []).append(paragraph["number"])
    return sections


def check_counts(record: dict[str, Any]) -> None:
    found = Counter((f["body"], f["judgement"]["value"]) for f in record["follow_ups"])
    told = {(t["body"], t["judgement"]): t["count"] for t in record["key_findings"]["tallies"]}
    assert {key: count for key, count in told.items() if count} == dict(found)
    bodies = Counter(f["body"] for f in record["follow_ups"])
    assert {n["body"]: n["count"] for n in record["key_findings"]["followed_up"]} == dict(bodies)
    assert [f["n"] for f in record["figures"] if f["n"]] == [
        n["count"] for n in record["key_findings"]["followed_up"]
    ]


def check_summary(record: dict[str, Any]) -> None:
    entries = record["judgement_summary"]
    assert sorted(e["follow_up"] for e in entries) == [f["position"] for f in record["follow_ups"]]
    for entry in entries:
        follow_up = record["follow_ups"][entry["follow_up"] - 1]
        assert entry["judgement"] == follow_up["judgement"]["value"]
        assert entry["body"] in (follow_up["body"], None)


def check_follow_ups(record: dict[str, Any]) -> None:
    for follow_up in record["follow_ups"]:
        last, numbers = follow_up["paragraphs"][-1], [p["number"] for p in follow_up["paragraphs"]]
        judgement = follow_up["judgement"]
        assert judgement["text"] == last["text"]
        assert judgement["paragraph"] == last["number"]
        progress = WORDS[judgement["value"]]
        adjective = progress.removesuffix(" progress")
        said = rf"\b{progress}\b|\bprogress\b.*\b{adjective}\.$"  # the second: "… was good."
        assert re.search(said, last["text"], re.IGNORECASE)
        assert {p["after"] for p in follow_up["photographs"]} <= set(numbers[:-1])
        assert {h["before"] for h in follow_up.get("sub_headings", ())} <= set(numbers)
        concern = follow_up["kind"] == "concern"
        assert (follow_up["recommendation"] is None) is concern
        assert follow_up["concern"] or not concern


def check_numbers(record: dict[str, Any]) -> None:
    sections = all_numbers(record)
    assert len(sections) == 3
    for section, numbers in sections.items():
        assert numbers == [f"{section}{n}" for n in range(1, len(numbers) + 1)]
    known = {number for numbers in sections.values() for number in numbers}
    text = repr(record)
    referred = re.findall(r"[Pp]aragraphs? (\d\.\d+)(?: and (\d\.\d+))?", text)
    assert {number for pair in referred for number in pair if number} <= known
    assert {n for p in record["positive_practice"] for n in p["see_paragraphs"]} <= known


def check_dates(record: dict[str, Any]) -> None:
    visit, inspected, signed = (
        record[name] for name in ("visit", "followed_up_inspection", "report_date")
    )
    start = (int(visit["start"][:4]), int(visit["start"][5:7]))
    assert visit["start"] < visit["end"]
    assert (inspected["year"], inspected["month"]) < start <= (signed["year"], signed["month"])
    assert all(year <= inspected["year"] for year in record["previous_inspections"])


@pytest.mark.parametrize("wording", wordings())
@pytest.mark.parametrize("layout", LAYOUTS)
def test_truths_agree_with_themselves(layout: str, wording: str) -> None:
    for seed in range(200, 203):
        truth = generator.make_truth(seed, layout, wording, perturbations=draw(seed, layout))
        record: Any = truth.record
        check_counts(record)
        if truth.form.summarised:
            check_summary(record)
        else:
            assert record["judgement_summary"] == []
        check_follow_ups(record)
        check_numbers(record)
        check_dates(record)
        printed = generator.render(generator.build(truth), PLAIN).decode()
        assert not re.search(r"[{}⟦⟧]", printed)


# -- what is printed -------------------------------------------------------------------------


@pytest.mark.parametrize("producer", PRODUCERS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_producer_prints_what_the_truth_says(layout: str, producer: str) -> None:
    truth = generator.make_truth(8, layout, perturbations=("footnotes", "sub_headings", "tables"))
    file = generator.render(generator.build(truth), producer)
    assert missing(truth, file) == []


PRINTED = {name: (PRODUCERS[i % 3], PLAIN)[i % 2] for i, name in enumerate(PERTURBATIONS)}


@pytest.mark.parametrize("name", PERTURBATIONS)
def test_a_perturbation_leaves_everything_on_paper(name: str) -> None:
    layout = next(one for one, form in KNOWN.items() if PERTURBATIONS[name].fits(form))
    for seed in range(9, 15):
        truth = generator.make_truth(seed, layout, perturbations=(name,))
        document = generator.build(truth)
        if document != generator.build(generator.make_truth(seed, layout)):
            break
    else:
        pytest.fail("it changes nothing")
    assert missing(truth, generator.render(document, PRINTED[name])) == []


@pytest.mark.parametrize("name", ["rewrapped", "split_runs", "ligatures", "soft_hyphens"])
def test_styles_are_set_by_some_producer(name: str) -> None:
    plain = generator.make_truth(9)
    changed = generator.make_truth(9, perturbations=(name,))
    files = [generator.render(generator.build(t), "fpdf2") for t in (plain, changed)]
    assert files[0] != files[1]
    assert missing(changed, files[1]) == []


def test_a_perturbation_of_the_truth_cannot_come_late() -> None:
    truth = generator.make_truth(1)
    with pytest.raises(ValueError, match="changes the truth"):
        generator.build(truth, ("footnotes",))


def test_marks_of_footnotes_are_in_the_text_and_not_in_the_record() -> None:
    truth = generator.make_truth(4, perturbations=("footnotes",))
    document = generator.build(truth)
    notes = [e for e in document.elements if isinstance(e, Footnote)]
    marked = [
        e for e in document.elements if isinstance(e, Numbered) and re.search("[¹²³]", e.text)
    ]
    assert [n.text for n in notes] == [n["text"] for n in truth.record["footnotes"]]
    assert len(marked) == len(notes)
    assert not re.search("[¹²³]", repr(truth.record))


def test_drawn_perturbations_go_together() -> None:
    for layout in LAYOUTS:
        for seed in range(60):
            names = draw(seed, layout)
            groups = [PERTURBATIONS[n].group for n in names if PERTURBATIONS[n].group]
            assert len(groups) == len(set(groups))
            assert all(PERTURBATIONS[n].fits(traits(layout, seed)) for n in names)


# -- faults ----------------------------------------------------------------------------------

CHANGES: dict[str, set[str]] = {
    "count_off": {"key_findings"},
    "count_off_ofsted": {"key_findings"},
    "counts_swapped": {"key_findings"},
    "caption_off": {"figures"},
    "caption_off_ofsted": {"figures"},
    "followed_up_off": {"key_findings"},
    "followed_up_off_ofsted": {"key_findings"},
    "prose_off": {"summary"},
    "entry_dropped": {"judgement_summary"},
    "entry_duplicated": {"judgement_summary"},
    "entry_added": {"judgement_summary"},
    "entry_moved": {"judgement_summary"},
    "entry_flipped": {"judgement_summary"},
    "entry_moved_to_themes": {"judgement_summary"},
    "entry_twice_apart": {"judgement_summary"},
    "judgement_lost": {"follow_ups"},
    "judgement_doubled": {"follow_ups"},
    "block_flipped": {"follow_ups"},
    "theme_elsewhere": {"follow_ups"},
    "recommendation_elsewhere": {"follow_ups"},
    "dangling_reference": {"follow_ups"},
    "reference_malformed": {"follow_ups"},
    "reference_twice": {"follow_ups"},
    "practice_dangling": {"key_findings", "positive_practice"},
    "report_before_inspection": {"report_date"},
    "visit_before_inspection": {"visit"},
    "visit_after_report": {"visit"},
    "caption_elsewhere": {"figures"},
    "inspection_after_visit": {"followed_up_inspection", "key_findings"},
    "summary_paragraph_skipped": {"summary"},
}
"""The parts of the record that a fault changes; those that are not here change more, or none."""


def planted(name: str, layout: str) -> tuple[generator.Truth, generator.Truth, Any] | None:
    """A truth, the same with a fault, and the document: of the first seed that has a place."""
    for seed in range(20):
        truth = generator.make_truth(seed, layout)
        result = generator.plant(truth, name)
        if result:
            return truth, *result
    return None


@pytest.mark.parametrize("name", generator.FAULTS)
def test_a_fault_changes_what_it_says_and_nothing_else(name: str) -> None:
    fault = generator.FAULTS[name]
    assert fault.codes
    assert not fault.codes & fault.may
    places = 0
    for layout in KNOWN:
        found = planted(name, layout)
        if found is None:
            continue
        places += 1
        truth, changed, document = found
        before, after = dict(truth.record), dict(changed.record)
        parts = {key for key in before if before[key] != after[key]}
        if name in CHANGES:
            assert parts == CHANGES[name]
        if fault.on_truth is None:
            assert changed == truth
        if fault.on_bytes is None:
            assert document != generator.build(truth)
    assert places, "no report has a place for it"


@pytest.mark.parametrize("producer", ["typst", PLAIN])
@pytest.mark.parametrize("name", [n for n, f in generator.FAULTS.items() if f.on_bytes])
def test_faults_of_pages(name: str, producer: str) -> None:
    truth = generator.make_truth(3, "2023")
    whole = generator.render(generator.build(truth), producer)
    found = generator.faulty(truth, name, producer)
    assert found
    changed, file = found
    assert changed == truth
    assert generator.faulty(truth, name, producer) == found
    sizes = [len(text_of(data)) for data in (whole, file)]
    lost = missing(truth, file)
    if name == "page_missing":
        assert sizes[1] < sizes[0]
        assert lost
    elif name == "page_repeated":
        assert sizes[1] > sizes[0]
        assert lost == []
    else:
        assert sizes[1] == sizes[0]
        assert text_of(file) != text_of(whole)


def test_numbers_of_paragraphs_in_parts() -> None:
    assert (prefix("3.14"), rank("3.14")) == ("3.", 14)
    assert (prefix("S4"), rank("S4")) == ("S", 4)
