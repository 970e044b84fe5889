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
V v    judged, found, considered, …; view, judgement, conclusion, …
F      followed up, reviewed, examined, …
C S Z  a comma; other punctuation that parts clauses; a colon, dash or bracket before a number
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

from irp.parser.patterns import Pattern
from irp.parser.text.passage import Passage
from irp.parser.wording.dates import MONTH_NAMES
from irp.parser.wording.numbers import NUMBER_PATTERN, parse_number
from irp.record.vocabulary import NAMED_BODY_PATTERN, Body, Judgement, body_of

_CLASSES = {
    "P": "progress",
    "W": "we inspectors",
    "I": "they it",
    "V": "judged found considered concluded assessed reported determined rated noted identified"
    " saw felt decided judge find consider recorded graded satisfied awarded gave",
    "v": "view opinion judgement judgements judgment judgments assessment conclusion conclusions",
    "c": "and &",
    "b": "but while whilst although though whereas however yet",
    "r": "or /",
    "o": "of",
    "d": "the our a an its their this own her his",
    "t": "these those them",
    "e": "only just remaining other further another exactly additional",
    "l": "all each",
    "i": "over under nearly almost about around approximately some most many several few fewer"
    " more less half majority minority third thirds quarter quarters than between roughly",
    "n": "no not never without lack lacked little limited neither nor rather failed fails fail"
    " failing failure cannot unable unless if hardly barely instead expected except excluding",
    "p": "in against on for across within towards toward regarding addressing implementing"
    " tackling meeting delivering by",
    "y": "which where that whose",
    "h": "had has have having was were is are been be being there",
    "k": "to",
    "w": "with",
    "m": "made making make shown showed showing show achieved remained remains seen demonstrated"
    " given received attracted resulted evident raised arising stemming drawn taken emerging met"
    " seeing seen achieving achieve",
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
    " following cases instances colleagues senior returned visited came went back carried out"
    " january february march april may june july august september october november december",
}
_LETTERS = {word: letter for letter, words in _CLASSES.items() for word in words.split()}

_NAME_WORD = rf"(?!(?:{NAMED_BODY_PATTERN})(?!\w))\p{{Lu}}[\w’'/&.()-]*"
_NAME = rf"(?-i:{_NAME_WORD}(?:\s(?:(?:of|and|on|le|the|&)\s)?{_NAME_WORD})*)"

_FEW = r"(?:[\w’'&-]+ ){0,9}?"
_AGAIN = r"(?:follow|be followed|review|revisit|be reviewed|this review|our review|this visit)"
_VISITING = (
    r"follow up|review|revisit|re-?examine|examine|assess|check|look (?:again )?(?:at|into)|monitor"
)
_NUMBERED = r"(?:recommendations?|(?:areas? of )?concerns?|themes?|areas?)\b"
_COUNTED_NOUNS = (
    r"(?:(?:Ofsted|Estyn|ETI|key|priority|main|other) )*(?:recommendation|concern|theme)s(?!\w)"
)
_COUNTED_NOUN = _COUNTED_NOUNS.replace(")s(", ")s?(")
_DONE = (
    r"followed[ -]up|looked (?:again )?at|reviewed|examined|re-?visited|re-?examined|assessed"
    r"|considered|covered|covers|focused on|concentrated on|checked"
)

_THIS_REVIEW = r"(?:this|our|the) (?:independent )?(?:review(?: of progress)?|IRP|visit|report)"
_TO_FOLLOW_UP = r"(?:follow(?:ed)? up|review(?:ed)?|revisit(?:ed)?)"

_PHRASES = (
    ("x", rf"(?:returned to|went back to|visited|back at) {_NAME}"),
    ("x", rf"(?:inspections?|visits?|reports?) (?:of|at|to|on) {_NAME}"),
    (
        "W",
        rf"{_THIS_REVIEW}(?= (?:has |also )?(?:{_DONE})\b)",
    ),
    ("x", r"at the time of (?:this|our) (?:visit|review)|for (?:its|their|our) part"),
    ("F", rf"(?:selected|chose|chosen|picked)(?= {_FEW}(?:to|for) (?:{_AGAIN}))"),
    ("F", rf"to (?:{_VISITING})(?: (?:on|again))?(?= {_FEW}{_NUMBERED})"),
    ("F", r"(?:covered|covers|focused on|concentrated on|checked|went back to)(?= )"),
    ("x", rf"to (?:be )?{_TO_FOLLOW_UP}(?= (?:at|on|during)\b|[.,;])"),
    (
        "x",
        r"as (?:follows|a result)|(?:(?:a|the|our) )?judgements? of|(?:whichever was )?most recent",
    ),
    ("x", r"in education(?:, skills and work)?(?=,? (?:Ofsted|Estyn|ETI)\b)"),
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
    ("e", rf"as (?:many|few) as|a total of|the rest of(?! the {_COUNTED_NOUN})"),
    ("i", r"at (?:least|most|best)|(?:more|fewer|less) than|up to|close to"),
    ("i", r"or (?:more|fewer|less|better|worse|above|below)"),
    ("g", r"such as|apart from|in particular"),
)

ONE_MORE = (
    r"(?:the (?:other|remaining|final|last|third)|another|a further|a single)"
    r"(?= (?:(?:Ofsted|Estyn|key|priority) )?(?:theme|recommendation|concern)(?!\w))"
    r"|the (?:other|third)(?=[.,;:]| and\b| but\b)"
)
"""One, without its number: counts only after another count in the same sentence."""

ALL, REST = -1, -2
"""What stands for the number in "all recommendations" and "the rest": others have to tell it."""
_NUMBERS = {"N": 0, "all": ALL, "rest": REST}
_OTHERS = (
    r"the (?:rest|remainder|others)(?: of (?:them|these|those))?"
    rf"(?=[.,;:]| of the {_COUNTED_NOUN}| (?:and|but|had|have|has|was|were|showed|remained)\b)"
    rf"|the (?:remaining|other)(?= {_COUNTED_NOUNS})"
)
_ALL = rf"(?:all|every|each)(?: of)?(?: (?:the|our|these|its))?(?= {_COUNTED_NOUN})"

_TOKEN = Pattern(
    r"(?P<body>\b(?:" + NAMED_BODY_PATTERN + r")(?!\w))(?:[’']s?(?!\w))?"
    r"|(?P<judgement>\b(?:no meaningful|insufficient|reasonable|good|significant)(?![\w-]))"
    r"|(?P<phrase>\b(?:" + "|".join(p for _, p in _PHRASES) + r")(?![\w-]))"
    r"|(?P<all>\b" + _ALL + r")|(?P<rest>\b(?:" + _OTHERS + r"))"
    r"|(?P<K>\b(?:concerns? and recommendations?|recommendations? and concerns?|recommendations?"
    r"|concerns?|areas? of concern)(?![\w-]))"
    r"|(?P<T>\bthemes?(?![\w-]))"
    r"|(?P<R>\bareas?(?![\w-]))"
    r"|(?P<x>\(\d{1,3}(?:\.\d+)?(?:%| per cent)\))"
    r"|(?P<F>\b(?:followed[ -]up(?: on)?(?!\w)|looked (?:again )?(?:at|into)|looked back at"
    r"|(?:reviewed|examined|re-?visited|re-?examined|inspected|monitored)(?![\w-])))"
    r"|(?P<N>" + NUMBER_PATTERN + r"|\bboth(?![\w-])|\b(?:" + ONE_MORE + r"))"
    r"|(?P<word>\w(?:[\w’'.-]*\w)?|[&/])"
    r"|(?P<C>,)"
    r"|(?P<S>[^\s\w])",
    regex.IGNORECASE,
)
_PHRASE_LETTERS = tuple(
    (Pattern(pattern, regex.IGNORECASE), letter) for letter, pattern in _PHRASES
)
_YEAR = Pattern(r"(?:19|20)\d{2}")
_SENTENCE_END = Pattern(r"[.!?][”’\"')\]]*(?=\s+[“‘\"'(]?[\p{Lu}\d•]|\s*$)")
_ABBREVIATION = Pattern(r"(?:\b(?:e\.g|i\.e|etc|vs|cf|Mr|Mrs|Ms|Dr|St|No)|\b\p{Lu})\.$")
_COUNTED = Pattern(r"[qeB]*[KTR]")
_CONSIDERED = Pattern(r"[de]*N(?:od?N)?[qeB]*[KTR]C?c[xWBI]*V")
_PARAGRAPH_NUMBER = Pattern(r"\s*(?:S\d{1,3}|\d{1,2}\.\d{1,3})\s+")

_MAY_FOLLOW_UP = ("considered", "assessed")
_BEFORE_NUMBER = (":", "(", "[", "=", "-", "\u2013", "\u2014")
_UNSETTLED = frozenset({"no", "inspectors", *_MAY_FOLLOW_UP, *_BEFORE_NUMBER})

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
        found = _TOKEN.finditer(self.passage.text, self.start, self.end)
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
    for match in _SENTENCE_END.finditer(passage.text, start):
        if _ABBREVIATION.search(passage.text[start : match.start() + 1]):
            continue
        yield Sentence(passage, start, match.end())
        start = match.end()
    if passage.text[start:].strip():
        yield Sentence(passage, start, len(passage.text))


def _word(match: regex.Match[str]) -> Word:
    kind, text = match.lastgroup or "word", match[0]
    if kind == "body":
        return Word("B", *match.span("body"), body_of(match["body"]))
    if kind == "judgement":
        return Word("A", *match.span(), Judgement("_".join((*text.casefold().split(), "progress"))))
    if kind in _NUMBERS:
        return Word("N", *match.span(), _NUMBERS[kind] or _number(text))
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


def _number(text: str) -> int:
    words = text.casefold()
    if words == "both":
        return 2
    return 1 if is_one_more(text) else parse_number(words)


def is_one_more(text: str) -> bool:
    """Whether a number is one that only follows from another: "the other", "another"."""
    return regex.match(r"(?:the|an?|another)\b(?! hundred)", text, regex.IGNORECASE) is not None


def _in_context(words: list[Word], text: str) -> Iterator[Word]:
    """Settle what only the neighbours tell."""
    letters = "".join(word.letter for word in words)
    for index, word in enumerate(words):
        letter = word.letter
        shown = text[word.start : word.end].casefold()
        if shown not in _UNSETTLED:
            yield word
            continue
        # "no recommendations" is a number, "no good progress" is not.
        if shown == "no" and not _COUNTED.match(letters, index + 1):
            letter = "n"
        # "We considered eight recommendations" judges nothing where no judgement follows, or where
        # only what comes after "and" judges: "… and judged that there was good progress in two".
        elif shown in _MAY_FOLLOW_UP and (
            "A" not in letters or _CONSIDERED.match(letters, index + 1)
        ):
            letter = "F"
        elif shown in _BEFORE_NUMBER and regex.match(r"[de]*N", letters[index + 1 :]):
            letter = "Z" if letters[:index].endswith(("P", "A")) else letter
        # "Ofsted inspectors" and "inspectors from Ofsted" are Ofsted.
        elif shown == "inspectors" and (
            letters.endswith("B", 0, index) or letters.startswith("xB", index + 1)
        ):
            letter = "x"
        yield word if letter == word.letter else word._replace(letter=letter)
