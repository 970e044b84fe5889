"""The grammar of what a report states about itself: all clauses and frames of the second path.

Words, parts and clauses are data, in ``grammar.toml``; the patterns around a clause are below.

A pattern is written over classes of words, in the notation of chunk grammars: ``<GRADE>`` is a
word of a class of ``irp.parser.stated.word_classes``, ``<IN|WITH>`` a word of either class,
``<!COMMA|STOP>`` a word of neither; ``{COUNT}`` is a part named below; the rest is as in regular
expressions, and spaces are ignored. So ``<GRADE> <PROGRESS> <IN> {COUNT}`` reads "good progress
in three recommendations".
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

import regex

from irp.parser.patterns import Pattern
from irp.parser.stated.word_classes import Tag

_PART, _CLASS = Pattern(r"\{([A-Z_]+)\}"), Pattern(r"<(!?)([A-Z|]+)>")
_DATA = tomllib.loads(Path(__file__).with_name("grammar.toml").read_text("utf-8"))
_PARTS: dict[str, str] = _DATA["parts"]


def letters(notation: str) -> str:
    """The regular expression over the letters of the classes that a notation stands for."""
    while (part := _PART.search(notation)) is not None:
        notation = notation.replace(part[0], _PARTS[part[1]])
    return _CLASS.sub(_class, "".join(notation.split()))


def _class(match: regex.Match[str]) -> str:
    found = "".join(Tag[name].value for name in match[2].split("|"))
    return found if len(found) == 1 and not match[1] else f"[{'^' * len(match[1])}{found}]"


def tags(notation: str) -> Pattern:
    """The pattern that a notation stands for."""
    return Pattern(letters(notation))


Known = Literal["real", "likely", "invented"]
"""Whether a wording is known from a real report, is likely, or is made up for our own reports."""


@dataclass(frozen=True)
class Clause:
    """A kind of clause that counts judgements.

    Attributes:
        example: a sentence that no other clause reads.
        clause: its notation.
        known: where it is known from.
        after: what must be before it; words of earlier counts are dots.
        unless: what must not be before it.
        goes_on: it is one only after another count in the same sentence.
        listed: the number is next to its judgement as in a list: "good progress: 4".
    """

    example: str
    clause: str
    known: Known
    after: str = ""
    unless: str = r"\A(?!)"
    goes_on: bool = False
    listed: bool = False

    @cached_property
    def pattern(self) -> Pattern:
        """The clause itself."""
        return tags(self.clause)

    def compile(self) -> None:
        """Compile its patterns."""
        _ = self.pattern, self._after, self._unless

    def fits_after(self, before: str) -> bool:
        """Whether the letters before it allow it."""
        return bool(self._after.search(before)) and not self._unless.search(before)

    @cached_property
    def _after(self) -> Pattern:
        return tags(f"(?:{self.after})$")

    @cached_property
    def _unless(self) -> Pattern:
        return tags(f"(?:{self.unless})$")


CLAUSES = tuple(Clause(**row) for row in _DATA["clause"])
"""The clauses that count judgements; at a word, the first that fits is taken."""
for _clause in CLAUSES:  # at import, so that they are kept with the other patterns
    _clause.compile()
WORDS = {word: Tag[name] for name, words in _DATA["words"].items() for word in words.split()}
"""Single words with their class."""

# ------------------------------------------------------------------ around a clause

TAIL = tags(
    """(?:<WHICH>? (?:<WE|BODY> | <THE>? <FILLER>+)? <WAS>{0,3} <FILLER>* <FOLLOWED|JUDGED|MADE>
    | <THE>? <FILLER> | <WAS>{1,3} <MADE>)*"""
)
"""After a count: "that we examined", "followed up", "made at our last inspection", "overall"."""
ASIDE = tags(
    """<COMMA|STOP> (?:<INCLUDING> | <IN> <WHICH> | <WHICH> | <THE|ONLY|ALL>* <NUMBER>? <OF> <WHICH>
    | <ALL>) <!COMMA|STOP>* (?=<COMMA|STOP>|$)"""
)
NARROWED = tags("<OTHER> | <INCLUDING> <!COMMA|STOP>* $")
BREAK = tags("{BREAK}")
ENDS_TAIL = tags("<COMMA|STOP|AND|BUT|INCLUDING|WITH>")
OF_THESE = tags("{START} <FILLER>* <OF> <THESE> (?=<COMMA|NUMBER>)")
FOLLOWED = tags(
    """{FOLLOWED_UP} <THE|ONLY>* (?:<NUMBER> (?=<OF>) <OF> <THE>?)? (?P<count> <NUMBER>)
    {RANK} (?P<noun> {NOUN})"""
)
FRAMES = (
    tags("{START} <FILLER>* <OF> <THE>? <ONLY>? (?P<count> <NUMBER>) {RANK} (?P<noun> {NOUN})"),
    FOLLOWED,
    # "Seven recommendations were followed up, and there had been good progress against one, …"
    tags(
        """{START} <FILLER>* <THE|ONLY>* (?P<count> <NUMBER>)
        (?:<OF> <THE|THESE>? <ONLY>? <NUMBER>)? {RANK} (?P<noun> {NOUN})
        {RAISED} <WAS>{1,3} <FILLER>* <FOLLOWED>"""
    ),
)
"""Words that say of how many a count is: "of the eight concerns"."""
COUNTED_NOUN = tags(
    "<NUMBER> (?:<OF> <THE|THESE|BODY>? <ONLY>? <NUMBER>?)? {RANK} (?P<noun> {NOUN})"
)
NOUN = tags("{NOUN}")
RANKED_NOUN = tags("{RANK} {NOUN}")
A_NUMBER = tags("<THE|ONLY>* <NUMBER>")
CONSIDERED = tags(
    """<THE|ONLY>* <NUMBER> (?:<OF> <THE>? <NUMBER>)? {RANK} {NOUN} <COMMA>?
    <AND> <FILLER|WE|BODY|THEY>* <JUDGED>"""
)
"""After a verb that may only follow up: "considered eight recommendations and judged"."""
COUNTS = tags(
    """<GRADE> <!GRADE|NUMBER|COMMA|STOP>* <NUMBER> <!GRADE|NUMBER|COMMA|STOP>* {NOUN}
    | <NUMBER> <!GRADE|NUMBER|COMMA|STOP>* {NOUN} <COMMA>? <!GRADE|NUMBER|COMMA|STOP>* <GRADE>"""
)
"""A judgement with a number of recommendations, concerns or themes near it, either first."""
LISTS = tags("<GRADE> <PROGRESS> <!GRADE|NUMBER|COMMA|STOP|AND|BUT>{0,6} <NUMBER>")
"""The same in a list that leaves the noun out: "good progress against one"."""
SAYS_WHAT = tags("<NUMBER> {RANK} <ITEM|THEME>")

# ------------------------------------------------------------------ whose count it is

SUBJECT = tags(
    """(?<!<WHICH|ITEM|THEME|AREA>) {NAMES}
    (?:<WAS|FILLER|ONLY> | <MADE> <THE>? <FILLER|KEY>* (?=<VIEW>)){0,9} <JUDGED|FOLLOWED|VIEW>
    | {START} <FILLER|THE|IN>* <VIEW|JUDGED> <MADE>? <IN> {NAMED} (?=<WAS>|<COMMA|STOP>)"""
)
""""Ofsted also judged", "we followed up", "the judgements made by Ofsted"."""
JUDGED_BY = tags("<JUDGED|FOLLOWED> <FILLER>* <IN> {NAMED}")
THEMES_OF = (
    tags("(?P<body> <BODY>) <KEY|ONLY>* <THEME>"),
    tags(
        """(?P<body> <BODY>) <WAS|FILLER|ONLY>* <FOLLOWED> <THE|ONLY>* <NUMBER>?
        (?:<OF> <THE>? <NUMBER>?)? <KEY|ONLY>* <THEME>"""
    ),
)
BODY_OF_NOUN = tags("<BODY> <KEY|ONLY>* {NOUN}")
NAMES_BODY = tags("<BODY|WE|THEY>")

# ------------------------------------------------------------------ numbers said to be followed up

FOLLOWED_UP = (
    # "we followed up eight recommendations"; "we found that managers had reviewed" is not one
    tags(
        """(?<!<WHICH|ITEM|THEME|AREA>) {NAMES} (?:<COMMA> <WHICH> <!COMMA|STOP|NUMBER>* <COMMA>)?
        <WAS|FILLER|ONLY|THE>* {FOLLOWED_UP} {FOLLOWED_NUMBER} {MORE}"""
    ),
    # "eight recommendations made at the last inspection were followed up by HMI Prisons"
    tags(
        """(?<!<ROUGHLY|NOT|OF|NUMBER|OR|OTHER|ALL|KEY|ITEM|THEME|AREA|FOLLOWED|THESE|THE>)
        {FOLLOWED_NUMBER} {RAISED} <FILLER|IN|THE|KEY>* (?P<passive> <WAS>{1,3}) <FILLER>*
        <FOLLOWED> {BY}"""
    ),
    # "progress was reviewed against eight recommendations"
    tags(
        """{START} (?:<FILLER|THE|IN>+ <COMMA>?)? <PROGRESS> <WAS>{1,3} <FILLER>* <FOLLOWED> {BY}
        <IN>{1,2} {FOLLOWED_NUMBER}"""
    ),
    # "… covers eight recommendations followed up by HMI Prisons"
    tags(
        """(?<!<ROUGHLY|NOT|OF|NUMBER|OR|OTHER|ALL|KEY|ITEM|THEME|THESE|THE>) {FOLLOWED_NUMBER}
        <FOLLOWED> <IN> <THE|FILLER>* {NAMES}"""
    ),
)
FOLLOWED_UP_TOO = (
    # "… and Ofsted three themes"
    tags("(?<=<AND|COMMA|STOP>) {NAMES} <WAS|FILLER|KEY|IN>* <COMMA>? {FOLLOWED_NUMBER}"),
    # "… and three themes by Ofsted"
    tags("(?<=<AND|COMMA|STOP>) {FOLLOWED_NUMBER} <IN> <THE|FILLER>* {NAMES}"),
)
"""Numbers that are read only after another number in the same sentence."""
FOLLOWED_NUMBER = tags("{FOLLOWED_NUMBER}")
ENDS_FOLLOWED = tags("<COMMA|STOP|AND|BUT|INCLUDING>")
FOLLOWED_TAIL = tags(
    "(?:<!OTHER|ROUGHLY|NOT|INCLUDING|ALL|KEY|NUMBER|ITEM|THEME> | <KEY> (?=<FILLER>))*"
)
DENIED = tags("<NOT|ROUGHLY>")
INEXACT = tags("<ROUGHLY|NOT|OR> <OF|THE>* $")

# ------------------------------------------------------------------ pairs that make up a total

PAIR_PART = tags(
    """(?P<term> <GRADE> <PROGRESS>?)
    | (?P<all> {START} <FILLER>* <OF> <THE>? <ONLY>? <NUMBER> {RANK} {NOUN}?
        | <FOLLOWED> (?:<THE>? <PROGRESS> <IN>{1,2})? <THE|ONLY>* <NUMBER> (?:<OF> <THE>? <NUMBER>)?
            {RANK} {NOUN}?
        | {START} <FILLER>* <IN> <THE>? <ONLY>? <NUMBER> {RANK} {NOUN}
            (?=<WHICH>? <WE|BODY>? <WAS>{0,3} <FOLLOWED>)
        | ^ <THE>? <FILLER>? <VIEW> <IN> <THE>? <ONLY>? <NUMBER> {RANK} {NOUN} (?=<WAS>))
    | (?P<count> <NUMBER> (?!<OF> <THE>? <GRADE>))
        (?:<OF> <THE|THESE|BODY>? <ONLY>? (?P<total> <NUMBER>)? (?P<some> <KEY>)?)?
        {RANK} (?P<noun> {NOUN})?"""
)
"""A judgement; a number of all: "of the eight concerns"; or a number with what it counts."""
SIMPLE_FRAME = tags("<!NUMBER>* <NUMBER> <ONLY|BODY>* {NOUN}")
BLURS_PAIRS = tags("<ROUGHLY> <OF|THE>* <NUMBER|ALL|ITEM> | <GRADE> <OR> | <GRADE> <AND> <GRADE>")
WITHIN_PAIR = tags("<STOP|AND|BUT> | <COMMA> .* <!FILLER|COMMA> .* <COMMA>")
