"""The establishment's name: where the report gives it, what kind of place it is, a stable id."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import regex

from irp.establishments import Register
from irp.establishments.kinds import AFTER, BEFORE
from irp.parser.normalise.grounding import Node
from irp.parser.patterns import Pattern
from irp.parser.segment.model import Outline
from irp.parser.text.model import Furniture, TextProblem
from irp.parser.text.passage import Passage
from irp.record.spans import Sourced

_WORD = r"(?:\p{Lu}[\p{L}’'.-]*|\(\p{Lu}[\p{L} ]+\))"
NAME = (
    rf"(?:(?:{BEFORE})\s+{_WORD}(?:\s+(?:(?:of|on|le|the|upon)\s+)?{_WORD})*"
    rf"(?:\s+(?:and|&)\s+(?:(?:{BEFORE})\s+)?{_WORD}(?:\s+{_WORD})*)?"
    rf"|{_WORD}(?:\s+(?:of\s+)?{_WORD})*\s+(?:{AFTER}))"
)
"""An establishment's name in running text."""

_TITLE = Pattern(
    r"independent review of progress(?: \(IRP\))?(?: at| of)?\s+(?P<name>(?!Report\b).+?)"
    r"(?=\s+by (?:HM|His|Her|the|Criminal)\b|\s+\(?\d{1,2}(?:st|nd|rd|th)?\b|\s*$)",
    regex.IGNORECASE,
)
_ALONE = Pattern(rf"^(?P<name>{NAME})$")
_CAPTION = Pattern(
    r"^(?!Healthy)(?P<name>\p{Lu}.{2,80}?):? healthy (?:prison|establishment) outcomes"
    r"|^Healthy (?:prison|establishment) outcomes (?:at|for|in) (?P<name>\p{Lu}.{2,80}?)"
    r"(?=,? (?:in )?(?:19|20)\d\d|$)",
    regex.IGNORECASE,
)
_PREVIOUS = Pattern(
    r"inspections? (?:of|at) (?P<name>\p{Lu}.{2,80}?) (?:in|during) (?:\p{Lu}\p{L}+ )?(?:19|20)\d\d"
)
_FIRST = Pattern(rf"^(?P<name>{NAME})(?:,[^,]{{0,80}},)? (?:is|was|holds|opened|serves)\b")
_OF_NO_KIND = Pattern(
    r"^(?P<name>(?!(?:It|This|That|There|We|Our|They)\b|The \p{Ll})"
    rf"{_WORD}(?:\s+(?:of\s+)?{_WORD})*)"
    r"(?:,[^,]{0,80},)? (?:(?:is|was|remains) (?:an?|one of|the)\b[^.]{0,80}?\b(?:prison|jail"
    r"|college|school|centre|establishment|institution)s?\b"
    r"|(?:holds|held|can hold|houses|accommodates)\b[^.]{0,60}?\b(?:prisoners|men|women|children"
    r"|detainees|boys|young people)\b)"
)
"""A first sentence whose opening words name a place that holds people."""

_KIND_BEFORE = Pattern(rf"^(?:{BEFORE})\s+")
_NOT_IN_SLUG = Pattern(r"[^a-z0-9]+")
_KINDS = (
    (
        Pattern(r"^HMP\s*(?:/|&|and)\s*(?:HM)?YOI|^HMPYOI|^HM Prison and Young|^HMP and Young"),
        "HMP/YOI",
    ),
    (Pattern(r"^(?:HM\s?YOI|YOI)\b|Young Offender"), "YOI"),
    (Pattern(r"^IRC\b|Immigration Removal Centre"), "IRC"),
    (Pattern(r"^STC\b|Secure Training Centre"), "STC"),
    (Pattern(r"Secure College|Secure School"), "secure college"),
    (Pattern(r"^(?:HMP|HM Prison)\b|Prison$"), "HMP"),
)


def kind_of(name: str) -> str | None:
    """The kind of place in a name, such as "HMP" or "IRC"; None where it has none."""
    return next((kind for pattern, kind in _KINDS if pattern.search(name)), None)


def slug_of(name: str) -> str:
    """A stable id: lower-case letters and hyphens, without the prefix's variants.

    >>> slug_of("HMP/YOI Ashdown Vale")
    'ashdown-vale'
    """
    bare = _KIND_BEFORE.sub("", name).replace("’", "").replace("'", "")
    folded = unicodedata.normalize("NFKD", bare).encode("ascii", "ignore").decode()
    return _NOT_IN_SLUG.sub("-", folded.lower()).strip("-")


def read_establishment(outline: Outline, register: Register) -> Node:
    """The establishment, from the first of several sources that names it.

    In order: the title on the cover, the running foot, a line of the cover, a figure's caption,
    the sentence on previous inspections, the first words of the first paragraph. None if none
    does. Its kind is the printed one; its id and code come from the list, where that has the name.
    """
    name = _name(outline)
    if name is None:
        return None
    known = register.find(name.value)
    kind = kind_of(name.value) or (known.kind if known else None)
    code = known.nomis_code if known else None
    return {
        "name": name,
        "kind": Sourced(kind, name.spans) if kind else None,
        "id": Sourced(known.id if known else slug_of(name.value), name.spans),
        "nomis_code": Sourced(code, name.spans) if code else None,
    }


def unknown_establishment(outline: Outline, register: Register) -> list[TextProblem]:
    """A note where the establishment's name is not in the list."""
    name = _name(outline)
    if name is None or register.find(name.value):
        return []
    message = f"“{name.value}” is not in irp’s list of establishments"
    return [TextProblem("unknown_establishment", message, name.spans[0])]


def _name(outline: Outline) -> Sourced[str] | None:
    cover = Passage.of(piece for passage in outline.cover for piece in passage.pieces)
    feet = [
        Passage.of_lines([line])
        for line in outline.document.lines
        if line.furniture in (Furniture.FOOTER, Furniture.RUNNING_HEAD)
    ]
    captions = [f.caption for f in (*outline.summary.figures, *outline.key_findings.figures)]
    paragraphs = [p.text for p in outline.summary.paragraphs]
    witnesses: tuple[tuple[Pattern, Sequence[Passage]], ...] = (
        (_TITLE, (cover, *feet)),
        (_ALONE, [Passage.of([piece]) for piece in cover.pieces]),
        (_CAPTION, captions),
        (_PREVIOUS, paragraphs),
        (_FIRST, paragraphs[:1]),
        (_OF_NO_KIND, paragraphs[:1]),
    )
    for pattern, passages in witnesses:
        for passage in passages:
            match = pattern.search(passage.text)
            if match and match["name"].strip():
                return passage.at(*match.span("name"))
    return None
