"""A sentence as a string of word classes: what the grammar of the stated results is written in.

Each word (or fixed phrase) of a sentence becomes one letter, so that a clause can be recognised
by a short pattern over letters, and so that a word the grammar does not know is a letter of its
own (``u``) that no clause may hold.

====== =======================================================================================
letter stands for
====== =======================================================================================
N      a number
A      a judgement without its noun: insufficient, good, no meaningful, …
P      "progress"
K      recommendation, concern, area of concern
T      theme
R      area (counts only where the report follows up "areas")
B      a body by name
W      we, inspectors
I      they, it (a body named before)
V      judged, found, considered, …
F      followed up, reviewed, examined, …
C      comma
S      other punctuation that parts clauses
c b r  and; but, while, although, …; or
o d    of; the, our, these, …
e l    only, remaining, a total of, …; all, each
i n    inexact: over, nearly, half, …; negating: not, failed, lack, …
p y    in, against, on, …; which, where, that
h m    had, was, there, …; made, shown, remained, …
q      words that may stand before the noun: key, priority, …
g      words that open an aside: including, mainly, …
x      words without weight: overall, visit, however, …
u      any other word
====== =======================================================================================
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import regex

from irp.errors import TermParseError
from irp.layouts.base import PATTERN_SECONDS
from irp.normalise.numbers import NUMBER_PATTERN, parse_number
from irp.vocabulary import NAMED_BODY_PATTERN, Body, Judgement, body_of, judgement_of

_WORDS = {
    "P": "progress",
    "W": "we inspectors",
    "I": "they it",
    "V": "judged found considered concluded assessed reported determined rated noted identified"
    " saw felt decided judge find consider",
    "c": "and &",
    "b": "but while whilst although though whereas however yet",
    "r": "or /",
    "o": "of",
    "d": "the our these those its their his her this a an them such",
    "e": "only just remaining other further another exactly rest",
    "l": "all each every",
    "i": "over under nearly almost about around approximately some most many several few fewer"
    " less half majority minority third thirds quarter quarters more least than between roughly"
    " up another's per",
    "n": "not never without lack little limited neither nor rather failed fails fail failing"
    " failure cannot unable unless if hardly barely yet instead expected except excluding apart",
    "p": "in against on for with across within towards regarding addressing implementing tackling"
    " achieving meeting delivering by",
    "y": "which where that whose who",
    "h": "had has have having was were is are been be being to there",
    "m": "made making make shown showed showing show achieved remained remains remaining-at seen"
    " demonstrated given received receiving attracted resulted evident showing",
    "q": "key priority main important original principal selected individual major separate"
    " previous such",
    "g": "including notably mainly particularly especially largely because due namely among"
    " mostly partly chiefly",
    "x": "overall encouragingly disappointingly pleasingly encouraging disappointing pleasing"
    " disappointed pleased encouraged also then further additionally similarly meanwhile"
    " nevertheless nonetheless therefore since at during this visit review inspection irp"
    " independent positive some-of report see say note prison prisons establishment centre"
    " leaders managers governor director staff i as so very from that when us made-by made-in"
    " total these result results outcome outcomes either both-of generally altogether now still"
    " clear evidence again here below follows judgement judgements last latest recent unannounced"
    " announced full january february march april may june july august september october november"
    " december made-at raised set out published overall, ofsted’s only-just key-findings rated-as"
    " assessed-as being-made jointly together did year years ago months after our-own such-as"
    " earlier most-recent today welcome heartening reassuring hearten am were-told able like"
    " fairly",
}

_PHRASES = (
    ("x", r"at the time of (?:this|our) (?:visit|review)"),
    ("x", r"(?:a|the) judgements? of"),
    ("x", r"most recent|prison[’']s|establishment[’']s|centre[’']s"),
    ("n", r"(?:did|does|do|had|has|have|was|were|is|are|could|would)n[’']t"),
    ("b", r"even though|as well as"),
    ("p", r"in (?:addressing|relation to|respect of|regard to|terms of|tackling|implementing"
          r"|achieving|meeting|delivering|each of|response to)"),
    ("p", r"with regard to|with respect to|in relation to|towards (?:addressing|meeting|achieving)"),
    ("e", r"(?:as many as|as few as|a total of|no fewer than exactly)"),
    ("i", r"(?:at least|at most|more than|fewer than|less than|up to|no more than|no fewer than"
          r"|close to|or (?:more|fewer|less|better|worse|above|below))"),
    ("g", r"such as|apart from|due to|because of|in particular"),
)

_NUMBER_LIKE = r"both"
_NOUN_RECOMMENDATION = r"recommendations?|concerns?|areas?\s+of\s+concern"

_TOKEN = regex.compile(
    rf"""
    (?P<body>\b(?:{NAMED_BODY_PATTERN.replace(" ", r"[ ]")})(?:[’']s?)?(?![\w]))
    |(?P<judgement>\b(?:no[ ]meaningful|insufficient|reasonable|good|significant)\b)
    |(?P<phrase>\b(?:{"|".join(p.replace(" ", r"[ ]") for _, p in _PHRASES)})(?!\w))
    |(?P<recommendation>\b(?:{_NOUN_RECOMMENDATION})\b)
    |(?P<theme>\bthemes?\b)
    |(?P<area>\bareas?\b)
    |(?P<followed>\b(?:followed[ -]up|reviewed|examined|revisited|looked[ ]at|inspected|re-?visited
        |re-?examined|scrutinised|monitored)\b)
    |(?P<number>{NUMBER_PATTERN})
    |(?P<both>\bboth\b)
    |(?P<word>[\w][\w’'.-]*[\w]|[\w&/])
    |(?P<comma>,)
    |(?P<stop>[^\s\w])
    """,
    regex.IGNORECASE | regex.VERBOSE,
)
_PHRASE_LETTERS = tuple(
    (regex.compile(pattern, regex.IGNORECASE), letter) for letter, pattern in _PHRASES
)
