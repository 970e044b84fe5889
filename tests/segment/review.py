"""A short review as a dump, and ways to change its structure."""

from __future__ import annotations

from collections.abc import Callable

import regex

from irp.parser.pipeline import run
from irp.record.extraction import Extraction
from irp.source import SourceFile

TITLE = "Section 3 Progress against the key concerns and recommendations and Ofsted themes"
REVIEW = f"""Report on an independent review of progress at

HMP Ashdown Vale

by HM Chief Inspector of Prisons

3–5 May 2022
\f
Section 1 Chief Inspector’s summary

1.1 HMP Ashdown Vale is a category B prison.

1.2 It had an independent review of progress, and this was a good one.

Ada Fenwick
HM Chief Inspector of Prisons
June 2022
\f
Section 2 Key findings

2.1 We followed up two recommendations from our most recent inspection in May 2021 and Ofsted
followed up one theme.

2.2 HMI Prisons judged that there was good progress in one recommendation and insufficient
progress in one recommendation.

2.3 Ofsted judged that there was reasonable progress in one theme.
\f
{TITLE}

The following provides a brief description of our findings.

Managing behaviour

Concern: Too many prisoners felt unsafe. Violence had gone up since the last inspection, and
nobody had asked why.

Recommendation: Violence should be reduced, and its reasons should be understood by all who
work there. (1.33)

3.1 The number of assaults had gone down by a third in the year before our visit.

3.2 We considered that the prison had made good progress against this recommendation.

Security

Concern: Drugs came in by post, and the prison had no means of finding them in time.

Recommendation: The supply of drugs should be reduced through a strategy that is put into
practice. (1.34)

3.3 There was still no machine that could have found them, and no date for one.

3.4 We considered that the prison had made insufficient progress against this recommendation.

Education, skills and work

Theme 1: Leaders should ensure that there are enough places in education for all prisoners who
want one. (5.16)

3.5 There were a few more places, and most of them were taken up by prisoners every day.

3.6 Ofsted considered that the prison had made reasonable progress against this theme.
\f
Section 4 Summary of judgements

A list of the recommendations and themes followed up at this visit and the judgements made.

HMI Prisons recommendations

Violence should be reduced, and its reasons should be understood by all who work there.
(1.33)
Good progress

The supply of drugs should be reduced through a strategy that is put into practice. (1.34)
Insufficient progress

Ofsted themes

Theme 1: Leaders should ensure that there are enough places in education for all prisoners who
want one. (5.16)
Reasonable progress
"""


def replaced(pattern: str, by: str, count: int = 0) -> Callable[[str], str]:
    return lambda text: regex.sub(pattern, by, text, count=count, flags=regex.MULTILINE)


def in_capitals(text: str) -> str:
    return regex.sub(r"^Section .*$", lambda m: m[0].upper(), text, flags=regex.MULTILINE)


def read(text: str) -> Extraction:
    return run(SourceFile.from_bytes(text.encode(), name="review.txt"))
