"""Extractions as text: JSON, JSON lines, CSV, Markdown. All deterministic, byte for byte."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from irp.forms import Form
from irp.record.extraction import Extraction
from irp.render.digest import to_markdown
from irp.render.structured import json_array, to_json, to_jsonl
from irp.render.table import COLUMNS, csv_rows, to_csv

__all__ = [
    "COLUMNS",
    "stream",
    "to_csv",
    "to_json",
    "to_jsonl",
    "to_markdown",
]


def stream(
    extractions: Iterable[Extraction], form: Form, *, several: bool, bom: bool = False
) -> Iterator[str]:
    """Render extractions in one form, piece by piece, each as soon as it is available.

    Args:
        extractions: what to render; one is taken at a time.
        form: how.
        several: whether JSON is an array even for one; the other forms are the same for any number.
        bom: begin CSV with a byte order mark, which old versions of Excel need for UTF-8.

    Raises:
        ValueError: a spreadsheet is no text: see ``irp.stores.tables.workbook``.
    """
    if form is Form.XLSX:
        raise ValueError("a spreadsheet is no text")
    if form is Form.CSV:
        return csv_rows(extractions, bom=bom)
    if form is Form.JSONL:
        return map(to_jsonl, extractions)
    if form is Form.MARKDOWN:
        return _parted(map(to_markdown, extractions))
    if several:
        return json_array(extractions)
    return map(to_json, extractions)


def _parted(digests: Iterable[str]) -> Iterator[str]:
    """Digests with an empty line between them."""
    for position, digest in enumerate(digests):
        yield f"\n{digest}" if position else digest
