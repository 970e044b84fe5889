"""The classes of words that the grammar of counts uses, and the words of each.

Each word or fixed phrase of a sentence has one class, so that a clause can be recognised by a
short pattern over classes. An unknown word has a class that no clause may contain.
"""

from __future__ import annotations

from enum import StrEnum

from irp.parser.wording.dates import MONTH_NAMES
from irp.record.vocabulary import NAMED_BODY_PATTERN


class Tag(StrEnum):
    """A class of words; a sentence is a string of these letters."""

    NUMBER = "N"  # a number
    GRADE = "A"  # a judgement without its noun: insufficient, no meaningful
    PROGRESS = "P"  # "progress"
    ITEM = "K"  # recommendation, concern, area of concern
    THEME = "T"  # theme
    AREA = "R"  # area (counts only where the report says it followed up "areas")
    BODY = "B"  # a body by its name
    WE = "W"  # we, inspectors
    THEY = "I"  # they, it: a body named before
    JUDGED = "V"  # judged, found, considered
    VIEW = "v"  # view, judgement, conclusion
    FOLLOWED = "F"  # followed up, reviewed, examined
    COMMA = "C"  # a comma
    STOP = "S"  # other punctuation that separates clauses
    COLON = "Z"  # a colon, dash or bracket before a number
    AND = "c"  # and
    BUT = "b"  # but, while, although
    OR = "r"  # or
    OF = "o"  # of
    THE = "d"  # the, our, a
    THESE = "t"  # these, those, them
    ONLY = "e"  # only, remaining, a total of
    ALL = "l"  # all, each
    ROUGHLY = "i"  # inexact: over, nearly, half
    NOT = "n"  # negating: not, failed, lack
    IN = "p"  # in, against, on
    WITH = "w"  # with
    TO = "k"  # to
    WHICH = "y"  # which, where, that
    WAS = "h"  # had, was, there
    MADE = "m"  # made, shown, remained
    KEY = "q"  # words that may be before the noun: key, priority
    INCLUDING = "g"  # words that open an aside: including, mainly
    FILLER = "x"  # words that change nothing: overall, visit
    OTHER = "u"  # any other word, which no clause may contain


_NAME_WORD = rf"(?!(?:{NAMED_BODY_PATTERN})(?!\w))\p{{Lu}}[\w’'/&.()-]*"
_NAME = rf"(?-i:{_NAME_WORD}(?:\s(?:(?:of|and|on|le|the|&)\s)?{_NAME_WORD})*)"

_FEW = r"(?:[\w’'&-]+ ){0,9}?"
_AGAIN = r"(?:follow|be followed|review|revisit|be reviewed|this review|our review|this visit)"
_VISITING = (
    r"follow up|review|revisit|re-?examine|examine|assess|check|look (?:again )?(?:at|into)|monitor"
)
_NUMBERED = r"(?:recommendations?|(?:areas? of )?concerns?|themes?|areas?)\b"
_COUNTED = r"(?:(?:Ofsted|Estyn|ETI|key|priority|main|other) )*(?:recommendation|concern|theme)"
_COUNTED_NOUN, _COUNTED_NOUNS = rf"{_COUNTED}s?(?!\w)", rf"{_COUNTED}s(?!\w)"
_DONE = (
    r"followed[ -]up|looked (?:again )?at|reviewed|examined|re-?visited|re-?examined|assessed"
    r"|considered|covered|covers|focused on|concentrated on|checked"
)

_THIS_REVIEW = r"(?:this|our|the) (?:independent )?(?:review(?: of progress)?|IRP|visit|report)"
_TO_FOLLOW_UP = r"(?:follow(?:ed)? up|review(?:ed)?|revisit(?:ed)?)"

PHRASES: tuple[tuple[Tag, str], ...] = (
    (Tag.FILLER, rf"(?:returned to|went back to|visited|back at) {_NAME}"),
    (Tag.FILLER, rf"(?:inspections?|visits?|reports?) (?:of|at|to|on) {_NAME}"),
    (
        Tag.WE,
        rf"{_THIS_REVIEW}(?= (?:has |also )?(?:{_DONE})\b)",
    ),
    (Tag.FILLER, r"at the time of (?:this|our) (?:visit|review)|for (?:its|their|our) part"),
    (Tag.FOLLOWED, rf"(?:selected|chose|chosen|picked)(?= {_FEW}(?:to|for) (?:{_AGAIN}))"),
    (Tag.FOLLOWED, rf"to (?:{_VISITING})(?: (?:on|again))?(?= {_FEW}{_NUMBERED})"),
    (Tag.FOLLOWED, r"(?:covered|covers|focused on|concentrated on|checked|went back to)(?= )"),
    (Tag.FILLER, rf"to (?:be )?{_TO_FOLLOW_UP}(?= (?:at|on|during)\b|[.,;])"),
    (
        Tag.FILLER,
        r"as (?:follows|a result)|(?:(?:a|the|our) )?judgements? of|(?:whichever was )?most recent",
    ),
    (Tag.FILLER, r"in education(?:, skills and work)?(?=,? (?:Ofsted|Estyn|ETI)\b)"),
    (
        Tag.FILLER,
        r"(?:prison|establishment|centre)[’']s|progress monitoring visits?|inspection report",
    ),
    (
        Tag.FILLER,
        r"(?:independent )?reviews? of progress|based on|in total|on this (?:visit|occasion)",
    ),
    (Tag.FILLER, rf"in (?:(?:{MONTH_NAMES}) )?(?:19|20)\d\d"),
    (Tag.FILLER, r"in (?:our|the|that) (?:(?:19|20)\d\d |last |full )?(?:inspection|report)"),
    (Tag.NOT, r"(?:did|does|do|had|has|have|was|were|is|are|could|would)n[’']t"),
    (Tag.BUT, r"even though"),
    (Tag.IN, r"in (?:addressing|tackling|implementing|achieving|meeting|delivering)"),
    (Tag.IN, r"(?:in|with) (?:relation|respect|regard) to|in (?:respect|terms) of"),
    (Tag.IN, r"towards? (?:addressing|meeting|achieving|implementing)"),
    (Tag.OF, r"out of|among(?:st)?(?= (?:the|these|those) )"),
    (Tag.ONLY, rf"as (?:many|few) as|a total of|the rest of(?! the {_COUNTED_NOUN})"),
    (Tag.ROUGHLY, r"at (?:least|most|best)|(?:more|fewer|less) than|up to|close to"),
    (Tag.ROUGHLY, r"or (?:more|fewer|less|better|worse|above|below)"),
    (Tag.INCLUDING, r"such as|apart from|in particular"),
)

ONE_MORE = (
    r"(?:the (?:other|remaining|final|last|third)|another|a further|a single)"
    r"(?= (?:(?:Ofsted|Estyn|key|priority) )?(?:theme|recommendation|concern)(?!\w))"
    r"|the (?:other|third)(?=[.,;:]| and\b| but\b)"
)
"""One, without its number: counts only after another count in the same sentence."""

ALL, REST = -1, -2
"""Placeholder values for "all …" and "the rest", resolved later from a stated total."""
OTHERS = (
    r"the (?:rest|remainder|others)(?: of (?:them|these|those))?"
    rf"(?=[.,;:]| of the {_COUNTED_NOUN}| (?:and|but|had|have|has|was|were|showed|remained)\b)"
    rf"|the (?:remaining|other)(?= {_COUNTED_NOUNS})"
)
EACH = rf"(?:all|every|each)(?: of)?(?: (?:the|our|these|its))?(?= {_COUNTED_NOUN})"
