"""The interface of all stores: they keep one extraction for each source."""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol, Self, runtime_checkable

from irp.record.extraction import Extraction


class StoreChange(StrEnum):
    """What ``put`` did with an extraction."""

    INSERTED = "inserted"
    """The store contained none of that source."""
    UPDATED = "updated"
    """It replaced another one of that source."""
    UNCHANGED = "unchanged"
    """The store already contained it; nothing was written."""


@runtime_checkable
class Store(Protocol):
    """Keeps one extraction for each source, known by the SHA-256 of its bytes.

    A context manager. One writer at a time. Anything ``put`` has returned for survives a crash,
    even ``kill -9``; an interrupted ``put`` is stored whole or not at all. Closing without
    ``finish`` leaves a valid store, but what is derived from the records is not updated.
    """

    def __enter__(self) -> Self:
        """The store itself."""
        ...

    def __exit__(self, *error: object) -> None:
        """Close it."""
        ...

    def put(self, extraction: Extraction) -> StoreChange:
        """Store an extraction, replacing any other of the same source.

        Raises:
            ValueError: its source has no hash, because its bytes could not be obtained.
            OutputError: it cannot be written; what was there before is kept.
        """
        ...

    def remove(self, sha256: str) -> bool:
        """Remove the extraction of a source; return whether there was one.

        Raises:
            OutputError: it cannot be removed.
        """
        ...

    def finish(self) -> None:
        """Update what is derived from the records: tables, indexes, reports.jsonl.

        Raises:
            OutputError: it cannot be written; the records are kept.
        """
        ...

    def close(self) -> None:
        """Close the store. Safe to call twice."""
        ...


def key_of(extraction: Extraction) -> str:
    """The key of an extraction in a store: the SHA-256 of its source.

    Raises:
        ValueError: it has none.
    """
    if not extraction.source.sha256:
        name = extraction.source.name
        raise ValueError(
            f"the bytes of {name!r} could not be obtained, so no store keeps its result"
        )
    return extraction.source.sha256
