"""Cuts characters with places into words, by the rules of ``irp.parser.text.engines.raw``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
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
_COPY: Final = 0.25
"""Of the size, between a word and its copy: nothing else is printed over itself."""
_ROW: Final = 4.0
"""Points: the most by which a copy is shifted."""
_ALIKE: Final = 100
"""The most words with one text on one line that are compared; a line of dots may have more."""
_MARK: Final = 0.8
"""Of the size of the word before it; a smaller digit after a word is a footnote mark."""
UNKNOWN: Final = "\ufffd"
"""Replaces a character that the font does not name."""
_BLANK: Final = 0.45
"""Of the size: the greatest width of a blank."""
COVERED: Final = 0.04
"""Of the size; white space over which the next letter is drawn leaves less than this free."""
_TRACKED: Final = 3
"""Gaps between letters that show by how much they are set apart."""
_MOST: Final = 0.6
_EVEN: Final = 0.05
"""Of the size, by which gaps between letters that are set apart differ."""
LARGE: Final = 1.5
"""How much larger than others the letters of an initial, a stamp or a watermark are."""
_SHIFTED_SIZE: Final = 0.85
SHIFT: Final = 0.55
_LOWERED: Final = 0.3
"""Of the size of the word: size and place of a raised or lowered character."""
_AREA: Final = re.compile(r"(?:\d|\b)(?:[mck]?m|ft)$")
"""A unit of length, whose raised 2 or 3 is not a footnote mark."""
_FEW_SPACES: Final = 20
"""With more characters than this for each space, a page is cut by gaps alone."""


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
    """The share of the size from which a gap separates words, on a page with so many spaces."""
    return WIDE_GAP if spaces * _FEW_SPACES >= characters else _WIDE_GAP_WITHOUT_SPACES


def has_doubtful_gap(glyphs: Sequence[Glyph]) -> bool:
    """Whether it matters how wide a gap has to be: whether the page draws its spaces."""
    return any(
        _WIDE_GAP_WITHOUT_SPACES * after.size <= after.x0 - before.x1 < WIDE_GAP * before.size
        or _WIDE_GAP_WITHOUT_SPACES * before.size <= after.x0 - before.x1 < WIDE_GAP * after.size
        for before, after in pairwise(glyphs)
    )


def cut(glyphs: Sequence[Glyph], wide: float) -> list[Word]:
    """Cut glyphs into words: see ``irp.parser.text.engines.raw`` for the rules.

    Args:
        glyphs: in drawing order, white space included.
        wide: the share of the size from which a gap without white space separates words.
    """
    words: list[Word] = []
    run: list[Glyph] = []  # the glyphs of one word
    spaced = False
    tracked = _tracked(glyphs, wide)
    for glyph in glyphs:
        if not glyph.text or glyph.text.isspace():
            spaced = True
            continue
        if run and not spaced and _again(run[-1], glyph):
            continue
        added = tracked.get(glyph[3:6], 0.0) if tracked else 0.0
        if run and _parted(run, glyph, wide * max(glyph.size, run[-1].size) + added, spaced):
            words.append(_word(run))
            run = []
        run.append(glyph)
        spaced = False
    if run:
        words.append(_word(run))
    return words


def _word(run: Sequence[Glyph]) -> Word:
    first = run[0]
    text = "".join([glyph.text for glyph in run])
    return Word(text, first.x0, run[-1].x1, *first[3:])


def _again(last: Glyph, glyph: Glyph) -> bool:
    return (
        glyph.text == last.text
        and abs(glyph.x0 - last.x0) < _SAME_PLACE * glyph.size
        and abs(glyph.baseline - last.baseline) < _SAME_PLACE * glyph.size
    )


def _parted(run: Sequence[Glyph], glyph: Glyph, wide: float, spaced: bool) -> bool:  # noqa: FBT001
    """Whether a word ends before a glyph; ``wide`` is in points."""
    last = run[-1]
    gap = glyph.x0 - last.x1
    size = max(glyph.size, last.size)
    if not -JUMP_BACK * size <= gap < wide:
        return True
    small = min(glyph.size, last.size)
    if spaced and gap >= COVERED * size:
        return True
    if size >= LARGE * small and gap >= _NUMBER_GAP * small:  # a large initial beside its paragraph
        return True
    if _is_unknown_blank(glyph) or _is_unknown_blank(last):
        return True
    if abs(glyph.baseline - run[0].baseline) >= NEW_BASELINE:
        return not _is_shifted(run, glyph)
    if abs(glyph.baseline - last.baseline) >= NEW_BASELINE:  # back from a raised character
        return _is_mark("".join(g.text for g in run if g.baseline == last.baseline))
    if glyph.size < _MARK * last.size and glyph.text.isdecimal() and not last.text[-1].isdecimal():
        return True
    # "10." in one run and "The" in the next, with hardly any gap.
    return gap >= _NUMBER_GAP * size and run[0].text[0].isdecimal() and glyph.text[0].isalpha()


def _is_unknown_blank(glyph: Glyph) -> bool:
    """Whether a glyph without a character may be a blank, which the page's picture shows."""
    return glyph.text == UNKNOWN and glyph.x1 - glyph.x0 < _BLANK * glyph.size


def _tracked(glyphs: Sequence[Glyph], wide: float) -> dict[tuple[float, float, str], float]:
    """The space that is added between all letters of a line, by baseline, size and font.

    A heading may be set so that its letters are as far apart as words are elsewhere.
    """
    gaps: dict[tuple[float, float, str], list[float]] = {}
    found: dict[tuple[float, float, str], float] = {}
    for before, after in pairwise(glyphs):
        gap = after.x0 - before.x1
        if before.text.isalpha() and after.text.isalpha() and before[3:6] == after[3:6]:
            gaps.setdefault(after[3:6], []).append(gap)
            if wide * after.size <= gap < after.size:
                found[after[3:6]] = gap
    for line in found:
        usual = median(gaps[line])
        alike = sum(abs(gap - usual) < _EVEN * line[1] for gap in gaps[line])
        regular = alike >= _TRACKED and alike > _MOST * len(gaps[line])
        found[line] = max(usual, 0.0) if regular else 0.0
    return found


def _is_shifted(run: Sequence[Glyph], glyph: Glyph) -> bool:
    """Whether a raised or lowered character belongs to the word before it."""
    base, last = run[0], run[-1]
    rise = (base.baseline - glyph.baseline) / base.size
    if glyph.size > _SHIFTED_SIZE * base.size or not -_LOWERED <= rise <= SHIFT:
        return False
    if rise < 0 or last.baseline == glyph.baseline:
        return True
    text = "".join(g.text for g in run)
    if glyph.text.isdecimal():
        return bool(_AREA.search(text))
    return glyph.text.isalpha() and text[-1].isdecimal()


def _is_mark(text: str) -> bool:
    """Whether raised characters are a footnote's mark."""
    return not text.isalpha()


def without_copies(words: list[Word]) -> list[Word]:
    """Leave out words where the same word has been drawn already.

    Producers without a bold font draw a run again, shifted by a fraction of a point; some draw
    a shadow.
    """
    kept: list[Word] = []
    seen: dict[tuple[str, int], list[Word]] = {}  # by text and row
    for word in words:
        row = int(word.baseline / _ROW)
        near = [seen[key] for at in (row - 1, row, row + 1) if (key := (word.text, at)) in seen]
        if near and any(_is_copy(word, other) for found in near for other in found[-_ALIKE:]):
            continue
        seen.setdefault((word.text, row), []).append(word)
        kept.append(word)
    return kept


def _is_copy(word: Word, other: Word) -> bool:
    most = min(_COPY * word.size, _ROW)
    return abs(word.x0 - other.x0) < most and abs(word.baseline - other.baseline) < most
