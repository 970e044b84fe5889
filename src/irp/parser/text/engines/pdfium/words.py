"""The words of a page that pdfium reads, cut by the rules of ``irp.parser.text.engines.raw``.

pdfium puts spaces and line ends of its own between the characters. A word between two of them
that lies in one text object is taken whole: its place is the origin of its first and the box of
its last character. What may be more or less than one word under the rules is cut from its single
characters by ``engines.word_segmentation``, as the reference engine's words are: a word over
several text objects, words separated by a space that pdfium inserted at a narrow gap, letters after
digits, letters that may be set far apart, and text that is not upright.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from ctypes import byref, c_double
from typing import Any, Final, NamedTuple

from irp.parser.text.engines.orientation import Corners, PageFrame, Turn, inside, moved_words
from irp.parser.text.engines.pdfium.calls import (
    as_argument,
    is_generated,
    object_of_char,
    origin_of_char,
)
from irp.parser.text.engines.pdfium.text import FIRST_MARK, LIGATURES, NOWHERE, PageText
from irp.parser.text.engines.word_segmentation import (
    COVERED,
    JUMP_BACK,
    SHIFT,
    UNKNOWN,
    WIDE_GAP,
    cut,
    has_doubtful_gap,
    without_copies,
)
from irp.parser.text.model import Word

_WORD: Final = re.compile(f"[^\\s{FIRST_MARK}-\U0010ffff]+[{FIRST_MARK}-\U0010ffff]?|\\S")
_NUMBERED: Final = re.compile(r"\d\S*[^\W\d_]")
_LETTER_GAP: Final = 1.0
"""Of the size: a letter by itself that is nearer may belong to a word whose letters are spaced."""
_TRACKED_GAP: Final = 0.2
"""Of the size: letters that are set apart by as much show that a word is spaced."""
_FAR_APART: Final = 0.7
"""Of the size: mean width of a word's characters from which gaps may separate them."""

Span = tuple[int, int]
"""Characters [start, end) of a page."""


class PageWords(NamedTuple):
    """The frame of a page, its words, and those that run in another direction."""

    frame: PageFrame
    words: list[Word]
    turned: list[Word]


def read_words(page: PageText, visible: Corners, upright: Turn) -> PageWords:
    """Read the words of a page.

    Args:
        page: its characters.
        visible: the visible part of the page in PDF space.
        upright: the direction of text that is upright when the page is displayed.
    """
    frame = PageFrame(0, visible)
    words, others = _upright_words(page, frame)
    if not others:
        frame = frame if words else PageFrame(upright, visible)
        return PageWords(frame, _finished(page, words, frame), [])
    spans = _spans_by_turn(page)
    main = max(spans, key=lambda turn: sum(end - start for start, end in spans[turn]))
    if main:
        frame = PageFrame(main, visible)
        words = _cut(page, spans[main], frame)
    turned: list[Word] = []
    for turn in [turn for turn in spans if turn != main]:
        other = PageFrame(turn, visible)
        moved = moved_words(_cut(page, spans[turn], other), other, frame)
        turned += _finished(page, list(moved), frame)
    return PageWords(frame, _finished(page, words, frame), turned)


def _finished(page: PageText, words: list[Word], frame: PageFrame) -> list[Word]:
    """The words on the page without copies; pdfium leaves most of them out, but not all."""
    single = without_copies(words) if page.has_copies else words
    return page.finished(inside(single, frame))


def _spans_by_turn(page: PageText) -> dict[Turn, list[Span]]:
    """The characters between white space, by the direction in which they run."""
    spans: dict[Turn, list[Span]] = {}
    for match in _WORD.finditer(page.text):
        turn = page.setting(match.start()).turn
        if turn is not None:  # slanted text is a watermark or the labels of an axis
            spans.setdefault(turn, []).append(match.span())
    return spans


def _cut(page: PageText, spans: Iterable[Span], frame: PageFrame) -> list[Word]:
    """Words cut from single characters."""
    words: list[Word] = []
    for start, end in spans:
        glyphs = page.glyphs(start, end, frame)
        words += cut(glyphs, page.gap if has_doubtful_gap(glyphs) else WIDE_GAP)
    return words


def _upright_words(page: PageText, frame: PageFrame) -> tuple[list[Word], bool]:
    """The upright words, and whether there are others."""
    pieces, others = _upright_pieces(page, frame)
    words: list[Word] = []
    for piece in pieces:
        if len(piece) == 2:
            words += _cut(page, [piece], frame)
        else:
            words.append(piece)
    return words, others


def _upright_pieces(page: PageText, frame: PageFrame) -> tuple[list[Word | Span], bool]:
    """The upright words, or what has to be cut into words; whether there are others.

    Its loop runs once for every word of a report, so nothing is looked up twice.
    """
    handle, text, settings = as_argument(page.handle), page.text, page.settings
    x, y, end_x, end_y = c_double(), c_double(), c_double(), c_double()
    x_at, y_at, end_x_at, end_y_at = byref(x), byref(y), byref(end_x), byref(end_y)
    left, top = frame.visible[0], frame.visible[3]
    pieces: list[Word | Span] = []
    others = False
    made: Any = tuple.__new__  # a Word in half the time
    first = last = 0  # of the last piece
    x1 = baseline = 0.0
    tracked = False  # the last piece has letters that are set apart
    thing, setting, known = None, NOWHERE, 0  # whose all characters are, up to there
    turn, size, font, tag, mcid, *_ = NOWHERE
    for match in _WORD.finditer(text):
        start, end = match.span()
        if end > known:
            thing = object_of_char(handle, start)
            setting = settings.get(thing) or page.read_setting(thing, start)
            turn, size, font, tag, mcid, *_ = setting
            line_end = text.find("\r", end)
            if line_end > 0 and object_of_char(handle, line_end - 1) == thing:
                known = line_end
        if turn != 0:
            others = others or turn is not None
            continue
        word = match[0]
        origin_of_char(handle, start, x_at, y_at)
        origin_of_char(handle, end - 1, end_x_at, end_y_at)
        in_one = end <= known or object_of_char(handle, end - 1) == thing
        its = setting if in_one else page.setting(end - 1)
        advance = its.advances.get(word[-1])
        if advance is None or word[-2:] in LIGATURES:
            advance = page.advance(end - 1, its)
        x0 = x.value - left
        gap = x0 - x1
        x1 = end_x.value - left + advance * its.wide
        above, baseline = baseline, top - y.value
        alone = end - start == 1
        far_apart = x1 - x0 > _FAR_APART * size * (end - start)
        reach = _LETTER_GAP if alone else WIDE_GAP
        if tracked and (alone or far_apart):
            reach = 2 * _LETTER_GAP
        if (
            gap < reach * size
            and gap >= -JUMP_BACK * size
            and -SHIFT * size < baseline - above < SHIFT * size
            and (
                start == last or gap < COVERED * size or tracked or is_generated(handle, last) == 1
            )
        ):
            tracked = (alone or far_apart) and gap >= _TRACKED_GAP * size
            last = end
            pieces[-1] = (first, last)
            continue
        first, last, tracked = start, end, far_apart and not alone
        is_word = (
            in_one
            and UNKNOWN not in word
            and not far_apart
            and (word[0] > "9" or not _NUMBERED.match(word))
        )
        pieces.append(
            made(Word, (word, x0, x1, baseline, size, font, tag, mcid)) if is_word else (start, end)
        )
    return pieces, others
