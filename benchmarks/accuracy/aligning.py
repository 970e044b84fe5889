"""Align the items of two lists, some of which may be missing, added or changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from rapidfuzz import fuzz

Pair = tuple[int | None, int | None]  # index expected, index found
_SAME_ENOUGH = 0.6  # items less similar than this are not paired


def words(value: Any) -> str:
    """The leaves of a value as one text."""
    if isinstance(value, dict):
        return " ".join(words(item) for item in value.values())
    if isinstance(value, list):
        return " ".join(words(item) for item in value)
    return "" if value is None else str(value)


def align(
    expected: Sequence[Any], found: Sequence[Any], same: Callable[[Any, Any], bool]
) -> list[Pair]:
    """The pairs of two lists in order; None where the other list has no item."""
    head = 0
    while head < min(len(expected), len(found)) and same(expected[head], found[head]):
        head += 1
    tail, most = 0, min(len(expected), len(found)) - head
    while tail < most and same(expected[-1 - tail], found[-1 - tail]):
        tail += 1
    middle = _middle(expected[head : len(expected) - tail], found[head : len(found) - tail])
    pairs: list[Pair] = [(index, index) for index in range(head)]
    pairs += [(_moved(one, head), _moved(other, head)) for one, other in middle]
    ends = zip(
        range(len(expected) - tail, len(expected)),
        range(len(found) - tail, len(found)),
        strict=True,
    )
    return [*pairs, *ends]


def _moved(index: int | None, by: int) -> int | None:
    return None if index is None else index + by


def _middle(expected: Sequence[Any], found: Sequence[Any]) -> list[Pair]:
    """The pairs of the best alignment: a path through the table of similarities."""
    rows, columns = len(expected), len(found)
    if not rows or not columns:
        return [*((i, None) for i in range(rows)), *((None, j) for j in range(columns))]
    texts = [words(item) for item in expected], [words(item) for item in found]
    gain = [[fuzz.ratio(a, b) / 100 - _SAME_ENOUGH for b in texts[1]] for a in texts[0]]
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            kept = gain[i][j] + best[i + 1][j + 1] if gain[i][j] >= 0 else -1.0
            best[i][j] = max(kept, best[i + 1][j], best[i][j + 1])
    return _paired_gaps(_path(gain, best))


def _path(gain: list[list[float]], best: list[list[float]]) -> list[Pair]:
    rows, columns = len(gain), len(gain[0])
    i = j = 0
    pairs: list[Pair] = []
    while i < rows and j < columns:
        if gain[i][j] >= 0 and best[i][j] == gain[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            pairs.append((i, None))
            i += 1
        else:
            pairs.append((None, j))
            j += 1
    pairs += [(row, None) for row in range(i, rows)]
    return pairs + [(None, column) for column in range(j, columns)]


def _paired_gaps(pairs: list[Pair]) -> list[Pair]:
    """Pair a missing and an extra item at the same place: one item that changed."""
    result: list[Pair] = []
    missing: list[int] = []
    extra: list[int] = []
    for one, other in [*pairs, (0, 0)]:
        if one is not None and other is not None:
            both = min(len(missing), len(extra))
            result += list(zip(missing[:both], extra[:both], strict=True))
            result += [(index, None) for index in missing[both:]]
            result += [(None, index) for index in extra[both:]]
            result.append((one, other))
            missing, extra = [], []
        elif one is not None:
            missing.append(one)
        elif other is not None:
            extra.append(other)
    return result[:-1]  # without the mark of the end
