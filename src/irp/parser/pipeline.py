"""The chain for one source: text, segments, record, checks, status.

``run`` never raises for a bad source: it returns a failed ``Extraction`` that says why.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from irp.errors import IrpError, SourceError
from irp.establishments import Register, register_with
from irp.options import PDF_ENGINES, Engine, Options
from irp.parser.charts.read import read_charts
from irp.parser.checks import run as run_checks
from irp.parser.checks.base import Evidence
from irp.parser.doubts import doubts
from irp.parser.doubts_about import FieldsByPlace, with_fields
from irp.parser.engine_choice import Reading, better_of, is_final, pages_in_doubt
from irp.parser.normalise.grounding import as_places, split
from irp.parser.normalise.ledger import account
from irp.parser.normalise.report import build_report
from irp.parser.second_path import what_it_reads
from irp.parser.segment.segmenter import segment
from irp.parser.stated.read import read_with_places
from irp.parser.text.model import Document, TextProblem
from irp.parser.text.reader import read_again, read_document
from irp.record.extraction import (
    Extraction,
    ParserInfo,
    Place,
    Problem,
    Seen,
    SourceInfo,
    SourcePdf,
)
from irp.record.failed import failed_extraction, source_info, unused_parser
from irp.record.findings import status_of
from irp.record.report import Report
from irp.record.vocabulary import Status
from irp.source import PDF, SourceFile
from irp.version import __version__


def run(source: SourceFile, options: Options | None = None) -> Extraction:
    """Read one source; the result reports whatever is wrong with it."""
    options = options or Options()
    if options.engine == Engine.RECOGNISE:
        return _run_recognising(source, options)
    if options.engine != Engine.AUTO or source.media_type != PDF:
        return read_with(source, options, options.engine).extraction
    quick, thorough = PDF_ENGINES
    with _collecting_later():
        first = read_with(source, options, quick)
    if first.extraction.status is Status.VERIFIED or is_final(first):
        return first.extraction
    if first.document is None:
        return better_of(first, read_with(source, options, thorough))
    second = _read_again(first, source, options, thorough)
    return better_of(first, second) if second else first.extraction


def _run_recognising(source: SourceFile, options: Options) -> Extraction:
    """Read a source as ever; if its pages are pictures without text, recognise their words."""
    found = run(source, replace(options, engine=Engine.AUTO))
    if found.report or all(problem.code != "image_only" for problem in found.problems):
        return found
    return read_with(source, options, Engine.RECOGNISE).extraction


def _read_again(
    first: Reading, source: SourceFile, options: Options, engine: str
) -> Reading | None:
    """The source with its doubtful pages read by another engine; None where nothing changes."""
    reading, tried = first, set[int]()
    while reading.document and reading.extraction.status is not Status.VERIFIED:
        pages = pages_in_doubt(reading, tried)
        if not pages:
            break
        tried |= pages
        try:
            mixed = read_again(reading.document, source, engine, options.limits, pages)
        except SourceError as error:
            info = _describe(source, reading.document)
            return Reading(engine, failed_extraction(info, error.code, error.message), None)
        reading = read_with(source, options, engine, mixed) if mixed else reading
    return None if reading is first else reading


def read_with(
    source: SourceFile, options: Options, engine: str, document: Document | None = None
) -> Reading:
    """Read a source with one engine, or make the record of a document that was read with it."""
    try:
        document = document or read_document(source, engine, options.limits)
        register = register_with(options.establishments)
        return Reading(engine, extract_document(source, document, register), document)
    except IrpError as error:
        info, parser = _describe(source, document), _parser(document)
        met = [_as_problem(problem) for problem in document.problems] if document else []
        failed = failed_extraction(info, error.code, error.message, parser=parser, problems=met)
        return Reading(engine, failed, document)


@contextmanager
def _collecting_later() -> Iterator[None]:
    """Postpone the search for cyclic garbage, of which there is next to none.

    A report's words and lines are so many objects that the search is started over and over, and
    takes a tenth of the time. Not for pdfplumber, whose pages refer to themselves.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _parser(document: Document | None, layout: str | None = None) -> ParserInfo:
    if document is None:
        return unused_parser()
    second = document.second
    return ParserInfo(
        version=__version__,
        layout=layout,
        engine=document.engine,
        engine_version=document.engine_version,
        second_engine=second and second.name,
        second_engine_version=second and second.version,
        second_engine_pages=[*second.pages] if second else [],
    )


def extract_document(
    source: SourceFile, document: Document, register: Register | None = None
) -> Extraction:
    """A document that has been read to its extraction.

    Raises:
        RefusedError: it is not an independent review of progress, or no follow-up was found in it.
    """
    outline = segment(document)
    reading = read_with_places(what_it_reads(outline))
    stated = reading.stated
    built = build_report(outline, reading, register, read_charts(outline, source))
    plain, provenance = split(built.tree)
    report = Report.model_validate(plain)
    ledger = account(outline, provenance)
    places = as_places(provenance)
    seen = _seen(document)
    evidence = Evidence(outline.layout.id, report, stated, ledger.coverage, places, seen)
    fields = FieldsByPlace(places)
    checks = run_checks(evidence, fields)
    found = (
        *outline.document.problems,
        *outline.problems,
        *doubts(outline, report),
        *built.problems,
        *reading.problems,
    )
    problems = [*map(_as_problem, found), *ledger.problems]
    problems = [with_fields(problem, fields) for problem in problems]
    return Extraction(
        status=status_of(checks, problems),
        source=_describe(source, document),
        parser=_parser(document, outline.layout.id),
        report=report,
        stated=stated,
        coverage=ledger.coverage,
        seen=seen,
        checks=checks,
        problems=problems,
        provenance=places,
    )


def _seen(document: Document) -> Seen | None:
    if document.sighting is None:
        return None
    pages, left_out, spans = document.sighting
    contradictions = [Place.of(span) for span in spans]
    return Seen(pages=pages, left_out=left_out, contradictions=contradictions)


def _as_problem(problem: TextProblem) -> Problem:
    place = Place.of(problem.place) if problem.place else None
    return Problem(code=problem.code, message=problem.message, place=place)


def _describe(source: SourceFile, document: Document | None) -> SourceInfo:
    info = source_info(source)
    if document is None:
        return info
    pdf = None
    if document.media_type == "application/pdf":
        pdf = SourcePdf(title=document.title, producer=document.producer)
    return info.model_copy(update={"pages": len(document.pages), "pdf": pdf})
