"""Joins the words of a chart to labels: words side by side, then lines below each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from irp.parser.charts.model import ChartLabel, Terms
from irp.parser.charts.terms import terms_of
from irp.parser.text.model import Word
from irp.record.spans import Box

_SPACE: Final = 0.42
"""Of a word's size; a wider gap separates two labels."""
_LEVEL: Final = 0.25
_LEADING: Final = 1.0
"""Of a line's height: the most space between two lines of one label."""
_MOST_LINES: Final = 4
_MOST_LABELS: Final = 300
_ABOVE, _BELOW = 0.72, 0.02
"""Of its size: how far letters reach above and below the baseline (capitals and digits)."""


class WordRun(NamedTuple):
    """Words side by side."""

    text: str
    box: Box


def runs_of(words: Iterable[Word]) -> list[WordRun]:
    """The words of a page that stand side by side, joined."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.baseline, word.x0)):
        near = [
            row for row in rows[-8:] if abs(row[-1].baseline - word.baseline) <= _LEVEL * word.size
        ]
        if near:
            near[-1].append(word)
        else:
            rows.append([word])
    runs: list[WordRun] = []
    for row in rows:
        row.sort(key=lambda word: word.x0)
        begins = [0, *(i for i, (a, b) in enumerate(pairwise(row), 1) if _apart(a, b)), len(row)]
        runs += [_run(row[start:end]) for start, end in pairwise(begins)]
    return runs


def _apart(before: Word, after: Word) -> bool:
    return after.x0 - before.x1 > _SPACE * min(before.size, after.size)


def _run(words: Sequence[Word]) -> WordRun:
    boxes = [
        Box(w.x0, w.baseline - _ABOVE * w.size, w.x1, w.baseline + _BELOW * w.size) for w in words
    ]
    return WordRun(" ".join(word.text for word in words), Box.around(boxes))


def labels_of(runs: Sequence[WordRun]) -> tuple[ChartLabel, ...]:
    """The labels: lines that name something only together are joined."""
    if len(runs) > _MOST_LABELS:
        return ()
    left = sorted(runs, key=lambda run: (run.box.top, run.box.x0))
    labels: list[ChartLabel] = []
    while left:
        chain = _chain(left)
        for group, terms in _parted(chain):
            text = " ".join(run.text for run in group)
            labels.append(ChartLabel(text, Box.around(run.box for run in group), terms))
        left = [run for run in left if run not in chain]
    return tuple(labels)


def _chain(runs: Sequence[WordRun]) -> list[WordRun]:
    """The first run and those that follow closely below it."""
    chain = [runs[0]]
    for run in runs[1:]:
        last = chain[-1].box
        space = run.box.top - last.bottom
        height = min(last.height, run.box.height)
        across = min(last.x1, run.box.x1) - max(last.x0, run.box.x0)
        if 0 <= space <= _LEADING * height and across > 0.4 * min(last.width, run.box.width):
            chain.append(run)
    return chain


def _parted(chain: Sequence[WordRun]) -> list[tuple[list[WordRun], Terms]]:
    """A chain as labels: as many of its lines as possible, each label as short as possible."""
    best: list[tuple[int, list[tuple[list[WordRun], Terms]]]] = [(0, [])]
    for end in range(1, len(chain) + 1):
        covered, groups = best[end - 1]
        choice = (covered, [*groups, ([chain[end - 1]], Terms())])
        for start in range(end - 1, max(-1, end - 1 - _MOST_LINES), -1):
            terms = terms_of(" ".join(run.text for run in chain[start:end]))
            before, earlier = best[start]
            if terms and before + end - start > choice[0]:
                choice = (before + end - start, [*earlier, ([*chain[start:end]], terms)])
        best.append(choice)
    return best[-1][1]
