"""Real PDFs made with Word: both engines read the same words from them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from evidence.reached import WORDS_DIFFERING
from irp.options import PDF_ENGINES, Engine
from irp.parser.text.reader import read_document
from irp.source import SourceFile
from material import SHARED

FILES = sorted((SHARED / "real-word").glob("*.pdf"))
SMALL = sorted(FILES, key=lambda path: path.stat().st_size)[:8]
"""A share: all of them take minutes, and `agree.py` beside them reads them with a third reader."""


def words(path: Path, engine: Engine) -> list[Counter[str]]:
    document = read_document(SourceFile.from_path(path), engine)
    return [Counter(page.text.split()) for page in document.pages]


def test_the_engines_differ_by_no_more_words() -> None:
    assert SMALL
    differing = {
        (path.name, number): apart
        for path in SMALL
        for number, (one, other) in enumerate(
            zip(*(words(path, engine) for engine in PDF_ENGINES), strict=True), 1
        )
        if (apart := ((one - other) + (other - one)).total())
    }
    assert sum(differing.values()) <= WORDS_DIFFERING, differing
