"""Two readings of one source, held against each other: what differs, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Any

from irp.options import PDF_ENGINES, Options
from irp.parser.pipeline import read_with
from irp.parser.text.model import Document, Line, Page, Picture
from irp.record.extraction import Extraction
from irp.record.spans import Box
from irp.source import SourceFile

CLOSE = 1.0
"""Points by which places may differ."""
_EXACT = ("start", "text", "cells", "bold", "bold_until", "italic")
_MARKS = ("below_picture", "in_figure", "furniture", "apart", "first_on_page")


def disagreements(one: Document, other: Document) -> list[str]:
    """How two documents differ in what the stages after the text stage can see."""
    found = [
        f"{name}: {a!r}, {b!r}"
        for name in ("title", "producer", "problems")
        if (a := getattr(one, name)) != (b := getattr(other, name))
    ]
    if len(one.pages) != len(other.pages):
        found.append(f"{len(one.pages)} pages, {len(other.pages)}")
    for page, its in zip(one.pages, other.pages, strict=False):
        found += [f"page {page.number}: {difference}" for difference in _of_pages(page, its)]
    return found


def _of_pages(one: Page, other: Page) -> Iterator[str]:
    sizes = (one.width, one.height, one.rotation), (other.width, other.height, other.rotation)
    if not _near(*(tuple(float(x or 0) for x in size) for size in sizes)):
        yield f"size and rotation {sizes[0]}, {sizes[1]}"
    for line, its in zip_longest(one.lines, other.lines):
        if line is None or its is None:
            yield f"line {line and line.text!r}, {its and its.text!r}"
        else:
            yield from _of_lines(line, its)
    for picture, its in zip_longest(one.pictures, other.pictures):
        if picture is None or its is None or not _same_picture(picture, its):
            yield f"picture {picture}, {its}"


def _of_lines(one: Line, other: Line) -> Iterator[str]:
    for name in (*_EXACT, *_MARKS):
        a, b = getattr(one, name), getattr(other, name)
        if a != b:
            yield f"{name} of {one.text!r}: {a!r}, {b!r}"
    if not _near(one.box, other.box) or abs((one.size or 0) - (other.size or 0)) > 0.05:
        yield f"place of {one.text!r}: {one.box} {one.size}, {other.box} {other.size}"
    elif abs((one.gap or 0) - (other.gap or 0)) > 0.05:
        yield f"gap above {one.text!r}: {one.gap}, {other.gap}"
    for word, its in zip(one.words, other.words, strict=False):
        if word[:2] != its[:2] or not _near(word[2:], its[2:]):
            yield f"word in {one.text!r}: {word}, {its}"


def _same_picture(one: Picture, other: Picture) -> bool:
    return _near(one.box, other.box) and one.alt_text == other.alt_text


def _near(one: Box | Sequence[float] | None, other: Box | Sequence[float] | None) -> bool:
    if one is None or other is None:
        return one is other
    return all(abs(a - b) <= CLOSE for a, b in zip(one, other, strict=True))


# ------------------------------------------------------------------ records


def engines_disagree(source: SourceFile) -> list[str]:
    """How the engines' readings of a PDF differ: the text, the record, or a place by over 1 pt."""
    first, *others = (read_with(source, Options(), engine) for engine in PDF_ENGINES)
    found: list[str] = []
    for other in others:
        if first.document and other.document:
            found += disagreements(first.document, other.document)
        found += records_disagree(first.extraction, other.extraction)
    return [f"{source.name}: {difference}" for difference in found]


def records_disagree(one: Extraction, other: Extraction) -> list[str]:
    """How two records differ in anything but the parser's name, places up to a point."""
    mine, its = (
        extraction.model_dump(mode="json", exclude={"parser": {"engine", "engine_version"}})
        for extraction in (one, other)
    )
    return list(_of_values(mine, its, ""))


def _of_values(one: Any, other: Any, pointer: str) -> Iterator[str]:
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        for key, value in one.items():
            yield from _of_values(value, other[key], f"{pointer}/{key}")
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for index, (mine, its) in enumerate(zip(one, other, strict=True)):
            yield from _of_values(mine, its, f"{pointer}/{index}")
    elif isinstance(one, float) and isinstance(other, float):  # the edge of a box
        if abs(one - other) > CLOSE:
            yield f"{pointer}: {one}, {other}"
    elif one != other:
        yield f"{pointer}: {one!r}, {other!r}"
