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
    """Level 1: a section with its label; 2: an area; 3: a sub-heading."""

    text: str
    level: Literal[1, 2, 3] = 2
    label: str = ""
    new_page: bool = False


@dataclass(frozen=True)
class Numbered:
    """A numbered paragraph: text, bullets after it, a sentence after these."""

    number: str
    text: str
    bullets: tuple[str, ...] = ()
    tail: str = ""


@dataclass(frozen=True)
class Continued:
    """The rest of a numbered paragraph after a photograph."""

    text: str


@dataclass(frozen=True)
class Plain:
    """An unnumbered paragraph; notes stand under figures, small print in the back matter."""

    text: str
    style: Literal["body", "note", "small", "small heading"] = "body"


@dataclass(frozen=True)
class Bullets:
    """A list in an unnumbered passage."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class BoxPart:
    """A paragraph in a box: a label, its text, whether all of it is bold."""

    label: str
    text: str
    bold: bool = False
    references: str = ""


@dataclass(frozen=True)
class Box:
    """A concern and recommendation, or a theme."""

    parts: tuple[BoxPart, ...]


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
    """A pie or bars with text labels; bars may have several series."""

    kind: Literal["pie", "bar"]
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    axis: tuple[str, ...] = ()  # what the values 1, 2, 3, … are called


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
    """A summary of judgements as a table (layouts that have one)."""

    columns: tuple[str, str]
    entries: tuple[Entry, ...]


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
    """A small table inside findings."""

    caption: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Footnote:
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
    """What stands on every page but the cover. "{page}" becomes the page's number."""

    footer_left: str = ""
    footer_right: str = "{page}"
    even_left: str | None = None  # where even pages differ
    even_right: str | None = None
    header: str = ""


@dataclass(frozen=True)
class Report:
    """A whole report, ready for a producer."""

    title: str  # of the PDF's metadata
    elements: tuple[Element, ...]
    running: Running = field(default_factory=Running)
    seed: int = 0
