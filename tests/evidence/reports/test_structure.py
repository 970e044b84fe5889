"""The text of the real report with its structure changed: the same follow-ups come out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import regex

from irp.parser.pipeline import run
from irp.record.extraction import Extraction
from irp.source import SourceFile

TITLE = r"Progress against the key concerns \nand recommendations and Ofsted themes"
HEADINGS = r"^( ?)((?:Section|Appendix) .*(?:\nand recommendations .*)?)$"


def replaced(pattern: str, by: str) -> Callable[[str], str]:
    return lambda text: regex.sub(pattern, by, text, flags=regex.MULTILINE)


def without_three_labels(text: str) -> str:
    first = text.replace("Concern: Over a quarter", "Over a quarter")
    second = first.replace("Recommendation: Levels of", "Levels of")
    return second.replace("Recommendation: Drug supply", "Drug supply").replace("Theme 2: ", "", 1)


EDITS: dict[str, Callable[[str], str]] = {
    "a colon after the section’s number": replaced("(Section .)(?= )", r"\1:"),
    "titles alone": replaced("Section . ", ""),
    "priority concerns": replaced("^Concern: ", "Priority concern: "),
    "key recommendations": replaced("^Recommendation: ", "Key recommendation: "),
    "labels dropped from three follow-ups": without_three_labels,
    "no summary section": replaced(r"(?s)^ ?Section 4 Summary.*(?=^ ?Appendix I About)", ""),
    "titles in capitals": lambda text: regex.sub(
        HEADINGS, lambda match: match[0].upper(), text, flags=regex.MULTILINE
    ),
    "an unseen title": replaced(TITLE, "What became of what we had asked for"),
    "an unseen title alone": replaced(f"Section 3 {TITLE}", "What became of what we had asked for"),
}


def read(text: str) -> Extraction:
    return run(SourceFile.from_bytes(text.encode(), name="report.txt"))


@pytest.mark.parametrize("edit", EDITS)
def test_the_same_follow_ups_come_out(chelmsford: Path, edit: str) -> None:
    text = (chelmsford / "report.txt").read_text("utf-8")
    edited = EDITS[edit](text)
    assert edited != text
    known, extraction = read(text).report, read(edited)
    assert known
    assert extraction.report, extraction.problems
    for found, one in zip(extraction.report.follow_ups, known.follow_ups, strict=True):
        for field in ("area", "concern", "recommendation", "references", "paragraphs"):
            assert getattr(found, field) == getattr(one, field)
        assert found.judgement
        assert one.judgement
        assert found.judgement.value is one.judgement.value
