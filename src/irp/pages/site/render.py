"""Rendering the site's templates, with ``irp.pages.base``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from irp.pages import base
from irp.pages.site import words
from irp.pages.site.charts import class_of
from irp.pages.site.data.rows import ReportLine

if TYPE_CHECKING:
    from jinja2 import Environment

    from irp.record.report import Paragraph

POLICY = base.policy(more={"style-src": "'self'", "img-src": "'self'"})
"""What a page without scripts may load: its style sheet and icon, from its own site. ``'self'``
applies to a folder, too: a browser treats the files next to a page as the page's own."""
FORM_POLICY = POLICY.replace("form-action 'none'", "form-action 'self'")
"""The page whose form leads to the table may send it to its own site."""
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
        is_in=is_in,
        judgement_words=words.judgement_words,
        not_enough=not_enough,
        number=lambda count: f"{count:,}",
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


def is_in(paragraphs: Iterable[Paragraph], sentence: str) -> bool:
    """Whether a sentence is within one piece of one of the paragraphs."""
    return any(
        sentence in piece
        for paragraph in paragraphs
        for piece in (pieces(paragraph.text).first, *pieces(paragraph.text).bullets)
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
