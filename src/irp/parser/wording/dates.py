"""Dates as the reports print them: single days, ranges, lists of days, months.

A date that is impossible (31 June), reversed (27–25 July) or on the wrong day of the week is an
error, not a value: a person must look at it.
"""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import NamedTuple

import regex

from irp.errors import DateParseError
from irp.parser.patterns import Pattern
from irp.record.vocabulary import MONTHS

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

_NUMBERS = {name.casefold(): number for number, name in enumerate(MONTHS, start=1)}
_NUMBERS |= {name.casefold()[:3]: number for number, name in enumerate(MONTHS, start=1)}
_NUMBERS["sept"] = 9

MONTH_NAMES = "|".join(MONTHS)
"""The months in full, as alternatives of a pattern."""
MONTH_PATTERN = rf"(?:{MONTH_NAMES}|Sept|{'|'.join(name[:3] for name in MONTHS)})\b\.?"
_YEAR = r"(?:19|20)\d{2}"
_DAY = rf"(?:(?:{'|'.join(WEEKDAYS)}),?\s+)?\d{{1,2}}(?:st|nd|rd|th)?"
_DASH = r"\s*[-\u2010-\u2015\u2212]\s*"
_SEPARATOR = rf"(?:{_DASH}|\s+to\s+|\s*,?\s+and\s+|\s*,\s*|\s*&\s*)"

_BEFORE = r"(?<![\w.,£-]|\d[-–])"
_LAST = rf"{_DAY}\s+(?:of\s+)?{MONTH_PATTERN},?\s*{_YEAR}(?!\w)"

DATES_PATTERN = (
    # Two whole dates belong together only as the ends of a range, not by "and" or a comma.
    rf"{_BEFORE}(?:{_DAY}(?:\s+(?:of\s+)?{MONTH_PATTERN})?{_SEPARATOR}"
    rf"|{_LAST}(?:{_DASH}|\s+to\s+)){{0,9}}{_LAST}"
)
"""One or more days with their month and year, in running text, whatever the case."""

_PARTS = Pattern(
    rf"(?:(?P<weekday>{'|'.join(WEEKDAYS)}),?\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?"
    rf"(?:\s+(?:of\s+)?(?P<month>{MONTH_PATTERN})(?:,?\s*(?P<year>{_YEAR}))?)?"
    rf"(?:(?P<separator>{_SEPARATOR})|$)",
    regex.IGNORECASE,
)
_WHOLE = Pattern(DATES_PATTERN, regex.IGNORECASE)
# What comes in a list before a date without being a part of it: no day of a month, or a day of
# another month.
_LISTED = Pattern(
    rf"(?:3[2-9]|[4-9]\d|\d{{1,2}}(?:\s+{MONTH_PATTERN}|(?=\s*,\s*(?:3[2-9]|[4-9]\d)\b)))"
    r"(?:\s*,?\s+and\s+|\s*,\s*|\s*&\s*)(?=\d)",
    regex.IGNORECASE,
)
_MONTH_YEAR = Pattern(rf"(?P<month>{MONTH_PATTERN}),?\s+(?P<year>{_YEAR})", regex.IGNORECASE)


class DateRange(NamedTuple):
    """The first and the last of the days; the same day twice for a single one."""

    start: date
    end: date


class YearMonth(NamedTuple):
    """A month of a year; compares in the order of time."""

    year: int
    month: int


class FoundDates(NamedTuple):
    """Days named in a text: where, and either what they are or why they cannot be."""

    start: int
    end: int
    range: DateRange | None
    reason: str | None = None


class _Point(NamedTuple):
    weekday: str | None
    day: int
    month: str
    year: int


def parse_dates(text: str) -> DateRange:
    """The first and last day that a text such as "22 October – 6 November 2024" names.

    A day without a month or year takes that of the day after it, but December before January
    is the year before.

    Raises:
        DateParseError: the text is no such thing, or a day is impossible or out of order.
    """
    folded = " ".join(text.split()).strip("() ").removesuffix(".")
    if not _WHOLE.fullmatch(folded):
        raise DateParseError(f"{text!r} is not a date with days, a month and a year")
    days = [_day(point, text) for point in _points(folded, text)]
    for before, after in pairwise(days):
        if after < before:
            raise DateParseError(
                f"in {text!r} {_in_words(after)} follows {_in_words(before)},"
                " but is the earlier day"
            )
    return DateRange(days[0], days[-1])


def find_dates(text: str) -> list[FoundDates]:
    """Every day or range of days that a running text names, in order.

    Numbers that merely stand in a list before a date ("in 2, 45 and 12 May 2022") do not make
    it an odd one.
    """
    found: list[FoundDates] = []
    for match in _WHOLE.finditer(text):
        start, reason = match.start(), ""
        while True:
            try:
                found.append(FoundDates(start, match.end(), parse_dates(text[start : match.end()])))
                break
            except DateParseError as error:
                reason = reason or error.message
            listed = _LISTED.match(text, start, match.end())
            if not listed:
                found.append(FoundDates(match.start(), match.end(), None, reason))
                break
            start = listed.end()
    return found


def parse_month_year(text: str) -> YearMonth:
    """The month that a text such as "August 2022" names.

    Raises:
        DateParseError: the text is not a month and a year.
    """
    folded = " ".join(text.split()).strip("() ").removesuffix(".")
    match = _MONTH_YEAR.fullmatch(folded)
    if not match:
        raise DateParseError(f"{text!r} is not a month and a year")
    return YearMonth(int(match["year"]), _month(match["month"]))


def _points(folded: str, text: str) -> list[_Point]:
    """The days that are named, each with the month and year it has or takes from the next."""
    found: list[_Point] = []
    month, year = "", 0
    for match in reversed(list(_PARTS.finditer(folded))):
        if match["month"] and not match["year"] and month and _turns(match["month"], month):
            year -= 1
        month = match["month"] or month
        year = int(match["year"]) if match["year"] else year
        found.append(_Point(match["weekday"], int(match["day"]), month, year))
    if not found or not month or not year:
        raise DateParseError(f"{text!r} has no month and year")
    return found[::-1]


def _turns(first: str, second: str) -> bool:
    """Whether the year turns between two months without a year: December, then January."""
    return _month(first) == 12 and _month(second) == 1


def _day(point: _Point, text: str) -> date:
    try:
        day = date(point.year, _month(point.month), point.day)
    except ValueError:
        raise DateParseError(
            f"{point.day} {point.month} {point.year} in {text!r} does not exist"
        ) from None
    if point.weekday and WEEKDAYS[day.weekday()].casefold() != point.weekday.casefold():
        raise DateParseError(
            f"{_in_words(day)} in {text!r} is a {WEEKDAYS[day.weekday()]},"
            f" not a {point.weekday.capitalize()}"
        )
    return day


def _month(name: str) -> int:
    return _NUMBERS[name.casefold().removesuffix(".")]


def _in_words(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
