"""The changes that perturbations make to a finished document."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from random import Random

from .document import (
    Box,
    Continued,
    Definition,
    Element,
    Entry,
    Footnote,
    Gap,
    Heading,
    Numbered,
    PageBreak,
    Picture,
    Report,
    Running,
    Signature,
    Term,
)

_MOVABLE = (Box, Picture, Entry, Definition, Term, Signature)


def _before(
    report: Report, rng: Random, share: float, what: Element, fits: Callable[[Element], bool]
) -> Report:
    elements: list[Element] = []
    for element in report.elements:
        if fits(element) and rng.random() < share:
            elements.append(what)
        elements.append(element)
    return replace(report, elements=tuple(elements))


def _numbered(element: Element) -> bool:
    return isinstance(element, Numbered)


def _movable(element: Element) -> bool:
    heading = isinstance(element, Heading) and element.level > 1
    return heading or isinstance(element, _MOVABLE)


def page_breaks(report: Report, rng: Random) -> Report:
    """Pages break before one paragraph in six."""
    return _before(report, rng, 1 / 6, PageBreak(), _numbered)


def page_breaks_anywhere(report: Report, rng: Random) -> Report:
    """Pages break before one heading, box, photograph or entry in six."""
    return _before(report, rng, 1 / 6, PageBreak(), _movable)


def gaps(report: Report, rng: Random) -> Report:
    """White space before one paragraph in four."""
    return _before(report, rng, 1 / 4, Gap(rng.randint(10, 90)), _numbered)


def breaks_inside(report: Report, rng: Random) -> Report:
    """Pages break within one paragraph in ten, before a small letter."""
    return replace(report, elements=tuple(_broken(report, rng)))


def _broken(report: Report, rng: Random) -> Iterator[Element]:
    elements = report.elements
    for index, element in enumerate(elements):
        following = elements[index + 1] if index + 1 < len(elements) else None
        whole = not isinstance(following, Footnote | Continued | Picture)
        if isinstance(element, Numbered) and not element.bullets and whole:
            cuts = _cuts(element.text)
            if cuts and rng.random() < 0.1:
                cut = rng.choice(cuts)
                yield replace(element, text=element.text[:cut])
                yield PageBreak()
                yield Continued(element.text[cut + 1 :])
                continue
        yield element


def _cuts(text: str) -> list[int]:
    """Spaces in the middle of a text, between small letters."""
    middle = range(len(text) // 4, 3 * len(text) // 4)
    return [i for i in middle if text[i] == " " and text[i - 1].islower() and text[i + 1].islower()]


def odd_even(report: Report, _rng: Random) -> Report:
    """The page's number at the outer edge."""
    title = report.running.footer_left or report.title
    running = Running("", f"{title} {{page}}", f"{{page}} {title}", "", report.running.header)
    return replace(report, running=running)


def no_feet(report: Report, _rng: Random) -> Report:
    """Nothing but the page's number."""
    return replace(report, running=replace(report.running, footer_left="", even_left=None))


def running_heads(report: Report, _rng: Random) -> Report:
    return replace(report, running=replace(report.running, header="{section}"))
