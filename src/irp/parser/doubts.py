"""Findings about a segmented report as a whole: the doubts that no single value raises."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from irp.parser.normalise.practice import practice_problems
from irp.parser.patterns import Pattern
from irp.parser.segment.model import Outline
from irp.parser.text.furniture.page_order import page_order
from irp.parser.text.model import TextProblem
from irp.parser.text.trust import doubtful_characters
from irp.parser.wording.dates import MONTH_NAMES
from irp.record.report import Report
from irp.record.vocabulary import Judgement, Witness

_TITLE = Pattern(r"(?i:review of progress)")
_BY = Pattern(r"by (?:HM|His|Her|the|Criminal) ")
_DATED = Pattern(rf"\d|\b(?:{MONTH_NAMES})\b")
_SEVERAL = 3
"""Follow-ups a body must have for one without a reference to be odd."""


def odd_characters(outline: Outline) -> list[TextProblem]:
    """A problem for the first line of each page with characters that cannot be what is printed."""
    found: dict[int, TextProblem] = {}
    lines = outline.document.body
    if not doubtful_characters(" ".join([line.text for line in lines])):  # at once, as a rule
        return []
    for line in lines:
        if line.page not in found and doubtful_characters(line.text):
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


def no_visit(outline: Outline, report: Report) -> list[TextProblem]:
    """A problem where there is a cover, but no days of the visit or not all of them were read."""
    lines = [piece.line for passage in outline.cover for piece in passage.pieces]
    if report.visit is None:
        titled = [line for line in lines if _TITLE.search(line.text)]
        if not titled or not any(_BY.match(line.text) for line in lines):
            return []  # a text without a cover
        message = "the cover has no dates of the visit that could be read"
        return [TextProblem("visit_dates", message, titled[0].span())]
    for line in lines:
        before, found, after = line.text.partition(report.visit.text)
        if found and (_DATED.search(before) or _DATED.search(after)):
            message = f"“{line.text}” on the cover holds more than the dates {report.visit.text}"
            return [TextProblem("visit_dates", message, line.span())]
    return []


def no_reference(outline: Outline, report: Report) -> list[TextProblem]:
    """A problem for a follow-up without a reference where all others of its body have one."""
    found: list[TextProblem] = []
    for body in dict.fromkeys(follow_up.body for follow_up in report.follow_ups):
        mine = [f for f in report.follow_ups if f.body is body]
        without = [follow_up for follow_up in mine if not follow_up.references]
        if len(without) == 1 and len(mine) >= _SEVERAL:
            position = without[0].position
            message = f"follow-up {position} has no reference, but all others of its body have one"
            label = outline.follow_ups[position - 1].labels[0]
            place = (label.words or label.text).spans()[0]  # a label may be without words
            found.append(TextProblem("no_reference", message, place))
    return found


def empty_area(outline: Outline, report: Report) -> list[TextProblem]:
    """A problem for each heading of an area under which there is no follow-up and no text."""
    used = {follow_up.area for follow_up in report.follow_ups}
    return [
        TextProblem(
            "empty_area",
            f"“{area.heading.text}” was read as the heading of an area, but nothing is under it",
            area.heading.spans()[0],
        )
        for area in outline.areas
        if area.heading and area.heading.text not in used and not area.paragraphs
    ]


def unlike_pictures(outline: Outline, report: Report) -> list[TextProblem]:
    """A note for each picture of a chart that shows other counts or grades than the text.

    It is no more: what is read from pixels is not certain enough to put the text in doubt.
    """
    blocks = (*outline.summary.figures, *outline.key_findings.figures)
    places = {block.caption.text: block.words.spans()[0] for block in blocks}
    found = []
    for figure in report.figures:
        shown = {one.judgement: one.count for one in figure.counts if one.count}
        if shown and figure.counts[0].witness is Witness.PICTURE and shown not in _judged(report):
            message = f"the picture of Figure {figure.number} shows other counts than were found"
            found.append(TextProblem("picture_in_doubt", message, places.get(figure.caption)))
    for one in report.outcome_witnesses:
        others = [o for o in report.outcome_witnesses if o.year == one.year and o is not one]
        if one.witness is Witness.PICTURE and any(o.outcomes != one.outcomes for o in others):
            message = (
                f"a picture shows other outcomes of {one.year} than the report gives elsewhere"
            )
            found.append(TextProblem("picture_in_doubt", message))
    return found


def _judged(report: Report) -> list[dict[Judgement, int]]:
    """How many follow-ups have each judgement: of each body, and of all."""
    given = [(f.body, f.judgement.value) for f in report.follow_ups if f.judgement]
    each = [Counter(value for of, value in given if of is body) for body in dict(given)]
    return [dict(counted) for counted in (*each, Counter(value for _, value in given))]


def doubts(outline: Outline, report: Report) -> list[TextProblem]:
    """What the finders find in a report, in their order."""
    found = [problem for finder in OF_THE_TEXT for problem in finder(outline)]
    return [*found, *(problem for finder in OF_THE_RECORD for problem in finder(outline, report))]


OF_THE_TEXT: tuple[Callable[[Outline], list[TextProblem]], ...] = (
    practice_problems,
    odd_characters,
    pages_out_of_order,
    not_signed,
)
OF_THE_RECORD: tuple[Callable[[Outline, Report], list[TextProblem]], ...] = (
    no_visit,
    no_reference,
    empty_area,
    unlike_pictures,
)
