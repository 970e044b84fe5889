"""Extractions as text: JSON, JSON lines, CSV, Markdown. All deterministic, byte for byte."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from irp.forms import Form, joined
from irp.record.brief import WrittenRecord, brief_of
from irp.record.extraction import Extraction
from irp.render.structured import to_json, to_jsonl

__all__ = ["stream", "to_json", "to_jsonl", "written"]


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
    if form is Form.CSV:
        from irp.render.table import csv_rows

        return csv_rows(extractions, bom=bom)
    if form is Form.XLSX:
        raise ValueError("a spreadsheet is no text")
    return joined((_text(extraction, form) for extraction in extractions), form, several=several)


def written(extraction: Extraction, form: Form, *, bom: bool = False) -> WrittenRecord:
    """One extraction as the text of a file of its own, and in short; settings as for ``stream``."""
    text = "".join(stream([extraction], form, several=False, bom=bom))
    return WrittenRecord(text, brief_of(extraction))


def _text(extraction: Extraction, form: Form) -> str:
    if form is Form.MARKDOWN:
        from irp.render.digest import to_markdown

        return to_markdown(extraction)
    return to_jsonl(extraction) if form is Form.JSONL else to_json(extraction)
