"""The labels that introduce a concern, a recommendation or a theme."""

from __future__ import annotations

from irp.parser.layouts.base import Label, LabelPart
from irp.record.vocabulary import FollowUpKind, Priority

_NUMBER = (
    r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen"
    r"|fifteen)"
)
_PARAGRAPH = r"(?:S\d{1,2}|\d{1,2}\.\d{1,3})"
_REFERENCES = (
    rf"(?:\s*\(?(?:paragraphs? )?(?P<references>{_PARAGRAPH}"
    rf"(?:(?:, and|,|;| and)\s{_PARAGRAPH})*)\)?)?"
)
_NO_NAME = r"(?!\b(?:should|that|which|is|be|are|was|were|has|have)\b)"  # a sentence, cut short
_TO = (
    r"(?:,?\s*\(?(?:directed |addressed )?to "
    rf"(?P<addressee>(?:the )?(?:{_NO_NAME}[\p{{L}} ,’'&-]){{3,60}}?)\)?)?"
)


def _label(words: str, rank: str = "") -> str:
    """A label's pattern: its words, with a number what the record keeps, and what may follow.

    It ends with a colon, a dash or the stop after its number; or with nothing (``alone``), where
    the words fill a line or a cell, or stand out in bold.
    """
    named = rf"(?:(?P<label>{words}\s+(?:no\.? ?|number )?{_NUMBER})|{words}){rank}"
    return (
        rf"{named}(?:{_REFERENCES}{_TO}(?:\s*:|\s+[–—-](?=\s+(?-i:\p{{Lu}})|$))"
        rf"|\s*[–—](?=\s|\p{{Lu}}|$)|\s+-(?=\s|(?-i:\p{{Lu}})|$)"
        rf"|(?<=\d)\.(?=\s|$)|(?P<alone>{_REFERENCES}{_TO}$|(?=\s)))"
    )


def _concern(words: str, priority: Priority | None = None, rank: str = "") -> Label:
    return Label(_label(words, rank), LabelPart.CONCERN, FollowUpKind.CONCERN, priority=priority)


_AREA = "(?:area of )?concern"
_RANKS = (
    _concern(f"Priority {_AREA}", Priority.PRIORITY),
    _concern(_AREA, Priority.PRIORITY, r"\s+\(priority\)"),
    _concern(f"Key {_AREA}", Priority.KEY),
    _concern(_AREA, Priority.KEY, r"\s+\(key\)"),
)
CONCERN = _concern(f"(?:(?:Key|Main|Other) )?{_AREA}")
RECOMMENDATION = Label(
    _label("(?:(?:Key|Main|Priority|Repeated) )?recommendation"),
    LabelPart.RECOMMENDATION,
    FollowUpKind.RECOMMENDATION,
)
THEME = Label(_label("(?:(?:Ofsted|Estyn|ETI) )?theme"), LabelPart.THEME, FollowUpKind.THEME)

UNRANKED = (*_RANKS[:2], CONCERN, RECOMMENDATION, THEME)
"""Before inspections ranked concerns, "key" was a way to speak and no rank."""
RANKED = (*_RANKS, CONCERN, RECOMMENDATION, THEME)
"""Labels since inspections rank their concerns. The most specific comes first."""
