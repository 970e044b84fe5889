"""What every store is: something that takes extractions and keeps one for each source."""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol, Self, runtime_checkable

from irp.record.extraction import Extraction


class Change(StrEnum):
    """What became of an extraction that was put into a store."""

    INSERTED = "inserted"
    """The store had none of that source."""
    UPDATED = "updated"
    """The store had another one of that source, which it has no longer."""
    UNCHANGED = "unchanged"
    """The store had it already; nothing was written."""


@runtime_checkable
class Store(Protocol):
    """Keeps one extraction for each source, known by the SHA-256 of its bytes.

    A context manager. One writer at a time. Whatever happens, kill -9 among it, what ``put`` has
    returned for is kept whole, and what it has not is kept whole or not at all. Closing without
    ``finish`` leaves a valid store, only without the things that are derived from the records.
    """

    def __enter__(self) -> Self:
        """The store itself."""
        ...

    def __exit__(self, *error: object) -> None:
        """Close it."""
        ...

    def put(self, extraction: Extraction) -> Change:
        """Keep an extraction in place of any other of the same source.

        Raises:
            ValueError: its source has no hash, because its bytes were never had.
            OutputError: it cannot be written; what was there before is kept.
        """
        ...

    def remove(self, sha256: str) -> bool:
        """Drop the extraction of a source; whether there was one.

        Raises:
            OutputError: it cannot be removed.
        """
        ...

    def finish(self) -> None:
        """Bring up to date what is derived from the records: tables, indexes, reports.jsonl.

        Raises:
            OutputError: it cannot be written; the records are kept.
        """
        ...

    def close(self) -> None:
        """Let go of the store. Closing twice does no harm."""
        ...


def key_of(extraction: Extraction) -> str:
    """What a store knows an extraction by: the SHA-256 of its source.

    Raises:
        ValueError: it has none.
    """
    if not extraction.source.sha256:
        name = extraction.source.name
        raise ValueError(f"the bytes of {name!r} were never had, so no store can keep its result")
    return extraction.source.sha256
