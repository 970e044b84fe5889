"""The document: what stands on paper, free of any producer.

Strings are folded text (single spaces); how lines and pages break is the producer's affair.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True)
class Cover:
    """The title page. Empty strings are not printed."""

    title: str
    establishment: str
    by: str
    dates: str


@dataclass(frozen=True)
class Contents:
    """The contents page; producers fill it from the headings of level 1."""

    heading: str = "Contents"


@dataclass(frozen=True)
class Heading:
    """Level 1: a section, with its label if it has one; 2: an area; 3: a sub-heading.

    The role says which section it is, for whoever changes the document.
    """

    text: str
    level: Literal[1, 2, 3] = 2
    label: str = ""
    new_page: bool = False
    role: str = ""
    broken: bool = False  # a line break is between label and text

    @property
    def key(self) -> str:
        """What tells a section from the others in the contents."""
        return self.label or self.text


@dataclass(frozen=True)
class Numbered:
    """A numbered paragraph: text, bullets after it, a sentence after these.

    Superscript digits in texts are the marks of footnotes.
    """

    number: str
    text: str
    bullets: tuple[str, ...] = ()
    tail: str = ""


@dataclass(frozen=True)
class Continued:
    """The rest of a numbered paragraph after a photograph."""

    text: str


PlainStyle = Literal["body", "note", "small", "small title", "small heading"]


@dataclass(frozen=True)
class Plain:
    """An unnumbered paragraph: notes under figures, small print; small headings start a page."""

    text: str
    style: PlainStyle = "body"


@dataclass(frozen=True)
class Bullets:
    """A list in an unnumbered passage."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class BoxPart:
    """A paragraph in a box: a label with what ends it, its text, whether all of it is bold."""

    label: str
    text: str
    bold: bool = False
    references: str = ""


@dataclass(frozen=True)
class Box:
    """A concern and recommendation, or a theme; as a table, its labels have their own cells."""

    parts: tuple[BoxPart, ...]
    cells: bool = False


@dataclass(frozen=True)
class Caption:
    """The caption of a figure, which stands above it."""

    label: str
    text: str


@dataclass(frozen=True)
class Series:
    name: str
    values: tuple[int, ...]


@dataclass(frozen=True)
class Chart:
    """A pie, bars from left to right or columns, with text labels.

    Bars with an axis are groups of columns, one group for each label.
    """

    kind: Literal["pie", "bar", "column"]
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    axis: tuple[str, ...] = ()  # what the values 1, 2, 3, … are called
    alt: str = ""  # the same in words, where a file can hold them


@dataclass(frozen=True)
class Picture:
    """A photograph and its caption."""

    caption: str
    scene: str
    seed: int


@dataclass(frozen=True)
class Entry:
    """One entry of the summary of judgements."""

    text: str
    judgement: str
    label: str = ""


@dataclass(frozen=True)
class EntryTable:
    """A summary of judgements as a table; a string among the entries is a row over both columns.

    The row with the names of the columns is repeated on each page.
    """

    columns: tuple[str, str]
    entries: tuple[Entry | str, ...]
    ruled: bool = True
    align: Literal["top", "middle", "bottom"] = "top"  # of the judgement in its cell


@dataclass(frozen=True)
class Definition:
    """What a judgement means."""

    title: str
    text: str


@dataclass(frozen=True)
class Team:
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Term:
    """An entry of the glossary."""

    term: str
    text: str
    bullets: tuple[str, ...] = ()


@dataclass(frozen=True)
class Signature:
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A small table; the first row names the columns. Without a caption it follows a figure's."""

    caption: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Footnote:
    """Stands at the foot of the page on which its mark stands; follows the marked element."""

    number: int
    text: str


@dataclass(frozen=True)
class PageBreak:
    pass


@dataclass(frozen=True)
class Gap:
    """White space that moves what follows down the page."""

    points: int


Element = (
    Cover
    | Contents
    | Heading
    | Numbered
    | Continued
    | Plain
    | Bullets
    | Box
    | Caption
    | Chart
    | Picture
    | Entry
    | EntryTable
    | Definition
    | Team
    | Term
    | Signature
    | Table
    | Footnote
    | PageBreak
    | Gap
)


@dataclass(frozen=True)
class Running:
    """What stands on every page but the cover.

    "{page}" becomes the page's number, "{section}" the title of the section it is in.
    """

    footer_left: str = ""
    footer_right: str = "{page}"
    even_left: str | None = None  # where even pages differ
    even_right: str | None = None
    header: str = ""


@dataclass(frozen=True)
class Style:
    """Wishes about setting; a producer that cannot grant one sets the report as it always does."""

    narrow: int = 0  # points by which all lines are shorter
    headings: int = 0  # points by which lines of section headings are shorter
    plain_labels: bool = False  # labels of follow-ups are not bold
    boxes: Literal["house", "rules", "none"] = "house"  # around concerns and recommendations
    split_runs: bool = False  # lines in several runs, which may end inside words
    ligatures: bool = False  # ﬁ and ﬂ as characters
    soft_hyphens: bool = False  # words are divided at the ends of lines
    numbers_first: bool = False  # lines rather break before a number with a decimal point


@dataclass(frozen=True)
class Report:
    """A whole report, ready for a producer."""

    title: str  # of the PDF's metadata
    elements: tuple[Element, ...]
    running: Running = field(default_factory=Running)
    seed: int = 0
    style: Style = field(default_factory=Style)
