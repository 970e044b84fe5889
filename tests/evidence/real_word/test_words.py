"""Real PDFs made with Word: both engines read the same words from them."""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Collection
from pathlib import Path

import pypdfium2

from evidence.reached import WORDS_DIFFERING
from irp.options import Limits
from irp.parser.text.engines.pdfium.engine import PdfiumEngine
from irp.parser.text.engines.plumber import PlumberEngine
from irp.parser.text.engines.raw import PdfReader
from material import SHARED

FILES = sorted((SHARED / "real-word").glob("*.pdf"))
SMALL = sorted(FILES, key=lambda path: path.stat().st_size)[:8]
DRAWN, PAGES = 10, 2
"""Files, and pages of each, that a run compares: others each time. `make words` compares all."""


def words(path: Path, engine: PdfReader, pages: Collection[int]) -> dict[int, Counter[str]]:
    return {
        page.number: Counter(word.text for word in (*page.words, *page.turned))
        for page in engine.read(path.read_bytes(), Limits(), pages)
    }


def test_the_engines_differ_by_no_more_words() -> None:
    seed = int(os.environ.get("IRP_SEED") or random.SystemRandom().randrange(10**6))
    draw = random.Random(seed)
    differing = {}
    for path in draw.sample(FILES, DRAWN):
        with pypdfium2.PdfDocument(path) as document:
            pages = draw.sample(range(1, len(document) + 1), PAGES)
        one, other = (words(path, engine, pages) for engine in (PdfiumEngine(), PlumberEngine()))
        assert one.keys() == other.keys() == set(pages)
        for number in pages:
            apart = (one[number] - other[number]) + (other[number] - one[number])
            if apart:
                differing[path.name, number] = apart
    count = sum(apart.total() for apart in differing.values())
    assert count <= WORDS_DIFFERING, f"IRP_SEED={seed}: {differing}"
