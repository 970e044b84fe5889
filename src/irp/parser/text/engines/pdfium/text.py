"""The characters of a page as returned by pdfium, and how and where they are set."""

from __future__ import annotations

import ctypes
import re
from functools import cached_property
from math import hypot
from typing import Final, NamedTuple
from unicodedata import combining

from irp.parser.text.engines.fonts import plain_name
from irp.parser.text.engines.orientation import PageFrame, Turn, turn_of
from irp.parser.text.engines.pdfium import calls
from irp.parser.text.engines.pdfium.calls import Handle
from irp.parser.text.engines.pdfium.objects import PageObjects
from irp.parser.text.engines.word_segmentation import (
    NEW_BASELINE,
    UNKNOWN,
    WIDE_GAP,
    Glyph,
    wide_gap,
)
from irp.parser.text.model import Word

FIRST_MARK: Final = "\U00100000"
"""Replaces, in ``PageText.text``, the first hyphen that pdfium has marked; others follow it.

Characters of that plane arrive as two halves, so that no character of the PDF looks like it.
"""
_MARK: Final = re.compile("[\ufffe\0-\x08\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2060\ufeff]")
"""pdfium's marks of hyphens, and characters that draw nothing."""
_HALF: Final = re.compile("[\ud800-\udfff]")
_SPACE: Final = re.compile(r"\s")
_ROW: Final = 100_000
"""Points; wider than any page, so that a place is one number."""
_AROUND: Final = [x + _ROW * y for x in (-1, 0, 1) for y in (-1, 0, 1)]
LIGATURES: Final = frozenset(("ff", "fi", "fl", "ft", "tt", "ti", "tf", "fj", "st", "ct", "Th"))
"""Ends of letters that fonts draw as one glyph."""
_SAME: Final = 0.002
"""Of the size: how far a letter's origin and the edge of its box may differ."""
_LOST: Final = 0.08
"""Of the size: the least gap searched for a space that pdfium has left out."""


Advances = dict[str, dict[str, float]]
"""How far the letters of fonts move on, of the size, by the font's full name and the letter."""


class Setting(NamedTuple):
    """How the characters of one text object are set.

    Attributes:
        turn: their direction, None where they are slanted.
        size, font, tag, mcid: as of a ``Word``.
        wide: the size along the line, which may be stretched.
        advances: of the font's letters, as far as they are known.
    """

    turn: Turn | None
    size: float
    font: str
    tag: str | None
    mcid: int | None
    wide: float
    advances: dict[str, float]


NOWHERE: Final = Setting(None, 0.0, "", None, None, 0.0, {})


class PageText:
    """The characters of one page, by their index in pdfium's text page.

    Args:
        text_page: pdfium's text page.
        objects: the page's objects.
        advances: of the fonts' letters, as far as other pages have shown them.

    Attributes:
        handle: the text page, for calls.
        text: a character for each index, including those that pdfium inserted.
        settings: what is known of the text objects, by their addresses.
        unmapped: the fonts that do not say which letters they draw.
        has_copies: two text objects start at one place, so that one may be drawn again as bold.
    """

    def __init__(self, text_page: Handle, objects: PageObjects, advances: Advances) -> None:
        self.handle = text_page
        self._advances = advances
        self.settings: dict[int | None, Setting] = {None: NOWHERE}
        self.has_copies = False
        self._objects = objects
        self._starts: set[int] = set()
        self._fonts: dict[int | None, tuple[str, dict[str, float]]] = {}
        self._matrix = calls.Matrix()
        self._matrix_at = ctypes.byref(self._matrix)
        self.unmapped: set[str] = set()
        self._marks: list[int] = []
        self.text = self._marked(calls.characters(self.handle))

    def _marked(self, text: str) -> str:
        """The text with a separate character for each hyphen that pdfium has marked.

        A glyph without a character, or with one that draws nothing, is unknown.
        """
        if not _MARK.search(text):
            return text
        characters = list(text)
        for match in _MARK.finditer(text):
            index = match.start()
            if match[0] == "\ufffe" or (match[0] == "\x02" and not self._is_unmapped(index)):
                characters[index] = chr(ord(FIRST_MARK) + len(self._marks))
                self._marks.append(index)
            elif self._is_unmapped(index) or self._takes_room(index):
                characters[index] = UNKNOWN
        return "".join(characters)

    def _is_unmapped(self, index: int) -> bool:
        return calls.has_map_error(self.handle, index) == 1

    def _takes_room(self, index: int) -> bool:
        left, _, right, _ = calls.loose_box(self.handle, index)
        return right - left > _SAME and not calls.is_generated(self.handle, index)

    def hyphened(self) -> list[int | None]:
        """The text objects that end with hyphens marked by pdfium, in their order."""
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
        points = calls.size_of_char(self.handle, index)
        a, b = (-matrix.a, -matrix.b) if points < 0 else (matrix.a, matrix.b)
        turn: Turn | None = 0
        if b != 0 or a <= 0:
            turn = turn_of(a, b)
        size = abs(points * (matrix.c if turn in (90, 270) else matrix.d))
        wide = abs(points) * hypot(a, b)
        text_object = Handle(thing)
        font, advances = self._font(text_object)
        tag, mcid = self._objects.mark(text_object)
        setting = self.settings[thing] = Setting(turn, size, font, tag, mcid, wide, advances)
        if self.text[index].isalnum() and self._is_unmapped(index):
            self.unmapped.add(font)
        self._note_start(int(matrix.e) + _ROW * int(matrix.f))
        return setting

    def _note_start(self, place: int) -> None:
        """Note where a text object starts, and whether another one starts there."""
        if not self._starts.isdisjoint([place + step for step in _AROUND]):
            self.has_copies = True
        self._starts.add(place)

    def _font(self, text_object: Handle) -> tuple[str, dict[str, float]]:
        # By address, so for this page only: other fonts may reuse a closed page's addresses.
        font = calls.font_of_text(text_object)
        known = self._fonts.get(font.value)
        if known is None:
            name = calls.font_name(font)
            advances = self._advances.setdefault(name, {}) if name else {}
            known = self._fonts[font.value] = (plain_name(name), advances)
        return known

    # -------------------------------------------------------------- where characters are

    def glyphs(self, start: int, end: int, frame: PageFrame) -> list[Glyph]:
        """The drawn characters [start, end) that run in a frame's direction."""
        glyphs: list[Glyph] = []
        last: tuple[int | None, float, float] | None = None
        for index in range(start, end):
            thing = calls.object_of_char(self.handle, index)
            setting = self.settings.get(thing) or self.read_setting(thing, index)
            if setting.turn != frame.turn:  # of no object: pdfium inserted it
                continue
            if self.text[index].isspace() and calls.is_generated(self.handle, index) == 1:
                continue
            x0, x1, baseline = self._place(index, setting, frame)
            _, size, font, tag, mcid, _, _ = setting
            glyph = Glyph(self.text[index], x0, x1, baseline, size, font, tag, mcid)
            place = (thing, glyph.x0, glyph.baseline)
            if last == place and not glyphs[-1].text.isspace():  # a ligature, or half a character
                glyphs[-1] = glyph._replace(text=glyphs[-1].text + glyph.text)
                continue
            if last and last[0] != thing and self._lost_between(glyphs[-1], glyph, frame):
                glyphs.append(glyph._replace(text=" "))
            last = place
            glyphs.append(glyph)
        return glyphs

    def _place(self, index: int, setting: Setting, frame: PageFrame) -> tuple[float, float, float]:
        """Where a character starts and ends along its line, and its baseline."""
        x0, baseline = frame.point(*calls.origin(self.handle, index))
        return x0, x0 + self.advance(index, setting) * setting.wide, baseline

    def advance(self, index: int, setting: Setting) -> float:
        """How far a character moves on, of the size along its line; noted in its setting."""
        letter = "-" if self.text[index] >= FIRST_MARK else self.text[index]
        if self.text[index - 1 : index + 1] in LIGATURES:
            letter = self._ligature(index)
        advance = setting.advances.get(letter)
        if advance is None:
            advance = setting.advances[letter] = self._advance(index, letter, setting)
        return advance

    def _ligature(self, index: int) -> str:
        """The letters of the glyph that a letter is drawn in: pdfium gives them one place."""
        first = index
        while first and self._same_place(first - 1, index):
            first -= 1
        return self.text[first : index + 1]

    def _same_place(self, index: int, other: int) -> bool:
        return calls.origin(self.handle, index) == calls.origin(self.handle, other)

    def _advance(self, index: int, letter: str, setting: Setting) -> float:
        # The loose box is as wide as the advance, unless the outline reaches beyond it, as that
        # of an "f" does, or the letter is slanted by its matrix.
        left, bottom, right, top = calls.loose_box(self.handle, index)
        upright, size = setting.turn == 0, setting.wide or 1.0
        box = (right - left if setting.turn in (0, 180, None) else top - bottom) / size
        slanted = upright and abs(left - calls.origin(self.handle, index)[0]) > _SAME * size
        inside = calls.tight_box(self.handle, index)[2] < right - _SAME * size
        if upright and not slanted and inside:
            return box
        if combining(letter[-1]):  # drawn over the letter before it
            return 0.0
        width = calls.width(self.handle, index, letter, 1.0) if len(letter) == 1 else None
        return min(width, box) if width else box

    # -------------------------------------------------------------- spaces

    @cached_property
    def gap(self) -> float:
        """The share of the size from which a gap separates words, on this page."""
        drawn = 0
        for match in _SPACE.finditer(self.text):
            drawn += calls.is_generated(self.handle, match.start()) != 1
            if wide_gap(drawn, len(self.text)) == WIDE_GAP:
                return WIDE_GAP
        return wide_gap(drawn + len(self._lost_spaces), len(self.text))

    @cached_property
    def _lost_spaces(self) -> list[tuple[float, float]]:
        return list(self._objects.lost_spaces())

    def _lost_between(self, left: Glyph, right: Glyph, frame: PageFrame) -> bool:
        """Whether a space that pdfium has left out is drawn between two characters."""
        gap = right.x0 - left.x1
        if not _LOST * right.size <= gap < WIDE_GAP * right.size:
            return False
        return any(
            left.x1 - right.size / 2 < x < right.x0 and abs(y - right.baseline) < NEW_BASELINE
            for x, y in (frame.point(*space) for space in self._lost_spaces)
        )

    # -------------------------------------------------------------- words

    def finished(self, words: list[Word]) -> list[Word]:
        """The words with the halves of characters joined."""
        if not _HALF.search(self.text):
            return words
        return [word._replace(text=_whole(word.text)) for word in words]


def _whole(text: str) -> str:
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
