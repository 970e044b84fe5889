"""The characters of a page as pdfium hands them over, and how and where they are set."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from functools import cached_property
from typing import Final, NamedTuple

from irp.parser.text.engines.fonts import plain_name
from irp.parser.text.engines.orientation import Frame, Turn, turn_of
from irp.parser.text.engines.pdfium import calls
from irp.parser.text.engines.pdfium.calls import Handle
from irp.parser.text.engines.pdfium.objects import PageObjects
from irp.parser.text.engines.word_segmentation import NEW_BASELINE, WIDE_GAP, Glyph, wide_gap
from irp.parser.text.model import Word

FIRST_MARK: Final = "\U00100000"
"""Stands, in ``PageText.text``, for the first hyphen that pdfium has marked; others follow it.

Characters of that plane arrive as two halves, so that no character of the PDF looks like it.
"""
_MARK: Final = re.compile("[\ufffe\x02]")
_HALF: Final = re.compile("[\ud800-\udfff]")
_SPACE: Final = re.compile(r"\s")
_ROW: Final = 100_000
"""Points; wider than any page, so that a place is one number."""
_AROUND: Final = [x + _ROW * y for x in (-1, 0, 1) for y in (-1, 0, 1)]
_OVERHANG: Final = 0.3
"""Of the size: no letter reaches further beyond the place at which the next one starts."""
_NEAR: Final = 200
"""Characters on either side in which another of a letter is looked for."""
_LOST: Final = 0.08
"""Of the size: the least gap in which a space is looked for that pdfium has left out."""


class Setting(NamedTuple):
    """How the characters of one text object are set.

    Attributes:
        turn: their direction, None where they are slanted.
        size, font, tag, mcid: as of a ``Word``.
        overhangs: of the font's letters, as far as they are known; see ``PageText``.
    """

    turn: Turn | None
    size: float
    font: str
    tag: str | None
    mcid: int | None
    overhangs: dict[str, float]


NOWHERE: Final = Setting(None, 0.0, "", None, None, {})


class PageText:
    """The characters of one page, by their index in pdfium's text page.

    Args:
        text_page: pdfium's text page.
        objects: the page's objects.
        overhangs: by font and letter how far a letter's box reaches beyond the place at which
            the next letter starts, as a share of the size, as far as other pages have told.

    Attributes:
        handle: the text page, for calls.
        text: a character for each index, those that pdfium has put in included.
        settings: what is known of the text objects, by their addresses.
        has_copies: two text objects start at one place, so that one may be drawn again as bold.
    """

    def __init__(
        self, text_page: Handle, objects: PageObjects, overhangs: dict[str, dict[str, float]]
    ) -> None:
        self.handle = text_page
        self._overhangs = overhangs
        self.settings: dict[int | None, Setting] = {None: NOWHERE}
        self.has_copies = False
        self._objects = objects
        self._starts: set[int] = set()
        self._fonts: dict[int | None, str] = {}
        self._matrix = calls.Matrix()
        self._matrix_at = ctypes.byref(self._matrix)
        self._marks: list[int] = []
        self.text = self._marked(calls.characters(self.handle))

    def _marked(self, text: str) -> str:
        """The text with a character of its own for each hyphen that pdfium has marked."""
        if not _MARK.search(text):
            return text
        characters = list(text)
        for match in _MARK.finditer(text):
            characters[match.start()] = chr(ord(FIRST_MARK) + len(self._marks))
            self._marks.append(match.start())
        return "".join(characters)

    def hyphened(self) -> list[int | None]:
        """The text objects that hyphens end which pdfium has marked, in their order."""
        return [calls.object_of_char(self.handle, index) for index in self._marks]

    # -------------------------------------------------------------- how characters are set

    def setting(self, index: int) -> Setting:
        """How a character is set."""
        thing = calls.object_of_char(self.handle, index)
        return self.settings.get(thing) or self.read_setting(thing, index)

    def read_setting(self, thing: int | None, index: int) -> Setting:
        """How a text object, to which a character belongs, is set."""
        if thing is None:
            return NOWHERE
        matrix = self._matrix
        calls.matrix_of_char(self.handle, index, self._matrix_at)
        turn: Turn | None = 0
        if matrix.b != 0 or matrix.a <= 0:
            turn = turn_of(matrix.a, matrix.b)
        scale = matrix.c if turn in (90, 270) else matrix.d
        size = abs(calls.size_of_char(self.handle, index) * scale)
        text_object = Handle(thing)
        font = self._font(text_object)
        tag, mcid = self._objects.mark(text_object)
        overhangs = self._overhangs.setdefault(font, {})
        setting = self.settings[thing] = Setting(turn, size, font, tag, mcid, overhangs)
        self._note_start(int(matrix.e) + _ROW * int(matrix.f))
        return setting

    def _note_start(self, place: int) -> None:
        """Note where a text object starts, and whether another one starts there."""
        if not self._starts.isdisjoint([place + step for step in _AROUND]):
            self.has_copies = True
        self._starts.add(place)

    def _font(self, text_object: Handle) -> str:
        # By address, and so for this page only: a closed page's fonts make room for others.
        font = calls.font_of_text(text_object)
        name = self._fonts.get(font.value)
        if name is None:
            name = self._fonts[font.value] = plain_name(calls.font_name(font))
        return name

    # -------------------------------------------------------------- where characters stand

    def glyphs(self, start: int, end: int, frame: Frame) -> list[Glyph]:
        """The drawn characters [start, end) that run in a frame's direction."""
        glyphs: list[Glyph] = []
        last: tuple[int | None, float, float] | None = None
        for index in range(start, end):
            thing = calls.object_of_char(self.handle, index)
            setting = self.settings.get(thing) or self.read_setting(thing, index)
            if setting.turn != frame.turn:  # of no object: pdfium has put it in
                continue
            x0, x1, baseline = self._place(index, setting, frame)
            _, size, font, tag, mcid, _ = setting
            glyph = Glyph(self.text[index], x0, x1, baseline, size, font, tag, mcid)
            place = (thing, glyph.x0, glyph.baseline)
            if last == place:  # a part of a ligature, or half of a character
                glyphs[-1] = glyphs[-1]._replace(text=glyphs[-1].text + glyph.text)
                continue
            if last and last[0] != thing and self._lost_between(glyphs[-1], glyph, frame):
                glyphs.append(glyph._replace(text=" "))
            last = place
            glyphs.append(glyph)
        return glyphs

    def _place(self, index: int, setting: Setting, frame: Frame) -> tuple[float, float, float]:
        """Where a character starts and ends along its line, and its baseline."""
        x, y = calls.origin(self.handle, index)
        x0, baseline = frame.point(x, y)
        over = setting.overhangs.get(self.text[index])
        if over is None:
            over = self.overhang(index, setting)
        x1 = frame.box(calls.loose_box(self.handle, index)).x1 - over * setting.size
        return x0, x1, baseline

    def overhang(self, index: int, setting: Setting) -> float:
        """How far a letter's box reaches beyond the next letter's start, as far as can be told.

        The box ends where the next letter starts, unless the letter's own outline goes further,
        as that of an "f" does.
        """
        if setting.turn != 0:
            return 0.0
        over = self._reach(index, setting)
        if over is None:  # at a line's end the next letter says nothing; it stands elsewhere, too
            others = (self._reach(other, setting) for other in self._same_letter(index, setting))
            over = next((reach for reach in others if reach is not None), None)
        if over is None:  # the only one of its font: the font itself says how wide it is
            over = self._reach_by_width(index, setting)
        if over is None or not 0 <= over < _OVERHANG:
            return 0.0
        setting.overhangs[self.text[index]] = over
        return over

    def _reach(self, index: int, setting: Setting) -> float | None:
        """How far a letter's box reaches beyond the next letter's start; None: not to be told."""
        right = calls.loose_box(self.handle, index)[2]
        if calls.tight_box(self.handle, index)[2] < right - 0.001 * setting.size:
            return 0.0
        if index + 1 == len(self.text):
            return None
        x, y = calls.origin(self.handle, index + 1)
        level = abs(y - calls.origin(self.handle, index)[1]) < NEW_BASELINE
        if calls.is_generated(self.handle, index + 1) or not level:
            return None
        return (right - x) / setting.size

    def _reach_by_width(self, index: int, setting: Setting) -> float | None:
        """How far a letter's box reaches beyond what its font moves on for it."""
        wide = calls.width(self.handle, index, self.text[index], setting.size)
        if wide is None:
            return None
        right = calls.loose_box(self.handle, index)[2]
        return (right - calls.origin(self.handle, index)[0] - wide) / setting.size

    def _same_letter(self, index: int, setting: Setting) -> Iterator[int]:
        """Where the same letter stands in the same font and size not far away, nearest first."""
        first, last = max(0, index - _NEAR), min(len(self.text) - 1, index + _NEAR)
        near = [i for i in range(first, last) if self.text[i] == self.text[index] and i != index]
        for other in sorted(near, key=lambda i: abs(i - index)):
            its = self.setting(other)
            if (its.font, its.size, its.turn) == (setting.font, setting.size, setting.turn):
                yield other

    # -------------------------------------------------------------- spaces

    @cached_property
    def gap(self) -> float:
        """The share of the size from which on a gap parts words, on this page."""
        drawn = 0
        for match in _SPACE.finditer(self.text):
            drawn += calls.is_generated(self.handle, match.start()) != 1
            if wide_gap(drawn, len(self.text)) == WIDE_GAP:
                return WIDE_GAP
        return wide_gap(drawn + len(self._lost_spaces), len(self.text))

    @cached_property
    def _lost_spaces(self) -> list[tuple[float, float]]:
        return list(self._objects.lost_spaces())

    def _lost_between(self, left: Glyph, right: Glyph, frame: Frame) -> bool:
        """Whether a space is drawn between two characters that pdfium has left out."""
        gap = right.x0 - left.x1
        if not _LOST * right.size <= gap < WIDE_GAP * right.size:
            return False
        return any(
            left.x1 - right.size / 2 < x < right.x0 and abs(y - right.baseline) < NEW_BASELINE
            for x, y in (frame.point(*space) for space in self._lost_spaces)
        )

    # -------------------------------------------------------------- words

    def finished(self, words: list[Word]) -> list[Word]:
        """The words with the halves of characters put together."""
        if not _HALF.search(self.text):
            return words
        return [word._replace(text=_whole(word.text)) for word in words]


def _whole(text: str) -> str:
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
