"""Dates: round trips in every spelling, and what cannot be."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from irp.errors import DateParseError
from irp.parser.wording.dates import (
    WEEKDAYS,
    DateRange,
    YearMonth,
    find_dates,
    parse_dates,
    parse_month_year,
)
from irp.record.vocabulary import MONTHS

DAYS = st.dates(date(2000, 1, 1), date(2039, 12, 31))
DASHES = st.sampled_from(["–", " – ", "-", " - ", "—", " to ", "\u2011"])
ORDINALS = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}


def test_the_spellings_of_covers() -> None:
    table = {
        "25–27 July 2022": (date(2022, 7, 25), date(2022, 7, 27)),
        "29-31 July 2024": (date(2024, 7, 29), date(2024, 7, 31)),
        "22 October – 6 November 2024": (date(2024, 10, 22), date(2024, 11, 6)),
        "30 December 2019 – 2 January 2020": (date(2019, 12, 30), date(2020, 1, 2)),
        "30 December – 2 January 2020": (date(2019, 12, 30), date(2020, 1, 2)),
        "17 April 2019": (date(2019, 4, 17), date(2019, 4, 17)),
        "2 – 4 December 2019": (date(2019, 12, 2), date(2019, 12, 4)),
        "15, 16 and 17 April 2019": (date(2019, 4, 15), date(2019, 4, 17)),
        "Monday 4 to Wednesday 6 March 2024": (date(2024, 3, 4), date(2024, 3, 6)),
        "17th-19th February 2025": (date(2025, 2, 17), date(2025, 2, 19)),
        "(13–15 November 2023)": (date(2023, 11, 13), date(2023, 11, 15)),
        "29 & 30 Sept. 2021": (date(2021, 9, 29), date(2021, 9, 30)),
        "28 and 29 October and 4 November 2024": (date(2024, 10, 28), date(2024, 11, 4)),
    }
    for text, (start, end) in table.items():
        assert parse_dates(text) == DateRange(start, end), text


def _day(day: date, *, weekday: bool, ordinal: bool) -> str:
    name = f"{WEEKDAYS[day.weekday()]} " if weekday else ""
    return f"{name}{day.day}{ORDINALS.get(day.day, 'th') if ordinal else ''}"


@given(DAYS, st.integers(0, 40), DASHES, st.booleans(), st.booleans(), st.booleans())
def test_ranges_are_read_back_in_every_spelling(
    start: date, length: int, dash: str, weekday: bool, ordinal: bool, full: bool
) -> None:
    end = start + timedelta(days=length)
    first = _day(start, weekday=weekday, ordinal=ordinal)
    last = _day(end, weekday=weekday, ordinal=ordinal)
    if full or start.year != end.year:
        first += f" {MONTHS[start.month - 1]} {start.year}"
    elif start.month != end.month:
        first += f" {MONTHS[start.month - 1]}"
    text = f"{first}{dash}{last} {MONTHS[end.month - 1]} {end.year}"
    assert parse_dates(text) == DateRange(start, end)
    (found,) = find_dates(f"The visit was on {text}.")
    assert found.range == DateRange(start, end)


@given(DAYS, st.integers(1, 4))
def test_lists_of_days_are_read_back(start: date, length: int) -> None:
    start = start.replace(day=min(start.day, 20))
    days = [start + timedelta(days=i) for i in range(length + 1)]
    numbers = [str(day.day) for day in days]
    text = f"{', '.join(numbers[:-1])} and {numbers[-1]} {MONTHS[start.month - 1]} {start.year}"
    assert parse_dates(text) == DateRange(days[0], days[-1])


@given(st.text(max_size=40))
def test_any_text_is_a_date_or_the_typed_error(text: str) -> None:
    for parse in (parse_dates, parse_month_year):
        with suppress(DateParseError):
            parse(text)


@given(
    st.lists(
        st.sampled_from(
            ["31", "4", "17th", "June", "May", "2022", "–", "to", "and", ",", "Monday"]
        ),
        max_size=9,
    )
)
def test_any_mixture_of_the_parts_of_dates_parses_or_raises(parts: list[str]) -> None:
    text = " ".join(parts)
    with suppress(DateParseError):
        found = parse_dates(text)
        assert found.start <= found.end
    for dates in find_dates(text):
        assert (dates.range is None) != (dates.reason is None)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("27–25 July 2022", "earlier"),
        ("30 November – 2 January 2020", "earlier"),
        ("31 June 2022", "does not exist"),
        ("32–34 July 2022", "does not exist"),
        ("Monday 5 March 2024", "Tuesday"),
        ("July 2022", "is not a date with"),
        ("25–27 July", "is not a date with"),
        ("", "is not a date with"),
    ],
)
def test_what_cannot_be_says_why(text: str, why: str) -> None:
    with pytest.raises(DateParseError, match=why):
        parse_dates(text)


@given(st.integers(1, 12), st.integers(1990, 2039))
def test_months_are_read_back(month: int, year: int) -> None:
    assert parse_month_year(f" {MONTHS[month - 1]}  {year}") == YearMonth(year, month)
    assert parse_month_year(f"{MONTHS[month - 1].upper()[:3]} {year}") == YearMonth(year, month)


@pytest.mark.parametrize("text", ["", "2022", "Smarch 2022", "4 May 2022", "May 22"])
def test_what_is_no_month(text: str) -> None:
    with pytest.raises(DateParseError):
        parse_month_year(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("in the 12 months to 31 March 2023", ["31 March 2023"]),
        ("on 15–17 April 2019 and 2 May 2020", ["15–17 April 2019", "2 May 2020"]),
        ("from 3 May 2019 to 2 May 2020", ["3 May 2019 to 2 May 2020"]),
        ("on wings 2, 45 and 12 May 2022", ["12 May 2022"]),
        ("a rise on 5 May and 3 March 2022", ["3 March 2022"]),
        ("August 2022, 2022 and 36.8", []),
    ],
)
def test_dates_in_running_text(text: str, found: list[str]) -> None:
    dates = find_dates(text)
    assert [text[item.start : item.end] for item in dates] == found
    assert all(item.range for item in dates)


@pytest.mark.parametrize("odd", ["31 June 2022", "27–25 July 2022", "32–43 July 2022"])
def test_odd_dates_in_running_text_are_told(odd: str) -> None:
    (found,) = find_dates(f"The visit took place on {odd} and was short.")
    assert found.range is None
    assert found.reason
