"""What follows the words of a recommendation: "(1.33)", "(S40, to the governor)", "To HMPPS"."""

from __future__ import annotations

from typing import NamedTuple

from irp.parser.patterns import Pattern
from irp.parser.text.passage import EMPTY, Passage
from irp.record.spans import Sourced

_REFERENCE = r"[A-Z]{0,2}\d[\w.]*"
_WORDS = (
    r"(?:see|recommendations?|concerns?|[Pp]ara(?:graph)?s?\.?|[Kk]ey concern"
    r"|[Rr]epeated recommendation|(?:[Mm]ain |[Ff]ull )?(?:inspection )?report"
    r"|[Rr]ef(?:erence)?s?\.?)"
)
_OFFICES = (
    r"(?i:governors?|directors?|secretary of state|ministers?|managers?|leaders|heads?|chief|board"
    r"|trust|commissioners?|service|department|ministry|home office|office|agency|authority|council"
    r"|provider|contractor|group|hmpps|noms|nhs|moj|g4s|serco|sodexo|mitie|ppg|cqc|icb)"
)
_ADDRESSEE = (
    r"(?P<addressee>(?:the )?(?:[\p{L}’'&/-]+,? ){0,8}?"
    + _OFFICES
    + r"\b(?:[ ,]+[\p{L}’'&/-]+){0,6}?)"
)
_TO = (
    r"(?:(?:[Rr]ecommendations? |[Cc]oncerns? )?(?:[Dd]irected |[Aa]ddressed |[Mm]ade )?[Tt]o:?"
    r"|[Ff]or(?: action by)?|[Aa]ction by:?|[Aa]ddressee:|[Oo]wner:)"
)
_ITEM = rf"(?:(?:{_WORDS}:?\s+)*(?P<reference>{_REFERENCE})|{_TO}\s+{_ADDRESSEE})"
_LINK = r"(?:\s*[,;:&/–-]\s*|\s+(?:and|to)\s+|\s*,\s*and\s+|\s+)"
_TAIL = Pattern(
    rf"\s*(?:[(\[]\s*{_ITEM}(?:{_LINK}{_ITEM})*\s*[)\]]"
    rf"|(?<=[.)\]:])\s+{_TO}\s+{_ADDRESSEE})\.?$"
)
_START = Pattern(rf"(?:[(\[]{_TO}\s+{_ADDRESSEE}[)\]]\s*[:–—-]?|{_TO}\s+{_ADDRESSEE}\s*[:–—-])\s+")
_ADDRESSED = Pattern(rf"[(\[]?{_TO}\s+{_ADDRESSEE}[)\]]?\.?")
_BARE = Pattern(rf"\(?\s*(?:{_TO}\s+)?(?P<name>[^()]*[^()\s])\s*\)?")
_SEE = Pattern(
    r"\b[Ss]ee (?:also )?paragraphs? (?P<all>S?\d{1,2}(?:\.\d{1,3})?"
    r"(?:(?:,| and|,? and|–|-| to|;)\s*S?\d{1,2}(?:\.\d{1,3})?)*)"
)
_NUMBER = Pattern(r"S?\d{1,2}(?:\.\d{1,3})?")


class Asked(NamedTuple):
    """The words of a recommendation or concern, and what is printed before or after them.

    Attributes:
        text: the words alone.
        references: paragraphs of the full inspection report, as printed.
        addressee: who is asked, without "to"; empty where nobody is named.
    """

    text: Passage
    references: list[Sourced[str]]
    addressee: Passage


def split_asked(passage: Passage) -> Asked:
    """Split references and addressee off the words of a recommendation.

    References are kept as printed, well formed or not; a check reports those that are not.
    """
    text, references, addressee = passage, list[Sourced[str]](), EMPTY
    if start := _START.match(text.text):
        addressee = text.slice(*start.span("addressee"))
        text = text.slice(start.end())
    while match := _TAIL.search(text.text):
        found = zip(match.captures("reference"), match.spans("reference"), strict=True)
        references[:0] = [text.at(start, start + len(ref.rstrip("."))) for ref, (start, _) in found]
        if match["addressee"]:
            addressee = text.slice(*match.span("addressee"))
        text = text.slice(0, match.start())
    return Asked(text, references, addressee)


def only_addresses(text: str) -> bool:
    """Whether a text only says to whom a recommendation is addressed: "To: HMPPS"."""
    return bool(_ADDRESSED.fullmatch(text))


def numbers_in(passage: Passage) -> list[Sourced[str]]:
    """The references in a label: "1.33" and "1.34" of "1.33, 1.34"."""
    return [passage.at(*match.span()) for match in _NUMBER.finditer(passage.text)]


def without_to(addressee: Passage) -> Passage:
    """An addressee without the words that introduce it: "HMPPS" of "(to HMPPS)"."""
    match = _BARE.fullmatch(addressee.text)
    return addressee.slice(*match.span("name")) if match else addressee


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
