"""Reports of any length with similar pages: an invented report with repeated findings.

Nothing begins a new page, and a repeated finding has a list below it, so that its pages contain as
many characters as the others: only the number of pages grows.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pypdf
import pypdfium2

import generator
from generator import Options, Report
from generator.document import Contents, Element, Heading, Numbered, PageBreak

_SECTION = "3."
"""The prefix of the paragraph numbers of the progress section in the layout of 2021."""
_MOST = 990
"""Paragraphs in a section: their numbers have three digits at most."""
_ITEMS = 8
"""Items in the list below a repeated finding, and the words of each: chosen so that a page of them
has as many characters as a page of the original report."""
_ITEM_WORDS = 5


def long_report(times: int, seed: int = 7) -> bytes:
    """A PDF whose findings are repeated so many times, with continuous numbers.

    With 0 the report is unchanged, the shortest possible.
    """
    options = Options(recommendations=4, themes=0, paragraphs=(3, 3), photographs=0)
    report = generator.build(generator.make_truth(seed, "2021", options=options))
    longer = replace(report, elements=tuple(_flowing(_longer(report, times))))
    return generator.render(longer, "reportlab")


def pages_of(data: bytes) -> int:
    """How many pages a PDF has."""
    return len(pypdf.PdfReader(io.BytesIO(data)).pages)


def characters_of(data: bytes) -> int:
    """How many characters pdfium finds in a PDF."""
    document = pypdfium2.PdfDocument(data)
    return sum(page.get_textpage().count_chars() for page in document)


def _flowing(elements: Iterator[Element]) -> Iterator[Element]:
    """Everything on full pages, except the first."""
    for element in elements:
        if isinstance(element, Heading):
            yield replace(element, new_page=False)
        elif not isinstance(element, Contents | PageBreak):
            yield element


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
            number = f"{_SECTION}{count}"
            if last or not times:
                yield replace(element, number=number)
            else:
                text = _turned(element.text, count)
                yield replace(element, number=number, text=text, bullets=_list_of(text))
    if count > _MOST:
        raise ValueError(f"{count} paragraphs are more than their numbers can count")


def _turned(text: str, by: int) -> str:
    """A text that begins with another of its words: a text on every page would be furniture."""
    end = text[-1]
    words = text[:-1].split()
    first = by % len(words)
    turned = " ".join([*words[first:], *words[:first]])
    return turned[0].upper() + turned[1:] + end


def _list_of(text: str) -> tuple[str, ...]:
    words = text[:-1].split()
    turned = (words[i : i + _ITEM_WORDS] or words[:_ITEM_WORDS] for i in range(_ITEMS))
    items = [" ".join(item).strip(".,;:").lower() for item in turned]
    return (*(f"{item};" for item in items[:-1]), f"{items[-1]}.")


def _is_finding(element: object) -> bool:
    return isinstance(element, Numbered) and element.number.startswith(_SECTION)
