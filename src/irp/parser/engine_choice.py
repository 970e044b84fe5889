"""Chooses between the results of two PDF engines and says in what they differ."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import islice
from typing import Final, NamedTuple

from irp.errors import SourceError
from irp.options import PDF_ENGINES, Engine, Options
from irp.parser.text.model import Document
from irp.parser.text.reader import read_again, read_document
from irp.record.extraction import Extraction, Problem
from irp.record.pointers import differing
from irp.record.problems import is_doubt
from irp.record.vocabulary import Outcome, Status
from irp.source import PDF, SourceFile

_SAME_FOR_ALL: Final = {"truncated", "encrypted", "image_only", "no_text", "too_large"}
"""Codes of errors that do not depend on the engine."""
_UNREADABLE: Final = {"garbled_text", "odd_characters", "page_without_text"}
_SETTLED: Final = {"recognised_text", "page_without_text", "rotated_page", "unread_ink"}
"""Codes of doubts about a page that another engine reads as the first one did."""
_STANDING: Final = {Status.VERIFIED: 0, Status.NEEDS_REVIEW: 1, Status.FAILED: 2}
_OPEN: Final = {Outcome.FAILED, Outcome.UNAVAILABLE}
_NAMED: Final = 3
"""Differences that a message names."""
_COUNTED: Final = 100
"""Differences that a message counts."""


def read_text(source: SourceFile, options: Options, again: Collection[int] = ()) -> Document:
    """Read a source as text; with "auto", with the first engine that can read it.

    Args:
        source: what to read.
        options: how to read it.
        again: pages that the other engine reads in place of the one of the options.

    Raises:
        SourceError: it cannot be read.
    """
    first, second = PDF_ENGINES
    if options.engine != Engine.AUTO:
        document = read_document(source, options.engine, options.limits)
        other = second if options.engine == first else first
        mixed = again and read_again(document, source, other, options.limits, again)
        return mixed or document
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


def is_final(reading: Reading) -> bool:
    """Whether the source could not be read for a reason that holds for every engine."""
    return reading.document is None and reading.extraction.problems[0].code in _SAME_FOR_ALL


def pages_in_doubt(reading: Reading, tried: Collection[int] = ()) -> set[int]:
    """The pages that another engine may read otherwise, and so settle what is in doubt.

    Those with characters that could not be read come first, alone: they are why most checks fail,
    which name other pages too. Then, where there is a record, those on which a check failed or
    another doubt is.

    Args:
        reading: what one engine read.
        tried: pages that the other engine has read already.
    """
    extraction, document = reading.extraction, reading.document
    if extraction.report is None:
        problems = document.problems if document else ()
        unread = {p.place.page for p in problems if p.place and p.code in _UNREADABLE}
        return unread.difference(tried)
    doubts = [p for p in extraction.problems if is_doubt(p.code) and p.code not in _SETTLED]
    garbled = {p.place.page for p in doubts if p.place and p.code in _UNREADABLE}
    failed = [check for check in extraction.checks if check.outcome in _OPEN]
    places = [place for check in failed for place in check.places]
    others = {place.page for place in (*places, *(p.place for p in doubts)) if place}
    return garbled.difference(tried) or others.difference(tried)


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
