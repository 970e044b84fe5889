"""Counts in sentences whose words the grammar does not know: pairs that add up to a known total.

Where the forms of ``irp.normalise.stated_forms`` do not understand a sentence whole, its
judgements and numbers may still stand in strict turns, "… good … four …, … reasonable … three …".
They are read only where every judgement has its own number, the pairs are parted from each other
and not within, and the numbers add up to what the report says elsewhere that it followed up. A
sentence in which any of these fails is left unread.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import regex

from irp.layouts.base import PATTERN_SECONDS
from irp.normalise.stated_bodies import Whose, subject_before
from irp.normalise.stated_claims import (
    Claim,
    hearsay_before,
    number_at,
    speaks_of_another_visit,
)
from irp.normalise.stated_words import Sentence
from irp.vocabulary import Body, Judgement

# The letters are those of irp.normalise.stated_words.
_ITEM = regex.compile(
    r"(?P<term>AP?)"
    # a number of what was followed up in all: "of the eight concerns", "we reviewed eight"
    r"|(?P<all>(?:^|[CScb])x*od?e?N[qeB]*[KTR]?|F(?:d?Pp{1,2})?[de]*N(?:od?N)?[qeB]*[KTR]?)"
    r"|(?P<count>N)(?:o[dtB]?e?N?)?[qeB]*(?P<noun>[KTR])?"
)
_LEAST = 2


@dataclass(frozen=True, slots=True)
class _Item:
    """A judgement, or a number with what it counts; words [first, after) of the sentence."""

    is_term: bool
    first: int
    after: int
    noun: str = ""


def paired_claims(
    sentence: Sentence, before: Body | None, themes: Body | None, totals: Mapping[Body, int]
) -> tuple[list[Claim], Whose] | None:
    """The counts of a sentence read as pairs, and whose they are; None where they are not sure.

    Args:
        sentence: the sentence.
        before: the body the sentence before ends with, for "they".
        themes: the body whose themes the report follows up, if any is known.
        totals: how many follow-ups each body is said to have.
    """
    letters = sentence.letters
    if "P" not in letters or "n" in letters or regex.search(r"i[od]*[NlK]|Ar|AcA", letters):
        return None
    if speaks_of_another_visit(sentence) or hearsay_before(sentence, len(sentence.words) - 1):
        return None
    items = _items(sentence)
    pairs = list(zip(items[::2], items[1::2], strict=False))
    if len(items) % 2 or len(pairs) < _LEAST or not _in_turns(letters, pairs):
        return None
    owner = _owner(sentence, items, before, themes)
    claims = [_claim(sentence, *pair) for pair in pairs]
    different = {claim.judgements for claim in claims}
    if owner.body is None or len(different) != len(claims):
        return None
    if sum(claim.value for claim in claims) != totals.get(owner.body):
        return None
    return claims, owner


def _items(sentence: Sentence) -> list[_Item]:
    found: list[_Item] = []
    for match in _ITEM.finditer(sentence.letters, timeout=PATTERN_SECONDS):
        if match["term"]:
            found.append(_Item(is_term=True, first=match.start(), after=match.end()))
        elif match["count"]:
            noun = match["noun"] or ""
            found.append(_Item(is_term=False, first=match.start(), after=match.end(), noun=noun))
    return found


def _in_turns(letters: str, pairs: Sequence[tuple[_Item, _Item]]) -> bool:
    """Whether each pair has a judgement and a number, all in one order, and pairs are parted."""
    orders = {(one.is_term, other.is_term) for one, other in pairs}
    if orders not in ({(True, False)}, {(False, True)}):
        return False
    within = (letters[one.after : other.first] for one, other in pairs)
    between = (letters[pair[1].after : following[0].first] for pair, following in pairwise(pairs))
    return not any(regex.search(r"[Scb]|C.*C", gap) for gap in within) and all(
        regex.search(r"[CScb]", gap) for gap in between
    )


def _owner(
    sentence: Sentence, items: Sequence[_Item], before: Body | None, themes: Body | None
) -> Whose:
    nouns = {item.noun for item in items if item.noun in ("K", "T")}
    if len(nouns) > 1:
        return Whose(None)
    inside = [i for i in range(items[0].first, items[-1].after) if sentence.letters[i] == "B"]
    subject = subject_before(sentence, items[0].first, before)
    if inside:
        return Whose(None)
    if subject is None:
        return Whose(themes if nouns == {"T"} else Body.HMI_PRISONS)
    if nouns == {"T"} and subject.body is Body.HMI_PRISONS:
        return Whose(None)
    return subject


def _claim(sentence: Sentence, one: _Item, other: _Item) -> Claim:
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
        total=None,
        noun=count.noun or "K",
        clear=True,
    )
