"""Real PDFs show every word that is in them: none is left out, and nothing looks unread."""

from __future__ import annotations

from pathlib import Path

import pytest

from evidence.real_word.test_words import SMALL
from irp.options import Engine
from irp.parser.text.reader import read_document
from irp.source import SourceFile
from material import SHARED

REPORTS = sorted((SHARED / "reports" / "hmp-chelmsford-2022").glob("*.pdf"))


@pytest.mark.parametrize("path", [*REPORTS, *SMALL], ids=lambda path: path.name)
def test_no_word_that_a_person_sees_is_left_out(path: Path) -> None:
    document = read_document(SourceFile.from_path(path), Engine.PDFIUM)
    assert document.sighting
    assert document.sighting.pages == len(document.pages)
    assert document.sighting.left_out == 0
    assert document.sighting.contradictions == ()
