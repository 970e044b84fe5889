"""What each stage sees, as lines of text: for people who add a layout or examine a record."""

from __future__ import annotations

from collections.abc import Iterator

from irp.parser.layouts.base import Layout
from irp.parser.normalise.grounding import split
from irp.parser.normalise.ledger import account
from irp.parser.normalise.report import build_report
from irp.parser.second_path import what_it_reads
from irp.parser.segment.items.builder import build_items
from irp.parser.segment.model import FigureBlock, Item, Labelled, Numbered, Outline, SectionBlock
from irp.parser.segment.segmenter import segment
from irp.parser.stated.read import read_with_places
from irp.parser.text.model import Document, Line
from irp.parser.text.passage import Passage
from irp.record.extraction import Extraction
from irp.record.spans import Span
from irp.record.vocabulary import SectionRole, Use

_ITEMISED = (SectionRole.SUMMARY, SectionRole.KEY_FINDINGS, SectionRole.PROGRESS)
_EXCERPT = 90

__all__ = ["Extraction", "describe_blocks", "describe_lines", "describe_outline"]


def describe_lines(document: Document) -> Iterator[str]:
    """A line of text for each printed line: its place, its typography and its use.

    The use of the lines is left out ("-") where the document is refused.
    """
    uses = _uses(document)
    yield "page\tindex\tstart\tgap\tsize\tset\tcells\tuse\ttext"
    for line in document.lines:
        gap = "top" if line.gap is None else f"{line.gap:.2f}"
        size = "-" if line.size is None else f"{line.size:.1f}"
        use = uses[line.index].value if uses else "-"
        if line.furniture:
            use = line.furniture.value
        cells = ",".join(map(str, line.cells)) or "-"
        yield "\t".join(
            (
                str(line.page),
                str(line.index),
                str(line.start),
                gap,
                size,
                _style(line),
                cells,
                use,
                line.text,
            )
        )


def _style(line: Line) -> str:
    marks = [
        "bold" if line.bold else f"bold to {line.bold_until}" if line.bold_until else "",
        "italic" if line.italic else "",
        "below picture" if line.below_picture else "",
        "in figure" if line.in_figure else "",
    ]
    return ", ".join(mark for mark in marks if mark) or "-"


def _uses(document: Document) -> list[Use]:
    from irp.errors import RefusedError

    try:
        outline = segment(document)
    except RefusedError:
        return []
    _, provenance = split(build_report(outline, read_with_places(what_it_reads(outline))).tree)
    return account(outline, provenance).uses


def describe_blocks(document: Document) -> Iterator[str]:
    """The items that the segmenter finds in each section, in the order of the document.

    Raises:
        RefusedError: the document is no review, or no follow-up was found in it.
    """
    outline = segment(document)
    for section in outline.sections:
        yield f"# {_heading(section)}"
        if section.role not in _ITEMISED:
            yield f"  {len(section.lines)} lines"
            continue
        labels = outline.labels if section.role is SectionRole.PROGRESS else ()
        for item in build_items(section.lines, section.numbering, labels):
            yield f"  {_item(item)}"


def _heading(section: SectionBlock) -> str:
    words = f"{section.label.text} {section.title.text}".strip()
    return f"{section.role.value}: {words} {_place(section.title)}"


def _item(item: Item) -> str:
    if isinstance(item, Numbered):
        return f"numbered   {item.number.text:<6} {_short(item.text)}"
    if isinstance(item, Labelled):
        return f"labelled   {item.words.text} {_short(item.text)}"
    if isinstance(item, FigureBlock):
        return f"figure     {item.words.text} {_short(item.caption)}"
    return f"loose      {_short(item.text)}"


def _short(passage: Passage) -> str:
    text = passage.text
    cut = text if len(text) <= _EXCERPT else f"{text[: _EXCERPT - 1]}…"
    return f"{cut} {_place(passage)}"


def _place(passage: Passage) -> str:
    spans: tuple[Span, ...] = passage.spans() if passage else ()
    return " ".join(f"[p{s.page}:{s.start}-{s.end}]" for s in spans)


def describe_outline(document: Document) -> Iterator[str]:
    """The outline in short: layout, sections, areas with their follow-ups, summary, lists.

    Raises:
        RefusedError: the document is no review, or no follow-up was found in it.
    """
    outline = segment(document)
    layout: Layout = outline.layout
    yield f"layout: {layout.id} ({layout.title})"
    yield f"says of itself: {_short(outline.evidence)}"
    for passage in outline.cover:
        yield f"before the first section: {_short(passage)}"
    for section in outline.sections:
        yield f"section {_heading(section)}"
    yield from _follow_ups(outline)
    for entry in outline.judgements:
        yield f"summary: {entry.judgement.text or 'no judgement'}: {_short(entry.text)}"
    yield f"definitions: {len(outline.definitions)}"
    yield f"team: {', '.join(member.name.text for member in outline.team) or 'none found'}"
    yield f"glossary: {', '.join(entry.term.text for entry in outline.glossary) or 'none found'}"


def _follow_ups(outline: Outline) -> Iterator[str]:
    area = None
    for position, block in enumerate(outline.follow_ups, start=1):
        if area != block.area.text:
            area = block.area.text
            yield f"area: {area or '(none)'}"
        words = " + ".join(item.words.text for item in block.labels)
        numbers = [item.number.text for item in block.paragraphs]
        run = f"{numbers[0]} to {numbers[-1]}" if numbers else "no paragraphs"
        yield f"  follow-up {position}: {words} paragraphs {run}"
