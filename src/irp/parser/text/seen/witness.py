"""Checks against the pages' pictures that the words read are the words that a person sees.

Invisible words are left out before lines are built, so that they are in no output; any other
disagreement between words and picture is listed with its place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final, NamedTuple

from irp.parser.text.engines.raw import RawPage, has_line_shape
from irp.parser.text.line_builder import DraftPage
from irp.parser.text.model import Sighting, TextProblem, Word
from irp.parser.text.seen.strikes import overlapping, rows_of, struck
from irp.parser.text.seen.unread_ink import bulging, unread_ink
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
_NOT_OF_FIGURES: Final = {"struck_words", "overlapping_words", "unread_ink"}
_REPEATED: Final = 3
"""Ink at the same place on at least this many pages is part of their design."""
_EXCERPT: Final = 60
_ASCENT, _DESCENT = 0.79, 0.21


class ComparedPage(NamedTuple):
    """A page and what its picture says about its words.

    Attributes:
        raw: the page as an engine read it.
        page: the same without invisible words and without copies of words.
        left_out: how many words are invisible.
        problems: where words and picture disagree, the labels of figures included.
        ink: lines of ink that no word accounts for.
    """

    raw: RawPage
    page: RawPage
    left_out: int
    problems: list[TextProblem]
    ink: list[Box]


def compare_with_picture(raw: RawPage) -> ComparedPage:
    """Compare the words of a page with its picture."""
    seen, problems = _seen(raw)
    page, contradictions = _contradictions(seen)
    left_out = _count(raw) - _count(seen)
    return ComparedPage(raw, page, left_out, [*problems, *contradictions], unread_ink(page))


def outside_figures(
    compared: Sequence[ComparedPage], pages: Sequence[DraftPage]
) -> tuple[list[TextProblem], Sighting]:
    """The problems of all pages without those of figures, whose labels may overlap."""
    figures = {page.number: _figures(page) for page in pages}
    found = [problem for page in compared for problem in page.problems]
    problems = [
        problem
        for problem in (*found, *_unread(compared))
        if problem.code not in _NOT_OF_FIGURES or not _is_on_any(problem, figures)
    ]
    places = tuple(p.place for p in problems if p.place and p.code != UNSEEN)
    drawn = sum(page.raw.picture is not None for page in compared)
    left_out = sum(page.left_out for page in compared)
    return problems, Sighting(drawn, left_out, places)


def _figures(page: DraftPage) -> list[Box]:
    """Drawings and photographs, and the labels beside them."""
    labels = [line.box for line in page.lines if line.in_figure and line.box]
    boxes = [picture.box for picture in page.pictures if not has_line_shape(picture.box)]
    return [*labels, *map(bulging, boxes)]


def _unread(compared: Sequence[ComparedPage]) -> list[TextProblem]:
    """Lines of ink that no word accounts for, without what repeats on many pages."""
    found = [(page.raw.number, box) for page in compared for box in page.ink]
    repeated = Counter(tuple(map(round, box)) for _, box in found)
    return [
        TextProblem(
            "unread_ink",
            f"page {number} shows a line that is no text: a heading may be a picture",
            Span(number, 0, 0, box),
        )
        for number, box in found
        if repeated[tuple(map(round, box))] < _REPEATED
    ]


def _is_on_any(problem: TextProblem, boxes: Mapping[int, Sequence[Box]]) -> bool:
    if problem.place is None or problem.place.box is None:
        return False
    x0, top, x1, bottom = problem.place.box
    return any(
        box.x0 < x1 and x0 < box.x1 and box.top < bottom and top < box.bottom
        for box in boxes[problem.place.page]
    )


def _count(page: RawPage) -> int:
    return len(page.words) + len(page.turned)


def _seen(page: RawPage) -> tuple[RawPage, list[TextProblem]]:
    """A page without its invisible words, and the problems found."""
    problems: list[TextProblem] = []
    words, turned = (_seen_words(page, words, problems) for words in (page.words, page.turned))
    if words is page.words and turned is page.turned:
        return page, problems
    return replace(page, words=words, turned=turned), problems


def _seen_words(
    page: RawPage, words: Sequence[Word], problems: list[TextProblem]
) -> Sequence[Word]:
    """The visible words of a page; problems are added."""
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


def _contradictions(page: RawPage) -> tuple[RawPage, list[TextProblem]]:
    """A page without copies of words, and problems for words that are struck out or overlap."""
    rows = rows_of(page.words)
    copies, others = overlapping(page.words, rows)
    problems = [
        *_problems("overlapping_words", page, page.words, others),
        *_problems("struck_words", page, page.words, struck(page, rows)),
    ]
    if not copies:
        return page, problems
    words = [word for index, word in enumerate(page.words) if index not in copies]
    return replace(page, words=words), problems


def _problems(
    code: str, page: RawPage, words: Sequence[Word], chosen: Iterable[int]
) -> Iterator[TextProblem]:
    """A problem for each line that has chosen words."""
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
    edges = min(lefts), min(tops), max(rights), max(bottoms)
    return Box(*(round(edge, 1) for edge in edges))
