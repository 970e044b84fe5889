"""Doubts about what is absent, and the fields that doubts point to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dumped import small_review
from irp.parser.doubts import empty_area
from irp.parser.doubts_about import FieldsByPlace
from irp.parser.pipeline import run
from irp.parser.segment.model import AreaBlock
from irp.parser.segment.segmenter import segment
from irp.parser.text.reader import read_document
from irp.record.extraction import Extraction, Place
from irp.source import SourceFile
from normalise.making import passage

COVER = """Report on an independent review of progress at

HMP Ashdown Vale

by HM Chief Inspector of Prisons

{when}

"""


def read(text: str) -> Extraction:
    return run(SourceFile.from_bytes(text.encode(), name="x.txt"))


def about(extraction: Extraction, code: str) -> list[list[str]]:
    return [problem.doubts_about for problem in extraction.problems if problem.code == code]


@pytest.mark.parametrize(
    ("when", "doubted"),
    [
        ("24–26 April 2024", False),
        ("8 and 13–15 May 2024", False),
        ("", True),
        ("Spring term", True),
        ("13th floor, 24–26 April 2024", True),
        ("3 May and after the holidays 24–26 May 2024", True),
    ],
)
def test_a_cover_without_dates_or_with_more_than_were_read_is_a_doubt(
    when: str, doubted: bool
) -> None:
    extraction = read(COVER.format(when=when) + small_review())
    assert about(extraction, "visit_dates") == [["/visit"]] * doubted


def test_a_text_without_a_cover_is_no_doubt() -> None:
    assert about(read(small_review()), "visit_dates") == []


def three(*asked: str) -> str:
    """A review of three concerns."""
    blocks = "\n\n".join(
        f"Concern: {words}\n\n3.{number} We considered that the prison had made good progress"
        " against this concern."
        for number, words in enumerate(asked, 1)
    )
    before, _, rest = small_review().partition("Concern: Staffing was poor.")
    return before + blocks + "\n\nSection 4" + rest.partition("Section 4")[2]


def test_the_one_follow_up_without_a_reference_is_a_doubt() -> None:
    some = ("Staffing was poor. (1.2)", "Cells were cold. (1.3)", "Food was bad.")
    extraction = read(three(*some))
    assert about(extraction, "no_reference") == [["/follow_ups/2/position"]]
    assert about(read(three(*some[1:])), "no_reference") == []
    assert about(read(three("Staffing was poor.", *some[1:])), "no_reference") == []


def test_an_area_with_nothing_under_it_is_a_doubt() -> None:
    outline = segment(read_document(SourceFile.from_bytes(small_review().encode(), name="x.txt")))
    report = read(small_review()).report
    assert report
    assert empty_area(outline, report) == []
    lonely = AreaBlock(passage("Safer custody"))
    found = empty_area(replace(outline, areas=(*outline.areas, lonely)), report)
    assert [(problem.code, problem.place) for problem in found] == [
        ("empty_area", lonely.heading.spans()[0])
    ]


def test_a_check_that_fails_points_to_what_it_puts_in_doubt() -> None:
    text = small_review(said="We followed up two concerns. We judged that there was good progress "
                        "in one concern.")  # fmt: skip
    checks = {check.code: check.doubts_about for check in read(text).checks}
    stated, found, *_ = checks["IRP-T03"]
    assert stated.startswith("/key_findings/followed_up/0/")
    assert found == "/follow_ups/0/concern"
    assert checks["IRP-T01"] == []


def test_the_field_with_the_fewest_words_at_a_place_is_meant() -> None:
    def place(start: int, end: int) -> Place:
        return Place(page=1, start=start, end=end)

    provenance = {"/whole": [place(0, 90)], "/part": [place(10, 20)], "/other": [place(20, 30)]}
    fields = FieldsByPlace(provenance)
    assert fields.at([place(12, 15)]) == ["/part"]
    assert fields.at([place(40, 50), place(41, 42)]) == ["/whole"]
    assert fields.at([place(19, 21)]) == ["/part"]
    assert fields.at([place(95, 99)]) == []
