"""Make a drawn chart safe for a page: only shapes and words, with classes in place of colours.

An element or attribute that is not on the lists below is left out, so that no
script, style, link or foreign object can reach a page whatever a label says.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from xml.etree import ElementTree as ET

from irp.pages import base
from irp.pages.site.words import shown
from irp.record.vocabulary import Judgement

FILL, TEXT_ON = "j", "on"
"""Prefixes of the classes: the colour of a judgement, and of words on it."""

_SVG = "http://www.w3.org/2000/svg"
_ELEMENTS = frozenset({"svg", "g", "path", "rect", "line", "text", "tspan"})
_NUMBERS = frozenset(
    {"x", "y", "dy", "x1", "x2", "y1", "y2", "width", "height", "stroke-width", "font-size"}
)
_SHAPES: MappingProxyType[str, re.Pattern[str]] = MappingProxyType(
    {
        "d": re.compile(r"[MLHVZACQmlhvzacq0-9eE.,\s-]+"),
        "transform": re.compile(r"(?:(?:translate|rotate|scale)\([0-9eE.,\s-]+\)\s*)+"),
        "text-anchor": re.compile(r"start|middle|end"),
        "viewBox": re.compile(r"[0-9.\s-]+"),
    }
)
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:px)?")
_ORDER: tuple[Judgement | None, ...] = (*Judgement, None)
_PLAIN = MappingProxyType({"#000": "ink", "#888": "rule", "#ddd": "grid"})


def fill_sign(judgement: Judgement | None, prefix: str = FILL) -> str:
    """The colour that marks a judgement until ``cleaned`` replaces it by a class."""
    return f"#{1 if prefix == FILL else 2:02x}{_ORDER.index(judgement):02x}fe"


def class_of(judgement: Judgement | None, prefix: str = FILL) -> str:
    """The class of a judgement in the style sheet: "j-good", "on-good"."""
    word = judgement.value.removesuffix("_progress").replace("_", "-") if judgement else "missing"
    return f"{prefix}-{word}"


_SIGNS = MappingProxyType(
    {fill_sign(j, prefix): class_of(j, prefix) for j in _ORDER for prefix in (FILL, TEXT_ON)}
)


def cleaned(svg: str, *, name: str, title: str, description: str, alone: bool) -> str:
    """A drawn chart as an element of a page.

    Args:
        svg: as vl-convert draws it.
        name: of the chart; the ids of its title and description begin with it.
        title: what the chart shows.
        description: the same for people who cannot see it.
        alone: it is a separate file, which contains its colours.
    """
    # Output of our own renderer, which escapes every label: no entities, no external parts.
    root = _copy(ET.fromstring(svg))  # noqa: S314
    if root is None:
        raise ValueError("a drawing without a shape")
    root.attrib.update(
        {
            "class": "chart",
            "role": "img",
            "aria-labelledby": f"{name}-title {name}-description",
            "focusable": "false",
        }
    )
    said = ET.Element("title", {"id": f"{name}-title"})
    said.text = shown(title)
    more = ET.Element("desc", {"id": f"{name}-description"})
    more.text = shown(description)
    root[:0] = [said, more]
    if alone:
        root.set("xmlns", _SVG)
        style = ET.Element("style")
        style.text = base.asset("site/chart.css")
        root.insert(2, style)
    return ET.tostring(root, encoding="unicode")


def _copy(element: ET.Element) -> ET.Element | None:
    """The element with what is on the lists; None if it shows nothing."""
    tag = element.tag.removeprefix(f"{{{_SVG}}}")
    if tag not in _ELEMENTS or element.get("display") == "none":
        return None
    copy = ET.Element(tag)
    for attribute, value in element.attrib.items():
        if attribute in _NUMBERS and _NUMBER.fullmatch(value):
            copy.set(attribute, value.removesuffix("px"))
        elif attribute in _SHAPES and _SHAPES[attribute].fullmatch(value):
            copy.set(attribute, value)
    classes = [_class(element.get(paint), paint) for paint in ("fill", "stroke")]
    if names := " ".join(found for found in classes if found):
        copy.set("class", names)
    if tag in ("text", "tspan"):
        copy.text = element.text
    copy.extend(child for part in element if (child := _copy(part)) is not None)
    shows_nothing = not len(copy) if tag == "g" else tag in ("path", "rect") and not names
    return None if shows_nothing else copy


def _class(colour: str | None, paint: str) -> str | None:
    if colour is None:
        return None
    if colour in _SIGNS:
        return _SIGNS[colour]
    word = _PLAIN.get(colour)
    return f"{word}-{paint}" if word else None
