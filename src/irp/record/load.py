"""Saved records read back, whatever form they were saved in."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from irp.errors import RecordError
from irp.plain_words import not_wanted, reason_of
from irp.record.extraction import Extraction
from irp.record.report import SCHEMA_VERSION

_FITTING = frozenset({"1.0", "1.1", "1.2"})
"""Earlier versions of the schema whose records fit the present one."""


def read_records(path: str | os.PathLike[str]) -> list[Extraction]:
    """All records of a file: one JSON object, an array of them, or JSON lines.

    Raises:
        RecordError: the file cannot be read, or holds something else.
    """
    try:
        text = Path(path).read_text("utf-8-sig")
    except OSError as error:
        raise RecordError(f"the file cannot be read: {reason_of(error)}") from error
    except UnicodeDecodeError:
        raise RecordError("the file is not text in UTF-8") from None
    return parse_records(text)


def parse_records(text: str) -> list[Extraction]:
    """All records of a text: as for ``read_records``.

    Raises:
        RecordError: the text holds something else.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        lines = [line for line in text.splitlines() if line.strip()]
        if len(lines) < 2 or not lines[0].rstrip().endswith("}"):
            raise RecordError(f"this is not JSON: {error}") from None
        return [record for line in lines for record in parse_records(line)]
    found = data if isinstance(data, list) else [data]
    if not found:
        raise RecordError("there is no record in this file")
    return [as_extraction(one) for one in found]


def each_record(given: Extraction | Iterable[Extraction]) -> Iterator[Extraction]:
    """The records that a caller gave: one, or several.

    Raises:
        TypeError: it is something else, such as a path.
    """
    wanted = "an Extraction or several (irp.read_store reads them from a path)"
    if isinstance(given, Extraction):
        yield given
        return
    if isinstance(given, str | bytes | Mapping) or not isinstance(given, Iterable):
        raise not_wanted("the records", wanted, given)
    for one in given:
        if not isinstance(one, Extraction):
            raise not_wanted("each of the records", "an Extraction", one)
        yield one


def from_text(text: str | bytes) -> Extraction:
    """One record from its JSON.

    Raises:
        RecordError: it is not JSON in UTF-8, or does not fit the schema.
    """
    try:
        return as_extraction(json.loads(text))
    except (ValueError, RecursionError) as error:
        raise RecordError(f"this is not JSON: {error}") from None


def as_extraction(data: Any) -> Extraction:
    """One record from the plain values of its JSON.

    Raises:
        RecordError: it does not fit the schema.
    """
    if not isinstance(data, Mapping) or "schema_version" not in data:
        raise RecordError("this is not a record: no schema_version in it")
    version = data["schema_version"]
    if version in _FITTING:
        # A field that is new since has a default: what irp did not know then is null.
        data, version = {**data, "schema_version": SCHEMA_VERSION}, SCHEMA_VERSION
    if version != SCHEMA_VERSION:
        raise RecordError(
            f"the record has schema version {version}, this irp reads {SCHEMA_VERSION}:"
            " extract it again"
        )
    try:
        return Extraction.model_validate(data)
    except ValidationError as error:
        first, count = error.errors()[0], error.error_count()
        pointer = "".join(f"/{part}" for part in first["loc"])
        more = f" (and {count - 1} more)" if count > 1 else ""
        raise RecordError(f"{pointer}: {first['msg']}{more}") from None
