"""The normaliser's entry: turns an outline into the record, with the place of every leaf."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType
from typing import NamedTuple

import regex

from irp.establishments import Register, packaged
from irp.parser.charts.read import Charts
from irp.parser.normalise.charts import chart_problems, counts_shown
from irp.parser.normalise.establishments import read_establishment, unknown_establishment
from irp.parser.normalise.follow_ups import build_follow_up, build_summary, paragraph
from irp.parser.normalise.grounding import Node
from irp.parser.normalise.outcomes import healthy_prison_outcomes, unread_outcomes
from irp.parser.normalise.practice import positive_practice
from irp.parser.patterns import Pattern
from irp.parser.segment.model import (
    AreaBlock,
    Definition,
    FigureBlock,
    Heading,
    Narrative,
    Outline,
    SectionBlock,
    Signature,
    TableBlock,
)
from irp.parser.segment.patterns import CAPTION_END
from irp.parser.stated.read import SourcedCount, SourcedFollowedUp, StatedReading
from irp.parser.text.model import TextProblem
from irp.parser.text.passage import Passage
from irp.parser.wording.dates import MONTH_NAMES, find_dates, parse_month_year
from irp.record.spans import Sourced
from irp.record.vocabulary import MONTHS, Body, FollowUpKind, SectionRole, body_of, judgement_of

_DIGITS = Pattern(r"\d+")
_YEAR = Pattern(r"\b(?:19|20)\d{2}\b")
_YEARS = rf"(?:(?:{MONTH_NAMES}) )?(?:19|20)\d{{2}}"
_OUTCOMES = Pattern(
    r"(?:(?:previous|last|latest|earlier|full|recent|our)\b(?: \w+){0,2}? inspections? (?:of|at)"
    r"|healthy (?:prison|establishment) (?:outcomes|assessments|tests?)|outcomes for)"
    rf"[^.]{{0,80}}? (?P<years>{_YEARS}(?:(?:,|,? and| &) {_YEARS})*)",
    regex.IGNORECASE,
)
_FOLLOWED = Pattern(
    r"\b(?:(?:(?:most recent|last|latest|full|unannounced|announced|previous|the|our) )+inspection"
    r"|we (?:last )?inspected"
    r"|(?:recommendation|concern)s? (?:that )?(?:(?:we|which) )?(?:ha[ds] )?(?:was |were |been )?"
    r"(?:raised|made|identified|reported|set out)(?= in))\b"
    rf"[^.]{{0,80}}?\b(?:in|of|during)\s+(?:(?P<month>{'|'.join(MONTHS)})\s+)?(?P<year>20\d{{2}})\b"
)

_FROM = Pattern(
    rf"\b(?:recommendation|concern)s? from (?:(?P<month>{'|'.join(MONTHS)})\s+)?"
    r"(?P<year>20\d{2})\b"
)


class Built(NamedTuple):
    """A report's tree, and problems for what is uncertain in it."""

    tree: Node
    problems: list[TextProblem]


def build_report(
    outline: Outline,
    reading: StatedReading,
    register: Register | None = None,
    charts: Charts = MappingProxyType({}),
) -> Built:
    """Build the tree of a record; ``normalise.grounding.split`` makes the record from it.

    Args:
        outline: the segmented document.
        reading: what the report states about itself.
        register: the known establishments; by default those of the package.
        charts: what the charts of the figures show.
    """
    register = register or packaged()
    labels = outline.labels
    follow_ups = [
        build_follow_up(block, position, _default_body(outline, position))
        for position, block in enumerate(outline.follow_ups, start=1)
    ]
    summary = build_summary(outline.judgements, follow_ups, labels)
    figures = sorted(
        (*outline.summary.figures, *outline.key_findings.figures),
        key=lambda figure: figure.words.pieces[0].line.index,
    )
    outcomes = healthy_prison_outcomes(outline, charts)
    tree: Node = {
        "document_type": Sourced("independent_review_of_progress", outline.evidence.spans()),
        "establishment": read_establishment(outline, register),
        "visit": _visit(outline),
        "report_date": _report_date(outline),
        "chief_inspector": _chief_inspector(outline),
        "other_signatories": [
            {"name": other.name.sourced(), "title": other.title.sourced()}
            for other in outline.signatures
            if other is not _signature(outline)
        ],
        "previous_inspections": _previous_inspections(outline),
        "followed_up_inspection": _followed_up_inspection(outline),
        "summary": _narrative(outline.summary),
        "key_findings": {
            **_narrative(outline.key_findings),
            "tallies": _tallies(reading.counts),
            "followed_up": _followed_up(reading.followed_up),
        },
        "figures": [_figure(figure, charts) for figure in figures],
        "positive_practice": positive_practice(outline),
        "areas": [_area(area) for area in outline.areas],
        "follow_ups": [built.node for built in follow_ups],
        "judgement_summary": summary.nodes,
        "judgement_definitions": [_definition(item) for item in outline.definitions],
        "review_team": [
            {"name": member.name.sourced(), "role": member.role.sourced() if member.role else None}
            for member in outline.team
        ],
        "glossary": [
            {"term": item.term.sourced(), "definition": item.definition.sourced()}
            for item in outline.glossary
        ],
        "photographs": [caption.sourced() for caption in outline.photographs],
        "healthy_prison_outcomes": outcomes.nodes,
        "outcome_witnesses": outcomes.witnesses,
        "footnotes": [
            {
                "number": Sourced(int(note.number.text), note.number.spans()),
                "text": note.text.sourced(),
            }
            for note in outline.footnotes
        ],
        "tables": [_table(table) for table in outline.tables],
        "sections": [_section(section) for section in outline.sections],
        "copyright_year": _copyright_year(outline),
    }
    unknown = unknown_establishment(outline, register)
    about_charts = chart_problems(figures, charts)
    return Built(tree, [*summary.problems, *unread_outcomes(figures), *about_charts, *unknown])


def _default_body(outline: Outline, position: int) -> Body:
    """The body of a follow-up whose judgement is missing: a theme is a partner's, by its area."""
    main = outline.follow_ups[position - 1].labels
    if any(item.label.kind is FollowUpKind.THEME for item in main):
        return Body.OFSTED
    return Body.HMI_PRISONS


def _visit(outline: Outline) -> Node:
    """The days of the visit from the cover."""
    cover = Passage.of(piece for passage in outline.cover for piece in passage.pieces)
    for found in find_dates(cover.text):
        if found.range is None:
            continue  # The second path states it as an odd date, which fails IRP-D01.
        spans = cover.spans(found.start, found.end)
        return {
            "text": Sourced(cover.text[found.start : found.end], spans),
            "start": Sourced(found.range.start, spans),
            "end": Sourced(found.range.end, spans),
        }
    return None


def _signature(outline: Outline) -> Signature | None:
    """The chief inspector's own signature: HM Chief Inspector of Prisons', else the first."""
    prisons = [s for s in outline.signatures if "Prisons" in s.title.text]
    return next(iter(prisons or outline.signatures), None)


def _report_date(outline: Outline) -> Node:
    passage = next((s.date for s in reversed(outline.signatures) if s.date), None)
    if passage is None:
        return None
    parsed = parse_month_year(passage.text.lstrip("0123456789 "))
    return {
        "text": passage.sourced(),
        "year": Sourced(parsed.year, passage.spans()),
        "month": Sourced(parsed.month, passage.spans()),
    }


def _chief_inspector(outline: Outline) -> Node:
    signature = _signature(outline)
    if signature is None:
        return None
    return {"name": signature.name.sourced(), "title": signature.title.sourced()}


def _previous_inspections(outline: Outline) -> list[Node]:
    """The years of the inspections whose outcomes the summary shows."""
    captions = [figure.caption for figure in outline.summary.figures]
    passages = (*captions, *(p.text for p in outline.summary.paragraphs))
    found = [
        [passage.at(*year.span()) for year in _YEAR.finditer(passage.text, *match.span("years"))]
        for passage in passages
        if (match := _OUTCOMES.search(passage.text))
    ]
    longest = max(found, key=len, default=[])
    return [Sourced(int(year.value), year.spans) for year in longest]


def _followed_up_inspection(outline: Outline) -> Node:
    """The inspection that is followed up: where the key findings say so, else the summary.

    Where neither does, the words that introduce the progress section or the appendix on the
    report are used. A month counts only for the year that was given first.
    """
    best: Node = None
    said = 0
    narratives = (outline.key_findings, outline.summary)
    passages = [p.text for narrative in narratives for p in narrative.paragraphs]
    passages += [s.introduction for s in outline.sections if s.role is SectionRole.PROGRESS]
    passages += [Passage.of_lines(s.lines) for s in outline.sections if s.role is SectionRole.ABOUT]
    for passage in passages:
        found = [p.search(passage.text) for p in (_FOLLOWED, _FROM)]
        match = min((m for m in found if m), key=lambda m: m.start(), default=None)
        if match is None:
            continue
        year = Sourced(int(match["year"]), passage.spans(*match.span("year")))
        if said and year.value != said:
            continue
        if match["month"]:
            month = parse_month_year(f"{match['month']} {match['year']}").month
            spans = passage.spans(*match.span("month"))
            return {"year": year, "month": Sourced(month, spans)}
        best = best or {"year": year, "month": None}
        said = said or year.value
    return best


def _narrative(narrative: Narrative) -> dict[str, Node]:
    return {
        "paragraphs": [paragraph(item) for item in narrative.paragraphs],
        "sub_headings": [_heading(item) for item in narrative.headings],
    }


def _heading(heading: Heading) -> Node:
    return {
        "text": heading.text.sourced(),
        "before": heading.before.sourced() if heading.before else None,
    }


def _tallies(counts: Sequence[SourcedCount]) -> list[Node]:
    return [
        {
            "body": count.body,
            "judgement": Sourced(count.judgements.value[0], count.judgements.spans),
            "count": count.count,
        }
        for count in counts
    ]


def _followed_up(said: Sequence[SourcedFollowedUp]) -> list[Node]:
    return [{"body": item.body, "count": item.count} for item in said]


def _figure(figure: FigureBlock, charts: Charts) -> Node:
    number = _DIGITS.search(figure.words.text)
    start, end = number.span() if number else (0, len(figure.words.text))
    n = CAPTION_END.search(figure.caption.text)
    digits = _DIGITS.search(n[0]) if n else None
    offset = n.start() if n else 0
    return {
        "number": Sourced(int(figure.words.text[start:end]), figure.words.spans(start, end)),
        "caption": figure.caption.sourced(),
        "n": (
            Sourced(
                int(digits[0]),
                figure.caption.spans(offset + digits.start(), offset + digits.end()),
            )
            if digits
            else None
        ),
        "note": figure.note.sourced() if figure.note else None,
        "labels": [label.sourced() for label in figure.labels],
        "alt_text": Sourced(figure.alt_text, figure.caption.spans()) if figure.alt_text else None,
        "counts": counts_shown(figure, charts),
    }


def _area(area: AreaBlock) -> Node:
    return {
        "heading": area.heading.sourced() if area.heading else None,
        "note": area.note.sourced() if area.note else None,
        "paragraphs": [paragraph(item) for item in area.paragraphs],
    }


def _definition(item: Definition) -> Node:
    """A definition; the first scale of the appendix is HMI Prisons' where no body is named."""
    body = (
        Sourced(body_of(item.body.text), item.body.spans())
        if item.body
        else Sourced(Body.HMI_PRISONS, item.judgement.spans())
    )
    return {
        "body": body,
        "judgement": Sourced(judgement_of(item.judgement.text), item.judgement.spans()),
        "text": item.text.sourced(),
    }


def _table(table: TableBlock) -> Node:
    return {
        "caption": table.caption.sourced() if table.caption else None,
        "rows": [[cell.sourced() if cell else None for cell in row] for row in table.rows],
        "after": table.after.sourced() if table.after else None,
        "note": table.note.sourced() if table.note else None,
    }


def _section(section: SectionBlock) -> Node:
    return {
        "role": Sourced(section.role, section.title.spans()),
        "label": section.label.sourced() if section.label else None,
        "title": section.title.sourced(),
        "introduction": section.introduction.sourced() if section.introduction else None,
    }


def _copyright_year(outline: Outline) -> Node:
    match = _YEAR.search(outline.copyright.text)
    if match is None:
        return None
    return Sourced(int(match[0]), outline.copyright.spans(*match.span()))
