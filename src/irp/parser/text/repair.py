"""Repairs characters: ligatures, spaces, bullets and invisible characters of the producer.

Works on the chunks of one line (its words, or the cells of a dumped line) and returns where each
chunk is in the repaired line, so that places survive. In short:

* Unicode NFC; ligatures expanded; letters of full width are plain ones; every kind of hyphen is
  "-", a minus between letters too; every kind of space is a space, and spaces are single;
* zero-width, bidirectional and control characters are removed;
* a soft hyphen stays at the end of the line, or of a column in it, only (``Passage`` joins
  there), and pdfium's U+FFFE or
  U+0002 is the hyphen at a line's end that it replaces;
* a bullet from a symbol font at the line's start is "•";
* leaders, four dots or more, are a separate word: engines do not agree whether the words next
  to them touch them.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from typing import Final
from unicodedata import is_normalized, normalize

SOFT_HYPHEN: Final = "\u00ad"
BULLET: Final = "•"
_HYPHEN_MARKS: Final = re.compile("(?<=[^\\s\ufffe\x02])[\ufffe\x02]")

_LIGATURES: Final = {
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "st",
    0xFB06: "st",
}
_BULLETS: Final = "•\uf0b7\uf06e\uf0a7◼▪●‣⁃◦○■□▫➢➤❖\u2219\u25cb"
"""Signs that are bullets at a line's start even without a space after them."""
_SHY_BULLETS: Final = "\u00b7\u22c5"
"""Signs that are bullets only where a space follows; so is any private-use character."""
MISREAD_BULLETS: Final = "¢¤¥¦§¨¬¯¶"
"""Signs that are bullets in the wrong character table, where words follow."""
_ANYWHERE: Final = {0xF0B7: BULLET, 0xF0A7: BULLET, 0xF06E: BULLET}
_LEADING_BULLET: Final = re.compile(
    rf"[{_BULLETS}]\s*|[{_SHY_BULLETS}\uf000-\uf0ff](?:\s+|$)|[{MISREAD_BULLETS}]\s+(?=[^\W\d])"
)

_MINUS: Final = re.compile(r"(?<=[^\W\d_])\u2212(?=[^\W\d_])")
"""A minus between letters is a hyphen that a font calls so."""
_LEADERS: Final = re.compile(r"(?<=[^\s.])(?=\.{4})|(?<=\.{4})(?=[^\s.])")

# What needs no repair: the fast path for nearly every line.
_ODD: Final = re.compile(
    f"^(?:{BULLET}\\S|[{MISREAD_BULLETS}] )|[^ .]\\.{{4}}|\\.{{4}}[^ .]|"
    "[^ -~\u00a1-\u00ac\u00ae-\u00b6\u00b8-\u017f\u2012-\u2017\u2018-\u201f\u2022\u2026\u20ac]"
)


_SPACES: Final = (
    "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2028\u2029\u202f\u205f\u3000"
    + "".join(map(chr, range(0x2000, 0x200B)))
)
_INVISIBLE: Final = (
    *range(0x20),
    *range(0x7F, 0xA0),
    *(0x061C, 0x180E, 0xFEFF, 0xFFFE, 0xFFFF),
    *range(0x200B, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2070),
    *range(0xFFF9, 0xFFFC),
)


def _table() -> dict[int, str | None]:
    table: dict[int, str | None] = dict.fromkeys(_INVISIBLE)
    table.update(dict.fromkeys(map(ord, _SPACES), " "))
    # Half a character: it cannot be encoded.
    table.update(dict.fromkeys(range(0xD800, 0xE000), "\ufffd"))
    table.update(dict.fromkeys((0x2010, 0x2011), "-"))
    table.update({0xFEE0 + code: chr(code) for code in range(0x21, 0x7F)})  # of full width
    return {**table, **_LIGATURES, **_ANYWHERE}


_TABLE: Final = _table()


def repair_chunks(
    chunks: Sequence[str], ends: Container[int] = ()
) -> tuple[str, list[tuple[int, int]]]:
    """Repair a line given as chunks that spaces separate.

    Args:
        chunks: the line's words, or the cells of a dumped line.
        ends: positions of the chunks that end a column, where a soft hyphen stays too.

    Returns:
        The line's text and, for each chunk, its start and end there (equal where it
        is now empty).
    """
    text = " ".join(chunks)
    plain = text.isascii() and text.isprintable() and "...." not in text  # much quicker to see
    if (plain or not _ODD.search(text)) and "  " not in text and text == text.strip():
        return text, _places(chunks)
    repaired = _repaired(chunks, ends)
    return " ".join(c for c in repaired if c), _places(repaired)


def _places(chunks: Sequence[str]) -> list[tuple[int, int]]:
    places: list[tuple[int, int]] = []
    start = 0
    for length in map(len, chunks):
        places.append((start, start + length))
        if length:
            start += length + 1
    return places


def _repaired(chunks: Sequence[str], ends: Container[int]) -> list[str]:
    done = [" ".join(_hyphened(chunk).translate(_TABLE).split()) for chunk in chunks]
    last = next((i for i in range(len(done) - 1, -1, -1) if done[i]), None)
    done = [
        _line_end(chunk) if i == last or i in ends else chunk.replace(SOFT_HYPHEN, "")
        for i, chunk in enumerate(done)
    ]
    done = [c if is_normalized("NFC", c) else normalize("NFC", c) for c in done]
    done = [_LEADERS.sub(" ", c) if "...." in c else c for c in done]
    done = [_MINUS.sub("-", c) if "\u2212" in c else c for c in done]
    # Removing a soft hyphen can leave a chunk empty, or with spaces side by side or at an edge.
    done = [" ".join(chunk.split()) for chunk in done]
    first = next((i for i, chunk in enumerate(done) if chunk), None)
    if first is not None:
        done[first] = _line_start(done[first])
    return done


def _hyphened(chunk: str) -> str:
    """The hyphens that pdfium's marks replace, at a line's end or where it joined two lines."""
    return _HYPHEN_MARKS.sub("-", chunk) if _HYPHEN_MARKS.search(chunk) else chunk


def _line_end(chunk: str) -> str:
    rest = chunk.replace(SOFT_HYPHEN, "")
    hyphen = chunk.endswith(SOFT_HYPHEN) and chunk[-2:-1] not in ("", " ", SOFT_HYPHEN)
    return rest + SOFT_HYPHEN if hyphen else rest


def _line_start(chunk: str) -> str:
    match = _LEADING_BULLET.match(chunk)
    if match is None:
        return chunk
    rest = chunk[match.end() :]
    return f"{BULLET} {rest}" if rest else BULLET
