"""Examples of notable positive practice in a lettered list or table, instead of paragraphs.

Reviews of recent years set them as a table below the heading "Examples of notable positive
practice": a letter, the example, and at the right the paragraphs it points to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex

from irp.parser.patterns import Pattern
from irp.parser.segment.line_starts import Openers
from irp.parser.segment.model import Heading, Numbered
from irp.parser.segment.parts.tables import columns_of, row_of
from irp.parser.text.model import Line
from irp.parser.text.passage import EMPTY, Passage, Piece

_HEADING = Pattern(r"Examples? of (?:notable )?(?:positive|good) practice:?", regex.IGNORECASE)
_NAMES_IT = Pattern(r"\b(?:positive|good) practice\b", regex.IGNORECASE)
_LETTER = Pattern(r"\(?(?P<letter>[a-z])[).](?=\s|$)")
_LETTER_ALONE = Pattern(r"(?P<letter>[a-z])(?=\s)")
_NUMBERS = r"S?\d{1,2}(?:\.\d{1,3})?"
_POINTS = Pattern(
    rf"(?=.*(?:see|paragraph|\d))(?:(?:see|also|paragraphs?|and|to|{_NUMBERS})\b|[\s,;.()–-])+",
    regex.IGNORECASE,
)
"""What a line of the right column may contain: "See paragraphs 3.4 and 3.7" or part of it."""
_POINTER = Pattern(
    rf"\(?See (?:also )?paragraphs? {_NUMBERS}"
    rf"(?:(?:,| and|, and|;| to|\s?[–-])\s?{_NUMBERS})*\.?\)?\.?",
    regex.IGNORECASE,
)
_MOST_POINTING_LINES = 3
_CALLED_FOR = Pattern(r"\bsee paragraph", regex.IGNORECASE)


class CutExamples(NamedTuple):
    """A section's lines without the lettered examples, the examples, and their headings."""

    lines: list[Line]
    examples: tuple[Numbered, ...]
    headings: tuple[Heading, ...]


def cut_examples(lines: Sequence[Line], numbering: str | None) -> CutExamples:
    """Removes a lettered list or table of examples of notable positive practice from a section.

    It begins with the letter a below words that name it, and goes on to the next numbered
    paragraph or figure. What does not go on with the next letter is left to the example above.
    Where one of them does not read as an example, all stay where they are: unclaimed.
    """
    openers = Openers(lines, numbering, ())
    announced, passed = False, 0
    for start, line in enumerate(lines):
        named = bool(_NAMES_IT.search(line.text))
        announced = named or (announced and not openers.number(start, anywhere=True))
        above = start > 0 and bool(_HEADING.fullmatch(lines[start - 1].text))
        if _letter(line) != "a" or not announced or (start < passed and not above):
            continue
        end = start
        while end < len(lines) and not (openers.number(end, anywhere=True) or openers.figure(end)):
            end += 1
        first = start - 1 if above else start
        block = lines[first:end]
        if not above and not any(_CALLED_FOR.search(one.text) for one in block):
            passed = end  # letters in a paragraph about positive practice
            continue
        headings = [one for one in block if _HEADING.fullmatch(one.text)]
        table = [one for one in block if one not in headings]
        edges = columns_of(table)
        pointing = any(_points_beside(one, edges) for one in table)
        examples = [_example(row, edges, pointing=pointing) for row in _rows(table)]
        if None in examples:
            break
        return CutExamples(
            [*lines[:first], *lines[end:]],
            tuple(example for example in examples if example),
            tuple(Heading(Passage.of_lines([one]), EMPTY) for one in headings),
        )
    return CutExamples(list(lines), (), ())


def _letter(line: Line) -> str:
    match = _lettered(line)
    return match["letter"] if match else ""


def _lettered(line: Line) -> regex.Match[str] | None:
    """The letter that a line begins with: with a bracket or stop, or in a cell of its own."""
    alone = bool(line.cells) and not line.text[1 : line.cells[0]].strip()
    return _LETTER.match(line.text) or (_LETTER_ALONE.match(line.text) if alone else None)


def _rows(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines of each example: a new one begins with the letter that comes next."""
    row: list[Line] = []
    wanted = "a"
    for line in lines:
        if _letter(line) == wanted:
            if row:
                yield row
            row, wanted = [], chr(ord(wanted) + 1)
        row.append(line)
    if row:
        yield row


def _points_beside(line: Line, edges: Sequence[float]) -> bool:
    """Whether a line has words of an example and, in a cell at the right, what they point to."""
    first, *more = [cell for cell in row_of(line, edges) if cell] or [EMPTY]
    return bool(more) and not _LETTER.fullmatch(first.text) and _points(more[-1])


def _points(cell: Passage) -> bool:
    return bool(_POINTS.fullmatch(cell.text))


def _example(lines: Sequence[Line], edges: Sequence[float], *, pointing: bool) -> Numbered | None:
    """An example read column by column, and not across; None where that gives no example.

    Args:
        lines: the lines of its row.
        edges: where the table's columns begin; empty in a text dump, in which the first cells of
            a line may be missing, so that only the words show what is at the right.
        pointing: whether the table has a column that points to the findings.
    """
    match = _lettered(lines[0])
    if match is None:
        return None
    words: list[Piece] = []
    pointer: list[Piece] = []
    apart = _pointing_lines(lines)
    for line in lines:
        if line in apart:
            pointer.append(Piece(line, 0, len(line.text)))
            continue
        cells = row_of(line, edges)
        if line is lines[0]:
            cells = (cells[0].slice(match.end()), *cells[1:])
        *before, last = cells
        if pointing and _points(last):
            pointer += last.pieces
        else:
            before.append(last)
        words += (piece for cell in before for piece in cell.pieces)
    if not words or (pointer and not _POINTER.fullmatch(Passage.of(pointer).text)):
        return None
    letter = Passage.of([Piece(lines[0], *match.span("letter"))])
    return Numbered(letter, Passage.of([*words, *pointer]))


def _pointing_lines(lines: Sequence[Line]) -> Sequence[Line]:
    """Whole lines that point to the findings: a cell of its own in a dump that lost the columns."""
    for start in range(1, len(lines)):
        for count in range(1, _MOST_POINTING_LINES + 1):
            found = lines[start : start + count]
            if _POINTER.fullmatch(Passage.of_lines(found).text):
                return found
    return ()
