"""Dumps of text, lines of cells, and the items that a section makes of lines."""

from __future__ import annotations

from irp.parser.layouts.labels import UNRANKED
from irp.parser.segment.items.builder import build_items
from irp.parser.segment.model import Item, SummaryItem
from irp.parser.text.model import Line, Placed
from irp.parser.text.reader import read_document
from irp.record.spans import Box
from irp.source import SourceFile


def lines_of(text: str) -> tuple[Line, ...]:
    """The lines of a dump that are no furniture."""
    return read_document(SourceFile.from_bytes(text.encode(), name="dump.txt")).body


def paired(entries: list[SummaryItem]) -> list[tuple[str, str]]:
    """The text and the judgement of each entry of a summary."""
    return [(entry.text.text, entry.judgement.text) for entry in entries]


def items_of(text: str) -> list[Item]:
    """The items of a dump that is a section of progress."""
    return build_items(lines_of(text), r"3\.\d{1,3}", UNRANKED)


def row(*cells: tuple[str, float], gap: float = 0.0) -> Line:
    """A line of cells, each at its place from the left."""
    text, words = "", []
    for cell, x in cells:
        text = f"{text} {cell}".strip()
        words.append(Placed(len(text) - len(cell), len(text), x, x + 5 * len(cell)))
    starts = tuple(word.start for word in words[1:])
    box = Box(cells[0][1], 0, 500, 12)
    return Line(1, 0, 0, text, text, gap=gap, cells=starts, box=box, size=12, words=tuple(words))
