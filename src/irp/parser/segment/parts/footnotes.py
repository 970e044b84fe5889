"""Footnotes: small print at the foot of a page, and their marks in the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from irp.parser.patterns import Pattern
from irp.parser.segment.label_starts import goes_on_small
from irp.parser.segment.model import FootnoteBlock, Item, Labelled, Numbered
from irp.parser.segment.patterns import complete
from irp.parser.text.model import Document, Line, TextProblem
from irp.parser.text.passage import Passage, Piece

_SMALLER = 1.4
"""The least by which a footnote is smaller than the body, in points."""
_NOTE = Pattern(r"(?P<number>\d{1,2})[.)]?\s?(?=[\p{L}‘“(])")
_BEFORE_MARK = (
    Pattern(
        r"(?:[\p{L})]{2}[.,;:!?”’)]{0,3}|\p{L}[.,;:!?”’)]{1,3}|\d[”’)]{1,3}[.,;:!?]?"
        r"|\b(?:19|20)\d\d[.,;:!?])$"
    ),
    Pattern(r"[\p{L})][.,;:!?”’)]{1,3}\s$"),
    Pattern(r"[\p{L})]\s?$"),
)
"""What may precede a footnote's mark, most likely first."""
_NOTE_IN_DUMP = Pattern(r"(?P<number>\d{1,2})[.)]?\s\p{Lu}")


class Cut(NamedTuple):
    """A document's body without its footnotes, and the footnotes."""

    body: tuple[Line, ...]
    notes: tuple[FootnoteBlock, ...]


def cut_footnotes(document: Document) -> Cut:
    """Removes footnotes from the foot of each page.

    They are set smaller than the text. In a text dump they are a numbered last block of a page
    that cuts a sentence in two, or whose number is a mark in the page's text.
    """
    sizes = Counter[float]()
    for line in document.body:
        if line.size is not None and not line.in_figure:
            sizes[line.size] += len(line.text)
    limit = sizes.most_common(1)[0][0] - _SMALLER if sizes else None
    notes: list[FootnoteBlock] = []
    taken: set[int] = set()
    bodies = [[line for line in page.lines if line.furniture is None] for page in document.pages]
    for lines, following in zip(bodies, [*bodies[1:], []], strict=True):
        foot = _foot(lines, limit) if limit is not None else _foot_of_dump(lines, following)
        found = _notes(foot)
        if found:
            text = lines[: len(lines) - len(foot)]
            notes += [_marked(note, text) for note in found]
            taken.update(line.index for line in foot)
    return Cut(tuple(line for line in document.body if line.index not in taken), tuple(notes))


def _foot(lines: Sequence[Line], limit: float) -> list[Line]:
    """The small lines at the foot of a page that are set apart from its text.

    A photograph's caption above them may be as small.
    """
    start = len(lines)
    while start and (lines[start - 1].size or 99.0) <= limit and not lines[start - 1].in_figure:
        start -= 1
    while start < len(lines) and not (lines[start].apart and _NOTE.match(lines[start].text)):
        start += 1
    return list(lines[start:]) if start else []


def _foot_of_dump(lines: Sequence[Line], following: Sequence[Line]) -> list[Line]:
    """The last blocks of a dump's page, where they are numbered and not part of the text.

    They follow one another by number. One is marked in the page's text, or they cut a sentence.
    """
    start, numbers = len(lines), list[int]()
    while (block := _last_block(lines, start)) is not None:
        match = _NOTE_IN_DUMP.match(lines[block].text)
        number = int(match["number"]) if match else 0
        follows = not numbers or number == numbers[-1] - 1
        if not match or not follows or not complete(lines[start - 1].text):
            break
        start = block
        numbers.append(number)
    if not numbers:
        return []
    above = lines[:start]
    mark = Pattern(rf"\p{{L}}[.,;:!?”’)]{{0,3}}(?:{'|'.join(map(str, numbers))})(?=\s|$)")
    marked = any(mark.search(line.text) for line in above)
    cuts = bool(following) and not complete(above[-1].text) and goes_on_small(following[0].text)
    return list(lines[start:]) if marked or cuts else []


def _last_block(lines: Sequence[Line], end: int) -> int | None:
    """Where the last block before a line of a page begins; None where it begins the page."""
    start = end - 1
    while start > 0 and not lines[start].apart:
        start -= 1
    return start if start > 0 else None


def _notes(lines: Sequence[Line]) -> list[FootnoteBlock]:
    """The footnotes of one page; none where the first line does not begin with a number."""
    notes: list[FootnoteBlock] = []
    begun: list[Line] = []
    for line in lines:
        if _NOTE.match(line.text):
            notes += _note(begun)
            begun = [line]
        elif not begun:
            return []
        else:
            begun.append(line)
    return notes + _note(begun)


def _note(lines: Sequence[Line]) -> list[FootnoteBlock]:
    match = _NOTE.match(lines[0].text) if lines else None
    if match is None:
        return []
    number = Passage.of([Piece(lines[0], 0, match.end("number"))])
    pieces = [Piece(lines[0], match.end(), len(lines[0].text))]
    pieces += [Piece(line, 0, len(line.text)) for line in lines[1:]]
    return [FootnoteBlock(number, Passage.of(pieces))]


def _marked(note: FootnoteBlock, lines: Sequence[Line]) -> FootnoteBlock:
    """A footnote with its mark among the lines of its page.

    None if nothing looks like a mark, or two candidates are equally likely.
    """
    found: dict[int, list[Piece]] = {}
    for above, line in pairwise([None, *lines]):
        if line is None or line.in_figure:
            continue
        for piece, likeness in _marks_in(line, note.number.text, above):
            found.setdefault(likeness, []).append(piece)
    best = found[min(found)] if found else []
    return note._replace(mark=best[0]) if len(best) == 1 else note


def _marks_in(line: Line, number: str, above: Line | None) -> Iterator[tuple[Piece, int]]:
    """Possible marks in a line, each with a score: the lower, the likelier.

    A mark follows a word or its punctuation, not a figure: "visit.1", "summit’ 1 when". In
    "House block 3 were" the number may be the block's.
    """
    for match in Pattern(rf"(?<!\d){number}(?=\s|$)").finditer(line.text):
        start, end = match.span()
        before = line.text[:start]
        if not before and above is not None and not line.apart:
            before = above.text + " "
        likeness = next((n for n, shape in enumerate(_BEFORE_MARK) if shape.search(before)), None)
        if likeness is not None:
            yield Piece(line, start, end), likeness


def without_marks(items: Sequence[Item], notes: Sequence[FootnoteBlock]) -> list[Item]:
    """Removes the marks of footnotes from the paragraphs of their pages."""
    marks: dict[int, list[Piece]] = {}
    for mark in sorted((n.mark for n in notes if n.mark), key=lambda piece: piece.start):
        marks.setdefault(mark.line.index, []).append(mark)
    if not marks:
        return list(items)
    cleaned: list[Item] = []
    for item in items:
        if isinstance(item, Numbered):
            cleaned.append(Numbered(item.number, _cleaned(item.text, marks)))
        elif isinstance(item, Labelled):
            cleaned.append(Labelled(item.label, item.words, _cleaned(item.text, marks)))
        else:
            cleaned.append(item)
    return cleaned


def _cleaned(passage: Passage, marks: Mapping[int, Sequence[Piece]]) -> Passage:
    pieces: list[Piece] = []
    for piece in passage.pieces:
        rest = piece
        for mark in marks.get(piece.line.index, ()):
            if rest.start <= mark.start and mark.end <= rest.end:
                pieces.append(Piece(rest.line, rest.start, mark.start))
                rest = Piece(rest.line, mark.end, rest.end)
        pieces.append(rest)
    return Passage.of(pieces)


def lost_marks(notes: Iterable[FootnoteBlock], cleaned: Iterable[Passage]) -> list[TextProblem]:
    """A problem for each footnote whose mark was not found, or was not removed from its text.

    Args:
        notes: the footnotes.
        cleaned: the passages from which marks were removed.
    """
    lines = {piece.line.index for passage in cleaned for piece in passage.pieces}
    return [
        TextProblem(
            "footnote_mark",
            f"the mark of footnote {note.number.text} was not found for certain, and may still be"
            " in a text",
            note.number.spans()[0],
        )
        for note in notes
        if note.mark is None or note.mark.line.index not in lines
    ]
