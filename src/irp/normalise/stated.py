"""What a report states of itself: the second path to every result.

Count sentences, numbers said to be followed up, the n of captions, counts in the chief
inspector's prose, the establishment's name, dates that cannot be. Nothing here looks at the
follow-ups of the progress section or at their judgement sentences; only the vocabulary is
shared, so that one mistake cannot satisfy both sides of a check.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from irp.extraction import (
    Stated,
    StatedCount,
    StatedDate,
    StatedFollowedUp,
    StatedProse,
)
from irp.normalise.dates import find_dates
from irp.normalise.stated_bodies import last_body, sourced_body, themes_body, whose
from irp.normalise.stated_captions import stated_captions
from irp.normalise.stated_claims import Anchor, Claim, anchor_after, claims
from irp.normalise.stated_establishment import stated_names
from irp.normalise.stated_followed_up import FollowedUpClaim, followed_up_claims
from irp.normalise.stated_source import StatedSource, distinct, places_of
from irp.normalise.stated_words import Sentence, sentences
from irp.spans import Sourced
from irp.text.passage import Passage
from irp.vocabulary import Body, Judgement

__all__ = ["SourcedCount", "SourcedFollowedUp", "StatedReading", "StatedSource", "read_reading",
           "read_stated"]


@dataclass(frozen=True, slots=True)
class SourcedCount:
    """A count sentence's clause, each part with its own place."""

    body: Sourced[Body]
    judgement: Sourced[Judgement]
    count: Sourced[int]


@dataclass(frozen=True, slots=True)
class SourcedFollowedUp:
    """A number said to be followed up, each part with its own place."""

    body: Sourced[Body]
    count: Sourced[int]


@dataclass(frozen=True, slots=True)
class StatedReading:
    """``Stated`` as published, and its counts with the place of each part.

    ``counts`` and ``followed_up`` run parallel to ``stated.counts`` and ``stated.followed_up``.
    """

    stated: Stated
    counts: tuple[SourcedCount, ...]
    followed_up: tuple[SourcedFollowedUp, ...]


@dataclass(frozen=True, slots=True)
class _Habits:
    """What one part of a report says that helps to read another."""

    themes: Body | None
    areas: bool
    totals: dict[Body, int]


def read_stated(source: StatedSource) -> Stated:
    """What the report states of itself, as the published record holds it."""
    return read_reading(source).stated


def read_reading(source: StatedSource) -> StatedReading:
    """What the report states of itself, with the place of each part of its counts."""
    themes = themes_body([*source.key_findings, *source.captions])
    said = list(_followed_up(source.key_findings, themes))
    habits = _Habits(
        themes,
        any(claim.noun == "R" for claim, _ in said),
        {sourced.body.value: sourced.count.value for _, sourced in said},
    )
    counts: list[tuple[StatedCount, SourcedCount]] = []
    prose: list[StatedProse] = []
    for claim, body in _claims(source.key_findings, habits):
        if len(claim.judgements) == 1:
            counts.append(_count(claim, body))
        else:
            prose.append(_prose(claim, body.value))
    prose += [_prose(claim, body.value) for claim, body in _claims(source.summary, habits)]
    counts = _distinct_counts(counts)
    stated = Stated(
        counts=[count for count, _ in counts],
        followed_up=[_said(claim, sourced) for claim, sourced in said],
        captions=stated_captions(source.captions, themes),
        prose=prose,
        names=stated_names(source),
        odd_dates=list(_odd_dates(source)),
    )
    return StatedReading(
        stated, tuple(sourced for _, sourced in counts), tuple(sourced for _, sourced in said)
    )
