"""Invented reports, truth first: what comes out of the file is what went into it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import generator
from comparing import differences, misgrounded
from generator.traits import KNOWN
from irp.parser.pipeline import run
from irp.parser.text.reader import read_document
from irp.record.extraction import Extraction
from irp.record.vocabulary import Status
from irp.source import SourceFile

PRODUCERS = sorted(generator.producers())


def truth_of(truth: Any, producer: str) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(json.dumps(generator.expected(truth, producer), default=str))
    return plain


def source_of(truth: Any, producer: str) -> SourceFile:
    return SourceFile.from_bytes(
        generator.render(generator.build(truth), producer), name=f"{producer}-{truth.seed}"
    )


@pytest.mark.parametrize("producer", PRODUCERS)
@pytest.mark.parametrize("seed", [3, 14])
def test_every_field_is_right_and_stands_where_it_says(seed: int, producer: str) -> None:
    truth = generator.make_truth(seed)
    source = source_of(truth, producer)
    extraction = run(source)
    assert extraction.report is not None, extraction.problems
    found = extraction.report.model_dump(mode="json")
    assert list(differences(truth_of(truth, producer), found)) == []
    assert misgrounded(extraction, read_document(source)) == []
    assert extraction.status is Status.VERIFIED, [
        *(check for check in extraction.checks if check.outcome != "passed"),
        *extraction.problems,
    ]


def broken_anew(text: str, breaks: list[int]) -> str:
    """A dump with its page breaks inside sentences taken out and others put in.

    Breaks before a capital letter stay: they say that something starts there.
    """
    lines = [
        line[1:] if line.startswith(" ") and line[1:2].islower() else line
        for line in text.split("\n")
    ]
    for position in breaks:
        index = position % len(lines)
        while index < len(lines) - 1 and not lines[index].strip():
            index += 1
        if not lines[index].startswith(" "):
            lines[index] = f" {lines[index]}"
    return "\n".join(lines)


def with_furniture(text: str, breaks: list[int]) -> str:
    """A dump with form feeds, each page between a running head and a foot with its number."""
    lines = broken_anew(text, breaks).split("\n")
    pages: list[list[str]] = [[]]
    for line in lines:
        if line.startswith(" ") and line.strip():
            pages.append([])
        pages[-1].append(line.strip())
    return "\f".join(
        "\n".join(["Invented running head", "", *page, "", f"Invented foot of the page {number}"])
        for number, page in enumerate(pages, start=1)
    )


@pytest.fixture(scope="module")
def dump() -> tuple[str, Extraction]:
    truth = generator.make_truth(21)
    text = generator.render(generator.build(truth), "text-dump").decode()
    return text, run(SourceFile.from_bytes(text.encode(), name="dump.txt"))


BREAKS = st.lists(st.integers(0, 10_000), min_size=5, max_size=40)
FEW = settings(
    max_examples=15,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@FEW
@given(breaks=BREAKS)
def test_moving_page_breaks_changes_nothing(
    dump: tuple[str, Extraction], breaks: list[int]
) -> None:
    text, before = dump
    after = run(SourceFile.from_bytes(broken_anew(text, breaks).encode(), name="dump.txt"))
    assert after.report == before.report
    assert after.status is before.status


@FEW
@given(breaks=BREAKS)
def test_inserting_furniture_changes_nothing(
    dump: tuple[str, Extraction], breaks: list[int]
) -> None:
    text, before = dump
    after = run(SourceFile.from_bytes(with_furniture(text, breaks).encode(), name="dump.txt"))
    assert after.report == before.report
    assert after.coverage is not None
    assert after.coverage.furniture > 0


HARD = (
    ("footnotes", "tables"),
    ("captions", "sub_headings"),
    ("summary_table", "odd_even"),
    ("breaks_inside",),
)
LAYOUTS = tuple(KNOWN)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("together", HARD, ids="+".join)
def test_every_layout_survives(layout: str, together: tuple[str, ...]) -> None:
    fitting = tuple(one for one in together if generator.PERTURBATIONS[one].fits(KNOWN[layout]))
    assert set(together) - set(fitting) <= ({"summary_table"} if layout == "2019" else set())
    truth = generator.make_truth(17, layout=layout, perturbations=fitting)
    extraction = run(source_of(truth, "typst"))
    assert extraction.report is not None, extraction.problems
    found = extraction.report.model_dump(mode="json")
    assert list(differences(truth_of(truth, "typst"), found)) == []
    assert extraction.status is Status.VERIFIED, extraction.problems


@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_report_is_named_after_its_layout(layout: str) -> None:
    for seed in (1, 2):
        extraction = run(source_of(generator.make_truth(seed, layout=layout), "text-dump"))
        assert layout.split("_", maxsplit=1)[0] in str(extraction.parser.layout)


@pytest.mark.parametrize("fault", ["page_missing", "page_repeated", "pages_swapped"])
def test_pages_that_are_not_in_order_are_told(fault: str) -> None:
    truth = generator.make_truth(9)
    spoilt = generator.faulty(truth, fault, "reportlab")
    assert spoilt is not None
    extraction = run(SourceFile.from_bytes(spoilt[1], name=fault))
    assert extraction.status is Status.NEEDS_REVIEW
    assert "page_order" in {problem.code for problem in extraction.problems}


WORDINGS = ("passive", "listed", "terse")


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("wording", WORDINGS)
def test_counts_and_judgements_are_read_in_other_words(layout: str, wording: str) -> None:
    truth = generator.make_truth(2, layout=layout, wording=wording)
    extraction = run(source_of(truth, "text-dump"))
    assert extraction.report is not None, extraction.problems
    found = extraction.report.model_dump(mode="json")
    assert list(differences(truth_of(truth, "text-dump"), found)) == []
    assert extraction.status is Status.VERIFIED, extraction.problems
