"""Shapes of text that the segmenter looks for whatever the layout: ends of sentences, openers."""

from __future__ import annotations

from functools import lru_cache

import regex

from irp.layouts.base import PATTERN_SECONDS
from irp.vocabulary import JUDGEMENT_PATTERN, NAMED_BODY_PATTERN

_COMPLETE = regex.compile(r"[.!?…][”’\"')\]]*$|(?<=[\p{L})”’])[.!?][”’\"')\]]*\d{1,2}$")
FIGURE = regex.compile(r"(?P<words>Figure\s+(?P<number>\d{1,2})\s*[:.–-])\s*(?P<caption>.*)")
CAPTION_END = regex.compile(r"\(n\s*=\s*\d{1,3}\)\.?$")
CAPTION_CUT = regex.compile(r"\(n\s*=?$")
"""A caption that a line's end has cut in the middle of its number."""
GRADE = r"(?:good|reasonably good|not sufficiently good|poor)"
"""How HMI Prisons grades an establishment against a healthy prison test."""
CHART_WORDS = regex.compile(
    rf"(?:(?:{JUDGEMENT_PATTERN}|{GRADE}|(?:19|20)\d\d|[\d.,%()–-]+|safety|respect|care"
    r"|purposeful activity|rehabilitation and release planning|release planning|resettlement"
    r"|rehabilitation and|preparation for (?:removal and )?release|outcomes)(?:\s+|$))+",
    regex.IGNORECASE,
)
"""What stands in a chart of these reports and is, on a line of its own, never text."""
BULLET = regex.compile(r"[•▪◦‣]\s")
LIST_MARK = regex.compile(r"(?:[•▪◦‣*–-]|o|\(?[a-z0-9]{1,2}\))\s")
"""What begins an item of a list, whatever the producer made of the bullet."""
JUDGEMENT_LINE = regex.compile(rf"(?:{JUDGEMENT_PATTERN})\.?", regex.IGNORECASE)
_SUBJECT = rf"(?P<subject>We|[Ii]nspectors|{NAMED_BODY_PATTERN})(?: inspectors)?"
_JUDGED = r"(?:considered|judged|concluded|found|assessed|determined|were of the view)"
_PROGRESS = rf"(?P<judgement>{JUDGEMENT_PATTERN})"
_TAIL = (
    r"(?: overall)?(?: (?:against|in|on|towards|with|for|in relation to|in respect of|addressing|"
    r"in addressing) (?:this|these|the) (?:\w+ ){0,2}?"
    r"(?:recommendation|concern|theme|area|issue|priority)s?(?: of concern)?)"
)
JUDGEMENT_SENTENCE = regex.compile(
    rf"(?:^|(?<=[.!?][”’)]? ))(?:(?:Overall|Therefore|However|As a result), )?{_SUBJECT}"
    rf"(?: therefore| also)? {_JUDGED} (?:that )?"
    rf"(?:[^.]{{2,90}}? (?:(?:had|have|has) (?:only |now |already )?"
    rf"(?:made|achieved|demonstrated|shown)|(?:was|were) (?:only |now )?making)"
    rf"(?: only| now| already)? {_PROGRESS}|"
    rf"there (?:was|had been|has been)(?: only| now)? {_PROGRESS}|"
    rf"(?:only )?{_PROGRESS} (?:had|has) been (?:made|achieved))"
    rf"(?P<tail>{_TAIL}(?: overall)?|(?: overall)?)\.",
    regex.IGNORECASE,
)
"""A sentence that judges a follow-up. Quoted or passing uses of the words do not match: the
sentence must start with a body and end with "this recommendation", "this area" and the like, or
be the whole paragraph."""


BODY_HEADING = regex.compile(
    rf"(?P<body>{NAMED_BODY_PATTERN})(?:[’']s?)?(?:(?:,| and) (?:{NAMED_BODY_PATTERN}))*"
    r" (?:\w+ ){0,3}?(?:recommendation|concern|theme|area)s?(?: and [\w ]{3,30})?:?"
)
"""A heading inside the summary of judgements that says whose follow-ups come next."""
LONGEST_LOOSE = 240
"""Characters a heading or caption has at the most; longer text is never one."""
LINES_LEFT_BY_PICTURE = 2
"""Empty lines of a text dump that say that a picture stood there."""


_OTHERS = regex.compile(
    r"\b(?:said|told|reported|claimed|felt|believed|thought|hoped|expected|described)\b|[‘“\"]"
)
_PLAIN_JUDGEMENT = regex.compile(
    rf"(?:[\p{{L}} ]{{2,30}}, )?(?:(?P<subject>{NAMED_BODY_PATTERN}|We|Our|Inspectors|It was our)"
    rf"\b[^.]*?|[\p{{L}}’ ]{{2,60}}? (?:had|have|has) (?:made|achieved|shown) )?"
    rf"(?:{_PROGRESS}|progress (?:[\w ]{{0,60}}? )?(?:was|is|had been|to be|as) "
    r"(?P<adjective>no meaningful|insufficient|reasonable|good|significant))\b[^.]*\.",
    regex.IGNORECASE,
)
_OF_THIS = regex.compile(
    r"\b(?:this|the) (?:\w+ ){0,2}?(?:recommendation|concern|theme|area|issue|priority)\b"
    r"|\bjudge(?:d|ment)?\b|\bconclu(?:ded|sion)\b|\bassess(?:ed|ment)\b|\bconsidered\b",
    regex.IGNORECASE,
)


def plain_judgement(text: str) -> regex.Match[str] | None:
    """A last paragraph that is one sentence and judges, in words the house pattern has not.

    For paragraphs that end a follow-up only. What somebody else said or thought is no judgement,
    and the sentence must hold one judgement and say that it is of this follow-up.
    """
    match = _PLAIN_JUDGEMENT.fullmatch(text, timeout=PATTERN_SECONDS)
    if match is None or _OTHERS.search(text) or not _OF_THIS.search(text):
        return None
    found = regex.findall(JUDGEMENT_PATTERN, text, regex.IGNORECASE)
    return match if len(found) <= 1 else None


def judgement_sentences(text: str) -> list[regex.Match[str]]:
    """The judgement sentences of a paragraph, in order."""
    if "progress" not in text.casefold():
        return []
    found = JUDGEMENT_SENTENCE.finditer(text, timeout=PATTERN_SECONDS)
    return [m for m in found if m["tail"].strip() or (m.start() == 0 and m.end() == len(text))]


def complete(text: str) -> bool:
    """Whether a text ends as a sentence does (a footnote's mark may follow)."""
    return bool(_COMPLETE.search(text))


@lru_cache(maxsize=512)
def compiled(pattern: str) -> regex.Pattern[str]:
    """A layout's pattern, compiled once, case ignored."""
    return regex.compile(pattern, regex.IGNORECASE)
