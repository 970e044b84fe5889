"""Real reports of another inspectorate: their words are read, and they are refused."""

from __future__ import annotations

import pdfplumber

from irp.parser.pipeline import run
from irp.parser.text.model import Furniture
from irp.parser.text.reader import read_document
from irp.source import SourceFile
from material import SHARED

REPORTS = sorted((SHARED / "not-irp").glob("*.pdf"))


def test_they_are_there() -> None:
    assert REPORTS


def test_they_are_refused_by_name() -> None:
    for path in REPORTS:
        extraction = run(SourceFile.from_path(path))
        assert [problem.code for problem in extraction.problems] == ["not_an_irp"], path
        assert "Ofsted" in extraction.problems[0].message


def test_other_reports_keep_their_words() -> None:
    """Everything pdfplumber sees is there, furniture is little."""
    for path in REPORTS:
        document = read_document(SourceFile.from_path(path))
        with pdfplumber.open(path) as plumber:
            words = plumber.pages[2].extract_text_simple().split()
            for page in plumber.pages:
                page.close()
        ours = "".join("".join(line.text.split()) for line in document.pages[2].lines)
        missing = [word for word in words if word.isalpha() and word not in ours]
        assert missing == []
        marked = [line for line in document.lines if line.furniture]
        numbers = [line for line in marked if line.furniture is Furniture.PAGE_NUMBER]
        others = {line.text for line in marked if line.furniture is not Furniture.PAGE_NUMBER}
        assert len(document.pages) - 1 <= len(numbers) <= len(document.pages)
        assert len(others) <= 2  # the lines of a foot, with a large page number beside them
        assert len(marked) <= 3 * len(document.pages)
