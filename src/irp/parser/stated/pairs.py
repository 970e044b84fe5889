"""Counts in sentences whose words the grammar does not know: pairs that add up to a known total.

Where the forms of ``irp.parser.stated.grammar`` do not understand a sentence whole, its
judgements and numbers may still come in pairs, "… good … four …, … reasonable … three …". They
are read only where every judgement has its own number, the pairs are separated from each
other but not split, and the numbers cover all that the report elsewhere says it followed up: they
add up to it, or nearly so, or the sentence gives that number itself. A sentence in which any of
these fails is not read. One that misses the sum by a little is read, because that is what an
error in the report looks like, and the error must be reported.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from irp.parser.stated import grammar
from irp.parser.stated.bodies import Whose, subject_before
from irp.parser.stated.claims import Claim, hearsay_before, number_at, speaks_of_another_visit
from irp.parser.stated.totals import SLIP
from irp.parser.stated.word_classes import Tag
from irp.parser.stated.words import Sentence
from irp.record.vocabulary import Body, Judgement

_LEAST = 2


class _Item(NamedTuple):
    """A judgement, or a number with what it counts; words [first, after) of the sentence.

    The total is the index of the number in "of the eight recommendations", where that is said.
    """

    is_term: bool
    first: int
    after: int
    noun: str = ""
    total: int | None = None


def paired_claims(
    sentence: Sentence, before: Body | None, themes: Body | None, totals: Mapping[Body, int]
) -> tuple[list[Claim], Whose] | None:
    """The counts of a sentence read as pairs, and their body; None where this is uncertain.

    Args:
        sentence: the sentence.
        before: the body the sentence before ends with, for "they".
        themes: the body whose themes the report follows up, if any is known.
        totals: how many follow-ups each body is said to have.
    """
    tags = sentence.tags
    if Tag.PROGRESS not in tags or Tag.NOT in tags or grammar.BLURS_PAIRS.search(tags):
        return None
    if speaks_of_another_visit(sentence) or hearsay_before(sentence, len(sentence.words) - 1):
        return None
    opening, items = _opening(_items(sentence))
    pairs = list(zip(items[::2], items[1::2], strict=False))
    if len(items) % 2 or len(pairs) < _LEAST or not _separate(tags, pairs):
        return None
    owner = _owner(sentence, items, before, themes)
    known = totals.get(owner.body) if owner.body else None
    if known is None:
        return None
    frame = _frame(sentence, known)
    if opening and number_at(sentence, opening.first) != known:
        return None
    claims = [_claim(sentence, *pair, frame) for pair in pairs]
    if any(claim.value < 0 for claim in claims):
        return None
    different = {claim.judgements for claim in claims}
    if len(different) != len(claims):
        return None
    said = sum(claim.value for claim in claims)
    slip = abs(said - known) < min(len(claims), SLIP) and said not in totals.values()
    if len({one.is_term for one, _ in pairs}) > 1:
        slip, frame = False, None  # in no one order: only their sum shows that these are pairs
    return (claims, owner) if said == known or slip or frame == known else None


def _items(sentence: Sentence) -> list[_Item]:
    found: list[_Item] = []
    for match in grammar.PAIR_PART.finditer(sentence.tags):
        if match["term"]:
            found.append(_Item(True, match.start(), match.end()))
        elif match["count"]:
            noun = match["noun"] or ""
            total = match.start("total") if match["total"] and noun and not match["some"] else None
            found.append(_Item(False, match.start(), match.end(), noun, total))
    return found


def _opening(items: list[_Item]) -> tuple[_Item | None, list[_Item]]:
    """A number with its noun before the pairs, "the ten concerns … had led to", and the rest."""
    odd = (
        len(items) % 2
        and len(items) > 1
        and not items[0].is_term
        and items[1].is_term
        and items[0].noun
    )
    return (items[0], items[1:]) if odd else (None, items)


def _separate(tags: str, pairs: Sequence[tuple[_Item, _Item]]) -> bool:
    """Whether each pair has a judgement and a number, and pairs are separate from each other."""
    if any(one.is_term is other.is_term for one, other in pairs):
        return False
    within = (tags[one.after : other.first] for one, other in pairs)
    between = (tags[pair[1].after : following[0].first] for pair, following in pairwise(pairs))
    return not any(grammar.WITHIN_PAIR.search(gap) for gap in within) and all(
        grammar.BREAK.search(gap) for gap in between
    )


def _owner(
    sentence: Sentence, items: Sequence[_Item], before: Body | None, themes: Body | None
) -> Whose:
    nouns = {item.noun for item in items if item.noun in (Tag.ITEM, Tag.THEME)}
    if len(nouns) > 1:
        return Whose(None)
    inside = [i for i in range(items[0].first, items[-1].after) if sentence.tags[i] == Tag.BODY]
    subject = subject_before(sentence, items[0].first, before)
    if inside:
        return Whose(None)
    if subject is None:
        return Whose(themes if nouns == {Tag.THEME} else Body.HMI_PRISONS)
    if nouns == {Tag.THEME} and subject.body is Body.HMI_PRISONS:
        return Whose(None)
    return subject


def _frame(sentence: Sentence, known: int) -> int | None:
    """The total that a sentence gives before its pairs: "Of the eight concerns, …".

    One that is far from the known number of follow-ups counts something else.
    """
    frames = [m for m in grammar.PAIR_PART.finditer(sentence.tags) if m["all"]]
    if len(frames) != 1 or not grammar.SIMPLE_FRAME.fullmatch(frames[0]["all"]):
        return None
    number = number_at(sentence, frames[0].start() + frames[0]["all"].index(Tag.NUMBER))
    return number if abs(number - known) < SLIP else None


def _claim(sentence: Sentence, one: _Item, other: _Item, frame: int | None) -> Claim:
    term, count = (one, other) if one.is_term else (other, one)
    judged = sentence.words[term.first].value
    return Claim(
        sentence=sentence,
        first=one.first,
        after=other.after,
        judgements=(judged,) if isinstance(judged, Judgement) else (),
        terms=(term.first, term.after),
        count=count.first,
        value=number_at(sentence, count.first),
        total=frame if count.total is None else number_at(sentence, count.total),
        noun=count.noun or Tag.ITEM,
        clear=True,
    )
