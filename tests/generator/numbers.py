"""Numbers, lists and dates in words, in the manner of the reports."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Literal

NumberStyle = Literal["house", "digits", "words"]

_ONES = (
    "no one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety".split()
MONTHS = (
    "January February March April May June July August September October November December"
).split()


def in_words(number: int) -> str:
    """A number below a hundred in words; zero is "no"."""
    if number < 20:
        return _ONES[number]
    tens, ones = divmod(number, 10)
    return _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")


def count_word(number: int, style: NumberStyle = "house") -> str:
    """A count: words up to nine and digits from ten (house), or all the one or the other.

    Nothing is "no" in every style.
    """
    if (style == "digits" and number) or (style == "house" and number > 9):
        return str(number)
    return in_words(number)


def counted(number: int, noun: str, style: NumberStyle = "house") -> str:
    """ "three themes", "one theme", "no themes"."""
    return f"{count_word(number, style)} {noun if number == 1 else noun + 's'}"


def listed(items: Sequence[str]) -> str:
    """Items with commas and a final "and"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def month_name(year: int, month: int) -> str:
    return f"{MONTHS[month - 1]} {year}"


def month_shift(year: int, month: int, by: int) -> tuple[int, int]:
    index = year * 12 + month - 1 + by
    return index // 12, index % 12 + 1


def date_range(start: dt.date, end: dt.date, dash: str) -> str:
    """ "25–27 July 2022" or "30 November – 2 December 2021"."""
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}{dash}{end.day} {MONTHS[end.month - 1]} {end.year}"
    until = f"{end.day} {MONTHS[end.month - 1]} {end.year}"
    return f"{start.day} {MONTHS[start.month - 1]} {dash.strip()} {until}"
