"""Contents pages: entries that end in a page number, found by their shape.

An entry has leaders (dots as one word, as several, or joined to the title) or a page number at the
far end of the line; a wrapped entry has its number on the last of its lines. The block reaches
from its heading, or its first entry, to its last entry.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from irp.parser.text.line_builder import Draft, DraftPage
from irp.parser.text.model import Furniture

_HEADING: Final = re.compile(r"(?:table of )?contents(?: page)?", re.IGNORECASE)
_LEADERS: Final = re.compile(
    # Tried once for each run of dots, not once for each dot.
    r"(?<![.·…_])(?<![.·…_]\s)(?:[.·…_]\s?){4,}+\s*(?P<number>\d{1,3}|[ivxlc]+)?$",
    re.IGNORECASE,
)
_NUMBER_AT_END: Final = re.compile(r"\S\s+(?P<number>\d{1,3})$")
_LONE_NUMBER: Final = re.compile(r"[.·…_\s]*(?P<number>\d{1,3})")
_DOTS: Final = re.compile(r"[.·…_\s]+")
_LEAST: Final = 3
"""The fewest entries with leaders that make a contents page without a heading."""
_WRAPPED: Final = 3
"""The most lines of an entry."""
_LOOK_AHEAD: Final = 2
_SLACK: Final = 12
"""How far above the number of pages an entry's number may be: covers are not always counted."""


class _Entry(NamedTuple):
    position: int
    number: int | None
    leaders: bool


def mark_contents(pages: Sequence[DraftPage]) -> None:
    """Mark the lines of contents pages as furniture."""
    lines = [
        line
        for page in pages
        for line in page.lines
        if line.furniture is None and not line.in_figure
    ]
    most = len(pages) + _SLACK if len(pages) > 1 else 999
    position = 0
    while position < len(lines):
        text = lines[position].text
        heading = bool(_HEADING.fullmatch(text))
        if not heading and not (_has_dots(text) and _LEADERS.search(text)):
            position += 1
            continue
        entries = _entries(lines, position + heading, most, need_leaders=not heading)
        if len(entries) < (_LEAST if not heading else 2):
            position += 1
            continue
        end = entries[-1].position + 1
        for line in lines[position:end]:
            line.furniture = Furniture.CONTENTS
        position = end


def _has_dots(text: str) -> bool:
    """Whether there are enough dots in a line for leaders; quicker than matching leaders."""
    return sum(map(text.count, ".·…_")) >= 4


def _entries(lines: Sequence[Draft], start: int, most: int, *, need_leaders: bool) -> list[_Entry]:
    """The entries from a position on, as long as the numbers do not decrease."""
    entries: list[_Entry] = []
    last = 0
    other = 0
    for position in range(start, len(lines)):
        entry = _entry(lines[position], position, need_leaders=need_leaders)
        fits = entry is not None and (entry.number is None or last <= entry.number <= most)
        if entry is None or not fits:
            other += 1
            if other >= _WRAPPED:
                break
            continue
        # Once there are leaders, a line without them that ends in a number is a title's end.
        need_leaders = need_leaders or entry.leaders
        entries.append(entry)
        last = entry.number or last
        other = 0
    return entries


def _entry(line: Draft, position: int, *, need_leaders: bool) -> _Entry | None:
    match = _LEADERS.search(line.text) or _DOTS.fullmatch(line.text)
    if match:
        number = match.groupdict().get("number") or ""
        return _Entry(position, int(number) if number.isdecimal() else None, leaders=True)
    if need_leaders:
        lone = _LONE_NUMBER.fullmatch(line.text)
        return _Entry(position, int(lone["number"]), leaders=False) if lone else None
    match = _NUMBER_AT_END.search(line.text)
    return _Entry(position, int(match["number"]), leaders=False) if match else None
