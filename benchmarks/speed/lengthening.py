"""Reports of any length: an invented report whose findings go on and on, set as a PDF."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pypdf

import generator
from generator import Options, Report
from generator.document import Element, Numbered

_SECTION = "3."
"""What the numbers of the progress section's paragraphs begin with in the layout of 2021."""
_MOST = 990
"""Paragraphs in a section: their numbers have three digits at most."""
_SENTENCES = 4
"""How often the words of a paragraph are said in it, so that fewer numbers fill a page."""


def long_report(times: int, seed: int = 7) -> bytes:
    """A PDF whose findings stand so many times one after another, with numbers that run on.

    With 0 the report is as it was, the shortest to be had.
    """
    options = Options(recommendations=4, themes=0, paragraphs=(3, 3), photographs=0)
    report = generator.build(generator.make_truth(seed, "2021", options=options))
    longer = replace(report, elements=tuple(_longer(report, times)))
    return generator.render(longer, "reportlab")


def pages_of(data: bytes) -> int:
    """How many pages a PDF has."""
    return len(pypdf.PdfReader(io.BytesIO(data)).pages)


def _longer(report: Report, times: int) -> Iterator[Element]:
    elements: Sequence[Element] = report.elements
    count = 0
    for position, element in enumerate(elements):
        if not (isinstance(element, Numbered) and _is_finding(element)):
            yield element
            continue
        below = elements[position + 1] if position + 1 < len(elements) else None
        last = not _is_finding(below)  # the judgement
        for _ in range(1 if last else max(times, 1)):
            count += 1
            said = 1 if last or not times else _SENTENCES
            text = " ".join([element.text] * said)
            yield replace(element, number=f"{_SECTION}{count}", text=text)
    if count > _MOST:
        raise ValueError(f"{count} paragraphs are more than their numbers can count")


def _is_finding(element: object) -> bool:
    return isinstance(element, Numbered) and element.number.startswith(_SECTION)
