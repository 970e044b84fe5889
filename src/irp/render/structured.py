"""JSON: the record itself, its fields in the order of the models."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from irp.record.extraction import Extraction


def to_json(extraction: Extraction) -> str:
    """One extraction as JSON, indented by two, with a line break at the end."""
    return extraction.model_dump_json(indent=2) + "\n"


def to_jsonl(extraction: Extraction) -> str:
    """One extraction as a line of JSON, with its line break."""
    return extraction.model_dump_json() + "\n"


def json_array(extractions: Iterable[Extraction]) -> Iterator[str]:
    """Extractions as one JSON array, laid out as ``to_json`` lays out each of them."""
    before = "[\n"
    for extraction in extractions:
        lines = extraction.model_dump_json(indent=2).split("\n")  # not at U+2028 in a name
        yield before + "\n".join(f"  {line}" for line in lines)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"
