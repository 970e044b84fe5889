"""The pages' pictures as a witness: what is read is what a person sees.

Words that nobody sees are left out before lines are built, so that they are in no output; what
else words and picture disagree in is listed with its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final, NamedTuple

from irp.parser.text.engines.raw import RawPage
from irp.parser.text.model import Sighting, TextProblem, Word
from irp.parser.text.seen.strikes import overlapping, rows_of, struck
from irp.parser.text.seen.visibility import Sight, sights
from irp.record.spans import Box, Span

UNSEEN: Final = "unseen_words"
_MESSAGES: Final = {
    UNSEEN: "left out on page {page}: {count} that cannot be seen",
    "covered_words": "left out on page {page}: {count} that something covers",
    "struck_words": "a rule strikes out {count} on page {page}: “{text}”",
    "overlapping_words": "{count} on page {page} lie on each other: “{text}”",
    "recognised_text": "the words of page {page} were recognised in a picture of it",
}
_LEFT_OUT: Final = {Sight.HIDDEN: UNSEEN, Sight.COVERED: "covered_words"}
_EXCERPT: Final = 60
_ASCENT, _DESCENT = 0.79, 0.21


class Witnessed(NamedTuple):
    """Pages without the words that nobody sees, and what came of the comparison."""

    pages: list[RawPage]
    sighting: Sighting
    problems: tuple[TextProblem, ...]


def compare_with_pictures(pages: Sequence[RawPage]) -> Witnessed:
    """Compare the words of pages with the pages' pictures."""
    kept: list[RawPage] = []
    problems: list[TextProblem] = []
    left_out = 0
    for page in pages:
        seen, gone, found = _compared(page)
        kept.append(seen)
        left_out += gone
        problems += found
    words = sum(len(page.words) + len(page.turned) for page in pages)
    drawn = sum(page.picture is not None for page in pages)
    places = tuple(p.place for p in problems if p.place and p.code != UNSEEN)
    return Witnessed(kept, Sighting(drawn, words, left_out, places), tuple(problems))


def _compared(page: RawPage) -> tuple[RawPage, int, list[TextProblem]]:
    """A page without the words that nobody sees, how many those are, and its problems."""
    problems: list[TextProblem] = []
    words, turned = (_seen(page, words, problems) for words in (page.words, page.turned))
    left_out = len(page.words) - len(words) + len(page.turned) - len(turned)
    rows = rows_of(words)
    copies, others = overlapping(words, rows)
    problems += _problems("overlapping_words", page, words, others)
    problems += _problems("struck_words", page, words, struck(page, words, rows))
    if copies:
        words = [word for index, word in enumerate(words) if index not in copies]
    if words is page.words and turned is page.turned:
        return page, left_out, problems
    return replace(page, words=words, turned=turned), left_out, problems


def _seen(page: RawPage, words: Sequence[Word], problems: list[TextProblem]) -> Sequence[Word]:
    """The words of a page that a person sees; problems are added."""
    unseen = sights(page, words)
    if not unseen:
        return words
    gone: set[int] = set()
    for sight, code in _LEFT_OUT.items():
        mine = {index for index, found in unseen.items() if found is sight}
        problems += _problems(code, page, words, mine)
        gone |= mine
    if len(gone) < len(unseen):
        recognised = [words[index] for index in unseen if index not in gone]
        problems.append(_problem("recognised_text", page, recognised))
    return [word for index, word in enumerate(words) if index not in gone]


def _problems(
    code: str, page: RawPage, words: Sequence[Word], chosen: Iterable[int]
) -> Iterator[TextProblem]:
    """A problem for each line on which chosen words stand."""
    found = [words[index] for index in sorted(chosen)]
    for _, line in groupby(found, key=lambda word: round(word.baseline)):
        yield _problem(code, page, list(line))


def _problem(code: str, page: RawPage, words: Sequence[Word]) -> TextProblem:
    count = "a word" if len(words) == 1 else f"{len(words)} words"
    text = " ".join(word.text for word in words)
    if len(text) > _EXCERPT:
        text = text[: _EXCERPT - 1] + "…"
    message = _MESSAGES[code].format(count=count, page=page.number, text=text)
    return TextProblem(code, message, Span(page.number, 0, 0, _around(words)))


def _around(words: Iterable[Word]) -> Box:
    boxes = [
        Box(w.x0, w.baseline - _ASCENT * w.size, w.x1, w.baseline + _DESCENT * w.size)
        for w in words
    ]
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))
