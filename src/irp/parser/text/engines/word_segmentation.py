"""Cuts characters with places into words: the rules of ``irp.parser.text.engines.raw`` in code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from irp.parser.text.model import Word

NEW_BASELINE: Final = 1.0
"""Points; words of one line may be drawn some tenths of a point apart."""
WIDE_GAP: Final = 0.25
"""Of the size; on a page that draws its spaces, where a gap alone is seldom one."""
_WIDE_GAP_WITHOUT_SPACES: Final = 0.16
_NUMBER_GAP: Final = 0.12
JUMP_BACK: Final = 0.3
_SAME_PLACE: Final = 0.1
"""Of the size; a character at the place of the last one is the last one, drawn again as bold."""
_COPY: Final = 1.0
"""Points between a word and its copy."""
_ALIKE: Final = 100
"""Words of one text on one line that are looked at; a line of dots may have more."""
_MARK: Final = 0.8
"""Of the size of the word before it; a smaller digit behind a word is a footnote mark."""
_FEW_SPACES: Final = 20
"""Characters for each space above which a page has to be cut by gaps alone."""


class Glyph(NamedTuple):
    """A drawn character: where it starts and ends along its line, and how it is set."""

    text: str
    x0: float
    x1: float
    baseline: float
    size: float
    font: str
    tag: str | None
    mcid: int | None


def cut_words(glyphs: Sequence[Glyph]) -> list[Word]:
    """Cut one page's glyphs, in drawing order, into words; copies are left out."""
    spaces = sum(glyph.text.isspace() for glyph in glyphs)
    return without_copies(cut(glyphs, wide_gap(spaces, len(glyphs))))


def wide_gap(spaces: int, characters: int) -> float:
    """The share of the size from which on a gap parts words, on a page with so many spaces."""
    return WIDE_GAP if spaces * _FEW_SPACES >= characters else _WIDE_GAP_WITHOUT_SPACES


def has_doubtful_gap(glyphs: Sequence[Glyph]) -> bool:
    """Whether it matters how wide a gap has to be: whether the page draws its spaces."""
    return any(
        _WIDE_GAP_WITHOUT_SPACES * after.size <= after.x0 - before.x1 < WIDE_GAP * before.size
        or _WIDE_GAP_WITHOUT_SPACES * before.size <= after.x0 - before.x1 < WIDE_GAP * after.size
        for before, after in pairwise(glyphs)
    )


def cut(glyphs: Iterable[Glyph], wide: float) -> list[Word]:
    """Cut glyphs into words at white space, new baselines and gaps from ``wide`` on."""
    words: list[Word] = []
    first = last = None  # the first and the last glyph of the word in the making
    text = ""
    for glyph in glyphs:
        if not glyph.text or glyph.text.isspace():
            if first and last:
                words.append(_word(text, first, last))
            first = last = None
            continue
        if first is None or last is None:
            first, text = glyph, glyph.text
        elif _again(last, glyph):
            continue
        elif _parted(text, last, glyph, wide):
            words.append(_word(text, first, last))
            first, text = glyph, glyph.text
        else:
            text += glyph.text
        last = glyph
    if first and last:
        words.append(_word(text, first, last))
    return words


def _word(text: str, first: Glyph, last: Glyph) -> Word:
    return Word(
        text, first.x0, last.x1, first.baseline, first.size, first.font, first.tag, first.mcid
    )


def _again(last: Glyph, glyph: Glyph) -> bool:
    return (
        glyph.text == last.text
        and abs(glyph.x0 - last.x0) < _SAME_PLACE * glyph.size
        and abs(glyph.baseline - last.baseline) < _SAME_PLACE * glyph.size
    )


def _parted(text: str, last: Glyph, glyph: Glyph, wide: float) -> bool:
    if abs(glyph.baseline - last.baseline) >= NEW_BASELINE:
        return True
    gap = glyph.x0 - last.x1
    size = max(glyph.size, last.size)
    if not -JUMP_BACK * size <= gap < wide * size:
        return True
    if glyph.size < _MARK * last.size and glyph.text.isdigit() and not text[-1].isdigit():
        return True
    # "10." in one run and "The" in the next, a hair's breadth apart.
    return gap >= _NUMBER_GAP * size and text[0].isdigit() and glyph.text[0].isalpha()


def without_copies(words: list[Word]) -> list[Word]:
    """Leave out words where the same word has been drawn already.

    Producers without a bold font draw a run again, shifted by a fraction of a point.
    """
    kept: list[Word] = []
    seen: dict[str, dict[int, list[Word]]] = {}  # by text, then by row
    for word in words:
        row = int(word.baseline)
        rows = seen.get(word.text)
        if rows is None:
            seen[word.text] = {row: [word]}
        elif (row in rows or row - 1 in rows or row + 1 in rows) and _is_copy(word, row, rows):
            continue
        else:
            rows.setdefault(row, []).append(word)
        kept.append(word)
    return kept


def _is_copy(word: Word, row: int, rows: Mapping[int, Sequence[Word]]) -> bool:
    return any(
        abs(word.x0 - other.x0) < _COPY and abs(word.baseline - other.baseline) < _COPY
        for near in (row - 1, row, row + 1)
        for other in rows.get(near, ())[-_ALIKE:]
    )
