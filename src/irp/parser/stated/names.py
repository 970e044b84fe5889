"""Names of establishments: "HMP & YOI Hollesley Bay", "Harmondsworth Immigration Removal Centre".

The grammar says what may be a name; which places of a report must name the establishment of
that report is said by ``irp.parser.stated.read``.
"""

from __future__ import annotations

from irp.parser.patterns import Pattern

_PREFIX = (
    r"(?:HMP(?:\s*(?:/|&|and)\s*(?:HM\s?)?YOI)?|HMPYOI|HM\s?YOI(?:\s*(?:/|&|and)\s*HMP)?|HM Prison"
    r"(?:\s*(?:/|&|and)\s*Young Offender Institution)?|YOI|IRC|STC|SCH|CEM)"
)
_SUFFIX = (
    r"(?:Immigration Removal Centre|Immigration Detention Centre|Secure Training Centre|Secure "
    r"School|Young Offender Institution|Young Offenders[’'] Centre|Youth Detention Centre"
    r"|Residential Short-term Holding Facility|Pre-departure Accommodation|Prison|IRC|STC|YOI)"
)
# Capitalised words of the house that stand beside a name without belonging to it.
_HOUSE = (
    r"(?i:Reports?|Independent|Inspections?|Inspectorate|Reviews?|Chief|Inspector|HM|HMI|HMP|HMPYOI"
    r"|HMYOI|YOI|IRC|STC|CEM|Her|His|Majesty[’']?s?|Section|Summary|Key|Findings|Progress|Appendix"
    r"|About|Contents|Glossary|Figure|IRP|Crown|Page|Ofsted|Estyn|CQC|Healthcare|Prisons?|Probation"
    r"|Service|Introduction|Photographs|Immigration|Secure|Young|Leaders|Staff|Prisoners"
    r"|January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|At|In|On|By|For|From|Of|During"
    r"|Since|When|While|Although|After|Before|As|With|We|I|It|Our|This|That|And|Men|Women|No)\b"
)
_WORD = rf"(?!{_HOUSE})(?:\p{{Lu}}[\p{{L}}’'.-]*\p{{L}}|\p{{Lu}})(?![\p{{L}}\d])"
_WORDS = (
    rf"(?:The )?{_WORD}(?: (?:(?:of|upon|on|le|the) )?{_WORD}){{0,4}}(?: \((?:Men|Women|YOI)\))?"
)
NAME_PATTERN = rf"(?:{_PREFIX}\s+)?{_WORDS}(?:\s+{_SUFFIX}(?!\p{{L}}))?"
"""A name where only a name can stand, with or without its kind."""
_NAME = rf"(?:{_PREFIX}\s+{_WORDS}|{_WORDS}\s+{_SUFFIX}(?!\p{{L}}))"

_JOINED = Pattern(rf"(?<![\p{{L}}\d])(?P<first>{_NAME})(?P<rest>(?: (?:and|&) {_NAME})*)")
_CONTINUED = Pattern(rf" (?:and|&) {_WORD}(?: {_WORD})?")
_POSSESSIVE = Pattern(r"[’']s?$")


def find_names(text: str) -> list[tuple[int, int]]:
    """Where names of establishments stand in a text.

    "and" leads on to a second full name ("HMP Usk and HMP/YOI Prescoed"), or to the second half
    of one ("HMP Moorland and Hatfield") only where the same words stand in the text again.
    """
    found: list[tuple[int, int]] = []
    for match in _JOINED.finditer(text):
        start, end = match.span()
        more = _CONTINUED.match(text, end)
        if more and text.count(text[start : more.end()]) > 1:
            end = more.end()
        end -= len(tail[0]) if (tail := _POSSESSIVE.search(text[start:end])) else 0
        found.append((start, end))
    return found
