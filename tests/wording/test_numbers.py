"""Numbers in words and digits."""

from __future__ import annotations

from contextlib import suppress

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from irp.errors import NumberParseError
from irp.parser.wording.numbers import NUMBER_PATTERN, WORDS, parse_number

UNITS = "zero one two three four five six seven eight nine".split()
TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()
TEENS = ("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen").split()
PATTERN = regex.compile(NUMBER_PATTERN, regex.IGNORECASE)


def in_words(number: int, hyphen: str) -> str:
    """A number as it is written out; told apart from the code under test on purpose."""
    if number == 100:
        return "one hundred"
    if number < 10:
        return UNITS[number]
    if number < 20:
        return TEENS[number - 10]
    tens, unit = divmod(number, 10)
    return TENS[tens] + (hyphen + UNITS[unit] if unit else "")


@given(
    st.integers(0, 100),
    st.sampled_from(["-", " ", "\u2011"]),
    st.sampled_from([str.lower, str.upper, str.capitalize]),
)
def test_words_are_read_back(number: int, hyphen: str, case: object) -> None:
    assert callable(case)
    words = case(in_words(number, hyphen))
    assert parse_number(words) == number
    assert PATTERN.fullmatch(words)


@given(st.integers(0, 999))
def test_digits_are_read_back(number: int) -> None:
    assert parse_number(str(number)) == number
    assert PATTERN.fullmatch(str(number))


@given(st.text(max_size=30))
def test_any_text_is_a_number_or_the_typed_error(text: str) -> None:
    with suppress(NumberParseError):
        assert 0 <= parse_number(text) <= 999_999


@given(st.text(alphabet="0123456789 -ehnorstuvwxy", max_size=20))
def test_whatever_the_pattern_finds_can_be_read(text: str) -> None:
    for match in PATTERN.finditer(text):
        parse_number(match[0])


@pytest.mark.parametrize("words", sorted(WORDS))
def test_every_known_spelling(words: str) -> None:
    assert parse_number(words.upper()) == WORDS[words]


@pytest.mark.parametrize(
    "text",
    ["", " ", "many", "one two", "twenty-twenty", "forty-ten", "-1", "1.5", "½", "twenty--one"],
)
def test_what_is_no_number(text: str) -> None:
    with pytest.raises(NumberParseError):
        parse_number(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("three of the 10", ["three", "10"]),
        ("None of sixty six and Twenty-one.", ["None", "sixty six", "Twenty-one"]),
        ("a three-day visit, 36.8%, £10, 1,000, 12th, someone, no-one", []),
        ("12% of 5 per cent", []),
        ("(n=8)", ["8"]),
    ],
)
def test_numbers_in_running_text(text: str, found: list[str]) -> None:
    assert [match[0] for match in PATTERN.finditer(text)] == found
