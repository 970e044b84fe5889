"""A sentence as a string of word classes: what the grammar of the stated results reads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import regex

from irp.parser.patterns import Pattern
from irp.parser.stated import grammar
from irp.parser.stated.word_classes import EACH, ONE_MORE, OTHERS, PHRASES, Tag
from irp.parser.text.passage import Passage
from irp.parser.wording.numbers import NUMBER_PATTERN, parse_number
from irp.parser.wording.terms import GRADE
from irp.record.vocabulary import NAMED_BODY_PATTERN, Body, Judgement, body_of

ALL, REST = -1, -2
"""Placeholder values for "all …" and "the rest", resolved later from a stated total."""
_NUMBERS = {Tag.NUMBER.name: 0, "all": ALL, "rest": REST}

_TOKEN = Pattern(
    r"(?P<body>\b(?:" + NAMED_BODY_PATTERN + r")(?!\w))(?:[’']s?(?!\w))?"
    rf"|(?P<judgement>\b(?:{GRADE})(?![\w-]))"
    r"|(?P<phrase>\b(?:" + "|".join(p for _, p in PHRASES) + r")(?![\w-]))"
    r"|(?P<all>\b" + EACH + r")|(?P<rest>\b(?:" + OTHERS + r"))"
    r"|(?P<ITEM>\b(?:concerns? and recommendations?|recommendations? and concerns?|recommendations?"
    r"|concerns?|areas? of concern)(?![\w-]))"
    r"|(?P<THEME>\bthemes?(?![\w-]))"
    r"|(?P<AREA>\bareas?(?![\w-]))"
    r"|(?P<FILLER>\(\d{1,3}(?:\.\d+)?(?:%| per cent)\))"
    r"|(?P<FOLLOWED>\b(?:followed[ -]up(?: on)?(?!\w)|looked (?:again )?(?:at|into)|looked back at"
    r"|(?:reviewed|examined|re-?visited|re-?examined|inspected|monitored)(?![\w-])))"
    r"|(?P<NUMBER>" + NUMBER_PATTERN + r"|\bboth(?![\w-])|\b(?:" + ONE_MORE + r"))"
    r"|(?P<word>\w(?:[\w’'.-]*\w)?|[&/])"
    r"|(?P<COMMA>,)"
    r"|(?P<STOP>[^\s\w])",
    regex.IGNORECASE,
)
_PHRASES = tuple((Pattern(words, regex.IGNORECASE), tag) for tag, words in PHRASES)
_ONE_MORE = Pattern(r"(?:the|an?|another)\b(?! hundred)", regex.IGNORECASE)
_YEAR = Pattern(r"(?:19|20)\d{2}")
_SENTENCE_END = Pattern(r"[.!?][”’\"')\]]*(?=\s+[“‘\"'(]?[\p{Lu}\d•]|\s*$)")
_ABBREVIATION = Pattern(r"(?:\b(?:e\.g|i\.e|etc|vs|cf|Mr|Mrs|Ms|Dr|St|No)|\b\p{Lu})\.$")
_PARAGRAPH_NUMBER = Pattern(r"\s*(?:S\d{1,3}|\d{1,2}\.\d{1,3})\s+")

_MAY_FOLLOW_UP = ("considered", "assessed")
_BEFORE_NUMBER = (":", "(", "[", "=", "-", "\u2013", "\u2014")
_UNSETTLED = frozenset({"no", "inspectors", *_MAY_FOLLOW_UP, *_BEFORE_NUMBER})

Value = int | Body | Judgement | None


class Token(NamedTuple):
    """A word's class, its place in the passage's text, and what it means."""

    tag: Tag
    start: int
    end: int
    value: Value = None


@dataclass(frozen=True)
class Sentence:
    """A sentence of a passage, in words."""

    passage: Passage
    start: int
    end: int

    @cached_property
    def words(self) -> tuple[Token, ...]:
        """Its words, found only when needed, since most sentences count nothing."""
        found = _TOKEN.finditer(self.passage.text, self.start, self.end)
        return tuple(_in_context([_word(match) for match in found], self.passage.text))

    @cached_property
    def tags(self) -> str:
        """The classes of the words, one letter each."""
        return "".join(word.tag for word in self.words)

    @property
    def text(self) -> str:
        """The sentence itself."""
        return self.passage.text[self.start : self.end]

    def extent(self, first: int, after: int) -> tuple[int, int]:
        """Where words [first, after) are in the passage's text."""
        return self.words[first].start, self.words[after - 1].end


def sentences(passage: Passage) -> Iterator[Sentence]:
    """The sentences of a passage, without the number of a paragraph at its start."""
    number = _PARAGRAPH_NUMBER.match(passage.text)
    start = number.end() if number else 0
    for match in _SENTENCE_END.finditer(passage.text, start):
        if _ABBREVIATION.search(passage.text[start : match.start() + 1]):
            continue
        yield Sentence(passage, start, match.end())
        start = match.end()
    if passage.text[start:].strip():
        yield Sentence(passage, start, len(passage.text))


def _word(match: regex.Match[str]) -> Token:
    kind, text = match.lastgroup or "word", match[0]
    if kind == "body":
        return Token(Tag.BODY, *match.span("body"), body_of(match["body"]))
    if kind == "judgement":
        return Token(
            Tag.GRADE, *match.span(), Judgement("_".join((*text.casefold().split(), "progress")))
        )
    if kind in _NUMBERS:
        return Token(Tag.NUMBER, *match.span(), _NUMBERS[kind] or _number(text))
    if kind == "phrase":
        # Matched in place: a phrase may depend on the words after it.
        tag = next(
            tag
            for pattern, tag in _PHRASES
            if (found := pattern.match(match.string, match.start())) and found.end() == match.end()
        )
        return Token(tag, *match.span(), Body.HMI_PRISONS if tag is Tag.WE else None)
    if kind == "word":
        tag = grammar.WORDS.get(text.casefold(), Tag.OTHER)
        tag = Tag.FILLER if text.isdecimal() and _YEAR.fullmatch(text) else tag
        return Token(tag, *match.span(), Body.HMI_PRISONS if tag is Tag.WE else None)
    return Token(Tag[kind], *match.span())


def _number(text: str) -> int:
    words = text.casefold()
    if words == "both":
        return 2
    return 1 if is_one_more(text) else parse_number(words)


def is_one_more(text: str) -> bool:
    """Whether a number is one that only follows from another: "the other", "another"."""
    return _ONE_MORE.match(text) is not None


def _in_context(words: list[Token], text: str) -> Iterator[Token]:
    """Settle the classes that depend on the words around."""
    tags = "".join(word.tag for word in words)
    for index, word in enumerate(words):
        shown = text[word.start : word.end].casefold()
        tag = _settled(shown, word.tag, tags, index) if shown in _UNSETTLED else word.tag
        yield word if tag is word.tag else word._replace(tag=tag)


def _settled(shown: str, tag: Tag, tags: str, index: int) -> Tag:
    """The class of a word that has several, by the classes of the words around it."""
    after = index + 1
    # "no recommendations" is a number, "no good progress" is not.
    if shown == "no":
        return tag if grammar.RANKED_NOUN.match(tags, after) else Tag.NOT
    # "We considered eight recommendations" judges nothing where no judgement follows, or where
    # only what comes after "and" judges: "… and judged that there was good progress in two".
    if shown in _MAY_FOLLOW_UP:
        judges = Tag.GRADE in tags and not grammar.CONSIDERED.match(tags, after)
        return tag if judges else Tag.FOLLOWED
    if shown in _BEFORE_NUMBER:
        graded = index and tags[index - 1] in (Tag.PROGRESS, Tag.GRADE)
        return Tag.COLON if graded and grammar.A_NUMBER.match(tags, after) else tag
    # "Ofsted inspectors" and "inspectors from Ofsted" are Ofsted.
    ofsted = tags.endswith(Tag.BODY, 0, index) or tags.startswith(Tag.FILLER + Tag.BODY, after)
    return Tag.FILLER if shown == "inspectors" and ofsted else tag
