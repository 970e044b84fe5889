"""JSON: the record itself, its fields in the order of the models."""

from __future__ import annotations

from irp.record.extraction import Extraction


def to_json(extraction: Extraction) -> str:
    """One extraction as JSON, indented by two, with a line break at the end."""
    return extraction.model_dump_json(indent=2) + "\n"


def to_jsonl(extraction: Extraction) -> str:
    """One extraction as a line of JSON, with its line break."""
    return extraction.model_dump_json() + "\n"
