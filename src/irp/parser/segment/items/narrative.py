"""Sections of numbered paragraphs: the chief inspector's summary and the key findings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from irp.parser.patterns import Pattern
from irp.parser.segment.items.builder import build_items
from irp.parser.segment.model import (
    Caption,
    FigureBlock,
    FootnoteBlock,
    Heading,
    Item,
    Labelled,
    Loose,
    Narrative,
    Numbered,
    SectionBlock,
    Signature,
)
from irp.parser.segment.parts.captions import Captions, captions_of
from irp.parser.segment.parts.examples import cut_examples
from irp.parser.segment.parts.footnotes import without_marks
from irp.parser.segment.parts.tables import tabular, take_tables
from irp.parser.segment.patterns import CHART_WORDS, complete, is_house_heading
from irp.parser.text.model import Line, Picture, TextProblem
from irp.parser.text.passage import EMPTY, Passage
from irp.record.vocabulary import MONTHS

_SIGNATURE_TITLE = Pattern(
    r"(?:(?:HM|His Majesty[’']s|Her Majesty[’']s)\s+)?(?:(?:Deputy|Acting|Interim)\s+)?"
    r"(?:Chief Inspector(?: of (?:Prisons|Criminal Justice(?: in Northern Ireland)?))?"
    r"|(?<=\s)Inspector of Prisons)(?: in Northern Ireland| for England and Wales)?"
)
_LONGEST_NAME = 90
"""The maximum length of a name with the title after the comma, in characters."""
_SHORTEST_NOTE = 4
"""The fewest words of a sentence under a chart that is not a label."""
_SIGNATURE_DATE = Pattern(rf"(?:\d{{1,2}}\s+)?(?:{'|'.join(MONTHS)})\s+(?:19|20)\d{{2}}")


class Loosened(NamedTuple):
    """Loose text of a section, sorted into headings and captions."""

    headings: tuple[Heading, ...]
    photographs: tuple[Caption, ...]
    rest: tuple[Loose, ...]
    problems: tuple[TextProblem, ...]


def cut_signatures(lines: Sequence[Line]) -> tuple[list[Line], list[Signature]]:
    """Removes the signature blocks from the end of the summary; there may be more than one."""
    rest = list(lines)
    found: list[Signature] = []
    position = len(rest) - 1
    while position >= 0:
        if block := _signature_at(rest, position):
            signature, end = block
            found.append(signature)
            rest[position:end] = []
        position -= 1
    return rest, found[::-1]


def _signature_at(lines: Sequence[Line], start: int) -> tuple[Signature, int] | None:
    """The signature whose name is on a line, and where it ends; None where there is none."""
    line = lines[start]
    if complete(line.text) or len(line.text) > _LONGEST_NAME or line.text[:1].islower():
        return None
    comma = line.text.find(",")  # "Ada Fenwick, HM Chief Inspector of Prisons"
    for name_end in {comma, len(line.text)} - {-1}:
        for count in (3, 2, 1):
            end = start + count
            last = Passage.of_lines(lines[start:end])
            title = last.slice(name_end).text.strip(" ,.")
            if end > len(lines) or not _SIGNATURE_TITLE.fullmatch(title):
                continue
            date = EMPTY
            if end < len(lines) and _SIGNATURE_DATE.fullmatch(lines[end].text.strip(" .")):
                date, end = Passage.of_lines([lines[end]]), end + 1
            first = last.text.index(title, name_end)
            return Signature(last.slice(0, name_end), last.slice(first), date), end
    return None


def build_narrative(
    section: SectionBlock,
    lines: Sequence[Line],
    notes: Sequence[FootnoteBlock] = (),
    pictures: Sequence[Picture] = (),
) -> tuple[Narrative, tuple[TextProblem, ...]]:
    """The paragraphs, figures and headings of a section, and problems for what is uncertain.

    Loose text that fits no field is left out: its lines stay unclaimed.
    """
    lines, examples, above = cut_examples(lines, section.numbering)
    built = without_marks(build_items(lines, section.numbering), notes)
    items, tables = take_tables(with_labels(built))
    paragraphs = tuple(item for item in items if isinstance(item, Numbered))
    figures = with_alt_texts(items, pictures)
    loosened = tell_apart(items)
    narrative = Narrative(
        paragraphs,
        figures,
        loosened.headings + above,
        loosened.photographs,
        tuple(tables),
        examples,
    )
    return narrative, loosened.problems


def alt_text_of(figure: FigureBlock, pictures: Sequence[Picture], end: Line | None) -> str | None:
    """The alternative text of the picture next below a figure's caption on its page.

    At a page's foot the picture may be the first of the next page. One that is below the
    next paragraph or figure, whose first line is ``end``, is not this figure's.
    """
    caption = (figure.caption or figure.words).pieces[-1].line
    if caption.box is None:
        return None
    below = [p for p in pictures if p.page == caption.page and p.box.top >= caption.box.top]
    if not any(label.pieces[0].line.page == caption.page for label in figure.labels):
        below = below or [p for p in pictures if p.page == caption.page + 1]
    nearest = min(below, key=lambda picture: picture.box.top, default=None)
    if nearest is None or (end is not None and _stands_below(nearest, end)):
        return None
    return nearest.alt_text


def _stands_below(picture: Picture, line: Line) -> bool:
    if picture.page != line.page or line.box is None:
        return picture.page > line.page
    return picture.box.top > line.box.top


def _first_line(item: Numbered | Labelled | FigureBlock) -> Line:
    return (item.number if isinstance(item, Numbered) else item.words).pieces[0].line


def with_alt_texts(items: Sequence[Item], pictures: Sequence[Picture]) -> tuple[FigureBlock, ...]:
    """The figures among a section's items, each with the alternative text of its picture."""
    ends = [item for item in items if not isinstance(item, Loose)]
    found: list[FigureBlock] = []
    for item, following in zip(ends, [*ends[1:], None], strict=False):
        if isinstance(item, FigureBlock):
            end = _first_line(following) if following else None
            found.append(item._replace(alt_text=alt_text_of(item, pictures, end)))
    return tuple(found)


def with_labels(items: Sequence[Item]) -> list[Item]:
    """Adds to a figure the words of its drawing that the text stage took for text.

    They are fragments between the figure and the next item on the same page.
    """
    kept: list[Item] = []
    for item in items:
        last = kept[-1] if kept else None
        if (
            isinstance(item, Loose)
            and isinstance(last, FigureBlock)
            and not complete(item.text.text)
            and not is_house_heading(item.text.text)
            and {p.line.page for p in item.text.pieces} == {last.words.pieces[0].line.page}
        ):
            kept[-1] = last._replace(labels=(*last.labels, item.text))
        elif (
            isinstance(item, Loose)
            and isinstance(last, FigureBlock)
            and last.labels
            and not last.note
            and complete(item.text.text)
        ):
            kept[-1] = last._replace(note=item.text)
        else:
            kept.append(item)
    return [_with_note(item) if isinstance(item, FigureBlock) else item for item in kept]


def _with_note(figure: FigureBlock) -> FigureBlock:
    """Adds to a figure the small print that is so close that it was taken for labels.

    Labels are words; a whole sentence after them, over one line or more, is a note.
    """
    note, start = figure.note, len(figure.labels)
    while start:
        label = figure.labels[start - 1]
        goes_on = label.text.count(" ") + 1 >= _SHORTEST_NOTE and not complete(label.text)
        if note and not note.text[0].islower() and (figure.note or not goes_on):
            break
        if CHART_WORDS.fullmatch(label.text):
            break
        if not (note or complete(label.text)):
            return figure
        note, start = label.plus(note), start - 1
    if note.text[:1].islower() or note.text.count(" ") + 1 < _SHORTEST_NOTE:
        return figure
    return figure._replace(labels=figure.labels[:start], note=note)


def tell_apart(items: Sequence[Item]) -> Loosened:
    """Separates headings from captions in the loose text between numbered paragraphs."""
    headings: list[Heading] = []
    photographs: list[Caption] = []
    rest: list[Loose] = []
    problems: list[TextProblem] = []
    number, captions = EMPTY, Captions(items)
    for position, item in enumerate(items):
        if isinstance(item, Numbered):
            number = item.number
        if not isinstance(item, Loose):
            continue
        following = next((i for i in items[position + 1 :] if not isinstance(i, Loose)), None)
        before = following.number if isinstance(following, Numbered) else EMPTY
        if is_house_heading(item.text.text):
            headings.append(Heading(item.text, before))
        elif complete(item.text.text) and not captions.may_be_caption(item):
            rest.append(item)
        else:
            caption, doubts = captions.tell(item)
            problems += doubts
            if caption:
                photographs += captions_of(item, number)
            elif before and not tabular(item):
                headings.append(Heading(item.text, before))
            else:
                rest.append(item)
    return Loosened(tuple(headings), tuple(photographs), tuple(rest), tuple(problems))
