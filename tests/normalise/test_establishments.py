"""The establishment's name where neither a cover nor its kind tells it."""

from __future__ import annotations

import pytest

from dumped import small_review
from irp.parser.pipeline import run
from irp.record.extraction import Extraction
from irp.source import SourceFile


def read(opening: str) -> Extraction:
    return run(
        SourceFile.from_bytes(
            small_review(f"{opening} It had an independent review of progress.").encode(),
            name="dump.txt",
        )
    )


def outcome(extraction: Extraction, code: str) -> str:
    return next(check.outcome for check in extraction.checks if check.code == code)


@pytest.mark.parametrize(
    ("opening", "name"),
    [
        ("Loughbrick Wood College is a secure college for young men.", "Loughbrick Wood College"),
        ("Ashdown Vale, near Selby, is one of eight long-term prisons.", "Ashdown Vale"),
        ("Loughbrick Wood College holds up to 120 prisoners.", "Loughbrick Wood College"),
        ("The Marram is an open establishment on the coast.", "The Marram"),
    ],
)
def test_a_first_sentence_says_what_the_place_it_begins_with_is(opening: str, name: str) -> None:
    extraction = read(opening)
    assert extraction.report
    assert extraction.report.establishment
    assert extraction.report.establishment.name == name
    assert outcome(extraction, "IRP-E01") in ("passed", "not_applicable")


@pytest.mark.parametrize(
    "opening",
    [
        "The prison is one of eight long-term prisons.",
        "It holds up to 120 prisoners.",
        "Ofsted is an inspectorate.",
        "Many of those we met were men. Ashdown Vale is a prison.",
    ],
)
def test_any_other_first_sentence_names_no_establishment(opening: str) -> None:
    extraction = read(opening)
    assert extraction.report
    assert extraction.report.establishment is None
    assert outcome(extraction, "IRP-E01") == "unavailable"


def test_a_line_of_the_cover_may_hold_the_name_alone() -> None:
    cover = (
        "HMP HOLLOW FEN\nINDEPENDENT REVIEW OF PROGRESS\nReport by HM Chief Inspector of Prisons"
    )
    opening = "At our inspection of HMP Hollow Fen in 2018 it was poor."
    text = f"{cover}\n\n{small_review(opening)}"
    extraction = run(SourceFile.from_bytes(text.encode(), name="dump.txt"))
    assert extraction.report
    assert extraction.report.establishment
    assert extraction.report.establishment.name == "HMP HOLLOW FEN"
    assert outcome(extraction, "IRP-E01") == "passed"
    assert outcome(extraction, "IRP-S02") == "passed"
