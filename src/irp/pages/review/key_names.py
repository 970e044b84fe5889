"""A key in words, for links, announcements and people who cannot see where a link leads."""

from __future__ import annotations

from itertools import pairwise
from types import MappingProxyType

_ONE_OF: MappingProxyType[str, str] = MappingProxyType(
    {
        "areas": "area",
        "captions": "caption",
        "counts": "count sentence",
        "figures": "figure",
        "followed_up": "number followed up",
        "follow_ups": "follow-up",
        "footnotes": "footnote",
        "glossary": "glossary entry",
        "healthy_prison_outcomes": "inspection",
        "judgement_definitions": "definition",
        "judgement_summary": "summary entry",
        "labels": "label",
        "names": "name",
        "odd_dates": "odd date",
        "other_judgements": "further judgement",
        "other_signatories": "signatory",
        "paragraphs": "paragraph",
        "photographs": "photograph",
        "positive_practice": "positive practice",
        "previous_inspections": "previous inspection",
        "prose": "count in prose",
        "references": "reference",
        "review_team": "team member",
        "rows": "row",
        "sections": "section",
        "see_paragraphs": "paragraph seen",
        "sub_headings": "sub-heading",
        "tables": "table",
        "tallies": "tally",
    }
)
"""A member of each list, in words."""

_SILENT = {"value", "stated"}
"""Parts of a key that mean nothing to a reader."""


def label_of(key: str) -> str:
    """A key in words: "follow-up 1, paragraph 2, text"; "check IRP-T01"; "problem 1"."""
    first, _, rest = key.partition("/")
    if first == "check":
        return f"check {rest.partition('/')[0]}"
    if first == "unclaimed":
        return f"unclaimed lines {int(rest) + 1}"
    parts = [part.replace("~1", "/").replace("~0", "~") for part in key.split("/") if part]
    words = [_part(part, after) for part, after in pairwise([*parts, ""]) if part not in _SILENT]
    return ", ".join(word for word in words if word)


def _part(part: str, after: str) -> str:
    """A part with the number after it; a number belongs to the part before it."""
    if part.isdecimal():
        return ""
    if after.isdecimal():
        one = _ONE_OF.get(part, part.replace("_", " "))
        return f"{one} {int(after) + 1}"
    return part.replace("_", " ")
