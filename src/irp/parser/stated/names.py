"""Names of establishments: "HMP & YOI Hollesley Bay", "Harmondsworth Immigration Removal Centre".

The grammar says what may be a name; which places of a report must name the establishment of
that report is decided in ``irp.parser.stated.establishment``.
"""

from __future__ import annotations

import regex

from irp.establishments.kinds import AFTER, BEFORE
from irp.parser.patterns import Pattern

# Capitalised house words that appear next to a name but are not part of it.
_HOUSE = (
    r"(?i:Reports?|Independent|Inspections?|Inspectorate|Reviews?|Chief|Inspector|HM|HMI|HMP|HMPYOI"
    r"|HMYOI|YOI|IRC|STC|CEM|Her|His|Majesty[’']?s?|Section|Summary|Key|Findings|Progress|Appendix"
    r"|About|Contents|Glossary|Figure|IRP|Crown|Page|Ofsted|Estyn|CQC|Healthcare|Prisons?|Probation"
    r"|Service|Introduction|Photographs|Immigration|Secure|Young|Leaders|Staff|Prisoners"
    r"|January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|At|In|On|By|For|From|Of|During"
    r"|Since|When|While|Although|After|Before|As|With|We|I|It|Our|This|That|And|Men|Women|No|How|What)\b"
)
_WORD = rf"(?!{_HOUSE})(?:\p{{Lu}}[\p{{L}}’'.-]*\p{{L}}|\p{{Lu}})(?![\p{{L}}\d])"
_WORDS = (
    rf"(?:The )?{_WORD}(?: (?:(?:of|upon|on|le|the) )?{_WORD}){{0,4}}(?: \((?:Men|Women|YOI)\))?"
)
_NAME = Pattern(
    rf"(?<![\p{{L}}\d])(?P<name>(?:(?P<before>{BEFORE})\s+)?{_WORDS}"
    rf"(?:\s+(?P<after>{AFTER})(?!\p{{L}}))?)"
)
_AND = Pattern(r" (?:and|&) ")
_HALF = Pattern(rf"{_WORD}(?: {_WORD})?")
_POSSESSIVE = Pattern(r"[’']s?$")


def find_names(text: str) -> list[tuple[int, int]]:
    """The places in a text of establishments' names that include their kind.

    "and" leads on to a second full name ("HMP Usk and HMP/YOI Prescoed"), or to the second half
    of one ("HMP Moorland and Hatfield") only where the same words are in the text again.
    """
    found: list[tuple[int, int]] = []
    for match in _NAME.finditer(text):
        if not _has_kind(match) or (found and match.start() < found[-1][1]):
            continue
        start, end = match.span()
        while (more := _joined(text, end)) and _has_kind(more):
            end = more.end()
        joined = _AND.match(text, end)
        half = _HALF.match(text, joined.end()) if joined else None
        if half and text.count(text[start : half.end()]) > 1:
            end = half.end()
        end -= len(tail[0]) if (tail := _POSSESSIVE.search(text[start:end])) else 0
        found.append((start, end))
    return found


def name_ends(text: str, start: int) -> list[int]:
    """Where the name that begins at a place may end, with or without its kind; longest first."""
    name = _NAME.match(text, start)
    if name is None:
        return []
    more = _joined(text, name.end())
    return [more.end(), name.end()] if more else [name.end()]


def _joined(text: str, end: int) -> regex.Match[str] | None:
    """A name that "and" joins to one that ends there."""
    joined = _AND.match(text, end)
    return _NAME.match(text, joined.end()) if joined else None


def _has_kind(match: regex.Match[str]) -> bool:
    return bool(match["before"] or match["after"])
