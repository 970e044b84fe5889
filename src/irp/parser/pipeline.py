"""The chain for one source: text, segments, record, checks, status.

``run`` never raises for a bad source: it returns a failed ``Extraction`` that says why.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from irp.errors import IrpError
from irp.establishments import Register, register_with
from irp.options import PDF_ENGINES, Engine, Options
from irp.parser.checks import run as run_checks
from irp.parser.checks.base import Evidence
from irp.parser.engine_choice import Reading, better_of, is_enough
from irp.parser.normalise.grounding import Provenance, split
from irp.parser.normalise.ledger import unclaimed_runs, use_of_lines
from irp.parser.normalise.practice import practice_problems
from irp.parser.normalise.report import build_report
from irp.parser.patterns import Pattern
from irp.parser.segment.model import Outline
from irp.parser.segment.outline import segment
from irp.parser.stated.read import StatedSource, read_with_places
from irp.parser.text.model import Document, Furniture, Line, TextProblem
from irp.parser.text.page_order import page_order
from irp.parser.text.passage import Passage
from irp.parser.text.reader import read_document
from irp.record.extraction import (
    Check,
    Coverage,
    Extraction,
    ParserInfo,
    Place,
    Problem,
    SourceInfo,
    SourcePdf,
)
from irp.record.failed import failed_extraction, source_info, unused_parser
from irp.record.problems import is_doubt
from irp.record.report import Report
from irp.record.spans import Box, Span
from irp.record.vocabulary import Outcome, Status, Use
from irp.source import PDF, SourceFile
from irp.version import package_version

_EXCERPT = 60
_ODD = Pattern(r"[\uFFFD\p{Co}\p{Cc}\p{Cn}]")
"""Characters without a meaning: replacement, private use, control, unassigned."""


class Ledger(NamedTuple):
    """The use of the lines, in total and one by one."""

    coverage: Coverage
    uses: list[Use]
    problems: list[Problem]


def run(source: SourceFile, options: Options | None = None) -> Extraction:
    """Read one source; the result reports whatever is wrong with it."""
    options = options or Options()
    if options.engine != Engine.AUTO or source.media_type != PDF:
        return _read(source, options, options.engine).extraction
    quick, thorough = PDF_ENGINES
    with _collecting_later():
        first = _read(source, options, quick)
    if is_enough(first):
        return first.extraction
    return better_of(first, _read(source, options, thorough))


def _read(source: SourceFile, options: Options, engine: str) -> Reading:
    """A source read with one engine."""
    document: Document | None = None
    try:
        document = read_document(source, engine, options.limits)
        register = register_with(options.establishments)
        return Reading(engine, extract_document(source, document, register), document)
    except IrpError as error:
        info, parser = _describe(source, document), _parser(document)
        failed = failed_extraction(info, error.code, error.message, parser=parser)
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
    return ParserInfo(
        version=package_version(),
        layout=layout,
        engine=document.engine,
        engine_version=document.engine_version,
    )


def extract_document(
    source: SourceFile, document: Document, register: Register | None = None
) -> Extraction:
    """A document that has been read to its extraction.

    Raises:
        RefusedError: it is not an independent review of progress, or in no one known layout.
    """
    outline = segment(document)
    reading = read_with_places(stated_source(outline))
    stated = reading.stated
    built = build_report(outline, reading, register)
    plain, provenance = split(built.tree)
    report = Report.model_validate(plain)
    ledger = account(outline, provenance)
    places = as_places(provenance)
    evidence = Evidence(outline.layout.id, report, stated, ledger.coverage, places)
    checks = run_checks(evidence)
    doubts = [*built.problems, *reading.problems]
    problems = [*_problems(outline, doubts), *ledger.problems]
    return Extraction(
        status=status_of(checks, problems),
        source=_describe(source, document),
        parser=_parser(document, outline.layout.id),
        report=report,
        stated=stated,
        coverage=ledger.coverage,
        checks=checks,
        problems=problems,
        provenance=places,
    )


def status_of(checks: Sequence[Check], problems: Sequence[Problem]) -> Status:
    """Verified only where every check passed or does not apply and no problem is a doubt."""
    fine = {Outcome.PASSED, Outcome.NOT_APPLICABLE}
    if all(check.outcome in fine for check in checks) and not any(
        is_doubt(problem.code) for problem in problems
    ):
        return Status.VERIFIED
    return Status.NEEDS_REVIEW


def stated_source(outline: Outline) -> StatedSource:
    """What the second path reads: the same lines, but not the follow-up blocks."""
    figures = (*outline.summary.figures, *outline.key_findings.figures)
    summary = tuple(p.text for p in outline.summary.paragraphs)
    findings = tuple(p.text for p in outline.key_findings.paragraphs)
    return StatedSource(
        cover=Passage.of(piece for passage in outline.cover for piece in passage.pieces),
        furniture=_running(outline.document),
        summary=summary,
        key_findings=findings,
        captions=tuple(figure.words.plus(figure.caption) for figure in figures),
        text=(*summary, *findings),
    )


def _running(document: Document) -> tuple[Passage, ...]:
    """The running heads and feet; every one, since one that differs is a finding."""
    kinds = (Furniture.FOOTER, Furniture.RUNNING_HEAD)
    return tuple(Passage.of_lines([line]) for line in document.lines if line.furniture in kinds)


def account(outline: Outline, provenance: Provenance) -> Ledger:
    """The use of every line, and a problem for each run of lines that nobody claims."""
    document = outline.document
    claims = [span for spans in provenance.values() for span in spans]
    claims += [span for passage in outline.marks for span in passage.spans()]
    uses = use_of_lines(document, claims, outline.boilerplate)
    runs = unclaimed_runs(document, uses)
    places = [place_of(_span_of(lines)) for lines in runs]
    coverage = Coverage(
        lines=len(uses),
        claimed=uses.count(Use.CLAIMED),
        furniture=uses.count(Use.FURNITURE),
        boilerplate=uses.count(Use.BOILERPLATE),
        unclaimed=uses.count(Use.UNCLAIMED),
        unclaimed_places=places,
    )
    problems = [
        Problem(code="unclaimed_lines", message=_unclaimed(lines), place=place)
        for lines, place in zip(runs, places, strict=True)
    ]
    return Ledger(coverage, uses, problems)


def _span_of(lines: Sequence[Line]) -> Span:
    passage = Passage.of_lines(lines)
    spans = passage.spans()
    return spans[0]


def _unclaimed(lines: Sequence[Line]) -> str:
    text = Passage.of_lines(lines).text
    excerpt = text if len(text) <= _EXCERPT else text[: _EXCERPT - 1] + "…"
    count = "a line" if len(lines) == 1 else f"{len(lines)} lines"
    return f"{count} on page {lines[0].page} that no part of the record claims: “{excerpt}”"


def place_of(span: Span) -> Place:
    """A span as the record holds it; boxes to a tenth of a point."""
    page, start, end, box = span
    if box is not None:
        x0, top, x1, bottom = box
        box = Box(round(x0, 1), round(top, 1), round(x1, 1), round(bottom, 1))
    return Place(page=page, start=start, end=end, box=box)


def as_places(provenance: Mapping[str, Sequence[Span]]) -> dict[str, list[Place]]:
    """Provenance as the record holds it."""
    known: dict[Span, Place] = {}  # many values have one place
    places: dict[str, list[Place]] = {}
    for pointer, spans in provenance.items():
        places[pointer] = [known.get(s) or known.setdefault(s, place_of(s)) for s in spans]
    return places


def _problems(outline: Outline, doubts: Sequence[TextProblem]) -> list[Problem]:
    found: list[TextProblem] = [
        *outline.document.problems,
        *outline.problems,
        *practice_problems(outline),
        *doubts,
        *_odd_characters(outline),
        *page_order(outline.document),
        *_not_signed(outline),
    ]
    return [
        Problem(
            code=problem.code,
            message=problem.message,
            place=place_of(problem.place) if problem.place else None,
        )
        for problem in found
    ]


def _not_signed(outline: Outline) -> list[TextProblem]:
    """A problem where the summary is there without the signature and month below it."""
    if not outline.summary.paragraphs or any(s.date for s in outline.signatures):
        return []
    place = outline.summary.paragraphs[-1].number.spans()[0]
    message = "no signature with its month was found under the chief inspector’s summary"
    return [TextProblem("not_signed", message, place)]


def _odd_characters(outline: Outline) -> list[TextProblem]:
    """A problem for the first line of each page whose characters do not say what they are."""
    found: dict[int, TextProblem] = {}
    for line in outline.document.body:
        if line.page not in found and _ODD.search(line.text):
            message = f"page {line.page} has characters that say nothing: “{line.text}”"
            found[line.page] = TextProblem("odd_characters", message, line.span())
    return list(found.values())


def _describe(source: SourceFile, document: Document | None) -> SourceInfo:
    info = source_info(source)
    if document is None:
        return info
    pdf = None
    if document.media_type == "application/pdf":
        pdf = SourcePdf(title=document.title, producer=document.producer)
    return info.model_copy(update={"pages": len(document.pages), "pdf": pdf})
