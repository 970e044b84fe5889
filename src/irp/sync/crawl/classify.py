"""Whether a page is about an independent review of progress, by its own words.

The slug says nothing, and the link's text can mislead. What the page says of the report itself
(its summary, heading, details) counts; that a review is yet to come stands in the text of many an
inspection. Where the page says nothing of itself, the PDF's cover decides.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

from irp.sync.crawl.markup import ReportPage


class Verdict(StrEnum):
    """What a page is found to be about."""

    REVIEW = "review"
    """An independent review of progress, by the page's own words."""
    PERHAPS = "perhaps"
    """The page does not say what it is, but speaks of a review: the PDF's cover decides."""
    OTHER = "other"
    """Another kind of report."""
    UNKNOWN = "unknown"
    """Markup that irp does not know."""


_REVIEW: Final = re.compile(r"\bindependent\s+reviews?\s+of\s+progress\b", re.IGNORECASE)
_SHORT: Final = re.compile(r"\bIRP\b")


def judge(page: ReportPage) -> Verdict:
    """Say what a page is about."""
    if not page.known:
        return Verdict.UNKNOWN
    for words in (page.summary, page.title, page.details):
        if speaks_of_a_review(words):
            return Verdict.REVIEW
    if page.summary:
        return Verdict.OTHER
    # Without a summary, the text below is the page's only word on what it is.
    return (
        Verdict.PERHAPS if speaks_of_a_review(f"{page.content} {page.link_text}") else Verdict.OTHER
    )


def speaks_of_a_review(words: str) -> bool:
    """Whether words name an independent review of progress."""
    return bool(_REVIEW.search(words) or _SHORT.search(words))
