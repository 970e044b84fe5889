"""Templates to pages: escaping everywhere, and a content security policy in every page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from irp.errors import MissingExtraError
from irp.pages.site import words
from irp.pages.site.rows import ReportLine
from irp.pages.site.svg import class_of
from irp.vocabulary import Body, FollowUpKind, Judgement, Outcome, Status

if TYPE_CHECKING:
    from jinja2 import Environment

POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"
"""What a page without scripts may load: its style sheet and icon, from its own site."""
SCRIPT_POLICY = (
    f"{POLICY}; script-src 'self'; require-trusted-types-for 'script'; trusted-types irp-index"
)
"""The page with the table may also load the site's scripts. Only the loader of the search index
may name a script, and nothing may make markup of text."""


class Pieces(NamedTuple):
    """A paragraph's text as it is laid out."""

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
    try:
        import jinja2
    except ImportError as error:
        raise MissingExtraError(
            "pages need the extra 'pages': pip install 'hmip-irp[pages]'"
        ) from error
    made = jinja2.Environment(
        loader=jinja2.PackageLoader("irp.pages.site"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters.update(
        judgement_words=words.judgement_words,
        judgement_class=_judgement_class,
        status_words=lambda status: words.STATUSES[Status(status)],
        body_words=lambda body: words.BODIES[Body(body)],
        kind_words=lambda kind: words.KINDS[FollowUpKind(kind)],
        outcome_words=lambda outcome: words.OUTCOMES[Outcome(outcome)],
        place_kind=words.place_kind,
        counted=words.count,
        not_enough=not_enough,
        pieces=pieces,
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


def _judgement_class(judgement: Judgement | None) -> str:
    return class_of(judgement)


def _finalize(value: object) -> object:
    """What stands in a page for a value: text from outside is made showable."""
    if value is None:
        return ""
    if isinstance(value, str):
        text = words.shown(value)
        # What is escaped already stays so; everything else is escaped after this.
        return type(value)(text) if hasattr(value, "__html__") else text
    return value
