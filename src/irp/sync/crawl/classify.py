"""Whether a page is about an independent review of progress, by its own words.

The slug says nothing, and the link's text can mislead. What the page says of the report itself
(its summary, heading, details) counts; the text of many an inspection says that a review will
follow. If the page does not say what it is, the PDF's cover decides.
"""

from __future__ import annotations

import re
from typing import Final

from irp.sync.archive.state import Verdict
from irp.sync.crawl.markup import ReportPage

_REVIEW: Final = re.compile(r"\bindependent\s+reviews?\s+of\s+progress\b", re.IGNORECASE)
_SHORT: Final = re.compile(r"\bIRP\b")


def classify(page: ReportPage) -> Verdict:
    """Classify a report page."""
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
