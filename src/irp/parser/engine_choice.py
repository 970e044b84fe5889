"""Chooses between the results of two PDF engines and says in what they differ."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final, NamedTuple

from irp.errors import SourceError
from irp.options import PDF_ENGINES, Engine, Options
from irp.parser.text.model import Document
from irp.parser.text.reader import read_document
from irp.record.extraction import Extraction, Problem
from irp.record.pointers import differing
from irp.record.vocabulary import Outcome, Status
from irp.source import PDF, SourceFile

_SAME_FOR_ALL: Final = {"truncated", "encrypted", "image_only", "no_text", "too_large"}
"""Codes of errors that do not depend on the engine."""
_UNREADABLE: Final = {"garbled_text", "page_without_text"}
_STANDING: Final = {Status.VERIFIED: 0, Status.NEEDS_REVIEW: 1, Status.FAILED: 2}
_NAMED: Final = 3
"""Differences that a message names."""
_COUNTED: Final = 100
"""Differences that a message counts."""


def read_text(source: SourceFile, options: Options) -> Document:
    """Read a source as text; with "auto", with the first engine that can read it.

    Raises:
        SourceError: it cannot be read.
    """
    if options.engine != Engine.AUTO:
        return read_document(source, options.engine, options.limits)
    first, second = PDF_ENGINES
    try:
        return read_document(source, first, options.limits)
    except SourceError as error:
        if source.media_type != PDF or error.code in _SAME_FOR_ALL:
            raise
    return read_document(source, second, options.limits)


class Reading(NamedTuple):
    """The result of reading a source with one engine; ``document`` is None where it could not."""

    engine: str
    extraction: Extraction
    document: Document | None


def is_enough(reading: Reading) -> bool:
    """Whether another engine is not needed.

    Not where the record is verified, nor where a document that was read is refused: another
    engine does not make an independent review of progress of it, unless there are pages whose
    text this one could not read.
    """
    extraction, document = reading.extraction, reading.document
    if extraction.status is Status.VERIFIED:
        return True
    if extraction.status is Status.NEEDS_REVIEW:
        return False
    if document is None:
        return extraction.problems[0].code in _SAME_FOR_ALL
    return not any(problem.code in _UNREADABLE for problem in document.problems)


def better_of(first: Reading, second: Reading) -> Extraction:
    """Return the better of two results (the first on a tie), noting where they differ."""
    kept, other = (second, first) if _rank(second) < _rank(first) else (first, second)
    message = _difference(kept, other)
    if message is None:
        return kept.extraction
    problem = Problem(code="engines_differ", message=message)
    problems = [*kept.extraction.problems, problem]
    return kept.extraction.model_copy(update={"problems": problems})


def _rank(reading: Reading) -> tuple[int, bool, int, int]:
    """Sort key, lower is better: status, no text, failed checks, unclaimed lines."""
    extraction = reading.extraction
    failed = sum(check.outcome is Outcome.FAILED for check in extraction.checks)
    unclaimed = extraction.coverage.unclaimed if extraction.coverage else 0
    return _STANDING[extraction.status], reading.document is None, failed, unclaimed


def _difference(kept: Reading, other: Reading) -> str | None:
    """What the readings differ in, or None."""
    if other.extraction.report is None:
        problem = other.extraction.problems[0]
        if kept.extraction.report is not None:
            return f"{other.engine} gave no record ({problem.code}: {problem.message})"
        same = problem.code == kept.extraction.problems[0].code
        return None if same else f"{other.engine} says {problem.code}: {problem.message}"
    pointers = list(islice(_pointers(kept.extraction, other.extraction), _COUNTED))
    if not pointers:
        return None
    named, rest = ", ".join(pointers[:_NAMED]), len(pointers) - _NAMED
    more = f" and {rest} more" if rest > 0 else ""
    return f"{other.engine} reads {named}{more} differently; the record is {kept.engine}’s"


def _pointers(one: Extraction, other: Extraction) -> Iterator[str]:
    """Where two records differ, and then where what the reports state of themselves does."""
    for name, root in (("report", ""), ("stated", "stated:")):
        mine, its = (getattr(extraction, name) for extraction in (one, other))
        yield from differing(
            mine and mine.model_dump(), its and its.model_dump(), root, ignored={"places"}
        )
