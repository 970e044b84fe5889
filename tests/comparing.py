"""Comparing a record with the truth, and a value with the words under its spans."""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Iterator
from datetime import date
from typing import Any

from irp.errors import TermParseError
from irp.parser.text.model import Document
from irp.parser.text.passage import joiner
from irp.parser.wording.numbers import parse_number
from irp.record.extraction import Extraction, Place
from irp.record.grounding import Grounding, Record
from irp.record.report import Report
from irp.record.vocabulary import (
    MONTHS,
    Body,
    FollowUpKind,
    Judgement,
    Priority,
    body_of,
    judgement_of,
)

_NOTHING: tuple[Any, ...] = (None, "", [], {})
UNSTATED = {
    "/figures/*/labels": "which words of a chart are labels depends on who prints it",
    "/figures/*/counts": "a dump has no charts; tests/charts holds them",
    "/outcome_witnesses": "the same",
}
"""Fields that a truth need not state, each with the reason; else what it does not is empty."""


def differences(
    expected: Any, found: Any, pointer: str = "", *, whole: bool = True
) -> Iterator[str]:
    """Where a record lacks what the truth states, says something else, or says more.

    ``whole``: the truth states all there is; else more fields are welcome.
    """
    if isinstance(expected, dict) and isinstance(found, dict):
        for key in [*expected, *(key for key in found if key not in expected)]:
            inner = f"{pointer}/{key}"
            if key not in found:
                yield f"{inner} is missing"
            elif key in expected:
                yield from differences(expected[key], found[key], inner, whole=whole)
            elif whole and found[key] not in _NOTHING and _kind(inner) not in UNSTATED:
                yield f"{inner} is {found[key]!r}, which the truth does not state"
    elif isinstance(expected, list) and isinstance(found, list):
        if len(expected) != len(found):
            yield f"{pointer} has {len(found)} items, not {len(expected)}"
        for index, (one, other) in enumerate(zip(expected, found, strict=False)):
            yield from differences(one, other, f"{pointer}/{index}", whole=whole)
    elif expected != found:
        yield f"{pointer} is {found!r}, not {expected!r}"


def _kind(pointer: str) -> str:
    """A pointer without the positions in lists."""
    return re.sub(r"/\d+", "/*", pointer)


def leaves(
    value: Any, annotation: Any, pointer: str = ""
) -> Iterator[tuple[str, Any, Grounding | None]]:
    """Every leaf of a record that is not null: its pointer, its value, how it is grounded."""
    annotation, grounding = _resolved(annotation)
    if value is None:
        return
    if isinstance(value, Record):
        for name, info in type(value).model_fields.items():
            told = next((m for m in info.metadata if isinstance(m, Grounding)), None)
            field = typing.Annotated[info.annotation, told] if told else info.annotation
            yield from leaves(getattr(value, name), field, f"{pointer}/{name}")
    elif isinstance(value, dict):
        inner = typing.get_args(annotation)[1]
        for name, item in value.items():
            yield from leaves(item, inner, f"{pointer}/{name}")
    elif isinstance(value, list):
        inner = typing.get_args(annotation)[0]
        for index, item in enumerate(value):
            yield from leaves(item, inner, f"{pointer}/{index}")
    else:
        yield pointer, value, grounding


def _resolved(annotation: Any) -> tuple[Any, Grounding | None]:
    """An annotation without "or None", and the grounding in it."""
    if typing.get_origin(annotation) is typing.Annotated:
        inner, *told = typing.get_args(annotation)
        found = next((item for item in told if isinstance(item, Grounding)), None)
        resolved, deeper = _resolved(inner)
        return resolved, found or deeper
    if typing.get_origin(annotation) in (typing.Union, types.UnionType):
        return _resolved(next(a for a in typing.get_args(annotation) if a is not type(None)))
    return annotation, None


def report_leaves(report: Report) -> Iterator[tuple[str, Any, Grounding | None]]:
    """Every leaf of a report that is not null."""
    return leaves(report, Report)


def folded(document: Document, places: list[Place]) -> str:
    """The words under places, folded as ``docs/record.md`` says."""
    lines: list[str] = []
    for place in places:
        text = document.pages[place.page - 1].text[place.start : place.end]
        lines += [line.strip() for line in text.split("\n") if line.strip()]
    text = ""
    for line in lines:
        glue = joiner(text, line) if text else ""
        text = text.removesuffix("\u00ad") + glue + line
    return text


def misgrounded(extraction: Extraction, document: Document) -> list[str]:
    """The leaves whose value is not what the words under their spans say."""
    assert extraction.report is not None
    wrong = []
    for pointer, value, grounding in report_leaves(extraction.report):
        places = extraction.provenance.get(pointer)
        if grounding is None or not places:
            wrong.append(f"{pointer} has no grounding, or no place")
        elif grounding is Grounding.DERIVED and all(map(_is_drawn, places)):
            continue  # a bar or a slice has no words
        elif not agrees(value, folded(document, places), grounding):
            wrong.append(f"{pointer}: {value!r} stands on {folded(document, places)!r}")
    return wrong


def _is_drawn(place: Place) -> bool:
    return place.start == place.end and place.box is not None


def agrees(value: Any, words: str, grounding: Grounding) -> bool:
    """Whether a value is what the words say, by the kind of grounding."""
    if grounding is Grounding.VERBATIM:
        return bool(words == value)
    if grounding is Grounding.TERM:
        return _names(value, words)
    if grounding is Grounding.NUMBER:
        return bool(parse_number(words) == value)
    if grounding is Grounding.DATE:
        return _holds_date(value, words)
    return bool(words)


def _names(value: Any, words: str) -> bool:
    try:
        if isinstance(value, Judgement):
            return judgement_of(words) is value
        if isinstance(value, Body):
            return body_of(words) is value
    except TermParseError:
        return False
    if isinstance(value, FollowUpKind | Priority):
        return value.value in words.casefold()
    return str(value).replace("_", " ") in words.casefold()


def _holds_date(value: Any, words: str) -> bool:
    if isinstance(value, date):
        return str(value.day) in words and MONTHS[value.month - 1] in words
    return str(value) in words or (1 <= value <= 12 and MONTHS[value - 1] in words)
