"""A small grammar: sentences with {slots} and {alternatives|like these} become text.

Slots: a word of the setting (``{people}``), a list of the lexicon (``{role}``), a number
(``{n 2 9}`` words up to nine, ``{N 12 30}`` at a sentence's start, ``{d 20 90}`` digits,
``{tens 42 115}`` 420 to 1,150, ``{dec 2 4}`` with a decimal, ``{pct 5 60}``), ``{month}``,
or a term of the glossary (``{gloss CSIP}``). A slot that starts with a capital capitalises what
it yields.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from random import Random

from .bank import load
from .numbers import count_word, in_words


@cache
def _split(body: str) -> tuple[str, ...]:
    """The alternatives of a brace, split at bars outside of inner braces."""
    parts, depth, current = [], 0, ""
    for char in body:
        depth += (char == "{") - (char == "}")
        if char == "|" and depth == 0:
            parts.append(current)
            current = ""
        else:
            current += char
    return *parts, current


@cache
def _pieces(template: str) -> tuple[tuple[bool, str], ...]:
    """The template as (is a brace, its text) pairs."""
    return tuple(_each_piece(template))


def _each_piece(template: str) -> Iterator[tuple[bool, str]]:
    depth, current = 0, ""
    for char in template:
        if char == "{":
            if depth == 0:
                yield False, current
                current = ""
            else:
                current += char
            depth += 1
        elif char == "}":
            depth -= 1
            if depth == 0:
                yield True, current
                current = ""
            else:
                current += char
        else:
            current += char
    if depth:
        raise ValueError(f"unbalanced braces: {template}")
    yield False, current


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """A heading inside a sentence; an abbreviation at its start stays."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


class Writer:
    """Expands templates for one report; remembers which glossary terms the text refers to."""

    def __init__(self, rng: Random, words: Mapping[str, str], months: list[str]) -> None:
        self.rng = rng
        self.words = dict(words)
        self.months = months
        self.glossary: set[str] = set()

    def having(self, rng: Random, **words: str) -> Writer:
        """The same writer with another stream of chances and some more words."""
        other = Writer(rng, {**self.words, **words}, self.months)
        other.glossary = self.glossary
        return other

    def write(self, template: str) -> str:
        return "".join(
            self._brace(text) if is_brace else text for is_brace, text in _pieces(template)
        )

    def pick(self, templates: tuple[str, ...] | list[str]) -> str:
        return self.write(self.rng.choice(templates))

    def _brace(self, body: str) -> str:
        alternatives = _split(body)
        if len(alternatives) > 1:
            return self.write(self.rng.choice(alternatives))
        name, *args = body.split()
        if name == "N":
            return self._opening_number(*args)
        if name == "Pct":
            return self._opening_percentage(*args)
        if name[0].isupper():
            return capital(self._slot(name[0].lower() + name[1:], args))
        return self._slot(name, args)

    def _slot(self, name: str, args: list[str]) -> str:
        rng = self.rng
        if name in self.words:
            return self.words[name]
        if name == "gloss":
            self.glossary.add(args[0])
            return str(load("glossary")["terms"][args[0]][2])
        if name == "month":
            return rng.choice(self.months)
        if name in ("n", "d", "pct", "dec", "tens"):
            low, high = int(args[0]), int(args[1])
            value = rng.randint(low, high)
            if name == "tens":
                return f"{value * 10:,}"
            if name == "n":
                return count_word(value)
            if name == "dec":
                return f"{min(value, high - 1)}.{rng.choice((5, 5, 5, 2, 3, 7, 8))}"
            return f"{value}%" if name == "pct" else str(value)
        return self.write(rng.choice(load("lexicon")[name]))

    def _opening_number(self, low: str, high: str) -> str:
        value = self.rng.randint(int(low), int(high))
        if value < 10 or (value < 100 and self.rng.random() < 0.7):
            return capital(in_words(value))
        return str(value)

    def _opening_percentage(self, low: str, high: str) -> str:
        value = self.rng.randint(int(low), int(high))
        if self.rng.random() < 0.7:
            return f"{capital(in_words(value))} per cent"
        return f"{value}%"
