"""What is not an independent review of progress is refused, by the name it gives itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from irp.pipeline import run
from irp.source import SourceFile
from irp.vocabulary import Status

OTHERS = {
    "full inspection": "Report on an unannounced inspection of\nHMP Ashdown Vale\n3–14 May 2021",
    "scrutiny visit": "Report on a scrutiny visit to\nHMP Ashdown Vale\n3 and 10 May 2021",
    "action plan": "Action Plan: HMP Ashdown Vale\nAction plan submitted after the inspection",
    "urgent notification": "Urgent Notification: HMP Ashdown Vale\nDear Secretary of State",
    "annual report": "HM Chief Inspector of Prisons\nAnnual Report 2021–22",
}
BODY = (
    "\n\n1.1 We said at the last visit, an independent review of progress, that this would be"
    " looked at again.\n\n1.2 It was.\n"
)


@pytest.mark.parametrize("kind", OTHERS)
def test_other_documents_are_named(kind: str) -> None:
    extraction = run(SourceFile.from_bytes((OTHERS[kind] + BODY).encode(), name="other.txt"))
    assert extraction.status is Status.FAILED
    assert extraction.report is None
    assert [problem.code for problem in extraction.problems] == ["not_an_irp"]
    assert kind.split(maxsplit=1)[0] in extraction.problems[0].message


def test_real_reports_of_another_inspectorate_are_refused(not_irps: list[Path]) -> None:
    for path in not_irps:
        extraction = run(SourceFile.from_path(path))
        assert [problem.code for problem in extraction.problems] == ["not_an_irp"], path
        assert "Ofsted" in extraction.problems[0].message


def test_an_unknown_layout_is_refused_with_what_the_nearest_lacks() -> None:
    title = "Report on an independent review of progress at\nHMP Ashdown Vale"
    text = f"{title}\n\nChapter One\n\nWords.\n"
    extraction = run(SourceFile.from_bytes(text.encode(), name="new.txt"))
    assert [problem.code for problem in extraction.problems] == ["unknown_layout"]
    assert "the nearest is" in extraction.problems[0].message
