"""What a report states about itself: the second path to every result.

Count sentences, numbers said to be followed up, the n of captions, counts in the chief
inspector's prose, the establishment's name, impossible dates. Nothing here looks at the
follow-ups of the progress section or at their judgement sentences; only the vocabulary is
shared, so that one mistake cannot satisfy both sides of a check.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from irp.parser.stated.bodies import themes_body
from irp.parser.stated.captions import stated_captions
from irp.parser.stated.counts import (
    Habits,
    SourcedFollowedUp,
    read_counts,
    read_followed_up,
    read_followed_up_by_total,
)
from irp.parser.stated.establishment import stated_names
from irp.parser.stated.source import StatedSource, distinct, places_of
from irp.parser.stated.totals import SourcedCount
from irp.parser.stated.words import Sentence, sentences
from irp.parser.text.model import TextProblem
from irp.parser.wording.dates import find_dates
from irp.record.extraction import (
    Stated,
    StatedCaption,
    StatedCount,
    StatedDate,
    StatedFollowedUp,
    StatedProse,
)
from irp.record.spans import Sourced
from irp.record.vocabulary import Body

__all__ = [
    "SourcedCount",
    "SourcedFollowedUp",
    "StatedReading",
    "StatedSource",
    "read_stated",
    "read_with_places",
]


class StatedReading(NamedTuple):
    """``Stated`` as published, and its counts with the place of each part.

    ``counts`` and ``followed_up`` run parallel to ``stated.counts`` and ``stated.followed_up``.
    """

    stated: Stated
    counts: tuple[SourcedCount, ...]
    followed_up: tuple[SourcedFollowedUp, ...]
    problems: tuple[TextProblem, ...] = ()


def read_stated(source: StatedSource) -> Stated:
    """What the report states about itself, in the form stored in the published record."""
    return read_with_places(source).stated


def read_with_places(source: StatedSource) -> StatedReading:
    """What the report states about itself, with the place of each part of its counts."""
    findings, captions_read, summary = (
        [tuple(sentences(passage)) for passage in passages]
        for passages in (source.key_findings, source.captions, source.summary)
    )
    themes = themes_body([*findings, *captions_read])
    captions = stated_captions(captions_read, themes)
    said = read_followed_up(findings, themes)
    totals = {item.body.value: item.count.value for item in said}
    habits = Habits(themes, any(item.areas for item in said), _in_captions(captions) | totals)
    found, half_read = read_counts(findings, habits)
    single = tuple(count for count in found if len(count.judgements.value) == 1)
    said += _more_followed_up(findings, habits, single, totals)
    said.sort(key=lambda item: item.clause.spans[0][:2])
    joint = [count for count in found if len(count.judgements.value) > 1]
    in_summary, half_read_there = read_counts(summary, habits)
    stated = Stated(
        counts=[_count(count) for count in single],
        followed_up=[_followed_up(item) for item in said],
        captions=captions,
        # A count of two judgements together is treated as prose, wherever it is.
        prose=[_prose(count) for count in (*joint, *in_summary)],
        names=stated_names(source),
        odd_dates=list(_odd_dates(source)),
    )
    return StatedReading(
        stated, single, tuple(said), tuple(map(_not_understood, (*half_read, *half_read_there)))
    )


def _in_captions(captions: Sequence[StatedCaption]) -> dict[Body, int]:
    """The n of each body that has one caption with an n."""
    numbers: dict[Body, list[int]] = {}
    for caption in captions:
        if caption.body:
            numbers.setdefault(caption.body, []).append(caption.n)
    return {body: mine[0] for body, mine in numbers.items() if len(mine) == 1}


def _more_followed_up(
    findings: Sequence[Sequence[Sentence]],
    habits: Habits,
    counts: Sequence[SourcedCount],
    known: Mapping[Body, int],
) -> list[SourcedFollowedUp]:
    """Numbers said to be followed up in unknown words, where a second source gives them.

    That source is a caption, or else the sum of the count sentences.
    """
    sums: dict[Body, int] = {}
    for count in counts:
        sums[count.body.value] = sums.get(count.body.value, 0) + count.count.value
    totals = {body: n for body, n in (sums | dict(habits.totals)).items() if body not in known}
    return read_followed_up_by_total(findings, habits.themes, totals) if totals else []


def _not_understood(sentence: Sourced[str]) -> TextProblem:
    message = f"not all counts in “{sentence.value.strip()}” could be read"
    return TextProblem("counts_half_read", message, sentence.spans[0])


def _count(count: SourcedCount) -> StatedCount:
    return StatedCount(
        body=count.body.value,
        judgement=count.judgements.value[0],
        count=count.count.value,
        places=places_of(count.clause.spans),
    )


def _followed_up(item: SourcedFollowedUp) -> StatedFollowedUp:
    return StatedFollowedUp(
        body=item.body.value, count=item.count.value, places=places_of(item.clause.spans)
    )


def _prose(count: SourcedCount) -> StatedProse:
    return StatedProse(
        body=count.body.value,
        judgements=list(count.judgements.value),
        count=count.count.value,
        total=count.total,
        text=count.clause.value,
        places=places_of(count.clause.spans),
    )


def _odd_dates(source: StatedSource) -> Iterator[StatedDate]:
    """Days that do not exist or are in the wrong order."""
    passages = (source.cover, *source.summary, *source.key_findings, *source.text)
    for passage in distinct(passages):
        for found in find_dates(passage.text):
            if found.range is None:
                yield StatedDate(
                    text=passage.text[found.start : found.end],
                    reason=found.reason or "it cannot be read",
                    places=places_of(passage.spans(found.start, found.end)),
                )
