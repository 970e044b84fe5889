"""Items of successive visits linked one to one, by likeness of text and by theme."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib.resources import files

from rapidfuzz import fuzz

from irp.areas import Crosswalk
from irp.establishments.register import folded
from irp.links.items import FollowedItem, Visited, by_place, in_order
from irp.parser.normalise.matching import best_first
from irp.record.extraction import Extraction

SAME_THEME = 55.0
"""The least likeness of two texts under headings of one theme."""
OTHER_THEME = 65.0
"""The least likeness where the themes differ or one is not known."""
_LEAST_SHARED = 3
"""Words that two texts have in common, unless they are equal."""

Key = tuple[str, int]


class LinkState(StrEnum):
    """How certain a link is."""

    SUGGESTED = "suggested"
    CONFIRMED = "confirmed"
    """A person decided that it is the same concern."""


@dataclass(frozen=True, slots=True)
class ConcernLink:
    """A concern and the same concern at an earlier visit.

    Attributes:
        earlier: the concern before.
        later: the concern again.
        likeness: of the texts without common words, 100 if one has all words of the other.
        state: whether a person confirmed it.
        by: who confirmed it.
        because: why.
    """

    earlier: FollowedItem
    later: FollowedItem
    likeness: float
    state: LinkState = LinkState.SUGGESTED
    by: str | None = None
    because: str | None = None


def link_concerns(
    records: Iterable[Extraction], crosswalk: Crosswalk | None = None
) -> list[ConcernLink]:
    """What was followed up before, establishment by establishment, oldest visit first.

    Each item is linked with at most one of an earlier visit, the nearest visit first, and each
    earlier one is continued at most once, unless people decided otherwise. Two reports of one
    visit are not linked, nor those of different bodies, nor of different establishments.

    Args:
        records: of any establishments, in any order.
        crosswalk: headings to themes; by default the one in use.
    """
    places = by_place(records, crosswalk)
    return [link for visits in places.values() for link in links_of_place(visits)]


def likeness(one: str, other: str) -> float:
    """How like two texts are, of 100, common words aside; 0 where too few words are shared."""
    if _folded(one) == _folded(other) != "":
        return 100.0
    left, right = _telling(one), _telling(other)
    if len({*left.split()} & {*right.split()}) < _LEAST_SHARED:
        return 0.0
    return fuzz.token_set_ratio(left, right)


def links_of_place(given: Iterable[Visited]) -> list[ConcernLink]:
    """The links of one establishment, from all its visits in any order."""
    visits = in_order(given)
    confirmed, rejected = _decided(visits)
    found = list(confirmed)
    continued = {link.earlier.key for link in confirmed}
    linked = {link.later.key for link in confirmed}
    for index, visit in enumerate(visits):
        for before in reversed(visits[:index]):
            later = [one for one in visit.items if one.key not in linked]
            earlier = [one for one in before.items if one.key not in continued]
            for link in _matched(earlier, later, rejected):
                found.append(link)
                continued.add(link.earlier.key)
                linked.add(link.later.key)
    return sorted(found, key=lambda link: (link.later.visit, link.later.position))


def _matched(
    earlier: Sequence[FollowedItem], later: Sequence[FollowedItem], rejected: set[frozenset[Key]]
) -> Iterator[ConcernLink]:
    scores = [[_score(one, other, rejected) for other in earlier] for one in later]
    same = lambda i, j: later[i].theme == earlier[j].theme  # noqa: E731
    for i, j in best_first(scores, same, least=SAME_THEME):
        yield ConcernLink(earlier[j], later[i], round(scores[i][j], 1))


def _score(one: FollowedItem, other: FollowedItem, rejected: set[frozenset[Key]]) -> float:
    """The likeness of two items that may be linked, else 0."""
    if one.body is not other.body or frozenset((one.key, other.key)) in rejected:
        return 0.0
    score = likeness(one.text, other.text)
    same = one.theme is not None and one.theme == other.theme
    return score if score >= (SAME_THEME if same else OTHER_THEME) else 0.0


def _decided(visits: Sequence[Visited]) -> tuple[list[ConcernLink], set[frozenset[Key]]]:
    """The links that people confirmed, and the pairs that they rejected."""
    items = {item.key: item for visit in visits for item in visit.items}
    confirmed: list[ConcernLink] = []
    rejected: set[frozenset[Key]] = set()
    for visit in visits:
        for decision in visit.decisions:
            here = items.get((visit.sha256, decision.position))
            there = items.get(decision.other)
            if here is None or there is None:  # of no review of this establishment
                continue
            earlier, later = sorted((here, there), key=lambda item: item.visit)
            if not decision.same:
                rejected.add(frozenset((earlier.key, later.key)))
            elif earlier.visit != later.visit:
                score = round(likeness(earlier.text, later.text), 1)
                state = LinkState.CONFIRMED
                link = ConcernLink(earlier, later, score, state, decision.by, decision.because)
                confirmed.append(link)
    return confirmed, rejected


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    """A text is compared with those of every other visit, so it is folded once."""
    return folded(text)


@lru_cache(maxsize=65_536)
def _telling(text: str) -> str:
    """The words of a text that say what it is about: no figures, no common words."""
    words = (word for word in folded(text).split() if word.isalpha() and len(word) > 1)
    return " ".join(word for word in words if word not in _house_words())


@cache
def _house_words() -> frozenset[str]:
    text = files("irp.links").joinpath("house_words.txt").read_text("utf-8")
    return frozenset(text.split())
