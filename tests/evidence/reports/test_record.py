"""The real report, from the text dump and from three producers' PDFs: the same perfect record."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from comparing import differences, misgrounded
from irp.parser.checks import CHECKS
from irp.parser.pipeline import run
from irp.parser.text.reader import read_document
from irp.record.extraction import Extraction
from irp.record.vocabulary import Outcome, Status
from irp.source import SourceFile

SOURCES = (
    "report.txt",
    "report-libreoffice.pdf",
    "report-weasyprint.pdf",
    "report-fragmented.pdf",
)


@pytest.fixture(scope="module", params=SOURCES)
def source(request: pytest.FixtureRequest, chelmsford: Path) -> SourceFile:
    return SourceFile.from_path(chelmsford / request.param)


@pytest.fixture(scope="module")
def extraction(source: SourceFile) -> Extraction:
    return run(source)


def test_every_expected_field_comes_out(
    extraction: Extraction, source: SourceFile, expected: dict[str, Any]
) -> None:
    truth = dict(expected)
    if source.name.endswith(".pdf"):
        truth["visit"] = {
            "text": "25–27 July 2022",
            "start": "2022-07-25",
            "end": "2022-07-27",
        }
    assert extraction.report is not None
    found = extraction.report.model_dump(mode="json")
    assert list(differences(truth, found, whole=False)) == []


NOTHING_TO_COMPARE = {
    "report.txt": {"IRP-V01", "IRP-V02", "IRP-V03"},
    "report-libreoffice.pdf": {"IRP-V02", "IRP-V03"},
    "report-fragmented.pdf": {"IRP-V02", "IRP-V03"},
    "report-weasyprint.pdf": {"IRP-V03"},
}


def test_it_is_verified_by_checks_that_had_something_to_compare(
    extraction: Extraction, source: SourceFile
) -> None:
    assert extraction.status is Status.VERIFIED
    assert extraction.problems == []
    outcomes = {check.code: check.outcome for check in extraction.checks}
    assert len(outcomes) == len(CHECKS)
    apart = {code for code, outcome in outcomes.items() if outcome is Outcome.NOT_APPLICABLE}
    # Its outcomes are given once; a dump has no picture, and of the PDFs one draws its charts.
    assert apart == NOTHING_TO_COMPARE[source.name]
    assert set(outcomes.values()) == {Outcome.PASSED, Outcome.NOT_APPLICABLE}


def test_every_line_is_accounted_for(extraction: Extraction) -> None:
    coverage = extraction.coverage
    assert coverage is not None
    assert coverage.unclaimed == 0
    assert coverage.claimed > 700
    parts = coverage.claimed + coverage.furniture + coverage.boilerplate + coverage.unclaimed
    assert parts == coverage.lines


def test_every_leaf_is_what_its_place_says(extraction: Extraction, source: SourceFile) -> None:
    assert misgrounded(extraction, read_document(source)) == []


def test_beyond_the_example(extraction: Extraction) -> None:
    report = extraction.report
    assert report is not None
    assert [area.heading for area in report.areas][::4] == [
        "Managing behaviour",
        "Living conditions",
        "Public protection",
    ]
    notes = [area.note for area in report.areas if area.note]
    assert len(notes) == 1
    assert notes[0].startswith("This part of the report is written by Ofsted")
    assert report.copyright_year == 2022
    assert [d.body.value for d in report.judgement_definitions] == ["hmi_prisons"] * 4 + [
        "ofsted"
    ] * 3


def test_reading_again_gives_the_same_bytes(extraction: Extraction, source: SourceFile) -> None:
    assert run(source).model_dump_json() == extraction.model_dump_json()
