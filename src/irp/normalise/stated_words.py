"""A sentence as a string of word classes: what the grammar of the stated results is written in.

Each word (or fixed phrase) of a sentence becomes one letter, so that a clause can be recognised
by a short pattern over letters, and so that a word the grammar does not know is a letter of its
own (``u``) which no clause may hold.

====== =====================================================================
letter stands for
====== =====================================================================
N      a number
A      a judgement without its noun: insufficient, good, no meaningful, …
P      "progress"
K      recommendation, concern, area of concern
T      theme
R      area (counts only where the report says it followed up "areas")
B      a body by name
W      we, inspectors
I      they, it (a body named before)
V      judged, found, considered, …
F      followed up, reviewed, examined, …
C S    a comma; other punctuation that parts clauses
c b r  and; but, while, although, …; or
o      of
d t    the, our, a, …; these, those, them
e l    only, remaining, a total of, …; all, each
i n    inexact: over, nearly, half, …; negating: not, failed, lack, …
p w k  in, against, on, …; with; to
y      which, where, that
h m    had, was, there, …; made, shown, remained, …
q      words that may stand before the noun: key, priority, …
g      words that open an aside: including, mainly, …
x      words without weight: overall, visit, however, …
u      any other word
====== =====================================================================
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import regex

from irp.layouts.base import PATTERN_SECONDS
from irp.normalise.dates import MONTH_NAMES
from irp.normalise.numbers import NUMBER_PATTERN, parse_number
from irp.text.passage import Passage
from irp.vocabulary import NAMED_BODY_PATTERN, Body, Judgement, body_of

_CLASSES = {
    "P": "progress",
    "W": "we inspectors",
    "I": "they it",
    "V": "judged found considered concluded assessed reported determined rated noted identified"
    " saw felt decided judge find consider",
    "c": "and &",
    "b": "but while whilst although though whereas however yet",
    "r": "or /",
    "o": "of",
    "d": "the our a an its their this own",
    "t": "these those them",
    "e": "only just remaining other further another exactly additional",
    "l": "all each",
    "i": "over under nearly almost about around approximately some most many several few fewer"
    " more less half majority minority third thirds quarter quarters than between roughly",
    "n": "no not never without lack lacked little limited neither nor rather failed fails fail"
    " failing failure cannot unable unless if hardly barely instead expected except excluding",
    "p": "in against on for across within towards toward regarding addressing implementing"
    " tackling achieving meeting delivering by",
    "y": "which where that whose",
    "h": "had has have having was were is are been be being there",
    "k": "to",
    "w": "with",
    "m": "made making make shown showed showing show achieved remained remains seen demonstrated"
    " given received attracted resulted evident raised arising stemming drawn taken emerging",
    "q": "key priority main important original principal selected individual previous",
    "g": "including notably mainly particularly especially largely because due namely among"
    " mostly partly chiefly",
    # Nothing here may narrow what is counted: no subject matter, no groups of people.
    "x": "overall encouragingly disappointingly pleasingly encouraging disappointing pleasing"
    " disappointed pleased positive clear also then additionally similarly meanwhile moreover"
    " nevertheless nonetheless therefore since at during visit review inspection report irp"
    " independent i am say see note from when us result results outcome outcomes either"
    " altogether now still evidence again here below follows last latest recent"
    " unannounced full set out published jointly together year years ago based"
    " prison prisons establishment centre leaders managers governor director team staff"
    " as so very able like fairly welcome heartening reassuring total generally findings"
    " january february march april may june july august september october november december",
}
_LETTERS = {word: letter for letter, words in _CLASSES.items() for word in words.split()}

_NAME_WORD = rf"(?!(?:{NAMED_BODY_PATTERN})(?!\w))\p{{Lu}}[\w’'/&.()-]*"
_NAME = rf"(?-i:{_NAME_WORD}(?:\s(?:(?:of|and|on|le|the|&)\s)?{_NAME_WORD})*)"

_PHRASES = (
    ("x", rf"(?:inspections?|visits?|reports?) (?:of|at|to|on) {_NAME}"),
    (
        "W",
        r"this (?:independent )?(?:review(?: of progress)?|IRP|visit)(?= (?:has )?followed up\b)",
    ),
    ("x", r"at the time of (?:this|our) (?:visit|review)"),
    (
        "x",
        r"as (?:follows|a result)|(?:a|the) judgements? of|most recent|whichever was most recent",
    ),
    ("x", r"(?:prison|establishment|centre)[’']s|progress monitoring visits?|inspection report"),
    ("x", r"(?:independent )?reviews? of progress|based on|in total|on this (?:visit|occasion)"),
    ("x", rf"in (?:(?:{MONTH_NAMES}) )?(?:19|20)\d\d"),
    ("x", r"in (?:our|the|that) (?:(?:19|20)\d\d |last |full )?(?:inspection|report)"),
    ("n", r"(?:did|does|do|had|has|have|was|were|is|are|could|would)n[’']t"),
    ("b", r"even though"),
    ("p", r"in (?:addressing|tackling|implementing|achieving|meeting|delivering)"),
    ("p", r"(?:in|with) (?:relation|respect|regard) to|in (?:respect|terms) of"),
    ("p", r"towards? (?:addressing|meeting|achieving|implementing)"),
    ("o", r"out of"),
    ("e", r"as (?:many|few) as|a total of|the rest of"),
    ("i", r"at (?:least|most|best)|(?:more|fewer|less) than|up to|close to"),
    ("i", r"or (?:more|fewer|less|better|worse|above|below)"),
    ("g", r"such as|apart from|in particular"),
)

_TOKEN = regex.compile(
    r"(?P<body>\b(?:" + NAMED_BODY_PATTERN + r")(?!\w))(?:[’']s?(?!\w))?"
    r"|(?P<judgement>\b(?:no meaningful|insufficient|reasonable|good|significant)(?![\w-]))"
    r"|(?P<phrase>\b(?:" + "|".join(p for _, p in _PHRASES) + r")(?![\w-]))"
    r"|(?P<K>\b(?:recommendations?|concerns?|areas? of concern)(?![\w-]))"
    r"|(?P<T>\bthemes?(?![\w-]))"
    r"|(?P<R>\bareas?(?![\w-]))"
    r"|(?P<F>\b(?:followed[ -]up|looked (?:at|into)"
    r"|(?:reviewed|examined|re-?visited|re-?examined|inspected|monitored)(?![\w-])))"
    r"|(?P<N>" + NUMBER_PATTERN + r"|\bboth(?![\w-]))"
    r"|(?P<word>\w(?:[\w’'.-]*\w)?|[&/])"
    r"|(?P<C>,)"
    r"|(?P<S>[^\s\w])",
    regex.IGNORECASE,
)
_PHRASE_LETTERS = tuple(
    (regex.compile(pattern, regex.IGNORECASE), letter) for letter, pattern in _PHRASES
)
_YEAR = regex.compile(r"(?:19|20)\d{2}")
_SENTENCE_END = regex.compile(r"[.!?][”’\"')\]]*(?=\s+[“‘\"'(]?[\p{Lu}\d•]|\s*$)")
_ABBREVIATION = regex.compile(r"(?:\b(?:e\.g|i\.e|etc|vs|cf|Mr|Mrs|Ms|Dr|St|No)|\b\p{Lu})\.$")
_JUDGING = regex.compile(r"meaningful|insufficient|reasonable|good|significant", regex.IGNORECASE)
_COUNTED = regex.compile(r"[qeB]*[KTR]")
_PARAGRAPH_NUMBER = regex.compile(r"\s*(?:S\d{1,3}|\d{1,2}\.\d{1,3})\s+")

Value = int | Body | Judgement | None


class Word(NamedTuple):
    """A word's class, its place in the passage's text, and what it means."""

    letter: str
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
    def words(self) -> tuple[Word, ...]:
        """Its words; looked at only where somebody asks, since most sentences count nothing."""
        found = _TOKEN.finditer(self.passage.text, self.start, self.end, timeout=PATTERN_SECONDS)
        return tuple(_in_context([_word(match) for match in found], self.passage.text))

    @cached_property
    def letters(self) -> str:
        """The classes of the words, one letter each."""
        return "".join(word.letter for word in self.words)

    @property
    def text(self) -> str:
        """The sentence itself."""
        return self.passage.text[self.start : self.end]

    def extent(self, first: int, after: int) -> tuple[int, int]:
        """Where words [first, after) stand in the passage's text."""
        return self.words[first].start, self.words[after - 1].end


def sentences(passage: Passage) -> Iterator[Sentence]:
    """The sentences of a passage, without the number of a paragraph at its start."""
    number = _PARAGRAPH_NUMBER.match(passage.text)
    start = number.end() if number else 0
    for match in _SENTENCE_END.finditer(passage.text, start, timeout=PATTERN_SECONDS):
        if _ABBREVIATION.search(passage.text[start : match.start() + 1]):
            continue
        yield Sentence(passage, start, match.end())
        start = match.end()
    if passage.text[start:].strip():
        yield Sentence(passage, start, len(passage.text))


def may_judge(sentence: Sentence) -> bool:
    """Whether words of judgement may stand in a sentence: a look before it is read in words."""
    found = _JUDGING.search(sentence.passage.text, sentence.start, sentence.end)
    return found is not None


def _word(match: regex.Match[str]) -> Word:
    kind, text = match.lastgroup or "word", match[0]
    if kind == "body":
        return Word("B", *match.span("body"), body_of(match["body"]))
    if kind == "judgement":
        return Word("A", *match.span(), Judgement("_".join((*text.casefold().split(), "progress"))))
    if kind == "N":
        return Word("N", *match.span(), 2 if text.casefold() == "both" else parse_number(text))
    if kind == "phrase":
        # Matched where it stands: a phrase may depend on the words after it.
        letter = next(
            letter
            for pattern, letter in _PHRASE_LETTERS
            if (found := pattern.match(match.string, match.start())) and found.end() == match.end()
        )
        return Word(letter, *match.span(), Body.HMI_PRISONS if letter == "W" else None)
    if kind == "word":
        letter = "x" if _YEAR.fullmatch(text) else _LETTERS.get(text.casefold(), "u")
        return Word(letter, *match.span(), Body.HMI_PRISONS if letter == "W" else None)
    return Word(kind, *match.span())


def _in_context(words: list[Word], text: str) -> Iterator[Word]:
    """Settle what only the neighbours tell."""
    letters = "".join(word.letter for word in words)
    for index, word in enumerate(words):
        letter = word.letter
        if letter not in "NW":
            yield word
            continue
        shown = text[word.start : word.end].casefold()
        # "no recommendations" is a number, "no good progress" is not.
        if shown == "no" and not _COUNTED.match(letters, index + 1):
            letter = "n"
        # "Ofsted inspectors" and "inspectors from Ofsted" are Ofsted.
        elif shown == "inspectors" and (
            letters.endswith("B", 0, index) or letters.startswith("xB", index + 1)
        ):
            letter = "x"
        yield word if letter == word.letter else word._replace(letter=letter)
