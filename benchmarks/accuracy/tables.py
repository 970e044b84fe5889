"""Numbers and tables as Markdown."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterable, Sequence

from benchmarks.accuracy.metrics import Counts, Rate


def number(value: Rate) -> str:
    """A share to four places, cut rather than rounded: only 1 is printed as 1."""
    if value is None:
        return "–"
    if value in {0.0, 1.0}:
        return str(int(value))
    return f"{math.floor(value * 10_000) / 10_000:.4f}"


def cell(counts: Counts | None) -> str:
    """Precision, recall, F1 and F1 by similarity; 1 if all are, – if there is nothing."""
    if counts is None or not counts.total:
        return "–"
    if not counts.wrong:
        return "1"
    values = (counts.precision(), counts.recall(), counts.f1())
    return " ".join(number(v) for v in values) + f" ~{number(counts.f1(similar=True))}"


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table; columns after the first are set to the right."""
    lines = ["| " + " | ".join(head) + " |", "|---" + "|--:" * (len(head) - 1) + "|"]
    lines += ["| " + " | ".join(map(str, row)) + " |" for row in rows]
    return "\n".join(lines)


def wrapped(text: str, indent: str = "") -> str:
    """A paragraph in lines of a hundred characters."""
    return textwrap.fill(
        text, 100, subsequent_indent=indent, break_on_hyphens=False, break_long_words=False
    )
