"""The segmenter's entry: a document to an outline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from irp.parser.layouts.base import Layout
from irp.parser.segment.detect import detect
from irp.parser.segment.follow_ups import Progress, build_progress
from irp.parser.segment.items.narrative import build_narrative, cut_signatures
from irp.parser.segment.items.warnings import left_marks, short_lines
from irp.parser.segment.model import (
    Definition,
    Footnote,
    Member,
    Narrative,
    Outline,
    Section,
    Signature,
    SummaryItem,
    Term,
)
from irp.parser.segment.parts.footnotes import cut_footnotes, lost_marks
from irp.parser.segment.parts.lists import (
    blocks_of,
    build_definitions,
    build_glossary,
    build_team,
    cut_introduction,
)
from irp.parser.segment.patterns import BULLET, compiled
from irp.parser.segment.sections import split_sections
from irp.parser.segment.summary.entries import build_summary
from irp.parser.segment.summary.inside import cut_summary
from irp.parser.text.model import Document, Line, Picture, TextProblem
from irp.parser.text.passage import EMPTY, Passage
from irp.record.vocabulary import SectionRole


@dataclass
class _Parts:
    """The outline's parts while the sections are read."""

    summary: Narrative = field(default_factory=Narrative)
    signatures: list[Signature] = field(default_factory=list)
    key_findings: Narrative = field(default_factory=Narrative)
    progress: Progress = field(default_factory=Progress)
    judgements: list[SummaryItem] = field(default_factory=list)
    definitions: list[Definition] = field(default_factory=list)
    team: list[Member] = field(default_factory=list)
    glossary: list[Term] = field(default_factory=list)
    photographs: list[Passage] = field(default_factory=list)
    copyright: Passage = EMPTY
    boilerplate: list[Line] = field(default_factory=list)
    marks: list[Passage] = field(default_factory=list)
    notes: tuple[Footnote, ...] = ()
    pictures: tuple[Picture, ...] = ()
    problems: list[TextProblem] = field(default_factory=list)


def segment(document: Document) -> Outline:
    """Takes a document apart.

    Raises:
        RefusedError: it is not an independent review of progress, or in no one known layout.
    """
    layout, evidence = detect(document)
    body, notes = cut_footnotes(document)
    front, found, heads = split_sections(body, layout)
    pictures = tuple(picture for page in document.pages for picture in page.pictures)
    parts = _Parts(marks=list(heads), notes=notes, pictures=pictures)
    # The areas are read first: their headings may stand in the summary of judgements too.
    progress_first = sorted(found, key=lambda section: section.role is not SectionRole.PROGRESS)
    introduced = {id(section): _read(section, layout, parts) for section in progress_first}
    sections = tuple(replace(section, introduction=introduced[id(section)]) for section in found)
    return Outline(
        document=document,
        layout=layout,
        evidence=evidence,
        cover=tuple(Passage.of_lines(block) for block in blocks_of(front, pages=True)),
        sections=sections,
        summary=parts.summary,
        signatures=tuple(parts.signatures),
        key_findings=parts.key_findings,
        areas=tuple(parts.progress.areas),
        follow_ups=tuple(parts.progress.follow_ups),
        judgements=tuple(parts.judgements),
        definitions=tuple(parts.definitions),
        team=tuple(parts.team),
        glossary=tuple(parts.glossary),
        photographs=tuple(parts.photographs),
        tables=(*parts.summary.tables, *parts.key_findings.tables, *parts.progress.tables),
        footnotes=parts.notes,
        copyright=parts.copyright,
        boilerplate=(*parts.boilerplate, *house_lines(front, layout)),
        marks=tuple(_marks(parts)),
        problems=(*parts.problems, *_oddities(parts)),
    )


def _areas(parts: _Parts) -> list[str]:
    return [area.heading.text for area in parts.progress.areas if area.heading]


def _oddities(parts: _Parts) -> Iterator[TextProblem]:
    """What is odd in the paragraphs; those of one kind are set in one column."""
    follow_ups = parts.progress.follow_ups
    for narrative in (parts.summary, parts.key_findings):
        yield from short_lines(item.text for item in narrative.paragraphs)
    yield from short_lines(item.text for block in follow_ups for item in block.paragraphs)
    yield from short_lines(item.text for block in follow_ups for item in block.labels)
    for narrative in (parts.summary, parts.key_findings):
        yield from left_marks(item.text for item in narrative.paragraphs)
    yield from left_marks(item.text for block in follow_ups for item in block.paragraphs)
    yield from lost_marks(parts.notes, _cleaned(parts))


def _cleaned(parts: _Parts) -> Iterator[Passage]:
    """The passages that the marks of footnotes were taken out of."""
    for narrative in (parts.summary, parts.key_findings):
        yield from (item.text for item in narrative.paragraphs)
    for area in parts.progress.areas:
        yield from (item.text for item in area.paragraphs)
    for block in parts.progress.follow_ups:
        yield from (item.text for item in block.labels)
        yield from (item.text for item in block.paragraphs)


def house_lines(front: Sequence[Line], layout: Layout) -> list[Line]:
    """The lines of the cover that are house wording."""
    found: list[Line] = []
    for start in range(len(front)):
        if front[start] in found:
            continue
        end = start + 1
        while end < len(front) and (not front[end].apart or BULLET.match(front[end].text)):
            if front[end].first_on_page:
                break
            end += 1
        text = Passage.of_lines(front[start:end]).text
        if any(compiled(pattern).fullmatch(text) for pattern in layout.boilerplate):
            found += front[start:end]
    return found


def _marks(parts: _Parts) -> Iterator[Passage]:
    yield from parts.marks
    yield from (signature.date for signature in parts.signatures)
    for follow_up in parts.progress.follow_ups:
        yield from (item.words for item in follow_up.labels)
    for narrative in (parts.summary, parts.key_findings):
        yield from (figure.words for figure in narrative.figures)


def _read(section: Section, layout: Layout, parts: _Parts) -> Passage:
    """Reads one section by the part it plays; returns the words that introduce it.

    A section found twice adds to what is there.
    """
    match section.role:
        case SectionRole.SUMMARY:
            lines, signatures = cut_signatures(section.lines)
            parts.signatures += signatures
            parts.summary = _joined(parts.summary, section, lines, layout, parts)
        case SectionRole.KEY_FINDINGS:
            lines, table, announced = cut_summary(section, layout)
            parts.marks.append(announced)
            summarised = build_summary(table, _areas(parts))
            parts.judgements += summarised.entries
            parts.marks += summarised.marks
            parts.key_findings = _joined(parts.key_findings, section, lines, layout, parts)
        case SectionRole.PROGRESS:
            progress = build_progress(section, layout, parts.notes)
            _add_progress(parts, progress)
            return progress.introduction
        case SectionRole.JUDGEMENTS:
            introduction, lines = cut_introduction(section.lines)
            summarised = build_summary(lines, _areas(parts))
            parts.judgements += summarised.entries
            parts.marks += summarised.marks
            return introduction
        case SectionRole.ABOUT:
            parts.definitions += build_definitions(section.lines)
            parts.boilerplate += section.lines
        case SectionRole.TEAM:
            introduction, lines = cut_introduction(section.lines)
            members, _ = build_team(lines)
            parts.team += members
            return introduction
        case SectionRole.GLOSSARY:
            terms, introduction_lines = build_glossary(section.lines)
            parts.glossary += terms
            return Passage.of_lines(introduction_lines)
        case SectionRole.PHOTOGRAPHS:
            parts.photographs += [Passage.of_lines(b) for b in blocks_of(section.lines, pages=True)]
        case SectionRole.BACK_MATTER:
            parts.copyright = parts.copyright or section.title
            parts.boilerplate += section.lines
        case _:
            pass
    return EMPTY


def _joined(
    before: Narrative,
    section: Section,
    lines: Sequence[Line],
    layout: Layout,
    parts: _Parts,
) -> Narrative:
    found, doubts = build_narrative(section, lines, layout, parts.notes, parts.pictures)
    parts.problems += doubts
    return Narrative(
        before.paragraphs + found.paragraphs,
        before.figures + found.figures,
        before.headings + found.headings,
        before.photographs + found.photographs,
        before.tables + found.tables,
        before.examples + found.examples,
    )


def _add_progress(parts: _Parts, found: Progress) -> None:
    progress = parts.progress
    progress.areas += found.areas
    progress.follow_ups += found.follow_ups
    progress.figures += found.figures
    progress.tables += found.tables
    parts.problems += found.problems
