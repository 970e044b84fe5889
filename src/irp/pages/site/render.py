"""Rendering the site's templates, with ``irp.pages.base``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from irp.pages import base
from irp.pages.site import words
from irp.pages.site.data.rows import ReportLine
from irp.pages.site.svg import class_of

if TYPE_CHECKING:
    from jinja2 import Environment

POLICY = base.policy(more={"style-src": "'self'", "img-src": "'self'"})
"""What a page without scripts may load: its style sheet and icon, from its own site. ``'self'``
applies to a folder, too: a browser treats the files next to a page as the page's own."""
SCRIPT_POLICY = base.policy(
    more={
        "style-src": "'self'",
        "img-src": "'self'",
        "script-src": "'self'",
        "require-trusted-types-for": "'script'",
        "trusted-types": "irp-index",
    }
)
"""The page with the table may also load the site's scripts. Only the loader of the search index
may name a script, and nothing may turn text into markup."""


class Pieces(NamedTuple):
    """A paragraph's text, divided for layout."""

    first: str
    bullets: list[str]


def render(template: str, values: Mapping[str, Any]) -> str:
    """One page.

    Raises:
        MissingExtraError: jinja2 is not installed.
    """
    return environment().get_template(template).render(values)


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The templates with their filters.

    Raises:
        MissingExtraError: jinja2 is not installed.
    """
    made = base.environment()
    made.finalize = _finalize
    made.filters.update(
        chart_class=class_of,
        counted=words.count,
        judgement_words=words.judgement_words,
        not_enough=not_enough,
        pieces=pieces,
        place_kind=words.place_kind,
    )
    return made


def not_enough(line: ReportLine) -> int:
    """How many of a report's follow-ups were judged not to have got far enough."""
    return sum(
        number
        for (_, judgement), number in line.judgements.items()
        if judgement in words.NOT_ENOUGH
    )


def pieces(text: str) -> Pieces:
    """A paragraph's words before its bullets, and the bullets; the record has "• " before each."""
    first, *bullets = re.split(r"\s*• ", text)
    return Pieces(first, bullets)


def _finalize(value: object) -> object:
    """A value as a page shows it: text from outside is made safe."""
    if value is None:
        return ""
    if isinstance(value, str):
        text = words.shown(value)
        # Escaped text stays as it is; everything else is escaped after this.
        return type(value)(text) if hasattr(value, "__html__") else text
    return value
