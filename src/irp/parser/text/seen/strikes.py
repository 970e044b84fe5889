"""Words that a rule strikes out, and words that overlap."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from math import inf, nan
from typing import Final

from irp.parser.text.engines.raw import TALLEST, RawPage
from irp.parser.text.model import Word
from irp.record.spans import Box

_THIN: Final = 0.2
"""Of a word's size: a rule is thinner, a bar over words covers them."""
_LOW, _HIGH = 0.12, 0.55
"""Of the size: how far above the baseline a rule strikes letters out."""
_STRUCK: Final = 0.6
"""The least share of a word's width that a rule covers."""
_BEYOND: Final = 0.6
"""Of the size: a rule that goes further beyond a line's words is a grid's or a table's."""
_LEVEL: Final = 0.4
"""Of the size: words whose baselines are nearer to each other overlap."""
_OVER: Final = 0.35
"""Of the size: the least by which they overlap."""
_COPY: Final = 0.25
"""Of the size: how far a word may be from the same word drawn again."""
_ALIKE: Final = 1.6
"""How many times larger a stamp or a watermark is than the words under it."""

Row = list[int]
"""Indexes of the words on one baseline, from left to right."""


def rows_of(words: Sequence[Word]) -> list[Row]:
    """The words of a page by their baselines, rows from top to bottom."""
    rows: dict[float, Row] = {}
    row: Row = []
    last = nan
    for index, baseline in enumerate([word.baseline for word in words]):
        if baseline != last:
            row, last = rows.setdefault(baseline, []), baseline
        row.append(index)
    x0s = [word.x0 for word in words]
    for row in rows.values():
        row.sort(key=x0s.__getitem__)
    return [rows[baseline] for baseline in sorted(rows)]


# ------------------------------------------------------------------ struck out


def struck(page: RawPage, rows: Sequence[Row]) -> set[int]:
    """The indexes of the words of a page that a rule goes through."""
    words = page.words
    rules = [shape.box for shape in page.shapes if _is_rule(shape.box)]
    found: set[int] = set()
    baselines = [words[row[0]].baseline for row in rows]
    for rule in rules:
        middle = (rule.top + rule.bottom) / 2
        last = bisect_left(baselines, middle + TALLEST)
        for row in rows[bisect_right(baselines, middle) : last]:
            size, above = max(words[i].size for i in row), words[row[0]].baseline - middle
            if not _LOW * size < above < _HIGH * size or rule.bottom - rule.top >= _THIN * size:
                continue
            start, end = words[row[0]].x0, max(words[index].x1 for index in row)
            if start - _BEYOND * size < rule.x0 and rule.x1 < end + _BEYOND * size:
                found |= {index for index in row if _goes_through(rule, words[index])}
    return found


def _is_rule(box: Box) -> bool:
    return box.x1 - box.x0 > 2 * (box.bottom - box.top)


def _goes_through(rule: Box, word: Word) -> bool:
    across = min(rule.x1, word.x1) - max(rule.x0, word.x0)
    return across > _STRUCK * (word.x1 - word.x0) and any(map(str.isalnum, word.text))


# ------------------------------------------------------------------ overlapping


def overlapping(words: Sequence[Word], rows: Sequence[Row]) -> tuple[set[int], set[int]]:
    """Words that are drawn twice, and words that lie on other words.

    Returns:
        The indexes of words drawn again in nearly the same place, without the first of each; and
        those of words that lie on another one.
    """
    copies: set[int] = set()
    others: set[int] = set()
    for one, other in _pairs(words, rows):
        first, second = words[one], words[other]
        size = min(first.size, second.size)
        if max(first.size, second.size) > _ALIKE * size:
            continue
        near = abs(first.x0 - second.x0) < _COPY * size
        if near and first.text == second.text:
            copies.add(max(one, other))
        elif any(map(str.isalnum, first.text)) and any(map(str.isalnum, second.text)):
            others |= {one, other}
    return copies, others - copies


def _pairs(words: Sequence[Word], rows: Sequence[Row]) -> Iterator[tuple[int, int]]:
    """Words that overlap, on one baseline or on two that are near to each other."""
    for row in rows:
        yield from _run_ins(words, row)
    for position, row in enumerate(rows):
        baseline, size = words[row[0]].baseline, words[row[0]].size
        for below in rows[position + 1 :]:
            if words[below[0]].baseline - baseline >= _LEVEL * size:
                break
            both = sorted([*row, *below], key=lambda index: words[index].x0)
            own = set(row)
            yield from (
                pair for pair in _run_ins(words, both) if (pair[0] in own) != (pair[1] in own)
            )


def _run_ins(words: Sequence[Word], row: Row) -> Iterator[tuple[int, int]]:
    end = -inf
    for index in row:  # as a rule each word begins where the one before it has ended
        _, x0, x1, _, size, *_ = words[index]
        if x0 - end <= -_OVER * size:
            break
        end = x1
    else:
        return
    for position, one in enumerate(row):
        end = words[one].x1
        for other in row[position + 1 :]:
            word = words[other]
            if end - word.x0 <= _OVER * min(word.size, words[one].size):
                break
            yield one, other
