"""Patterns that the segmenter looks for in every layout: ends of sentences, openers."""

from __future__ import annotations

from functools import lru_cache

import regex

from irp.parser.layouts.house import SUB_HEADINGS
from irp.parser.patterns import Pattern
from irp.record.vocabulary import JUDGEMENT_PATTERN, NAMED_BODY_PATTERN

_COMPLETE = Pattern(r"[.!?…][”’\"')\]]*$|(?<=[\p{L})”’])[.!?][”’\"')\]]*\d{1,2}$")
_LAST = ".!?…”’\"')]"
_REFERENCES_LAST = Pattern(r"\((?:[Pp]aragraphs? )?(?:S\d|\d{1,2}\.\d)[^()]{0,60}\)\)?$")
FIGURE = Pattern(r"(?P<words>Figure\s+(?P<number>\d{1,2})\s*[:.–-])\s*(?P<caption>.*)")
CAPTION_END = Pattern(r"\(n\s*=\s*\d{1,3}\)\.?$")
CAPTION_CUT = Pattern(r"\(n\s*=?$")
"""A caption that is wrapped in the middle of its number."""
GRADE = r"(?:good|reasonably good|not sufficiently good|poor)"
"""How HMI Prisons grades an establishment against a healthy prison test."""
CHART_WORDS = Pattern(
    rf"(?:(?:{JUDGEMENT_PATTERN}|{GRADE}|(?:19|20)\d\d|[\d.,%()–-]+|safety|respect|care"
    r"|purposeful activity|rehabilitation and release planning|release planning|resettlement"
    r"|rehabilitation and|preparation for (?:removal and )?release|outcomes)(?:\s+|$))+",
    regex.IGNORECASE,
)
"""Words of a chart in these reports which, on a line of their own, are never text."""
SENTENCE_INSIDE = Pattern(r"\p{Ll}{2}[.!?] \p{Lu}\S* \p{Ll}")
"""The end of one sentence and the beginning of the next, as in a paragraph."""
BULLET = Pattern(r"[•▪◦‣]\s")
LIST_MARK = Pattern(r"(?:[•▪◦‣*–-]|o|\(?[a-z0-9]{1,2}\))\s")
"""The mark that begins a list item, however the PDF producer wrote the bullet."""
GRADE_ALONE = r"(?:no meaningful|insufficient|reasonable|good|significant)"
"""A judgement of which only the grade is printed."""
GRADE_LINE = Pattern(rf"{GRADE_ALONE}\.?", regex.IGNORECASE)
JUDGEMENT_LINE = Pattern(rf"(?:{JUDGEMENT_PATTERN})\.?", regex.IGNORECASE)
BODY_HEADING = Pattern(
    rf"(?P<body>{NAMED_BODY_PATTERN})(?:[’']s?)?(?:(?:,| and) (?:{NAMED_BODY_PATTERN}))*"
    r" (?:\w+ ){0,3}?(?:recommendation|concern|theme|area)s?(?: and [\w ]{3,30})?:?"
)
"""A heading inside the summary of judgements that says whose follow-ups come next."""
RANK_HEADING = Pattern(r"(?:Priority|Key|Main|Other) (?:concerns|recommendations):?")
"""A heading inside the summary of judgements that gives the rank of the next entries."""
HEAD_ROW = Pattern(
    r"(?:(?:No\.?|Number|Ref(?:erence|\.)?|#)\s+)?"
    r"(?:(?:(?:Our|The|Key|Priority|Main|HMI Prisons|Ofsted|Estyn) ){0,2}"
    r"(?:Recommendation|Concern|Theme|Area|Issue)s?(?: of concern)?"
    r"(?:(?: and |\s*/\s*| or )(?:\w+ )?(?:recommendation|concern|theme)s?)?(?: followed up)?"
    r"|What (?:we|was) followed up)\s+"
    r"(?:(?:Our|Progress|Inspectors[’']) )?"
    r"(?:Judge?ment|Progress|Outcome|Assessment|Rating)s?(?: (?:made|of progress))?",
    regex.IGNORECASE,
)
"""The names of the two columns of a summary of judgements."""
LONGEST_LOOSE = 240
"""The maximum length of a heading or caption, in characters."""
LINES_LEFT_BY_PICTURE = 2
"""Empty lines of a text dump which show that a picture was there."""


def complete(text: str) -> bool:
    """Whether a text ends as a sentence does (a footnote's mark may follow)."""
    last = text[-1:]  # nearly always the end of a word, and quick to check
    return (last in _LAST or last.isdecimal()) and bool(_COMPLETE.search(text))


def without_references(text: str) -> str:
    """A text without the references at its end."""
    return _REFERENCES_LAST.sub("", text).strip()


def ends_text(text: str) -> bool:
    """Whether a text ends as that of a follow-up does: as a sentence, or with its references."""
    return complete(text) or bool(_REFERENCES_LAST.search(text))


@lru_cache(maxsize=512)
def compiled(pattern: str) -> Pattern:
    """A layout's pattern, compiled once, case ignored."""
    return Pattern(pattern, regex.IGNORECASE)


def is_house_heading(text: str) -> bool:
    """Whether a text is one of the house's own headings inside sections."""
    return any(compiled(pattern).fullmatch(text) for pattern in SUB_HEADINGS)
