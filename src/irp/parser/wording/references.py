"""References to the full inspection report, such as "(1.33)", and to paragraphs of this one."""

from __future__ import annotations

from typing import NamedTuple

import regex

from irp.parser.patterns import Pattern
from irp.parser.text.passage import Passage
from irp.record.spans import Sourced

_REFERENCE = r"[A-Z]{0,2}\d[\w.]*"
_WORDS = (
    r"(?:see|[Ss]ee|[Pp]ara(?:graph)?s?\.?|[Kk]ey concern|[Rr]epeated recommendation|[Rr]ef\.?)"
)
_LINK = rf"(?:\s*[,;&/–-]\s*|\s+(?:and|to)\s+)(?:{_WORDS}\s+)*"
_TRAILING = Pattern(
    rf"\s*(?P<list>(?:[(\[](?:{_WORDS}\s+)*{_REFERENCE}(?:{_LINK}{_REFERENCE})*[)\]]\s*)+)\.?$"
)
_SEE = Pattern(
    r"\b[Ss]ee (?:also )?paragraphs? (?P<all>S?\d{1,2}(?:\.\d{1,3})?"
    r"(?:(?:,| and|,? and|–|-| to|;)\s*S?\d{1,2}(?:\.\d{1,3})?)*)"
)
_NUMBER = Pattern(r"S?\d{1,2}(?:\.\d{1,3})?")


class Referenced(NamedTuple):
    """A text without the references at its end, and the references as printed."""

    text: Passage
    references: list[Sourced[str]]


def cut_references(passage: Passage) -> Referenced:
    """Takes the references off the end of a recommendation.

    They are kept as printed, well formed or not: a check tells.
    """
    match = _TRAILING.search(passage.text)
    if match is None:
        return Referenced(passage, [])
    start = match.start("list")
    found = [
        passage.at(start + token.start(), start + token.end())
        for token in regex.finditer(rf"(?<![\w.]){_REFERENCE}", match["list"])
    ]
    return Referenced(passage.slice(0, match.start()), found)


def see_paragraphs(passage: Passage) -> list[Sourced[str]]:
    """The paragraphs a text points to with "See paragraph 3.8" and the like."""
    found = []
    for match in _SEE.finditer(passage.text):
        start = match.start("all")
        found += [
            passage.at(start + number.start(), start + number.end())
            for number in _NUMBER.finditer(match["all"])
        ]
    return found
