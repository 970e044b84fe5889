"""Which inspection is followed up, in the ways in which the key findings date it."""

from __future__ import annotations

import pytest

from dumped import small_review
from irp.parser.pipeline import run
from irp.source import SourceFile

JUDGED = "We judged that there was good progress in one concern."


@pytest.mark.parametrize(
    ("said", "dated"),
    [
        (
            "At this visit we followed up one concern from our last inspection in May 2023.",
            (2023, 5),
        ),
        ("We went back to one concern from May 2023.", (2023, 5)),
        ("We went back to one concern from 2023.", (2023, None)),
        ("We followed up one concern raised in May 2023.", (2023, 5)),
        ("One concern that was identified in May 2023 was followed up.", (2023, 5)),
        ("We went back to one concern from the wing that was closed in 2023.", None),
    ],
)
def test_the_inspection_is_dated_in_many_ways(
    said: str, dated: tuple[int, int | None] | None
) -> None:
    text = small_review(said=f"{said}\n\n2.2 {JUDGED}")
    report = run(SourceFile.from_bytes(text.encode(), name="x.txt")).report
    assert report is not None
    found = report.followed_up_inspection
    assert (found and (found.year, found.month)) == dated
