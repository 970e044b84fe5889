"""The pages' pictures as a witness: what is read is what a person sees.

Words that nobody sees are left out before lines are built, so that they are in no output; the
rest of what words and picture disagree in is listed with its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Final, NamedTuple

from irp.parser.text.engines.raw import RawPage
from irp.parser.text.model import Seen, TextProblem, Word
from irp.parser.text.seen.strikes import Row, overlapping, rows_of, struck
from irp.parser.text.seen.visibility import Sight, sights
from irp.record.spans import Box, Span


class _Kind(StrEnum):
    """What is the matter with words, by the code of the problem."""

    UNSEEN = "unseen_words"
    COVERED = "covered_words"
    STRUCK = "struck_words"
    OVERLAPPING = "overlapping_words"
    RECOGNISED = "recognised_text"


_MESSAGES: Final = {
    _Kind.UNSEEN: "{count} on page {page} cannot be seen and were left out",
    _Kind.COVERED: "something covers {count} on page {page}, which were left out",
    _Kind.STRUCK: "a rule strikes out {count} on page {page}: “{text}”",
    _Kind.OVERLAPPING: "{count} on page {page} lie on each other: “{text}”",
    _Kind.RECOGNISED: "the text of page {page} is a recognition of what its picture shows",
}
_SIGHTS: Final = {
    Sight.HIDDEN: _Kind.UNSEEN,
    Sight.COVERED: _Kind.COVERED,
    Sight.RECOGNISED: _Kind.RECOGNISED,
}
_EXCERPT: Final = 60


class Witnessed(NamedTuple):
    """Pages without the words that nobody sees, and what came of the comparison."""

    pages: list[RawPage]
    sighting: Sighting
    problems: tuple[TextProblem, ...]


def compare_with_pictures(pages: Sequence[RawPage]) -> Witnessed:
    """Hold the words of pages against the pages' pictures."""
    kept: list[RawPage] = []
    problems: list[TextProblem] = []
    for page in pages:
        seen, found = _seen_words(page)
        kept.append(seen)
        problems += found
        problems += _contradictions(seen)
    words, left = _count(pages), _count(kept)
    drawn = sum(page.picture is not None for page in pages)
    places = tuple(p.place for p in problems if p.place and p.code != _Kind.UNSEEN)
    return Witnessed(kept, Sighting(drawn, words, words - left, places), tuple(problems))


def _count(pages: Iterable[RawPage]) -> int:
    return sum(len(page.words) + len(page.turned) for page in pages)


def _seen_words(page: RawPage) -> tuple[RawPage, list[TextProblem]]:
    """A page without the words that are not seen and without copies."""
    problems: list[TextProblem] = []
    kept: list[Sequence[Word]] = []
    for words in (page.words, page.turned):
        unseen = sights(page, words)
        recognised = [words[i] for i, sight in unseen.items() if sight is Sight.RECOGNISED]
        if recognised:
            problems.append(_problem(_Kind.RECOGNISED, page, recognised))
        gone = {index: sight for index, sight in unseen.items() if sight is not Sight.RECOGNISED}
        for sight in (Sight.HIDDEN, Sight.COVERED):
            problems += _by_place(_SIGHTS[sight], page, words, [i for i in gone if gone[i] is sight])
        kept.append([w for i, w in enumerate(words) if i not in gone] if gone else words)
    if kept[0] is page.words and kept[1] is page.turned:
        return page, problems
    return replace(page, words=kept[0], turned=kept[1]), problems
