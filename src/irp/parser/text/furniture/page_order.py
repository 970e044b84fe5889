"""Checks that the printed page numbers rise by one from page to page, so that none is missing."""

from __future__ import annotations

from collections import Counter

from irp.parser.patterns import Pattern
from irp.parser.text.model import Document, Page, TextProblem

_NUMBERS = Pattern(r"(?<![\d.–-])\d{1,3}(?![\d.%–-])")
_LEAST_PAGES = 4
_LEAST_SHARE = 0.5
"""The least share of pages with the same offset for the numbers to be page numbers."""


def page_order(document: Document) -> list[TextProblem]:
    """A problem where a printed page number is not the expected one.

    The printed numbers run alongside the pages, so that most differ from the page's position by
    the same number. A page that does not is missing before it, repeated or out of order. Numbers
    that are ahead of the pages from the start show that pages are missing at the front.
    """
    numbered = {page.number: _numbers(page) for page in document.pages}
    numbered = {page: numbers for page, numbers in numbered.items() if numbers}
    offsets = Counter(number - page for page, numbers in numbered.items() for number in numbers)
    if len(numbered) < _LEAST_PAGES or not offsets:
        return []
    usual, count = offsets.most_common(1)[0]
    if count < max(_LEAST_PAGES, _LEAST_SHARE * len(numbered)):
        return []
    wrong = [page for page, numbers in numbered.items() if page + usual not in numbers]
    if wrong:
        page = wrong[0]
        printed = ", ".join(map(str, sorted(numbered[page])))
        message = (
            f"page {page} is printed as page {printed}, where {page + usual} should come: pages"
            " are missing, repeated or out of order"
        )
        return [_problem(document, page, message)]
    if usual > 0:
        first = min(numbered)
        message = f"page {first} is printed as page {first + usual}: pages are missing before it"
        return [_problem(document, first, message)]
    return []


def _numbers(page: Page) -> set[int]:
    """The numbers in a page's running head and foot that may be its page number."""
    return {
        int(match[0])
        for line in page.lines
        if line.furniture is not None and line.furniture.value != "contents"
        for match in _NUMBERS.finditer(line.text)
    }


def _problem(document: Document, page: int, message: str) -> TextProblem:
    lines = [
        line
        for line in document.pages[page - 1].lines
        if line.furniture is not None and _NUMBERS.search(line.text)
    ]
    return TextProblem("page_order", message, lines[-1].span() if lines else None)
