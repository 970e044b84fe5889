"""Reads a font's name: bold, italic, its family, whether its letters are symbols."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

_BOLD: Final = re.compile(r"bold|black|heavy|semibd|demi|[-,]bd\b", re.IGNORECASE)
_ITALIC: Final = re.compile(r"italic|oblique|[-,]it\b|slanted", re.IGNORECASE)
_SYMBOLS: Final = re.compile(r"symbol|wingding|webding|dingbat", re.IGNORECASE)
_SUBSET: Final = re.compile(r"^[A-Z]{6}\+")
_FAMILY_END: Final = re.compile(r"[-,]|(?:PS)?MT|Bold|Italic|Oblique|Regular")


class FontStyle(NamedTuple):
    """What the name of a font says.

    Attributes:
        bold, italic: according to the name, which does not show imitated bold.
        family: the name without weight and slant.
        symbols: its letters are bullets and arrows.
        typewriter: Courier, whose "o" Word uses as a bullet.
    """

    bold: bool
    italic: bool
    family: str
    symbols: bool
    typewriter: bool


def plain_name(name: str) -> str:
    """A font's name without the prefix of an embedded subset."""
    return _SUBSET.sub("", name)


@lru_cache(maxsize=1024)
def font_style(name: str) -> FontStyle:
    """Read a font's name."""
    return FontStyle(
        bool(_BOLD.search(name)),
        bool(_ITALIC.search(name)),
        _FAMILY_END.split(name, maxsplit=1)[0].replace(" ", "").lower(),
        bool(_SYMBOLS.search(name)),
        name.startswith("Courier"),
    )
