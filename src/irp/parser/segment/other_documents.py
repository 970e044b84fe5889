"""Recognises other documents of inspectorates by the words of their title page.

Only a title page is searched: the text of a review may mention an urgent notification, a
thematic report or an action plan.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from irp.parser.patterns import Pattern
from irp.parser.text.model import Line

_TITLE_LINES = 25

_PLAN = r"(?-i:\p{Lu}).{0,90}(?<!\bthe )\b(?:action|improvement) plan\b.{0,60}(?<!\.)"
_SORT = r"(?:(?:full|joint|follow-up|short) ){0,3}"
_INSPECTION = rf"(?:un)?announced {_SORT}inspection|full (?:(?:un)?announced |joint )*inspection"

_WORDS: tuple[tuple[str, str], ...] = (
    (
        "a report by Ofsted on children’s services",
        r"Inspection of .{0,80}children[’']s (?:social care )?services|Focused visit to |ILACS",
    ),
    # papers about a report, which often carry the report's own title
    ("an easy read summary", r"\bEasy Read\b"),
    (
        "an urgent notification letter",
        r"Urgent Notification(?: process|:| letter)|^\s*Urgent Notification\s*$",
    ),
    ("a press release", r"\b(?:press|news) release\b|\bmedia (?:release|briefing)\b"),
    ("an action plan", rf"^\s*{_PLAN}$|^\s*action plan\b"),
    ("a response to a report", r"^\s*(?:\w+ )?response to\b"),
    ("the results of a survey", r"\bsurvey (?:methodology|results|findings)\b"),
    ("a letter", r"^\s*Dear [\p{L}’ .-]{2,60}"),
    # yearly and general papers
    ("an annual report of a monitoring board", r"Independent Monitoring Board"),
    ("an annual report", r"\bannual report\b"),
    ("a business plan", r"\bbusiness plan\b"),
    (
        "a thematic report",
        r"\bthematic (?:review|inspection|report)\b|\bfindings paper\b|\bresearch report\b",
    ),
    # reports by HM Inspectorate of Prisons on other matters
    ("a report on court custody", r"\bcourt custody\b"),
    ("a report on short-term holding facilities", r"short-term holding facilit"),
    ("a report on police custody", r"\bpolice custody\b|\bcustody suites?\b"),
    ("a report on escorts and removals", r"\boverseas (?:escort|removal)|\bcharter flights?\b"),
    ("a report on a scrutiny visit", r"\bscrutiny visits?\b"),
    # other inspectorates
    (
        "a report by Ofsted",
        r"^\s*Ofsted\b|\bby Ofsted\b|\bmonitoring visit report\b|further education and skills",
    ),
    ("a report by Estyn", r"^\s*Estyn\b|\bby Estyn\b"),
    (
        "a report by the Care Quality Commission",
        r"^\s*(?:The )?Care Quality Commission\b|\bCQC\b|\bby the Care Quality Commission\b",
    ),
    (
        "a report by HM Inspectorate of Probation",
        r"Inspectorate of Probation|HMI Probation|inspection of probation|probation services",
    ),
    (
        "a report by the inspectorate of constabulary",
        r"\bHMICFRS\b|\bHMIC\b|Inspectorate of Constabulary|\bPEEL\b",
    ),
    (
        "a report by HM Inspectorate of Prisons for Scotland",
        r"\bHMIPS\b|Inspectorate of Prisons for Scotland",
    ),
    (
        "a full inspection report",
        rf"\b(?:{_INSPECTION})|^\s*inspection report\b|\breport o[nf] an? {_SORT}inspection\b",
    ),
)
KINDS = tuple((kind, Pattern(words, regex.IGNORECASE | regex.MULTILINE)) for kind, words in _WORDS)
"""Kinds of document and the words that show them, most specific first; case is ignored."""

_TITLE_ENDS = Pattern(
    r"(?:Section|Chapter|Appendix) [\dIVX]+\b|(?:\d{1,2}\.\d{1,3}|S\d{1,2})\s|Contents\b"
    # the imprint of 2019 names partners, and terms are explained after it
    r"|This [\w ]{0,40}?(?:visit|inspection|review) was carried out\b|Glossary\b"
)
_HEALTHY_TESTS = Pattern(
    r"^(?:Section|Chapter) \d{1,2}[.:]? (?:Safety|Respect|Purposeful activity|Leadership|Care"
    r"|Rehabilitation and release planning|Preparation for release|Resettlement)\b",
    regex.IGNORECASE | regex.MULTILINE,
)
_LEAST_TESTS = 2


def title_lines(lines: Sequence[Line]) -> list[Line]:
    """The lines of a first page that may be its title: all before the text begins."""
    found: list[Line] = []
    for line in lines[:_TITLE_LINES]:
        if _TITLE_ENDS.match(line.text):
            break
        found.append(line)
    return found


def other_kind(title: str, text: str = "") -> str | None:
    """What a document is, by its title page or, failing that, by its sections; None if unknown.

    Args:
        title: the words of the title page.
        text: the lines of the whole document, for one that has lost its title page.
    """
    folded = " ".join(title.split())  # a title may be wrapped anywhere
    for kind, pattern in KINDS:
        for words in (title, folded):
            if pattern.search(words):
                return kind
    tests = _HEALTHY_TESTS.findall(text)
    return "a full inspection report" if len(set(tests)) >= _LEAST_TESTS else None
