"""Splits a text dump into draft pages: page breaks, space between lines, columns.

Dumps differ by what made them. Pages break at form feeds; in a dump without any, a page break
may show as one blank before a page's first line. Which of the two (or none) holds is decided
once for the whole document, so that an indented line is not taken for a new page.
"""

from __future__ import annotations

import re
from typing import Final

from irp.parser.text.line_builder import Draft, DraftPage
from irp.parser.text.repair import repair_chunks

PICTURE_BLANKS: Final = 3
"""Blank lines that a photograph or a drawing leaves in a dump."""

_LINE_ENDS: Final = re.compile(r"\r\n?")
_COLUMN_GAP: Final = re.compile(r"[^\S\t]*+\t\s*|\s{2,}")
_MARKED_MOST: Final = 0.2
"""Above this share of lines with a leading blank, the blank is an indent, not a page break."""
_LABEL: Final = re.compile(r"[A-Z]?\d+(?:\.\d+)+\.?|[A-Z]\d+|\(?(?:\d{1,2}|[a-z])[.)]|[•\-–*]")
"""A paragraph's number or a bullet; the indent after it does not start a column."""
_HASHES: Final = re.compile(r"^#{1,6} +\S", re.MULTILINE)
_LEAST_HASHES: Final = 3
"""The fewest headings with hashes that make a text Markdown."""
_MARKUP: Final = re.compile(
    r"^#{1,6} +|\*\*|__(?=\S)|(?<=\S)__|<!--.*?-->|\\(?=[.*_#-])", re.MULTILINE
)
_WEAK_LABEL: Final = re.compile(r"\d{1,2}|[^\W\d_]+ (?:\d{1,2}|[IVX]+)[.:]?")
"""As "Section 1": a label where words follow, but a column of a table where others do."""


def read_plain(text: str) -> list[DraftPage]:
    """Split a dump into pages of draft lines, gaps and columns measured, furniture not marked."""
    text = _LINE_ENDS.sub("\n", text.removeprefix("\ufeff"))
    if is_markdown(text):
        text = _MARKUP.sub("", text)
    return [
        DraftPage(number, _lines(page.split("\n")))
        for number, page in enumerate(_pages(text), start=1)
    ]


def is_markdown(text: str) -> bool:
    """Whether a text has its headings marked as converters to Markdown do."""
    return len(_HASHES.findall(text)) >= _LEAST_HASHES


def _pages(text: str) -> list[str]:
    if "\f" in text:
        pages = text.split("\f")
        # A form feed ends a page: what follows the last one is a page only if it has text.
        return pages if pages[-1].strip() else pages[:-1]
    lines = text.split("\n")
    if not _blank_marks_page(lines):
        return [text]
    pages, page = [], [lines[0]]
    for line in lines[1:]:
        if _marked(line):
            pages.append("\n".join(page))
            page = []
        page.append(line)
    pages.append("\n".join(page))
    return [p for i, p in enumerate(pages) if i or p.strip()]


def _blank_marks_page(lines: list[str]) -> bool:
    """Whether a leading space marks a page break: always exactly one, and rarely."""
    filled = [line for line in lines if line.strip()]
    marked = sum(map(_marked, filled))
    indented = sum(line[0].isspace() for line in filled)
    return marked == indented and 0 < marked <= max(1, _MARKED_MOST * len(filled))


def _marked(line: str) -> bool:
    return line.startswith(" ") and not line[1:2].isspace() and len(line) > 1


def _lines(lines: list[str]) -> list[Draft]:
    drafts: list[Draft] = []
    blanks = 0
    for line in lines:
        chunks = _COLUMN_GAP.split(line.strip())
        text, places = repair_chunks(chunks, range(len(chunks)))
        if not text:
            blanks += 1
            continue
        drafts.append(
            Draft(
                text,
                line,
                gap=float(blanks) if drafts else None,
                cells=columns(text, [start for start, end in places if end > start]),
                below_picture=bool(drafts) and blanks >= PICTURE_BLANKS,
                blanks=blanks,
            )
        )
        blanks = 0
    return drafts


def columns(text: str, starts: list[int]) -> tuple[int, ...]:
    """Offsets of the columns after the first; a number or bullet and its indent are left out."""
    starts = [start for start in starts if start > 0]
    if not starts:
        return ()
    first, rest = text[: starts[0]].rstrip(), text[starts[0] :]
    label = _LABEL.fullmatch(first)
    if not label and len(starts) == 1 and any(map(str.isalpha, rest)):
        label = _WEAK_LABEL.fullmatch(first)
    return tuple(starts[1:] if label else starts)
