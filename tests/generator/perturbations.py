"""Changes of a report that must not change what comes out of it, beyond what they add."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

from .document import Element, Gap, Numbered, PageBreak, Report
from .options import Options

Perturbation = Callable[[Report, Random], Report]


def _before_paragraphs(report: Report, rng: Random, share: float, what: Element) -> Report:
    elements: list[Element] = []
    for element in report.elements:
        if isinstance(element, Numbered) and rng.random() < share:
            elements.append(what)
        elements.append(element)
    return replace(report, elements=tuple(elements))


def _page_breaks(report: Report, rng: Random) -> Report:
    """Pages break before one paragraph in six."""
    return _before_paragraphs(report, rng, 1 / 6, PageBreak())


def _gaps(report: Report, rng: Random) -> Report:
    """White space before one paragraph in four."""
    return _before_paragraphs(report, rng, 1 / 4, Gap(rng.randint(10, 90)))


PERTURBATIONS: dict[str, Perturbation] = {"page_breaks": _page_breaks, "gaps": _gaps}


def wished(seed: int, options: Options, perturbations: tuple[str, ...]) -> Options:
    return options
