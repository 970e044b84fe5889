"""How every line was used: claimed, furniture, boilerplate or unclaimed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from irp.parser.normalise.grounding import Provenance
from irp.parser.segment.model import Outline
from irp.parser.text.model import Document, Line
from irp.parser.text.passage import Passage
from irp.plain_words import counted, shortened
from irp.record.extraction import Coverage, Place, Problem
from irp.record.spans import Span
from irp.record.vocabulary import Use

_EXCERPT = 60


class LineLedger(NamedTuple):
    """How the lines were used: totals, each line, and a problem for each unused run."""

    coverage: Coverage
    uses: list[Use]
    problems: list[Problem]


def account(outline: Outline, provenance: Provenance) -> LineLedger:
    """Account for every line of a document by the places of the values read from it."""
    document = outline.document
    claims = [span for spans in provenance.values() for span in spans]
    claims += [span for passage in outline.marks for span in passage.spans()]
    uses = use_of_lines(document, claims, outline.boilerplate)
    runs = unclaimed_runs(document, uses)
    places = [Place.of(Passage.of_lines(lines).spans()[0]) for lines in runs]
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
    return LineLedger(coverage, uses, problems)


def _unclaimed(lines: Sequence[Line]) -> str:
    what, verb = counted(len(lines), "line"), "is" if len(lines) == 1 else "are"
    excerpt = shortened(Passage.of_lines(lines).text, _EXCERPT)
    return f"{what} on page {lines[0].page} {verb} not used anywhere in the record: “{excerpt}”"


def use_of_lines(
    document: Document, claims: Iterable[Span], boilerplate: Sequence[Line]
) -> list[Use]:
    """The use of each line of ``document.lines``.

    A line that a value was read from is claimed, whatever else it is; furniture and boilerplate
    come after that.
    """
    claimed: set[int] = set()
    starts = [[line.start for line in page.lines] for page in document.pages]
    for span in claims:
        lines = document.pages[span.page - 1].lines
        first = max(bisect_right(starts[span.page - 1], span.start) - 1, 0)
        # By index: a slice would copy the rest of the page for each claim.
        for position in range(first, len(lines)):
            line = lines[position]
            if line.start >= span.end:
                break
            if line.end > span.start:
                claimed.add(line.index)
    house = {line.index for line in boilerplate}
    return [_use(line, claimed, house) for line in document.lines]


def _use(line: Line, claimed: set[int], house: set[int]) -> Use:
    if line.furniture is not None:
        return Use.FURNITURE
    if line.index in claimed:
        return Use.CLAIMED
    return Use.BOILERPLATE if line.index in house or not line.text else Use.UNCLAIMED


def unclaimed_runs(document: Document, uses: Sequence[Use]) -> list[list[Line]]:
    """Unclaimed lines, grouped where they follow each other on a page."""
    runs: list[list[Line]] = []
    for line, use in zip(document.lines, uses, strict=True):
        if use is not Use.UNCLAIMED:
            continue
        last = runs[-1][-1] if runs else None
        if last and last.index + 1 == line.index and last.page == line.page:
            runs[-1].append(line)
        else:
            runs.append([line])
    return runs
