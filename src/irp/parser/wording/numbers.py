"""Numbers as the reports print them: words to one hundred, or digits."""

from __future__ import annotations

from types import MappingProxyType

from irp.errors import NumberParseError

_SMALL = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def _words() -> dict[str, int]:
    words = {word: value for value, word in enumerate(_SMALL)}
    words |= {"no": 0, "none": 0, "hundred": 100, "one hundred": 100, "a hundred": 100}
    for tens, name in enumerate(_TENS, start=2):
        words[name] = tens * 10
        for unit in range(1, 10):
            words[f"{name} {_SMALL[unit]}"] = tens * 10 + unit
    return words


WORDS: MappingProxyType[str, int] = MappingProxyType(_words())
"""Every spelling that can be read, in lower case with single spaces in place of hyphens."""

_TENS_PATTERN = "|".join(_TENS)
_UNITS_PATTERN = "|".join(_SMALL[1:10])
_SMALL_PATTERN = "|".join(sorted(_SMALL, key=len, reverse=True))

NUMBER_PATTERN = (
    r"(?<![\w£$]|[\w£$]-|\d[.,])"
    r"(?:\d{1,3}"
    rf"|(?:{_TENS_PATTERN})(?:[-\u2010\u2011 ](?:{_UNITS_PATTERN}))?"
    rf"|(?:one|a)\ hundred|none|no|{_SMALL_PATTERN})"
    r"(?![\w%]|-\w|[.,]\d|\ per\ cent)"
)
"""A number in running text, to be matched without regard to case.

Parts of other numbers and of compounds are left alone ("36.8%", "three-day", "£10"). The spaces
are escaped, so that the pattern may stand in a verbose one.
"""


def parse_number(text: str) -> int:
    """The number that words or digits name: "no", "Twenty-one", "10".

    Raises:
        NumberParseError: the text is not a number that irp can read.
    """
    words = " ".join(text.casefold().replace("\u2010", "-").replace("\u2011", "-").split())
    if words.isascii() and words.isdigit():
        if len(words) > 6:
            raise NumberParseError(f"{text!r} has more digits than any count in a report")
        return int(words)
    key = words
    if words.count("-") == 1 and " " not in words:
        key = words.replace("-", " ")
    try:
        return WORDS[key]
    except KeyError:
        raise NumberParseError(
            f"{text!r} is not a number in digits or in words up to one hundred"
        ) from None
