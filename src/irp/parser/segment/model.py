"""What the segmenter returns: an outline made of passages. All frozen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from irp.parser.layouts.base import Label, Layout, SectionSpec
from irp.parser.text.model import Document, Line, TextProblem
from irp.parser.text.passage import EMPTY, Passage, Piece
from irp.record.vocabulary import SectionRole


class Numbered(NamedTuple):
    """A numbered paragraph: its number and its text, bullets and continuations included."""

    number: Passage
    text: Passage

    @property
    def last(self) -> Line:
        """The paragraph's last line."""
        return (self.text or self.number).pieces[-1].line


class Labelled(NamedTuple):
    """A concern, recommendation or theme: the label's words and what they introduce."""

    label: Label
    words: Passage
    text: Passage


class FigureBlock(NamedTuple):
    """A figure: "Figure 2:", its caption, the words inside the drawing, the small print below.

    ``after`` is the number of the paragraph before it, empty where there is none.
    """

    words: Passage
    caption: Passage
    labels: tuple[Passage, ...] = ()
    note: Passage = EMPTY
    alt_text: str | None = None


class Loose(NamedTuple):
    """Unnumbered text between other items: a heading, a caption, a note.

    Attributes:
        text: the folded text.
        below_picture: a picture is right above.
        inside: it interrupts a paragraph that goes on after it.
    """

    text: Passage
    below_picture: bool = False
    inside: bool = False

    @property
    def first(self) -> Line:
        """The block's first line."""
        return self.text.pieces[0].line


class TableBlock(NamedTuple):
    """A small table: its caption, its cells (some may be empty), the paragraph it follows.

    ``note`` is the text under it: where the figures come from. ``heads`` are its first row again,
    at the top of later pages.
    """

    caption: Passage
    rows: tuple[tuple[Passage, ...], ...]
    after: Passage
    note: Passage = EMPTY
    heads: tuple[Passage, ...] = ()


class FootnoteBlock(NamedTuple):
    """A footnote: its number, its text, and the mark in the page's text (None: not found)."""

    number: Passage
    text: Passage
    mark: Piece | None = None


Item = Numbered | Labelled | FigureBlock | Loose


class SectionBlock(NamedTuple):
    """A section as found.

    Attributes:
        spec: which section it is.
        label, title: its heading.
        lines: the lines below the heading.
        numbering: pattern of its paragraph numbers, None where its paragraphs have none.
        introduction: the words that introduce it.
    """

    spec: SectionSpec
    label: Passage
    title: Passage
    lines: tuple[Line, ...]
    numbering: str | None = None
    introduction: Passage = EMPTY

    @property
    def role(self) -> SectionRole:
        """The section's role."""
        return self.spec.role


class Caption(NamedTuple):
    """A photograph's caption and the number of the paragraph that it follows (or is in)."""

    text: Passage
    after: Passage


class Heading(NamedTuple):
    """A heading between paragraphs and the number of the paragraph that follows it."""

    text: Passage
    before: Passage


class Narrative(NamedTuple):
    """A section of numbered paragraphs: the summary, the key findings."""

    paragraphs: tuple[Numbered, ...] = ()
    figures: tuple[FigureBlock, ...] = ()
    headings: tuple[Heading, ...] = ()
    photographs: tuple[Caption, ...] = ()
    tables: tuple[TableBlock, ...] = ()
    examples: tuple[Numbered, ...] = ()
    """Examples of notable positive practice that have letters instead of numbers."""


class FollowUpBlock(NamedTuple):
    """One follow-up as it appears in the progress section."""

    area: Passage
    labels: tuple[Labelled, ...]
    paragraphs: tuple[Numbered, ...] = ()
    photographs: tuple[Caption, ...] = ()
    headings: tuple[Heading, ...] = ()


class AreaBlock(NamedTuple):
    """An area: its heading, the notes below it, numbered paragraphs before its follow-ups."""

    heading: Passage
    note: Passage = EMPTY
    paragraphs: tuple[Numbered, ...] = ()


class SummaryItem(NamedTuple):
    """One entry of the summary of judgements; ``judgement`` is empty where none is printed."""

    heading: Passage
    text: Passage
    judgement: Passage


class Definition(NamedTuple):
    """The definition of a judgement; ``body`` is where the body is named, or empty."""

    body: Passage
    judgement: Passage
    text: Passage


class Member(NamedTuple):
    """A row of the review team."""

    name: Passage
    role: Passage


class Term(NamedTuple):
    """A glossary entry."""

    term: Passage
    definition: Passage


class Signature(NamedTuple):
    """The block under the chief inspector's summary."""

    name: Passage = EMPTY
    title: Passage = EMPTY
    date: Passage = EMPTY


@dataclass(frozen=True)
class Outline:
    """The whole document, divided into its parts.

    Attributes:
        document: what it was made from.
        layout: the known combination of traits that fits, or the one for all others.
        labels: the words that introduce its follow-ups, most specific first.
        evidence: the words "independent review of progress" that show the kind of document.
        cover: the lines before the first section that are not furniture.
        sections: the sections in the order of the document.
        boilerplate: lines of known house wording that contain no data.
        marks: words that only mark what follows ("Concern:"), which no value is read from.
        problems: what is unusual or uncertain.
    """

    document: Document
    layout: Layout
    labels: tuple[Label, ...]
    evidence: Passage
    cover: tuple[Passage, ...]
    sections: tuple[SectionBlock, ...]
    summary: Narrative
    signatures: tuple[Signature, ...]
    key_findings: Narrative
    areas: tuple[AreaBlock, ...]
    follow_ups: tuple[FollowUpBlock, ...]
    judgements: tuple[SummaryItem, ...]
    definitions: tuple[Definition, ...]
    team: tuple[Member, ...]
    glossary: tuple[Term, ...]
    photographs: tuple[Passage, ...]
    tables: tuple[TableBlock, ...]
    footnotes: tuple[FootnoteBlock, ...]
    copyright: Passage
    boilerplate: tuple[Line, ...]
    marks: tuple[Passage, ...] = ()
    problems: tuple[TextProblem, ...] = field(default=())
