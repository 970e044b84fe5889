"""Findings about a segmented report as a whole: the doubts that no single value gives rise to."""

from __future__ import annotations

from collections.abc import Callable

from irp.parser.normalise.practice import practice_problems
from irp.parser.patterns import Pattern
from irp.parser.segment.model import Outline
from irp.parser.text.model import TextProblem
from irp.parser.text.page_order import page_order

_ODD = Pattern(r"[\uFFFD\p{Co}\p{Cc}\p{Cn}]")
"""Characters without a meaning: replacement, private use, control, unassigned."""


def odd_characters(outline: Outline) -> list[TextProblem]:
    """A problem for the first line of each page that has characters without a meaning."""
    found: dict[int, TextProblem] = {}
    for line in outline.document.body:
        if line.page not in found and _ODD.search(line.text):
            message = f"page {line.page} contains characters that could not be read: “{line.text}”"
            found[line.page] = TextProblem("odd_characters", message, line.span())
    return list(found.values())


def pages_out_of_order(outline: Outline) -> list[TextProblem]:
    """A problem where the printed page numbers are not in order."""
    return page_order(outline.document)


def not_signed(outline: Outline) -> list[TextProblem]:
    """A problem where the summary has no signature with a month below it."""
    if not outline.summary.paragraphs or any(s.date for s in outline.signatures):
        return []
    place = outline.summary.paragraphs[-1].number.spans()[0]
    message = "no signature with its month was found under the chief inspector’s summary"
    return [TextProblem("not_signed", message, place)]


FINDERS: tuple[Callable[[Outline], list[TextProblem]], ...] = (
    practice_problems,
    odd_characters,
    pages_out_of_order,
    not_signed,
)


def doubts(outline: Outline) -> list[TextProblem]:
    """What the finders find in a report, in their order."""
    return [problem for finder in FINDERS for problem in finder(outline)]
