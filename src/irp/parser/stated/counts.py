"""Counts with their bodies, read from the paragraphs of the key findings and the summary."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from irp.parser.stated import grammar
from irp.parser.stated.bodies import Whose, last_body, sourced_body, whose
from irp.parser.stated.claims import (
    Anchor,
    Claim,
    anchor_after,
    claims,
    hearsay_before,
    speaks_of_another_visit,
)
from irp.parser.stated.followed_up import FollowedUpClaim, followed_up_claims, vouched_claims
from irp.parser.stated.pairs import paired_claims
from irp.parser.stated.totals import SourcedCount, known_numbers, settle
from irp.parser.stated.word_classes import Tag
from irp.parser.stated.words import Sentence
from irp.record.spans import Sourced, Span
from irp.record.vocabulary import Body


class Habits(NamedTuple):
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


class ReadCounts(NamedTuple):
    """Counts, and the sentences of which only a part was understood."""

    counts: list[SourcedCount]
    half_read: list[Sourced[str]]


def read_followed_up_by_total(
    passages: Iterable[Sequence[Sentence]], themes: Body | None, totals: Mapping[Body, int]
) -> list[SourcedFollowedUp]:
    """Numbers said to be followed up in unknown words, where they match a known total."""
    found: dict[Body, SourcedFollowedUp] = {}
    for passage in passages:
        for sentence in passage:
            for claim in vouched_claims(sentence, themes, totals):
                said = _followed_up(claim)
                if said:
                    found.setdefault(said.body.value, said)
    return list(found.values())


def read_counts(passages: Iterable[Sequence[Sentence]], habits: Habits) -> ReadCounts:
    """The counts of judgements; one that is only repeated counts once."""
    found: dict[tuple[object, ...], SourcedCount] = {}
    half_read: list[Sourced[str]] = []
    waiting: list[tuple[Sentence, SourcedCount]] = []
    anchor: Anchor | None = None
    for passage in passages:
        # "Of these, …" may refer to what the paragraph before said was followed up.
        anchor = anchor._replace(said=False) if anchor else None
        before: Body | None = None
        so_far: list[SourcedCount] | None = []
        for sentence in passage:
            sure, weak = _in_sentence(sentence, anchor, before, habits, so_far)
            for count in sure:
                found.setdefault(_key(count), count)
            waiting += [(sentence, count) for count in weak]
            missed = _half_read(sentence, [*sure, *weak])
            if missed:
                half_read.append(sentence.passage.at(sentence.start, sentence.end))
            so_far = None if missed or weak or so_far is None else [*so_far, *sure]
            anchor = _anchor_after(sentence, anchor, counted=bool(sure), waits=bool(weak))
            before = last_body(sentence)
    added, left = settle(waiting, list(found.values()), habits.totals)
    half_read += [sentence.passage.at(sentence.start, sentence.end) for sentence in left]
    counts = [*found.values(), *added]
    counts.sort(key=lambda count: count.clause.spans[0][:2])
    return ReadCounts(counts, half_read)


def _key(count: SourcedCount) -> tuple[object, ...]:
    return (count.body.value, count.judgements.value, count.count.value, count.total)


def _anchor_after(
    sentence: Sentence, before: Anchor | None, *, counted: bool, waits: bool
) -> Anchor | None:
    """What a number without its noun counts after a sentence.

    Where two sentences say what two bodies followed up, it is likely the first; the numbers must
    confirm it.
    """
    if waits and not counted:
        return before  # "Four had made good progress. Three had made reasonable progress."
    after = anchor_after(sentence, counted=counted)
    if after is None:
        return before._replace(said=True) if counted and before else None
    follows_up = Tag.FOLLOWED in sentence.tags and not counted
    if before and follows_up and after.noun != before.noun:
        return before._replace(weak=True)
    return after


def _half_read(sentence: Sentence, read: Sequence[SourcedCount]) -> bool:
    """Whether a sentence that counts judgements has another, with a number, that was not read.

    If nothing of it was read, it must look like a list of counts: two judgements, two numbers
    and what is counted.
    """
    if speaks_of_another_visit(sentence):
        return False
    if not read:
        tags = sentence.tags
        lists = len(grammar.COUNTS.findall(tags)) > 1 or (
            len(grammar.LISTS.findall(tags)) > 1 and grammar.SAYS_WHAT.search(tags) is not None
        )
        return lists and not hearsay_before(sentence, len(sentence.words) - 1)
    judged = {span for count in read for span in count.judgements.spans}
    clauses = {span for count in read for span in count.clause.spans}
    # "…, but too little was done about health care, where we found insufficient progress" counts
    # nothing: no number is left for it.
    return _any_left(sentence, (Tag.GRADE,), judged) and _any_left(sentence, _HOW_MANY, clauses)


_HOW_MANY = (
    Tag.NUMBER,
    *("any", "none", "rest", "others", "both", "half", "some", "most", "many", "several", "few"),
)
"""The class of numbers, and other words that say how many."""


def _any_left(sentence: Sentence, wanted: Sequence[str], read: set[Span]) -> bool:
    """Whether a word of a kind is outside what was read."""
    return any(
        not _covered(sentence.passage.spans(word.start, word.end), read)
        for word in sentence.words
        if word.tag in wanted or sentence.passage.text[word.start : word.end].casefold() in wanted
    )


def _covered(spans: Iterable[Span], by: set[Span]) -> bool:
    return all(
        any(span.page == other.page and other.start <= span.start < other.end for other in by)
        for span in spans
    )


class _Counts(NamedTuple):
    """Counts of everything that was followed up, and counts that need a sum to confirm them."""

    sure: list[SourcedCount]
    weak: list[SourcedCount]


def _in_sentence(
    sentence: Sentence,
    anchor: Anchor | None,
    before: Body | None,
    habits: Habits,
    so_far: Sequence[SourcedCount] | None,
) -> _Counts:
    """The counts of one sentence, up to the first that may be of only a part.

    Counts that add up to the total that a body followed up are accepted, whatever
    other words are between them.
    """
    read = _by_forms(sentence, anchor, before, habits, so_far)
    terms = sum(1 for word in sentence.words if word.tag is Tag.GRADE)
    if len(read.sure) < terms:
        pairs = paired_claims(sentence, before, habits.themes, habits.totals)
        if pairs:
            return _Counts([count for claim in pairs[0] if (count := _count(claim, pairs[1]))], [])
    return read


def _by_forms(
    sentence: Sentence,
    anchor: Anchor | None,
    before: Body | None,
    habits: Habits,
    so_far: Sequence[SourcedCount] | None,
) -> _Counts:
    """The counts whose clauses have a known form."""
    stated = claims(sentence, anchor)
    owners: list[Whose] = []
    for claim in stated:
        last = stated[len(owners) - 1] if owners else None
        same = last is not None and _goes_on(last, claim)
        owners.append(owners[-1] if same else whose(claim, before, habits.themes))
    known = known_numbers(stated, owners, habits.totals, so_far)
    stated, owners = [claim for claim, _ in known], [owner for _, owner in known]
    read = _Counts([], [])
    trusted = True
    for claim, owner in known:
        trusted = _trusted(claim, owner, habits, so_far=trusted)
        count = _count(claim, owner)
        if count and (trusted or _make_up_all(stated, owners, owner, habits)):
            read.sure.append(count)
        elif count and claim.weak and len(claim.judgements) == 1:
            read.weak.append(count)
    return read


def _goes_on(last: Claim, claim: Claim) -> bool:
    """Whether a count belongs to the body of the one before: no other is named since."""
    named = claim.sentence.tags[last.after : claim.after]
    return last.noun == claim.noun and not grammar.NAMES_BODY.search(named)


def _make_up_all(
    stated: Sequence[Claim], owners: Sequence[Whose], owner: Whose, habits: Habits
) -> bool:
    """Whether a sentence's counts of single judgements add up to all that was followed up.

    A single count must refer to what was followed up without a noun: "of these, one had made …".
    """
    mine = [c for c, o in zip(stated, owners, strict=True) if o.body is owner.body]
    known = habits.totals.get(owner.body) if owner.body else None
    alone = all(len(claim.judgements) == 1 for claim in mine)
    different = len({claim.judgements for claim in mine}) == len(mine)
    return (
        known is not None
        and (len(mine) > 1 or not _names_a_noun(mine[0]))
        and alone
        and different
        and sum(claim.value for claim in mine) == known
    )


def _names_a_noun(claim: Claim) -> bool:
    return grammar.NOUN.search(claim.sentence.tags, claim.first, claim.after) is not None


def _trusted(claim: Claim, owner: Whose, habits: Habits, *, so_far: bool) -> bool:
    """Whether a count is of all that was followed up and not of a part of it.

    Either the whole sentence up to it is known, or it gives the total itself.
    """
    if claim.total is not None and claim.total == habits.totals.get(owner.body or Body.HMI_PRISONS):
        return True
    return claim.clear and so_far and (claim.noun != Tag.AREA or habits.areas)


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
        areas=claim.noun == Tag.AREA,
    )


def _clause(sentence: Sentence, first: int, after: int) -> Sourced[str]:
    return sentence.passage.at(*sentence.extent(first, after))


def _spans(sentence: Sentence, first: int, after: int) -> tuple[Span, ...]:
    return sentence.passage.spans(*sentence.extent(first, after))
