"""Passages made from plain strings, each on a page of its own."""

from __future__ import annotations

from itertools import count

from irp.parser.text.model import Line
from irp.parser.text.passage import Passage

_INDEX = count(1)


def passage(text: str, width: int | None = None) -> Passage:
    """A text as a passage of one line, or of lines of about ``width`` characters."""
    page = next(_INDEX)
    lines: list[Line] = []
    start = 0
    for index, part in enumerate(_wrapped(text, width) if width else [text]):
        lines.append(Line(page, index, start, part, part))
        start += len(part) + 1
    return Passage.of_lines(lines)


def passages(*texts: str) -> tuple[Passage, ...]:
    """Several texts, a passage each."""
    return tuple(passage(text) for text in texts)


def _wrapped(text: str, width: int) -> list[str]:
    lines = [""]
    for word in text.split(" "):
        if lines[-1] and len(lines[-1]) + len(word) >= width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
