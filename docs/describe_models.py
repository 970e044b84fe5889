"""The page on the record: every model, field by field, from the models themselves."""

from __future__ import annotations

import types
import typing
from collections.abc import Iterator
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from pydantic import AwareDatetime, BaseModel

from irp.record.extraction import Extraction
from irp.record.grounding import Grounding
from irp.record.report import SCHEMA_VERSION
from irp.record.spans import Box

HEAD = f"""# The record

What `irp extract` prints for one source, and what `irp.extract` returns: an
[Extraction](#extraction). Schema version {SCHEMA_VERSION}; `irp schema` prints the JSON Schema.

`report` contains plain values and always has all of its fields: what is not in a report is null or
an empty list. `provenance` says where each value was found: it maps the value's JSON pointer in
`report` to its places. These lines say that the judgement of the first follow-up is on page 9, from
character 812 to 830 of that page's text, in this box:

```json
"/follow_ups/0/judgement/value": [
  {{ "page": 9, "start": 812, "end": 830, "box": [72.0, 412.5, 180.2, 424.1] }}
]
```

- `start` and `end` count the characters of the page's text as `irp show text --page 9` prints it.
- `box` is x0, top, x1, bottom in PDF points from the page's top left corner; null in a text dump.
- A value that runs over lines that do not follow each other, or over pages, has several places.
- A source that could not be read has an empty `sha256` and 0 `bytes`.

`status` is `verified` if every check passed or does not apply and no problem casts doubt;
`needs_review` if there is a record but something is in doubt; `failed` if there is no record.

## How a value relates to its words

Each field of the report is grounded in one of these ways.

| grounding | the words under the value's places |
|---|---|
"""

FOLDING = """
### Folding

A line's text is repaired once, when it is read, and the offsets count the repaired text:

- Unicode NFC; every kind of space is a space, and spaces are single;
- ligatures are letters ("ﬁ" is "fi"); a bullet of a symbol font at a line's start is "•";
- zero-width and control characters are removed; a soft hyphen stays at the end of a line only.

The report's own quotes and dashes are kept. A value that runs over several lines is those lines,
joined:

- with one space;
- without a space after a hyphen at the line's end, which is kept ("throw-" and "overs" are
  "throw-overs"; Word does not hyphenate by itself), unless a space comes before the hyphen (a
  dash) or the next line begins with "and", "or", "nor" or "to" ("short- and long-term");
- without a space after an en dash with no space before it ("25–" and "27 July" are "25–27 July");
- without a space if a soft hyphen ends the line; the soft hyphen is removed;
- without a space inside a web address that was broken at a punctuation mark.

So the text under a value's places, lines joined by these rules, is the value, letter for letter,
if its grounding is *verbatim*; a test checks this for every value of the reference report.
"""

_GROUNDING = {
    Grounding.VERBATIM: "folded (see below), they are the value",
    Grounding.TERM: "name the member of a closed vocabulary that the value is",
    Grounding.NUMBER: "are the number, in digits or in words",
    Grounding.DATE: "contain the date, or a part of it",
    Grounding.DERIVED: "are the evidence that irp concluded the value from",
}
_PLAIN = {
    str: "text",
    int: "integer",
    float: "number",
    date: "date",
    datetime: "date and time",
    AwareDatetime: "date and time",
    Any: "any value",
    Box: "four numbers",
}


def record_page() -> str:
    """The whole page."""
    models, enums = _reachable()
    parts = [HEAD.rstrip("\n")]
    parts[0] += "".join(f"\n| {name.value} | {told} |" for name, told in _GROUNDING.items())
    parts += [FOLDING.strip(), "## Models"]
    parts += [_model(model) for model in models]
    parts += ["## Vocabularies", *map(_vocabulary, enums)]
    return "\n\n".join(parts) + "\n"


def _reachable() -> tuple[list[type[BaseModel]], list[type[StrEnum]]]:
    """The models and vocabularies of an extraction, in the order in which they are met."""
    models: list[type[BaseModel]] = []
    enums: list[type[StrEnum]] = []

    def visit(model: type[BaseModel]) -> None:
        models.append(model)
        for info in model.model_fields.values():
            for part in _parts(info.annotation):
                if not isinstance(part, type) or part in (*models, *enums):
                    continue
                if issubclass(part, StrEnum):
                    enums.append(part)
                elif issubclass(part, BaseModel):
                    visit(part)

    visit(Extraction)
    return models, enums


def _parts(annotation: Any) -> Iterator[Any]:
    """An annotation and all that is inside it."""
    yield annotation
    if typing.get_origin(annotation) is not typing.Literal:
        for inner in typing.get_args(annotation):
            yield from _parts(inner)


def _model(model: type[BaseModel]) -> str:
    rows = [
        [
            f"`{name}`",
            _type(info.annotation),
            _grounding([*info.metadata, info.annotation]),
            (info.description or "").replace("|", "\\|"),
        ]
        for name, info in model.model_fields.items()
    ]
    # Empty columns are left out: only the report's models are grounded.
    table = [["field", "type", "grounding", "notes"], ["---"] * 4, *rows]
    kept = [i for i in range(4) if any(row[i] for row in rows)]
    lines = (f"| {' | '.join(row[i] for i in kept)} |" for row in table)
    return f"### {model.__name__}\n\n{_told(model)}\n\n" + "\n".join(lines)


def _vocabulary(enum: type[StrEnum]) -> str:
    members = ", ".join(f"`{member.value}`" for member in enum)
    return f"### {enum.__name__}\n\n{_told(enum)}\n\n{members}"


def _told(thing: type) -> str:
    """Its docstring in Markdown."""
    text = " ".join((thing.__doc__ or "").split())
    return text.replace("``", "`")


def _grounding(parts: list[Any]) -> str:
    for part in parts:
        for inner in _parts(part):
            if isinstance(inner, Grounding):
                return inner.value
    return ""


def _type(annotation: Any) -> str:
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        return _type(arguments[0])
    if origin in (typing.Union, types.UnionType):
        kinds = [_type(one) for one in arguments if one is not type(None)]
        return " or ".join([*kinds, "null"] if type(None) in arguments else kinds)
    if origin is typing.Literal:
        return " or ".join(f"`{value}`" for value in arguments)
    if origin is list:
        return f"list of {_type(arguments[0])}"
    if origin is dict:
        return f"map from {_type(arguments[0])} to {_type(arguments[1])}"
    if annotation in _PLAIN:
        return _PLAIN[annotation]
    return f"[{annotation.__name__}](#{annotation.__name__.lower()})"
