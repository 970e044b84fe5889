"""Only the pages in doubt are read by the second engine, and the record says which those were."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

import pytest

from conftest import ROOT
from irp.options import Limits
from irp.parser.pipeline import run
from irp.parser.text.engines.plumber import PlumberEngine
from irp.parser.text.engines.raw import RawPage
from irp.record.extraction import Extraction
from irp.record.vocabulary import Status
from irp.source import SourceFile

DOUBTFUL, CLEAR = (
    ROOT / "samples" / f"{name}.pdf" for name in ("hmp-larkstone-2022", "hmp-ashdown-vale-2022")
)
ASKED: list[set[int] | None] = []


@pytest.fixture(autouse=True)
def asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Notes what the second engine is asked for."""
    ASKED.clear()
    real = PlumberEngine.read

    def read(
        self: PlumberEngine, data: bytes, limits: Limits, pages: Collection[int] | None = None
    ) -> Iterator[RawPage]:
        ASKED.append(None if pages is None else set(pages))
        return real(self, data, limits, pages)

    monkeypatch.setattr(PlumberEngine, "read", read)


def in_doubt(extraction: Extraction) -> set[int]:
    failed = (check for check in extraction.checks if check.outcome in ("failed", "unavailable"))
    return {place.page for check in failed for place in check.places}


def test_a_verified_record_asks_for_nothing() -> None:
    extraction = run(SourceFile.from_path(CLEAR))
    assert (extraction.status, ASKED) == (Status.VERIFIED, [])


def test_pages_that_both_read_alike_change_nothing() -> None:
    source = SourceFile.from_path(DOUBTFUL)
    extraction = run(source)
    assert extraction.status is Status.NEEDS_REVIEW
    (pages,) = ASKED
    assert pages is not None
    assert in_doubt(extraction) <= pages < set(range(1, (extraction.source.pages or 0) + 1))
    assert (extraction.parser.engine, extraction.parser.second_engine_pages) == ("pdfium", [])


def test_pages_that_the_second_engine_reads_better_are_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The first engine is made to misread one page; the second sets it right."""
    from irp.parser.text.engines.pdfium.engine import PdfiumEngine

    wanted = run(SourceFile.from_path(CLEAR))
    place = wanted.provenance["/follow_ups/0/judgement/text"][0]
    real = PdfiumEngine.read

    def misread(
        self: PdfiumEngine, data: bytes, limits: Limits, pages: Collection[int] | None = None
    ) -> Iterator[RawPage]:
        for page in real(self, data, limits, pages):
            words = [
                word._replace(text="pro\ufffdress") if word.text == "progress" else word
                for word in page.words
            ]
            yield replace(page, words=words) if page.number == place.page else page

    monkeypatch.setattr(PdfiumEngine, "read", misread)
    extraction = run(SourceFile.from_path(CLEAR))
    assert (extraction.status, extraction.report) == (Status.VERIFIED, wanted.report)
    assert extraction.parser.second_engine == "pdfplumber"
    assert extraction.parser.second_engine_pages == [place.page]
    (pages,) = ASKED  # and not the others that the failed checks name
    assert pages == {place.page}
