"""Counts with their bodies, read from the paragraphs of the key findings and the summary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from irp.normalise.stated_bodies import Whose, last_body, sourced_body, whose
from irp.normalise.stated_claims import Anchor, Claim, anchor_after, claims
from irp.normalise.stated_followed_up import FollowedUpClaim, followed_up_claims
from irp.normalise.stated_words import Sentence, may_judge
from irp.spans import Sourced, Span
from irp.vocabulary import Body, Judgement


@dataclass(frozen=True, slots=True)
class Habits:
    """What one part of a report says that helps to read another.

    Attributes:
        themes: the body whose themes are followed up, None where that is not clear.
        areas: the report calls what it followed up "areas".
        totals: how many follow-ups each body says it has.
    """

    themes: Body | None
    areas: bool
    totals: Mapping[Body, int]


@dataclass(frozen=True, slots=True)
class SourcedCount:
    """A count of judgements, each part with its own place.

    Attributes:
        body: at its name, or at the words that imply it.
        judgements: one or, in "good or reasonable progress", more.
        count: the number.
        total: of how many, where that is said.
        clause: the words that state all this.
    """

    body: Sourced[Body]
    judgements: Sourced[tuple[Judgement, ...]]
    count: Sourced[int]
    total: int | None
    clause: Sourced[str]


@dataclass(frozen=True, slots=True)
class SourcedFollowedUp:
    """A number said to be followed up, each part with its own place."""

    body: Sourced[Body]
    count: Sourced[int]
    clause: Sourced[str]
    areas: bool


def read_followed_up(
    passages: Iterable[Sequence[Sentence]], themes: Body | None
) -> list[SourcedFollowedUp]:
    """The numbers said to be followed up; one that is only repeated counts once."""
    found: dict[tuple[Body, int], SourcedFollowedUp] = {}
    for passage in passages:
        before: Body | None = None
        for sentence in passage:
            for claim in followed_up_claims(sentence, before, themes):
                said = _followed_up(claim)
                if said:
                    found.setdefault((said.body.value, said.count.value), said)
            before = last_body(sentence)
    return list(found.values())


def read_counts(passages: Iterable[Sequence[Sentence]], habits: Habits) -> list[SourcedCount]:
    """The counts of judgements; one that is only repeated counts once."""
    found: dict[tuple[object, ...], SourcedCount] = {}
    for passage in passages:
        for count in _in_passage(passage, habits):
            key = (count.body.value, count.judgements.value, count.count.value, count.total)
            found.setdefault(key, count)
    return list(found.values())


def _in_passage(passage: Sequence[Sentence], habits: Habits) -> Iterator[SourcedCount]:
    if not any(map(may_judge, passage)):
        return
    anchor: Anchor | None = None
    before: Body | None = None
    for sentence in passage:
        trusted = True
        for claim in claims(sentence, anchor):
            owner = whose(claim, before, habits.themes)
            trusted = _trusted(claim, owner, habits, so_far=trusted)
            count = _count(claim, owner) if trusted else None
            if count:
                yield count
        anchor = anchor_after(sentence) if trusted else None
        before = last_body(sentence)


def _trusted(claim: Claim, owner: Whose, habits: Habits, *, so_far: bool) -> bool:
    """Whether a count is of all that was followed up and not of a part of it.

    Either the whole sentence up to it is known, or it gives the number of all itself.
    """
    if claim.total is not None and claim.total == habits.totals.get(owner.body or Body.HMI_PRISONS):
        return True
    return claim.clear and so_far and (claim.noun != "R" or habits.areas)


def _count(claim: Claim, owner: Whose) -> SourcedCount | None:
    sentence = claim.sentence
    implied_by = claim.after - 1 if owner.word is None else owner.word
    body = sourced_body(sentence, owner, implied_by)
    if body is None or not claim.judgements:
        return None
    return SourcedCount(
        body,
        Sourced(claim.judgements, _spans(sentence, *claim.terms)),
        Sourced(claim.value, _spans(sentence, claim.count, claim.count + 1)),
        claim.total,
        _clause(sentence, claim.first, claim.after),
    )


def _followed_up(claim: FollowedUpClaim) -> SourcedFollowedUp | None:
    sentence = claim.sentence
    body = sourced_body(sentence, claim.whose, claim.after - 1)
    if body is None:
        return None
    return SourcedFollowedUp(
        body,
        Sourced(claim.value, _spans(sentence, claim.count, claim.count + 1)),
        _clause(sentence, claim.first, claim.after),
        areas=claim.noun == "R",
    )


def _clause(sentence: Sentence, first: int, after: int) -> Sourced[str]:
    return sentence.passage.at(*sentence.extent(first, after))


def _spans(sentence: Sentence, first: int, after: int) -> tuple[Span, ...]:
    return sentence.passage.spans(*sentence.extent(first, after))
