"""Notable positive practice: which paragraphs of the key findings are examples of it."""

from __future__ import annotations

import regex

from irp.parser.normalise.grounding import Node
from irp.parser.patterns import Pattern
from irp.parser.segment.model import Numbered, Outline
from irp.parser.text.model import TextProblem
from irp.parser.wording.numbers import NUMBER_PATTERN, parse_number
from irp.parser.wording.references import see_paragraphs

_NAMES_IT = Pattern(r"\b(?:positive|good) practice\b", regex.IGNORECASE)
_COUNTS = Pattern(
    rf"^[^.]{{0,60}}?\b(?P<count>{NUMBER_PATTERN}|any)\b[^.]{{0,20}}"
    r" (?:examples?|areas?|instances?)[^.]{0,20}(?:positive|good) practice",
    regex.IGNORECASE,
)
"""How many examples there are, in the first sentence of a paragraph."""


def positive_practice(outline: Outline) -> list[Node]:
    """The examples of notable positive practice, each with the paragraphs it points to."""
    return [
        {
            "paragraph": item.number.sourced(),
            "text": item.text.sourced(),
            "see_paragraphs": list(see_paragraphs(item.text)),
        }
        for item in _examples(outline)
    ]


def practice_problems(outline: Outline) -> list[TextProblem]:
    """A problem where the number of examples is not the number the report states."""
    examples = _examples(outline)
    for item in outline.key_findings.paragraphs:
        match = _COUNTS.search(item.text.text)
        if match is None:
            continue
        stated = 0 if match["count"].lower() == "any" else parse_number(match["count"])
        if stated != len(examples):
            message = (
                f"the report announces {stated} examples of notable positive practice, "
                f"but {len(examples)} were found"
            )
            return [TextProblem("positive_practice_count", message, item.text.spans()[0])]
    return []


def _examples(outline: Outline) -> list[Numbered]:
    """The paragraphs after the heading, or after the sentence that counts the examples."""
    narrative = outline.key_findings
    starts = {
        heading.before.text
        for heading in narrative.headings
        if "practice" in heading.text.text.casefold()
    }
    examples: list[Numbered] = []
    inside = False
    for item in narrative.paragraphs:
        text = item.text.text
        if item.number.text in starts:
            inside = True
        elif any(item.number.text == h.before.text for h in narrative.headings):
            inside = False
        if _COUNTS.search(text):
            inside = True
        elif inside and (see_paragraphs(item.text) or not _NAMES_IT.search(text)):
            # What names the term and points to no finding defines it.
            examples.append(item)
    return [*examples, *narrative.examples]
