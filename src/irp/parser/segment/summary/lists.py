"""A summary of judgements as a list: texts, each followed or ended by its judgement."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import regex

from irp.parser.patterns import Pattern
from irp.parser.segment.model import SummaryItem
from irp.parser.segment.patterns import GRADE_ALONE, complete, ends_text, without_references
from irp.parser.text.model import Line
from irp.parser.text.passage import EMPTY, Passage, Piece
from irp.record.vocabulary import JUDGEMENT_PATTERN

LABELLED = r"(?:(?:Our |Overall |\w+ )?(?:judge?ment|progress|outcome)(?: made)?\s*[:–—-]\s*)?"
_ENTRY_JUDGEMENT = Pattern(
    rf"[(\[]?(?i:{LABELLED})(?P<judgement>(?i:{JUDGEMENT_PATTERN}|{GRADE_ALONE}))[)\]]?\.?"
)
"""A judgement on its own line: "Good progress", "Judgement: good progress", "(Good)"."""
JUDGED_AHEAD = Pattern(
    rf"(?P<judgement>(?!\p{{Ll}})(?i:{JUDGEMENT_PATTERN}))\s*[:–—-]\s+(?P<text>\S.*)"
)
"""A judgement ahead of its text: "Good progress: Cells should be warm."."""
_INLINE = Pattern(
    r"(?P<text>.*[.!?)\]”’])\s*"
    rf"(?P<mark>[(\[]\s*(?i:{LABELLED})(?P<judgement>(?i:{JUDGEMENT_PATTERN}))\s*[)\]]\.?"
    rf"|[–—:-]\s*(?P<judgement>(?i:{JUDGEMENT_PATTERN}))\.?"
    rf"|(?i:{LABELLED})(?P<judgement>(?!\p{{Ll}})(?i:{JUDGEMENT_PATTERN}))\.?)"
)
"""A judgement at the end of a text's last line, after its stop: "… (1.33) Good progress"."""
HEADING = Pattern(r"\p{Lu}[\p{L}\s,’'&/()–-]{2,80}")
"""The characters of an area's heading."""
_MOST_HEADING = 80
"""The maximum length of an area's heading, in characters."""


class Summarised(NamedTuple):
    """The entries; words that only mark them (heads of columns); lines that fit no entry.

    ``areas`` and ``texts`` are the headings of the report's areas and the texts of its follow-ups,
    which show where an entry begins and ends.
    """

    entries: list[SummaryItem]
    marks: list[Passage]
    rest: list[Line]
    areas: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()


def is_judgement(line: Line) -> bool:
    """Whether a line is only a judgement: "Good progress", "Judgement: good progress"."""
    match = _ENTRY_JUDGEMENT.fullmatch(line.text)
    return match is not None and not line.text[:1].islower()


def read_list(heading: Passage, lines: Sequence[Line], found: Summarised) -> None:
    """Adds the entries of a list: texts, each with its judgement below it or at its end."""
    gathered: list[Piece] = []
    ahead = [JUDGED_AHEAD.fullmatch(line.text) for line in lines]
    if ahead[0] and not any(map(is_judgement, lines)):
        _read_judged_ahead(heading, lines, ahead, found)
        return
    if is_judgement(lines[0]) and not is_judgement(lines[-1]):
        _read_under_judgements(heading, lines, found)
        return
    for row in _with_wrapped(lines):
        first = row.pieces[0].line
        alone = _ENTRY_JUDGEMENT.fullmatch(row.text) if is_judgement(first) else None
        match = alone or _INLINE.fullmatch(row.text)
        if match is None:
            gathered += row.pieces
            continue
        if alone is None:
            gathered += row.slice(*match.span("text")).pieces
        if gathered:
            _add_entries(heading, gathered, row.slice(*match.span("judgement")), found)
            gathered = []
        else:
            found.rest.append(first)
    if gathered:
        _add_entries(heading, gathered, EMPTY, found)


def _read_under_judgements(heading: Passage, lines: Sequence[Line], found: Summarised) -> None:
    """Adds entries that are grouped by judgement, each set apart, below the one they share."""
    judgement, blocks = EMPTY, list[list[Line]]()
    for line in lines:
        if is_judgement(line):
            judgement, blocks = Passage.of_lines([line]), []
        elif blocks and not _ends(blocks[-1], line, found):
            blocks[-1].append(line)
            found.entries[-1] = found.entries[-1]._replace(text=Passage.of_lines(blocks[-1]))
        else:
            blocks.append([line])
            found.entries.append(SummaryItem(heading, Passage.of_lines([line]), judgement))


def _ends(block: Sequence[Line], below: Line, found: Summarised) -> bool:
    """Whether a text is whole above a line: by the space, or because a follow-up has it."""
    text = Passage.of_lines(block).text
    return (below.apart and ends_text(text)) or _folded(text) in found.texts


def _with_wrapped(lines: Sequence[Line]) -> list[Passage]:
    """Each line; a judgement with its second line, "progress", where a narrow cell wrapped it."""
    rows: list[Passage] = []
    for line in lines:
        row = Passage.of_lines([line])
        if rows and row.text in ("progress", "progress.") and is_judgement(rows[-1].pieces[0].line):
            rows[-1] = rows[-1].plus(row)
        else:
            rows.append(row)
    return rows


def _read_judged_ahead(
    heading: Passage,
    lines: Sequence[Line],
    ahead: Sequence[regex.Match[str] | None],
    found: Summarised,
) -> None:
    starts = [position for position, match in enumerate(ahead) if match]
    for start, end in pairwise([*starts, len(lines)]):
        match = ahead[start]
        if match:
            pieces = [Piece(lines[start], *match.span("text"))]
            pieces += (Piece(line, 0, len(line.text)) for line in lines[start + 1 : end])
            judgement = Passage.of_lines([lines[start]]).slice(*match.span("judgement"))
            found.entries.append(SummaryItem(heading, Passage.of(pieces), judgement))


def _add_entries(
    heading: Passage, pieces: Sequence[Piece], judgement: Passage, found: Summarised
) -> None:
    """Adds one entry, or several if whole texts are set apart and only the last is judged.

    A short line above it that is not a sentence and is set apart is the heading of an area.
    """
    if over := _heading_of_area(pieces):
        found.marks.append(Passage.of(pieces[:over]))
        pieces = pieces[over:]
    blocks: list[list[Piece]] = []
    for piece in pieces:
        if blocks and not (piece.line.apart and complete(blocks[-1][-1].text)):
            blocks[-1].append(piece)
        else:
            blocks.append([piece])
    while len(blocks) > 1 and _folded(Passage.of(blocks[-2] + blocks[-1]).text) in found.texts:
        blocks[-2:] = [blocks[-2] + blocks[-1]]  # one text of two paragraphs
    found.entries.extend(SummaryItem(heading, Passage.of(block), EMPTY) for block in blocks[:-1])
    found.entries.append(SummaryItem(heading, Passage.of(blocks[-1]), judgement))


def _folded(text: str) -> str:
    """A text without its references, for comparison."""
    return without_references(text).casefold()


def _heading_of_area(pieces: Sequence[Piece]) -> int:
    """How many of the first lines are the heading of an area; 0 where none is."""
    first = pieces[0].line
    end = 1
    while end < len(pieces) and not _parts(pieces[end - 1].line, pieces[end].line):
        end += 1
    text = Passage.of(pieces[:end]).text
    if end == len(pieces) or len(text) > _MOST_HEADING or not text[:1].isupper():
        return 0
    bold = bool(first.bold) and not pieces[end].line.bold
    apart = first.apart or first.first_on_page
    return end if HEADING.fullmatch(text) and (bold or apart or first.size is None) else 0


def _parts(above: Line, below: Line) -> bool:
    """Whether two lines are separated by space, by a page break or by their type."""
    new_page = below.first_on_page and below.text[:1].isupper()
    return below.apart or new_page or (bool(above.bold) and not below.bold)
