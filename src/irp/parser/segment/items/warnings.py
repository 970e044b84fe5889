"""Lines inside a paragraph that end early, which may be a sign of a stray line.

A line is wrapped where the next word no longer fits. One that ends well before, in the middle of
a paragraph, was not wrapped there: something else may be between the paragraph's lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from irp.parser.patterns import Pattern
from irp.parser.segment.patterns import LIST_MARK, complete, ends_text
from irp.parser.text.model import Line, TextProblem
from irp.parser.text.passage import Passage, Piece

_MARK = Pattern(r"(?<=\p{Ll}[.!?][”’)]?)\d{1,2}(?=\s|$)")
_INDENT = 4.0
"""The least by which the items of a list are set in, in points."""
_FULL = 0.6
"""Share of the column from which a wrapped line counts as full; columns differ in width."""
_WIDE = 0.9
"""Share of the lines that are at most as long as a full line (web addresses may be longer)."""


def short_lines(passages: Iterable[Passage], *, paragraphs: bool = True) -> list[TextProblem]:
    """A problem for each text of one kind that has a line which ends early.

    Args:
        passages: the texts.
        paragraphs: each is one paragraph, so that no line in it ends early after a sentence.
    """
    kept = [passage for passage in passages if len(passage.pieces) > 1]
    extents = sorted(_extent(p.line) for passage in kept for p in passage.pieces[:-1])
    if not extents:
        return []
    full = extents[int(_WIDE * (len(extents) - 1))]
    return [
        problem for passage in kept for problem in _in_passage(passage, full, paragraphs=paragraphs)
    ]


def left_marks(passages: Iterable[Passage]) -> list[TextProblem]:
    """A problem for each paragraph that still holds what looks like a footnote's mark."""
    return [
        TextProblem(
            "footnote_mark",
            f"“{passage.text[max(0, match.start() - 30) : match.end()]}” seems to end with the"
            " mark of a footnote that was not found",
            passage.spans(*match.span())[0],
        )
        for passage in passages
        if (match := _MARK.search(passage.text))
    ]


def parted_lines(passages: Iterable[Passage]) -> list[TextProblem]:
    """A problem for each paragraph with a line whose last words are far from the others.

    A caption or a box beside the paragraph may have been read as part of the line.
    """
    return [
        TextProblem(
            "caption_or_text",
            f"“{piece.line.text[piece.line.cells[-1] :]}” is far from the words before it on its"
            " line and was taken for text of the paragraph; it may be a caption beside it",
            piece.line.span(piece.line.cells[-1], piece.end),
        )
        for passage in passages
        if (piece := next(filter(_is_parted, passage.pieces), None))
    ]


def _is_parted(piece: Piece) -> bool:
    cells = [cell for cell in piece.line.cells if piece.start < cell < piece.end]
    return piece.line.box is not None and bool(cells) and not LIST_MARK.match(piece.line.text)


def _in_passage(passage: Passage, full: float, *, paragraphs: bool) -> Iterator[TextProblem]:
    listed = any(LIST_MARK.match(piece.text) for piece in passage.pieces[1:])
    first = passage.pieces[0]
    for above, below in pairwise(passage.pieces):
        if above.line is below.line:
            continue  # A footnote's mark was removed between them.
        if below.line.below_picture and complete(above.text.rstrip()):
            yield TextProblem(
                "caption_or_text",
                f"“{below.line.text}” is below a picture and was taken for text of the"
                " paragraph above; it may be the picture’s caption",
                below.line.span(),
            )
            return
        if listed or _indented(passage, above):
            continue  # The items of a list may end anywhere.
        if below.line.page != above.line.page:
            # Words set apart at a page's foot may be a caption, not the start of a sentence.
            if above is first or not above.line.apart or complete(above.text.rstrip()):
                continue
        elif below.line.gap != 0.0 or (not paragraphs and ends_text(above.text.rstrip())):
            continue
        if _extent(above.line) + _width(below.line) < _FULL * full:
            yield TextProblem(
                "short_line",
                f"the line “{above.line.text}” ends early in the middle of a paragraph: it, or"
                " what follows, may not belong there",
                above.line.span(),
            )
            return


def _indented(passage: Passage, piece: Piece) -> bool:
    """Whether a line is set in, from text and number of its paragraph, as lists without marks."""
    first, box = passage.pieces[0], piece.line.box
    edges = (first.line.box, first.line.span(first.start, first.start + 1).box)
    return box is not None and all(edge and abs(box.x0 - edge.x0) > _INDENT for edge in edges)


def _extent(line: Line) -> float:
    """How far a line reaches: points from the page's left, or characters in a text dump."""
    return line.box.x1 if line.box else float(len(line.text))


def _width(line: Line) -> float:
    """How much room a line's first word, and the space before it, would have taken."""
    first = line.text.split(" ", 1)[0]
    if line.box is None:
        return 1.0 + len(first)
    return (line.box.x1 - line.box.x0) * (len(first) + 1) / max(len(line.text), 1)
