"""Looking at a review page: what is lit, what is chosen, what is in view."""

from __future__ import annotations

from typing import NamedTuple

from playwright.sync_api import Page

from irp.record.extraction import Place
from pages.making import Made

JUDGEMENT = "/follow_ups/2/judgement/value"
"""A value to choose where any will do."""
WITHIN = 2.0
"""Pixels of the screen."""


class Rect(NamedTuple):
    page: int
    left: float
    top: float
    right: float
    bottom: float


def lit(page: Page) -> list[Rect]:
    """The boxes that are lit, in pixels from their picture's corner."""
    return [
        Rect(*rect)
        for rect in page.evaluate(
            """() => [...document.querySelectorAll('.box-chosen')].map((box) => {
                const image = box.closest('.picture').querySelector('img');
                const picture = image.getBoundingClientRect();
                const r = box.getBoundingClientRect();
                return [Number(box.closest('.sheet').dataset.page), r.left - picture.left,
                    r.top - picture.top, r.right - picture.left, r.bottom - picture.top];
            })"""
        )
    ]


def due(page: Page, made: Made, places: list[Place]) -> list[Rect]:
    """Where the places ought to be, by the provenance and the size of the pictures."""
    widths: dict[str, float] = page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll('.sheet')].map((sheet) => [
            sheet.dataset.page, sheet.querySelector('img').getBoundingClientRect().width]))"""
    )
    rects = []
    for place in places:
        assert place.box is not None
        width = made.sheets[place.page - 1].width
        assert width is not None
        scale = widths[str(place.page)] / width
        rects.append(Rect(place.page, *(edge * scale for edge in place.box)))
    return rects


def apart(one: list[Rect], other: list[Rect]) -> float:
    """How far two sets of rectangles are apart at most; infinitely where they do not pair."""
    if [rect.page for rect in sorted(one)] != [rect.page for rect in sorted(other)]:
        return float("inf")
    pairs = zip(sorted(one), sorted(other), strict=True)
    return max(abs(a - b) for first, second in pairs for a, b in zip(first, second, strict=True))


def chosen(page: Page) -> list[str]:
    """The keys of the values that are lit."""
    keys: list[str] = page.evaluate(
        "() => [...document.querySelectorAll('.chosen')].map((e) => e.dataset.at)"
    )
    return sorted(set(keys))


def in_view(page: Page, selector: str) -> bool:
    """Whether the first element that fits is on the screen and in sight of its pane."""
    seen: bool = page.evaluate(
        """(selector) => {
            const r = document.querySelector(selector).getBoundingClientRect();
            const [x, y] = [(r.left + r.right) / 2, (r.top + r.bottom) / 2];
            return x >= 0 && y >= 0 && x < innerWidth && y < innerHeight
                && !document.elementFromPoint(x, y)?.closest('.band, .tools, .legend');
        }""",
        selector,
    )
    return seen


def spread(keys: list[str], count: int) -> list[str]:
    return [keys[round(i * (len(keys) - 1) / (count - 1))] for i in range(count)]
