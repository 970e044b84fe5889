"""What only a sum shows: "all recommendations", "the rest", and counts whose noun is far away.

The total that a body followed up is stated elsewhere. It helps to read counts whose own words
leave something open, but only if they add up to it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from irp.parser.stated.bodies import Whose
from irp.parser.stated.claims import Claim
from irp.parser.stated.word_classes import Tag
from irp.parser.stated.words import ALL, Sentence
from irp.record.spans import Sourced
from irp.record.vocabulary import Body, Judgement

SLIP = 3
"""A sum that differs from the total by this much or more counts something else."""


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


def known_numbers(
    stated: Sequence[Claim],
    owners: Sequence[Whose],
    totals: Mapping[Body, int],
    so_far: Sequence[SourcedCount] | None,
) -> list[tuple[Claim, Whose]]:
    """The counts of a sentence, with "all" and "the rest" replaced by numbers where possible.

    Args:
        stated: the counts.
        owners: the body of each.
        totals: how many follow-ups each body says it has.
        so_far: the counts of the sentences before, None where not all were understood.
    """
    known: list[tuple[Claim, Whose]] = []
    for claim, owner in zip(stated, owners, strict=True):
        if claim.value >= 0:
            known.append((claim, owner))
            continue
        total = totals.get(owner.body) if owner.body else None
        if total is not None and claim.value != ALL:
            used = _used(claim, owner, known, so_far)
            total = None if used is None else total - used
        if total:
            known.append((replace(claim, value=total), owner))
    return known


def _used(
    claim: Claim,
    owner: Whose,
    known: Sequence[tuple[Claim, Whose]],
    so_far: Sequence[SourcedCount] | None,
) -> int | None:
    """The sum of the counts before "the rest"; None where one of them was not understood."""
    judged = sum(len(earlier.judgements) for earlier, _ in known)
    if judged != claim.sentence.tags.count(Tag.GRADE, 0, min(claim.first, claim.terms[0])):
        return None
    mine = [earlier.value for earlier, whose in known if whose.body is owner.body]
    if mine:
        return sum(mine)
    before = [count.count.value for count in so_far or () if count.body.value is owner.body]
    return sum(before) if before else None


def settle(
    waiting: Sequence[tuple[Sentence, SourcedCount]],
    found: Sequence[SourcedCount],
    totals: Mapping[Body, int],
) -> tuple[list[SourcedCount], list[Sentence]]:
    """The counts that are accepted only if a sum confirms them.

    With those already found they must add up to the total, or miss it by a small error, which
    must be reported.

    Returns:
        The counts that are confirmed, and the sentences of those that are not, where there are
        several of one body.
    """
    added: list[SourcedCount] = []
    left: list[Sentence] = []
    for body in dict.fromkeys(count.body.value for _, count in waiting):
        mine = [(sentence, count) for sentence, count in waiting if count.body.value is body]
        sure = [c for c in found if c.body.value is body and len(c.judgements.value) == 1]
        judged = [count.judgements.value for count in (*sure, *(count for _, count in mine))]
        said = sum(count.count.value for count in (*sure, *(count for _, count in mine)))
        known = totals.get(body)
        slip = known is not None and abs(said - known) < min(len(judged), SLIP)
        borne_out = said == known or (slip and said not in totals.values())
        if borne_out and len(set(judged)) == len(judged) > 1:
            added += [count for _, count in mine]
        elif len(mine) > 1:
            left += dict.fromkeys(sentence for sentence, _ in mine)
    return added, left
