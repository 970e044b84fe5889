"""The characters of a page as pdfium hands them over, and how and where they are set."""

from __future__ import annotations

import ctypes
import re
from functools import cached_property
from typing import Final, NamedTuple

from irp.text import pdfium_calls as calls
from irp.text.cutting import WIDE_GAP, Glyph, wide_gap
from irp.text.fonts import plain_name
from irp.text.turning import Frame, Turn, turn_of

FIRST_AROUND: Final = tuple((x, y) for x in (-1, 0, 1) for y in (-1, 0, 1))
_MARK: Final = "\U00100000"
"""Stands, in ``PageText.text``, for the first hyphen that pdfium has marked; others follow it.

Characters of that plane arrive as two halves, so that no character of the PDF looks like it.
"""
_AROUND: Final = tuple((x, y) for x in (-1, 0, 1) for y in (-1, 0, 1))
_MARK: Final = re.compile("[\ufffe\x02]")
_SPACE: Final = re.compile(r"\s")
_HALF: Final = re.compile("[\ud800-\udfff]")


class Setting(NamedTuple):
    """How the characters of one text object are set; ``turn`` is None where they are slanted."""

    turn: Turn | None
    size: float
    font: str
    tag: str | None
    mcid: int | None


_NOWHERE: Final = Setting(None, 0.0, "", None, None)


class PageText:
    """The characters of one page, by their index in pdfium's text page.

    Attributes:
        handle: the text page.
        text: a character for each index, those that pdfium has put in included.
        settings: what is known of the text objects, by their addresses.
        has_copies: two text objects start at one place, so that one may be drawn again as bold.
    """

    def __init__(self, handle: int) -> None:
        self.handle = handle
        self.settings: dict[int | None, Setting] = {None: _NOWHERE}
        self.has_copies = False
        self._starts: set[tuple[int, int]] = set()
        self._fonts: dict[int, str] = {}
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._box, self._matrix = calls.Rectangle(), calls.Matrix()
        self.marks: list[int] = []
        self.text = self._marked(calls.characters(handle))

    def _marked(self, text: str) -> str:
        """The text with a character of its own for each hyphen that pdfium has marked."""
        if not _MARK.search(text):
            return text
        characters = list(text)
        for match in _MARK.finditer(text):
            characters[match.start()] = chr(ord(FIRST_MARK) + len(self.marks))
            self.marks.append(match.start())
        return "".join(characters)

    def setting(self, index: int) -> Setting:
        """How a character is set."""
        thing = calls.object_of_char(self.handle, index)
        return self.settings.get(thing) or self.read_setting(thing, index)

    def read_setting(self, thing: int, index: int) -> Setting:
        """How a text object, to which a character belongs, is set."""
        matrix = self._matrix
        calls.matrix_of_char(self.handle, index, ctypes.addressof(matrix))
        self._note_start(int(matrix.e), int(matrix.f))
        turn = turn_of(matrix.a, matrix.b)
        scale = matrix.c if turn in (90, 270) else matrix.d
        size = abs(calls.size_of_char(self.handle, index) * scale)
        setting = Setting(turn, size, self._font(thing), *_marks(thing))
        self.settings[thing] = setting
        return setting

    def _note_start(self, x: int, y: int) -> None:
        if not self.has_copies:
            self.has_copies = any((x + dx, y + dy) in self._starts for dx, dy in _AROUND)
            self._starts.add((x, y))

    def _font(self, thing: int) -> str:
        # By address, and so for this page only: a closed page's fonts make room for others.
        font = calls.font_of_text(thing)
        name = self._fonts.get(font)
        if name is None:
            name = self._fonts[font] = plain_name(calls.font_name(font))
        return name

    def hyphen_objects(self) -> list[int | None]:
        """The text objects that hyphens end which pdfium has marked, in their order."""
        return [calls.object_of_char(self.handle, index) for index in self.marks]

    @cached_property
    def gap(self) -> float:
        """The share of the size from which on a gap parts words, on this page."""
        drawn = 0
        for match in _SPACE.finditer(self.text):
            drawn += calls.is_generated(self.handle, match.start()) != 1
            if wide_gap(drawn, len(self.text)) == WIDE_GAP:
                break
        return wide_gap(drawn, len(self.text))

    def glyphs(self, start: int, end: int, frame: Frame) -> list[Glyph]:
        """The drawn characters [start, end) that run in a frame's direction."""
        glyphs: list[Glyph] = []
        last: tuple[int | None, float, float] | None = None
        for index in range(start, end):
            text = self.text[index]
            thing = calls.object_of_char(self.handle, index)
            setting = self.settings.get(thing) or self.read_setting(thing, index)
            if setting.turn != frame.turn:  # of no object: pdfium has put it in
                continue
            x0, x1, baseline = self._place(index, frame)
            if last == (thing, x0, baseline):
                # A part of a ligature, or half of a character.
                glyphs[-1] = glyphs[-1]._replace(text=glyphs[-1].text + text)
                continue
            last = (thing, x0, baseline)
            glyphs.append(Glyph(text, x0, x1, baseline, *setting[1:]))
        return glyphs

    def _place(self, index: int, frame: Frame) -> tuple[float, float, float]:
        """Where a character starts and ends along its line, and its baseline."""
        handle, box = self.handle, self._box
        calls.origin_of_char(handle, index, ctypes.addressof(self._x), ctypes.addressof(self._y))
        x0, baseline = frame.point(self._x.value, self._y.value)
        if frame.turn in (0, 180):
            calls.loose_box_of_char(handle, index, ctypes.addressof(box))
            corners = (box.left, box.bottom, box.right, box.top)
        else:
            corners = self._tight_box(index)  # the loose one has no width here
        return x0, max(x0, frame.box(corners).x1), baseline

    def _tight_box(self, index: int) -> tuple[float, float, float, float]:
        edges = [ctypes.c_double() for _ in range(4)]  # left, right, bottom, top
        calls.box_of_char(self.handle, index, *map(ctypes.addressof, edges))
        left, right, bottom, top = (edge.value for edge in edges)
        return left, bottom, right, top


def whole_characters(text: str) -> str:
    """A text with the halves of characters put together."""
    if not _HALF.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _marks(thing: int) -> tuple[str | None, int | None]:
    """A text object's innermost tag and its marked-content id."""
    count = calls.count_marks(thing)
    if count <= 0:
        return None, None
    mark = calls.mark_of_object(thing, count - 1)
    mcid = calls.mcid_of_object(thing)
    return calls.mark_name(mark) or None, mcid if mcid >= 0 else None
