"""Dumps of text, and the items that a section makes of their lines."""

from __future__ import annotations

from irp.layouts import wording
from irp.segment.items import build_items
from irp.segment.model import Item
from irp.source import SourceFile
from irp.text.model import Line
from irp.text.reader import read_document

LABELS = (wording.NAMED_CONCERN, wording.RECOMMENDATION, wording.THEME)


def lines_of(text: str) -> tuple[Line, ...]:
    """The lines of a dump that are no furniture."""
    return read_document(SourceFile.from_bytes(text.encode(), name="dump.txt")).body


def items_of(text: str) -> list[Item]:
    """The items of a dump that is a section of progress."""
    return build_items(lines_of(text), r"3\.\d{1,3}", LABELS)
