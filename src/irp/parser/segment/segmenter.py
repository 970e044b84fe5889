"""The segmenter's entry: turns a document into an outline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import regex

from irp.errors import NotAnIrpError, UnknownLayoutError
from irp.parser.layouts.base import Label, LabelPart
from irp.parser.layouts.house import BOILERPLATE
from irp.parser.patterns import Pattern
from irp.parser.segment.detect import find_evidence
from irp.parser.segment.follow_ups import ProgressFound, build_progress
from irp.parser.segment.items.narrative import build_narrative, cut_signatures
from irp.parser.segment.items.warnings import left_marks, parted_lines, short_lines
from irp.parser.segment.model import (
    Definition,
    FootnoteBlock,
    Member,
    Narrative,
    Outline,
    SectionBlock,
    Signature,
    SummaryItem,
    Term,
)
from irp.parser.segment.parts.captions import caption_blocks
from irp.parser.segment.parts.footnotes import cut_footnotes, lost_marks
from irp.parser.segment.parts.lists import (
    blocks_of,
    build_definitions,
    build_glossary,
    cut_introduction,
)
from irp.parser.segment.parts.team import TEAM_HEAD, build_team
from irp.parser.segment.patterns import BULLET, compiled
from irp.parser.segment.sections import find_headings, split_sections
from irp.parser.segment.summary.entries import build_summary
from irp.parser.segment.summary.inside import cut_summary
from irp.parser.segment.traits import (
    find_traits,
    labels_of,
    name_layout,
    not_found_as_listed,
)
from irp.parser.segment.unknown_titles import with_unknown_titles
from irp.parser.text.model import Document, Line, Picture, TextProblem
from irp.parser.text.passage import EMPTY, Passage
from irp.parser.wording.references import split_asked
from irp.record.vocabulary import SectionRole

_HOUSE = [compiled(pattern) for pattern in BOILERPLATE]


@dataclass
class _Parts:
    """The outline's parts while the sections are read."""

    labels: tuple[Label, ...]
    summary: Narrative = field(default_factory=Narrative)
    signatures: list[Signature] = field(default_factory=list)
    key_findings: Narrative = field(default_factory=Narrative)
    progress: ProgressFound = field(default_factory=ProgressFound)
    judgements: list[SummaryItem] = field(default_factory=list)
    definitions: list[Definition] = field(default_factory=list)
    team: list[Member] = field(default_factory=list)
    glossary: list[Term] = field(default_factory=list)
    photographs: list[Passage] = field(default_factory=list)
    copyright: Passage = EMPTY
    boilerplate: list[Line] = field(default_factory=list)
    marks: list[Passage] = field(default_factory=list)
    notes: tuple[FootnoteBlock, ...] = ()
    pictures: tuple[Picture, ...] = ()
    problems: list[TextProblem] = field(default_factory=list)


_SPEAKING = {SectionRole.SUMMARY, SectionRole.KEY_FINDINGS}
"""Sections that only a review itself has: a document that quotes one (a response) has neither."""
_NEAR = Pattern(
    r"^(?:[\w.]+ ){0,3}(?:concern|recommendation|theme)s?\b|\bprogress (?:against|on)\b",
    regex.IGNORECASE,
)
_SHOWN = 3
"""The maximum number of lines that a refusal shows."""


def segment(document: Document) -> Outline:
    """Divides a document into its parts.

    Raises:
        RefusedError: it is not an independent review of progress, or holds no follow-up.
    """
    evidence, titled = find_evidence(document)
    body, notes = cut_footnotes(document)
    headings, guesses = with_unknown_titles(body, find_headings(body))
    front, found, heads = split_sections(body, headings)
    labels = labels_of(document, found)
    pictures = tuple(picture for page in document.pages for picture in page.pictures)
    parts = _Parts(labels, marks=list(heads), notes=notes, pictures=pictures, problems=guesses)
    # The areas are read first: their headings may be in the summary of judgements too.
    progress_first = sorted(found, key=lambda section: section.role is not SectionRole.PROGRESS)
    own_summary = any(section.role is SectionRole.JUDGEMENTS for section in found)
    introduced = {id(s): _read(s, parts, own_summary=own_summary) for s in progress_first}
    sections = tuple(section._replace(introduction=introduced[id(section)]) for section in found)
    if not parts.progress.follow_ups:
        raise UnknownLayoutError(no_follow_ups(body, sections))
    if not titled and not {s.role for s in found} & _SPEAKING:
        raise NotAnIrpError(
            "not an independent review of progress: it does not begin with that title, and has "
            "neither a chief inspector’s summary nor key findings"
        )
    traits = find_traits(document, sections, parts.progress.follow_ups, parts.judgements)
    layout, unfamiliar = name_layout(traits)
    parts.problems += [*unfamiliar, *not_found_as_listed(document, sections)]
    return Outline(
        document=document,
        layout=layout,
        labels=labels,
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
        boilerplate=(*parts.boilerplate, *house_lines(front)),
        marks=tuple(_marks(parts)),
        problems=(*parts.problems, *_oddities(parts)),
    )


def no_follow_ups(body: Sequence[Line], sections: Sequence[SectionBlock]) -> str:
    """Describes what was not found, and the lines that are most like it."""
    roles = ", ".join(s.role.value.replace("_", " ") for s in sections) or "none"
    near = [line for line in body if _NEAR.search(line.text)][:_SHOWN]
    lines = "; ".join(f"“{line.text}” (page {line.page})" for line in near) or "none"
    return (
        "an independent review of progress in which no follow-up was found: there is no label such"
        " as “Concern:”, “Recommendation:” or “Theme 1:” in a section of progress, and no numbered"
        f" paragraphs that end with a judgement; sections found: {roles}; nearest lines: {lines}"
    )


def _areas(parts: _Parts) -> list[str]:
    return [area.heading.text for area in parts.progress.areas if area.heading]


def _texts(parts: _Parts) -> list[list[str]]:
    """Of each follow-up, what asks, then the concern that it may rest on."""
    return [
        [
            split_asked(item.text).text.text
            for item in sorted(block.labels, key=lambda i: i.label.part is LabelPart.CONCERN)
        ]
        for block in parts.progress.follow_ups
    ]


def _oddities(parts: _Parts) -> Iterator[TextProblem]:
    """Problems in the paragraphs; those of one kind are set in one column."""
    follow_ups = parts.progress.follow_ups
    for narrative in (parts.summary, parts.key_findings):
        yield from short_lines(item.text for item in narrative.paragraphs)
    yield from short_lines(item.text for block in follow_ups for item in block.paragraphs)
    labelled = (item.text for block in follow_ups for item in block.labels)
    yield from short_lines(labelled, paragraphs=False)
    for narrative in (parts.summary, parts.key_findings):
        yield from left_marks(item.text for item in narrative.paragraphs)
    yield from left_marks(item.text for block in follow_ups for item in block.paragraphs)
    yield from parted_lines(item.text for block in follow_ups for item in block.paragraphs)
    yield from lost_marks(parts.notes, _cleaned(parts))


def _cleaned(parts: _Parts) -> Iterator[Passage]:
    """The passages from which footnote marks were removed."""
    for narrative in (parts.summary, parts.key_findings):
        yield from (item.text for item in narrative.paragraphs)
    for area in parts.progress.areas:
        yield from (item.text for item in area.paragraphs)
    for block in parts.progress.follow_ups:
        yield from (item.text for item in block.labels)
        yield from (item.text for item in block.paragraphs)


def house_lines(front: Sequence[Line]) -> list[Line]:
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
        if any(pattern.fullmatch(text) for pattern in _HOUSE):
            found += front[start:end]
    return found


def _marks(parts: _Parts) -> Iterator[Passage]:
    yield from parts.marks
    yield from (signature.date for signature in parts.signatures)
    for follow_up in parts.progress.follow_ups:
        yield from (item.words for item in follow_up.labels)
    for narrative in (parts.summary, parts.key_findings):
        yield from (figure.words for figure in narrative.figures)
    for table in (*parts.summary.tables, *parts.key_findings.tables, *parts.progress.tables):
        yield from table.heads


def _read(section: SectionBlock, parts: _Parts, *, own_summary: bool) -> Passage:
    """Reads one section according to its role; returns the words that introduce it.

    A section found twice adds to what is there. The key findings may hold the summary of
    judgements where it has no section of its own.
    """
    match section.role:
        case SectionRole.SUMMARY:
            rest, signatures = cut_signatures(section.lines)
            parts.signatures += signatures
            parts.summary = _joined(parts.summary, section, rest, parts)
        case SectionRole.KEY_FINDINGS:
            findings = section.lines if own_summary else _without_summary(section, parts)
            parts.key_findings = _joined(parts.key_findings, section, findings, parts)
        case SectionRole.PROGRESS:
            progress = build_progress(section, parts.labels, parts.notes)
            _add_progress(parts, progress)
            return progress.introduction
        case SectionRole.JUDGEMENTS:
            return _add_judgements(section.lines, parts)
        case SectionRole.ABOUT:
            parts.definitions += build_definitions(section.lines)
            parts.boilerplate += section.lines
        case SectionRole.TEAM:
            introduction, lines = cut_introduction(section.lines)
            heads = [line for line in lines if TEAM_HEAD.fullmatch(line.text)]
            parts.marks += map(Passage.of_lines, zip(heads))
            members, _ = build_team([line for line in lines if line not in heads])
            parts.team += members
            return introduction
        case SectionRole.GLOSSARY:
            terms, introduction_lines = build_glossary(section.lines)
            parts.glossary += terms
            return Passage.of_lines(introduction_lines)
        case SectionRole.PHOTOGRAPHS:
            parts.photographs += map(Passage.of_lines, caption_blocks(section.lines))
        case SectionRole.BACK_MATTER:
            parts.copyright = parts.copyright or section.title
            parts.boilerplate += section.lines
        case _:
            pass
    return EMPTY


def _without_summary(section: SectionBlock, parts: _Parts) -> Sequence[Line]:
    """The lines of the key findings without the summary of judgements among them."""
    lines, table, announced = cut_summary(section)
    parts.marks += [announced, _add_judgements(table, parts, introduced=True)]
    return lines


def _add_judgements(lines: Sequence[Line], parts: _Parts, *, introduced: bool = False) -> Passage:
    """Adds a summary of judgements; returns the words that introduce it, if it has any yet."""
    texts = _texts(parts)
    introduction, rest = (EMPTY, lines) if introduced else cut_introduction(lines)
    if any(text and text in introduction.text for same in texts for text in same):
        introduction, rest = EMPTY, lines  # it is the first entry
    summarised = build_summary(rest, _areas(parts), texts)
    parts.judgements += summarised.entries
    parts.marks += summarised.marks
    return introduction


def _joined(
    before: Narrative,
    section: SectionBlock,
    lines: Sequence[Line],
    parts: _Parts,
) -> Narrative:
    found, doubts = build_narrative(section, lines, parts.notes, parts.pictures)
    parts.problems += doubts
    return Narrative(
        before.paragraphs + found.paragraphs,
        before.figures + found.figures,
        before.headings + found.headings,
        before.photographs + found.photographs,
        before.tables + found.tables,
        before.examples + found.examples,
    )


def _add_progress(parts: _Parts, found: ProgressFound) -> None:
    progress = parts.progress
    progress.areas += found.areas
    progress.follow_ups += found.follow_ups
    progress.figures += found.figures
    progress.tables += found.tables
    parts.problems += found.problems
