"""The time of each stage of the pipeline, run in the pipeline's own order."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from irp.options import PDF_ENGINES
from irp.parser import pipeline
from irp.parser.checks import run as run_checks
from irp.parser.checks.base import Evidence
from irp.parser.normalise.grounding import as_places, split
from irp.parser.normalise.ledger import account
from irp.parser.normalise.report import build_report
from irp.parser.second_path import what_it_reads
from irp.parser.segment.segmenter import segment
from irp.parser.stated.read import read_with_places
from irp.parser.text.engines.pdfium import engine
from irp.parser.text.reader import read_document
from irp.parser.text.seen import witness
from irp.record.report import Report
from irp.source import SourceFile

STAGES = (
    "source",
    "text",
    "pictures",
    "segment",
    "stated",
    "normalise",
    "account",
    "checks",
    "record",
)


class Clock:
    """Seconds by stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time the block."""
        started = time.process_time()
        yield
        self.seconds[name] = time.process_time() - started


@contextmanager
def _pictures_apart() -> Iterator[list[float]]:
    """Time, inside, what drawing the pages and comparing the words with them takes."""
    seconds: list[float] = []

    def timed(work: Callable[..., Any]) -> Callable[..., Any]:
        def run(*arguments: Any) -> Any:
            started = time.process_time()
            done = work(*arguments)
            seconds.append(time.process_time() - started)
            return done

        return run

    places = [(engine, "draw"), (witness, "compare_with_picture")]
    works = [(place, name, getattr(place, name)) for place, name in places]
    for place, name, work in works:
        setattr(place, name, timed(work))
    try:
        yield seconds
    finally:
        for place, name, work in works:
            setattr(place, name, work)


def one_run(data: bytes) -> dict[str, float]:
    """The seconds of each stage of one reading, by pdfium."""
    clock = Clock()
    with clock.stage("source"):
        source = SourceFile.from_bytes(data, name="report.pdf")
    with _pictures_apart() as pictures, clock.stage("text"):
        document = read_document(source, PDF_ENGINES[0])
    clock.seconds["pictures"] = sum(pictures)
    clock.seconds["text"] -= sum(pictures)
    with clock.stage("segment"):
        outline = segment(document)
    with clock.stage("stated"):
        reading = read_with_places(what_it_reads(outline))
    with clock.stage("normalise"):
        built = build_report(outline, reading)
        plain, provenance = split(built.tree)
        report = Report.model_validate(plain)
    with clock.stage("account"):
        ledger = account(outline, provenance)
        places = as_places(provenance)
    with clock.stage("checks"):
        evidence = Evidence(outline.layout.id, report, reading.stated, ledger.coverage, places)
        run_checks(evidence)
    # The rest of the pipeline has no stage of its own: the total, less what was timed here.
    started = time.process_time()
    pipeline.extract_document(source, document)
    whole = time.process_time() - started
    after_text = sum(clock.seconds[name] for name in STAGES[3:8])
    clock.seconds["record"] = max(0.0, whole - after_text)
    return clock.seconds
